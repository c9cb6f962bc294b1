"""What the act is about: candidate phrases and their features."""

from spacy.tokens import Doc, Token

from pipeline.linear import Features
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.lexicon import cues

_TOPIC_PREPS = {
    "on",
    "for",
    "to",
    "of",
    "over",
    "about",
    "in",
    "concerning",
    "regarding",
    "under",
    "as",
    "into",
    "with",
    "from",
    "at",
    "by",
    "against",
    "between",
    "towards",
}
_MAX = 26
#: One that is cut short keeps more words than this.
_LEAST = 4
_CUT_DEPS = {"relcl", "punct", "cc", "conj", "appos", "advcl", "parataxis"}
#: Words that a phrase neither begins nor ends with.
_OPENING = frozenset({"the", "a", "an", "to", "that", "its", "and"})
_CLOSING = frozenset({"and", "or", "that", "which", ","})
_SPANS = frozenset({"year", "month", "week", "day"})
#: "Letter of intent on ...", "memorandum of understanding on ...": these words are part of the instrument.
_ON = frozenset({"on", "for", "to", "about", "regarding", "concerning"})
_OF_LETTERS = frozenset({"intent", "understanding"})
Phrase = tuple[int, int, str]


def phrases(candidate: Candidate, view: View) -> list[Phrase]:
    """Candidate subject phrases as (start, end, kind), without repeats, shortest kinds kept as they come."""
    out: dict[tuple[int, int], str] = {}

    def put(start: int, end: int, kind: str) -> None:
        if candidate.until is not None and start < candidate.until < end:
            end = candidate.until  # "a treaty on visas | and a protocol on tea": each has its own
        if kind.endswith((":mod", "compound")):
            start = content_from(view.doc, start, end)
        elif view.doc[start].lower_ in _OF_LETTERS and view.doc[start + 1].lower_ in _ON and start + 1 < end:
            return  # "(letter of) intent on financing"
        start, end = _trim(view.doc, start, _cut(view.doc, start, end))
        if 0 < end - start <= _MAX and (start, end) not in out:
            out[(start, end)] = kind

    members = list(candidate.tokens)
    if candidate.gov is not None and candidate.listed is None:
        members.append(candidate.gov)
    chain = {t.i for t in members}
    for token in members:
        verb = token.pos_ in ("VERB", "AUX")
        for child in token.children:
            if child.dep_ in ("dobj", "nsubjpass", "attr", "oprd", "dative"):
                _noun(child, f"{child.dep_}{'_t' if child.i in chain else ''}", put)
            elif child.dep_ == "nsubj" and (token.i == candidate.anchor.i or token is candidate.gov):
                _noun(child, f"nsubj{'_t' if child.i in chain else ''}", put)
            elif child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "pcomp") and child.pos_ in ("VERB", "AUX"):
                _clause(child, child.dep_, put)
            elif child.dep_ == "prep" and child.lower_ in _TOPIC_PREPS:
                _prep(child, verb, put)
            elif child.dep_ == "compound" and not verb:
                put(child.left_edge.i, child.i + 1, "compound")
            elif child.dep_ == "relcl":
                _clause(child, "relcl", put)
        if not verb:
            _noun(token, "trigger_np", put)
        if verb and token.i == candidate.anchor.i:
            start, end = token.i, _right(token)
            put(start, end, "vp")
            put(candidate.sent.start, candidate.sent.end, "sentence")
    if not out:
        put(candidate.sent.start, min(candidate.sent.end, candidate.sent.start + _MAX), "sentence")
    return [(a, b, k) for (a, b), k in out.items()]


def content_from(doc: Doc, start: int, end: int) -> int:
    """Where words before an instrument noun begin to tell its content: "new Swiss-mediated | water"; the end
    where none does, as in "tentative four-year"."""
    begin = _idle_before(doc, start, end)
    rest = begin
    while rest < end and (_duration(doc, rest) or doc[rest].is_punct):
        rest += 1
    return end if rest == end else begin


def _idle_before(doc: Doc, start: int, end: int) -> int:
    while start < end:
        hyphened = start + 2 < end and doc[start + 1].text == "-"
        if hyphened and doc[start + 2].lower_ in cues().made:
            start += 3
        elif doc[start].lower_ in cues().idle or doc[start].is_punct:
            start += 1
        else:
            break
    return start


def _duration(doc: Doc, i: int) -> bool:
    """Whether a token is, or belongs to, a word like "three-year"."""
    word = doc[i].lower_
    return word.rpartition("-")[2] in _SPANS or (doc[i].like_num and doc[i + 1].text == "-")


def _cut(doc: Doc, start: int, end: int) -> int:
    """Where a phrase that is too long ends: before the last preposition or mark that is near enough."""
    if end - start <= _MAX:
        return end
    for i in range(start + _MAX, start + _LEAST, -1):
        if doc[i].dep_ == "prep" or doc[i].is_punct or doc[i].tag_ in ("WDT", "WP"):
            return i
    return end


def _right(token: Token) -> int:
    end = token.i + 1
    for child in token.rights:
        if child.dep_ in ("punct", "advcl", "conj", "cc", "parataxis") and child.i > token.i + 1:
            break
        end = child.right_edge.i + 1
    return end


def _noun(head: Token, kind: str, put) -> None:  # type: ignore[no-untyped-def]
    left = head.left_edge.i
    core_end, short_end = head.i + 1, head.i + 1
    for child in head.rights:
        if child.dep_ in _CUT_DEPS:
            break
        core_end = child.right_edge.i + 1
        if child.dep_ == "prep" and short_end == head.i + 1:
            short_end = core_end
    put(left, core_end, f"{kind}:np")
    put(left, short_end, f"{kind}:np1")
    put(left, head.i + 1, f"{kind}:base")
    put(left, head.right_edge.i + 1, f"{kind}:full")
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in _TOPIC_PREPS:
            _prep(child, False, put, kind=kind)
        elif child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "AUX"):
            _clause(child, f"{kind}:{child.dep_}", put)
        elif child.dep_ in ("compound", "amod"):
            put(child.left_edge.i, head.i, f"{kind}:mod")


def _prep(prep: Token, of_verb: bool, put, *, kind: str = "") -> None:  # type: ignore[no-untyped-def]
    label = f"{kind}>{'v' if of_verb else 'n'}{prep.lower_}"
    for child in prep.children:
        if child.dep_ == "pobj":
            end = child.right_edge.i + 1
            short = child.i + 1
            for right in child.rights:
                if right.dep_ in _CUT_DEPS:
                    break
                short = right.right_edge.i + 1
            put(child.left_edge.i, short, f"{label}:np")
            put(child.left_edge.i, end, f"{label}:full")
            for deeper in child.children:
                if deeper.dep_ == "prep" and deeper.lower_ in _TOPIC_PREPS and not kind.endswith("+"):
                    _prep(deeper, False, put, kind=f"{label}+")
        elif child.dep_ == "pcomp":
            _clause(child, f"{label}:pcomp", put)


def _short(prep: Token) -> int:
    """Where a prepositional phrase ends, without the clauses that hang on it."""
    end = prep.i + 1
    for child in prep.children:
        end = max(end, child.i + 1)
        for right in child.rights:
            if right.dep_ in _CUT_DEPS:
                break
            end = max(end, right.right_edge.i + 1)
    return end


def _clause(verb: Token, kind: str, put) -> None:  # type: ignore[no-untyped-def]
    put(verb.i, _right(verb), f"{kind}:vp")
    put(verb.i, verb.right_edge.i + 1, f"{kind}:vpfull")
    put(verb.left_edge.i, verb.right_edge.i + 1, f"{kind}:clause")
    for child in verb.children:
        if child.dep_ == "dobj":
            end = child.i + 1
            for right in child.rights:
                if right.dep_ in _CUT_DEPS:
                    break
                end = right.right_edge.i + 1
            put(child.left_edge.i, end, f"{kind}:obj")
            behind = next((c for c in verb.rights if c.i >= end), None)
            if behind is not None and behind.i == end and behind.dep_ == "prep":
                put(child.left_edge.i, _short(behind), f"{kind}:obj")
        elif child.dep_ == "prep":
            _prep(child, True, put, kind=f"{kind}+")


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and _idle(doc[start], _OPENING):
        start += 1
    while end > start and _idle(doc[end - 1], _CLOSING):
        end -= 1
    return start, end


def _idle(token: Token, words: frozenset[str]) -> bool:
    return token.lower_ in words or token.is_punct or token.is_space


def subject_features(candidate: Candidate, phrase: Phrase, view: View) -> Features:
    """Features of one candidate phrase."""
    start, end, kind = phrase
    doc = view.doc
    top = candidate.triggers[candidate.anchor.i]
    length = end - start
    here = [view.mentions[k] for k in view.by_sent[candidate.sent_index]]
    inside = sum(1 for t in candidate.tokens if start <= t.i < end)
    tokens = list(doc[start:end])
    types = [t.ent_type_ for t in tokens]
    names = sum(1 for label in types if label)
    content = sum(1 for t in tokens if t.pos_ in ("NOUN", "VERB", "ADJ", "PROPN"))
    classes = "+".join(sorted({candidate.triggers[t.i].cls for t in candidate.tokens}))
    bare = kind.replace("_t", "")
    first, last = tokens[0], tokens[-1]
    return {
        f"kind={kind}": 1.0,
        f"tail={kind.rsplit('>', 1)[-1]}": 1.0,
        f"kind|cls={bare}|{top.cls}": 1.0,
        f"kind|lemma={bare}|{top.lemma}": 1.0,
        f"tail|cls={kind.rsplit('>', 1)[-1]}|{top.cls}": 1.0,
        f"kind|classes={bare}|{classes}": 1.0,
        f"len={min(length, 20)}": 1.0,
        f"content={min(content, 10)}": 1.0,
        f"inside={inside}": 1.0,
        f"anchor_inside={start <= candidate.anchor.i < end}|{top.cls}": 1.0,
        f"names={min(names, 6)}": 1.0,
        f"all_name={names == length}": 1.0,
        f"allname|kind={names == length}|{bare}": 1.0,
        f"first={first.pos_}": 1.0,
        f"first_ent={first.ent_type_}": 1.0,
        f"last_pos={last.pos_}": 1.0,
        f"has_number={any(t.like_num for t in tokens)}": 1.0,
        f"has_date={'DATE' in types}": 1.0,
        f"side={'after' if start > candidate.anchor.i else 'before'}|{top.cls}": 1.0,
        f"dist={min(abs(start - candidate.anchor.i), 16) // 2}": 1.0,
        f"quoted={view.quoted[start]}": 1.0,
        f"actor_head={any(m.start <= start and end <= m.end for m in here)}": 1.0,
        f"headlemma={head_of(doc, start, end).lemma_.lower()}": 1.0,
    }


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a range on which the others hang."""
    for token in doc[start:end]:
        above = token.head.i
        if not start <= above < end or above == token.i:
            return token
    return doc[start]
