"""Candidate acts: chains of trigger words that state one act together.

"Kazakhstan has proposed creating a council" is one chain (propose, create, council); "approved the rules and
appointed a director" is two. Links follow the parse: the object, passive subject or prepositional object of a
trigger verb, open complements ("agreed to buy"), infinitives of a noun ("decision to set up"), participles
before a noun ("the proposed merger"), compounds ("merger agreement").
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.relations.lexicon import Lexicon, Trigger, lexicon

_NOUN_LINKS = {"dobj", "nsubjpass", "attr", "oprd", "dative"}
_VERB_LINKS = {"xcomp", "pcomp"}
_LINK_PREPS = {"of", "on", "to", "into", "for", "about", "over", "towards", "from", "in", "as", "against"}
_ACT_NOUNS = {"agreement", "decision", "deal", "memorandum", "declaration", "contract", "proposal", "talks"}
#: Words that take up a noun of this sentence or the one before, where one of these prepositions follows.
_TAKE_UP, _ABOUT = frozenset({"one", "another"}), frozenset({"with", "on", "for", "between", "about"})
_TAKEN_UP = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "appos", "npadvmod"})
#: So many tokens back at most.
_FAR = 50
#: Lists of documents: what a verb takes that heads one, and how a further document hangs on the first.
_DOCUMENTS = frozenset({"agreement", "memorandum", "deal", "declaration", "contract"})
_TAKING = frozenset({"sign", "approve", "agree"})
_FURTHER = frozenset({"conj", "appos", "npadvmod"})
_WAY = _FURTHER | _NOUN_LINKS | {"pobj", "prep"}
_EXAMPLES = frozenset({"including", "among"})
_DESCRIBED = frozenset({"on", "for", "of", "to", "with", "between", "about", "regarding", "concerning"})
_NAME_TYPES = {"ORG", "PERSON", "GPE", "LOC", "FAC", "NORP"}
_CCOMP_CLASSES = {
    "agree",
    "propose",
    "vote",
    "plan",
    "approve",
    "agreement",
    "decision",
    "proposal",
    "pledge",
}


@dataclass(slots=True)
class Candidate:
    """A chain of trigger tokens; ``anchor`` is the highest in the parse, ``gov`` the verb above a noun.

    A further document of a list ("signed a treaty on visas and a protocol on tea") tells as ``listed`` the
    anchor of the chain with the verb; ``until`` is where the next document of the list begins.
    """

    anchor: Token
    tokens: list[Token]
    triggers: dict[int, Trigger]
    sent: Span
    sent_index: int
    gov: Token | None = None
    conj_of: Token | None = None
    listed: int | None = None
    until: int | None = None

    @property
    def verbs(self) -> list[Token]:
        """Trigger verbs of the chain in text order."""
        return [t for t in self.tokens if t.pos_ in ("VERB", "AUX")]

    @property
    def nouns(self) -> list[Token]:
        """Trigger nouns and adjectives ("the proposed merger") of the chain in text order."""
        return [t for t in self.tokens if t.pos_ not in ("VERB", "AUX")]

    @property
    def pattern(self) -> str:
        """The chain as a name: lemmas in text order."""
        return "+".join(self.triggers[t.i].lemma for t in self.tokens)


def find_candidates(doc: Doc) -> list[Candidate]:
    """All candidate acts of a Doc in text order."""
    lex = lexicon()
    out: list[Candidate] = []
    for index, sent in enumerate(doc.sents):
        out.extend(_in_sentence(sent, index, lex))
    return out


def trigger_of(token: Token, lex: Lexicon) -> Trigger | None:
    """The trigger a token is, by its part of speech."""
    sort = token.pos_
    if sort in ("VERB", "AUX"):
        return lex.verb(token)
    if sort in ("NOUN", "PROPN"):
        trigger = lex.noun(token)
        if (
            trigger is not None
            and token.ent_type_ in _NAME_TYPES
            and (trigger.weak or trigger.cls == "institution")
        ):
            return None  # "Telmar Group", "African Union": the word belongs to a name
        return trigger
    if sort == "ADJ" and token.tag_ in ("VBN", "JJ") and token.lower_.endswith("ed"):
        return lex.verbs.get(token.lemma_.lower()) if token.lemma_.lower() != token.lower_ else None
    return None


def _taken_up(token: Token, lex: Lexicon) -> Trigger | None:
    """The trigger that "one" and "another" take up: "a deal on trains and another on a battery"."""
    doc, link = token.doc, token.i + 1
    if token.dep_ not in _TAKEN_UP or link + 1 >= len(doc):
        return None
    if doc[link].lower_ not in _ABOUT or doc[link + 1].ent_type_ in ("DATE", "TIME"):
        return None  # "signed that one on Monday"
    for i in range(token.i - 1, max(-1, token.i - _FAR), -1):
        other = doc[i]
        if other.pos_ in ("NOUN", "PROPN"):
            trigger = trigger_of(other, lex)
            if trigger is not None and not trigger.weak and trigger.cls in _ACT_NOUNS:
                return trigger
    return None


def _in_sentence(sent: Span, index: int, lex: Lexicon) -> list[Candidate]:
    found: dict[int, Trigger] = {}
    for token in sent:
        trigger = trigger_of(token, lex) or (_taken_up(token, lex) if token.lower_ in _TAKE_UP else None)
        if trigger is not None:
            found[token.i] = trigger
    parent = {i: _link(sent.doc[i], found, lex) for i in found}
    groups: dict[int, list[int]] = {}
    for i in found:
        top, seen = i, {i}
        while parent[top] is not None and parent[top] not in seen:
            top = parent[top]  # type: ignore[assignment]
            seen.add(top)
        groups.setdefault(top, []).append(i)
    out = []
    for top, members in sorted(groups.items()):
        anchor = sent.doc[top]
        members.sort()
        candidate = Candidate(
            anchor=anchor,
            tokens=[sent.doc[i] for i in members],
            triggers={i: found[i] for i in members},
            sent=sent,
            sent_index=index,
            gov=governor(anchor),
            conj_of=anchor.head if anchor.dep_ == "conj" and anchor.head.i != anchor.i else None,
        )
        if _supported(candidate) and anchor.ent_type_ not in _NAME_TYPES:
            out.append(candidate)
    _mark_listed(out)
    return out


def _mark_listed(found: list[Candidate]) -> None:
    """Tell the further documents of a sentence which chain they are listed with, and where each one ends."""
    if len(found) < 2:
        return
    heads = [(first, c) for c in found if (first := document_of(c)) is not None]
    heads.sort(key=lambda x: x[0].i)
    last: dict[int, Candidate] = {}
    for first, candidate in heads:
        for earlier, head in heads:
            if earlier.i >= first.i:
                break
            if head.listed is None and first.i == candidate.anchor.i and _further(first, candidate, head):
                candidate.listed = head.anchor.i
                last.get(head.anchor.i, head).until = first.left_edge.i
                last[head.anchor.i] = candidate
                break


def document_of(candidate: Candidate) -> Token | None:
    """The noun of a chain that names a document: "a treaty", "eight documents"."""
    for token in candidate.nouns:
        trigger = candidate.triggers[token.i]
        if trigger.lemma == "document" or trigger.cls in _DOCUMENTS:
            return token
    return None


def _further(token: Token, candidate: Candidate, head: Candidate) -> bool:
    """Whether a noun is one more document that the verb of another chain takes, described by itself."""
    top = head.triggers[head.anchor.i]
    if top.cls not in (_TAKING if head.anchor.pos_ == "VERB" else _DOCUMENTS) or top.weak:
        return False
    if candidate.triggers[token.i].weak or not _described(token):
        return False
    example = token.dep_ == "pobj" and token.head.lower_ in _EXAMPLES
    if token.dep_ not in _FURTHER | _NOUN_LINKS and not example:
        return False
    while token.head.i not in head.triggers:
        token = token.head
        if token.dep_ not in _WAY or token.head.i == token.i or token.pos_ == "VERB":
            return False
    return token.dep_ in _WAY


def _described(token: Token) -> bool:
    """Whether a noun brings in a document with its content: "a treaty on visas"."""
    return (
        token.pos_ == "NOUN"
        and any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in token.lefts)
        and any(c.lower_ in _DESCRIBED or c.dep_ == "acl" for c in token.rights)
    )


def _one_more(token: Token, found: dict[int, Trigger]) -> bool:
    """Whether the parse makes a further document a second object: "signed a treaty on tea, a pact on ore"."""
    if found[token.i].cls not in _DOCUMENTS or not _described(token):
        return False
    return any(
        c.i < token.i and c.dep_ == token.dep_ and c.i in found and found[c.i].cls in _DOCUMENTS
        for c in token.head.rights
    )


def governor(anchor: Token) -> Token | None:
    """The verb above a noun chain: "a deal was reached", "talks collapsed", "held talks"."""
    if anchor.pos_ in ("VERB", "AUX"):
        return None
    token, steps = anchor, 0
    while token.head.i != token.i and steps < 4:
        token, steps = token.head, steps + 1
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _link(token: Token, found: dict[int, Trigger], lex: Lexicon) -> int | None:
    head = token.head
    if head.i == token.i:
        return None
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        if token.dep_ == "amod" and head.i in found:
            return head.i
        if token.dep_ in _VERB_LINKS and head.i in found:
            return head.i
        if (
            token.dep_ == "pcomp"
            and head.dep_ == "prep"
            and head.head.i in found
            and head.lower_ in _LINK_PREPS
        ):
            return head.head.i
        if token.dep_ in ("acl", "relcl", "advcl") and head.i in found and _infinitive(token):
            return (
                head.i
                if token.dep_ != "advcl" or found[head.i].cls in ("agree", "vote", "plan", "propose")
                else None
            )
        if token.dep_ == "ccomp" and head.i in found and found[head.i].cls in _CCOMP_CLASSES:
            return head.i
        if token.dep_ == "acl" and head.i in found and token.tag_ == "VBN":
            return head.i
        if (
            token.dep_ in ("xcomp", "ccomp", "advcl", "acl")
            and _infinitive(token)
            and head.lemma_ in lex.light
        ):
            return _object_trigger(head, found)  # "the decision was made to hold", "reached a deal to buy"
        return None
    if token.dep_ in _NOUN_LINKS and head.i in found:
        return None if _one_more(token, found) else head.i
    if token.dep_ == "compound" and head.i in found:
        return head.i
    if (
        token.dep_ == "nsubj"
        and head.i in found
        and not found[token.i].weak
        and found[token.i].cls in _ACT_NOUNS
    ):
        return head.i
    if token.dep_ == "pobj" and head.dep_ in ("prep", "agent", "dative") and head.lower_ in _LINK_PREPS:
        above = head.head
        if above.i in found:
            return above.i
        if above.head.i in found and found[above.head.i].lemma == f"{above.head.lemma_}_{above.lemma_}":
            return above.head.i  # "gave the green light to the merger": the object belongs to the phrase
    return None


def _object_trigger(verb: Token, found: dict[int, Trigger]) -> int | None:
    # "a deal was reached to buy", "reached a deal to buy"; of "be" the subject: "a treaty is to be signed"
    wanted = ("dobj", "nsubjpass", "attr", "nsubj") if verb.lemma_ == "be" else ("dobj", "nsubjpass", "attr")
    for child in verb.children:
        if child.i in found and child.dep_ in wanted and child.pos_ in ("NOUN", "PROPN"):
            return child.i
    return None


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.lefts)


def _supported(candidate: Candidate) -> bool:
    """A chain of nothing but weak triggers needs two of them."""
    strong = [t for t in candidate.triggers.values() if not t.weak]
    return bool(strong) or len(candidate.tokens) >= 2
