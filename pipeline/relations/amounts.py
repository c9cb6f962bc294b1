"""Figures that belong to the content of an act: money, shares, capacities, counts."""

import json
import re
from functools import cache
from importlib.resources import files

from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View

_NUMBER = r"\d[\d,]*(?:\.\d+)?"


@cache
def _tables() -> tuple[dict, re.Pattern[str], re.Pattern[str]]:
    data = json.loads(files("pipeline.relations").joinpath("data", "units.json").read_text(encoding="utf-8"))

    def alternatives(words: list[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))

    scale = alternatives([s for s in data["scale"] if len(s) > 1])
    short = alternatives(list(data["scale"]))
    money = re.compile(
        rf"(?<![\w.])(?P<pre>{alternatives(list(data['money_prefix']))})\s?(?P<n1>{_NUMBER})(?:[\s-]?(?P<s1>{short})(?![\w]))?"
        rf"|(?<![\w.,$€£])(?P<n2>{_NUMBER})(?:[\s-](?P<s2>{scale}))?\s(?P<adj>U\.S\.|US|Canadian|Australian|Swiss|French|Norwegian)?\s?(?P<suf>{alternatives(list(data['money_suffix']))})\b",
        re.I,
    )
    units = re.compile(
        rf"(?<![\w.,$€£])(?P<n>{_NUMBER})(?:[\s-](?P<s>{scale}))?[\s-]?(?P<u>{alternatives(list(data['units']))})(?!\w)",
        re.I,
    )
    return data, money, units


def find_amounts(candidate: Candidate, view: View) -> list[dict]:
    """Amounts in the trigger's sentence, as dicts with clean offsets: start, end, text, value, unit."""
    data, money, units = _tables()
    base = candidate.sent.start_char
    text = candidate.sent.text
    out: list[dict] = []
    taken: list[tuple[int, int]] = []

    def put(start: int, end: int, number: str, scale: str | None, unit: str) -> None:
        if any(a < end and start < b for a, b in taken):
            return
        value = float(number.replace(",", "")) * (data["scale"][scale.casefold()] if scale else 1.0)
        taken.append((start, end))
        out.append(
            {"start": base + start, "end": base + end, "text": text[start:end], "value": value, "unit": unit}
        )

    for m in money.finditer(text):
        if m["n1"]:
            put(m.start(), m.end(), m["n1"], m["s1"], data["money_prefix"][m["pre"].casefold()])
        else:
            put(m.start(), m.end(), m["n2"], m["s2"], data["money_suffix"][m["suf"].casefold()])
    for m in units.finditer(text):
        unit = data["units"][m["u"].casefold()]
        if unit in ("years", "months", "days") and re.match(
            r"\s*(?:ago|old|later|earlier)", text[m.end() : m.end() + 9]
        ):
            continue
        if unit == "years" and re.match(r"(?:19|20)\d\d$", m["n"]):
            continue
        put(m.start(), m.end(), m["n"], m["s"], unit)
    return sorted(out, key=lambda a: a["start"])
