"""Names that an article mentions without their taking part: where it was written, the scene, who mediated.

No plural or pronoun takes them up: "the two sides" of talks in Oslo that Qatar mediated are neither Norway
nor Qatar.
"""

from spacy.tokens import Doc, Token

from pipeline.layers import Mention
from pipeline.mentions.actors import LOCATIVE, ActorTable
from pipeline.mentions.groups import phrase_root
from pipeline.mentions.knowledge import nouns


def bystanders(doc: Doc, table: ActorTable) -> set[int]:
    """The tokens at which a mention begins that no later phrase takes up."""
    line = doc._.source.dateline
    end = line.end if line is not None else -1
    return {m.start for m in table.mentions if doc[m.start].idx < end or _beside(doc[m.head], m, table)}


def _beside(name: Token, mention: Mention, table: ActorTable) -> bool:
    """Whether a preposition makes a name the scene of something, or who mediated or hosted it."""
    root = phrase_root(name)
    if root.dep_ != "pobj":
        return False
    preposition = root.head
    if preposition.lower_ in ("by", "with"):
        return preposition.head.lemma_.lower() in nouns().mediating
    actor, between = table.actors[mention.actors[0]], name.doc[preposition.i + 1 : root.i]
    if any(t.ent_type_ != root.ent_type_ and t.lower_ != "the" for t in between):
        return False  # "In June Peru and Chile signed ..."
    return preposition.lower_ in LOCATIVE and actor.type == "country" and mention.kind in ("name", "metonym")
