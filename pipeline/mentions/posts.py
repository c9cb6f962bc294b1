"""Who speaks for which international organisation by name alone, in which years.

Many of them led a country before or after (``leaders``); while they hold the post they do not speak for it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipeline.mentions.knowledge import fold, from_file


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
    return from_file("posts.json", _made)


def _made(data: dict) -> Posts:
    by_name: dict[str, list[Post]] = defaultdict(list)
    for organisation, people in data["posts"].items():
        for name, first, last in people:
            by_name[fold(name)].append(Post(organisation, first, last or 9999))
    return Posts(dict(by_name))
