"""Documents that one clause lists: "signed a treaty on visas, a memorandum on energy and a protocol on tea".

Each document that is described by itself is an act of its own. The verb stands only once, so further ones
share with the first what the clause says of all: status, day, place and whoever is named with none of them.
"""

from collections.abc import Sequence

from pipeline.layers import Act, Filler
from pipeline.relations.accept import Scored
from pipeline.relations.asked import Asked
from pipeline.relations.candidates import Candidate, document_of
from pipeline.relations.context import View

_CONTENT = frozenset({"on", "for", "of", "to", "about", "regarding", "concerning"})
_TOGETHER = frozenset({"with", "between"})


def accept_listed(found: Sequence[Scored]) -> None:
    """Take the further documents of a list for acts where the one with the verb is."""
    heads = {s.candidate.anchor.i for s in found if s.accepted}
    for scored in found:
        if scored.candidate.listed in heads:
            scored.accepted = True


def settle_listed(found: Sequence[tuple[Act, Asked]], view: View) -> None:
    """Give each further document of a list what it shares with the first, once all slots are filled."""
    lists: dict[int, list[tuple[Act, Candidate]]] = {}
    for act, ask in found:
        listed = ask.candidate.listed
        lists.setdefault(act.anchor if listed is None else listed, []).append((act, ask.candidate))
    for members in lists.values():
        members.sort(key=lambda m: m[1].listed is not None)  # the first one's verb may stand behind the list
        if len(members) > 1 and members[0][1].listed is None:
            _share(members, view)


def _share(members: list[tuple[Act, Candidate]], view: View) -> None:
    head, top = members[0]
    own = [_named_with(candidate, view) for _, candidate in members]
    common = [f for f in head.parties if all(f.ref not in {x.ref for x in one} for one in own)]
    anchors = {act.anchor for act, _ in members}
    sums_up = _sums_up(top)
    for k, (act, _) in enumerate(members):
        if any(own):
            act.parties = common + own[k]
        elif k:
            act.parties = list(head.parties)
        if act.repeats in anchors:
            act.repeats = None
        if k:
            act.status, act.topic = head.status, None
            act.signatories, act.proposers = list(head.signatories), list(head.proposers)
            act.when, act.when_basis = head.when, head.when_basis
            act.place, act.event, act.place_basis = head.place, head.event, head.place_basis
            act.why["listed"] = head.pattern
    if sums_up:
        first = members[1][0]
        first.repeats = head.anchor  # "eight documents, among them a treaty on ...": one act
        head.subject, head.topic, head.instrument = first.subject, None, first.instrument
        head.amounts, head.title = first.amounts, first.title
        if any(own):
            head.parties = list(first.parties)


def _sums_up(candidate: Candidate) -> bool:
    """Whether the noun only counts what is listed: "eight documents", "the following agreements"."""
    noun = document_of(candidate)
    return (
        noun is not None
        and noun.tag_ in ("NNS", "NNPS")
        and not any(c.lower_ in _CONTENT or c.dep_ in ("compound", "acl") for c in noun.children)
    )


def _named_with(candidate: Candidate, view: View) -> list[Filler]:
    """Whom a document of a list names itself: "a letter of intent with KazMunayGas"."""
    noun = document_of(candidate)
    if noun is None:
        return []
    end = min(candidate.until or candidate.sent.end, candidate.sent.end)
    found: dict[int, Filler] = {}
    for k in view.by_sent[candidate.sent_index]:
        mention = view.mentions[k]
        if not noun.i < mention.head < end:
            continue
        token = view.doc[mention.head]
        while token.dep_ == "conj" and token.head.i > noun.i:
            token = token.head
        above = token.head
        if token.dep_ == "pobj" and above.lower_ in _TOGETHER and noun.is_ancestor(above):
            for ref in mention.actors:
                found.setdefault(ref, Filler(mention.start, mention.end, ref, 1.0, "named with the document"))
    return list(found.values())
