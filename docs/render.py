"""Writes the generated parts of README.md and docs/: ``python docs/render.py``.

A part stands between ``<!-- NAME: generated ... -->`` and ``<!-- /NAME -->``. Scores come from
benchmarks/floors.json, the record from outputs/sample, speed from benchmarks/speed.json. ``--check`` writes
nothing and ends with status 1 when a part is stale.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.speed import tables  # noqa: E402  (found only once the root is on the path)
from pipeline.evaluation.floors import Pinned, read_floors  # noqa: E402

FLOORS = ROOT / "benchmarks" / "floors.json"
SPEED = ROOT / "benchmarks" / "speed.json"
SAMPLE = ROOT / "outputs" / "sample" / "records.jsonl"

#: Row of floors.json and how the README calls it.
_ROWS = (
    ("RECORD SCORE", "**RECORD SCORE** (mean F1 of who, what, when, where, status)"),
    ("found", "acts found"),
    ("who", "who: parties"),
    ("what", "what: subject"),
    ("when", "when: date of the act"),
    ("where", "where: place or event"),
    ("status", "status"),
    ("instrument", "instrument"),
    ("strict", "strict: who, what, when, where and status of a record all right"),
    ("dates", "dates in the text"),
    ("entities", "names in the text"),
    ("published", "publication date"),
    ("noise removed", "boilerplate removed"),
    ("text kept", "text kept"),
)
#: Gold sets in the order of the table; others that are pinned follow.
_ORDER = ("dev", "real-dev", "train", "real-train")


def scores(floors: Mapping[str, Pinned]) -> str:
    """F1 with its 95 % interval, one column per pinned gold set."""
    if not floors:
        return "Not pinned yet: `pactwire evaluate --update-floors`."
    names = sorted(floors, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n))
    heads = [f"`{name}` ({len(floors[name].articles)} articles)" for name in names]
    lines = [f"| F1 | {' | '.join(heads)} |", "| --- |" + " --- |" * len(names)]
    for key, title in _ROWS:
        cells = []
        for name in names:
            found = floors[name].scores.get(key)
            cells.append(f"{found.f1:.3f} ({found.low:.2f}–{found.high:.2f})" if found else "")
        lines.append(f"| {title} | {' | '.join(cells)} |")
    errors = [floors[name].calibration_error for name in names]
    error = ["" if value is None else f"{value:.3f}" for value in errors]
    lines.append(f"| calibration error of confidence | {' | '.join(error)} |")
    pinned = ", ".join(f"{name} {floors[name].updated}" for name in names)
    return "\n".join([*lines, "", f"In brackets: 95 % intervals over articles. Pinned: {pinned}."])


def record(sample: Path) -> str:
    """The surest record of the sample run that tells who, when and where; without its trace and mentions."""
    rows = [json.loads(line) for line in sample.read_text(encoding="utf-8").splitlines()]
    full = [r for r in rows if r["when"] and r["where"] and len(r["parties"]) > 1 and r["signatories"]]
    best = max(full or rows, key=lambda r: r["confidence"])
    for party in [*best["parties"], *best["signatories"]]:
        party.pop("mentions")
    for key in ("record_id", "trace", "attribution"):
        best.pop(key)
    for key in ("when", "where"):
        if best[key]:
            best[key] = {k: v for k, v in best[key].items() if k not in ("span", "spans", "basis")}
    best["amounts"] = [{k: a[k] for k in ("text", "value", "unit")} for a in best["amounts"]]
    return f"```json\n{_lines(best)}\n```"


def _lines(value: Mapping[str, Any]) -> str:
    """JSON with one field a line."""
    rows = [f"  {json.dumps(k)}: {_members(v)}" for k, v in value.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _members(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, list) and len(text) > 90:
        return "[\n    " + ",\n    ".join(json.dumps(v, ensure_ascii=False) for v in value) + "\n  ]"
    return text


def speed(result: Mapping[str, Any] | None) -> str:
    """The tables of benchmarks.speed with the machine that they were measured on."""
    if result is None:
        return "Not measured yet: `make benchmark`."
    on, under = result["machine"], result["versions"]
    turns = result["throughput"]
    lines = [
        f"Measured {result['measured']} on {on['cores']} cores of {on['processor']} ({on['memory_gb']:g} GB, "
        f"{on['system']}, Python {on['python']}, spaCy {under['spacy']}, model {under['model']}), with a "
        f"load average of {on['load_average']} before the start. Texts: {result['texts']}, "
        f"{turns['different_articles']} articles; a turn reads {turns['articles_a_turn']} articles, "
        f"{turns['words_a_turn']:,} words; medians of {turns['turns']} turns.",
    ]
    for title, heading, rows in tables(dict(result)):
        lines += ["", f"### {title}", "", f"| {' | '.join(heading)} |"]
        lines += ["|" + " --- |" * len(heading)]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def _measured(file: Path) -> dict[str, Any] | None:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


#: File, name of the part, and what makes it.
PARTS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("README.md", "scores", lambda: scores(read_floors(FLOORS))),
    ("README.md", "record", lambda: record(SAMPLE)),
    ("docs/performance.md", "speed", lambda: speed(_measured(SPEED))),
)


def rendered(page: str, name: str, body: str) -> str:
    """The page with one generated part replaced; ValueError when its markers are missing."""
    pattern = re.compile(rf"(<!-- {name}: generated[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"no markers of the generated part {name!r}")
    return pattern.sub(lambda m: f"{m[1]}{body}\n{m[2]}", page)


def stale() -> list[tuple[Path, str]]:
    """The files whose generated parts differ from their sources, with what they should hold."""
    pages: dict[Path, str] = {}
    for file, name, make in PARTS:
        path = ROOT / file
        pages[path] = rendered(pages.get(path) or path.read_text(encoding="utf-8"), name, make())
    return [(path, text) for path, text in pages.items() if path.read_text(encoding="utf-8") != text]


def main() -> int:
    """Write what is stale, or with ``--check`` only say it."""
    found = stale()
    check = sys.argv[1:] == ["--check"]
    for path, text in found:
        sys.stdout.write(f"{'stale' if check else 'wrote'}: {path.relative_to(ROOT)}\n")
        if not check:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
