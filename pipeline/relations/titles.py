"""The proper name of an instrument: "Samarkand Declaration", 'Action Plan for ...'."""

import json
import re
from functools import cache
from importlib.resources import files

from spacy.tokens import Span

from pipeline.layers import Filler
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View

_ACTORS = frozenset({"ORG", "GPE", "PERSON", "NORP"})


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str]]:
    data = json.loads(files("pipeline.relations").joinpath("data", "titles.json").read_text(encoding="utf-8"))
    heads = "|".join(re.escape(h.capitalize()) for h in data["heads"])
    return re.compile(rf"\b(?:{heads}|MoU)\b"), frozenset(data["links"])


def find_title(candidate: Candidate, view: View) -> Filler | None:
    """The capitalised name with an instrument word, nearest to the trigger in its sentence."""
    best: tuple[int, int, int] | None = None
    for start, end in _names(candidate, view):
        distance = min(abs(start - candidate.anchor.i), abs(end - 1 - candidate.anchor.i))
        inside = any(start <= t.i < end for t in candidate.tokens) or _hangs_on(candidate, view, start, end)
        if inside and (best is None or distance < best[0]):
            best = (distance, start, end)
    if best is None:
        return None
    _, start, end = best
    return Filler(start, end, None, 1.0, "proper name of an instrument", view.doc[start:end].text)


def _hangs_on(candidate: Candidate, view: View, start: int, end: int) -> bool:
    root = view.doc[start:end].root
    core = {t.i for t in candidate.tokens}
    return root.head.i in core or (root.head.dep_ == "prep" and root.head.head.i in core)


def _names(candidate: Candidate, view: View) -> list[tuple[int, int]]:
    """Runs of capitalised words (with small links inside) that hold an instrument word, two words or more."""
    head, links = _words()
    out = []
    doc, i, end = view.doc, candidate.sent.start, candidate.sent.end
    while i < end:
        if not _capital(doc[i].text) or doc[i].is_sent_start:
            i += 1
            continue
        j = last = i
        while j < end and (
            _capital(doc[j].text)
            or doc[j].lower_ in links
            or doc[j].like_num
            or doc[j].text in ("-", "–", "'s", "’s")
        ):
            if _capital(doc[j].text) or doc[j].like_num:
                last = j
            j += 1
        span = doc[i : last + 1]
        if last > i and not any(t.ent_type_ == "EVENT" for t in span) and _instrument(span, head, candidate):
            out.append((i, last + 1))
        i = max(j, i + 1)
    return out


def _instrument(span: Span, head: re.Pattern[str], candidate: Candidate) -> bool:
    """Whether an instrument word stands in the name; the name of an actor ("European Commission") is a title
    only where the act sets that body up."""
    founds = any(t.cls == "establish" for t in candidate.triggers.values())
    return any(head.fullmatch(t.text) and (founds or t.ent_type_ not in _ACTORS) for t in span)


def _capital(text: str) -> bool:
    return text[:1].isupper() and text != "The"
