"""What the acts of an article are about, chosen among all acts.

"It was signed on Monday", "two memoranda were inked": such a clause says nothing of the content, an act
before it may. Each act's own phrases compete with the best ones of the acts before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layers import Act, Filler
from pipeline.linear import Features, log_odds
from pipeline.relations.asked import Asked
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.lexicon import lexicon
from pipeline.relations.slots import points_back, verb_form
from pipeline.relations.subject import Phrase, head_of

#: Probabilities nearer to 0 or 1 than this count as this.
_LEAST = 1e-3

#: So many phrases of an act are thought of again, and those of so many acts before it.
_OWN, _BEFORE = 5, 2
_PRONOUNS = frozenset({"it", "this", "that", "they", "which", "these", "both"})


@dataclass(slots=True)
class Topic:
    """An act with its own phrases and how likely each is its subject, the likeliest first."""

    candidate: Candidate
    ranked: list[tuple[float, Phrase]]


#: The act that a phrase belongs to, and its rank there.
Origin = tuple[int, int]


def topic(candidate: Candidate, judged: Sequence[tuple[float, Phrase]]) -> Topic:
    """The topic of an act from all its phrases."""
    return Topic(candidate, sorted(judged, key=lambda x: (-x[0], x[1][0], x[1][1]))[:_OWN])


def origins(index: int, topics: list[Topic]) -> list[Origin]:
    """The act's own phrases and the best of the acts before it and of the first one."""
    out = [(index, rank) for rank in range(len(topics[index].ranked))]
    before = [*range(index - 1, max(-1, index - 1 - _BEFORE), -1), *([0] if index else [])]
    return out + [(k, 0) for k in dict.fromkeys(before) if topics[k].ranked]


def topic_features(index: int, origin: Origin, topics: list[Topic], view: View) -> Features:
    """Features of a phrase as the subject of an act among all acts of the article."""
    own, (act, rank) = topics[index], origin
    p, phrase = topics[act].ranked[rank]
    best = own.ranked[0] if own.ranked else None
    said = _says(best[1], view) if best else "nothing"
    top = best[0] if best else 0.0
    back, form = points_back(own.candidate), verb_form(own.candidate)
    z = log_odds(p, least=_LEAST)
    if act == index:
        kind = phrase[2].rsplit(">", 1)[-1].replace("_t", "")
        says = _says(phrase, view)
        return {
            f"z|own{min(rank, 2)}": z,
            f"own={min(rank, 4)}": 1.0,
            f"own|says={says}|{min(rank, 1)}": 1.0,
            f"own|says|back={says}|{back}": 1.0,
            f"own|says|kind={says}|{kind}": 1.0,
            f"own|lone={len(topics) == 1}": 1.0,
            "own|gap": top - p,
        }
    other = topics[act].candidate
    gap = min(4, own.candidate.sent_index - other.sent_index)
    nouns, theirs = ({t.lemma_.lower() for t in c.nouns} for c in (own.candidate, other))
    where = "prev" if act == index - 1 else "first" if act == 0 else "before"
    return {
        f"z|{where}": z,
        f"far={where}|{said}": 1.0,
        f"far|back={where}|{back}": 1.0,
        f"far|back|said={back}|{said}": 1.0,
        f"far|gap={where}|{gap}": 1.0,
        f"far|form={form}|{said}": 1.0,
        f"far|noun={bool(nouns & theirs)}|{said}": 1.0,
        f"far|bare={not nouns}|{said}": 1.0,
        "far|own": top,
        f"far|own|said={said}": top,
        f"far|cls={own.candidate.triggers[own.candidate.anchor.i].cls}|{said}": 1.0,
    }


def assign_topics(found: Sequence[tuple[Act, Asked]], view: View) -> None:
    """Choose the subject of acts that stand in text order; one taken from another act goes to ``topic``."""
    topics = [topic(ask.candidate, ask.phrases_judged) for _, ask in found]
    for k, (act, ask) in enumerate(found):
        scorer = ask.scorer("subject2")
        judged = [
            (scorer.probability(topic_features(k, origin, topics, view)), origin)
            for origin in origins(k, topics)
        ]
        if not judged:
            continue
        p, (owner, rank) = max(judged, key=lambda x: (x[0], x[1][0], -x[1][1]))
        start, end, kind = topics[owner].ranked[rank][1]
        why = kind if owner == k else f"{kind} of the act {found[owner][0].pattern!r}"
        filler = Filler(start, end, None, p, why, view.doc[start:end].text)
        if owner == k:
            act.subject = filler
        else:
            act.topic = filler


def _says(phrase: Phrase, view: View) -> str:
    """Whether a phrase says something: a pronoun, a bare "agreement" and the like say nothing."""
    start, end, _ = phrase
    head = head_of(view.doc, start, end)
    if head.lower_ in _PRONOUNS:
        return "pronoun"
    words = [
        view.doc[i] for i in range(start, end) if view.doc[i].pos_ not in ("DET", "NUM", "PUNCT", "SPACE")
    ]
    if lexicon().noun(head) is not None:
        return "bare" if len(words) == 1 else "document"
    if head.pos_ == "VERB" and len([w for w in words if w.pos_ in ("NOUN", "PROPN")]) == 0:
        return "verb"
    return "name" if all(w.ent_type_ for w in words) else "content"
