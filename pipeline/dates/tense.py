"""Whether the clause around an expression speaks of the past or of the future."""

from spacy.tokens import Doc, Token

from pipeline.dates.anchor import DONE, FUTURE, INFINITIVE, PAST, PRESENT, SETTLED
from pipeline.dates.knowledge import Knowledge
from pipeline.dates.reader import TokenReader

# A verb farther away says nothing; the bound also keeps the stage linear in a text without sentences.
_REACH = 25
_CLIMB = 12


class TenseReader:
    """Reads the direction in time at a token from the tags, and from the parse where there is one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = knowledge.tense

    def direction(self, reader: TokenReader, offset: int) -> str | None:
        """``PAST``, ``FUTURE``, ``PRESENT``, ``INFINITIVE`` or None (open), for the clause at an offset.

        Where there is a parse, also ``DONE`` and ``SETTLED`` (see ``anchor``).
        """
        if not reader.has_tags:
            return None
        doc, index = reader.doc, reader.index_at(offset)
        verb = self._governor(doc[index]) if reader.has_parse else None
        if verb is None:
            verb = self._nearest_verb(doc, index)
            return self._tense(doc, verb) if verb is not None else None
        tense = self._tense(doc, verb)
        if tense == PAST and self._dates(doc[index], verb):
            return DONE
        return SETTLED if tense == INFINITIVE and self._settled(verb) else tense

    def _dates(self, token: Token, verb: Token) -> bool:
        """Whether a date hangs on a verb that tells what was done and sets no date of other things."""
        helps = [child.tag_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
        told = verb.tag_ == "VBD" if not helps else helps[0] in ("VBD", "VBZ", "VBP")
        if not told or "TO" in helps or verb.lemma_.lower() in self._words["sets_dates"]:
            return False
        while token.head.i != verb.i:
            token = token.head
            if token.tag_ not in ("IN", "CD", "NNP"):
                return False
        return True

    def _settled(self, verb: Token) -> bool:
        """Whether an infinitive tells what a past verb settled: "agreed to sell", not "agreed to meet"."""
        if verb.tag_ != "VB" or verb.lemma_.lower() in self._words["appointments"]:
            return False
        for _ in range(_CLIMB):
            if verb.head.i == verb.i:
                return False
            verb = verb.head
            if verb.tag_ in ("VBD", "VBN") and verb.lower_ not in self._words["future_words"]:
                return verb.lemma_.lower() in self._words["settles"]
            if verb.tag_ not in ("VB", "VBG") and not verb.tag_.startswith("NN"):
                return False
        return False

    def _governor(self, token: Token) -> Token | None:
        """The first finite or helped verb, or word of expectation, on the way up the parse."""
        for _ in range(_CLIMB):
            head = token.head
            if head.i == token.i:
                return None
            token = head
            if (
                token.tag_.startswith("VB")
                or token.tag_ == "MD"
                or token.lower_ in self._words["future_words"]
            ):
                return token
        return None

    def _nearest_verb(self, doc: Doc, index: int) -> Token | None:
        """The nearest verb before the token in its sentence, else the nearest one after it."""
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(doc) and abs(at - index) <= _REACH:
                token = doc[at]
                if (step < 0 and doc[at + 1].is_sent_start) or (step > 0 and token.is_sent_start):
                    break
                if token.text in (".", "!", "?", ";"):
                    break
                if token.tag_.startswith("VB") or token.tag_ == "MD":
                    return token
                at += step
        return None

    def _tense(self, doc: Doc, verb: Token) -> str | None:
        words, tag = self._words, verb.tag_
        if verb.lower_ in words["future_words"] and tag != "VBD":
            return FUTURE
        if tag == "MD":
            return FUTURE if verb.lower_ in words["future_modals"] else None
        if tag == "VBD":
            return PAST
        for at in range(verb.i - 1, max(-1, verb.i - 6), -1):
            token = doc[at]
            if token.lower_ in words["future_modals"]:
                return FUTURE
            if token.tag_ == "TO":
                return INFINITIVE
            if token.lower_ in words["past_have"] or token.lower_ in words["past_be"]:
                return PAST
            if token.lower_ in words["present_be"]:
                return FUTURE if tag in ("VBG", "VB") else None
            if not (token.tag_.startswith("RB") or token.tag_.startswith("VB")):
                break
        if tag == "VBN":
            return PAST
        if tag in ("VBZ", "VBP") and verb.lower_ not in words["reporting"]:
            return PRESENT
        return None
