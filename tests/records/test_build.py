"""One act as one record: fields, offsets into the raw text, typed rejections."""

import pytest

from pipeline.layers import Act, Filler
from pipeline.records.build import RecordBuilder, record_id
from schemas import Record
from tests.properties.articles import spans
from tests.records.acts import CHILE, LEAD, LUND, NORWAY, TEXT, at, doc, filler, signing


def _record(**changes) -> Record:  # type: ignore[no-untyped-def]
    made = doc()
    data, problem = RecordBuilder(made).record(signing(made, **changes))
    assert data is not None, problem
    return Record.model_validate(data)


def test_every_field_of_a_plain_act() -> None:
    record = _record()
    assert [(p.name, p.type, p.country, p.role) for p in record.parties] == [
        ("Norway", "country", "NO", "party"),
        ("Chile", "country", "CL", "party"),
    ]
    assert (record.article_id, record.status, record.instrument) == ("treaty", "signed", "agreement")
    assert record.subject == "fishing treaty"
    assert record.when is not None
    assert (record.when.edtf, record.when.basis, record.when.text) == ("2025-06-03", "stated", "June 3")
    assert record.where is not None and record.where.name == "Oslo"
    assert [e.text for e in record.evidence] == [TEXT[: TEXT.index(".") + 1]]
    assert record.trace is not None
    assert (record.trace.pattern, record.trace.trigger.text) == ("sign+treaty", "signed")


def test_offsets_point_into_the_raw_text() -> None:
    found = list(spans(_record().model_dump(mode="json", by_alias=True)))
    assert len(found) >= 6
    assert all((LEAD + TEXT)[s["start"] : s["end"]] == s["text"] for s in found)
    assert min(s["start"] for s in found) == len(LEAD)


def test_the_proposer_has_its_role() -> None:
    record = _record(status="proposed", proposers=[CHILE])
    assert [p.role for p in record.parties] == ["party", "proposer"]


def test_a_signatory_is_for_the_actor_of_its_office() -> None:
    made = doc()
    record = _record(signatories=[filler(made, "Kari Lund", LUND)])
    assert [(s.name, s.for_) for s in record.signatories] == [("Kari Lund", "Norway")]


def test_only_countries_have_a_country() -> None:
    made = doc()
    record = _record(parties=[filler(made, "Norway", NORWAY), filler(made, "Kari Lund", LUND)])
    assert [p.country for p in record.parties] == ["NO", None]


def test_the_articles_own_date_has_no_span() -> None:
    own = Filler(0, 0, None, 0.8, "the article's own date", "2025-06-11")
    when = _record(when=own, when_basis="dateline").when
    assert when is not None
    assert (when.edtf, when.basis, when.span) == ("2025-06-11", "dateline", None)


def test_no_date_and_no_place() -> None:
    record = _record(when=None, place=None)
    assert record.when is None and record.where is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"parties": []}, "no_party"),
        ({"subject": None}, "no_subject"),
        ({"subject": Filler(0, 1, None, 0.5, "test", "  ")}, "no_subject"),
        ({"status": "pending"}, "invalid"),
        ({"instrument": "song"}, "invalid"),
    ],
)
def test_what_is_no_record_is_a_typed_rejection(changes: dict, reason: str) -> None:
    made = doc()
    builder = RecordBuilder(made)
    act: Act = signing(made, **changes)
    data, (found, message) = builder.record(act)
    assert data is None and found == reason and message
    rejection = builder.rejection(act, found, message)
    assert (rejection["reason"], rejection["trigger"]["text"]) == (reason, "signed")


def test_record_id_is_that_of_text_and_find() -> None:
    made = doc()
    data, _ = RecordBuilder(made).record(signing(made))
    assert data is not None
    changed = data | {"article_id": "other", "status": "ended", "confidence": 0.1}
    assert record_id(changed, TEXT) == data["record_id"]
    assert record_id(data, TEXT + " ") != data["record_id"]
    assert record_id(data | {"subject": "whales"}, TEXT) != data["record_id"]


def test_a_token_range_becomes_the_characters_it_covers() -> None:
    made = doc()
    start, end = at(made, "fishing treaty")
    span = RecordBuilder(made).chars(made[start].idx, made[end - 1].idx + len(made[end - 1]))
    first = len(LEAD) + TEXT.index("fishing")
    assert span == {"start": first, "end": first + 14, "text": "fishing treaty"}
