"""The labelled articles: those to train on and those to look at only."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.acts.corpus import Labelled, from_corpus, from_folder, from_labels
from training.encoder.recipe import HELD_OUT, Places

_SPACE = re.compile(r"\s+")


def training_articles(places: Places) -> list[Labelled]:
    """Every labelled article once, without those whose text or id is held out."""
    held_out = held_out_articles(places)
    texts = {_SPACE.sub(" ", article.text).strip() for article in held_out}
    return list(_new(_labelled(places), ids={article.id for article in held_out}, texts=texts))


def held_out_articles(places: Places) -> list[Labelled]:
    """The articles of the development sets."""
    return [article for name in HELD_OUT for article in from_folder(places.shared / "gold" / name, name)]


def further_articles(folder: Path) -> Iterator[Labelled]:
    """The training split of a corpus, or the pairs <id>.txt and <id>.json of a folder."""
    if (folder / "gold" / "train").is_dir():
        return from_corpus(folder, "train")
    return from_folder(folder, folder.name)


def _labelled(places: Places) -> Iterator[Labelled]:
    for name in ("train", "real-train"):
        yield from from_folder(places.shared / "gold" / name, name)
    yield from from_labels(places.labels, places.shared / "data" / "news.jsonl.gz")
    for folder in places.written:
        yield from further_articles(folder)


def _new(articles: Iterable[Labelled], *, ids: set[str], texts: set[str]) -> Iterator[Labelled]:
    """Articles whose id and text (white space aside) were not seen yet; both sets grow."""
    for article in articles:
        text = _SPACE.sub(" ", article.text).strip()
        if article.id not in ids and text not in texts:
            ids.add(article.id)
            texts.add(text)
            yield article
