"""Tags and words of the Doc at a character offset."""

from bisect import bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc, Token


class TokenReader:
    """Finds the Doc's token at an offset; the list of offsets is only made when first needed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        # Asked once: on a Doc without annotation the answer takes a walk over all tokens.
        self.has_tags = doc.has_annotation("TAG")
        self.has_parse = doc.has_annotation("DEP")
        self._starts: list[int] | None = None

    def index_at(self, offset: int) -> int:
        """The index of the token that holds the character at ``offset`` (or the one before it)."""
        if self._starts is None:
            self._starts = [int(start) for start in self.doc.to_array([IDX]).ravel().tolist()]
        return max(0, bisect_right(self._starts, offset) - 1)

    def at(self, offset: int) -> Token | None:
        """The token that holds the character at ``offset``, None in an empty Doc."""
        return self.doc[self.index_at(offset)] if len(self.doc) else None

    def tag(self, offset: int) -> str:
        """The tag at an offset, empty where there is none."""
        token = self.at(offset) if self.has_tags else None
        return token.tag_ if token is not None else ""
