"""Records as PLOVER events: category, mode, context, actors, dates, as the manual rules."""

import json
from typing import Any, get_args

import pytest

from pipeline.interchange.plover import MOST_PAIRED, to_events
from pipeline.interchange.plover_rules import load_plover
from schemas import Instrument, Status
from tests.interchange.acts import CHILE, NORWAY, party, reported, when


def event(**changes: Any) -> dict[str, Any]:
    (found,) = to_events(reported(**changes))
    return found


def said(text: str) -> list[dict[str, Any]]:
    return [{"start": 0, "end": len(text), "text": text}]


def codes(actors: list[dict[str, Any]]) -> list[str | None]:
    return [actor["code"] for actor in actors]


@pytest.mark.parametrize(
    ("status", "instrument", "sentence", "category", "mode"),
    [
        ("proposed", "agreement", "Norway proposed a treaty.", "AGREE", []),
        ("planned", "agreement", "Norway and Chile will sign a treaty in May.", "AGREE", []),
        ("planned", "agreement", "Norway and Chile are negotiating a treaty.", "CONSULT", []),
        ("agreed", "contract", "Norway agreed to sell fish to Chile.", "AGREE", []),
        ("signed", "agreement", "Norway and Chile signed a treaty.", "SUPPORT", []),
        ("approved", "agreement", "Norway ratified the treaty with Chile.", "SUPPORT", []),
        ("in_force", "agreement", "The treaty of Norway and Chile took effect.", "COOPERATE", []),
        ("in_force", "decision", "The ban took effect.", "SUPPORT", []),
        ("ended", "agreement", "Norway ended its treaty with Chile.", "SANCTION", ["sever"]),
        ("ended", "agreement", "Norway withdrew from the treaty with Chile.", "SANCTION", ["withdraw"]),
        ("ended", "decision", "The minister resigned.", "RETREAT", ["resign"]),
        ("ended", "agreement", "They made quite an end of the treaty.", "SANCTION", ["sever"]),
        ("rejected", "agreement", "Norway turned down the treaty.", "REJECT", ["assist"]),
        ("rejected", "decision", "The assembly voted the motion down.", "REJECT", ["change"]),
        ("rejected", "agreement", "The talks collapsed.", "SANCTION", ["withdraw"]),
    ],
)
def test_category(status: str, instrument: str, sentence: str, category: str, mode: list[str]) -> None:
    found = event(status=status, instrument=instrument, evidence=said(sentence))
    assert (found["event"], found["mode"]) == ([category], mode)


@pytest.mark.parametrize(
    ("status", "category", "mode"),
    [("signed", "CONCEDE", []), ("in_force", "RETREAT", ["ceasefire"]), ("proposed", "AGREE", [])],
)
def test_a_ceasefire_is_no_other_treaty(status: str, category: str, mode: list[str]) -> None:
    found = event(status=status, subject="a ceasefire along the coast")
    assert (found["event"], found["mode"]) == ([category], mode)


def test_a_ceasefire_elsewhere_in_the_sentence_is_not_what_was_signed() -> None:
    assert event(evidence=said("After the ceasefire they signed a fishing treaty."))["event"] == ["SUPPORT"]


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("instrument", get_args(Instrument))
def test_every_record_is_a_valid_event(status: str, instrument: str) -> None:
    rules = load_plover()
    for parties in ([NORWAY], [NORWAY, CHILE], [party("Norway", country="NO", role="proposer"), CHILE]):
        found = event(status=status, instrument=instrument, parties=parties)
        (name,) = found["event"]
        assert found["quad_code"] == rules.events[name].quad
        assert set(found["mode"]) <= set(rules.events[name].modes)
        assert found["recipient"] or not rules.events[name].recipient
        assert sorted(filter(None, codes(found["source"] + found["recipient"]))) == sorted(
            {"NO": "NOR", "CL": "CHL"}[p["country"]] for p in parties
        )
        assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_all_parties_of_a_mutual_act_are_the_source() -> None:
    found = event()
    assert (codes(found["source"]), found["recipient"]) == (["NOR", "CHL"], [])


def test_an_offer_goes_from_the_proposer_to_the_others() -> None:
    found = event(status="proposed", parties=[CHILE, party("Norway", country="NO", role="proposer")])
    assert (codes(found["source"]), codes(found["recipient"])) == (["NOR"], ["CHL"])


def test_a_refusal_goes_from_the_others_to_the_proposer() -> None:
    found = event(status="rejected", parties=[party("Norway", country="NO", role="proposer"), CHILE])
    assert (codes(found["source"]), codes(found["recipient"])) == (["CHL"], ["NOR"])


def test_what_requires_a_recipient_and_has_none_falls_back() -> None:
    assert event(status="in_force", parties=[NORWAY])["event"] == ["SUPPORT"]
    alone = event(status="ended", parties=[NORWAY])
    assert (alone["event"], alone["mode"], alone["quad_code"]) == (["REJECT"], [], 3)


@pytest.mark.parametrize(
    ("name", "type", "country", "code", "sector"),
    [
        ("Kosovo", "country", "XK", "XKX", None),
        ("Atlantis", "country", None, None, None),
        ("Organization of Turkic States", "organization", None, "IGO", None),
        ("Executive Board of the International Monetary Fund", "organization", None, "IGO", None),
        ("other non-OPEC states", "group", None, None, None),
        ("Red Cross", "organization", None, "NGO", None),
        ("Ministry of Energy of Ghana", "organization", None, "GHA", "GOV"),
        ("Bank of Ghana", "organization", None, "GHA", "BUS"),
        ("Central Bank of Ghana", "organization", None, "GHA", "GOV"),
        ("Quay Fisheries AG", "organization", None, None, "BUS"),
        ("Fishing Agency", "organization", None, None, None),
        ("Jogorku parliament", "organization", None, None, "LEG"),
        ("Coast rebels", "group", None, None, "REB"),
        ("Jens Berg", "person", None, None, None),
    ],
)
def test_actor(name: str, type: str, country: str | None, code: str | None, sector: str | None) -> None:
    made = reported(parties=[party(name, type, country)])
    (found,) = to_events(made, country_inside=lambda text: "GH" if "Ghana" in text else None)
    (actor,) = found["source"]
    assert (actor["code"], actor["sector"], actor["identifier_text"]) == (code, sector, name)


def test_signatories_stand_with_whom_they_act_for() -> None:
    found = event(signatories=[{"name": "Jens Berg", "for": "Norway"}, {"name": "Ana Rojas", "for": None}])
    assert [actor.get("signatories") for actor in found["source"]] == [["Jens Berg"], None]


def test_the_day_of_the_act() -> None:
    assert event()["date"] == "2025-01-30" and "enddate" not in event()
    month = event(when=when("2025-01", "2025-01-01", "2025-01-31"))
    assert (month["date"], month["enddate"]) == ("2025-01-01", "2025-01-31")


def test_an_undated_act_has_the_day_of_its_report_and_says_so() -> None:
    found = event(when=None)
    assert (found["date"], found["comment"]) == ("2025-02-01", "date is that of the report")
    assert event(when=when("XXXX-01-30", None, None))["date"] == "2025-02-01"
    assert event(when=None, published=None)["date"] is None


def test_a_plan_happens_when_it_is_told() -> None:
    found = event(status="planned", when=when("2026-05", "2026-05-01", "2026-05-31"))
    assert (found["date"], found["planned_date"]) == ("2025-02-01", "2026-05")


@pytest.mark.parametrize(
    ("subject", "contexts"),
    [
        ("fishing", ["resource"]),
        ("supply of natural gas", ["economic", "resource"]),
        ("migration and mobility", ["migration"]),
        ("friendship", []),
    ],
)
def test_context(subject: str, contexts: list[str]) -> None:
    assert event(subject=subject)["context"] == contexts


def test_a_contract_is_economic() -> None:
    assert event(subject="friendship", instrument="contract")["context"] == ["economic"]


def test_an_act_long_before_its_report_is_historical() -> None:
    assert "historical" in event(when=when("1999-01-30"))["context"]
    assert "historical" not in event(when=when("2024-03-30"))["context"]


def test_place_source_and_evidence() -> None:
    found = event(agreement="ag1", where={"name": "Oslo", "country": "NO", "event": "Fish Forum"})
    assert found["event_loc"] == {"name": "Oslo", "country code": "NO", "cc3": "NOR", "event": "Fish Forum"}
    assert found["link"] == "ag1"
    assert found["cite_info"]["citation"] == "a1" and found["cite_info"]["url"] == "https://news.example/a1"
    assert found["text"].startswith("Norway and Chile") and found["text_info"] == [{"start": 10, "end": 62}]


def test_without_text_only_offsets_are_passed_on() -> None:
    (found,) = to_events(reported(), text=False)
    assert "text" not in found and found["text_info"]


def test_the_same_record_id_in_two_articles_makes_two_ids() -> None:
    assert event()["id"] != event(article_id="a2")["id"]


def test_pairs_of_a_mutual_act_go_both_ways() -> None:
    found = list(to_events(reported(parties=[NORWAY, CHILE, party("Peru", country="PE")]), pairs=True))
    both = {(*codes(e["source"]), *codes(e["recipient"])) for e in found}
    assert len(found) == len(both) == len({e["id"] for e in found}) == 6
    assert ("NOR", "PER") in both and ("PER", "NOR") in both


def test_pairs_of_an_offer_go_one_way() -> None:
    parties = [party("Norway", country="NO", role="proposer"), CHILE, party("Peru", country="PE")]
    found = to_events(reported(status="proposed", parties=parties), pairs=True)
    assert [(codes(e["source"]), codes(e["recipient"])) for e in found] == [
        (["NOR"], ["CHL"]),
        (["NOR"], ["PER"]),
    ]


def test_a_crowd_is_not_paired() -> None:
    crowd = [party(f"Village {n}", "organization") for n in range(MOST_PAIRED + 1)]
    (found,) = to_events(reported(parties=crowd), pairs=True)
    assert len(found["source"]) == MOST_PAIRED + 1
