"""How every command ends: our errors as one line, Ctrl-C and a closed pipe without noise."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from pipeline.errors import PactwireError

P = ParamSpec("P")

FAILURE, DONE_WITH_FAILURES = 1, 3
#: By the convention of shells: 128 and the number of the signal.
_INTERRUPTED, _PIPE_CLOSED = 130, 141


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what a command raises into a message on standard error and an exit status."""

    @functools.wraps(command)
    def inner(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except PactwireError as error:
            typer.echo(f"pactwire: {error}", err=True)
            raise typer.Exit(FAILURE) from error
        except KeyboardInterrupt as error:
            typer.echo("pactwire: stopped", err=True)
            raise typer.Exit(_INTERRUPTED) from error
        except BrokenPipeError as error:
            # Python flushes standard output once more at the end; let that go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(_PIPE_CLOSED) from error

    return inner
