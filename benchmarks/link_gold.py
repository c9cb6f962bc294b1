"""The gold of linking: records as annotators wrote them, as reports, and which of them are one agreement."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.evaluation.edtf import bounds
from pipeline.linking import Names, Report
from schemas import GoldArticle
from schemas.gold import GoldRecord
from schemas.record import Amount, Evidence, Party, Record, Signatory, When, Where
from training.acts.corpus import from_labels

CORPUS = Path("corpus")
LINKING = CORPUS / "linking"
WRITTEN = Path("training/written")
#: Which records of a written article are one agreement.
WITHIN = Path("training/labels/links.json")
#: Pairs of records of real news, by label and number in ACTS.
PAIRS = Path("training/labels/pairs.json")
ACTS = Path("training/labels/acts.jsonl")


@dataclass(frozen=True, slots=True)
class LinkGold:
    """Reports by their names in links.json (``article#number``), and for each the number of its agreement."""

    reports: dict[str, Report]
    cluster: dict[str, int]

    def part(self, names: Iterable[str]) -> "LinkGold":
        """Only the reports of these names."""
        kept = list(names)
        return LinkGold({n: self.reports[n] for n in kept}, {n: self.cluster[n] for n in kept})


def load(which: str, split: str, names: Names, *, root: Path = CORPUS) -> LinkGold:
    """The gold of ``which`` (linking or corpus) and ``split`` (train, dev or all).

    Raises ValueError when links.json names a record that there is not.
    """
    links = json.loads((root / "linking" / "links.json").read_text(encoding="utf-8"))
    folder = root / "linking" if which == "linking" else root
    splits = ("train", "dev") if split == "all" else (split,)
    reports: dict[str, Report] = {}
    for part in splits:
        for path in sorted((folder / "gold" / part).glob("*.json")):
            text = (folder / "articles" / part / f"{path.stem}.txt").read_text(encoding="utf-8")
            reports |= reports_of(path, text, names)
    groups = links["corpus"] if which == "corpus" else [g for part in splits for g in links["linking"][part]]
    cluster = {name: number for number, name in enumerate(reports)}
    for number, group in enumerate(groups):
        if which == "linking" and (missing := [name for name in group if name not in reports]):
            raise ValueError(f"links.json names records that are not in {folder}: {missing}")
        cluster.update({name: -1 - number for name in group if name in reports})
    return LinkGold(reports, cluster)


def written(names: Names, *, held_out: bool) -> Iterator[LinkGold]:
    """The labelled written articles one by one: those that are fitted on, or the sixth that is not."""
    links = json.loads(WITHIN.read_text(encoding="utf-8"))
    for article, groups in sorted(links["articles"].items()):
        if (int(sha256(article.encode()).hexdigest(), 16) % 6 == 0) != held_out:
            continue
        path = WRITTEN / f"{article}.json"
        reports = reports_of(path, path.with_suffix(".txt").read_text(encoding="utf-8"), names)
        cluster = {name: number for number, name in enumerate(reports)}
        for number, group in enumerate(groups):
            cluster.update({f"{article}#{record}": -1 - number for record in group})
        yield LinkGold(reports, cluster)


@dataclass(frozen=True, slots=True)
class Told:
    """Two records of two articles of real news, whether they are one agreement, and how many such pairs this
    one stands for."""

    one: Report
    other: Report
    same: bool
    stands_for: float


def real_pairs(shared: Path, names: Names, *, held_out: bool) -> Iterator[Told]:
    """The labelled pairs of real news: those that are fitted on, or the others, each of which has an article
    that no pair of the former has. ``shared`` holds the pack with their texts."""
    rows = json.loads(PAIRS.read_text(encoding="utf-8"))["pairs"]
    wanted = {name.split("#")[0] for one, other, *_ in rows for name in (one, other)}
    articles = {a.id: a for a in from_labels(ACTS, shared / "data" / "news.jsonl.gz") if a.id in wanted}

    def report(name: str) -> Report:
        article, number = name.split("#")
        found = articles[article]
        gold = GoldRecord.model_validate(found.records[int(number)])
        record = as_record(gold, article=article, number=int(number), names=names, text=found.text)
        return Report(record, published=found.published, source=article)

    for one, other, same, count in rows:
        articles_of = {name.split("#")[0] for name in (one, other)}
        if any(int(sha256(name.encode()).hexdigest(), 16) % 8 == 0 for name in articles_of) == held_out:
            yield Told(report(one), report(other), bool(same), count)


def reports_of(path: Path, text: str, names: Names) -> dict[str, Report]:
    """The records of a gold file, by their names in links.json."""
    gold = GoldArticle.model_validate_json(path.read_text(encoding="utf-8"))
    made = {}
    for number, item in enumerate(gold.records):
        record = as_record(item, article=gold.id, number=number, names=names, text=text)
        made[f"{gold.id}#{number}"] = Report(record, published=gold.published, source=gold.id)
    return made


def as_record(gold: GoldRecord, *, article: str, number: int, names: Names, text: str) -> Record:
    """A record as the pipeline would write it, from gold: the first name of each party, no mentions."""
    when = None
    if gold.when is not None:
        first, last = bounds(gold.when.edtf) or (None, None)
        when = When(
            edtf=gold.when.edtf,
            start=first if first and "X" not in first and first != ".." else None,
            end=last if last and "X" not in last and last != ".." else None,
            precision="day" if first == last else "other",
            basis=gold.when.basis,
            text=gold.when.text or gold.when.edtf,
        )
    where = gold.where
    return Record(
        record_id=f"{article}#{number}",
        article_id=article,
        parties=[
            Party(
                name=names(p.name, p.type)[0] if p.type == "country" else p.name,
                type=p.type,
                country=names(p.name, p.type)[1] if p.type == "country" else None,
                role=p.role,
            )
            for p in gold.parties
        ],
        signatories=[Signatory(name=s.name, for_=s.for_) for s in gold.signatories],
        instrument=gold.instrument,
        title=gold.title,
        status=gold.status,
        subject=gold.subject,
        when=when,
        where=Where(name=where.name, country=where.country, event=where.event, basis=where.basis)
        if where
        else None,
        amounts=[Amount(text=a.text, value=a.value, unit=a.unit or "") for a in gold.amounts],
        evidence=[_evidence(said, text) for said in gold.evidence],
        confidence=0.9,
    )


def _evidence(said: str, text: str) -> Evidence:
    start = text.find(said)
    if start < 0:
        raise ValueError(f"evidence that is not in the article: {said!r}")
    return Evidence(start=start, end=start + len(said), text=said)


def compared(gold: LinkGold) -> list[str]:
    """The names of the reports in order."""
    return list(gold.reports)


def clusters_of(labels: Mapping[str, int]) -> list[list[str]]:
    """The groups behind labels."""
    found: dict[int, list[str]] = {}
    for name, label in labels.items():
        found.setdefault(label, []).append(name)
    return list(found.values())
