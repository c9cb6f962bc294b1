"""What a resolver is told about an expression, and what it answers."""

from dataclasses import dataclass
from datetime import date

from pipeline.dates.anchor import CONTEXT_YEARS, FUTURE, Anchor, Memory
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


def told_year(setting: Setting, ref: str) -> int | None:
    """The year that the article named last, where "previous", "following", "the next" (year) count from it.

    "Next year" is the one after the report's, "the next year" the one after the year of a story of the past.
    """
    told, now = setting.memory.last_year, setting.anchor.full
    if told is None or ref in ("previous", "preceding", "prior", "following"):
        return told
    counts = ref == "next" and "the next" in setting.text.lower() and setting.direction != FUTURE
    return told if counts and (now is None or told < now.year) else None


def year_base(setting: Setting) -> tuple[date | None, str]:
    """The day beside which a date without a year is taken to lie, and what it is.

    That is the day of the report; in a sentence that tells of another time, the date it gave with a year.
    """
    full, stated = setting.anchor.full, setting.memory.stated_near(setting.start)
    if (
        stated is not None
        and stated.year is not None
        and (full is None or abs(full.year - stated.year) >= CONTEXT_YEARS)
    ):
        return date(stated.year, stated.month or 1, stated.day or 15), "context"
    return full, setting.anchor.basis
