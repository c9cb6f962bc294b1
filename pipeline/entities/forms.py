"""One article, one type per name: mentions are counted together, short forms follow their full form."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.entities.evidence import CUE_LIMIT, MODEL, NOTHING, Evidence, Votes
from pipeline.entities.names import Name, Words, form_of

_ORDER = ("GPE", "ORG", "PERSON", "LOC", "EVENT", "NORP", "LAW", NOTHING)
#: What the model's labels vote for.
_MODEL_VOTES = {"FAC": (("LOC", 0.9), ("ORG", 0.3)), "PERSON": (("PERSON", 1.0),), "ORG": (("ORG", 1.0),)}
LINK = 2.5
#: How much of its neighbours' context a member of a list takes over.
POOLED = 0.7
_LIST_LINKS = frozenset({",", "and", "or", "&", "the", "/"})
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
#: A lone word that the model takes for a person, whose full name the article never gives.
UNINTRODUCED = -1.9
#: Votes for a person that a title in front casts.
TITLED = 2.0
#: The full name of a well-known body that is named short first has at most so many words more.
FULLEST = 3
#: An article with this many of them is a list of players or an excerpt: full names are not to be expected.
MANY = 9


@dataclass(slots=True)
class Form:
    """All mentions of one name in an article."""

    key: str
    tokens: tuple[str, ...]
    text: str
    names: list[Name] = field(default_factory=list)
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    context: Votes = field(default_factory=lambda: defaultdict(float))
    label: str = ""
    full: "Form | None" = None


class Forms:
    """The forms of an article and how they hang together."""

    def __init__(
        self, words: Words, names: list[Name], evidence: Evidence, *, near: Mapping[str, int]
    ) -> None:
        self.words = words
        self.evidence = evidence
        self.near = near
        self.forms: dict[str, Form] = {}
        for name in names:
            text = words.join(name.start, name.end)
            key = form_of(text)
            form = self.forms.get(key)
            if form is None:
                tokens = tuple(words.text[name.start : name.end])
                form = self.forms[key] = Form(key, tokens, text)
            form.names.append(name)
        self.listed = False
        self._contexts: dict[int, Votes] = {}
        self._share(names)
        self._last: dict[str, Form] = {}
        self._first: dict[str, Form] = {}
        self._prefix: dict[tuple[str, ...], Form] = {}

    def decide(self, short_for: dict[str, str]) -> None:
        """Give every form its label, the longest forms first, and write it to the mentions.

        ``short_for`` maps the key of an acronym to the key of its long form.
        """
        surnames = {f.tokens[-1] for f in self.forms.values() if len(f.tokens) > 1}
        lone = [
            f
            for f in self.forms.values()
            if len(f.tokens) == 1
            and f.tokens[0] not in surnames
            and any(n.label == "PERSON" for n in f.names)
        ]
        self.listed = len(lone) >= MANY
        ordered = sorted(
            self.forms.values(), key=lambda f: (f.key in short_for, -len(f.tokens), f.names[0].start)
        )
        for form in ordered:
            self._weigh(form)
            self._link(form, self.forms.get(short_for.get(form.key, "")))
            sure = [n.label for n in form.names if n.sure]
            form.label = max(sorted(set(sure)), key=sure.count) if sure else self._best(form.votes)
            self._register(form)
            for name in form.names:
                name.label = form.label

    def introduced(self, surname: str) -> Form | None:
        """The person of that surname who is named in full."""
        return self._last.get(surname)

    def _share(self, names: list[Name]) -> None:
        """Read the context of every mention and let the members of a list ("A, B and C") share theirs."""
        contexts = self._contexts
        for name in names:
            contexts[name.start] = self.evidence.around(self.words, name)
        chain: list[Name] = []
        for name in names:
            if chain and self._listed_after(chain[-1], name):
                chain.append(name)
                continue
            self._pool(chain)
            chain = [name]
        self._pool(chain)
        self._share_titles(names)

    def _share_titles(self, names: list[Name]) -> None:
        """A title before "A of X, B of Y and C of Z" speaks for all of them."""
        chain: list[Name] = []
        end = -1
        for name, owner in pairwise(names):
            between = self.words.text[name.end : owner.start]
            if between not in (["of"], ["of", "the"]):
                continue
            linked = self.words.text[end : name.start] if chain else []
            if not (0 < len(linked) <= 2 and all(w in (",", "and") for w in linked)):
                chain = []
            chain.append(name)
            end = owner.end
            title = self._contexts[chain[0].start].get("PERSON", 0.0)
            if len(chain) > 1 and title >= TITLED:
                own = self._contexts[name.start]
                own["PERSON"] = max(own.get("PERSON", 0.0), title)

    def _listed_after(self, first: Name, second: Name) -> bool:
        between = self.words.text[first.end : second.start]
        return 0 < len(between) <= 3 and all(w in _LIST_LINKS for w in between)

    def _pool(self, chain: list[Name]) -> None:
        if len(chain) < 2:
            return
        pooled: Votes = defaultdict(float)
        for name in chain:
            for label, weight in self._contexts[name.start].items():
                pooled[label] = max(pooled[label], POOLED * weight)
            for label in self.evidence.sure_labels(self.words, name):
                pooled[label] = max(pooled[label], 1.0)
        for name in chain:
            own = self._contexts[name.start]
            for label, weight in pooled.items():
                own[label] = max(own.get(label, 0.0), weight)

    def _weigh(self, form: Form) -> None:
        votes = form.votes
        seen = [n for n in form.names if n.origin == "model"]
        for name in seen:
            for label, weight in _MODEL_VOTES.get(name.label, ((name.label, 1.0),)):
                votes[label] += MODEL * weight / len(seen)
        for name in form.names:
            if name.origin != "model":
                votes[name.label] += MODEL / len(form.names)
        for label, weight in self.evidence.inner(self.words, form.names[0], near=self.near).items():
            votes[label] += weight
        for name in form.names:
            for label, weight in self._contexts[name.start].items():
                form.context[label] += weight
        for label, weight in form.context.items():
            votes[label] += min(CUE_LIMIT, weight)

    def _link(self, form: Form, long: Form | None) -> None:
        """Let a short form follow the full form that it stands for."""
        votes = form.votes
        if long is not None and long is not form:
            form.full = long
            votes[long.label] += 2 * LINK
            return
        person = self._last.get(form.key) or self._first.get(form.key)
        body = self._prefix.get(tuple(t.casefold() for t in form.tokens))
        if person is not None:
            votes["PERSON"] += LINK + 0.5 if form.key in self._last else LINK - 0.3
        if body is not None:
            votes[body.label] += LINK - (0.8 if body.label != "ORG" else 0.5)
        if len(form.tokens) > 1:
            self._expect_mentions(form)
        else:
            self._expect_introduction(form, known=person is not None, body=body is not None)
        best = self._best(votes)
        if best == "PERSON":
            form.full = person
        elif body is not None and best == body.label == "ORG" and not self._another(form, body):
            form.full = body

    def _expect_mentions(self, form: Form) -> None:
        """A person's full name is taken up by the surname, a body's rather by its first word."""
        votes, tokens = form.votes, form.tokens
        surname = self._lone(tokens[-1])
        if surname and not self.evidence.heads.label(self.words, form.names[0].start, form.names[0].end):
            votes["PERSON"] += 0.6
        if self._lone(tokens[0]) and not surname:
            votes["ORG"] += 0.4
        given = tokens[0] in self.evidence.k.people.given
        if not surname and not given and form.context["PERSON"] < 0.5:
            votes["PERSON"] -= 0.8
            votes["ORG"] += 0.4

    def _expect_introduction(self, form: Form, *, known: bool, body: bool) -> None:
        """A lone name never given in full is seldom a person's; a place is in a gazetteer or follows "in"."""
        votes, token = form.votes, form.tokens[0]
        people = self.evidence.k.people
        expected = not known and not self.listed and token not in people.leaders
        if expected and votes["PERSON"] > 0 and form.context["PERSON"] < 1.0:
            votes["PERSON"] += UNINTRODUCED if token not in people.given else 0.3 * UNINTRODUCED
            votes["ORG"] += 0.5
        unplaced = not body and form.context["GPE"] < 1.0 and not self.evidence.placed(form.text)
        if unplaced and votes["GPE"] > 0:
            votes["GPE"] -= 0.9
            votes["ORG"] += 0.4

    def _lone(self, token: str) -> bool:
        return token.casefold() in self.forms

    def _register(self, form: Form) -> None:
        """Make a full form known to the short forms that come after it."""
        if len(form.tokens) < 2:
            return
        lower = [t.casefold() for t in form.tokens]
        if form.label == "PERSON" and len(lower) > 2 and lower[-1] in _GENERATIONS:
            lower.pop()
        if form.label == "PERSON":
            self._last.setdefault(lower[-1], form)
            for k in range(1, len(lower) - 1):
                self._last.setdefault("".join(lower[k:]) if "-" in lower else " ".join(lower[k:]), form)
            self._first.setdefault(lower[0], form)
        elif form.label == "ORG":
            for k in range(1, len(lower)):
                self._prefix.setdefault(tuple(lower[:k]), form)

    def _another(self, form: Form, longer: Form) -> bool:
        """Whether a longer name that begins with a short one is not its full name: it stands alone, or the
        longer one is that of a part of the body ("Senate Budget Committee", "House Republicans")."""
        if _stands_alone(form, longer) or self._offshoot(form, longer):
            return True
        heads, (first, second, *_), last = self.evidence.k.heads, longer.tokens, longer.tokens[-1]
        if len(form.tokens) > 1 or first not in heads.org_of or not second[:1].isupper():
            return False
        return last != "Party" and (last in heads.org_last or last.endswith("s") or last.isupper())

    def _offshoot(self, form: Form, longer: Form) -> bool:
        """Whether the longer name is that of an organ or a daughter: "CERN Council", "Siemens Mobility"."""
        if all(name.origin == "dateline" for name in longer.names):
            return True  # "(UN News)" says nothing of the UN
        first = form.names[0].start < longer.names[0].start
        known = self.evidence.body(form.text)
        if longer.tokens[-1] in self.evidence.k.heads.organs:
            return first or known
        # "Shell", then "Shell Petroleum Development Company of Nigeria"
        return first and known and len(longer.tokens) - len(form.tokens) > FULLEST

    @staticmethod
    def _best(votes: Votes) -> str:
        return max(_ORDER, key=lambda label: (votes.get(label, 0.0), -_ORDER.index(label)))


def _stands_alone(form: Form, longer: Form) -> bool:
    """Whether a short name is no abbreviation of the longer one: it comes first and more often ("Corvane" and
    its arm "Corvane Energy"), while a full name is given before it is shortened."""
    first = form.names[0].start < longer.names[0].start
    return first and len(form.names) > len(longer.names)
