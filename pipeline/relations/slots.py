"""Small shared facts about a candidate that several slots need."""

from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.verbs import main_verb


def verb_form(candidate: Candidate) -> str:
    """Tense and modality of the main verb in one word: past, present, perfect, future, modal, ing,
    infinitive, none."""
    verb = main_verb(candidate)
    if verb is None:
        return "none"
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            if child.lower_ in ("will", "would", "'ll", "’ll", "shall"):
                return "future"
            if child.lower_ == "to":
                return "infinitive"
            if child.lower_ in ("has", "have", "had"):
                return "perfect"
            if child.lower_ in ("may", "might", "could", "can", "should", "must"):
                return "modal"
            if child.lower_ in ("was", "were", "did"):
                return "past"
            if child.lower_ in ("is", "are", "do", "does"):
                return "present"
    return {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "ing"}.get(
        verb.tag_, "infinitive"
    )


def own_date(view: View) -> tuple[str, int | None] | None:
    """The article's own date as EDTF and the index of the dateline's date mention, if it has one.

    The publication date wins; without it the date inside the dateline (its year may be unknown).
    """
    source = view.doc._.source
    line = source.dateline
    if line is not None:
        for k, date in enumerate(view.dates):
            fits = source.published is None or date.edtf == source.published
            if fits and line.start <= date.start < line.end:
                return date.edtf, k
    return (source.published, None) if source.published else None


def evidence(candidate: Candidate, view: View) -> list[list[int]]:
    """Token ranges of the sentences that state the act: the trigger's own sentence, without outer blanks."""
    start, end = candidate.sent.start, candidate.sent.end
    doc = view.doc
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return [[start, end]]


_REPORTING = {
    "say",
    "report",
    "tell",
    "announce",
    "quote",
    "cite",
    "write",
    "inform",
    "reveal",
    "state",
    "confirm",
    "note",
}


def attribution(candidate: Candidate, view: View) -> str | None:
    """Who reports the act: the subject of a reporting verb in the sentence, or of "according to"."""
    for token in candidate.sent:
        if token.lemma_.lower() in _REPORTING and token.pos_ == "VERB" and token.i not in candidate.triggers:
            for child in token.children:
                if child.dep_ == "nsubj" and child.i in view.mention_at:
                    return _speaker(view, child.i)
        if token.lower_ == "according":
            for child in token.subtree:
                if child.i in view.mention_at:
                    return _speaker(view, child.i)
    return None


def _speaker(view: View, token: int) -> str:
    """Who is named at a token: an office holder by the own name."""
    mention = view.mentions[view.mention_at[token]]
    return view.actors[mention.person if mention.person is not None else mention.actors[0]].name


def points_back(candidate: Candidate) -> bool:
    """Whether a verb and one bare definite noun take up an earlier act: "the agreement was signed"."""
    nouns = candidate.nouns
    verb = candidate.verbs or candidate.gov is not None
    if len(nouns) != 1 or not verb:
        return False
    children = list(nouns[0].children)
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in children)
    return definite and not any(c.dep_ in ("acl", "relcl", "compound", "appos", "poss") for c in children)
