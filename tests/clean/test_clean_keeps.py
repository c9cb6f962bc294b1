"""The article's own words stay, however much they look like boilerplate."""

import pytest

from pipeline.clean import clean
from tests.clean.article import FIRST, SECOND, between, with_head, with_tail

OWN = [
    "Photos of the signing were published by the ministry, which praised the work of both delegations.",
    "Videos from the scene showed the ministers leaving the hall, and pictures went round.",
    "“Follow us on this road,” the minister told the assembly, and the deputies rose to their feet.",
    "Like Facebook, the company agreed to share its data with the two regulators from next month.",
    "Share prices of the gas company rose by two percent after the news of the contract had come out.",
    "The latest agreement replaces one of 2003, which the two parliaments had never ratified in full.",
    "Copyright law is to be changed under the pact, so that translations of school books become free.",
    "The report was published by the commission in March and said that growth would be slow for years.",
    "By Tuesday the ministers had settled all but two of the questions on the list, the envoy said.",
    "Subscribers to the service will be told of the merger by letter, the two companies announced.",
    "Reproduction of the fish is the aim of the joint programme that the two institutes have started.",
    "A previous version of the bill had been rejected by the upper house in autumn, by two votes.",
    "The parliament's newsletter on the deal, posted on its website, names the members who voted against.",
    "Correction of the border was agreed as well; the maps are to be exchanged in the spring.",
    "Related parties will have to register by June under the accord, lawyers of the fund explained.",
    "Contact between the armies by telephone was restored under the ceasefire, the mediators reported.",
    "Print media are not covered by the accord, nor are the comments that readers leave on web pages.",
    "Editing of genes will be limited by the convention, which nine states have signed so far.",
    "(c) the parties shall settle disputes by talks;",
    "The two companies said they would sign up more partners for the project in the second half of the year.",
]
KEPT_LINES = [
    "What was signed",
    "How it came about",
    "Twenty-five years in the making",
    "About Fjord Gas",
]


@pytest.mark.parametrize("line", OWN)
@pytest.mark.parametrize("place", [between, with_head, with_tail])
def test_sentences_stay(line: str, place) -> None:  # type: ignore[no-untyped-def]
    raw = place(line)
    found = clean(raw)
    assert found.text == raw
    assert found.removed == []


@pytest.mark.parametrize("line", KEPT_LINES)
def test_subheadings_stay(line: str) -> None:
    raw = between(line)
    assert clean(raw).text == raw


@pytest.mark.parametrize(
    "items",
    [
        "The following documents were signed:\n1. Agreement on gas supplies;\n2. Memorandum on ferries.",
        "The heads of state also:\n- set up a joint fund;\n- approved the strategy.",
        "Among them are:\n\n• an Agreement on the Development Fund;\n\n• a Protocol on customs.",
    ],
)
def test_lists_of_documents_stay(items: str) -> None:
    for raw in (between(items), with_tail(items)):
        assert clean(raw).text == raw


def test_headline_stays_whatever_it_says() -> None:
    raw = f"Read more: how two ministers sold gas\n\n{FIRST}\n"
    assert clean(raw, title="Read more: how two ministers sold gas").text == raw


def test_dateline_stays() -> None:
    raw = f"OSLO, Norway, May 3, 2024 (FJW) - {FIRST}\n\n{SECOND}\n"
    found = clean(raw)
    assert found.text == raw
    assert found.dateline is not None


def test_paper_and_place_alone_on_a_line_are_a_dateline() -> None:
    raw = f"Gas deal signed in the north\n\nFjord Wire agency, Oslo, May 3, 2024\n\n{FIRST}\n"
    assert clean(raw).text == raw


def test_live_blog_keeps_its_clock() -> None:
    raw = (
        f"Gas talks live\n\nFri 3 May 2024 15.40 BST\n\n15.32 BST\n{FIRST}\n\n14.05 BST\n{SECOND}\n\n"
        f"12.20 BST\n{FIRST}\n"
    )
    found = clean(raw)
    assert found.text == raw
    assert found.published == "2024-05-03"


def test_a_lone_subheading_that_sounds_like_a_menu_stays() -> None:
    raw = between("The latest")
    assert clean(raw).text == raw


def test_last_paragraph_with_the_agencys_tag_stays() -> None:
    raw = f"{FIRST}\n\nThe share of gas in the energy mix is to rise to 15 per cent by 2030. (FJW)\n"
    assert clean(raw).text == raw


def test_subject_of_the_report_is_no_byline() -> None:
    raw = f"The minister who would not sign\n\nJane Doe\n\n{FIRST} Doe was not there.\n"
    assert clean(raw).text == raw


@pytest.mark.parametrize("raw", ["", " ", "\n\n", "x", "Gas deal signed"])
def test_tiny_texts(raw: str) -> None:
    assert clean(raw).text == raw
