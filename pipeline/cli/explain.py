"""``pactwire explain``: why each record of an article says what it says."""

import sys
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.text import Text

from pipeline.errors import PactwireError
from pipeline.readers import RawArticle, read_inputs
from schemas import Article, Record, Rejection, Span

_PLAIN_WIDTH = 110


def run_explain(
    given: str,
    *,
    only: str | None,
    model: str | None,
    published: str | None,
    profile: str,
    min_confidence: float | None,
) -> None:
    """Explain every article of ``given``, or the one with the id ``only``; PactwireError if there is none."""
    from pipeline.assemble import load

    articles = list(_articles(given, only=only, published=published))
    if not articles:
        raise PactwireError(f"no article with the id {only!r} in {given}; leave out --id to see all")
    console = Console() if sys.stdout.isatty() else Console(width=_PLAIN_WIDTH)
    extractor = load(model, profile=profile, min_confidence=min_confidence)
    for extraction in extractor.extract(articles, batch_size=1):
        _head(console, extraction.article, len(extraction.records))
        for number, record in enumerate(extraction.records, 1):
            _record(console, record, number)
        _rejections(console, extraction.rejections)


def _articles(given: str, *, only: str | None, published: str | None) -> Iterator[RawArticle]:
    for found in read_inputs([given], published=published):
        if only is not None and found.article_id != only:
            continue
        if isinstance(found, RawArticle):
            yield found
        elif only is not None or found.source == given or given == "-":
            raise PactwireError(found.message)
        else:
            typer.echo(f"pactwire: {found.message}", err=True)


def _head(console: Console, article: Article, records: int) -> None:
    console.rule(Text(article.article_id), align="left")
    basis = f" (from the {article.published_basis})" if article.published_basis else ""
    _line(console, "published", f"{article.published or 'unknown'}{basis}")
    if article.dateline:
        _line(console, "dateline", article.dateline.text)
    _line(console, "records", str(records) if records else "none: nobody commits to anything here")


def _record(console: Console, record: Record, number: int) -> None:
    console.print()
    title = f"{number}. {record.status} {record.instrument}, confidence {record.confidence:.2f}"
    console.print(Text(f"{title}  [{record.record_id}]", style="bold"), soft_wrap=True)
    _line(console, "subject", record.subject)
    if record.title:
        _line(console, "title", record.title)
    if record.trace:
        _line(console, "trigger", f"{_quote(record.trace.trigger)}, pattern {record.trace.pattern}")
    for evidence in record.evidence:
        console.print(_sentence(evidence, record), soft_wrap=False)
    for party in record.parties:
        country = f", {party.country}" if party.country else ""
        _line(console, party.role, f"{party.name} ({party.type}{country}){_from(party.mentions)}")
    for signatory in record.signatories:
        acts_for = f" for {signatory.for_}" if signatory.for_ else ""
        _line(console, "signatory", f"{signatory.name}{acts_for}{_from(signatory.mentions)}")
    if record.when:
        when = record.when
        _line(console, "when", f"{when.edtf} ({when.precision}, {when.basis}) from {when.text!r}")
    if record.where:
        where = record.where
        place = ", ".join(part for part in (where.name, where.country, where.event) if part)
        _line(console, "where", f"{place} ({where.basis}){_from(where.spans)}")
    for amount in record.amounts:
        _line(console, "amount", f"{amount.value:g} {amount.unit} from {amount.text!r}")
    if record.attribution:
        _line(console, "reported by", record.attribution)
    if record.trace:
        for name, reason in record.trace.fields.items():
            _line(console, f"why {name}", reason)
        for other in record.trace.considered:
            _line(console, "considered", other)


def _rejections(console: Console, rejections: list[Rejection]) -> None:
    if rejections:
        console.print()
        console.print(Text("Considered and rejected", style="bold"))
    for rejection in rejections:
        sure = f", confidence {rejection.confidence:.2f}" if rejection.confidence is not None else ""
        _line(
            console,
            rejection.reason,
            f"{_quote(rejection.trigger)}, pattern {rejection.pattern}{sure}: {rejection.message}",
        )


def _line(console: Console, label: str, value: str) -> None:
    text = Text(f"  {label:<14} ", style="cyan")
    text.append(value, style="default")
    console.print(text, soft_wrap=True)


def _quote(span: Span) -> str:
    return f"{span.text!r} at {span.start}:{span.end}"


def _from(spans: list[Span]) -> str:
    return " from " + "; ".join(map(_quote, spans)) if spans else ""


def _sentence(evidence: Span, record: Record) -> Text:
    """The sentence with its trigger marked: in colour, and in plain text by angle quotes."""
    text = Text("  sentence       ", style="cyan")
    trigger = record.trace.trigger if record.trace else None
    if trigger is None or not evidence.start <= trigger.start < trigger.end <= evidence.end:
        return text.append(evidence.text, style="default")
    start, end = trigger.start - evidence.start, trigger.end - evidence.start
    text.append(evidence.text[:start], style="default")
    text.append(f"«{evidence.text[start:end]}»", style="bold yellow")
    return text.append(evidence.text[end:], style="default")
