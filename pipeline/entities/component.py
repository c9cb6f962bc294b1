"""Named entities: the model's, corrected by gazetteers, head words, definitions and the whole article."""

from collections import Counter
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.entities.acronyms import common_nouns, definitions, initials
from pipeline.entities.apposed import apposed_names
from pipeline.entities.boundaries import Boundaries
from pipeline.entities.canonical import canonical_of
from pipeline.entities.capitals import mark_capitals
from pipeline.entities.datelines import dateline_names
from pipeline.entities.evidence import Evidence
from pipeline.entities.filters import Filters
from pipeline.entities.finder import HeadFinder
from pipeline.entities.firms import firms
from pipeline.entities.forms import Form, Forms
from pipeline.entities.gazetted import gazetted_names, join_branches
from pipeline.entities.gazetteer import Entry, Gazetteer, load_gazetteer
from pipeline.entities.heads import HeadTyper
from pipeline.entities.knowledge import load_knowledge
from pipeline.entities.legal import LegalForms
from pipeline.entities.listed import listed_names
from pipeline.entities.names import NAME_LABELS, Name, Words, drop_overlaps, form_of
from pipeline.entities.offices import OfficeFinder
from pipeline.entities.openings import OpeningFinder
from pipeline.entities.people import lengthen
from pipeline.entities.repeats import repeats
from pipeline.entities.wires import bracketed_names
from pipeline.layers import Source

#: Of two names that overlap, the one whose origin ranks higher is kept.
RANK = {
    "dateline": 9,
    "acronym": 8,
    "bracketed": 8,
    "office": 7,
    "numbered": 6,
    "firm": 6,
    "apposed": 6,
    "company": 5,
    "head": 4,
    "long": 4,
    "model": 3,
    "listed": 2,
    "opening": 2,
    "place": 2,
    "lower": 2,
    "gazetteer": 1,
    "repeat": 0,
}


class EntitiesComponent:
    """Rewrites ``doc.ents``, sets ``span._.canonical`` and ``span._.country``; dates and amounts stay."""

    def __init__(self, nlp: Language) -> None:
        self.tokenizer = nlp.tokenizer
        self.k = load_knowledge()
        self._gazetteer: Gazetteer | None = None

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, loaded with the first article."""
        if self._gazetteer is None:
            self._gazetteer = load_gazetteer(self.tokenizer)
            typer = HeadTyper(self.k)
            self.finder = HeadFinder(self.k, typer, self._gazetteer.demonyms)
            self.offices = OfficeFinder(self.k)
            self.legal = LegalForms(
                self.k.heads.corporate_split, lambda text: [t.text for t in self.tokenizer(text)]
            )
            self.openings = OpeningFinder(self.k, self._gazetteer)
            demonyms = self._gazetteer.demonyms
            self.boundaries = Boundaries(self.k, self._is_place, self._is_sure, demonyms)
            self.evidence = Evidence(self.k, self._gazetteer, typer)
            self.filters = Filters(self.k, self._gazetteer)
        return self._gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Correct the entities of a Doc; its sentences should be set, its text is not changed."""
        if len(doc) == 0:
            return doc
        gazetteer = self.gazetteer
        words = Words.of(doc)
        known = gazetteer.match(words.text, words.capital)
        near = Counter(e.country for _, _, e in known if e.country and not gazetteer.is_homonym(e))
        others = [(e.start, e.end, e.label_) for e in doc.ents if e.label_ not in NAME_LABELS]
        names, short_for = self._candidates(doc, words, known)
        names = self.filters.before(words, names)
        forms = Forms(words, names, self.evidence, near=near)
        forms.decide(short_for)
        names = self.filters.after(words, names, forms)
        names += repeats(words, names, forms, self.k)
        self._write(doc, words, names, others, forms, near)
        return doc

    def _is_place(self, text: str) -> bool:
        entry = self.gazetteer.lookup(text)
        return entry is not None and entry.label in ("GPE", "LOC")

    def _is_sure(self, text: str) -> bool:
        entry = self.gazetteer.lookup(text)
        return entry is not None and entry.strength >= 5

    def _candidates(
        self, doc: Doc, words: Words, known: list[tuple[int, int, Entry]]
    ) -> tuple[list[Name], dict[str, str]]:
        """Names from all sources, not overlapping, and which acronym stands for which long form."""
        place_ends = {s: e for s, e, entry in known if entry.label in ("GPE", "LOC")}
        model = [
            part
            for e in doc.ents
            if e.label_ in NAME_LABELS and not self._is_title(e, words)
            for part in self.boundaries.repair(Name(e.start, e.end, e.label_), words)
        ]
        given = self.k.people.given

        def place_at(i: int) -> int:
            return place_ends.get(i, 0)

        def person_at(i: int) -> bool:
            return words.text[i] in given and i + 1 < len(words.text) and words.capital[i + 1]

        found = self.finder.find(words, place_at, person_at)
        body_ends = {n.start: n.end for n in found if n.label == "ORG"}
        people = self.offices.find(words, place_at, lambda i: body_ends.get(i, 0))
        for name in (*model, *people):
            if name.label == "PERSON":
                lengthen(words, name)
        gazetted = gazetted_names(words, known)
        self.legal.lengthen(words, model)
        names = [*model, *found, *people, *gazetted, *bracketed_names(words)]
        names += [*dateline_names(words, self.k, *self._dateline(doc)), *firms(words, names, self.k)]
        names += apposed_names(words, names, self.k)
        kept = drop_overlaps(names, RANK)
        opening = self.openings.find(words, kept)
        kept = drop_overlaps([*kept, *opening], RANK)
        names += [*opening, *listed_names(words, kept, self.k)]
        short_for: dict[str, str] = {}
        bodies = {n.end: n.start for n in kept if n.label == "ORG" and len(n) > 1}
        for definition in definitions(words, bodies):
            long, short = definition.long, definition.short
            names.append(Name(long[0], long[1], self._label_of(words, long, names), "long"))
            names.append(Name(short[0], short[1], "ORG", "acronym"))
            short_for.setdefault(form_of(words.join(*short)), form_of(words.join(*long)))
        own = initials(words, (n for n in kept if n.label == "ORG" and len(n) > 2))
        for name in kept:
            if name.origin == "dateline":  # the agency is none of the bodies in the news
                own.pop(words.join(name.start, name.end), None)
        for i, word in enumerate(words.text if own else ()):
            if word in own:  # the article's own name goes before what the letters stand for elsewhere
                names.append(Name(i, i + 1, "ORG", "opening"))
                full = own[word]
                short_for.setdefault(form_of(word), form_of(words.join(full.start, full.end)))
        things = common_nouns(words)
        names = [n for n in names if len(n) > 1 or words.text[n.start] not in things]
        names = self.filters.merge(words, names)
        return join_branches(words, drop_overlaps(names, RANK), self._is_sure), short_for

    def _is_title(self, ent: Span, words: Words) -> bool:
        """Whether a "name" is a field before an office, its country in front or not: "Kazakh Energy
        Minister", "Health Cabinet Secretary"."""
        if ent.label_ not in ("ORG", "PERSON") or ent.end >= len(words.text):
            return False
        office = words.text[ent.end]
        first = words.text[ent.start]
        states = self.gazetteer.demonyms.get(first) is not None or self._is_place(first)
        if office in self.k.titles.minister and len(ent) > 1 and ent.label_ == "ORG" and states:
            return True
        if office not in self.k.titles.portfolios or not words.at(ent.end + 1)[:1].isupper():
            return False
        known = states or self.gazetteer.lookup(first) is not None
        fields = words.text[ent.start + 1 if known and len(ent) > 1 else ent.start : ent.end]
        portfolio = self.k.heads.portfolio
        return all(w in portfolio or w in ("Cabinet", "Chief", "and", ",", "&") for w in fields)

    @staticmethod
    def _label_of(words: Words, span: tuple[int, int], names: list[Name]) -> str:
        """The label of the name that ends where a long form ends; most acronyms stand for bodies."""
        return next(
            (n.label for n in names if n.end == span[1] and n.label in ("GPE", "LOC", "EVENT")), "ORG"
        )

    @staticmethod
    def _dateline(doc: Doc):  # type: ignore[no-untyped-def]
        source: Source = doc._.source
        line = source.dateline
        if line is None:
            return None, None
        span = doc.char_span(line.start, line.end, alignment_mode="expand")
        return ((span.start, span.end), line) if span is not None else (None, None)

    def _write(
        self,
        doc: Doc,
        words: Words,
        names: list[Name],
        others: list[tuple[int, int, str]],
        forms: Forms,
        near: Mapping[str, int],
    ) -> None:
        """Put the names and the model's other entities on the Doc; a name beats another entity inside it."""
        taken = [False] * len(doc)
        spans = []
        cache: dict[tuple[str, str], tuple[str, str | None]] = {}
        others = [
            o
            for o in others
            if not any(
                (n.start <= o[0] and o[1] <= n.end) or (n.sure and n.overlaps(o[0], o[1])) for n in names
            )
        ]
        for start, end, label in others:
            spans.append(Span(doc, start, end, label=label))
            taken[start:end] = [True] * (end - start)
        for name in names:
            if any(taken[name.start : name.end]):
                continue
            taken[name.start : name.end] = [True] * len(name)
            span = Span(doc, name.start, name.end, label=name.label)
            text = self._full_text(words, name, forms)
            key = (text, name.label)
            if key not in cache:
                cache[key] = canonical_of(text, name.label, self.gazetteer, near=near)
            canonical, country = cache[key]
            span._.canonical = name.canonical or canonical
            span._.country = name.country or country
            spans.append(span)
        doc.set_ents(sorted(spans, key=lambda s: s.start))
        mark_capitals(doc, self.gazetteer.capitals)
        self._locate_dateline(doc)

    @staticmethod
    def _locate_dateline(doc: Doc) -> None:
        """Tell the dateline in which country its place is."""
        line = doc._.source.dateline
        if line is None or line.country is not None:
            return
        for span in doc.ents:
            if line.start <= span.start_char < line.end and span.label_ == "GPE" and span._.country:
                line.country = span._.country
                return

    @staticmethod
    def _full_text(words: Words, name: Name, forms: Forms) -> str:
        """The text of the fullest form that a name stands for, as the article first writes it."""
        key = form_of(words.join(name.start, name.end))
        form: Form | None = forms.forms.get(key)
        if form is None and name.label == "PERSON":
            form = forms.introduced(key)  # a surname that the repeats found
        seen = set()
        while (
            form is not None
            and form.full is not None
            and form.full.label == name.label
            and form.key not in seen
        ):
            seen.add(form.key)
            form = form.full
        return (
            form.text if form is not None and form.label == name.label else words.join(name.start, name.end)
        )
