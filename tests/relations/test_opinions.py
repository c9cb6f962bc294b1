"""The encoder's heads say of many candidates together what they say of each alone."""

from collections import Counter
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.relations import asked as asked_module
from pipeline.relations.accept import read as read_all
from pipeline.relations.asked import Asked
from pipeline.relations.candidates import Candidate, find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.opinions import Opinions

TEXT = (
    "Norway and Chile signed a treaty on krill quotas in Oslo on Monday. The parliament of Chile approved a "
    "loan of $5 million for ports last year. Rain fell. Peru and Norway agreed to build a harbour, they said."
)


@pytest.fixture
def found(read: Callable[[str], Doc]) -> tuple[View, list[Candidate]]:
    doc = read(TEXT)
    return view(doc), find_candidates(doc)


def opinions(found: tuple[View, list[Candidate]], sentences: list[int]) -> Opinions:
    seen, candidates = found
    return read_all(seen, candidates, sentences)


def same(one: dict | None, other: dict | None) -> bool:
    if one is None or other is None:
        return one is other
    return list(one) == list(other) and list(one.values()) == pytest.approx(list(other.values()), abs=1e-3)


def test_roles_together_are_those_of_each_alone(found: tuple[View, list[Candidate]]) -> None:
    seen, candidates = found
    unread = next(c for c in candidates if c.sent_index == 3)
    together, alone = opinions(found, [0]), opinions(found, [0])
    asks = []
    for c in candidates:
        spans = [None, *((m.start, m.end, m.head) for m in seen.mentions)]
        asks.append((c, spans, [0 if s is None else seen.shift(s[2], c.sent_index) for s in spans]))
    asks.append((candidates[0], [], []))
    said = together.roles_of(asks)
    for ask, rows in zip(asks, said, strict=True):
        assert len(rows) == len(ask[1])
        assert all(same(a, b) for a, b in zip(rows, alone.roles(*ask), strict=True))
    assert all(row is None for row in said[candidates.index(unread)])
    assert any(row is not None for row in said[0])


def test_kinds_together_are_those_of_each_alone(found: tuple[View, list[Candidate]]) -> None:
    together, alone = opinions(found, [0, 1]), opinions(found, [0, 1])
    together.judge(found[1])
    kinds = [(together.of(c), alone.of(c)) for c in found[1]]
    for a, b in kinds:
        assert (a is None) == (b is None)
        if a is not None and b is not None:
            assert a.act == pytest.approx(b.act, abs=1e-3) and same(a.status, b.status)
    assert {a is None for a, _ in kinds} == {True, False}


def test_many_fillers_are_asked_for_in_parts(
    found: tuple[View, list[Candidate]], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, candidates = found

    def said(most: int) -> list[dict]:
        monkeypatch.setattr(asked_module, "_TOGETHER", most)
        every = opinions(found, [0, 1, 2, 3])
        asks = [Asked(c, seen, Counter(), every) for c in candidates]
        Asked.together(asks, every)
        return [ask._said for ask in asks]

    for whole, parts in zip(said(10_000), said(1), strict=True):
        assert list(whole) == list(parts) and len(whole) > 1
        assert all(same(whole[span], parts[span]) for span in whole)
