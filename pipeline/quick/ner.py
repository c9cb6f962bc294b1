"""The decoding of a spaCy entity recogniser, over all tokens of a batch at once.

spaCy's recogniser takes one token of each document at a time, which costs more than its network. But a
greedy decision depends on the token and on where the open entity began, on nothing else, so that the
decisions outside an entity can be taken for all tokens together, and those within one for all entities
together that are open equally long. The moves are those of the BILUO scheme, and what is found is the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from pipeline.quick.vectors import QuickVectors, reads

#: What a state of spaCy's recogniser is read from: the token, the first of the open entity, the one before.
_FEATURES = 3
_OUT, _BEGIN, _UNIT = 0, 1, 2


def decodes(ner: Any) -> bool:
    """Whether a recogniser is one whose decoding is written here: greedy, on a CPU, of the usual make."""
    model = getattr(ner, "model", None)
    if model is None or not {"tok2vec", "lower", "upper"} <= set(getattr(model, "ref_names", ())):
        return False
    lower = model.get_ref("lower")
    return bool(
        ner.cfg.get("beam_width", 1) == 1
        and model.attrs.get("has_upper")
        and not model.attrs.get("unseen_classes")
        and lower.get_dim("nF") == _FEATURES
        and lower.get_dim("nP") > 1
        and isinstance(lower.get_param("W"), np.ndarray)
    )


def _reads(tok2vec: Any) -> bool:
    """Whether a recogniser's tok2vec is vectors of its own, in a list, then projected."""
    names = [layer.name for layer in tok2vec.layers]
    return len(names) == 3 and names[1:] == ["list2array", "linear"] and reads(tok2vec.layers[0])


@dataclass(frozen=True, slots=True)
class _Moves:
    """The columns of the scores: what each does outside an entity, and I and L of the label it begins."""

    kind: np.ndarray
    """(columns,): _OUT, _BEGIN or _UNIT, -1 for what is no move outside an entity."""
    label: list[str]
    inside: np.ndarray
    """(columns,): the column of I for the label of a column of B; ``last`` the same for L."""
    last: np.ndarray


class QuickNER:
    """Writes ``doc.ents`` as the recogniser of the same pipeline would."""

    def __init__(self, ner: Any) -> None:
        self._ner = ner

    # Both when first used: a pipeline is made before it is loaded.
    @cached_property
    def _vectors(self) -> QuickVectors | None:
        tok2vec = self._ner.model.get_ref("tok2vec")
        return QuickVectors(tok2vec.layers[0]) if _reads(tok2vec) else None

    @cached_property
    def _moves(self) -> "_Moves":
        moves = self._ner.moves
        return _moves([moves.get_class_name(k) for k in range(moves.n_moves)])

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Find the entities of many documents, in order."""
        for batch in minibatch(docs, batch_size):
            found = list(batch)
            self._annotate([doc for doc in found if len(doc)])
            yield from found

    def _read(self, docs: list[Doc]) -> np.ndarray:
        """(tokens, width): what the recogniser's own tok2vec gives, flattened and projected."""
        tok2vec = self._ner.model.get_ref("tok2vec")
        if self._vectors is None:
            read: np.ndarray = tok2vec.predict(docs)
            return read
        linear = tok2vec.layers[-1]
        return np.concatenate(self._vectors(docs)) @ linear.get_param("W").T + linear.get_param("b")

    def _annotate(self, docs: list[Doc]) -> None:
        columns = [doc.to_array([ENT_IOB, IS_SPACE, SENT_START]) for doc in docs]
        for doc, column in zip(docs, columns, strict=True):
            if column[:, 0].any():  # entities are there already: spaCy knows how to keep them
                self._ner(doc)
        new = [k for k, column in enumerate(columns) if not column[:, 0].any()]
        if self._ner.moves.n_moves != len(self._moves.label) or not decodes(self._ner):
            for k in new:  # an entity that was there already has taught it a label
                self._ner(docs[k])
        elif new:
            self._decode([docs[k] for k in new], np.concatenate([columns[k] for k in new]))

    def _decode(self, docs: list[Doc], column: np.ndarray) -> None:
        edges = np.cumsum([0, *(len(doc) for doc in docs)])
        # An entity does not go beyond its sentence, nor beyond its document.
        stops = np.append(column[1:, 2] == 1, True)
        stops[edges[1:] - 1] = True
        states = _States(self._ner.model, self._read(docs))
        chosen = self._outside(states.outside(), stops, column[:, 1] > 0)
        ends = self._ends(states, chosen, stops)
        kinds, begins = self._moves.kind[chosen], np.flatnonzero(self._moves.kind[chosen] != _OUT)
        for doc, (first, beyond) in zip(docs, pairwise(edges.tolist()), strict=True):
            spans, free = [], first
            for at in begins[np.searchsorted(begins, first) : np.searchsorted(begins, beyond)].tolist():
                if at < free:
                    continue  # inside the one before
                free = ends[at] if kinds[at] == _BEGIN else at + 1
                spans.append(Span(doc, at - first, free - first, label=self._moves.label[chosen[at]]))
            doc.set_ents(spans, default="outside")

    def _outside(self, scores: np.ndarray, stops: np.ndarray, space: np.ndarray) -> np.ndarray:
        """The best column for each token where no entity is open."""
        kind = self._moves.kind
        scores[:, kind < 0] = -np.inf
        scores[np.ix_(stops | space, kind == _BEGIN)] = -np.inf
        scores[np.ix_(space, kind == _UNIT)] = -np.inf
        best: np.ndarray = scores.argmax(1)
        return best

    def _ends(self, states: "_States", chosen: np.ndarray, stops: np.ndarray) -> dict[int, int]:
        """Where each entity ends that would begin at a token, by that token."""
        starts = np.flatnonzero(self._moves.kind[chosen] == _BEGIN)
        at = starts + 1
        out: dict[int, int] = {}
        while len(starts):
            scores, row = states.inside(starts, at), np.arange(len(starts))
            own = chosen[starts]
            inside, last = scores[row, self._moves.inside[own]], scores[row, self._moves.last[own]]
            earlier = self._moves.inside[own] < self._moves.last[own]
            go_on = ~stops[at] & ((inside > last) | ((inside == last) & earlier))
            out.update(zip(starts[~go_on].tolist(), (at[~go_on] + 1).tolist(), strict=True))
            starts, at = starts[go_on], at[go_on] + 1
        return out


class _States:
    """The scores of states, from the recogniser's network; see ``spacy.ml.parser_model.predict_states``."""

    def __init__(self, model: Any, tokvecs: np.ndarray) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        # (1 + tokens, features, hidden, pieces); row 0 stands for a feature that is not there
        self._cached = lower.predict(tokvecs)
        self._bias = lower.get_param("b")
        self._weights, self._shift = upper.get_param("W"), upper.get_param("b")

    def outside(self) -> np.ndarray:
        """(tokens, columns) where no entity is open."""
        missing = self._cached[0]
        return self._scores(((self._cached[1:, 0] + missing[1]) + missing[2]) + self._bias)

    def inside(self, starts: np.ndarray, at: np.ndarray) -> np.ndarray:
        """(pairs, columns) at tokens where the entity is open that began at ``starts``."""
        cached = self._cached
        return self._scores(((cached[at + 1, 0] + cached[starts + 1, 1]) + cached[at, 2]) + self._bias)

    def _scores(self, unmaxed: np.ndarray) -> np.ndarray:
        best = unmaxed[..., 0]
        for k in range(1, unmaxed.shape[-1]):
            best = np.maximum(best, unmaxed[..., k])
        return np.dot(best, self._weights.T) + self._shift


def _moves(names: list[str]) -> _Moves:
    column = {name: k for k, name in enumerate(names)}
    label = [name.partition("-")[2] for name in names]
    # "U-" without a label is only for tokens that someone has forbidden to be in an entity
    begins = {"O": _OUT, **{f"B-{x}": _BEGIN for x in label if x}, **{f"U-{x}": _UNIT for x in label if x}}
    return _Moves(
        kind=np.array([begins.get(name, -1) for name in names]),
        label=label,
        inside=np.array([column.get(f"I-{x}", 0) for x in label]),
        last=np.array([column.get(f"L-{x}", 0) for x in label]),
    )
