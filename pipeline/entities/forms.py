"""One article, one type per name: the mentions of a form are counted together, short forms follow their full form."""

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.entities.evidence import CUE_LIMIT, MODEL, Evidence, Votes
from pipeline.entities.names import Name, Words, form_of

_ORDER = ("GPE", "ORG", "PERSON", "LOC", "EVENT", "NORP", "LAW")
#: What the model's labels vote for.
_MODEL_VOTES = {"FAC": (("LOC", 0.9), ("ORG", 0.3)), "PERSON": (("PERSON", 1.0),), "ORG": (("ORG", 1.0),)}
LINK = 2.5
#: A lone word that the model takes for a person, whose full name the article never gives.
UNINTRODUCED = -1.2


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

    def __init__(self, words: Words, names: list[Name], evidence: Evidence, *, near: frozenset[str]) -> None:
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
        self._last: dict[str, Form] = {}
        self._first: dict[str, Form] = {}
        self._prefix: dict[tuple[str, ...], Form] = {}

    def decide(self, short_for: dict[str, str]) -> None:
        """Give every form its label, the longest forms first, and write it to the mentions.

        ``short_for`` maps the key of an acronym to the key of its long form.
        """
        ordered = sorted(self.forms.values(), key=lambda f: (f.key in short_for, -len(f.tokens), f.names[0].start))
        for form in ordered:
            self._weigh(form)
            self._link(form, self.forms.get(short_for.get(form.key, "")))
            sure = [n.label for n in form.names if n.sure]
            form.label = max(sorted(set(sure)), key=sure.count) if sure else self._best(form.votes)
            self._register(form)
            for name in form.names:
                name.label = form.label

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
            for label, weight in self.evidence.around(self.words, name).items():
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
        if len(form.tokens) > 1:
            last, first = self._lone(form.tokens[-1]), self._lone(form.tokens[0])
            if last and not self.evidence.heads.label(self.words, form.names[0].start, form.names[0].end):
                votes["PERSON"] += 0.6
            if first and not last:
                votes["ORG"] += 0.4
        person = self._last.get(form.key) or self._first.get(form.key)
        body = self._prefix.get(tuple(t.casefold() for t in form.tokens))
        if person is not None:
            votes["PERSON"] += LINK + 0.5 if form.key in self._last else LINK - 1.0
        if body is not None:
            votes[body.label] += LINK - (0.8 if body.label != "ORG" else 0.5)
        if person is None and len(form.tokens) == 1 and form.context["PERSON"] < 1.0 and votes["PERSON"] > 0:
            if form.tokens[0] not in self.evidence.k.people.leaders:
                votes["PERSON"] += UNINTRODUCED
                votes["ORG"] += 0.3
        best = self._best(votes)
        if best == "PERSON":
            form.full = person
        elif body is not None and best == body.label == "ORG":
            form.full = body

    def _lone(self, token: str) -> bool:
        return token.casefold() in self.forms

    def _register(self, form: Form) -> None:
        """Make a full form known to the short forms that come after it."""
        if len(form.tokens) < 2:
            return
        lower = [t.casefold() for t in form.tokens]
        if form.label == "PERSON":
            self._last.setdefault(lower[-1], form)
            for k in range(1, len(lower) - 1):
                self._last.setdefault("".join(lower[k:]) if "-" in lower else " ".join(lower[k:]), form)
            self._first.setdefault(lower[0], form)
        elif form.label == "ORG":
            for k in range(1, len(lower)):
                self._prefix.setdefault(tuple(lower[:k]), form)

    @staticmethod
    def _best(votes: Votes) -> str:
        return max(_ORDER, key=lambda label: (votes.get(label, 0.0), -_ORDER.index(label)))
