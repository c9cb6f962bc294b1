"""What a caller can tell the readers."""

from dataclasses import dataclass

#: Characters of one article; longer texts are refused. A news article has some 3,000.
MAX_CHARS = 5_000_000


@dataclass(frozen=True)
class FieldNames:
    """The names under which a JSON line holds what an article needs (id, text) and may have (the rest)."""

    id: str = "id"
    text: str = "text"
    title: str = "title"
    published: str = "published"
    url: str = "url"
    source: str = "source"


@dataclass
class Meter:
    """How many bytes of the inputs are read, for a progress display; ``total`` is 0 when nobody knows."""

    total: int = 0
    done: int = 0
    current: int = 0

    @property
    def position(self) -> int:
        """Bytes read in all finished inputs and in the one at hand."""
        return self.done + self.current

    def next_input(self) -> None:
        """The input at hand is finished."""
        self.done += self.current
        self.current = 0
