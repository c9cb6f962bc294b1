"""What the encoder thinks of each candidate act and filler: small heads on the token vectors, in numpy.

A candidate is its anchor and the mean of its chain; a filler its first, last and head token. One head says
whether a candidate is an act, of which status and through which instrument; the other scores a (candidate,
filler) pair in every role, from the sum and the product of projections (Dozat and Manning 2017 call the like
biaffine), after all fillers of the candidate have looked at each other (``rivals.py``). Trained with the
encoder (``training/encoder``); the linear scorers take the opinions as features.
"""

import math
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from pipeline.errors import ModelError
from pipeline.linear import Features
from pipeline.relations.candidates import Candidate
from pipeline.relations.fillers import Span
from pipeline.relations.rivals import Rivals, gelu
from pipeline.relations.token_encoder import WIDTH, Reading, TokenEncoder

STATUSES = ("proposed", "planned", "agreed", "signed", "approved", "in_force", "ended", "rejected")
INSTRUMENTS = ("agreement", "memorandum", "contract", "declaration", "plan", "institution", "decision")
ROLES = ("party", "signatory", "proposer", "when", "where", "subject")
#: Numbers that describe how a filler stands to the anchor: sentences between, tokens between, length, one,
#: the same distances unbounded, how far into the article both are, and whether it is the article's own.
PLACEMENTS = 21
#: How many tokens of its chain a candidate is read from.
CHAIN = 4
#: Tokens from the beginning of an article after which it is all the same to the heads.
_FAR = 400
#: A candidate, its fillers, and how many sentences each stands from the anchor's.
Asked = tuple[Candidate, Sequence[Span | None], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The opinion on a candidate: log odds of being an act, log probabilities of status and instrument."""

    act: float
    status: dict[str, float]
    instrument: dict[str, float]


class Heads:
    """The heads' weights, from an .npz file. Raises ModelError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path, allow_pickle=False) as data:
                self._w = {name: _ready(name, data[name]) for name in data.files}
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError) as error:
            raise ModelError(f"{path}: {error}; use --profile fast, or reinstall pactwire") from error
        self.rivals = Rivals(self._w)

    def linear(self, name: str, x: np.ndarray) -> np.ndarray:
        """x @ W.T + b of a layer; projections of the product have no b."""
        out = x @ self._w[f"{name}.weight"]
        bias = self._w.get(f"{name}.bias")
        return out if bias is None else out + bias

    def blocks(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """The weights of a layer on several token vectors, (vectors, WIDTH, out), and its b, or zeros."""
        weights = self._w[f"{name}.weight"]
        bias = self._w.get(f"{name}.bias", np.zeros(weights.shape[1], np.float32))
        return weights.reshape(-1, WIDTH, weights.shape[1]), bias


def _ready(name: str, weights: np.ndarray) -> np.ndarray:
    """Weights as they are multiplied with: matrices transposed, which few rows go through faster."""
    wide = weights.astype(np.float32)
    return np.ascontiguousarray(wide.T) if name.endswith(".weight") and wide.ndim == 2 else wide


@cache
def shipped() -> tuple[TokenEncoder, Heads]:
    """The encoder and the heads of the package, loaded once."""
    with as_file(files("pipeline.relations").joinpath("encoder_model")) as folder:
        return TokenEncoder(Path(folder)), Heads(Path(folder) / "heads.npz")


class Opinions:
    """The encoder's opinions on one article."""

    def __init__(self, reading: Reading, heads: Heads) -> None:
        self._reading, self._heads = reading, heads
        self._kinds: dict[int, Kinds | None] = {}
        self._fillers: dict[Span | None, tuple[np.ndarray, np.ndarray]] = {}

    def of(self, candidate: Candidate) -> Kinds | None:
        """The opinion on a candidate, None where its sentence was not read."""
        key = candidate.anchor.i
        if key not in self._kinds:
            self.judge([candidate])
        return self._kinds[key]

    def judge(self, candidates: Sequence[Candidate]) -> None:
        """Work out the opinions on many candidates together, for ``of`` to give."""
        vectors = {c.anchor.i: v for c in candidates if (v := self._vector(c)) is not None}
        self._kinds |= {c.anchor.i: None for c in candidates}
        if not vectors:
            return
        z = self._heads.linear("c2", gelu(self._heads.linear("c1", np.stack(list(vectors.values())))))
        n = 1 + len(STATUSES)
        for key, row in zip(vectors, z, strict=True):
            self._kinds[key] = Kinds(
                float(row[0]),
                dict(zip(STATUSES, _log_softmax(row[1:n]), strict=True)),
                dict(zip(INSTRUMENTS, _log_softmax(row[n:]), strict=True)),
            )

    def _vector(self, candidate: Candidate) -> np.ndarray | None:
        vectors, known = self._reading.vectors, self._reading.known
        chain = [t.i for t in candidate.tokens if known[t.i]][:CHAIN]
        if not known[candidate.anchor.i] or not chain:
            return None
        return np.concatenate([vectors[candidate.anchor.i], vectors[chain].mean(0)])

    def roles(
        self, candidate: Candidate, spans: Sequence[Span | None], shifts: Sequence[int]
    ) -> list[dict | None]:
        """Log odds by role of each filler of a candidate; ``shifts`` counts sentences from the anchor's.

        The fillers are judged beside each other, so all that a candidate may have are asked for at once. None
        where the filler or the candidate was not read.
        """
        return self.roles_of([(candidate, spans, shifts)])[0]

    def roles_of(self, asked: Sequence[Asked]) -> list[list[dict | None]]:
        """``roles`` of many candidates of the article, worked out together."""
        out: list[list[dict | None]] = [[None] * len(spans) for _, spans, _ in asked]
        vectors: list[np.ndarray] = []
        which: list[list[tuple[int, int]]] = []
        places: list[list[float]] = []
        for number, (candidate, spans, shifts) in enumerate(asked):
            vector = self._vector(candidate)
            read = [] if vector is None else [k for k, x in enumerate(spans) if self._read(x)]
            if vector is not None and read:
                vectors.append(vector)
                which.append([(number, k) for k in read])
                places += [placement(candidate.anchor.i, spans[k], shifts[k]) for k in read]
        if not which:
            return out
        heads, sizes = self._heads, [len(members) for members in which]
        own = np.stack(vectors)
        summands, factors = self._projected([asked[n][1][k] for members in which for n, k in members])
        z = np.repeat(heads.linear("pc", own), sizes, axis=0) + summands
        z += heads.linear("pf", np.array(places, np.float32))
        z += np.repeat(heads.linear("qc", own), sizes, axis=0) * factors
        rows = heads.linear("po", gelu(heads.rivals(z, sizes))).tolist()
        for (number, k), row in zip((x for members in which for x in members), rows, strict=True):
            out[number][k] = dict(zip(ROLES, row, strict=True))
        return out

    def _read(self, span: Span | None) -> bool:
        known = self._reading.known
        return span is None or bool(known[span[0]] and known[span[1] - 1] and known[span[2]])

    def _projected(self, spans: Sequence[Span | None]) -> tuple[np.ndarray, np.ndarray]:
        """Both projections of each filler; other acts of the article will ask for the same ones."""
        new = list(dict.fromkeys(span for span in spans if span not in self._fillers))
        if new:
            both = zip(self._summed("pa", new), self._summed("qa", new), strict=True)
            self._fillers.update(zip(new, both, strict=True))
        summands, factors = zip(*(self._fillers[span] for span in spans), strict=True)
        return np.stack(summands), np.stack(factors)

    def _summed(self, name: str, spans: Sequence[Span | None]) -> np.ndarray:
        """A layer on the first, last and head vector of each filler; what they share is worked out once."""
        blocks, bias = self._heads.blocks(name)
        out = np.tile(bias, (len(spans), 1))
        given = [k for k, span in enumerate(spans) if span is not None]
        tokens = np.array([(s[0], s[1] - 1, s[2]) for s in spans if s is not None], int).reshape(-1, 3)
        for at, block in zip(tokens.T, blocks, strict=True):
            each, where = np.unique(at, return_inverse=True)
            out[given] += (self._reading.vectors[each] @ block)[where]
        return out


def placement(anchor: int, span: Span | None, shift: int) -> list[float]:
    """How a filler stands to the anchor, as numbers."""
    out = [0.0] * PLACEMENTS
    out[15] = 1.0
    out[18] = min(1.0, anchor / _FAR)
    if span is None:
        out[20] = 1.0
        return out
    out[2 + max(-2, min(2, shift))] = 1.0
    distance = span[2] - anchor
    size = abs(distance)
    step = 0 if not size else 1 + int(math.log2(size)) if size < 8 else 4
    out[9 + (step if distance > 0 else -step)] = 1.0
    out[14] = min(1.0, (span[1] - span[0]) / 10)
    out[16] = math.copysign(math.log1p(size), distance) / 4
    out[17] = min(1.0, span[2] / _FAR)
    out[19] = shift / 4
    return out


def role_features(said: dict | None, role: str, shift: int | None) -> Features:
    """The opinion on a filler in a role, as features of a linear scorer; the article's own has no shift."""
    if said is None:
        return {"enc_none": 1.0}
    z = max(-6.0, min(6.0, said[role]))
    if shift is None:
        return {"enc": z, "enc|own": z, "enc_yes|own": float(z > 0.0)}
    return {"enc": z, f"enc|{'near' if shift else 'here'}": z, "enc_yes": float(z > 0.0)}


def _log_softmax(z: np.ndarray) -> list[float]:
    shifted = z - z.max()
    return [float(x) for x in shifted - np.log(np.exp(shifted).sum())]
