"""What a resolver is told about an expression, and what it answers."""

from dataclasses import dataclass

from pipeline.dates.anchor import Anchor, Memory
from pipeline.dates.edtf import Edtf
from pipeline.dates.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: its slots and offset, the direction of the tense, and what is known so far.

    ``lead`` is True in the opening sentences, whose bare weekday is the day of the report.
    """

    slots: dict[str, str]
    text: str
    start: int
    direction: str | None
    anchor: Anchor
    memory: Memory
    knowledge: Knowledge
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and what it rests on; ``explicit`` when the words give the year themselves."""

    value: Edtf
    anchor: str
    explicit: bool = False
