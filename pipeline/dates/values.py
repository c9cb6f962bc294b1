"""Small readings of slot texts: numbers, years, months."""

from pipeline.dates.knowledge import Knowledge
from pipeline.dates.normalise import month_number


def number(text: str, knowledge: Knowledge) -> int | None:
    """The value of "12", "12th", "the 3rd", "twelve", "twenty-first" or "a", None for anything else."""
    word = text.lower().split()[-1]
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") and word[0].isdigit() else word
    if digits.isascii() and digits.isdigit():
        return int(digits)
    tens, _, ones = word.replace("–", "-").partition("-")
    if ones:
        return _sum(knowledge.numbers.get(tens), knowledge.numbers.get(ones))
    return knowledge.numbers.get(word)


def _sum(tens: int | None, ones: int | None) -> int | None:
    """The value of "twenty-first"; None where the parts do not go together."""
    return tens + ones if tens and ones and tens % 10 == 0 and 0 < ones < 10 else None


def month(text: str) -> int | None:
    """The number of the month that a slot names."""
    return month_number(text.split()[-1] if text.split() else text)


def year(text: str | None) -> int | None:
    """The value of a year slot."""
    return int(text) if text else None


def two_digit_year(short: str, *, after: int) -> int | None:
    """The year that "78" names in "1977-78", None when it does not follow ``after``."""
    if len(short) != 2:
        return None
    value = after - after % 100 + int(short)
    if value < after:
        value += 100
    return value if after < value <= after + 40 else None


def century_year(short: int) -> int:
    """The year that two digits name alone: 00-49 are of this century."""
    return 2000 + short if short < 50 else 1900 + short
