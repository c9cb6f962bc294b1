"""The sorts of organisations by their names, and names that stand for one another in a chain."""

import pytest

from pipeline.mentions.actors import org_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("United Nations", "organization"),
        ("United Airlines", "company"),
        ("Leeds United", "club"),
        ("Harrow FC", "club"),
        ("Alda Bank", "bank"),
    ],
)
def test_sort_of_an_organisation(name: str, kind: str) -> None:
    assert org_kind(name) == kind
