"""What is taken out: names that are none, names that another swallows, and names that only a headline has."""

from pipeline.entities.forms import Forms
from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words, form_of

_PLACE_LEADS = frozenset({"the"})


class Filters:
    """The steps that remove or reconcile candidates."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self.k = knowledge
        self.gazetteer = gazetteer
        self._blocked_phrases = {p.casefold() for p in knowledge.blocked.phrases}

    def merge(self, words: Words, names: list[Name]) -> list[Name]:
        """Let head words and the gazetteer correct the model's ranges before overlaps are dropped.

        Found places give way to longer names around them; a head-word name gives way to a longer name of the
        model with the same head; a name of the model that a person of an office stands in keeps its other part.
        """
        model = [n for n in names if n.origin == "model"]
        merged: list[Name] = []
        for name in names:
            if name.origin in ("place", "lower"):
                # Weak heads count only with the model's word that there is a name.
                touching = [m for m in model if m.overlaps(name.start, name.end)]
                if not touching and name.origin == "place" and words.text[name.end - 1] not in self.k.heads.loc_last:
                    continue
                name.origin = "head" if touching or name.origin == "place" else "lower"
            if name.origin == "gazetteer" and any(
                m.start <= name.start and name.end <= m.end and len(m) > len(name) and self._holds(words, m, name) for m in model
            ):
                continue
            if name.origin == "gazetteer" and not any(m.start == name.start and m.end == name.end for m in model):
                name.origin = "gazetteer" if any(m.overlaps(name.start, name.end) and len(m) >= len(name) for m in model) else "head"
            merged.append(name)
        return merged

    def _holds(self, words: Words, outer: Name, inner: Name) -> bool:
        """Whether a longer name of the model really contains a place, rather than running into it."""
        return True

    def before(self, words: Words, names: list[Name]) -> list[Name]:
        """Drop what is no name: tickers, blocked words, ministries' portfolios behind an office."""
        return [n for n in names if not self._is_none(words, n)]

    def _is_none(self, words: Words, name: Name) -> bool:
        text = words.join(name.start, name.end)
        low = text.casefold()
        if low.startswith("the "):
            low = low[4:]
        if low in self._blocked_phrases or self._ticker(words, name):
            return True
        if name.origin in ("dateline", "acronym", "office", "numbered"):
            return False
        if len(name) == 1 and low in self.k.blocked.words:
            return not self._body(words, name, low)
        if name.origin == "model" and all(
            w in self.k.heads.portfolio or w in ("and", "of", "the", ",", "for", "&") for w in words.text[name.start : name.end]
        ):
            before = words.at(name.start - 1)
            if before in ("the", "of", "for", "and", ","):
                before2 = words.at(name.start - 2)
                return before != "the" and (before != "and" or before2 in self.k.heads.portfolio) and len(name) < 4
        return len(text) < 2 or text.isdigit()

    def _body(self, words: Words, name: Name, low: str) -> bool:
        """Whether a head word alone names a body that the article has introduced: "the Bank"."""
        return low in self.k.blocked.bodies and words.at(name.start - 1) in ("the", "The") and not words.starts[name.start]

    @staticmethod
    def _ticker(words: Words, name: Name) -> bool:
        """Stock-exchange symbols in angle brackets: "<HEX>", "<KRPG.F>"."""
        if words.at(name.start - 1) != "<":
            return False
        return all(w.isupper() or not w.isalpha() for w in words.text[name.start : name.end])

    def after(self, words: Words, names: list[Name], forms: Forms) -> list[Name]:
        """Set what the place of a mention decides, and drop names that only a title-case line has."""
        kept = []
        metonyms = self.gazetteer.metonyms
        titles, cues = self.k.titles, self.k.cues
        for name in names:
            form = forms.forms[form_of(words.join(name.start, name.end))]
            if all(words.headline[n.start] for n in form.names) and not name.sure and name.origin == "model":
                if self.gazetteer.lookup(form.text) is None and form.full is None:
                    continue
            before = words.at(name.start - 1)
            if before == "the":
                before = words.at(name.start - 2)
            if form.text.removeprefix("the ") in metonyms and before in cues.place_prepositions:
                name.label = "LOC"
            elif words.at(name.start - 1) in titles.honorific and name.label == "GPE" and len(name) == 1 and not words.starts[name.start]:
                name.label = "PERSON"
            kept.append(name)
        return kept
