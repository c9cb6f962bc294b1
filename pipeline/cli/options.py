"""Checks of options that typer cannot make by itself."""

from collections.abc import Mapping
from datetime import date

import typer


def checked_date(value: str | None) -> str | None:
    """Return an ISO date unchanged; a usage error for anything else."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        message = f"{value!r} is not a date like 2025-10-07"
        raise typer.BadParameter(message, param_hint="--published") from error


def checked_targets(out: str | None, *, needs_out: Mapping[str, bool]) -> None:
    """A usage error when an option is given that means nothing without an output folder."""
    for option, given in needs_out.items():
        if given and out in (None, "-"):
            raise typer.BadParameter("needs an output folder: give --out DIR", param_hint=option)
