"""The one place that registers our spaCy factories; each imports its stage only when it is made."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import extensions  # noqa: F401  (the Doc attributes must exist before any stage runs)

Component = Callable[[Doc], Doc]


@Language.factory("pactwire_vectors", assigns=["doc.tensor"])
def make_vectors(nlp: Language, name: str) -> Component:
    """The vectors of the pipeline's tok2vec, read faster."""
    from pipeline.quick.vectors import VectorsComponent

    return VectorsComponent(nlp.get_pipe("tok2vec"))


@Language.factory(
    "pactwire_attributes", requires=["token.tag", "token.dep"], assigns=["token.pos", "token.morph"]
)
def make_attributes(nlp: Language, name: str) -> Component:
    """What the pipeline's attribute ruler says, remembered."""
    from pipeline.quick.attributes import QuickAttributes

    return QuickAttributes(nlp.get_pipe("attribute_ruler"))


@Language.factory("pactwire_lemmas", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def make_lemmas(nlp: Language, name: str) -> Component:
    """What the pipeline's lemmatizer says, remembered."""
    from pipeline.quick.lemmas import QuickLemmas

    return QuickLemmas(nlp.get_pipe("lemmatizer"))


@Language.factory("pactwire_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_ner(nlp: Language, name: str) -> Component:
    """The entities of the pipeline's recogniser, decoded faster."""
    from pipeline.quick.ner import QuickNER

    return QuickNER(nlp.get_pipe("ner"))


@Language.factory("pactwire_segment", assigns=["token.is_sent_start"])
def make_segment(nlp: Language, name: str) -> Component:
    """Sentence boundaries that the layout of the text forces; runs before the parser."""
    from pipeline.segment.component import SegmentComponent

    return SegmentComponent()


@Language.factory("pactwire_dates", requires=["token.tag"], assigns=["doc._.dates"])
def make_dates(nlp: Language, name: str) -> Component:
    """Expressions that name a calendar point or interval, with EDTF values."""
    from pipeline.dates.component import DatesComponent

    return DatesComponent()


@Language.factory(
    "pactwire_entities",
    requires=["doc.ents", "token.tag"],
    assigns=["doc.ents", "span._.canonical", "span._.country"],
)
def make_entities(nlp: Language, name: str) -> Component:
    """Named entities with type, canonical name and country."""
    from pipeline.entities.component import EntitiesComponent

    return EntitiesComponent(nlp)


@Language.factory(
    "pactwire_mentions",
    requires=["doc.ents", "token.dep", "token.tag", "span._.canonical"],
    assigns=["doc._.actors", "doc._.mentions"],
)
def make_mentions(nlp: Language, name: str) -> Component:
    """Whom each mention stands for."""
    from pipeline.mentions.component import MentionsComponent

    return MentionsComponent()


@Language.factory(
    "pactwire_relations",
    requires=["doc._.mentions", "doc._.dates", "token.dep", "token.lemma"],
    assigns=["doc._.acts"],
    default_config={"profile": "accurate"},
)
def make_relations(nlp: Language, name: str, profile: str) -> Component:
    """The acts: trigger, parties, subject, date, place, status, instrument."""
    from pipeline.relations.component import RelationsComponent

    return RelationsComponent(profile=profile)


@Language.factory(
    "pactwire_records",
    requires=["doc._.acts"],
    assigns=["doc._.records", "doc._.rejections"],
    default_config={"min_confidence": None},
)
def make_records(nlp: Language, name: str, min_confidence: float | None) -> Component:
    """Validated records with offsets into the raw text."""
    from pipeline.records.component import RecordsComponent

    return RecordsComponent(min_confidence=min_confidence)
