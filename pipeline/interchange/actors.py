"""PLOVER actor objects: ISO 3166 alpha-3 or a non-state code, a sector, and the name itself."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pycountry

from pipeline.interchange.plover_rules import PloverRules
from schemas import Party, Record

#: The ISO alpha-2 code of the one country that a longer name holds ("Bank of Ghana"), else None.
CountryInside = Callable[[str], str | None]


def no_country(name: str) -> str | None:
    """Know no country inside a name."""
    return None


def actors_of(record: Record, rules: PloverRules, country_inside: CountryInside) -> list[dict[str, Any]]:
    """One actor object per party, in the order of the record, with the persons who act for it."""
    found = []
    for party in record.parties:
        actor = _actor(party, rules, country_inside)
        holders = [s.name for s in record.signatories if s.for_ == party.name]
        if holders:
            actor["signatories"] = holders
        found.append(actor)
    return found


def alpha3(country: str | None, rules: PloverRules) -> str | None:
    """The alpha-3 code of an alpha-2 code; None for a code that ISO 3166 does not have."""
    return None if country is None else rules.codes.get(country) or _iso(country)


@lru_cache(maxsize=512)
def _iso(country: str) -> str | None:
    found = pycountry.countries.get(alpha_2=country)
    return found.alpha_3 if found else None


def _actor(party: Party, rules: PloverRules, country_inside: CountryInside) -> dict[str, Any]:
    code = alpha3(party.country, rules)
    sector = None
    if party.type == "organization" or party.type == "group":
        folded = party.name.casefold().removeprefix("the ")
        if rules.igo.search(party.name):
            code = "IGO"
        elif folded in rules.ngo:
            code = "NGO"
        else:
            sector = next((name for name, words in rules.sectors if words.search(folded)), None)
            code = code or alpha3(country_inside(party.name), rules)
    actor: dict[str, Any] = {"code": code, "sector": sector}
    if party.mentions:
        actor["actor_text"] = party.mentions[0].text
    actor["identifier_text"] = party.name
    return actor
