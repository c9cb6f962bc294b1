"""A record as one side of many pairs: what each comparison would otherwise make anew."""

from collections.abc import Collection

from pipeline.linking.profile import Profile
from pipeline.linking.rules import rules
from pipeline.linking.words import generic_stems

#: What acts of these statuses are done by one state alone, such as a parliament.
_ALONE = frozenset({"approved", "ended", "planned", "rejected"})
#: Sides that are kept; when there are more, all are dropped.
_KEPT = 20_000


class Words:
    """Some stems with what they tell together."""

    __slots__ = ("all", "generic", "telling", "weight")

    def __init__(self, words: Collection[str]) -> None:
        generic = generic_stems()
        self.all = frozenset(words)
        self.generic = self.all & generic
        self.telling = self.all - generic
        self.weight = len(self.telling) + rules().generic_weight * len(self.generic)

    def tell(self, words: frozenset[str]) -> float:
        """The share of some words that these have; 0 of none."""
        return len(words & self.all) / len(words) if words else 0.0

    def alike(self, other: "Words") -> tuple[float, float]:
        """Shared weight as (Dice, share of the smaller)."""
        return shares(self, other, self.all & other.all)


class Side:
    """One record; ``words`` are those of subject and title."""

    __slots__ = (
        "_context",
        "alone",
        "amounts",
        "marks",
        "people",
        "place",
        "profile",
        "subject",
        "title",
        "units",
        "words",
    )

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.subject, self.title = Words(profile.subject), Words(profile.title)
        self.words = Words((*profile.subject, *profile.title)) if profile.title else self.subject
        self.place, self.people = frozenset(profile.place), frozenset(profile.people)
        self.amounts, self.marks = frozenset(profile.amounts), frozenset(profile.marks)
        self.units = frozenset(amount.split(" ", 1)[0] for amount in profile.amounts)
        self.alone = (
            len(profile.parties) == 1 and profile.parties[0].state is not None and profile.status in _ALONE
        )
        self._context: Words | None = None

    @property
    def context(self) -> Words:
        """Words of the sentences; made when first asked for, which of most records is never."""
        if self._context is None:
            self._context = Words(self.profile.context)
        return self._context

    def subjects(self, other: "Side") -> tuple[float, float]:
        """How alike the subjects are; words of a title only help to match."""
        mine, theirs = self.subject.all, other.subject.all
        return shares(self.subject, other.subject, (mine & other.words.all) | (theirs & self.words.all))


def shares(a: Words, b: Words, shared: frozenset[str]) -> tuple[float, float]:
    """The weight of what is shared as (Dice, share of the smaller); 0 where one side says nothing."""
    if not a.all or not b.all:
        return 0.0, 0.0
    common = len(shared & generic_stems())
    both = len(shared) - common + rules().generic_weight * common
    return min(2 * both / (a.weight + b.weight), 1.0), min(both / min(a.weight, b.weight), 1.0)


class Sides:
    """The sides of profiles, remembered while their pairs are judged."""

    def __init__(self) -> None:
        self._made: dict[int, Side] = {}

    def of(self, profile: Profile) -> Side:
        """The side of a profile, which has to be the same object each time."""
        # A side holds its profile, so that no other object can have its number.
        made = self._made.get(id(profile))
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = self._made[id(profile)] = Side(profile)
        return made
