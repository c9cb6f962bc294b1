"""Which candidate states which gold record, and which filler is right: the labels the scorer learns from.

The comparisons (names, dates, places, subjects) follow shared/annotation/GUIDELINES.md.
"""

from dataclasses import dataclass
from typing import Any

from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from training.acts.compare import (
    content_tokens,
    date_matches,
    place_matches,
    same_name,
    token_f1,
)

Gold = dict[str, Any]
_SIGN = {
    "signed": {"sign", "signing"},
    "approved": {"approve", "vote", "appoint", "decision"},
    "proposed": {"propose", "proposal"},
    "planned": {"plan", "talks"},
    "ended": {"end", "dismiss"},
    "rejected": {"reject", "end"},
    "agreed": {"agree", "agreement", "deal", "buy", "sell"},
}


@dataclass(slots=True)
class Alignment:
    """``primary[c]`` is the gold record that candidate c states; ``restates[c]`` one it repeats;
    ``touches[c]`` lists every record with evidence in the candidate's sentence."""

    primary: dict[int, int]
    restates: dict[int, int]
    touches: dict[int, list[int]]


def align(  # type: ignore[no-untyped-def]
    candidates: list[Candidate],
    golds: list[Gold],
    view: View,
    raw_to_clean,
    *,
    prior: list[float] | None = None,
) -> Alignment:
    """Greedy one-to-one matching of candidates and gold records by sentence, words and meaning.

    ``prior`` gives each candidate's log odds from a model that did not see the article: of two triggers that
    fit a record equally well, the one that the model can learn is taken (a hard step of EM).
    """
    scored = []
    touches: dict[int, list[int]] = {}
    loose: dict[int, int] = {}
    for j, gold in enumerate(golds):
        spans = [raw_to_clean(sentence) for sentence in gold["evidence"]]
        for i, candidate in enumerate(candidates):
            score, rank = _affinity(candidate, gold, view, spans)
            if score > 0:
                touches.setdefault(i, []).append(j)
                if prior is not None:
                    score += 0.35 * max(-4.0, min(4.0, prior[i]))
                scored.append((score, -i, -j))
                if rank > 0:
                    loose.setdefault(i, j)
    scored.sort(reverse=True)
    primary: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if -i not in primary and -j not in taken:
            primary[-i] = -j
            taken.add(-j)
    return Alignment(primary, {i: j for i, j in loose.items() if i not in primary}, touches)


def _affinity(
    candidate: Candidate, gold: Gold, view: View, spans: list[tuple[int, int] | None]
) -> tuple[float, int]:
    doc = view.doc
    start, end = doc[candidate.sent.start].idx, candidate.sent.end_char
    rank = None
    for k, span in enumerate(spans):
        if span and min(end, span[1]) - max(start, span[0]) > 0.3 * min(end - start, span[1] - span[0]):
            rank = k
            break
    if rank is None:
        return 0.0, -1
    anchor = candidate.gov or candidate.anchor
    low, high = anchor.left_edge.i, anchor.right_edge.i + 1
    subtree = content_tokens(doc[low:high].text)
    own = content_tokens(" ".join(t.text for t in candidate.tokens))
    options = [gold["subject"], *gold.get("subject_accept", []), gold.get("title") or ""]
    recall = max(
        (sum(t in subtree for t in o) / len(o) for o in map(content_tokens, options) if o), default=0.0
    )
    named = max(
        (len(set(own) & set(o)) / len(own) for o in map(content_tokens, options) if o and own), default=0.0
    )
    parties = [p for p in gold["parties"] if not p.get("optional")]
    covered = sum(
        any(
            set(content_tokens(n)) <= set(subtree)
            for n in [p["name"], *p.get("accept", [])]
            if content_tokens(n)
        )
        for p in parties
    )
    classes = {t.cls for t in candidate.triggers.values()}
    score = 2.5 - 0.8 * min(rank, 2) + 2.0 * recall + 0.5 * named
    score += 0.6 * covered / max(1, len(parties))
    wanted = _SIGN.get(gold["status"], set())
    score += 0.8 * bool(classes & wanted)
    score += 0.3 * any(
        candidate.triggers[t.i].cls in (gold["instrument"], "agreement") for t in candidate.nouns
    )
    score += 0.05 * min(len(candidate.tokens), 3) - 0.004 * min(len(subtree), 60)
    score += 0.2 * any(not t.weak for t in candidate.triggers.values())
    return score, rank


def names_of(item: Gold) -> list[str]:
    """Every name a right answer could use."""
    return [n for n in [item["name"], *item.get("accept", [])] if n]


def party_label(names: list[str], gold: Gold, key: str = "parties") -> int | None:
    """1 when one of the names is a required party of the record, None when optional, 0 otherwise."""
    for item in gold.get(key, []):
        if any(same_name(name, names_of(item)) for name in names):
            return None if item.get("optional") else 1
    return 0


def subject_label(text: str, gold: Gold) -> float:
    """Best token F1 of a phrase against the subjects that the gold record takes."""
    options = [gold["subject"], *gold.get("subject_accept", []), gold.get("title")]
    return max((token_f1(text, o) for o in options if o), default=0.0)


def date_label(edtf: str | None, gold: Gold) -> int:
    """1 when the value is a right date of the act."""
    want = gold.get("when")
    return int(bool(want and edtf and date_matches(edtf, [want["edtf"], *want.get("accept", [])])))


def place_label(name: str, gold: Gold) -> int:
    """1 when the name is a right place or event of the act."""
    want = gold.get("where")
    if not want:
        return 0
    return int(
        place_matches(name, [v for v in [want.get("name"), want.get("event"), *want.get("accept", [])] if v])
    )
