"""Opinions that are recorded say what the encoder said, to two decimals."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.fillers import Span
from pipeline.relations.opinions import INSTRUMENTS, ROLES, STATUSES, Kinds, Opinions
from tests.training.labelled import labelled
from training.acts.corpus import Labelled
from training.acts.examples import Examples, collect
from training.encoder.recorded import Said, read, write
from training.encoder.sources import record, replay


class Told(Opinions):
    """Opinions that depend on the words alone; nothing is known of the last sentence."""

    def __init__(self) -> None:
        pass

    def of(self, candidate: Candidate) -> Kinds | None:
        if candidate.sent_index:
            return None
        z = -candidate.anchor.i / 3
        return Kinds(z, {k: z - len(k) for k in STATUSES}, {k: z + len(k) for k in INSTRUMENTS})

    def roles(
        self, candidate: Candidate, spans: Sequence[Span | None], shifts: Sequence[int]
    ) -> list[dict | None]:
        return [
            None if shift else {role: ((span[2] if span else 50) + len(role)) / 7 for role in ROLES}
            for span, shift in zip(spans, shifts, strict=True)
        ]


def told(article: Labelled, view: View, candidates: list[Candidate]) -> Opinions:
    return Told()


def nobody(article: Labelled, view: View, candidates: list[Candidate]) -> Opinions:
    raise AssertionError(f"{article.id} has recorded opinions")


@pytest.fixture
def heard(extractor: Extractor) -> tuple[dict[str, Said], Examples]:
    said: dict[str, Said] = {}
    return said, collect([labelled(extractor)], opinions=record(told, said))


def test_what_is_read_back_is_what_was_said(
    heard: tuple[dict[str, Said], Examples], extractor: Extractor, tmp_path: Path
) -> None:
    said, examples = heard
    write(tmp_path / "o.jsonl.gz", said)
    back = read(tmp_path / "o.jsonl.gz")
    assert back == said and said["one"].acts and said["one"].fillers
    again = collect([labelled(extractor)], opinions=replay(back, nobody))
    for name, rows in examples.rows.items():
        for row, other in zip(rows, again.rows[name], strict=True):
            assert other.said == pytest.approx(row.said, abs=0.0051)
    assert any("enc_none" in row.said for row in again.rows["party_all"])
    assert [kinds is None for kinds in again.opinion_of.values()] == [
        kinds is None for kinds in examples.opinion_of.values()
    ]
    assert {kinds is None for kinds in again.opinion_of.values()} == {True, False}


def test_an_article_without_a_record_is_judged_anew(extractor: Extractor) -> None:
    new = collect([labelled(extractor, "new")], opinions=replay({"one": Said()}, told))
    assert any(kinds is not None for kinds in new.opinion_of.values())


def test_the_file_holds_numbers_and_repeats(heard: tuple[dict[str, Said], Examples], tmp_path: Path) -> None:
    said, _ = heard
    write(tmp_path / "a", {"two": Said(), **said})
    write(tmp_path / "b", {**said, "two": Said()})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    text = gzip.decompress((tmp_path / "a").read_bytes()).decode()
    assert "Kazakhstan" not in text and [line[:16] for line in text.splitlines()] == [
        '{"article":"one"',
        '{"article":"two"',
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(gzip.compress(b'{"article": "one"}\n'))
    with pytest.raises(ValueError, match="line 1"):
        read(tmp_path / "x")
