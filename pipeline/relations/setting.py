"""When and where of all acts of an article together.

Each act first judges the dates (or places) around it alone. Here every judgement is seen beside those of the
other acts: what a summit "also" adopted has the day and the place of its first decision, an act told in the
pluperfect has not. An act may take over a date or place that another act or the lead names.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from pipeline.linear import Features, log_odds
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.lexicon import cues
from pipeline.relations.slots import verb_form

#: Probabilities nearer to 0 or 1 than this count as this.
_LEAST = 1e-3

#: A date or place: its index among the article's; None is the article's own (dateline, publication).
Option = int | None
#: An option this likely is the act's own; another act's at least this likely is thought of.
_LIKELY, _THOUGHT = 0.5, 0.35
#: Acts on each side that an act is seen beside.
_NEIGHBOURS = 8
#: Sentences from the start whose dates and places any act may take over.
LEAD = 3


@dataclass(slots=True)
class Setting:
    """One act with the probability of each option, judged for it alone, and what it says of its setting."""

    candidate: Candidate
    alone: dict[Option, float]
    status: str
    form: str = ""
    best: Option = None
    sure: float = 0.0
    cue: str = "none"
    meeting: bool = False
    item: bool = False
    stated: str = ""
    """How many options stand in the act's own sentence, and whether one is likely; filled when asked for."""
    by_value: dict[Hashable, float] = field(default_factory=dict)
    """The best probability of each value; filled when another act first asks for it."""

    def says(self, value: Hashable, choices: "Choices") -> float:
        """How likely an option of this value is for the act alone."""
        if not self.by_value:
            for option, p in self.alone.items():
                said = choices.value(option)
                self.by_value[said] = max(p, self.by_value.get(said, 0.0))
        return self.by_value.get(value, 0.0)


@dataclass(slots=True)
class Choices:
    """The options of an article: ``token`` is where one stands, ``value`` what it says, ``lead`` those that
    every act may take over."""

    view: View
    token: Callable[[int], int]
    value: Callable[[Option], Hashable]
    kind: Callable[[int], str]
    lead: list[int] = field(default_factory=list)


def setting(candidate: Candidate, alone: dict[Option, float], status: str, view: View) -> Setting:
    """The setting of an act before the others are looked at."""
    out = Setting(candidate, alone, status, verb_form(candidate))
    if alone:
        out.best = max(alone, key=lambda k: (alone[k], k is not None, -(k or 0)))
        out.sure = alone[out.best]
    words = [t.lower_ for t in candidate.sent]
    out.cue = next((w for w in words if w in cues().also), "none")
    out.meeting = any(
        t.lemma_.lower() in cues().meetings
        and any(c.lower_ in ("the", "same", "this", "that", "their", "its") for c in t.lefts)
        for t in candidate.sent
    )
    out.item = candidate.sent_index in view.intro
    return out


def lead(view: View, by_sent: list[list[int]]) -> list[int]:
    """What the first sentences of an article name."""
    return [k for s in range(min(LEAD, len(by_sent))) for k in by_sent[s]]


def options(index: int, settings: list[Setting], choices: Choices) -> list[Option]:
    """What an act may have: what stands around it, the lead's, and the likely ones of the other acts."""
    out = list(settings[index].alone)
    known = {choices.value(k) for k in out}
    far = [settings[k].best for k in _around(index, settings) if settings[k].sure >= _THOUGHT]
    for option in [*far, *choices.lead]:
        if option is not None and option not in out and choices.value(option) not in known:
            out.append(option)
            known.add(choices.value(option))
    return out


def _around(index: int, settings: list[Setting]) -> list[int]:
    """The other acts that count, nearest first: so many on each side, and the first."""
    near = range(max(0, index - _NEIGHBOURS), min(len(settings), index + _NEIGHBOURS + 1))
    return sorted({0, *near} - {index}, key=lambda k: (abs(k - index), k))


def setting_features(index: int, option: Option, settings: list[Setting], choices: Choices) -> Features:
    """Features of an option of an act among all acts of the article."""
    own, view = settings[index], choices.view
    here = own.candidate.sent_index
    p = own.alone.get(option)
    shift = 0 if option is None else view.shift(choices.token(option), here)
    place = "own" if option is None else "far" if p is None else "here" if shift == 0 else "near"
    if not own.stated:
        own.stated = _stated(own, choices)
    z, stated = log_odds(0.03 if p is None else p, least=_LEAST), own.stated
    f: Features = {
        f"z|{place}": z,
        f"place={place}|{stated}": 1.0,
        f"rank={min(3, sum(x > (p or 0.0) for x in own.alone.values()))}|{place}": 1.0,
        f"gap|{place}": own.sure - (p or 0.0),
        f"form={own.form}|{place}|{stated[-1]}": 1.0,
        f"status={own.status}|{place}": 1.0,
        f"cue={own.cue != 'none'}|{place}|{stated[-1]}": 1.0,
        f"meeting={own.meeting}|{place}|{stated[-1]}": 1.0,
        f"item={own.item}|{place}|{stated[-1]}": 1.0,
    }
    if option is not None:
        f[f"kind={choices.kind(option)}|{place}"] = 1.0
        where = view.sent_of[choices.token(option)]
        f[f"lead={where < LEAD}|{place}|{stated[-1]}"] = 1.0
        f[f"before={where <= here}|{place}"] = 1.0
        f[f"far={min(6, abs(where - here))}|{place}"] = 1.0
    _others(f, index, option, settings, choices, f"{place}|{stated[-1]}")
    return f


def _stated(own: Setting, choices: Choices) -> str:
    here, shift = own.candidate.sent_index, choices.view.shift
    there = [x for k, x in own.alone.items() if k is not None and not shift(choices.token(k), here)]
    return f"{min(2, len(there))}{'+' if there and max(there) >= _LIKELY else '-'}"


def _others(
    f: Features, index: int, option: Option, settings: list[Setting], choices: Choices, where: str
) -> None:
    value = choices.value(option)
    others = [settings[k] for k in _around(index, settings)]
    if not others:
        f[f"lone|{where}"] = 1.0
        return
    own = settings[index]
    most = [s.says(value, choices) for s in others]
    f[f"most|{where}"] = max(most)
    f[f"mean|{where}"] = sum(most) / len(most)
    for name, neighbour in (
        ("prev", settings[index - 1] if index else None),
        ("next", settings[index + 1] if index + 1 < len(settings) else None),
        ("first", settings[0] if index else None),
    ):
        if neighbour is None:
            continue
        p = neighbour.says(value, choices)
        gap = min(3, abs(own.candidate.sent_index - neighbour.candidate.sent_index))
        f[f"{name}|{where}"] = p
        f[f"{name}|gap={gap}|{where}"] = p
        if p >= _LIKELY:
            f[f"{name}_form={own.form}|{neighbour.form}|{where}"] = 1.0
            f[f"{name}_status={own.status}|{neighbour.status}|{where}"] = 1.0
            f[f"{name}_cue={own.cue}|{own.meeting}|{own.item}|{where}"] = 1.0
    rivals = (s.sure for s in others if s.best is not None and choices.value(s.best) != value)
    f[f"rival|{where}"] = max(rivals, default=0.0)
