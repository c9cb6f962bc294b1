"""The form of a name by which it is looked up."""

from functools import lru_cache

#: Indexes of PostgreSQL hold at most 2,704 bytes; a character takes up to four.
_LENGTH = 200


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name without regard to case and spacing, cut to 200 characters: what ``name_key`` columns hold."""
    return " ".join(name.casefold().split())[:_LENGTH]
