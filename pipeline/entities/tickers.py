"""Ticker symbols in brackets behind a company's name: "Shell (SHEL.L)", "Mutua Seguros (BME: MUT)"."""

import re

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Words

_LONGEST = 10
#: "SHEL.L", "7203.T", "RELI.NS": a symbol and its exchange.
_QUOTED = re.compile(r"^[A-Z0-9]{1,6}\.[A-Z]{1,3}$")
_MARKS = frozenset({":", ",", ";", "/", "."})


def ticker_brackets(words: Words, knowledge: Knowledge) -> list[tuple[int, int]]:
    """The token ranges, brackets included, that hold symbols of exchanges and nothing else."""
    text, found = words.text, []
    for i, word in enumerate(text):
        if word != "(" or not i or not (words.capital[i - 1] or text[i - 1] in (".", "+")):
            continue
        end = next((j for j in range(i + 1, min(i + _LONGEST, len(text))) if text[j] == ")"), 0)
        inner = text[i + 1 : end]
        if not inner:
            continue
        exchanges = [w for w in inner if w in knowledge.heads.exchanges]
        symbols = all(w.isupper() or w.isdigit() or w in exchanges or w in _MARKS for w in inner)
        if (len(inner) == 1 and _QUOTED.match(inner[0])) or (exchanges and ":" in inner and symbols):
            found.append((i, end + 1))
    return found
