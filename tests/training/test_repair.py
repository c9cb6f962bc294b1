"""Repair of the teacher's entity labels."""

from training.name_lists import NameLists, load_name_lists
from training.repair import (
    Votes,
    count_votes,
    dateline_length,
    missed_names,
    name_key,
    relabel,
    repair,
    repair_wire_amounts,
    without_overlaps,
)
from training.silver import SilverDoc, Span

NAMES = NameLists({"Gazprom": "ORG", "Gazprom Neft": "ORG", "Georgia": "GPE"}, frozenset({"Georgia"}))


def article(text: str, *entities: Span, tags: str = "", source: str = "doj") -> SilverDoc:
    words = tuple(text.split())
    return SilverDoc(
        id="x",
        source=source,
        words=words,
        spaces=(True,) * len(words),
        tags=tuple(tags.split()) or ("NN",) * len(words),
        heads=(0,) * len(words),
        deps=("ROOT",) * len(words),
        sentence_starts=(0,),
        entities=entities,
    )


def test_key_has_no_article_and_no_possessive() -> None:
    assert name_key(["the", "World", "Bank", "'s"], 0, 4) == "World Bank"
    assert name_key(["the"], 0, 1) == "the"


def test_certain_names_are_relabelled_ambiguous_ones_are_not() -> None:
    doc = article("Gazprom left Georgia", (0, 1, "PERSON"), (2, 3, "PERSON"))
    assert relabel(doc, NAMES, Votes()) == [(0, 1, "ORG"), (2, 3, "PERSON")]


def test_surnames_of_the_article_are_people() -> None:
    doc = article("Sadyr Japarov came . Japarov left", (0, 2, "PERSON"), (4, 5, "ORG"))
    assert relabel(doc, NAMES, Votes())[1] == (4, 5, "PERSON")
    assert relabel(doc, NAMES, Votes(usual={"Japarov": "GPE"}))[1] == (4, 5, "ORG")


def test_clear_majorities_settle_a_name() -> None:
    docs = [article("Botas", (0, 1, label)) for label in ["ORG"] * 5 + ["GPE"]]
    votes = count_votes(docs)
    assert votes.settled == {"Botas": "ORG"}
    assert relabel(docs[-1], NAMES, votes) == [(0, 1, "ORG")]
    assert count_votes(docs[1:]).settled == {}


def test_missed_names_are_found_whole_and_outside_longer_names_only() -> None:
    doc = article("Gazprom Neft met Gazprom Energo", tags="NNP NNP VBD NNP NNP")
    assert missed_names(doc, [], NAMES) == [(0, 2, "ORG")]
    assert missed_names(doc, [(1, 2, "ORG")], NAMES) == []


def test_dateline() -> None:
    assert dateline_length(["NEW", "YORK", ",", "May", "5", "(", "Reuters", ")", "--", "Oil", "fell"]) == 2
    assert dateline_length(["NEW", "YORK", ",", "he", "said", ",", "is", "big"]) == 0
    assert dateline_length(["Oil", "fell", "--", "again"]) == 0
    doc = article("ASHGABAT , May 5 ( Reuters ) -- Gas", (0, 1, "ORG"), (2, 4, "PERSON"))
    assert repair(doc, NAMES, Votes()).entities == ((0, 1, "GPE"), (2, 4, "DATE"), (5, 6, "ORG"))


def test_wire_amounts() -> None:
    words = ["rose", "3.5", "mln", "dlrs", "or", "12", "pct"]
    assert repair_wire_amounts(words, [(1, 2, "CARDINAL")]) == [(1, 4, "MONEY"), (5, 7, "PERCENT")]
    assert repair_wire_amounts(["the", "dollar"], []) == []


def test_overlaps_leave_the_first() -> None:
    assert without_overlaps([(2, 4, "GPE"), (0, 3, "ORG"), (4, 5, "GPE")]) == [(0, 3, "ORG"), (4, 5, "GPE")]


def test_shipped_lists_have_places_before_bodies() -> None:
    names = load_name_lists()
    assert names.certain("Turkmengaz") == "ORG"
    assert names.certain("Hong Kong") == "GPE"
    assert names.certain("Georgia") is None
