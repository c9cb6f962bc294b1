"""Who speaks for which international organisation by name alone, in which years.

Many of them led a country before or after (``leaders``); while they hold the post they do not speak for it.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.errors import DataFileError
from pipeline.mentions.leaders import fold


@dataclass(frozen=True, slots=True)
class Post:
    """An organisation, by its canonical name, and the years in which somebody leads it."""

    organisation: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of each person, by folded full name."""

    by_name: dict[str, list[Post]]

    def held(self, name: str, *, year: int | None, named: Callable[[str], bool]) -> str | None:
        """The organisation that a person of this full name leads in the year of the article.

        Where the year is not known, one that the article names, as ``named`` tells.
        """
        for post in self.by_name.get(fold(name), []):
            if named(post.organisation) if year is None else post.first <= year <= post.last:
                return post.organisation
        return None


@cache
def posts() -> Posts:
    """The list, read once. Raises DataFileError where the file is broken."""
    try:
        path = files("pipeline.mentions").joinpath("data", "posts.json")
        rows = [
            (fold(name), Post(organisation, first, last or 9999))
            for organisation, people in json.loads(path.read_text(encoding="utf-8"))["posts"].items()
            for name, first, last in people
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataFileError(f"pipeline/mentions/data/posts.json: {error}") from error
    by_name: dict[str, list[Post]] = defaultdict(list)
    for name, post in rows:
        by_name[name].append(post)
    return Posts(dict(by_name))
