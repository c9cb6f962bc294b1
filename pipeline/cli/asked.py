"""What ``query``, ``timeline`` and ``export`` share: opening a store to read it, and the question itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.errors import QueryError, StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.queries.question import Question
    from pipeline.queries.sources import Kind


@contextmanager
def reading(store: str) -> Iterator["Connection"]:
    """A connection to the store that a person named by URL or path.

    Raises StoreError with the remedy for what is no store, is not there, or fails while it is read.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from pipeline.stores.open import open_store, unusable

    engine = open_store(store_url(store), create=False)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise unusable(engine, error) from error
    finally:
        engine.dispose()


def store_url(store: str) -> str:
    """The URL of a store given as URL or as the path of a SQLite file."""
    if "://" in store:
        return store
    if Path(store).is_dir():
        raise StoreError(
            f"{store} is a folder, not a store; load a run first:  pactwire load {store} --to pactwire.db"
        )
    return f"sqlite:///{store}"


def chosen_kind(connection: "Connection", *, records: bool) -> "Kind":
    """Agreements of a linked store, else records; says so when records or agreements wait to be linked."""
    from pipeline.queries.sources import AGREEMENTS, RECORDS, best_kind, stale, unlinked

    kind = RECORDS if records else best_kind(connection)
    if kind is AGREEMENTS:
        waiting, old = unlinked(connection), stale(connection)
        said = [f"{waiting} records are not linked and not shown"] * bool(waiting)
        said += [f"{old} agreements have changed sources"] * bool(old)
        if said:
            typer.echo(f"pactwire: {', '.join(said)}; run  pactwire link  or add --records", err=True)
    return kind


def question_of(
    *,
    party: list[str],
    status: list[str],
    instrument: list[str],
    since: str | None,
    until: str | None,
    country: str | None,
    where: str | None,
    about: str | None,
    limit: int | None,
) -> "Question":
    """The options of a command as a question; a usage error names the option that cannot be understood."""
    from pipeline.cli.resolve import country_code, resolve
    from pipeline.queries.question import Question, bounds
    from pipeline.queries.words import stems

    def day(option: str, value: str | None, side: int) -> str | None:
        try:
            return None if value is None else bounds(value)[side]
        except QueryError as error:
            raise typer.BadParameter(str(error), param_hint=option) from error

    first, last = day("--since", since, 0), day("--until", until, 1)
    if first and last and first > last:
        raise typer.BadParameter(f"{until} is before --since {since}", param_hint="--until")
    code = country_code(country) if country else None
    if country and code is None:
        raise typer.BadParameter(f"{country!r} is no country; give a code like KZ", param_hint="--country")
    if about is not None and not stems(about):
        raise typer.BadParameter("has no word to look for", param_hint="--about")
    for option, names in (("--party", party), ("--where", [where] if where is not None else [])):
        if not all(name.strip() for name in names):
            raise typer.BadParameter("is empty", param_hint=option)
    return Question(
        parties=tuple(resolve(name) for name in party),
        status=tuple(status),
        instrument=tuple(instrument),
        since=first,
        until=last,
        country=code,
        where=where,
        about=about,
        limit=limit,
    )


def nothing_fits(store: str, kind: "Kind", question: "Question") -> str:
    """What to say when nothing answers: which names are in no list of ours, and how to see what there is."""
    unknown = [repr(name.given) for name in question.parties if not name.known]
    why = (
        f" ({', '.join(unknown)} is in no list of names and was looked for as part of one)" if unknown else ""
    )
    return f"no {kind.name} fits{why}; leave out a condition, or see what there is:  pactwire query {store}"
