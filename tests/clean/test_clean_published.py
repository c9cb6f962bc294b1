"""The publication date and what it rests on; no guess where the text does not tell."""

import pytest

from pipeline.clean import clean
from pipeline.clean.days import find_days
from tests.clean.article import FIRST, HEADLINE, SECOND

TOLD = [
    (f" date 2024-05-03 OSLO, May 3. {FIRST}", "2024-05-03", "stamp"),
    (f"date 2024-05-04 OSLO, May 3, 2024 - {FIRST}", "2024-05-04", "stamp"),
    (f"OSLO, May 3, 2024 - {FIRST}", "2024-05-03", "dateline"),
    (f"{HEADLINE}\n\n09/13/2024\n\n{FIRST}", "2024-09-13", "stamp"),
    (f"{HEADLINE}\n\nFriday, 3 May 2024, 10.20 BST\n\n{FIRST}", "2024-05-03", "stamp"),
    (f"{HEADLINE}\n\nBy Jane Doe | Oslo | Updated: May 3, 2024 06:40\n\n{FIRST}", "2024-05-03", "stamp"),
    (
        f"Oslo, May 4th 2024 - 04:12 UTC\n\n{HEADLINE}\n\nMay 3rd 2024 - 10:22 UTC\n\n{FIRST}",
        "2024-05-03",
        "stamp",
    ),
    (f"{HEADLINE}\n\n{FIRST}\n\n26/12/2022 - 10:32 AM | Views: 1,204 | Print", "2022-12-26", "trailer"),
    (f"{HEADLINE}\n\n{FIRST}\n\n-0- FJW AR/MA 13Dec2023", "2023-12-13", "trailer"),
    (f"{HEADLINE}\n\n{FIRST}\n\nPublished in The Fjord Mail, September 26th, 2024", "2024-09-26", "trailer"),
    # a dateline without year, and something else that tells the year
    (f"OSLO, May 3 - {FIRST}\n\n• This article was amended on 4 May 2010.", "2010-05-03", "dateline"),
    (f"OSLO, May 3 - {FIRST}\n\n© 2009 Fjord Wire. All rights reserved.", "2009-05-03", "dateline"),
    (f"OSLO, May 3 - {FIRST} The vote was on Thursday, May 2, 2013.", "2013-05-03", "dateline"),
    (
        f"OSLO, May 3 - {FIRST} It was signed on the sidelines of Gas Week 2012.",
        "2012-05-03",
        "dateline",
    ),
    (f"OSLO, May 3 - {FIRST} Ten ships are due this year and twelve due in 1988.", "1987-05-03", "dateline"),
    (f"OSLO, May 3 - {FIRST} It sold ten ships so far in 1987.", "1987-05-03", "dateline"),
    (f"OSLO, May 3 - {FIRST} Output may grow next year, 1995, too.", "1994-05-03", "dateline"),
    # the report's own words
    (
        "Norland signed the pact on Monday, 24 June 2024, after ten years of talks with its neighbours.",
        "2024-06-24",
        "body",
    ),
    (
        "NORBURG: Norland has left the pact of the nine, its ministry said on Monday (24 June 2024).",
        "2024-06-24",
        "body",
    ),
    (
        "Norland has left the pact, its minister announced in an address late on Tuesday, 25 October 2016.",
        "2016-10-26",
        "body",
    ),
]
NOT_TOLD = [
    FIRST,
    f"OSLO, May 3 - {FIRST}",
    f"OSLO, May 3. {FIRST} The old agreement was signed on October 10, 2003, and the older one in 1987.",
    f"OSLO, May 3 - {FIRST} The notes are due on May 3, 1994.",
    f"OSLO, May 3 - {FIRST} Rights may be used between May 3, 1988 and May 3, 1992.",
    f"OSLO, May 3 - {FIRST} It sold ten ships so far in 1987, and ten so far in 1986.",
    # a weekday that the calendar contradicts; what is still to come; a term
    "Norland signed the pact on Sunday, 24 June 2024, after ten years of talks with its northern neighbours.",
    "Norland announced that it will sign the pact on Monday, 24 June 2024, if others agree.",
    "Norland was told to sign the pact by Monday, 24 June 2024, by the union of its neighbours.",
    f"{HEADLINE}\n\n{FIRST}\n\nLatest news\nHarbour opens on 3 May 2024\nGas deal signed on 2 May 2024",
    f"{HEADLINE}\n\n{FIRST}\n\nThis article was amended on 4 May 2010. The volume was wrong.",
]


@pytest.mark.parametrize(("raw", "date", "basis"), TOLD)
def test_told(raw: str, date: str, basis: str) -> None:
    found = clean(raw)
    assert (found.published, found.published_basis) == (date, basis)


@pytest.mark.parametrize("raw", NOT_TOLD)
def test_not_told(raw: str) -> None:
    found = clean(raw)
    assert (found.published, found.published_basis) == (None, None)


def test_a_date_from_outside_wins() -> None:
    raw = f"date 2024-05-03 {FIRST}\n\n{SECOND}"
    told = clean(raw, published="2024-05-01")
    assert (told.published, told.published_basis) == ("2024-05-01", "argument")
    told = clean(raw, published="2024-05-01T10:00:00Z", published_basis="metadata")
    assert (told.published, told.published_basis) == ("2024-05-01", "metadata")
    told = clean(raw, published="3 May 2024")
    assert told.published == "2024-05-03"
    told = clean(raw, published="yesterday")
    assert (told.published, told.published_basis) == ("2024-05-03", "stamp")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("October 7, 2025", ["2025-10-07"]),
        ("Sunday November 13 2022", ["2022-11-13"]),
        ("November 16/2023", ["2023-11-16"]),
        ("31st of July 1999", ["1999-07-31"]),
        ("17.09.2025, 14.10.17", ["2025-09-17", "2017-10-14"]),
        ("26/12/2022", ["2022-12-26"]),
        ("09/13/2024", ["2024-09-13"]),
        ("05/03/2024 10:22 AM", ["2024-05-03"]),
        ("05/03/2024", ["2024-03-05"]),
        ("2003-11-12", ["2003-11-12"]),
        ("13Dec2023", ["2023-12-13"]),
        ("may 12 people", []),
        ("30 February 2024", []),
        ("version 1.2.3.4", []),
        ("1,195 March", []),
    ],
)
def test_written_days(text: str, days: list[str]) -> None:
    assert [day.iso for day in find_days(text) if day.iso] == days
