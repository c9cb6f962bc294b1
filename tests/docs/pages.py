"""The pages of the project, and what stands in their code blocks."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Every page that people read; generated reports and environments are not among them.
PAGES = sorted(
    path
    for folder in (
        ".",
        "docs",
        "corpus",
        "corpus/linking",
        "benchmarks",
        "outputs",
        "training",
        "training/acts",
        "training/encoder",
        "pipeline/model",
        "pipeline/relations/encoder_model",
    )
    for path in (ROOT / folder).glob("*.md")
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, *languages: str) -> list[str]:
    """The code blocks of a page in any of these languages."""
    text = page.read_text(encoding="utf-8")
    return [body for language, body in _BLOCK.findall(text) if language in languages]


def commands(page: Path) -> list[str]:
    """The lines of shell blocks, without prompts, comments and what only sets up the line above."""
    lines = [line for block in blocks(page, "sh", "console", "bash") for line in block.splitlines()]
    told = [re.sub(r"\s+#\s.*$", "", line.removeprefix("$ ")).strip() for line in lines]
    return [line for line in told if line and not line.startswith("#")]


def of_pactwire(command: str) -> list[str]:
    """The parts of a pipeline of commands that call pactwire."""
    parts = [part.strip() for part in re.split(r"\s\|\s|&&", command)]
    return [p.removeprefix(".venv/bin/") for p in parts if re.match(r"(\.venv/bin/)?pactwire\s", p)]
