"""Figures that belong to the content of an act: money, shares, capacities, counts."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.errors import DataFileError
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.currencies import currencies

#: Before one of these a span of time is no term: "two years ago", "a 15-year-old".
_NO_TERM = re.compile(r"[\s-]*(?:ago|old|later|earlier|after|before|from|into|since)\b")
_WORDS = re.compile(r"[^\W\d_]+")
_TIMES = ("years", "months", "weeks", "days")
_FIGURE = r"\d[\d,]*(?:\.\d+)?"
#: Eighths and their like, as bonds are quoted: "7-1/4 pct", "1/2 pct".
_FRACTION = r"(?:\d{1,3}(?:,\d{3})*[-\s])?\d{1,2}/(?:2|3|4|8|16|32)(?!\d)"
#: re.I takes these for an i, which casefold does not.
_DOTS = str.maketrans("ıİ", "iI")


@dataclass(frozen=True, slots=True)
class _Tables:
    scale: dict[str, float]
    words: dict[str, float]
    units: dict[str, str]
    counted: dict[str, str]
    figures_only: frozenset[str]
    spent: frozenset[str]
    gone: frozenset[str]


@cache
def _tables() -> _Tables:
    path = files("pipeline.relations").joinpath("data", "units.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _Tables(
            data["scale"],
            data["words"],
            data["units"],
            data["counted"],
            frozenset(data["figures_only"]),
            frozenset(data["spent"]),
            frozenset(data["gone"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"pipeline/relations/data/units.json: {error}") from error


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Sums of money, figures with a unit, counted things with their type between."""
    data, money = _tables(), currencies()
    long_scale = _any([s for s in data.scale if len(s) > 1])
    tens = [w for w, n in data.words.items() if 20 <= n < 100]
    ones = [w for w, n in data.words.items() if 1 <= n < 10]
    number = rf"(?:{_FRACTION}|{_FIGURE}|(?:{_any(tens)})-(?:{_any(ones)})|{_any(data.words)})"
    free = r"(?<![\w.,$€£])"
    nation = rf"(?:(?P<nation>{_any(money.nations)})\s)?"
    codes = rf"(?-i:{_any(money.codes)})"
    sums = re.compile(
        rf"(?<![\w.])(?P<pre>{codes}|{_any(money.signs)})\s?(?P<n1>{_FRACTION}|{_FIGURE})(?:[\s-]?(?P<s1>{_any(data.scale)})(?!\w))?"
        rf"|{free}(?P<n2>{number})(?:[\s-]?(?P<s2>{long_scale}))?[\s-]{nation}(?P<suf>{codes}|{_any(money.suffixes)})(?!\w)",
        re.I,
    )
    units = re.compile(
        rf"{free}(?P<n>{number})(?:[\s-](?P<s>{long_scale}))?[\s-]?(?P<u>{_any(data.units)})(?!\w)", re.I
    )
    counted = re.compile(
        rf"{free}(?P<n>{number})\s(?:[A-Za-z][\w-]*\s|\d+[\w-]*\s){{0,3}}?(?P<u>{_any(data.counted)})(?!\w)",
        re.I,
    )
    return sums, units, counted


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _value(number: str, scale: str | None) -> float:
    data, low = _tables(), number.casefold()
    if "/" in low:
        *whole, part = re.split(r"[-\s]", low)
        above, below = part.split("/")
        value = float(whole[0].replace(",", "") if whole else 0) + int(above) / int(below)
    elif low[0].isdigit():
        value = float(low.replace(",", ""))
    else:
        value = float(sum(data.words[part] for part in low.split("-")))
    return value * (data.scale[scale.casefold()] if scale else 1.0)


def find_amounts(candidate: Candidate, view: View) -> list[dict]:
    """Amounts in the trigger's sentence, as dicts with clean offsets: start, end, text, value, unit."""
    data, (money, units, counted) = _tables(), _patterns()
    base = candidate.sent.start_char
    text = candidate.sent.text
    plain = text.translate(_DOTS)
    out: list[dict] = []
    taken: list[tuple[int, int]] = []

    def put(m: re.Match[str], number: str, scale: str | None, unit: str) -> None:
        start, end = m.span()
        if any(a < end and start < b for a, b in taken):
            return
        value = _value(number, scale)
        if not math.isfinite(value):
            return  # hundreds of digits are no figure
        taken.append((start, end))
        out.append(
            {"start": base + start, "end": base + end, "text": text[start:end], "value": value, "unit": unit}
        )

    for m in money.finditer(plain):
        code = _currency(m, candidate, view)
        if code is not None:
            put(m, m["n1"] or m["n2"], m["s1"] or m["s2"], code)
    for m in units.finditer(plain):
        unit, figure = data.units[m["u"].casefold()], m["n"][0].isdigit()
        year = unit == "years" and re.match(r"(?:19|20)\d\d$", m["n"])
        part_of_type = unit == "aircraft" and text[m.start() - 1 : m.start()] == "-"
        if year or part_of_type or (unit in data.figures_only and not figure):
            continue
        if unit in _TIMES and (m["n"].casefold() in ("one", "half") or _no_term(text, m.start(), m.end())):
            continue
        put(m, m["n"], m["s"], unit)
    for m in counted.finditer(plain):
        if text[m.start() - 1 : m.start()] != "-":
            put(m, m["n"], None, data.counted[m["u"].casefold()])
    return sorted(out, key=lambda a: a["start"])


def _currency(m: re.Match[str], candidate: Candidate, view: View) -> str | None:
    """The currency of a sum; None where a code that is also a word counts no money ("TOP 5", "COP 29")."""
    known, word, scale = currencies(), m["pre"] or m["suf"], m["s1"] or m["s2"]
    if word in known.codes:
        return word if scale or word not in known.words else None
    if not m["pre"]:
        return known.unit(word, m["nation"], _countries(candidate, view))
    sign = word.casefold()
    if sign in known.scaled and not (scale and word.isupper()):
        return None
    unit = known.signs[sign]
    return unit if unit in known.codes else known.unit(unit, None, _countries(candidate, view))


def _countries(candidate: Candidate, view: View) -> list[str]:
    """The countries that the sentence names, else the first one of the article."""
    here = [c for k in view.ents_by_sent[candidate.sent_index] if (c := view.ents[k]._.country)]
    return here or [c for ent in view.ents if (c := ent._.country)][:1]


def _no_term(text: str, start: int, end: int) -> bool:
    """Whether a span of time tells how long something took: "after a year of talks", "a two-day visit"."""
    data = _tables()
    if _NO_TERM.match(text[end : end + 9]):
        return True
    after = [word.casefold() for word in _WORDS.findall(text[end : end + 40])[:4]]
    before = [word.casefold() for word in _WORDS.findall(text[max(0, start - 24) : start])[-2:]]
    if after[:1] == ["of"] or text[start:end].find("-") > 0:
        nouns = after[1:3] if after[:1] == ["of"] else after[:3]
        if not data.spent.isdisjoint(nouns):
            return True
    return not data.gone.isdisjoint(before)
