"""Reads the tagged lines of examples.txt and known_errors.txt; the top of examples.txt explains the tags."""

import re
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

_TAG = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_VALUE = re.compile(r"(?P<kind>\w+)(?: of (?P<person>[^:]+))?: (?P<names>.+)")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """A tagged range, in characters of the plain text; ``kind`` None says that it stands for nobody."""

    start: int
    end: int
    kind: str | None
    names: frozenset[str] = frozenset()
    person: str | None = None


@dataclass(frozen=True)
class Example:
    """A plain text with its tags, and why it is wrong today where it is a known error."""

    text: str
    wanted: tuple[Wanted, ...]
    cause: str = ""


def load(name: str) -> list[Example]:
    """The examples of a file beside this one; raises ValueError on a tag that cannot be read."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line.strip() and not line.startswith("#")]


def parse(line: str) -> Example:
    """One line: tagged text, and after " | " the cause of a known error."""
    tagged, _, cause = line.partition(" | ")
    text, wanted, at = "", [], 0
    for match in _TAG.finditer(tagged):
        text += tagged[at : match.start()]
        wanted.append(_wanted(len(text), match[1], match[2]))
        text += match[1]
        at = match.end()
    return Example(text + tagged[at:], tuple(wanted), cause)


def _wanted(start: int, words: str, tag: str) -> Wanted:
    if tag == "nobody":
        return Wanted(start, start + len(words), None)
    value = _VALUE.fullmatch(tag)
    if value is None:
        raise ValueError(f"cannot read the tag ({tag}) of [{words}]")
    names = frozenset(value["names"].split("; "))
    return Wanted(start, start + len(words), value["kind"], names, value["person"])


def problems(doc: Doc, example: Example) -> list[str]:
    """What of an example the Doc's mentions do not fulfil, in words."""
    out = []
    for wanted in example.wanted:
        near = [m for m in found(doc) if m.start < wanted.end and wanted.start < m.end]
        words = example.text[wanted.start : wanted.end]
        if wanted.kind is None:
            out += [f"{words!r} should stand for nobody: {m}" for m in near]
        elif not any(_fits(m, wanted, example.text) for m in near):
            out.append(f"no mention {words!r} is {wanted}; there are {near}")
    return out


def found(doc: Doc) -> list[Wanted]:
    """The mentions of a Doc in the form of the tags."""
    actors = doc._.actors
    return [
        Wanted(
            doc[m.start].idx,
            doc[m.end - 1].idx + len(doc[m.end - 1]),
            m.kind,
            frozenset(actors[i].name for i in m.actors),
            None if m.person is None else actors[m.person].name,
        )
        for m in doc._.mentions
    ]


def _fits(mention: Wanted, wanted: Wanted, text: str) -> bool:
    same = (mention.kind, mention.names, mention.person) == (wanted.kind, wanted.names, wanted.person)
    return same and mention.end == wanted.end and _bare(mention, text) == _bare(wanted, text)


def _bare(wanted: Wanted, text: str) -> int:
    article = _ARTICLE.match(text, wanted.start)
    return article.end() if article else wanted.start
