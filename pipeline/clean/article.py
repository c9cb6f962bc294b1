"""The stage's one function: passes over the text until nothing more comes out, then date and dateline."""

from pipeline.clean.control import control_spans
from pipeline.clean.dateline import find_dateline
from pipeline.clean.lines import split_lines
from pipeline.clean.model import Basis, CleanArticle
from pipeline.clean.offsets import Kept
from pipeline.clean.passes import boilerplate
from pipeline.clean.published import publication_date
from pipeline.clean.rules import load_rules

#: Each pass can bring a new line to the edge of the article; real articles need two or three.
_MOST_PASSES = 24


def clean(
    raw: str, *, published: str | None = None, published_basis: Basis | None = None, title: str | None = None
) -> CleanArticle:
    """Take the boilerplate out of an article and find its publication date and dateline.

    ``raw`` may hold any code points; ``text`` of the result is made of unchanged pieces of it. A
    ``published`` date from outside (ISO, or a written day) wins over what the text says, with
    ``published_basis`` (or "argument") as its basis. A line equal to ``title`` is never taken out.
    Raises DataFileError when a rule file of the package is malformed.
    """
    rules = load_rules()
    kept = Kept(raw)
    kept.cut(control_spans(kept.text))
    for _ in range(_MOST_PASSES):
        if not kept.cut(boilerplate(kept.text, rules, title)):
            break
    removed = kept.removed()
    found = find_dateline(split_lines(kept.text[:20_000]))
    dateline, day = found if found else (None, None)
    date, basis = publication_date(
        raw, kept.text, removed, day, given=published, given_basis=published_basis, rules=rules
    )
    return CleanArticle(
        raw=raw,
        text=kept.text,
        segments=kept.segments(),
        removed=removed,
        published=date,
        published_basis=basis,
        dateline=dateline,
    )
