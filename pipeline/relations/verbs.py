"""The verb of a candidate act: which it is, its subject, and its features."""

from spacy.tokens import Token

from pipeline.linear import Features
from pipeline.relations.candidates import Candidate

_MODALS = {"will", "would", "could", "can", "may", "might", "should", "must", "shall", "'ll", "’ll"}
_REPORT = {
    "say",
    "tell",
    "report",
    "announce",
    "add",
    "note",
    "state",
    "claim",
    "believe",
    "think",
    "hope",
    "expect",
    "deny",
    "confirm",
    "stress",
    "warn",
    "insist",
    "suggest",
    "argue",
    "know",
    "recall",
    "emphasize",
    "emphasise",
    "highlight",
    "reveal",
    "show",
    "see",
    "fear",
    "want",
    "wish",
    "predict",
    "speculate",
}


def main_verb(candidate: Candidate) -> Token | None:
    """The verb that carries tense and modality: the topmost verb of the chain, else the governor."""
    if candidate.anchor.pos_ in ("VERB", "AUX"):
        return candidate.anchor
    if candidate.gov is not None:
        return candidate.gov
    verbs = candidate.verbs
    return verbs[0] if verbs else None


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """The subject of a verb, and whether it is shared with a conjoined verb before it or a verb above an
    infinitive: "approved the budget and appointed a secretary", "agreed to buy"."""
    node = verb
    for hop in range(6):
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child, hop > 0
        if node.dep_ not in ("conj", "xcomp") or node.head.i == node.i:
            return None, False
        node = node.head
    return None, False


def verb_features(verb: Token | None, cls: str) -> Features:
    """Tense, modality, negation, voice, embedding."""
    f: Features = {}
    if verb is None:
        return {"noverb": 1.0}
    f[f"vtag={verb.tag_}"] = 1.0
    passive = perfect = negated = False
    modal = ""
    node, hops = verb, 0
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "auxpass":
            passive = True
        elif child.dep_ == "aux":
            if word in ("have", "has", "had", "'ve", "’ve", "'d"):
                perfect = True
                f[f"perf={word}"] = 1.0
            elif word in _MODALS:
                modal = word
            elif word == "to":
                f["infinitive"] = 1.0
            elif word in ("do", "does", "did"):
                f["do"] = 1.0
        elif child.dep_ == "neg" or word in ("never", "no", "nor", "neither", "without"):
            negated = True
        elif child.dep_ == "mark":
            f[f"mark={word}"] = 1.0
        elif child.dep_ == "advmod":
            f[f"adv={word}"] = 1.0
            f[f"adv|c={word}|{cls}"] = 1.0
        elif child.dep_ == "prep":
            f[f"prep={word}"] = 1.0
    form = ("pass" if passive else "act") + ("_perf" if perfect else "") + (f"_{modal}" if modal else "")
    form += "_neg" if negated else ""
    f[f"form={form}|{verb.tag_}"] = 1.0
    f[f"form|c={form}|{cls}"] = 1.0
    if modal:
        f[f"modal={modal}"] = 1.0
    if negated:
        f["neg"] = 1.0
        f[f"neg|c={cls}"] = 1.0
    while node.head.i != node.i and hops < 3:
        label, node = node.dep_, node.head
        hops += 1
        if node.pos_ in ("VERB", "AUX"):
            lemma = node.lemma_.lower()
            f[f"up={label}>{lemma}"] = 1.0
            if lemma in _REPORT:
                f[f"report={lemma}"] = 1.0
            for child in node.children:
                if child.dep_ == "neg":
                    f["upneg"] = 1.0
                elif child.dep_ == "aux" and child.lower_ in _MODALS:
                    f[f"upmodal={child.lower_}"] = 1.0
                elif child.dep_ == "mark":
                    f[f"upmark={child.lower_}"] = 1.0
            break
        f[f"up={label}>{node.pos_}"] = 1.0
    return f
