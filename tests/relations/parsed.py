"""Reads the parsed sentences of parsed.txt and makes Docs of them."""

from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True)
class Row:
    """One token with its annotation; ``head`` is the index of its head in the sentence."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


@dataclass(frozen=True)
class Parsed:
    """A sentence with the patterns wanted, and why they are not found where that is a known error."""

    text: str
    wanted: list[str]
    rows: list[Row]
    cause: str = ""

    def doc(self, vocab: Vocab) -> Doc:
        """The sentence as a Doc with one sentence."""
        words, spaces, at = [], [], 0
        for row in self.rows:
            at = self.text.index(row.text, at) + len(row.text)
            words.append(row.text)
            spaces.append(self.text[at : at + 1] == " ")
        return Doc(
            vocab,
            words=words,
            spaces=spaces,
            lemmas=[r.lemma for r in self.rows],
            pos=[r.pos for r in self.rows],
            tags=[r.tag for r in self.rows],
            deps=[r.dep for r in self.rows],
            heads=[r.head for r in self.rows],
            ents=["O" if r.entity == "-" else f"I-{r.entity}" for r in self.rows],
        )


def load(name: str) -> list[Parsed]:
    """The sentences of a file beside this one."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    blocks = [[x for x in b.splitlines() if not x.startswith("#")] for b in text.split("\n\n")]
    return [_block(lines) for lines in blocks if any(lines)]


def _block(lines: list[str]) -> Parsed:
    values = {key: value for key, _, value in (x.strip().partition(": ") for x in lines[1:3])}
    rows = [x.split() for x in lines[1:] if x.split()[0].isdigit()]
    return Parsed(
        text=lines[0],
        wanted=[] if values["wanted"] == "none" else values["wanted"].split("; "),
        rows=[Row(r[1], r[2], r[3], r[4], r[5], int(r[6]), r[7]) for r in rows],
        cause=values.get("cause", ""),
    )
