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

#: Before one of these a span of time is no term: "two years ago", "a 15-year-old".
_NO_TERM = re.compile(r"[\s-]*(?:ago|old|later|earlier|after|before|from|into|since)\b")
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
    prefixes: dict[str, str]
    suffixes: dict[str, str]
    nations: dict[str, dict[str, str]]
    units: dict[str, str]
    counted: dict[str, str]
    figures_only: frozenset[str]


@cache
def _tables() -> _Tables:
    path = files("pipeline.relations").joinpath("data", "units.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _Tables(
            data["scale"],
            data["words"],
            data["money_prefix"],
            data["money_suffix"],
            data["money_nation"],
            data["units"],
            data["counted"],
            frozenset(data["figures_only"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"pipeline/relations/data/units.json: {error}") from error


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Sums of money, figures with a unit, counted things with their type between."""
    data = _tables()
    long_scale = _any([s for s in data.scale if len(s) > 1])
    tens = [w for w, n in data.words.items() if 20 <= n < 100]
    ones = [w for w, n in data.words.items() if 1 <= n < 10]
    number = rf"(?:{_FRACTION}|{_FIGURE}|(?:{_any(tens)})-(?:{_any(ones)})|{_any(data.words)})"
    free = r"(?<![\w.,$€£])"
    nation = rf"(?:(?P<nation>{_any(data.nations)})\s)?"
    money = re.compile(
        rf"(?<![\w.])(?P<pre>{_any(data.prefixes)})\s?(?P<n1>{_FRACTION}|{_FIGURE})(?:[\s-]?(?P<s1>{_any(data.scale)})(?!\w))?"
        rf"|{free}(?P<n2>{number})(?:[\s-](?P<s2>{long_scale}))?[\s-]{nation}(?P<suf>{_any(data.suffixes)})\b",
        re.I,
    )
    units = re.compile(
        rf"{free}(?P<n>{number})(?:[\s-](?P<s>{long_scale}))?[\s-]?(?P<u>{_any(data.units)})(?!\w)", re.I
    )
    counted = re.compile(
        rf"{free}(?P<n>{number})\s(?:[A-Za-z][\w-]*\s|\d+[\w-]*\s){{0,3}}?(?P<u>{_any(data.counted)})(?!\w)",
        re.I,
    )
    return money, units, counted


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
        if m["n1"]:
            put(m, m["n1"], m["s1"], data.prefixes[m["pre"].casefold()])
        else:
            suffix = m["suf"].casefold()
            own = data.nations[m["nation"].casefold()] if m["nation"] else {}
            put(m, m["n2"], m["s2"], own.get(suffix, data.suffixes[suffix]))
    for m in units.finditer(plain):
        unit, figure = data.units[m["u"].casefold()], m["n"][0].isdigit()
        year = unit == "years" and re.match(r"(?:19|20)\d\d$", m["n"])
        part_of_type = unit == "aircraft" and text[m.start() - 1 : m.start()] == "-"
        if year or part_of_type or (unit in data.figures_only and not figure):
            continue
        if unit in _TIMES and (
            _NO_TERM.match(text[m.end() : m.end() + 9]) or m["n"].casefold() in ("one", "half")
        ):
            continue
        put(m, m["n"], m["s"], unit)
    for m in counted.finditer(plain):
        if text[m.start() - 1 : m.start()] != "-":
            put(m, m["n"], None, data.counted[m["u"].casefold()])
    return sorted(out, key=lambda a: a["start"])
