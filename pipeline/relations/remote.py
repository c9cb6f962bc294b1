"""Occasions without a place: a meeting that was held online is not where the report was filed."""

from spacy.tokens import Span

from pipeline.relations.context import View
from pipeline.relations.lexicon import cues
from pipeline.relations.setting import LEAD

#: How many tokens may lie between "held" and "online": "was held on Tuesday, 9 September, online".
_REACH = 8


def held_remotely(index: int, view: View) -> bool:
    """Whether the occasion of an act in the sentence ``index`` was held online or by video.

    Asked of the lead, which tells the occasion, of the sentence before, and of its own.
    """
    told = {*range(min(LEAD, len(view.sents))), *(k for k in (index - 1, index) if k >= 0)}
    return any(_remote(view.sents[k]) for k in sorted(told))


def _remote(sentence: Span) -> bool:
    forms, known = [token.lower_ for token in sentence], cues()
    held = [at for at, token in enumerate(sentence) if {token.lemma_.lower(), token.lower_} & known.held]
    return any(
        (form in known.remote or " ".join(forms[at : at + 2]) in known.remote)
        and any(abs(other - at) <= _REACH for other in held)
        for at, form in enumerate(forms)
    )
