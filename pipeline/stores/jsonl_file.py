"""Records as JSON lines, each with what is known of its article."""

import json
from pathlib import Path

from sqlalchemy import Connection, select

from pipeline.sinks import atomic_writer
from pipeline.stores.blocks import blocks
from pipeline.stores.tables import articles, records


def write_jsonl(path: Path, connection: Connection) -> None:
    """One line per record: as in records.jsonl, and ``article`` with source, published, title and url."""
    about = (articles.c.source, articles.c.published, articles.c.title, articles.c.url)
    query = select(records.c.document, *about).join(articles).order_by(records.c.record_key)
    with atomic_writer(path) as stream:
        for block in blocks(connection, query):
            for document, source, published, title, url in block:
                article = {"source": source, "published": published, "title": title, "url": url}
                whole = f'{document[:-1]}, "article": {json.dumps(article, ensure_ascii=False)}}}\n'
                stream.write(whole.encode())
