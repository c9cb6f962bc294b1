"""Runs made from gold: a perfect one, and copies of it with planted faults."""

import copy
import random
from collections.abc import Callable
from typing import Any

from pipeline.evaluation.gold import GoldItem, GoldSet
from pipeline.evaluation.run import Run
from schemas import GoldRecord

Rows = dict[str, Any]


def perfect_run(gold: GoldSet) -> Run:
    """The run of a pipeline that finds exactly what gold holds, optional things included."""
    run = Run(info={"pactwire": "0", "spacy": "0", "model": {"name": "perfect", "version": "1"}})
    for item in gold:
        run.articles[item.id] = perfect_article(item)
        for number, record in enumerate(item.gold.records):
            run.add_record(perfect_record(item, number, record))
    return run


def perfect_record(item: GoldItem, number: int, record: GoldRecord) -> Rows:
    """One record as the output contract has it."""
    return {
        "record_id": f"{item.id}-{number}",
        "article_id": item.id,
        "parties": [{"name": p.name, "type": p.type} for p in record.parties],
        "signatories": [{"name": s.name, "for": s.for_} for s in record.signatories],
        "instrument": record.instrument,
        "title": record.title,
        "status": record.status,
        "subject": record.subject,
        "when": record.when
        and {"edtf": record.when.edtf, "basis": record.when.basis, "text": record.when.text or ""},
        "where": record.where
        and {"name": record.where.name, "country": record.where.country, "event": record.where.event},
        "amounts": [{"text": a.text, "value": a.value, "unit": a.unit} for a in record.amounts],
        "evidence": [
            {"start": (at := item.text.find(e)), "end": at + len(e), "text": e} for e in record.evidence
        ],
        "confidence": 1.0,
        "trace": {"pattern": "sign"},
    }


def perfect_article(item: GoldItem) -> Rows:
    """One article as the output contract has it: every gold date and entity, the noise taken out."""
    clean = item.text
    for noise in item.gold.noise:
        clean = clean.replace(noise, "\n", 1)
    return {
        "article_id": item.id,
        "published": item.gold.published,
        "clean_text": clean,
        "dates": [{"start": None, "text": d.text, "edtf": d.edtf} for d in item.gold.dates],
        "entities": [{"text": e.text, "type": e.type} for e in item.gold.entities],
    }


def changed(run: Run, change: Callable[[Run], None]) -> Run:
    """A copy of a run with a change planted in it."""
    other = copy.deepcopy(run)
    change(other)
    return other


def shaken(run: Run, seed: int, *, rate: float = 0.25) -> Run:
    """A copy of a run with faults of every kind spread over it, to compare two scorers on."""
    pick = random.Random(seed)
    names = ["Lake Board", "Republic of Northland", "A. Miller", "Northland Rail Ltd"]

    def hit() -> bool:
        return pick.random() < rate

    other = copy.deepcopy(run)
    for rows in other.records.values():
        for row in list(rows):
            if hit():
                row["parties"] = row["parties"][1:] + (
                    [{"name": pick.choice(names), "type": "group"}] * hit()
                )
            if hit():
                row["signatories"] = [{"name": pick.choice(names)}]
            if hit():
                row["status"] = pick.choice(["signed", "planned", "ended"])
            if hit():
                row["instrument"] = pick.choice(["contract", "plan"])
            if hit():
                row["subject"] = " ".join(row["subject"].split()[: pick.randint(1, 4)])
            if hit():
                values = [
                    None,
                    "2020",
                    "2020-05-06",
                    "2020-40",
                    "XXXX-03",
                    "2019-01/2019-06",
                    "2020-02~",
                    "20-xx",
                ]
                edtf = pick.choice(values)
                row["when"] = edtf and {"edtf": edtf}
            if hit():
                row["where"] = pick.choice(
                    [
                        None,
                        {},
                        {"name": "Baku"},
                        {"country": "US"},
                        {"event": "the Lake Summit", "basis": "stated"},
                    ]
                )
            if hit():
                row["amounts"] = [
                    {"value": 12, "unit": "EUR"},
                    {"value": None, "unit": "EUR"},
                    {"value": 1, "unit": ""},
                ]
            if hit():
                row["evidence"] = [{"start": 0, "end": 40, "text": "x" * 40}, "the"]
            if hit():
                rows.remove(row)
            elif hit():
                rows.append({**row, "parties": [{"name": pick.choice(names)}], "evidence": []})
    for article_id, article in list(other.articles.items()):
        if hit():
            article["published"] = pick.choice([None, "2020-01-01"])
        article["dates"] = [d for d in article["dates"] if not hit()] + (
            [{"start": pick.choice([None, 0, 3]), "text": "May", "edtf": pick.choice([None, "2020-05"])}]
            * hit()
        )
        article["entities"] = (
            [e for e in article["entities"] if not hit()]
            + [{"text": "May", "type": "DATE"}]
            + ([{"text": "The Lake Board's", "type": "ORG"}] * hit())
        )
        if hit():
            article["clean_text"] = article["clean_text"][:-200]
        if hit():
            article["clean_text"] += article["clean_text"] and "\n".join(["Photo: nobody"])
        if hit():
            del other.articles[article_id]
    return other
