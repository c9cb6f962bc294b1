"""The spaCy component of the stage."""

from spacy.tokens import Doc

from pipeline.layers import Actor
from pipeline.mentions.actors import ActorTable, add_entities
from pipeline.mentions.compounds import add_compounds, compounds
from pipeline.mentions.nominals import add_nominals
from pipeline.mentions.offices import attach_offices
from pipeline.mentions.same import unify


class MentionsComponent:
    """Builds ``doc._.actors`` and ``doc._.mentions`` from entities, parse and word lists."""

    def __call__(self, doc: Doc) -> Doc:
        """Resolve every mention of the Doc."""
        table = ActorTable()
        joined = compounds(doc)
        at = add_entities(doc, table, {token.i for compound in joined for token in compound.span})
        add_compounds(joined, table, at)
        unify(doc, table, at)
        attach_offices(doc, table, at)
        add_nominals(doc, table, at)
        _name_fully(table.actors)
        doc._.actors = table.actors
        doc._.mentions = table.mentions
        return doc


def _name_fully(actors: list[Actor]) -> None:
    """Name each actor by the fullest form that the article gives; countries keep their common name."""
    for actor in actors:
        if actor.type != "country":
            forms = [actor.name, *actor.aliases]
            if actor.type == "person":
                forms = [f for f in forms if len(f.split()) <= 5] or forms
            actor.name = max(forms, key=len) if actor.kind != "group" else actor.name
