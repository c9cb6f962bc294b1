"""Noun phrases and pronouns that stand for actors: "the two companies", "Kazakhstan's parliament", "it"."""

from spacy.tokens import Doc, Token

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.antecedents import Antecedents
from pipeline.mentions.apposed import named_after, named_behind
from pipeline.mentions.bodies import add_body
from pipeline.mentions.definite import add_nationalities, definite_noun, named_so
from pipeline.mentions.described import Described
from pipeline.mentions.knowledge import nouns, offices
from pipeline.mentions.officers import add_officer
from pipeline.mentions.phrases import extent, is_definite, is_superlative, led_by_heads, might_refer
from pipeline.mentions.plurals import number_of, one_of_two, plural_inside, plural_noun, several_alone, sum_up
from pipeline.mentions.principals import principals
from pipeline.mentions.reference import add_pronoun
from pipeline.mentions.same import fuller_name
from pipeline.mentions.shared import add_owned, add_shared
from pipeline.mentions.unnamed import add_group, is_group, labels

#: In these places a noun only says of what sort something is: "city hall", "a party leader", "is a partner".
_MODIFIERS = frozenset({"compound", "nmod", "amod", "npadvmod", "attr"})


def add_nominals(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """Add a mention for each common noun phrase and pronoun that stands for an actor, left to right."""
    lists = nouns()
    add_nationalities(doc, table, at)
    shared = add_shared(doc, table, at)
    talks, before = principals(doc, table), Antecedents(doc, table)
    described = Described(doc, table)
    done = set(shared)

    def summed_up_in(token: Token) -> list[int]:
        inner = plural_inside(token)
        if inner is None or inner.i in at:
            return []
        if inner.i not in done and plural_noun(
            inner, inner.lemma_.lower(), number_of(inner), table, at, talks, before
        ):
            done.add(inner.i)
        return next((m.actors for m in table.before(inner.i + 1, most=5) if m.head == inner.i), [])

    for token in might_refer(doc):
        if (token.i in at and token.pos_ != "PRON") or token.i in done:
            continue
        if token.pos_ == "PRON" or token.lower_ == "both":
            if not _of_a_phrase(token, at):
                add_pronoun(token, table, before)
        elif token.lower_ in ("former", "latter"):
            one_of_two(token, table)
        elif (several := several_alone(token)) is not None:
            sum_up(token, several, table, before)
        elif token.pos_ in ("NOUN", "PROPN"):
            lemma = token.lemma_.lower()
            number = number_of(token)
            plural = token.tag_ in ("NNS", "NNPS")
            if number and not plural and lemma[:-1] in lists.definite and lemma.endswith("s"):
                plural, lemma = True, lemma[:-1]  # "the two blocs", which the tagger took for one
            if plural and number and (listed := named_behind(token, table, at, number)):
                table.mention(*extent(token), token.i, "plural", listed)
                continue  # "the four founders, A, B, C and D"
            if (
                plural
                and (number or is_definite(token))
                and plural_noun(token, lemma, number, table, at, talks, before)
            ):
                continue
            spoken = lemma in lists.government or (
                plural and (lemma in lists.person_plurals or lemma in lists.members)
            )
            club = lemma == "side" and labels(token, at)  # "Dutch side Heracles"
            if spoken and not club and _modifier_country(token, table, at, lemma):
                continue
            if plural and add_owned(token, _owners(token, table) or summed_up_in(token), table):
                continue  # "their central banks", "the leaders of the two countries"
            if token.dep_ in ("compound", "nmod") and _titles(token, at):
                continue  # "Minister" before a person, "planemaker" before a company
            if (lemma == "state" and _of_heads(token)) or led_by_heads(token):
                continue
            if token.text[:1].isupper() and (namesake := fuller_name(token, table)) is not None:
                table.mention(*extent(token), token.i, "definite", [namesake])
                continue  # "Fund staff" after "International Monetary Fund"
            if (
                plural
                and (lemma in lists.person_plurals or lemma in offices())
                and _contains_actor(token, at, table)
            ):
                continue  # "energy ministers of A and B": the named actors inside carry the mention
            if not plural and (named := _apposed(token, table, at)) is not None:
                if table.actors[named].type != "person":  # whose office was read off the apposition
                    table.mention(*extent(token), token.i, "definite", [named])
                continue  # "Norway's biggest shipper, Nordvik Lines"
            if lemma in lists.bodies and (plural or lists.bodies[lemma] != "group"):
                add_body(token, lemma, table, at)
            elif not plural and lemma in lists.states and _possessed(token):
                continue  # "its neighbour" is whom nobody named
            elif not plural and lemma in lists.definite and _known(token):
                definite_noun(token, extent(token), lists.definite[lemma], table, at, before, described)
            elif not plural and lemma in lists.by_name and _known(token):
                if (called := named_so(token, table)) is not None:
                    table.mention(*extent(token), token.i, "definite", [called])
            elif lemma in offices() and not plural:
                add_officer(token, lemma, table, at)
            elif token.dep_ not in _MODIFIERS and (
                lemma in lists.groups if plural else lemma in lists.definite or is_group(token, lemma)
            ):
                add_group(token, table, at, described)


def _of_a_phrase(token: Token, at: dict[int, int]) -> bool:
    """Whether a pronoun belongs to a phrase that tells itself what is meant: "both A and B", "both reactors",
    "both of which", "each of the 25 countries"."""
    if token.dep_ == "preconj" or token.head.i in at:
        return True
    if token.lower_ not in ("both", "each"):
        return False
    behind = token.i + 1
    of = behind < len(token.doc) and token.doc[behind].lower_ == "of"
    return of or (token.dep_ == "det" and token.head.i > token.i)


def _apposed(token: Token, table: ActorTable, at: dict[int, int]) -> int | None:
    """The actor whose name stands in apposition to a common noun, either before or after it."""
    lists = nouns()
    kinds = lists.definite.get(token.lemma_.lower(), ())
    if not kinds and token.lemma_.lower() not in lists.groups:
        return None
    if token.dep_ == "appos" and token.head.i in at and abs(token.head.i - token.i) < 12:
        return at[token.head.i]
    behind = next((c.i for c in token.rights if c.dep_ == "appos" and c.i in at and c.i - token.i < 6), None)
    if behind is None and token.i + 1 in at and labels(token, at):
        fits = table.actors[at[token.i + 1]].kind in kinds
        return at[token.i + 1] if fits else None  # "Argentina's state firm Enarsa"
    return at[behind] if behind is not None else named_after(token, kinds, table, at)


def _owners(token: Token, table: ActorTable) -> list[int]:
    """Whom the possessive before a plural means: "their ministries"."""
    for child in token.lefts:
        if child.dep_ == "poss" and child.lower_ == "their":
            return next((m.actors for m in table.before(child.i + 1, most=3) if m.start == child.i), [])
    return []


def _titles(token: Token, at: dict[int, int]) -> bool:
    """Whether a noun stands as a title before the name of a person or an organisation, or opens one."""
    if token.lemma_.lower() in offices() and token.head.lemma_.lower() in offices():
        return True  # the "Deputy" of "Deputy Minister"
    return token.head.ent_type_ == "PERSON" or (token.head.ent_type_ == "ORG" and token.head.i in at)


def _of_heads(token: Token) -> bool:
    """The "state" of "heads of state" and of "state visit"."""
    return token.dep_ == "compound" or (
        token.dep_ == "pobj" and token.head.head.lemma_.lower() in ("head", "minister", "secretary")
    )


def _contains_actor(token: Token, at: dict[int, int], table: ActorTable) -> bool:
    """Whether a phrase names somebody; "African leaders" does not."""
    inner = [t.i for t in token.subtree if t.i != token.i and t.i in at]
    leaders = token.lemma_.lower() in nouns().person_plurals
    return any(not leaders or table.actors[at[i]].type != "group" for i in inner)


def _known(token: Token) -> bool:
    """Whether a noun means one that the reader knows: "the company", not "the new company"."""
    new = any(c.lower_ == "new" and c.dep_ == "amod" for c in token.lefts)
    return not new and (is_definite(token) or is_superlative(token))


def _possessed(token: Token) -> bool:
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.lefts)


def _modifier_country(token: Token, table: ActorTable, at: dict[int, int], lemma: str) -> bool:
    """ "the Kyrgyz side", "Chinese authorities", "the government of Japan" stand for the country."""
    for child in token.children:
        targets = [child] if child.dep_ in ("amod", "compound", "poss", "nmod") else []
        of = child.dep_ == "prep" and child.lower_ == "of"
        if of:
            targets = list(child.children)
        for target in targets:
            index = at.get(target.i)
            if index is not None and (table.actors[index].type == "country" or _of_bloc(index, token, table)):
                start, end = extent(token)
                owners = [index]
                if token.tag_ in ("NNS", "NNPS"):  # "the Chilean and Peruvian ministers", "of Chile and Peru"
                    others = [at[t.i] for t in target.conjuncts if t.i in at and (of or t.i < token.i)]
                    owners += [i for i in others if table.actors[i].type == "country" and i != index]
                table.mention(start, end, token.i, "office", owners, office=lemma)
                return True
    return False


def _of_bloc(index: int, token: Token, table: ActorTable) -> bool:
    """Whether all states or leaders of an organisation stand for it: "EU leaders", not "twelve EU states".

    So do "the members of the Union", and of a council or a club.
    """
    actor, lemma = table.actors[index], token.lemma_.lower()
    if actor.type != "organization" or any(c.dep_ == "nummod" for c in token.lefts):
        return False
    if lemma in nouns().members:
        of = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights)
        return of and actor.kind in ("union", "organization", "body", "club")
    of_states = lemma in nouns().person_plurals or lemma in ("state", "country", "nation")
    return of_states and actor.kind in ("union", "organization")
