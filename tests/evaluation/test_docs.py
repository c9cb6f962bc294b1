"""The page docs/evaluation.md tells of options that exist, and all of them."""

import re

import click
import typer.main

from pipeline.cli.app import app
from tests.evaluation.conftest import ROOT

PAGE = (ROOT / "docs/evaluation.md").read_text(encoding="utf-8")


def options(*path: str) -> set[str]:
    command: click.Command = typer.main.get_command(app)
    for name in path:
        command = command.commands[name]
    return {option for p in command.params for option in p.opts if option.startswith("--")}


def test_options() -> None:
    known = options("evaluate") | options("corpus", "check")
    told = set(re.findall(r"--[a-z][a-z-]+", PAGE)) - (options("extract") - known)
    plugin = {"--pactwire-update-floors", "--pactwire-allow-regression"}
    assert told - plugin <= known
    assert options("evaluate") - {"--help", "--corpus", "--model"} <= told


def test_modules_named_in_the_page_exist() -> None:
    names: dict[str, object] = {}
    for line in re.findall(r"^from .* import .*$", PAGE, re.M):
        exec(line, names)
    assert {"load_gold", "make_report", "read_run"} <= set(names)
