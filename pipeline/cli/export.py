"""``pactwire export``: records of a run or a store as PLOVER events or JSON-LD."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from pydantic import ValidationError

import pipeline
from pipeline.cli.asked import reading
from pipeline.cli.shown import unbroken
from pipeline.errors import StoreError
from pipeline.interchange.source import AgreementFacts, ArticleFacts, Reported, Run
from pipeline.sinks import RECORDS, atomic_writer
from schemas import Article, Record

if TYPE_CHECKING:
    from pipeline.queries.reports import Report


def run_export(source: str, *, form: str, out: str, pairs: bool, text: bool) -> None:
    """Write every record of ``source`` in the form ``plover`` or ``jsonld`` to a file, or ``-`` for standard
    output. The file appears whole or not at all. Raises StoreError when ``source`` cannot be read."""
    tally = _Tally()
    lines = _jsonld(source, tally, text=text) if form == "jsonld" else _plover(source, tally, pairs, text)
    if out == "-":
        for line in lines:
            sys.stdout.write(line)
    else:
        _write(Path(out), lines)
        typer.echo(f"{out}: {tally.written} {'events' if form == 'plover' else 'records'}", err=True)
    if tally.undated:
        said = f"{tally.undated} events have no date: neither record nor article tells one"
        typer.echo(f"pactwire: {said}", err=True)


class _Tally:
    written = 0
    undated = 0


def _write(path: Path, lines: Iterator[str]) -> None:
    try:
        with atomic_writer(path) as stream:
            for line in lines:
                stream.write(line.encode())
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; name a file that can be written") from error


def _plover(source: str, tally: _Tally, pairs: bool, text: bool) -> Iterator[str]:
    from pipeline.cli.resolve import country_inside
    from pipeline.interchange.plover import to_events

    coder = f"pactwire {pipeline.__version__}"
    for reported in _reported(source):
        for event in to_events(reported, country_inside=country_inside, pairs=pairs, text=text, coder=coder):
            tally.written += 1
            tally.undated += event["date"] is None
            yield unbroken(json.dumps(event, ensure_ascii=False)) + "\n"


def _jsonld(source: str, tally: _Tally, *, text: bool) -> Iterator[str]:
    from pipeline.interchange.jsonld import to_document, to_nodes

    def counted() -> Iterator[Reported]:
        for reported in _reported(source):
            tally.written += 1
            yield reported

    return map(unbroken, to_document(to_nodes(counted(), text=text)))


def _reported(source: str) -> Iterator[Reported]:
    if "://" not in source and Path(source).is_dir():
        yield from _of_run(Path(source))
        return
    from pipeline.queries.reports import reports

    with reading(source) as connection:
        for report in reports(connection):
            facts = ArticleFacts(
                report.article_id, report.published, report.title, report.url, report.text_sha256
            )
            run = Run(report.run_id, report.pactwire, report.started, report.finished)
            yield Reported(Record.model_validate_json(report.record), facts, _agreement(report), run)


def _agreement(report: "Report") -> AgreementFacts | None:
    if report.agreement is None:
        return None
    return AgreementFacts(
        report.agreement,
        report.agreement_title,
        report.agreement_subject,
        report.agreement_status,
        report.agreement_instrument,
    )


def _of_run(folder: Path) -> Iterator[Reported]:
    from pipeline.stores.reading import read_articles, read_run

    info, run_id = read_run(folder)
    run = Run(run_id, info.pactwire, info.started, info.finished)
    for unread in read_articles(folder):
        try:
            article = Article.model_validate_json(unread.article.data)
            records = [Record.model_validate_json(line.data) for line in unread.records]
        except ValidationError as error:
            first = error.errors()[0]
            at = ".".join(map(str, first["loc"]))
            raise StoreError(
                f"{folder / RECORDS}, article {unread.article_id}: {at}: {first['msg']}; extract it again"
            ) from error
        facts = ArticleFacts(
            article.article_id, article.published, article.title, article.url, article.text_sha256
        )
        yield from (Reported(record, facts, None, run) for record in records)
