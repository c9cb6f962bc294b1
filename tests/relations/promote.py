"""Moves known errors that came right to examples.txt: ``python -m tests.relations.promote``."""

from pathlib import Path

import pipeline
from schemas import Record
from tests.conftest import article
from tests.relations.examples import parse, problem

FOLDER = Path(__file__).parent


def main() -> None:
    """Rewrite both files; a block is moved when every line of it holds, and stays otherwise."""
    known, examples = FOLDER / "known_errors.txt", FOLDER / "examples.txt"
    stay, move = [], []
    extractor = pipeline.load()
    for block in known.read_text(encoding="utf-8").strip("\n").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        found = extractor.doc(article(lines[0]))._.records if lines else []
        records = [Record.model_validate(r) for r in found]
        held = bool(lines) and all(problem(check, records) is None for check in parse(lines))
        (move if held else stay).append(block)
    moved = ["\n".join(x for x in block.splitlines() if not x.startswith("  cause: ")) for block in move]
    if moved:
        known.write_text("\n\n".join(stay) + "\n", encoding="utf-8")
        with examples.open("a", encoding="utf-8") as file:
            file.write("".join(f"\n{block}\n" for block in moved))


if __name__ == "__main__":
    main()
