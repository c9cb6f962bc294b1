"""Small stores for the commands that ask, and a way to ask them."""

from pathlib import Path

from typer.testing import CliRunner, Result

from pipeline.cli.app import app
from pipeline.stores.open import open_store
from tests.queries.stored import fill, link


def pactwire(*words: str) -> Result:
    """Run a command in this process; its output goes to no terminal."""
    return CliRunner().invoke(app, list(words))


def filled(folder: Path) -> str:
    """Make a SQLite store of single records; its path."""
    fill(f"sqlite:///{folder / 'store.db'}", folder / "run")
    return str(folder / "store.db")


def linked(folder: Path) -> str:
    """Make a SQLite store whose records are linked but for three; its path."""
    path = filled(folder)
    engine = open_store(f"sqlite:///{path}")
    link(engine)
    engine.dispose()
    return path
