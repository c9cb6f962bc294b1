"""What holds for every article, whatever it is made of."""

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.assemble import Extraction, Extractor
from schemas import Article, Record, Rejection
from tests.properties.articles import ODD, SENTENCES, raw, spans, texts

quick = settings(max_examples=30, deadline=None, derandomize=True)
few = settings(max_examples=8, deadline=None, derandomize=True)

EVERYTHING = " ".join(itertools.chain.from_iterable(zip(SENTENCES, ODD, strict=False)))


def _json(extraction: Extraction) -> dict:
    return {
        "article": extraction.article.model_dump(mode="json", by_alias=True),
        "records": [r.model_dump(mode="json", by_alias=True) for r in extraction.records],
        "rejections": [r.model_dump(mode="json", by_alias=True) for r in extraction.rejections],
    }


def _extract(extractor: Extractor, text: str) -> Extraction:
    (extraction,) = extractor.extract([raw(text)])
    return extraction


@quick
@given(text=texts)
@example(text=EVERYTHING)
@example(text="\n\n".join(SENTENCES))
def test_every_span_stands_in_the_raw_text(extractor: Extractor, text: str) -> None:
    data = _json(_extract(extractor, text))
    for span in spans(data):
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["start"] < span["end"]
    for removed in data["article"]["removed"]:
        assert 0 <= removed["start"] < removed["end"] <= len(text)


@quick
@given(text=texts)
@example(text=EVERYTHING)
def test_json_round_trip_and_idempotence(extractor: Extractor, text: str) -> None:
    extraction = _extract(extractor, text)
    article = extraction.article
    assert Article.model_validate_json(article.model_dump_json(by_alias=True)) == article
    for record in extraction.records:
        assert Record.model_validate_json(record.model_dump_json(by_alias=True)) == record
        assert Record.model_validate(record.model_dump(mode="json", by_alias=True)) == record
    for rejection in extraction.rejections:
        assert Rejection.model_validate_json(rejection.model_dump_json()) == rejection
    assert _json(_extract(extractor, text)) == _json(extraction)


@few
@given(batch=st.lists(texts, min_size=2, max_size=5), size=st.integers(1, 4), data=st.data())
def test_order_and_batch_size_change_nothing(
    extractor: Extractor, batch: list[str], size: int, data: st.DataObject
) -> None:
    articles = [raw(text, article_id=f"a{i}") for i, text in enumerate(batch)]
    other = data.draw(st.permutations(articles))
    first = {e.article.article_id: _json(e) for e in extractor.extract(articles)}
    second = {e.article.article_id: _json(e) for e in extractor.extract(other, batch_size=size)}
    assert first == second


@quick
@given(text=texts)
@example(text=EVERYTHING)
def test_record_ids_are_unique_and_do_not_hang_on_the_article_id(extractor: Extractor, text: str) -> None:
    records = _extract(extractor, text).records
    ids = [r.record_id for r in records]
    assert len(ids) == len(set(ids))
    (other,) = extractor.extract([raw(text, article_id="other")])
    assert [r.record_id for r in other.records] == ids
    assert {r.article_id for r in other.records} <= {"other"}


def test_plain_sentences_give_records(extractor: Extractor) -> None:
    """The properties above would hold for a pipeline that finds nothing."""
    assert len(_extract(extractor, "\n\n".join(SENTENCES)).records) >= 5
