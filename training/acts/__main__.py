"""Train the act scorer: ``python -m training.acts --shared ../shared``.

Reads the labelled articles (our corpus' train split, training/written, training/labels, and from the shared
folder the real training articles and the seeds), annotates them with the shipped model and our stages, aligns
candidates with gold twice, fits every model and writes pipeline/relations/weights. Never reads a dev set.
The encoder's opinions are recorded ones (``training.encoder``); articles without any are judged by the
shipped encoder, which did not see them either.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from pipeline.assemble import load
from pipeline.relations.opinions import shipped
from training.acts.corpus import Labelled, annotate, from_corpus, from_folder, from_labels
from training.acts.examples import Examples, collect
from training.acts.train import priors, train
from training.encoder.recorded import RECORDED, read
from training.encoder.sources import judged_by, replay

ROOT = Path(__file__).resolve().parents[2]


def labelled(shared: Path) -> list[Labelled]:
    """All training articles, in a fixed order."""
    return [
        *from_corpus(ROOT / "corpus", "train"),
        *from_folder(shared / "gold" / "real-train", "real-train"),
        *from_labels(ROOT / "training" / "labels" / "acts.jsonl", shared / "data" / "news.jsonl.gz"),
        *from_folder(ROOT / "training" / "written", "written"),
        *from_folder(shared / "seeds", "seeds"),
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m training.acts", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--opinions", type=Path, default=RECORDED, help="written by training.encoder")
    parser.add_argument("--out", type=Path, default=ROOT / "pipeline" / "relations" / "weights")
    parser.add_argument(
        "--calibration", type=Path, default=ROOT / "pipeline" / "records" / "calibration.json"
    )
    parser.add_argument("--groups", help="train on these groups only, comma-separated (for ablations)")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the articles to train on (learning curve)"
    )
    args = parser.parse_args()
    started = time.monotonic()
    articles, recorded = labelled(args.shared), read(args.opinions)
    if args.groups:
        articles = [a for a in articles if a.group in args.groups.split(",")]
    if args.share < 1.0:
        articles = articles[:: max(1, round(1 / args.share))]
    annotate(articles, load())
    first = priors(collect(articles))
    source = replay(recorded, judged_by(lambda _: shipped(), first))
    examples = collect(articles, priors=first, opinions=source)
    thresholds = train(articles, examples, args.out, args.calibration)
    report = {
        "articles": len(articles),
        **examples.stats,
        "not_recorded": sum(a.id not in recorded for a in articles),
        "without_opinion": round(_without_opinion(examples), 3),
        "thresholds": thresholds,
        "seconds": round(time.monotonic() - started),
    }
    sys.stdout.write(json.dumps(report) + "\n")


def _without_opinion(examples: Examples) -> float:
    """The share of mentions near acts that have no opinion; it grows as the record gets out of date."""
    rows = examples.rows["party_all"]
    return sum("enc_none" in row.said for row in rows) / max(1, len(rows))


if __name__ == "__main__":
    main()
