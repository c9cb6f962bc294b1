"""The chosen subject without what other fields of the record say: instrument, day and counterpart.

"Agreement on visas with Benin on Monday" is about "visas". What is left must say something by itself,
else the words stay: of "a contract with Benin" nothing would.
"""

from pipeline.layers import Act, Filler
from pipeline.relations.context import View
from pipeline.relations.lexicon import lexicon
from pipeline.relations.subject import content_from

_ON = frozenset({"on", "concerning", "regarding"})
_INSTRUMENTS = frozenset(
    {
        "agreement",
        "accord",
        "treaty",
        "pact",
        "protocol",
        "convention",
        "memorandum",
        "deal",
        "contract",
        "declaration",
    }
)
_DATE_PREPS = frozenset({"on", "in"})
#: The instrument's own words before its "on": "a joint memorandum on ...".
_BEFORE = 3
#: So many words may "a new defence agreement" have.
_LONGEST = 6


def tidy_subject(act: Act, view: View) -> None:
    """Shorten the subject of an act whose parties and date are known."""
    chosen = act.topic or act.subject
    if chosen is None:
        return
    end = _back(chosen, act, view)
    start = _front(chosen, view)
    if start == chosen.start:
        start, end = _before_noun(start, end, view)
    if (start, end) != (chosen.start, chosen.end) and _says_something(start, end, view):
        short = Filler(start, end, None, chosen.score, chosen.why, view.doc[start:end].text)
        if act.topic is not None:
            act.topic = short
        else:
            act.subject = short


def _front(subject: Filler, view: View) -> int:
    """Behind "agreement on", where nothing but adjectives stands before the noun."""
    doc = view.doc
    for i in range(subject.start, min(subject.start + _BEFORE, subject.end - 2)):
        if doc[i].pos_ == "NOUN" and doc[i].lemma_ in _INSTRUMENTS:
            nominal = doc[i + 1].lower_ in _ON and any(c.dep_ in ("pobj", "pcomp") for c in doc[i + 1].rights)
            dated = doc[i + 2].ent_type_ in ("DATE", "TIME")
            if not nominal or dated:
                return subject.start
            return i + 3 if doc[i + 2].pos_ == "DET" else i + 2
        if doc[i].pos_ not in ("ADJ", "DET"):
            return subject.start
    return subject.start


def _before_noun(start: int, end: int, view: View) -> tuple[int, int]:
    """What stands before the noun: "new defence agreement" is about "defence"."""
    doc, last = view.doc, end - 1
    if doc[last].pos_ != "NOUN" or doc[last].lemma_ not in _INSTRUMENTS or end - start > _LONGEST:
        return start, end
    begin = content_from(doc, start, last)
    plain = all(t.dep_ in ("compound", "amod", "punct") for t in doc[begin:last])
    return (begin, last) if begin > start and plain and _says_something(begin, last, view) else (start, end)


def _back(subject: Filler, act: Act, view: View) -> int:
    """Before the act's own date, or "with" one of its parties, at the end."""
    doc, end = view.doc, subject.end
    own = {f.ref for f in act.parties}
    date = view.date_tokens[act.when.ref] if act.when is not None and act.when.ref is not None else None
    cut = True
    while cut and end > subject.start + 1:
        cut = False
        if date is not None and date[1] == end and date[0] > subject.start + 1:
            if doc[date[0] - 1].lower_ in _DATE_PREPS and doc[date[0] - 2].pos_ not in ("VERB", "ADV"):
                end, cut = date[0] - 1, True
        elif date is not None and date[0] == end and doc[end - 1].lower_ in _DATE_PREPS:
            end, cut = end - 1, True
        elif (begin := _counterpart(end, own, view)) is not None and begin > subject.start:
            end, cut = begin, True
    return end


def _counterpart(end: int, own: set[int | None], view: View) -> int | None:
    """Where "with Benin" begins that ends here."""
    for k in view.by_sent[view.sent_of[end - 1]]:
        mention = view.mentions[k]
        if mention.end == end and own >= set(mention.actors):
            begin = mention.start - 1
            while begin > 0 and view.doc[begin].pos_ == "DET":
                begin -= 1
            return begin if view.doc[begin].lower_ == "with" else None
    return None


def _says_something(start: int, end: int, view: View) -> bool:
    """Whether a word is left that is neither a name nor the bare word for a document or for talks."""
    return any(
        t.tag_ == "VBG" or (t.pos_ in ("NOUN", "PROPN") and not t.ent_type_ and lexicon().noun(t) is None)
        for t in view.doc[start:end]
    )
