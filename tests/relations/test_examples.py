"""Short articles of our own: is there an act, and what do its fields say."""

from collections.abc import Callable
from typing import get_args

import pytest
from spacy.tokens import Doc

from schemas import Record
from schemas.record import Instrument, Status
from tests.relations.examples import FIELDS, NONE, Check, load, parse, problem

EXAMPLES = load("examples.txt")
KNOWN_ERRORS = load("known_errors.txt")
INSTRUMENTS, STATUSES = get_args(Instrument), get_args(Status)
Read = Callable[[str], Doc]


def _records(doc: Doc) -> list[Record]:
    return [Record.model_validate(r) for r in doc._.records]


@pytest.mark.parametrize("check", EXAMPLES, ids=lambda c: c.label)
def test_example(read: Read, check: Check) -> None:
    assert problem(check, _records(read(check.text))) is None


@pytest.mark.parametrize("check", KNOWN_ERRORS, ids=lambda c: c.label)
def test_known_error(read: Read, request: pytest.FixtureRequest, check: Check) -> None:
    request.applymarker(pytest.mark.xfail(strict=False, reason=check.cause))
    assert problem(check, _records(read(check.text))) is None


def test_the_examples_cover_every_field() -> None:
    texts = {c.text for c in EXAMPLES}
    negative = {c.text for c in EXAMPLES if c.act == NONE}
    assert len(texts) >= 80 and len(negative) >= 20
    assert {c.field for c in EXAMPLES} == set(FIELDS)
    values = {c.field: set() for c in EXAMPLES}  # type: ignore[var-annotated]
    for check in EXAMPLES + KNOWN_ERRORS:
        values[check.field] |= set(check.value.split(" or "))
    assert values["status"] == set(STATUSES)
    assert values["instrument"] == set(INSTRUMENTS)


def test_known_errors_are_few_and_explained() -> None:
    assert len(KNOWN_ERRORS) <= len(EXAMPLES) / 5
    assert all(c.cause for c in KNOWN_ERRORS)


def test_most_of_all_checks_hold(read: Read) -> None:
    """Known errors must not hide a decline."""
    checks = EXAMPLES + KNOWN_ERRORS
    held = sum(problem(c, _records(read(c.text))) is None for c in checks)
    assert held >= 0.88 * len(checks)


def test_a_block_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot read the block"):
        parse(["Norway signed a treaty.", "  act: sign+treaty", "  colour: blue"])
