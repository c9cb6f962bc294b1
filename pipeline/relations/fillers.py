"""What may fill the slots of an act, as token ranges, and the tokens that the encoder's heads look at."""

from collections.abc import Iterable, Sequence

from pipeline.relations.candidates import Candidate
from pipeline.relations.circumstance import PLACE_TYPES, nearby_dates, nearby_places
from pipeline.relations.context import View
from pipeline.relations.party_features import nearby_mentions
from pipeline.relations.subject import Phrase, phrases

#: A filler: (start, end, head) Doc tokens. Where None may stand for one, it is the article's own date and the
#: place of its dateline.
Span = tuple[int, int, int]


def rivals(candidate: Candidate, view: View, subjects: Sequence[Phrase]) -> list[Span | None]:
    """Everything that may fill a slot of a candidate, each once, with None for the article's own."""
    found: list[Span | None] = [None]
    found += [mention_span(view, k) for k in nearby_mentions(candidate, view)]
    found += [phrase_span(view, p) for p in subjects]
    found += [date_span(view, k) for k in nearby_dates(candidate, view)]
    found += [place_span(view, k) for k in nearby_places(candidate, view)]
    return list(dict.fromkeys(found))


def tokens_asked(view: View, candidates: Iterable[Candidate]) -> set[int]:
    """The tokens whose vectors the heads may ask for: those of the candidates, and of all that may fill their
    slots the first, the last and the head."""
    spans = [mention_span(view, k) for k in range(len(view.mentions))]
    spans += [date_span(view, k) for k in range(len(view.dates))]
    spans += [place_span(view, k) for k, ent in enumerate(view.ents) if ent.label_ in PLACE_TYPES]
    out = set()
    for candidate in candidates:
        out |= {token.i for token in candidate.tokens}
        spans += [phrase_span(view, p) for p in phrases_of(candidate, view)]
    return out.union(*((start, end - 1, head) for start, end, head in spans))


def phrases_of(candidate: Candidate, view: View) -> list[Phrase]:
    """The phrases that may be a candidate's subject, worked out once."""
    key = candidate.anchor.i
    if key not in view.phrases:
        view.phrases[key] = phrases(candidate, view)
    return view.phrases[key]


def mention_span(view: View, index: int) -> Span:
    """A mention as a filler."""
    mention = view.mentions[index]
    return mention.start, mention.end, mention.head


def phrase_span(view: View, phrase: Phrase) -> Span:
    """A subject phrase as a filler."""
    start, end, _ = phrase
    return _headed(view, start, end)


def date_span(view: View, index: int) -> Span:
    """A date as a filler."""
    return _headed(view, *view.date_tokens[index])


def place_span(view: View, index: int) -> Span:
    """A place or event entity as a filler."""
    ent = view.ents[index]
    return _headed(view, ent.start, ent.end)


def _headed(view: View, start: int, end: int) -> Span:
    if (start, end) not in view.heads:
        view.heads[start, end] = view.doc[start:end].root.i
    return start, end, view.heads[start, end]
