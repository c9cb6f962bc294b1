"""Towns that are not named: "in the Togolese capital", "Togo's capital"."""

from collections.abc import Mapping

from spacy.tokens import Doc, Span

from pipeline.entities.names import POSSESSIVE

#: Under this key a Doc has the words for towns (``doc.spans``); each begins with an entity.
TOWNS = "towns"


def mark_capitals(doc: Doc, capitals: Mapping[str, str]) -> None:
    """Put the words for a capital in ``doc.spans["towns"]``, with the town as ``canonical``.

    They are no entity, since they name none.

    ``capitals`` has the town of each country's code. The town is written as the article writes it, if it
    does. Words before a name ("the Togolese capital, Lomé") are left alone.
    """
    written = {ent._.canonical or ent.text: ent.text for ent in doc.ents if ent.label_ == "GPE"}
    found = []
    for ent in doc.ents:
        end = ent.end + (ent.end < len(doc) and doc[ent.end].text in POSSESSIVE)
        of_country = ent.label_ == "NORP" if end == ent.end else ent.label_ == "GPE"
        if not of_country or end >= len(doc) or doc[end].lower_ != "capital":
            continue
        town = capitals.get(ent._.country or "")
        behind = end + 1 + (end + 2 < len(doc) and doc[end + 1].text == ",")
        follows = doc[behind] if behind < len(doc) else None
        if town and (follows is None or (follows.ent_type_ != "GPE" and follows.pos_ != "NOUN")):
            span = Span(doc, ent.start, end + 1, label="GPE")
            span._.canonical, span._.country = written.get(town, town), ent._.country
            found.append(span)
    doc.spans[TOWNS] = found
