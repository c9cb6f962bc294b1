"""Features of a candidate act: is it one, with which status, through which instrument."""

from bisect import bisect_left

from spacy.tokens import Token

from pipeline.linear import Features
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.paths import first_conjunct
from pipeline.relations.verbs import main_verb, subject_of, verb_features

_POSITION_STEPS = (0, 2, 6, 14)
_POSITIONS = ("0", "1-2", "3-6", "7-14", "15+")


def act_features(candidate: Candidate, view: View, siblings: list[Candidate], seen: set[str]) -> Features:
    """Features of one candidate.

    ``siblings`` are all candidates of the sentence; ``seen`` the noun lemmas of earlier candidates.
    """
    f: Features = {}
    chain = candidate.tokens
    verbs, nouns = candidate.verbs, candidate.nouns
    top = candidate.anchor
    verb = main_verb(candidate)
    classes = []
    for token in chain:
        trigger = candidate.triggers[token.i]
        kind = "v" if token.pos_ in ("VERB", "AUX") else "n"
        f[f"{kind}={trigger.lemma}"] = 1.0
        f[f"{kind}c={trigger.cls}"] = 1.0
        classes.append(kind + trigger.cls)
    top_trigger = candidate.triggers[top.i]
    f[f"top={top_trigger.lemma}"] = 1.0
    f[f"topc={top_trigger.cls}|{top.pos_}"] = 1.0
    f["chain=" + "+".join(sorted(set(classes)))] = 1.0
    f[f"len={min(len(chain), 4)}"] = 1.0
    for a in verbs[:2]:
        for b in nouns[:2]:
            f[f"vn={candidate.triggers[a.i].cls}|{candidate.triggers[b.i].lemma}"] = 1.0
            f[f"vnc={candidate.triggers[a.i].cls}|{candidate.triggers[b.i].cls}"] = 1.0
    if candidate.gov is not None and not verbs:
        f[f"gov={candidate.gov.lemma_.lower()}"] = 1.0
        f[f"gov|n={candidate.gov.lemma_.lower()}|{top_trigger.cls}"] = 1.0
    f[f"dep={top.dep_}"] = 1.0
    f[f"dep|c={top.dep_}|{top_trigger.cls}"] = 1.0
    if top.head.i != top.i:
        f[f"head={top.head.lemma_.lower()}"] = 1.0
    f.update(verb_features(verb, top_trigger.cls))
    f.update(_arguments(candidate, verb, view, top_trigger.cls))
    f.update(_noun_features(nouns, seen))
    _position(f, candidate, view, siblings)
    _words(f, candidate, view)
    if view.quoted[top.i]:
        f["quoted"] = 1.0
    for offset, name in ((-1, "prev"), (1, "next")):
        j = top.i + offset
        if candidate.sent.start <= j < candidate.sent.end:
            f[f"{name}={view.doc[j].lemma_.lower()}"] = 1.0
    return f


def _arguments(candidate: Candidate, verb: Token | None, view: View, cls: str) -> Features:
    f: Features = {}
    count = 0
    kinds = set()
    chain = {t.i for t in candidate.tokens}
    if candidate.gov is not None:
        chain.add(candidate.gov.i)
    for k in view.by_sent[candidate.sent_index]:
        mention = view.mentions[k]
        actor = view.actors[mention.actors[0]]
        count += 1
        token = first_conjunct(view.doc[mention.head])
        head = token.head
        if head.i in chain or (head.dep_ in ("prep", "agent") and head.head.i in chain):
            role = token.dep_ if head.i in chain else f"{head.lower_}"
            kinds.add(actor.type)
            f[f"arg={role}:{actor.type}"] = 1.0
            f[f"arg|c={role}:{actor.type}|{cls}"] = 1.0
            f[f"argkind={role}:{mention.kind}"] = 1.0
            if len(mention.actors) > 1:
                f["arg_many"] = 1.0
    f[f"nactors={min(count, 5)}"] = 1.0
    f[f"nargs={len(kinds)}"] = 1.0
    if verb is not None:
        subject, shared = subject_of(verb)
        if subject is not None:
            if shared:
                f["shared_subj"] = 1.0
            known = subject.i in view.mention_at
            f[f"subj={'actor' if known else subject.pos_}|{subject.dep_}"] = 1.0
            f[f"subj|c={'actor' if known else subject.pos_}|{cls}"] = 1.0
            if not known:
                f[f"subjlemma={subject.lemma_.lower()}"] = 1.0
        else:
            f["nosubj"] = 1.0
    for token in candidate.tokens:
        for child in token.children:
            if child.dep_ == "prep":
                f[f"tprep={child.lower_}"] = 1.0
            elif child.dep_ == "dobj" and child.i not in candidate.triggers:
                f[f"obj={child.lemma_.lower()}"] = 1.0
                f[f"objtype={child.ent_type_ or child.pos_}"] = 1.0
    return f


def _noun_features(nouns: list[Token], seen: set[str]) -> Features:
    f: Features = {}
    for noun in nouns[:2]:
        lemma = noun.lemma_.lower()
        det = next((c.lower_ for c in noun.children if c.dep_ in ("det", "poss", "nummod")), "none")
        if any(c.dep_ == "poss" for c in noun.children):
            det = "poss"
        det = (
            det
            if det in ("the", "a", "an", "this", "that", "no", "any", "poss", "none", "another", "its")
            else "other"
        )
        f[f"det={det}"] = 1.0
        f[f"num={noun.tag_}"] = 1.0
        if lemma in seen:
            f["seen"] = 1.0
            f[f"seen|det={det}"] = 1.0
        else:
            f[f"new|det={det}"] = 1.0
        for child in noun.children:
            if child.dep_ in ("amod", "compound"):
                f[f"nmod={child.lemma_.lower()}"] = 1.0
    return f


def _words(f: Features, candidate: Candidate, view: View) -> None:
    """Words of the sentence and word pairs around the trigger; names and numbers count by type only."""
    top = candidate.anchor.i
    low, high = candidate.sent.start, candidate.sent.end
    shape = view.shapes.get(candidate.sent_index)
    if shape is None:
        shape = view.shapes[candidate.sent_index] = [_word(t) for t in candidate.sent]
    for word in shape:
        if word:
            f[f"w={word}"] = 0.5
    for i in range(max(low, top - 5), min(high - 1, top + 6)):
        a, b = shape[i - low], shape[i + 1 - low]
        if a and b:
            f[f"ww={a}_{b}"] = 0.5
    for i in range(max(low, top - 3), min(high, top + 4)):
        if shape[i - low]:
            f[f"near={shape[i - low]}"] = 0.5


def _word(token: Token) -> str:
    if token.ent_type_:
        return token.ent_type_
    if token.is_punct or token.is_space:
        return ""
    return "0" if token.like_num else token.lemma_.lower()


def _position(f: Features, candidate: Candidate, view: View, siblings: list[Candidate]) -> None:
    index = candidate.sent_index
    f[f"pos={_POSITIONS[bisect_left(_POSITION_STEPS, index)]}"] = 1.0
    f[f"siblings={min(len(siblings), 5)}"] = 1.0
    order = siblings.index(candidate)
    f[f"order={min(order, 3)}"] = 1.0
    above = {t.i for t in candidate.anchor.ancestors}
    if any(other.anchor.i in above for other in siblings if other is not candidate):
        f["below_other"] = 1.0
    if any(
        candidate.anchor.i in {a.i for a in other.anchor.ancestors}
        for other in siblings
        if other is not candidate
    ):
        f["above_other"] = 1.0
    if candidate.conj_of is not None:
        f["conj"] = 1.0
    if index in view.intro:
        f["item"] = 1.0
        f[f"item|first={order == 0}"] = 1.0
    n = len(view.dates_by_sent[index])
    f[f"dates={min(n, 2)}"] = 1.0
    length = len(candidate.sent)
    f[f"slen={min(length // 8, 6)}"] = 1.0
    last = view.doc[candidate.sent.end - 1]
    if "?" in candidate.sent.text[-3:]:
        f["question"] = 1.0
    if last.text not in (".", "”", '"', "!", "?") and not last.is_space:
        f["noperiod"] = 1.0
    if any(t.lower_ in ("if", "unless", "whether") for t in candidate.sent):
        f["if_in_sentence"] = 1.0
