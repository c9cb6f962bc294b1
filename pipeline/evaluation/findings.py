"""One verdict on one field, in words that a person can read: what error lists, comparisons and pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluation.acts import AmountKey, Named, Predicted, Wanted
from pipeline.evaluation.verdicts import place_text

Kind = Literal["right", "wrong", "missing", "extra"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a run says about one thing of one article, what gold says, and whether that is right.

    ``thing`` tells one finding of a field from the next and is the same in two runs on the same gold:
    ``g2`` is the third gold record, ``p:...`` a spurious record by its sentence.
    """

    article: str
    field: str
    kind: Kind
    thing: str
    said: str
    gold: str
    sentence: str
    accept: tuple[str, ...] = ()
    pattern: str = ""
    confidence: float | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies this finding in another run on the same gold."""
        return self.article, self.field, self.thing


def kind_of(*, right: bool, said: bool, wanted: bool) -> Kind:
    """The kind of a finding from what was said and wanted."""
    if right:
        return "right"
    if said and wanted:
        return "wrong"
    return "extra" if said else "missing"


def names_text(items: Iterable[Named]) -> str:
    """Names for a reader; optional ones are marked."""
    return "; ".join(f"{n.name} (optional)" if n.optional else n.name for n in items)


def amounts_text(amounts: Iterable[AmountKey]) -> str:
    """Amounts for a reader, in a fixed order."""
    return "; ".join(f"{value:g} {unit}".strip() for value, unit in sorted(amounts))


def predicted_text(record: Predicted) -> str:
    """A predicted record in a few lines."""
    return _summary(
        names_text(record.parties),
        record.phrases[0] if record.phrases else "",
        record.instrument or "",
        record.status or "",
        record.when or "",
        place_text(record.where),
    )


def wanted_text(record: Wanted) -> str:
    """A gold record in a few lines."""
    return _summary(
        names_text(record.parties),
        record.phrases[0] if record.phrases else "",
        record.instruments[0],
        record.statuses[0],
        record.whens[0] if record.whens else "",
        place_text(record.where),
    )


def _summary(who: str, what: str, instrument: str, status: str, when: str, where: str) -> str:
    lines = [f"who: {who}", f"what: {what}", f"{instrument}, {status}"]
    lines += [f"when: {when}"] if when else []
    lines += [f"where: {where}"] if where else []
    return "\n".join(lines)
