"""The layers of a Doc survive serialisation, and a stage run twice writes the same."""

from hypothesis import example, given, settings
from spacy.tokens import Doc

from pipeline.assemble import STAGES, Extractor
from pipeline.extensions import DOC_LISTS
from tests.properties.articles import SENTENCES, raw, texts

some = settings(max_examples=20, deadline=None, derandomize=True)
PLAIN = "date 2025-06-10\n" + "\n\n".join(SENTENCES)


def _layers(doc: Doc) -> dict:
    layers = {name: getattr(doc._, name) for name in DOC_LISTS}
    layers["source"] = doc._.source
    layers["ents"] = [(e.start, e.end, e.label_, e._.canonical, e._.country) for e in doc.ents]
    return layers


@some
@given(text=texts)
@example(text=PLAIN)
def test_bytes_keep_the_layers(extractor: Extractor, text: str) -> None:
    doc = extractor.doc(raw(text))
    again = Doc(extractor.nlp.vocab).from_bytes(doc.to_bytes())
    assert _layers(again) == _layers(doc)
    assert [type(a) for a in again._.acts] == [type(a) for a in doc._.acts]


@some
@given(text=texts)
@example(text=PLAIN)
def test_a_stage_run_twice_writes_the_same(extractor: Extractor, text: str) -> None:
    doc = extractor.doc(raw(text))
    before = doc.to_bytes()
    for name in ("pactwire_mentions", "pactwire_relations", "pactwire_records"):
        assert name in STAGES
        doc = extractor.nlp.get_pipe(name)(doc)
    assert doc.to_bytes() == before


@some
@given(text=texts)
@example(text=PLAIN)
def test_every_index_of_a_layer_points_at_something(extractor: Extractor, text: str) -> None:
    doc = extractor.doc(raw(text))
    actors, dates = doc._.actors, doc._.dates
    for mention in doc._.mentions:
        assert 0 <= mention.start <= mention.head < mention.end <= len(doc)
        assert mention.actors and all(0 <= i < len(actors) for i in mention.actors)
        assert mention.person is None or actors[mention.person].type == "person"
    for act in doc._.acts:
        assert act.anchor in act.trigger
        assert 0 <= act.score <= 1
        assert all(0 <= f.ref < len(actors) for f in (*act.parties, *act.signatories))
        assert set(act.proposers) <= {f.ref for f in act.parties}
        assert act.when is None or act.when.ref is None or 0 <= act.when.ref < len(dates)
        assert all(0 <= start < end <= len(doc) for start, end in act.sentences)
        assert act.accepted or act.detail or not act.parties
    for date in dates:
        assert doc.text[date.start : date.end] == date.text
    assert all(a.name.strip() for a in actors)
