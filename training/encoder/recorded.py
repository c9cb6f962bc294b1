"""Opinions of encoders that did not see the article, recorded so that ``training.acts`` runs without them.

A JSON line an article, by id: ``acts`` gives for the character offset of an anchor the log odds of an act and
the log probabilities of statuses and instruments; ``fillers`` for the anchor of a candidate that states a
record the log odds of each filler in each role, a filler being "start:end:head" in characters, or "own" for
the article's own date and place. Offsets count in the clean text; no text is kept.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from pipeline.relations.candidates import Candidate
from pipeline.relations.fillers import Span
from pipeline.relations.opinions import INSTRUMENTS, ROLES, STATUSES, Kinds, Opinions

#: Where the repository keeps them.
RECORDED = Path(__file__).with_name("opinions.jsonl.gz")
_DECIMALS = 2
#: The key of the article's own date and place.
OWN = "own"
_FIRST_INSTRUMENT = 1 + len(STATUSES)


@dataclass(slots=True)
class Said:
    """What was said about one article: numbers by anchor, and by anchor and filler."""

    acts: dict[int, list[float]] = field(default_factory=dict)
    fillers: dict[int, dict[str, list[float]]] = field(default_factory=dict)


class Recorded(Opinions):
    """Recorded opinions on one article, in place of an encoder's; None for what was not recorded."""

    def __init__(self, said: Said) -> None:
        self._said = said

    def of(self, candidate: Candidate) -> Kinds | None:
        """The opinion on a candidate, None where there is none."""
        row = self._said.acts.get(candidate.anchor.idx)
        if row is None:
            return None
        return Kinds(
            row[0],
            dict(zip(STATUSES, row[1:_FIRST_INSTRUMENT], strict=True)),
            dict(zip(INSTRUMENTS, row[_FIRST_INSTRUMENT:], strict=True)),
        )

    def roles(
        self, candidate: Candidate, spans: Sequence[Span | None], shifts: Sequence[int]
    ) -> list[dict | None]:
        """Log odds by role of each filler of a candidate, None where there are none."""
        rows, doc = self._said.fillers.get(candidate.anchor.idx, {}), candidate.anchor.doc
        found = [rows.get(_key(doc, span)) for span in spans]
        return [None if row is None else dict(zip(ROLES, row, strict=True)) for row in found]


class Recording(Opinions):
    """An encoder's opinions on one article; keeps in ``said`` what it is asked for."""

    def __init__(self, opinions: Opinions) -> None:
        self._opinions = opinions
        self.said = Said()

    def of(self, candidate: Candidate) -> Kinds | None:
        """The opinion on a candidate."""
        kinds = self._opinions.of(candidate)
        if kinds is not None:
            numbers = [kinds.act, *(kinds.status[k] for k in STATUSES)]
            self.said.acts[candidate.anchor.idx] = _rounded(
                [*numbers, *(kinds.instrument[k] for k in INSTRUMENTS)]
            )
        return kinds

    def roles(
        self, candidate: Candidate, spans: Sequence[Span | None], shifts: Sequence[int]
    ) -> list[dict | None]:
        """Log odds by role of each filler of a candidate."""
        rows = self._opinions.roles(candidate, spans, shifts)
        doc = candidate.anchor.doc
        for span, row in zip(spans, rows, strict=True):
            if row is not None:
                fillers = self.said.fillers.setdefault(candidate.anchor.idx, {})
                fillers[_key(doc, span)] = _rounded([row[role] for role in ROLES])
        return rows


def write(path: Path, recorded: Mapping[str, Said]) -> None:
    """Write opinions, gzipped; the same opinions give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(_row(name, recorded[name]), separators=(",", ":")) + "\n" for name in sorted(recorded)
    ]
    path.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))


def read(path: Path) -> dict[str, Said]:
    """Opinions by article. Raises OSError where there is no such file, ValueError where it is another."""
    out: dict[str, Said] = {}
    for number, line in enumerate(gzip.decompress(path.read_bytes()).decode().splitlines(), 1):
        try:
            row = json.loads(line)
            out[row["article"]] = Said(
                {int(anchor): numbers for anchor, numbers in row["acts"].items()},
                {int(anchor): fillers for anchor, fillers in row["fillers"].items()},
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: not opinions of an article ({error})") from error
    return out


def _row(article: str, said: Said) -> dict[str, Any]:
    return {
        "article": article,
        "acts": {str(anchor): said.acts[anchor] for anchor in sorted(said.acts)},
        "fillers": {
            str(anchor): {key: fillers[key] for key in sorted(fillers, key=_order)}
            for anchor, fillers in sorted(said.fillers.items())
        },
    }


def _order(key: str) -> list[int]:
    return [int(part) for part in key.split(":")] if key != OWN else []


def _key(doc: Doc, span: Span | None) -> str:
    """A filler by its characters, which a new tokenisation leaves alone; the article's own by "own"."""
    if span is None:
        return OWN
    start, end, head = span
    last = doc[end - 1]
    return f"{doc[start].idx}:{last.idx + len(last)}:{doc[head].idx}"


def _rounded(numbers: Sequence[float]) -> list[float]:
    return [round(x, _DECIMALS) + 0.0 for x in numbers]
