"""Tags and words of the Doc at a character offset."""

from bisect import bisect_right

from spacy.tokens import Doc, Token


class TokenReader:
    """Finds the Doc's token at an offset; the list of offsets is only made when first needed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] | None = None

    def index_at(self, offset: int) -> int:
        """The index of the token that holds the character at ``offset`` (or the one before it)."""
        if self._starts is None:
            self._starts = [token.idx for token in self.doc]
        return max(0, bisect_right(self._starts, offset) - 1)

    def at(self, offset: int) -> Token | None:
        """The token that holds the character at ``offset``."""
        if not len(self.doc) or not 0 <= offset < len(self.doc.text):
            return None
        return self.doc[self.index_at(offset)]

    def tag(self, offset: int) -> str:
        """The tag at an offset, empty where there is none."""
        token = self.at(offset)
        return token.tag_ if token is not None else ""
