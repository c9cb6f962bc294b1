"""The gold of the bundled corpus as a run and as a store, so that answers do not change with extraction.

``python -m tests.stores_from_gold gold.db`` makes the store that ``docs/queries.md`` asks.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli.resolve import resolve
from pipeline.dates.edtf import parse
from pipeline.evaluation.gold import GoldItem, load_gold
from pipeline.sinks import ARTICLES, FAILURES, RECORDS, RUN, to_document, to_line
from pipeline.stores.load import load
from schemas import Amount, Article, Evidence, GoldRecord, Party, Record, RunInfo, Signatory, When, Where
from schemas.gold import GoldParty

CORPUS = Path(__file__).parents[1] / "corpus"
RUN_INFO = RunInfo(
    pactwire="gold",
    spacy="none",
    model={},
    settings={"inputs": ["corpus/articles"], "process_fingerprint": "gold"},
    started="2025-01-01T00:00:00+00:00",
    finished="2025-01-01T00:00:00+00:00",
    fingerprint="gold",
)


def store_from_gold(folder: Path) -> str:
    """Make ``gold.db`` in a folder, with every record that the annotators require; returns its path."""
    run = folder / "gold-run"
    write_run(run)
    load(run, f"sqlite:///{folder / 'gold.db'}")
    return str(folder / "gold.db")


def write_run(folder: Path) -> None:
    """The gold of train and dev as the files of a run."""
    folder.mkdir(parents=True)
    items = [
        item
        for split in ("dev", "train")
        for item in load_gold(CORPUS / "gold" / split, articles=CORPUS / "articles" / split).items
    ]
    items.sort(key=lambda item: item.id)
    (folder / ARTICLES).write_bytes(b"".join(to_line(_article(item)) for item in items))
    (folder / RECORDS).write_bytes(b"".join(to_line(r) for item in items for r in records(item)))
    (folder / FAILURES).write_bytes(b"")
    (folder / RUN).write_bytes(to_document(RUN_INFO))


def records(item: GoldItem) -> Iterator[Record]:
    """The required records of a gold article; ids hang on their place in it."""
    for number, gold in enumerate(item.gold.records):
        if not gold.optional:
            digest = hashlib.sha256(f"{item.id}:{number}".encode()).hexdigest()
            yield _record(item, gold, digest[:16])


def _article(item: GoldItem) -> Article:
    return Article(
        article_id=item.id,
        source=f"{item.id}.txt",
        published=item.gold.published,
        published_basis="body" if item.gold.published else None,
        text_sha256=hashlib.sha256(item.text.encode()).hexdigest(),
        clean_text=item.text,
    )


def _record(item: GoldItem, gold: GoldRecord, record_id: str) -> Record:
    return Record(
        record_id=record_id,
        article_id=item.id,
        parties=[_party(party) for party in gold.parties],
        signatories=[Signatory(name=s.name, for_=s.for_) for s in gold.signatories],
        instrument=gold.instrument,
        title=gold.title,
        status=gold.status,
        subject=gold.subject,
        when=_when(gold),
        where=Where(name=w.name, country=w.country, event=w.event, basis=w.basis)
        if (w := gold.where)
        else None,
        amounts=[Amount(text=a.text, value=a.value, unit=a.unit or "") for a in gold.amounts],
        evidence=[_evidence(item.text, said) for said in gold.evidence],
        confidence=1.0,
    )


def _party(gold: GoldParty) -> Party:
    country = gold.country or (resolve(gold.name).country if gold.type == "country" else None)
    return Party(name=gold.name, type=gold.type, role=gold.role, country=country)


def _when(gold: GoldRecord) -> When | None:
    if gold.when is None:
        return None
    value = parse(gold.when.edtf)
    start, end = value.bounds()
    return When(
        edtf=gold.when.edtf,
        start=start,
        end=end,
        precision=value.precision(),
        basis=gold.when.basis,
        text=gold.when.text or "",
    )


def _evidence(text: str, said: str) -> Evidence:
    start = text.index(said)
    return Evidence(start=start, end=start + len(said), text=said)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    store_from_gold(target.parent)
    if target.name != "gold.db":
        (target.parent / "gold.db").rename(target)
