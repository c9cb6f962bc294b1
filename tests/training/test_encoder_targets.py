"""What the network is taught: windows and targets from a labelled article."""

from pathlib import Path
from typing import Any

import pytest

from pipeline import relations
from pipeline.assemble import Extractor
from pipeline.relations.opinions import CHAIN, INSTRUMENTS, ROLES, STATUSES
from pipeline.relations.token_encoder import Window
from tests.training.labelled import labelled
from training.acts.corpus import Labelled
from training.acts.examples import collect
from training.encoder.dataset import group, samples
from training.encoder.folds import fold_of
from training.encoder.targets import Lesson, lessons, soft


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    tokenizers = pytest.importorskip("tokenizers")
    path = Path(relations.__file__).parent / "encoder_model" / "tokenizer.json"
    found = tokenizers.Tokenizer.from_file(str(path))
    found.no_padding()
    found.no_truncation()
    return found


@pytest.fixture(scope="module")
def article(extractor: Extractor) -> Labelled:
    return labelled(extractor)


@pytest.fixture(scope="module")
def lesson(article: Labelled, tokenizer: Any) -> Lesson:
    examples = collect([article])
    first = {"one": [0.9 if row.label else 0.1 for row in examples.rows["act"]]}
    (found,) = lessons([article], examples, first, tokenizer, floor=0.5)
    return found


def test_only_promising_sentences_are_wanted(lesson: Lesson) -> None:
    assert lesson.wanted == [0]
    assert [len(window.ids) > 20 for window in lesson.windows] == [True]


def test_every_candidate_has_its_label(lesson: Lesson) -> None:
    acts = [target for target in lesson.targets if target.act and target.act[0]]
    assert len(lesson.targets) > 1 and len(acts) == 1
    assert acts[0].act == (1, 1.0) and acts[0].sentence == 0
    assert acts[0].status is not None and acts[0].instrument is not None
    assert acts[0].status[0][STATUSES.index("signed")] == pytest.approx(0.7)
    assert acts[0].status[0][STATUSES.index("agreed")] == pytest.approx(0.3)
    assert acts[0].instrument[0][INSTRUMENTS.index("agreement")] == 1.0
    assert all(target.status is None and not target.pairs for target in lesson.targets if target != acts[0])


def test_fillers_are_right_in_their_roles(lesson: Lesson, article: Labelled) -> None:
    doc = article.doc
    assert doc is not None
    pairs = [pair for target in lesson.targets for pair in target.pairs]
    spans = [(ROLES[p.role], p.span) for p in pairs if p.label and p.shift == 0]
    right = {(role, doc[span[0] : span[1]].text) for role, span in spans if span is not None}
    assert {("party", "Kazakhstan"), ("party", "Uzbekistan"), ("where", "Tashkent")} <= right
    assert any(role == "when" and "10 June" in text for role, text in right)
    assert any(not p.label for p in pairs)


def test_a_sample_counts_words_of_its_own(lesson: Lesson) -> None:
    (sample,) = samples([lesson])
    tokens: dict[int, int] = {}
    for words, window in zip(sample.words, sample.windows, strict=True):
        for word, token in zip(words, window.words, strict=True):
            assert (word < 0) == (token < 0)
            assert tokens.setdefault(word, token) == token
    assert sorted(tokens.keys() - {-1}) == list(range(sample.count))
    for asked in sample.asked:
        assert tokens[asked.anchor] == asked.target.anchor and 1 <= len(asked.chain) <= CHAIN
    for filler in sample.fillers:
        words = sample.rivals[filler.rival].words
        start, last, head = (tokens[word] for word in words) if words else (None, -1, None)
        assert filler.pair.span in ((start, last + 1, head), None)
        assert (words is None) == (filler.pair.span is None)
    read_pairs = [
        p
        for t in lesson.targets
        for p in t.pairs
        if p.span is None or {p.span[0], p.span[1] - 1} <= {*tokens.values()}
    ]
    assert 0 < len(sample.fillers) == len(read_pairs) < sum(len(t.pairs) for t in lesson.targets)


def test_a_filler_of_another_window_is_asked_for(lesson: Lesson) -> None:
    (window,) = lesson.windows
    (act,) = (t for t in lesson.targets if t.act and t.act[0])
    half = next(i for i, token in enumerate(window.words) if token > act.anchor)
    parts = [Window(window.ids[:half], window.marks[:half], window.words[:half], window.wanted)]
    parts.append(Window(window.ids[half - 3 :], window.marks[half - 3 :], window.words[half - 3 :]))
    (whole,), (split,) = samples([lesson]), samples([Lesson(lesson.article, parts, lesson.targets)])
    assert split.count == whole.count and len(split) == len(whole) + 3
    assert [f.pair for f in split.fillers] == [f.pair for f in whole.fillers]


def test_groups_hold_every_sample_and_keep_the_limit(lesson: Lesson) -> None:
    found = samples([lesson]) * 7
    size = len(found[0])
    assert [len(members) for members in group(found, 3 * size)] == [3, 3, 1]
    assert [len(members) for members in group(found, 1)] == [1] * 7


def test_accepted_values_share_what_the_own_value_leaves() -> None:
    said = soft("b", ["b", "c", "unheard of", "a"], "abcd")
    assert said == pytest.approx([0.15, 0.7, 0.15, 0.0])
    assert soft("b", ["b"], "abcd") == [0, 1, 0, 0]
    with pytest.raises(ValueError):
        soft("x", [], "abcd")


def test_folds_go_by_the_id_and_stay() -> None:
    assert [fold_of(name, 3) for name in ("a", "b", "c", "d")] == [1, 2, 1, 1]
    assert {fold_of(f"article-{k}", 2) for k in range(30)} == {0, 1}
