"""The token encoder of the accurate profile: a contextual vector for each token of the sentences it reads.

Four of the first six layers of MPNet (Song et al. 2020; Apache-2.0) tuned on the labelled articles
(``training/encoder``), run as an int8 ONNX model on the CPU. Trigger words, mentions, dates and places are
marked in its input, as entity markers are in relation extraction (Baldini Soares et al. 2019). One window
is one call: nothing is padded, a call costs hardly more than its pieces, and a result never depends on what
else is in a batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import ModelError
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.fillers import tokens_asked

WIDTH = 768
#: Marks of the input, one a word piece; the order is that of the mark embedding.
MARKS = ("", "verb", "noun", "country", "organization", "person", "group", "date", "place", "event")
_CLS, _SEP = 0, 2
#: Word pieces: of a sentence, of a neighbour on each side, of a run of sentences.
_SENTENCE, _CONTEXT, _BLOCK = 160, 15, 200
#: A sentence between two wanted ones is read in full where that is no longer than the ends of it that both
#: would read.
_BRIDGE = 2 * _CONTEXT


@dataclass(slots=True)
class Window:
    """Word pieces that are read together; ``words[i]`` is the Doc token of piece i, -1 for a separator."""

    ids: list[int] = field(default_factory=lambda: [_CLS])
    marks: list[int] = field(default_factory=lambda: [0])
    words: list[int] = field(default_factory=lambda: [-1])
    wanted: list[int] = field(default_factory=list)

    def put(self, pieces: list[tuple[int, int]], marks: list[int]) -> None:
        """Append (piece, Doc token) pairs and a separator."""
        for piece, word in pieces:
            self.ids.append(piece)
            self.words.append(word)
            self.marks.append(marks[word])
        self.ids.append(_SEP)
        self.words.append(-1)
        self.marks.append(0)


@dataclass(slots=True)
class Reading:
    """Token vectors of an article: ``vectors`` (tokens, WIDTH) float32, ``known`` where there is one: of the
    tokens that the heads may ask for, those that the encoder read."""

    vectors: np.ndarray
    known: np.ndarray


class TokenEncoder:
    """An ONNX session with its tokenizer. Raises ModelError where the files cannot be loaded."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "model.int8.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                # a sum and a norm apart are faster than the two in one, which takes an eighth of the whole
                disabled_optimizers=["SkipLayerNormFusion"],
            )
            self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(
                f"cannot load the encoder ({error}); use --profile fast, or reinstall pactwire"
            ) from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def read(self, view: View, candidates: list[Candidate], wanted: list[int]) -> Reading:
        """Vectors of the tokens that may be asked for, in the wanted sentences and in their neighbours' near
        ends. The last layer works out these alone."""
        total = np.zeros((len(view.doc), WIDTH), np.float32)
        count = np.zeros(len(view.doc), np.float32)
        found = windows(view, candidates, wanted, self.tokenizer)
        read = {word for window in found for word in window.words}
        asked = tokens_asked(view, (c for c in candidates if c.anchor.i in read))
        for window in found:
            rows = [row for row, word in enumerate(window.words) if word in asked]
            if not rows:
                continue
            states = self.states(window, rows)
            words = np.array(window.words)[rows]
            # The pieces of a word stand together, and a window holds no word twice.
            first = np.flatnonzero(np.diff(words, prepend=-1))
            at, pieces = words[first], np.diff(first, append=len(rows))
            for k in range(pieces.max(initial=0)):
                longer = pieces > k
                total[at[longer]] += states[first[longer] + k]
            count[at] += pieces
        return Reading(total / np.maximum(count, 1.0)[:, None], count > 0)

    def states(self, window: Window, rows: Sequence[int]) -> np.ndarray:
        """Vectors (rows, WIDTH) of pieces of a window, at least one, by their positions in it."""
        ids, marks = np.array([window.ids], np.int64), np.array([window.marks], np.int64)
        feeds = {"ids": ids, "marks": marks, "rows": np.array(rows, np.int64)}
        return self._session.run(None, feeds)[0][0]  # type: ignore[no-any-return]


def marks_of(view: View, candidates: list[Candidate]) -> list[int]:
    """The mark of each Doc token; triggers go before actors, actors before dates and places."""
    out = [0] * len(view.doc)
    for k, ent in enumerate(view.ents):
        if ent.label_ in ("GPE", "LOC", "FAC", "EVENT"):
            mark = MARKS.index("event" if ent.label_ == "EVENT" else "place")
            out[view.ents[k].start : view.ents[k].end] = [mark] * len(ent)
    for start, end in view.date_tokens:
        out[start:end] = [MARKS.index("date")] * (end - start)
    for mention in view.mentions:
        mark = MARKS.index(view.actors[mention.actors[0]].type)
        out[mention.start : mention.end] = [mark] * (mention.end - mention.start)
    for candidate in candidates:
        for token in candidate.tokens:
            out[token.i] = MARKS.index("verb" if token.pos_ in ("VERB", "AUX") else "noun")
    return out


def windows(view: View, candidates: list[Candidate], wanted: list[int], tokenizer: Any) -> list[Window]:
    """Runs of neighbouring wanted sentences, at most ``_BLOCK`` pieces long, with one neighbour each side;
    before an item of a list, the sentence that introduces it. A short sentence between two wanted ones
    belongs to the run."""
    count = len(view.sents)
    before = {i: view.intro.get(i, i - 1) for i in wanted}
    need = sorted({j for i in wanted for j in (before[i], i, i + 1) if 0 <= j < count})
    encoded = tokenizer.encode_batch([view.sents[i].text for i in need], add_special_tokens=False)
    pieces = {i: _pieces(view, i, e) for i, e in zip(need, encoded, strict=True)}
    asked = set(wanted)
    bridges = {i - 1 for i in wanted if {i - 1, i - 2} & asked == {i - 2} and before[i] == i - 1}
    keep = asked | {i for i in bridges if len(pieces[i]) <= _BRIDGE}
    before |= {i: i - 1 for i in bridges}
    marks = marks_of(view, candidates)
    out = []
    i = 0
    while i < count:
        if i not in keep:
            i += 1
            continue
        j, length = i, 0
        while j < count and j in keep and (j == i or length + len(pieces[j]) + 1 <= _BLOCK):
            length += len(pieces[j]) + 1
            j += 1
        window = Window(wanted=[k for k in range(i, j) if k in asked])
        if before[i] >= 0:
            window.put(pieces[before[i]][-_CONTEXT:], marks)
        for k in range(i, j):
            window.put(pieces[k], marks)
        if j < count:
            window.put(pieces[j][:_CONTEXT], marks)
        out.append(window)
        i = j
    return out


def _pieces(view: View, index: int, encoded: Any) -> list[tuple[int, int]]:
    """(piece, Doc token) of a sentence, cut to ``_SENTENCE`` pieces."""
    sent = view.sents[index]
    starts = [t.idx - sent.start_char for t in sent]
    out, at = [], 0
    for piece, (begin, _) in zip(encoded.ids[:_SENTENCE], encoded.offsets, strict=False):
        while at + 1 < len(starts) and starts[at + 1] <= begin:
            at += 1
        out.append((piece, sent.start + at))
    return out
