"""The offset map: which pieces of the raw text are kept, and which were taken out for what reason."""

from collections.abc import Iterable

from pipeline.clean.model import RemovedSpan
from pipeline.layers import Segment


class Kept:
    """The kept part of a raw text; cutting is done in offsets of the text as it stands now."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._pieces: list[tuple[int, int]] = [(0, len(raw))] if raw else []
        self._removed: list[RemovedSpan] = []

    def cut(self, spans: Iterable[RemovedSpan]) -> bool:
        """Take out ranges of the current text; ranges may overlap, the first one names the kind.

        Returns whether anything was taken out.
        """
        todo = _disjoint(spans)
        if not todo:
            return False
        pieces: list[tuple[int, int]] = []
        at = 0  # offset of the current piece in the current text
        i = 0
        for start, end in self._pieces:
            here = start
            length = end - start
            while i < len(todo) and todo[i].start < at + length:
                first = max(todo[i].start, at) - at + start
                last = min(todo[i].end, at + length) - at + start
                if first > here:
                    pieces.append((here, first))
                if last > first:
                    self._removed.append(RemovedSpan(first, last, todo[i].kind))
                here = last
                if todo[i].end > at + length:
                    break
                i += 1
            if here < end:
                pieces.append((here, end))
            at += length
        self._pieces = pieces
        self.text = "".join(self.raw[a:b] for a, b in pieces)
        return True

    def segments(self) -> list[Segment]:
        """The kept pieces in order, as a map from clean to raw offsets."""
        found: list[Segment] = []
        clean = 0
        for start, end in self._pieces:
            found.append(Segment(clean=clean, raw=start, length=end - start))
            clean += end - start
        return found

    def removed(self) -> list[RemovedSpan]:
        """What was taken out, in raw order; neighbours of one kind are one range."""
        merged: list[RemovedSpan] = []
        for span in sorted(self._removed, key=lambda s: s.start):
            if merged and merged[-1].end == span.start and merged[-1].kind == span.kind:
                merged[-1].end = span.end
            else:
                merged.append(RemovedSpan(span.start, span.end, span.kind))
        return merged


def _disjoint(spans: Iterable[RemovedSpan]) -> list[RemovedSpan]:
    found: list[RemovedSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        start = max(span.start, found[-1].end) if found else span.start
        if span.end > start:
            found.append(RemovedSpan(start, span.end, span.kind))
    return found
