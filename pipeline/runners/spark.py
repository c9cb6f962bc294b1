"""The pipeline for ``mapInPandas`` of Spark: a partition of articles in, a partition of results out."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pipeline.runners.rows import extract_rows
from pipeline.runners.settings import Settings

if TYPE_CHECKING:
    import pandas

#: Columns of the result; article, each of records, and failure are lines of the files that a run writes.
SCHEMA = "article_id string, article string, records array<string>, rejections array<string>, failure string"
_COLUMNS = [column.split()[0] for column in SCHEMA.split(", ")]
#: Rows of a result frame.
_ROWS = 256


def extract_partition(frames: "Iterator[pandas.DataFrame]") -> "Iterator[pandas.DataFrame]":
    """Extract with the default settings: ``articles.mapInPandas(extract_partition, SCHEMA)``.

    The columns of the articles are ``id`` and ``text``, and if there are any ``title``, ``published``,
    ``url`` and ``source``. Ids have to be unique; what came twice in one partition is a failure.
    """
    return extractor(Settings(workers=1))(frames)


def extractor(settings: Settings) -> "Callable[[Iterator[pandas.DataFrame]], Iterator[pandas.DataFrame]]":
    """A function like ``extract_partition`` with other settings (model, profile, columns, limits)."""

    def extract(frames: "Iterator[pandas.DataFrame]") -> "Iterator[pandas.DataFrame]":
        import pandas

        results: list[dict[str, Any]] = []
        for row in extract_rows(_rows(frames), settings=settings):
            results.append(row)
            if len(results) == _ROWS:
                yield pandas.DataFrame(results, columns=_COLUMNS, dtype=object)
                results = []
        if results:
            yield pandas.DataFrame(results, columns=_COLUMNS, dtype=object)

    return extract


def _rows(frames: "Iterator[pandas.DataFrame]") -> Iterator[dict[str, Any]]:
    for frame in frames:
        # Not to_dict: it makes NaN of None, and numpy's integers are none of Python's.
        columns = {name: frame[name].astype(object).where(frame[name].notna(), None) for name in frame}
        for values in zip(*columns.values(), strict=True):
            yield {name: _plain(value) for name, value in zip(columns, values, strict=True)}


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
