"""Ticker symbols in brackets behind a company's name: "Shell (SHEL.L)", "Mutua Seguros (BME: MUT)"."""

import re

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Words

_LONGEST = 10
#: "SHEL.L", "7203.T", "RELI.NS": a symbol and its exchange.
_QUOTED = re.compile(r"^[A-Z0-9]{1,6}[a-z]?\.[A-Z]{1,3}$")
_MARKS = frozenset({":", ",", ";", "/", "."})


def ticker_brackets(words: Words, knowledge: Knowledge) -> list[tuple[int, int]]:
    """The token ranges, brackets included, that hold symbols of exchanges and nothing else."""
    found = ((i, ticker_end(words, i, knowledge)) for i, word in enumerate(words.text) if word == "(")
    return [(start, end) for start, end in found if end]


def ticker_end(words: Words, i: int, knowledge: Knowledge) -> int:
    """Where the bracket at ``i`` ends, if it holds but a ticker symbol; else 0."""
    text, exchanges = words.text, knowledge.heads.exchanges
    before = words.at(i - 1)
    if not (i and (words.capital[i - 1] or before in (".", "+", ")") or before in knowledge.heads.corporate)):
        return 0
    end = next((j for j in range(i + 1, min(i + _LONGEST, len(text))) if text[j] == ")"), 0)
    inner = text[i + 1 : end]
    if len(inner) == 1 and _QUOTED.match(inner[0]):
        return end + 1
    exchanged = any(":" in w for w in inner) and any(w.partition(":")[0] in exchanges for w in inner)
    symbols = all(w.isupper() or w.isdigit() or w in exchanges or w in _MARKS for w in inner)
    return end + 1 if exchanged and symbols else 0
