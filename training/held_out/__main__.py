"""Score the shipped pipeline on the held-out articles: ``python -m training.held_out --shared ../shared``."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pipeline.assemble import Extractor, load
from pipeline.readers import RawArticle
from training.acts.compare import score
from training.acts.corpus import Labelled, from_folder, from_labels

HERE = Path(__file__).resolve().parent
FIELDS = ("found", "who", "what", "when", "where", "status", "instrument", "strict")
#: The fields whose mean F1 is the RECORD SCORE.
_FIVE = ("who", "what", "when", "where", "status")


def scores(extractor: Extractor, articles: Sequence[Labelled]) -> dict[str, float]:
    """F1 of each field and ``record``, the RECORD SCORE; a field that nobody fills counts 0."""
    tallies: dict[str, score.Tally] = defaultdict(score.Tally)
    raws = [RawArticle(article_id=a.id, source=a.id, text=a.text, published=a.published) for a in articles]
    for article, found in zip(articles, extractor.extract(raws), strict=True):
        gold = {"id": article.id, "records": article.records}
        said = [record.model_dump(mode="json") for record in found.records]
        score.score_article(said, gold, article.text, tallies, [])
    out = {name: tallies[name].row()["f1"] for name in FIELDS}
    return {"record": sum(out[name] for name in _FIVE) / len(_FIVE), **out}


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; 1 where the pack is not there."""
    parser = argparse.ArgumentParser(prog="python -m training.held_out", description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parents[2] / "shared")
    parser.add_argument("--profile", choices=("accurate", "fast"), default="accurate")
    options = parser.parse_args(arguments)
    pack = options.shared / "data" / "news.jsonl.gz"
    if not pack.exists():
        sys.stderr.write(f"{pack} is not there; name the folder that holds data/ with --shared\n")
        return 1
    extractor = load(profile=options.profile)
    sets = {
        "written": list(from_folder(HERE / "written", "held out")),
        "journals": list(from_folder(HERE / "journals", "held out")),
        "hard": list(from_folder(HERE / "hard", "held out")),
        "pack": list(from_labels(HERE / "acts.jsonl", pack)),
    }
    sys.stdout.write(f"| set | articles | record | {' | '.join(FIELDS)} |\n|{'---|' * (3 + len(FIELDS))}\n")
    for name, articles in sets.items():
        row = scores(extractor, articles)
        sys.stdout.write(f"| {name} | {len(articles)} | {' | '.join(f'{x:.3f}' for x in row.values())} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
