"""Tagged sentences: which words stand for which actor."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tests.mentions.examples import Example, load, parse, problems

EXAMPLES = load("examples.txt")
KNOWN_ERRORS = load("known_errors.txt")
Read = Callable[[str], Doc]


def _id(example: Example) -> str:
    first = example.wanted[0]
    return f"{example.text[first.start : first.end]} in {example.text[:40]}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_id)
def test_example(read: Read, example: Example) -> None:
    assert problems(read(example.text), example) == []


@pytest.mark.parametrize("example", KNOWN_ERRORS, ids=_id)
def test_known_error(read: Read, request: pytest.FixtureRequest, example: Example) -> None:
    request.applymarker(pytest.mark.xfail(strict=False, reason=example.cause))
    assert problems(read(example.text), example) == []


def test_the_examples_cover_every_kind() -> None:
    kinds = [w.kind for e in EXAMPLES for w in e.wanted]
    assert len(EXAMPLES) >= 40
    assert kinds.count(None) >= 8
    assert set(
        ["name", "metonym", "demonym", "city", "office", "body", "definite", "plural", "pronoun", "group"]
    ) <= set(kinds)


def test_known_errors_are_few_and_explained() -> None:
    assert len(KNOWN_ERRORS) <= len(EXAMPLES) / 5
    assert all(e.cause for e in KNOWN_ERRORS)


def test_a_tag_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot read the tag"):
        parse("[Norway](a name) signed.")
