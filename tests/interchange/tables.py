"""The tables of ``docs/interchange.md`` as the data has them; ``python -m tests.interchange.tables`` renews
the page."""

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.interchange.jsonld_terms import load_terms
from pipeline.interchange.plover_rules import load_plover

PAGE = Path(__file__).parents[2] / "docs" / "interchange.md"
_ACTORS = {
    "mutual": "all are the source",
    "offer": "proposers → others",
    "refusal": "others → proposers",
    "first": "first named → others",
}


def tables() -> dict[str, str]:
    """Each table by the name of its marker."""
    rules, terms = load_plover(), load_terms()
    rows = [
        (
            ", ".join(rule.status) or "any",
            ", ".join(rule.instrument) or "any",
            f"{rule.cue}{' (subject)' if rule.only else ''}" if rule.cue else "",
            rule.event + (f", alone {rule.alone}" if rule.alone else ""),
            rule.mode or "",
            _ACTORS[rule.actors],
            rule.why,
        )
        for rule in rules.rules
    ]
    heads = ("status", "instrument", "words", "event", "mode", "source → recipient", "because")
    return {
        "plover": _table(heads, rows),
        "fields": _table(("field", "in JSON-LD"), [(f"`{k}`", v) for k, v in terms.fields.items()]),
        "status": _table(
            ("status", "action", "`schema:actionStatus`"),
            [(f"`{k}`", f"`{kind}`", f"`{state}`") for k, (kind, state) in terms.status.items()],
        ),
        "types": _table(
            ("value", "type"), [(f"`{k}`", f"`{v}`") for k, v in (terms.instrument | terms.party).items()]
        ),
        "contexts": ", ".join(f"`{name}`" for name in rules.contexts) + "\n",
        "sectors": ", ".join(f"`{code}`" for code, _ in rules.sectors) + "\n",
    }


def rendered(page: str) -> str:
    """The page with each table between its markers."""
    for name, table in tables().items():
        pattern = re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- /{name} -->)", re.DOTALL)
        if len(pattern.findall(page)) != 1:
            raise ValueError(f"the page has no markers for {name}, or more than once")
        page = pattern.sub(lambda found, table=table: f"{found[1]}{table}{found[3]}", page)  # type: ignore[misc]
    return page


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(heads), *map(tuple, rows)]
    lines.insert(1, ("---",) * len(lines[0]))
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
