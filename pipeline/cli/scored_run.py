"""What ``pactwire evaluate`` scores: gold of the corpus or a folder, and a run, finished or made now."""

from importlib.metadata import version
from pathlib import Path

import typer

import pipeline
from pipeline.evaluation.gold import GoldSet, load_gold
from pipeline.evaluation.run import Run, read_run


def chosen_gold(folder: Path | None, *, corpus: Path, split: str) -> GoldSet:
    """The gold of a folder, or of a split of the corpus."""
    if folder is not None:
        return load_gold(folder, name=folder.resolve().name)
    return load_gold(corpus / "gold" / split, articles=corpus / "articles" / split, name=split)


def chosen_run(folder: Path | None, gold: GoldSet, *, model: str | None, min_confidence: float | None) -> Run:
    """A finished run, or one made now on the articles of the gold."""
    if folder is None:
        return extracted_run(gold, model=model, min_confidence=min_confidence)
    run = read_run(folder)
    return run if min_confidence is None else run.above(min_confidence)


def extracted_run(gold: GoldSet, *, model: str | None, min_confidence: float | None) -> Run:
    """Extract every article of the gold; a failed one is told on standard error and counts as never read."""
    from pipeline.assemble import load
    from pipeline.readers import RawArticle

    extractor = load(model, min_confidence=min_confidence)
    meta = {key: extractor.nlp.meta.get(key) for key in ("name", "version", "lang")}
    rejections = []
    run = Run(info={"pactwire": pipeline.__version__, "spacy": version("spacy"), "model": meta})
    for item in gold:
        raw = RawArticle(article_id=item.id, source=f"{item.id}.txt", text=item.text)
        try:
            (found,) = extractor.extract([raw])
        except Exception as error:
            typer.echo(f"pactwire: {item.id}: {type(error).__name__}: {error}", err=True)
            continue
        run.articles[item.id] = found.article.model_dump(mode="json", by_alias=True)
        for record in found.records:
            run.add_record(record.model_dump(mode="json", by_alias=True))
        rejections += [r.model_dump(mode="json", by_alias=True) for r in found.rejections]
    run.info["rejections"] = rejections
    return run
