"""How a token of the sentence relates to a candidate act in the parse."""

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.relations.candidates import Candidate


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


def reached(token: Token, frame: Frame, *, limit: int = 30) -> int | None:
    """The token of the chain that the way up from a token meets first, None when it meets none."""
    for _ in range(limit):
        if token.i in frame.core:
            return token.i
        if token.head.i == token.i or token.i in frame.above:
            return None
        token = token.head
    return None


def path_to(token: Token, frame: Frame, *, limit: int = 30) -> str:
    """Path of labels from a token up to the frame, "none" when the token hangs elsewhere.

    "pobj<prep:with" ends in the chain; "nsubj^ccomp" ends in a verb above it. Conjuncts are folded away.
    """
    parts: list[str] = []
    for _ in range(limit):
        if token.i in frame.core:
            return "<".join(parts) or "self"
        if token.i in frame.above:
            return ("<".join(parts) or "self") + "^" + frame.above[token.i]
        if token.head.i == token.i:
            return "none"
        label = token.dep_
        if label in ("prep", "agent", "dative") and token.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            label = f"{label}:{token.lower_}"
        elif label == "conj" and parts:
            label = ""
        if label and label != "conj":
            parts.append(label)
        elif label == "conj" and not parts:
            pass
        token = token.head
        if len(parts) > 5:
            return "far"
    return "far"
