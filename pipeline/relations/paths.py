"""How a token of the sentence relates to a candidate act in the parse."""

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.relations.candidates import Candidate

#: Hops up the parse that are followed, and conjuncts of one list.
_FARTHEST, _LONGEST_LIST = 30, 64


@dataclass(slots=True)
class Frame:
    """The tokens of a candidate and its ancestors, for path questions.

    ``core`` holds the chain and its governor; ``above`` maps each ancestor to the labels that lead down from
    it to the chain ("ccomp", "xcomp>ccomp").
    """

    core: set[int]
    above: dict[int, str]


def frame_of(candidate: Candidate) -> Frame:
    """Build the frame of a candidate."""
    core = {t.i for t in candidate.tokens}
    node = candidate.anchor
    down: list[str] = []
    above: dict[int, str] = {}
    if candidate.gov is not None:
        core.add(candidate.gov.i)
        walk = candidate.anchor
        while walk.head.i != walk.i and walk.i != candidate.gov.i:
            walk = walk.head
            core.add(walk.i)
        node = candidate.gov
    hops = 0
    while node.head.i != node.i and hops < 6:
        down.insert(0, node.dep_)
        node = node.head
        above[node.i] = ">".join(down[:3])
        hops += 1
    return Frame(core, above)


def first_conjunct(token: Token) -> Token:
    """The first of a coordination, which stands for its conjuncts."""
    hops = _LONGEST_LIST
    while token.dep_ == "conj" and token.head.i != token.i and hops:
        token, hops = _joined_to(token), hops - 1
    return token


def _joined_to(conjunct: Token) -> Token:
    """The head of a conjunct, or of the name that this lies in ("the Port of Rotterdam, Gasunie and ...")."""
    head = conjunct.head
    while head.head.i < head.i and all(
        head.doc[k].ent_iob_ == "I" for k in range(head.head.i + 1, head.i + 1)
    ):
        head = head.head
    return head


def reached(token: Token, frame: Frame) -> int | None:
    """The token of the chain that the way up from a token meets first, None when it meets none."""
    for _ in range(_FARTHEST):
        if token.i in frame.core:
            return token.i
        if token.head.i == token.i or token.i in frame.above:
            return None
        token = token.head
    return None


def path_to(token: Token, frame: Frame) -> str:
    """Path of labels from a token up to the frame, "none" when the token hangs elsewhere.

    "pobj<prep:with" ends in the chain; "nsubj^ccomp" ends in a verb above it. Conjuncts are folded away.
    """
    parts: list[str] = []
    for _ in range(_FARTHEST):
        if token.i in frame.core:
            return "<".join(parts) or "self"
        if token.i in frame.above:
            return ("<".join(parts) or "self") + "^" + frame.above[token.i]
        if token.head.i == token.i:
            return "none"
        label = token.dep_
        if label in ("prep", "agent", "dative") and token.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            label = f"{label}:{token.lower_}"
        if label not in ("", "conj"):
            parts.append(label)
        token = _joined_to(token) if label == "conj" else token.head
        if len(parts) > 5:
            return "far"
    return "far"
