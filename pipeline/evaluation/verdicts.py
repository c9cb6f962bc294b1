"""Whether the date and the place of a record are right, by the guidelines."""

from typing import Literal

from pipeline.evaluation.acts import Place, Predicted, Wanted
from pipeline.evaluation.edtf import bounds
from pipeline.evaluation.names import words

#: "none" is nothing to find and nothing said, or a dateline value that one may leave out.
Verdict = Literal["right", "wrong", "missing", "extra", "none"]

#: Two places are the same when one's words contain the other's, or they overlap this much.
SAME_PLACE = 0.6


def when_verdict(pred: Predicted, gold: Wanted) -> Verdict:
    """Compare by the days covered, so that an interval may be written in any of its forms."""
    got = bounds(pred.when)
    if not gold.whens:
        return "extra" if got else "none"
    if not got:
        return "none" if gold.when_basis == "dateline" else "missing"
    return "right" if got in [bounds(v) for v in gold.whens] else "wrong"


def where_verdict(pred: Predicted, gold: Wanted) -> Verdict:
    """Compare place names and events; the country decides only where gold names nothing else."""
    said, country = pred.where.said, pred.where.country
    if gold.where is None:
        return "extra" if said or country else "none"
    if not said and not country:
        return "none" if gold.where.basis == "dateline" else "missing"
    good = [v for v in (*gold.where.said, *gold.where.accept) if v]
    if any(_same_place(value, option) for value in said for option in good):
        return "right"
    return "right" if not good and gold.where.country == country else "wrong"


def _same_place(value: str, option: str) -> bool:
    a, b = frozenset(words(value)), frozenset(words(option))
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= SAME_PLACE)


def place_text(place: Place | None) -> str:
    """A place for a reader: name, country and event."""
    if place is None:
        return ""
    parts = [place.name, place.country]
    text = ", ".join(p for p in parts if p)
    return f"{text} ({place.event})" if place.event else text
