"""Names that people type, resolved by the aliases that extraction uses."""

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.queries.question import Name
from pipeline.stores.keys import name_key

if TYPE_CHECKING:
    from pipeline.entities.gazetteer import Entry, Gazetteer


def resolve(given: str) -> Name:
    """A party as typed ("Türkiye", "US", "ots", "the Kazakh Republic") as it is looked for in a store.

    A name that no list knows is looked for as a part of stored names.
    """
    plain = " ".join(given.split())
    bare = plain[4:] if plain[:4].lower() == "the " else plain
    entry = next((e for form in _forms(bare) if (e := _gazetteer().lookup(form))), None)
    keys = tuple(dict.fromkeys(name_key(n) for n in (entry.canonical if entry else bare, bare, plain) if n))
    if entry is None:
        return Name(given, keys[:1], known=False)
    return Name(given, keys, country=_country(entry))


@lru_cache(maxsize=1 << 16)
def country_inside(name: str) -> str | None:
    """The one country that a longer name holds ("Bank of Ghana": GH), else None."""
    from pipeline.entities.canonical import country_inside as inside

    return inside(name, _gazetteer())


def country_code(given: str) -> str | None:
    """The ISO alpha-2 code of a country given as a code or by any of its names, else None."""
    if len(given) == 2 and given.upper() in _gazetteer().country_names:
        return given.upper()
    return resolve(given).country


def _country(entry: "Entry") -> str | None:
    """The country that a name stands for; a city or a state of it is not the country."""
    if entry.country is None or entry.label == "NORP":
        return entry.country
    return entry.country if _gazetteer().country_names.get(entry.country) == entry.canonical else None


def _forms(name: str) -> tuple[str, ...]:
    """A name as typed, and as it would stand in print when typed without capitals."""
    if name != name.lower():
        return (name,)
    small = {"of", "the", "and", "for", "in", "on"}
    titled = " ".join(w if w in small else w[:1].upper() + w[1:] for w in name.split())
    return (name, titled, name.upper())


@lru_cache(maxsize=1)
def _gazetteer() -> "Gazetteer":
    from pipeline.entities.gazetteer import Gazetteer

    # Names are looked up whole here, so that no tokenizer of a language model is needed.
    return Gazetteer(str.split)
