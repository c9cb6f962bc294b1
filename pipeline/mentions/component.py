"""The spaCy component of the stage."""

from spacy.tokens import Doc

from pipeline.layers import Actor
from pipeline.mentions.actors import ActorTable, add_entities
from pipeline.mentions.bystanders import bystanders
from pipeline.mentions.compounds import add_compounds, compounds
from pipeline.mentions.knowledge import tells_name
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
        table.apart = bystanders(doc, table)
        attach_offices(doc, table, at)
        add_nominals(doc, table, at)
        _name_fully(table.actors)
        doc._.actors = table.actors
        doc._.mentions = table.mentions
        return doc


def _name_fully(actors: list[Actor]) -> None:
    """Name each actor by its fullest form, and call it by the fullest that the article gives.

    The gazetteers know fuller ones ("MSC"); these tell actors apart, but stand in no record. Countries keep
    their common name where the article has it, or nothing but an adjective.
    """
    for actor in actors:
        said = actor.aliases  # as the article writes them
        if actor.type == "country":
            names = [form for form in said if tells_name(form)]
            common = not names or any(actor.name in form for form in said)
            actor.called = actor.name if common else max(names, key=len)
        elif actor.kind == "group":
            actor.called = actor.name
        else:
            actor.name = _fullest(actor, [actor.name, *actor.aliases])
            actor.called = _fullest(actor, said or [actor.name])


def _fullest(actor: Actor, forms: list[str]) -> str:
    """The longest form; no person's name is longer than five words."""
    short = [form for form in forms if actor.type != "person" or len(form.split()) <= 5]
    return max(short or forms, key=len)
