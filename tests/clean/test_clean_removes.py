"""Each kind of boilerplate, where it stands in real life: it goes, and the article stays."""

import pytest

from pipeline.clean import clean
from tests.clean.article import BODY, FIRST, HEADLINE, SECOND, THIRD, between, with_head, with_tail

TAILS = [
    ("stamp", "Published: 3 May 2024, 14:20"),
    ("stamp", "03.05.2024 - 10:32 AM | Views: 1,204 | Print | Share"),
    ("credit", "Photo: press service of the Ministry of Energy"),
    ("credit", "(Photo by Jane Doe/Getty Images)"),
    ("credit", "PHOTO: Ministers shake hands in the harbour. Credit: J. Doe/Fjord Wire"),
    ("byline", "Author: Jane Doe"),
    ("trailer", "Edited by: J. Doe"),
    ("byline", "— Jane Doe, Oslo"),
    ("byline", "Author\nJane Doe"),
    ("links", "Read also: Gas price falls to a two-year low"),
    ("links", "ALSO READ | Gas price falls to a two-year low"),
    ("links", "Read more: Gas price falls | New harbour opens | Fish stocks recover"),
    (
        "links",
        "Latest news\n- Gas price falls to a low\n- Who will run the harbour?\n- Fish stocks recover",
    ),
    ("links", "LATEST NEWS\n15:01 Gas price falls\n14:48 Harbour opens"),
    ("links", "MORE FROM ENERGY\nGas price falls\nHarbour opens"),
    ("links", "link: https://fjordwire.example/en/"),
    ("disclaimer", "Disclaimer: this report is provided for information only and is no offer."),
    ("disclaimer", "© Fjord Wire 2024. Reproduction without written consent is prohibited."),
    ("disclaimer", "(c) Fjord Wire. Reproduction without permission prohibited."),
    ("disclaimer", "The opinions expressed in this article are the author's own."),
    ("disclaimer", "Forward-Looking Statements\nCertain statements in this release may prove wrong."),
    ("disclaimer", "(Except for the headline, this story has not been edited by our staff.)"),
    ("subscription", "Subscribe to our newsletter for €4 a month."),
    ("subscription", "You receive this letter because you signed up at our site. Unsubscribe | Privacy"),
    ("subscription", "While you're here: every Friday our editors round up the week."),
    ("tags", "Tags: gas, Norland, Sudland"),
    ("tags", "Tags: #gas #norland"),
    ("tags", "Tags:\nGas supplies\nNorland"),
    ("tags", "RELATED TOPICS: Energy | Gas"),
    ("social", "Follow us on Telegram"),
    ("social", "Share: Facebook | Twitter | Telegram"),
    ("social", "Stay up-to-date with more news on Fjord Wire's WhatsApp channel"),
    ("trailer", "(Reporting by Jane Doe in Oslo; editing by John Roe)"),
    ("trailer", "(With inputs from agencies)"),
    ("trailer", "Fjord Wire's Jane Doe and John Roe contributed to this report."),
    ("trailer", "SOURCE Fjord Gas LLC"),
    ("trailer", "• This article was amended on 4 May 2024. An earlier version misstated the volume."),
    ("trailer", "CORRECTION: An earlier version of this story gave the wrong volume."),
    ("trailer", "This story was first published by Fjord Wire."),
    ("trailer", "newsdesk@fjordwire.example"),
    ("trailer", "APX/jd/kr"),
    ("trailer", "-- FJORDPRESS"),
    ("separator", "-----"),
    ("navigation", "views: 1204"),
    ("navigation", "Print"),
    ("navigation", "Found a mistake? Select it and press Ctrl+Enter"),
    ("navigation", "Comments (0)"),
]
HEADS = [
    ("stamp", "Friday 3 May 2024 08.15 BST"),
    ("stamp", "09/13/2024"),
    ("stamp", "10 November 2017 15:12 (UTC+04:00)"),
    ("stamp", "Last updated: May 3, 2024 06:40 IST"),
    ("byline", "By Jane Doe and John Roe"),
    ("byline", "By our correspondents in Oslo and Bergen"),
    ("byline", "From our special envoy in Oslo"),
    ("byline", "Our Correspondent"),
    ("byline", "Science desk"),
    ("byline", "Jane Doe"),
    ("byline", "By our Foreign Desk | Oslo | Updated: May 3, 2024 06:40 IST"),
    ("breadcrumb", "Home > Business > Energy"),
    ("breadcrumb", "Press Releases / Energy"),
    ("breadcrumb", "ENERGY"),
    ("credit", "Photo credit: Harbour Office"),
    ("credit", "Ministers after the ceremony | Photo: Harbour Office"),
    (
        "credit",
        "FILE - In this May 3, 2023, file photo, the minister waves to reporters in the harbour of Oslo.",
    ),
    ("navigation", "Skip to main content"),
    ("navigation", "3 min read"),
    ("navigation", "FOR IMMEDIATE RELEASE"),
]
MIDDLES = [
    ("links", "Read also: Gas price falls to a two-year low"),
    ("links", "Read also:\nGas price falls to a two-year low\nHarbour opens"),
    ("links", "( Also on FJORD: Gas price falls)"),
    ("credit", "( PHOTOS: The harbour's best days)"),
    ("credit", "Ministers shake hands on Tuesday. (Photo: Jane Doe, Fjord Wire)"),
    ("social", "Follow us on Facebook and X"),
    ("navigation", "Advertisement"),
    ("subscription", "Sign up for our morning briefing here."),
]


def removed_kinds(raw: str) -> set[str]:
    return {span.kind for span in clean(raw).removed}


@pytest.mark.parametrize(("kind", "tail"), TAILS)
def test_tail(kind: str, tail: str) -> None:
    found = clean(with_tail(tail))
    assert found.text == f"{HEADLINE}\n\n{BODY}\n\n"
    assert kind in {span.kind for span in found.removed}


@pytest.mark.parametrize(("kind", "head"), HEADS)
def test_head(kind: str, head: str) -> None:
    found = clean(with_head(head))
    assert found.text == f"{HEADLINE}\n\n{BODY}\n"
    assert {span.kind for span in found.removed} == {kind}


@pytest.mark.parametrize(("kind", "piece"), MIDDLES)
def test_middle(kind: str, piece: str) -> None:
    found = clean(between(piece))
    assert found.text == f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    assert {span.kind for span in found.removed} == {kind}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (f" date 2024-05-03 {FIRST}", FIRST),
        (f"date 2024-05-03 10:20\n{HEADLINE}\n\n{FIRST}", f"{HEADLINE}\n\n{FIRST}"),
        (f"2024-05-03 {FIRST}", FIRST),
        (f"Home / Politics / {HEADLINE}\n\n{FIRST}", f"{HEADLINE}\n\n{FIRST}"),
        (f"{FIRST} (Reporting by Jane Doe; Editing by John Roe)", FIRST),
        (f"{FIRST} (Photo: Harbour Office)", FIRST),
        (f"{FIRST}-02B-\n", f"{FIRST}\n"),
        (f"{HEADLINE} Updated: 2024-05-03 06:50 (Agencies)\n\n{FIRST}", f"{HEADLINE}\n\n{FIRST}"),
        (f"{FIRST} Disclaimer: This post has been auto-published from an agency feed.", FIRST),
        (f"By Jane Doe, OSLO, May 3, 2024 /FJW/ {FIRST}", f"OSLO, May 3, 2024 /FJW/ {FIRST}"),
        (f"OSLO, May 3 / Corr. J.D. /\n\n{FIRST}", f"OSLO, May 3\n\n{FIRST}"),
    ],
)
def test_piece_of_a_line(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_caption_above_the_dateline() -> None:
    caption = "Minister Jane Doe (left) and Minister John Roe shake hands before the talks on ferries in May."
    found = clean(f"{caption}\n\nOSLO (FJW) - {FIRST}\n")
    assert found.text == f"OSLO (FJW) - {FIRST}\n"
    assert [span.kind for span in found.removed] == ["credit"]


def test_control_characters_go_and_words_stay() -> None:
    found = clean(f"\ufeffThe \u202eminis\xadters\x00 met.\u200f\n\n{FIRST}")
    assert found.text == f"The ministers met.\n\n{FIRST}"
    assert {span.kind for span in found.removed} == {"control"}


def test_blank_lines_do_not_pile_up() -> None:
    raw = f"{FIRST}\n\nRead also: Gas price falls\n\n{SECOND}\n"
    assert clean(raw).text == f"{FIRST}\n\n{SECOND}\n"


def test_a_gazette_of_everything() -> None:
    raw = (
        " date 2024-05-03 14:20\nEN | RU\nHome / Economy / " + HEADLINE + "\nBy Jane Doe\n\n"
        "OSLO, Norway, May 3. " + FIRST + "\n\nRead also: Gas price falls\n\n" + SECOND + "\n\n"
        "Tags: gas\nShare: Facebook | X\nMost read\nHarbour opens\nFish stocks recover\n© Fjord Wire\n"
    )
    found = clean(raw)
    assert found.text == f"{HEADLINE}\n\nOSLO, Norway, May 3. {FIRST}\n\n{SECOND}\n\n"
    assert (found.published, found.published_basis) == ("2024-05-03", "stamp")
