"""Is a text English? A cheap test by script and function words; short texts get the benefit of the doubt."""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
#: Enough to judge an article by; the rest of a long one costs nothing.
_SAMPLE = 20_000
_LAST_LATIN = 0x024F


@dataclass(frozen=True)
class EnglishRule:
    """The thresholds and words of english.json."""

    words: frozenset[str]
    min_words: int
    min_share: float
    max_foreign_letters: float


@cache
def _rule() -> EnglishRule:
    data = json.loads(files("pipeline.readers").joinpath("english.json").read_text(encoding="utf-8"))
    return EnglishRule(
        words=frozenset(data["words"]),
        min_words=data["min_words"],
        min_share=data["min_share"],
        max_foreign_letters=data["max_foreign_letters"],
    )


def why_not_english(text: str) -> str | None:
    """Say in a few words why ``text`` is not English, or return None when it is or may well be."""
    rule = _rule()
    words = _WORD.findall(text[:_SAMPLE])
    letters = sum(map(len, words))
    foreign = [c for word in words for c in word if ord(c) > _LAST_LATIN]
    if letters and len(foreign) / letters > rule.max_foreign_letters:
        return f"{len(foreign) / letters:.0%} of its letters are {_script(foreign)}"
    if len(words) < rule.min_words:
        return None
    share = sum(word.lower() in rule.words for word in words) / len(words)
    if share < rule.min_share:
        return f"only {share:.0%} of its words are English function words"
    return None


def _script(letters: list[str]) -> str:
    scripts = Counter(unicodedata.name(c, "unknown").split()[0].capitalize() for c in letters[:500])
    return scripts.most_common(1)[0][0]
