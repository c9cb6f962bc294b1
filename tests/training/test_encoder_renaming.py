"""Other names while the network learns: what changes, and what must not."""

from pathlib import Path
from typing import Any

import pytest

from pipeline import relations
from pipeline.assemble import Extractor
from pipeline.relations.token_encoder import MARKS
from tests.training.labelled import labelled
from training.acts.corpus import Labelled
from training.acts.examples import collect
from training.encoder.dataset import Sample, samples
from training.encoder.renaming import Renamer, proper_names
from training.encoder.targets import lessons


@pytest.fixture(scope="module")
def article(extractor: Extractor) -> Labelled:
    return labelled(extractor)


@pytest.fixture(scope="module")
def sample(article: Labelled) -> Sample:
    tokenizers: Any = pytest.importorskip("tokenizers")
    path = Path(relations.__file__).parent / "encoder_model" / "tokenizer.json"
    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = collect([article])
    first = {article.id: [0.9] * len(examples.rows["act"])}
    (found,) = samples(lessons([article], examples, first, tokenizer, floor=0.5))
    return found


@pytest.fixture(scope="module")
def names(article: Labelled) -> dict[str, dict[int, str]]:
    assert article.doc is not None
    return {article.id: {t.i: t.lower_ for t in article.doc if t.text in ("Kazakhstan", "Uzbekistan")}}


def test_names_are_capitals_that_have_no_lower_case(article: Labelled) -> None:
    found = set(proper_names([article])[article.id].values())
    assert {"uzbekistan", "tashkent"} <= found
    assert not found & {"it", "also", "agreement", "signed"}


def test_other_names_and_nothing_else(
    article: Labelled, sample: Sample, names: dict[str, dict[int, str]]
) -> None:
    renamer = Renamer([sample], names, seed=3)
    changed = [out for _ in range(40) if (out := renamer(sample)) is not sample]
    assert 8 <= len(changed) <= 32
    for out in changed:
        assert (out.asked, out.fillers, out.count) == (sample.asked, sample.fillers, sample.count)
        for window, words, before in zip(out.windows, out.words, sample.windows, strict=True):
            assert len(window.ids) == len(window.marks) == len(window.words) == len(words)
            assert _others(window, names[article.id]) == _others(before, names[article.id])
    assert any(out.windows[0].ids != sample.windows[0].ids for out in changed)


def test_a_name_is_the_same_throughout(
    article: Labelled, sample: Sample, names: dict[str, dict[int, str]]
) -> None:
    renamer = Renamer([sample], names, seed=1)
    for out in (renamer(sample) for _ in range(20)):
        told: dict[tuple[int, str], set[tuple[int, ...]]] = {}
        for window in out.windows:
            for token in dict.fromkeys(w for w in window.words if w in names[article.id]):
                at = [i for i, word in enumerate(window.words) if word == token]
                key = (window.marks[at[0]], names[article.id][token])
                told.setdefault(key, set()).add(tuple(window.ids[i] for i in at))
        assert told and all(len(forms) == 1 for forms in told.values())


def test_the_same_seed_gives_the_same(sample: Sample, names: dict[str, dict[int, str]]) -> None:
    one, other = (Renamer([sample], names, seed=5) for _ in range(2))
    assert [one(sample) for _ in range(9)] == [other(sample) for _ in range(9)]


def _others(window: Any, names: dict[int, str]) -> list[tuple[int, int, int]]:
    """Pieces with mark and token that are not names of an actor."""
    actors = {MARKS.index(kind) for kind in ("country", "organization", "person")}
    rows = zip(window.ids, window.marks, window.words, strict=True)
    return [row for row in rows if row[2] not in names or row[1] not in actors]
