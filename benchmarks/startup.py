"""How long one waits before anything happens: the command's help, and loading the model."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
_LOAD = """
import json, sys, time
start = time.perf_counter()
{import_}
imported = time.perf_counter()
{load}
print(json.dumps([imported - start, time.perf_counter() - imported]))
"""


def startup(model: str | None, *, profile: str, repeats: int) -> dict[str, Any]:
    """Seconds on the wall, each in a process of its own, in turns; the median and the least."""
    waits = _in_turns(
        {
            "python -c pass": lambda: _wall("-c", "pass"),
            'python -c "import typer"': lambda: _wall("-c", "import typer"),
            "pactwire --help": lambda: _wall("-m", "pipeline.cli", "--help"),
        },
        repeats,
    )
    name = repr(model)
    ours = _LOAD.format(
        import_="import pipeline.assemble", load=f"pipeline.assemble.load({name}, profile={profile!r})"
    )
    bare = _LOAD.format(
        import_="import spacy\nfrom pipeline.assemble import DEFAULT_MODEL",
        load=f"spacy.load({name} or DEFAULT_MODEL)",
    )
    loads = _in_turns({"bare": lambda: _inside(bare), "whole": lambda: _inside(ours)}, repeats)
    return {
        "commands": {
            command: {"median": round(median(taken), 3), "least": round(min(taken), 3)}
            for command, taken in waits.items()
        },
        "help_over_typer": round(min(waits["pactwire --help"]) - min(waits['python -c "import typer"']), 3),
        "load": {
            what: {
                "import_seconds": round(median(t[0] for t in taken), 3),
                "load_seconds": round(median(t[1] for t in taken), 3),
                "least_load_seconds": round(min(t[1] for t in taken), 3),
            }
            for what, taken in loads.items()
        },
    }


def _in_turns(jobs: Mapping[str, Callable[[], Any]], repeats: int) -> dict[str, list[Any]]:
    taken: dict[str, list[Any]] = {name: [] for name in jobs}
    for turn in range(repeats + 1):
        for name, job in jobs.items():
            done = job()
            # The first turn fills the disk cache and writes byte code.
            if turn:
                taken[name].append(done)
    return taken


def _wall(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def _inside(code: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    imported, loaded = json.loads(done.stdout.splitlines()[-1])
    return imported, loaded
