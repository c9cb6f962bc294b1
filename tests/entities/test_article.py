"""What the whole article decides: short forms, majorities, missed mentions, canonical names."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.entities.component import EntitiesComponent
from pipeline.layers import DatelineMention, Source

Found = Callable[[str], dict[str, Span]]


def test_surname_follows_the_full_name(found: Found) -> None:
    spans = found("[Almas Serikov|PERSON] came. [Serikov|ORG] spoke. Later Serikov left.")
    assert spans["Serikov"].label_ == "PERSON"
    assert spans["Serikov"]._.canonical == "Almas Serikov"


def test_short_name_of_a_company_follows_the_long_one(found: Found) -> None:
    spans = found("[Velmora Holdings Ltd|ORG] bid. [Velmora|PERSON] shares rose.")
    assert spans["Velmora"].label_ == "ORG"
    assert spans["Velmora"]._.canonical == "Velmora Holdings Ltd"


@pytest.mark.parametrize("part", ["Senate Fisheries Committee", "Senate Republicans", "Senate GOP"])
def test_a_body_is_no_short_name_of_its_parts(found: Found, part: str) -> None:
    spans = found(f"The [{part}|ORG] met. The [Senate|ORG] voted.")
    assert spans["Senate"]._.canonical == "Senate" and spans[part]._.canonical == part


@pytest.mark.parametrize("full", ["Senate of Velmora", "Congress Party", "Bank Velmora"])
def test_it_is_short_for_its_full_name(found: Found, full: str) -> None:
    short = full.split()[0]
    spans = found(f"The [{full}|ORG] met. The [{short}|ORG] agreed.")
    assert spans[short]._.canonical == full


def test_company_is_found_again_without_its_legal_form(found: Found) -> None:
    spans = found("[Velmora AG|ORG] agreed to pay. Velmora separately resolved claims.")
    assert spans["Velmora"].label_ == "ORG"


def test_company_named_like_a_common_word_is_not_found_again_without_its_legal_form(found: Found) -> None:
    spans = found("[Target Corp.|ORG] agreed to pay. The target is high. Target dates were not set.")
    assert set(spans) == {"Target Corp."}


@pytest.mark.parametrize("label", ["ORG", "PERSON"])
def test_trade_of_a_company_is_no_part_of_its_name(found: Found, label: str) -> None:
    spans = found(f"[Drugmaker Velmora|{label}] agreed to pay.")
    assert spans["Velmora"].label_ == "ORG"


def test_trade_opens_the_name_of_a_body(found: Found) -> None:
    spans = found("The [Airline Pilots Association|ORG] agreed.")
    assert spans["Airline Pilots Association"].label_ == "ORG"


@pytest.mark.parametrize(
    "rest", ["said it signed.", "is pleased.", ", a unit of another, signed.", "<BWC> has signed."]
)
def test_company_called_after_two(found: Found, rest: str) -> None:
    spans = found(f"[Babcock|PERSON] and [Wilcox Co|ORG] {rest}")
    assert spans["Babcock and Wilcox Co"].label_ == "ORG"


@pytest.mark.parametrize("rest", ["said they signed.", "are pleased.", "signed.", "have signed."])
def test_two_companies(found: Found, rest: str) -> None:
    spans = found(f"[Babcock|ORG] and [Wilcox Co|ORG] {rest}")
    assert "Wilcox Co" in spans and "Babcock and Wilcox Co" not in spans


def test_lists_and_sentences_do_not_open_a_company(found: Found) -> None:
    assert "Wilcox Co" in found("[Norsk|ORG], [Babcock|ORG] and [Wilcox Co|ORG] said it was so.")
    assert "Wilcox Co" in found("[Norsk Inc|ORG] and [Wilcox Co|ORG] said it was so.")
    assert "Wilcox Co" in found("[Babcock|ORG] and [Wilcox Co|ORG], a firm from Texas, signed.")


def test_verb_of_a_headline_is_no_part_of_a_name(found: Found) -> None:
    spans = found("[Serikov Signs|PERSON] On to Water Bill. Almas Serikov spoke.")
    assert "Serikov Signs" not in spans


def test_adjective_of_a_body_is_no_body(found: Found) -> None:
    assert found("The [Congressional|ORG] budget process starts in May.") == {}


def test_lone_name_never_introduced_is_no_person(found: Found) -> None:
    spans = found("The carmaker [Velmora|PERSON] agreed. [Velmora|PERSON] shares rose.")
    assert spans["Velmora"].label_ == "ORG"


def test_acronym_takes_type_and_canonical_of_its_long_form(found: Found) -> None:
    spans = found("The [Zarin People's Republic|ORG] (ZPR) is new. [ZPR|ORG] signed.")
    assert spans["ZPR"].label_ == "GPE"
    assert spans["ZPR"]._.canonical == "Zarin People's Republic"


def test_acronym_of_a_body(found: Found) -> None:
    spans = found("The [Union of River States|ORG] (URS) met. The [URS|GPE] agreed.")
    assert spans["URS"].label_ == "ORG"
    assert spans["URS"]._.canonical == "Union of River States"


def test_missed_mentions_are_added(component: EntitiesComponent, doc_of: Callable[[str], Doc]) -> None:
    doc = component(doc_of("[Velmora|ORG] shares rose. The board of Velmora met. So Velmora won."))
    assert [e.text for e in doc.ents] == ["Velmora"] * 3


def test_members_of_a_list_share_their_context(found: Found) -> None:
    spans = found("the river towns of [Zarin|PERSON], [Melku|ORG] and Baku agreed")
    assert spans["Zarin"].label_ == "GPE"


def test_countries(found: Found) -> None:
    spans = found("Envoys of Türkiye and the [Kyrgyz Republic|ORG] met in Geneva.")
    assert (spans["Türkiye"]._.canonical, spans["Türkiye"]._.country) == ("Turkey", "TR")
    assert (spans["Kyrgyz Republic"]._.canonical, spans["Kyrgyz Republic"]._.country) == ("Kyrgyzstan", "KG")
    assert spans["Geneva"]._.country == "CH"


@pytest.mark.parametrize(
    ("name", "canonical", "country"),
    [
        ("Government of Spain", "Spain", "ES"),
        ("Federal Government of Germany", "Germany", "DE"),
        ("U.K. Government", "United Kingdom", "GB"),
        ("Japanese Government", "Japan", "JP"),
        ("Welsh Government", "Welsh Government", "GB"),
        ("Government of Western Australia", "Government of Western Australia", "AU"),
        ("Government of Gujarat", "Government of Gujarat", "IN"),
    ],
)
def test_the_government_of_a_state_is_the_state(
    found: Found, name: str, canonical: str, country: str
) -> None:
    span = found(f"The [{name}|ORG] approved it.")[name]
    assert (span._.canonical, span._.country) == (canonical, country)


def test_dateline_of_cleaning_is_used(component: EntitiesComponent, doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("Zarin/Baku, May 4 (Delta Wire) - [Ministers|ORG] met.")
    line = DatelineMention(0, 32, "Zarin/Baku, May 4 (Delta Wire) -", place="Zarin", agency="Delta Wire")
    doc._.source = Source(dateline=line)
    component(doc)
    assert {"Delta Wire": "ORG"}.items() <= {e.text: e.label_ for e in doc.ents}.items()
    assert line.country in (None, "AZ")


def test_same_text_gives_the_same_entities(
    component: EntitiesComponent, doc_of: Callable[[str], Doc]
) -> None:
    text = "[Almas Serikov|PERSON] of the [Delta Bank|ORG] met [Orr|GPE] in Baku, Tbilisi and [Zarin|ORG]."
    runs = [[(e.start, e.end, e.label_, e._.canonical) for e in component(doc_of(text)).ents] for _ in "abc"]
    assert runs[0] == runs[1] == runs[2]


def test_again_changes_nothing(component: EntitiesComponent, doc_of: Callable[[str], Doc]) -> None:
    doc = component(doc_of("[President Almas Serikov|PERSON] met the [Delta Bank's|ORG] board in Baku."))
    once = [(e.text, e.label_) for e in doc.ents]
    assert [(e.text, e.label_) for e in component(doc).ents] == once


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120), cuts=st.lists(st.integers(0, 40), max_size=8), data=st.data())
def test_any_text_and_any_entities_are_taken(
    component: EntitiesComponent, blank: Language, text: str, cuts: list[int], data: st.DataObject
) -> None:
    doc = blank.make_doc(text)
    edges = sorted({c for c in cuts if c <= len(doc)})
    spans = [
        Span(doc, s, e, label=data.draw(st.sampled_from(["PERSON", "ORG", "GPE", "DATE", "EVENT"])))
        for s, e in zip(edges[::2], edges[1::2], strict=False)
        if s < e
    ]
    doc.set_ents(spans)
    component(doc)
    for span in doc.ents:
        assert doc.text[span.start_char : span.end_char] == span.text
