"""Legal forms that the tokenizer splits: "Norlev A/S", "Velta S.p.A."."""

from collections.abc import Callable, Iterable, Sequence

from pipeline.entities.names import Name, Words

_LABELS = frozenset({"ORG", "GPE", "PERSON", "LOC"})


class LegalForms:
    """Lengthens the names of companies over the legal form behind them."""

    def __init__(self, forms: Iterable[str], tokenize: Callable[[str], Sequence[str]]) -> None:
        """Read the forms in the tokens of ``tokenize``, in which their last stop may be one of its own."""
        self._forms: dict[str, list[tuple[str, ...]]] = {}
        for form in forms:
            for text in (form, f"{form} and"):
                tokens = tuple(t for t in tokenize(text) if t != "and")
                if len(tokens) > 1:
                    self._forms.setdefault(tokens[0], []).append(tokens)
        for known in self._forms.values():
            known.sort(key=len, reverse=True)

    def lengthen(self, words: Words, names: Iterable[Name]) -> None:
        """Take the legal form behind a name into it; such a name is a company's."""
        for name in names:
            if name.label not in _LABELS:
                continue
            for start in (name.end, name.end - 1):
                end = self._end(words, start) if start > name.start else 0
                if end > name.end:
                    name.end, name.label, name.sure = end, "ORG", True
                    break

    def _end(self, words: Words, i: int) -> int:
        """The end of a legal form that starts at token ``i``, or 0."""
        for form in self._forms.get(words.at(i), ()):
            if tuple(words.text[i : i + len(form)]) == form:
                return i + len(form)
        return 0
