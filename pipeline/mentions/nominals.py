"""Noun phrases and pronouns that stand for actors: "the two companies", "Kazakhstan's parliament", "it"."""

from spacy.tokens import Doc, Token

from pipeline.mentions.actors import ActorTable, strip_name
from pipeline.mentions.apposed import named_after, named_behind
from pipeline.mentions.definite import add_nationalities, definite_noun
from pipeline.mentions.knowledge import nouns, offices
from pipeline.mentions.principals import Talks, principals
from pipeline.mentions.reference import add_pronoun, others_between, people_before, set_before
from pipeline.mentions.same import fuller_name
from pipeline.mentions.shared import add_shared

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: What "the two" may be.
_SIDES = {"country", "company", "organization", "bank", "ministry", "club", "body", "union", "person"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}


def add_nominals(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """Add a mention for each common noun phrase and pronoun that stands for an actor, left to right."""
    lists = nouns()
    add_nationalities(doc, table, at)
    shared = add_shared(doc, table, at)
    talks = principals(doc, table)
    for token in doc:
        if (token.i in at and token.pos_ != "PRON") or token.i in shared:
            continue
        if token.pos_ == "PRON" or token.lower_ == "both":
            if token.dep_ != "preconj" and token.head.i not in at:  # "both A and B" names them itself
                add_pronoun(token, table)
        elif (several := _several(token)) is not None:
            _sum_up(token, several, table)
        elif token.pos_ in ("NOUN", "PROPN"):
            lemma = token.lemma_.lower()
            number = _number(token)
            plural = token.tag_ in ("NNS", "NNPS")
            if number and not plural and lemma[:-1] in lists.definite and lemma.endswith("s"):
                plural, lemma = True, lemma[:-1]  # "the two blocs", which the tagger took for one
            if plural and number and (listed := named_behind(token, table, at, number)):
                table.mention(*_np(token), token.i, "plural", listed)
                continue  # "the four founders, A, B, C and D"
            if plural and (number or _definite(token)) and _plural(token, lemma, number, table, at, talks):
                continue
            spoken = lemma in lists.government or (
                plural and (lemma in lists.person_plurals or lemma in lists.members)
            )
            if spoken and _modifier_country(token, table, at, lemma):
                continue
            if token.dep_ in ("compound", "nmod") and _titles(token, at):
                continue  # "Minister" before a person, "planemaker" before a company
            if lemma == "state" and _of_heads(token):
                continue
            if token.text[:1].isupper() and (namesake := fuller_name(token, table)) is not None:
                table.mention(*_np(token), token.i, "definite", [namesake])
                continue  # "Fund staff" after "International Monetary Fund"
            if (
                plural
                and (lemma in lists.person_plurals or lemma in offices())
                and _contains_actor(token, at)
            ):
                continue  # "energy ministers of A and B": the named actors inside carry the mention
            if not plural and (named := _apposed(token, table, at)) is not None:
                table.mention(*_np(token), token.i, "definite", [named])
                continue  # "Norway's biggest shipper, Nordvik Lines"
            if lemma in lists.bodies and (plural or lists.bodies[lemma] != "group"):
                _body(token, lemma, table, at)
            elif not plural and lemma in lists.definite and _definite(token):
                definite_noun(token, _np(token), lists.definite[lemma], table, at)
            elif lemma in offices() and _definite(token) and not plural:
                _officer(token, lemma, table)
            elif (plural and lemma in lists.groups) or (lemma in lists.definite and not plural):
                _group(token, table, at)


def _np(token: Token) -> tuple[int, int]:
    """Token range of the noun phrase around its head: left modifiers and an "of" phrase."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "quantmod",
            "advmod",
            "predet",
        ):
            start = min(start, child.left_edge.i)
    end = token.i + 1
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i <= 8:
            end = child.right_edge.i + 1
        else:
            break
    return start, end


def _apposed(token: Token, table: ActorTable, at: dict[int, int]) -> int | None:
    """The actor whose name stands in apposition to a common noun, either before or after it."""
    lists = nouns()
    kinds = lists.definite.get(token.lemma_.lower(), ())
    if not kinds and token.lemma_.lower() not in lists.groups:
        return None
    if token.dep_ == "appos" and token.head.i in at and abs(token.head.i - token.i) < 12:
        return at[token.head.i]
    behind = next((c.i for c in token.rights if c.dep_ == "appos" and c.i in at and c.i - token.i < 6), None)
    return at[behind] if behind is not None else named_after(token, kinds, table, at)


def _titles(token: Token, at: dict[int, int]) -> bool:
    """Whether a noun stands as a title before the name of a person or an organisation."""
    return token.head.ent_type_ == "PERSON" or (token.head.ent_type_ == "ORG" and token.head.i in at)


def _of_heads(token: Token) -> bool:
    """The "state" of "heads of state" and of "state visit"."""
    return token.dep_ == "compound" or (
        token.dep_ == "pobj" and token.head.head.lemma_.lower() in ("head", "minister", "secretary")
    )


def _contains_actor(token: Token, at: dict[int, int]) -> bool:
    return any(t.i in at for t in token.subtree if t.i != token.i)


def _definite(token: Token) -> bool:
    return any(
        c.dep_ in ("det", "poss", "predet")
        and c.lower_ in ("the", "both", "these", "those", "this", "that", "all", "its", "their")
        for c in token.lefts
    )


def _indefinite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "another", "any", "some") for c in token.lefts)


def _number(token: Token) -> int | None:
    for child in token.lefts:
        if child.lower_ in _NUMBERS:
            return _NUMBERS[child.lower_]
    return None


def _modifier_country(token: Token, table: ActorTable, at: dict[int, int], lemma: str) -> bool:
    """ "the Kyrgyz side", "Chinese authorities", "the government of Japan" stand for the country."""
    for child in token.children:
        targets = [child] if child.dep_ in ("amod", "compound", "poss", "nmod") else []
        if child.dep_ == "prep" and child.lower_ == "of":
            targets = list(child.children)
        for target in targets:
            index = at.get(target.i)
            if index is not None and (table.actors[index].type == "country" or _of_bloc(index, token, table)):
                start, end = _np(token)
                owners = [index]
                if token.tag_ in ("NNS", "NNPS"):  # "the Chilean and Peruvian ministers"
                    others = [at[t.i] for t in target.conjuncts if t.i in at and t.i < token.i]
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


def _body(token: Token, lemma: str, table: ActorTable, at: dict[int, int]) -> None:
    start, end = _np(token)
    owner = None
    for i in range(start, end):
        index = at.get(i)
        if index is not None and table.actors[index].type in ("country", "organization"):
            owner = index
            break
    name = strip_name(token.doc[start:end].text)
    if not name:
        return
    acts_for = lemma in nouns().meetings or (lemma in nouns().boards and owner is None)
    if acts_for and (holder := _holder(token, owner, table)) is not None:
        table.mention(start, end, token.i, "body", [holder])
        return
    if owner is None and not _indefinite(token):
        previous = _previous(table, token.i, nouns().bodies[lemma], word=token.lower_)
        if previous is not None:
            table.mention(start, end, token.i, "definite", [previous])
            return
    plural = token.tag_ in ("NNS", "NNPS")
    country = table.actors[owner].country if owner is not None else None
    kind = nouns().bodies[lemma]
    index = table.add(
        name, "group" if plural or kind == "group" else "organization", kind, country=country, alias=name
    )
    table.mention(start, end, token.i, "body", [index])


def _holder(token: Token, owner: int | None, table: ActorTable) -> int | None:
    """The organisation whose meeting or board it is: "the summit of the League", "its board"."""
    if owner is not None:
        return owner if table.actors[owner].type == "organization" else None
    for child in token.lefts:
        if child.dep_ == "poss" and child.lower_ in ("its", "their"):
            for mention in table.before(child.i + 1, most=3):
                if mention.start == child.i and len(mention.actors) == 1:
                    index = mention.actors[0]
                    return index if table.actors[index].type == "organization" else None
    return None


def _previous(table: ActorTable, before: int, kind: str, *, word: str) -> int | None:
    """The actor of a kind, with the word in its name, that was mentioned last before a token.

    A labour union need not be called one: "the union" after "Carpenters' Brotherhood".
    """
    for mention in table.before(before):
        if mention.kind in ("demonym", "group", "pronoun") or len(mention.actors) != 1:
            continue
        actor = table.actors[mention.actors[0]]
        if actor.kind == kind and (kind == "union" or word in actor.name.casefold()):
            return mention.actors[0]
    return None


def _plural(
    token: Token, lemma: str, number: int | None, table: ActorTable, at: dict[int, int], talks: Talks | None
) -> bool:
    """ "the two companies", "both sides", "the three presidents": the actors that they sum up.

    ``talks`` are those that the article is about: they count until two others are a subject.
    """
    lists = nouns()
    if any(at.get(c.i) is not None for c in token.children if c.dep_ in ("amod", "compound", "poss")):
        return False
    if any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.rights):
        return False
    of_talks = talks is not None and token.i > talks.at and lemma in lists.principals and number in (None, 2)
    if (
        talks
        and of_talks
        and not others_between(token.doc, table, talks.at + 1, token.sent.start, known=talks.actors)
    ):
        table.mention(*_np(token), token.i, "plural", list(talks.actors))
        return True
    kinds: set[str] = set()
    found: list[int] = []
    if number and lemma in lists.people:
        found = people_before(table, token.i, number)
    elif lemma in lists.person_plurals or lemma == "government" or (number and lemma in lists.states):
        kinds = {"country"}
    elif lemma in lists.sides:
        kinds = _SIDES
    elif lemma in lists.definite:
        kinds = set(lists.definite[lemma])
    else:
        return False
    found = found or set_before(token.doc, table, token.i, kinds, number)
    if not found:
        return False
    start, end = _np(token)
    table.mention(start, end, token.i, "plural", found)
    return True


def _several(token: Token) -> int | None:
    """How many "the two" and "the trio" are, where no noun tells what they are; None for other words."""
    if token.dep_ not in _ARGUMENTS or not _definite(token):
        return None
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
        return None  # "the two of the bills"
    return _NUMBERS.get(token.lower_) if token.tag_ == "CD" else nouns().pairs.get(token.lower_)


def _sum_up(token: Token, number: int, table: ActorTable) -> None:
    if found := set_before(token.doc, table, token.i, _SIDES, number):
        table.mention(*_np(token), token.i, "plural", found)


def _officer(token: Token, lemma: str, table: ActorTable) -> None:
    """ "the president", "the minister": the last person who was given that office."""
    for mention in table.before(token.i, most=400):
        if mention.person is not None and mention.office and lemma in mention.office:
            start, end = _np(token)
            table.mention(
                start, end, token.i, "office", list(mention.actors), person=mention.person, office=lemma
            )
            return


def _group(token: Token, table: ActorTable, at: dict[int, int]) -> None:
    """An unnamed party: "foreign partners", "several private equity houses"."""
    start, end = _np(token)
    name = strip_name(token.doc[start:end].text)
    if name and end - start <= 9:
        plural = token.tag_ in ("NNS", "NNPS")
        index = table.add(name, "group" if plural else "organization", "group", alias=name)
        table.mention(start, end, token.i, "group", [index])
