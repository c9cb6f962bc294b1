"""Bounds and faults of EDTF values."""

import pytest

from pipeline.evaluation.edtf import bounds, problem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2023-40", "2023-01/2023-06"),
        ("2023-33", "2023-01-01/2023-03-31"),
        ("2024~", "2024"),
        ("2024", "2024-01/2024-12"),
    ],
)
def test_one_range_in_two_forms(one: str, other: str) -> None:
    assert bounds(one) == bounds(other)


def test_bounds() -> None:
    assert bounds("XXXX-03") == ("XXXX-03-01", "XXXX-03-31")
    assert bounds("../2024-05-06") == ("..", "2024-05-06")
    assert bounds("spring") == ("spring-01-01", "spring-12-31")
    assert bounds("2024-1x") == ("2024-1x", "2024-1x")
    assert bounds("") is None
    assert bounds(None) is None
    assert bounds("2024-05-06") != bounds("2024-05-07")


@pytest.mark.parametrize(
    "value",
    [
        "2024",
        "2024-02-29",
        "XXXX-12-11",
        "XXXX-02-29",
        "2024-21",
        "2024-33",
        "2024-05?",
        "2024-01/2024-06",
        "../2024",
        "2024/",
    ],
)
def test_well_formed(value: str) -> None:
    assert problem(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2023-02-29",
        "2024-13",
        "2024-00",
        "2024-04-31",
        "2024-33-01",
        "24",
        "2024/2023",
        "2024/2025/2026",
        "/",
        "May 2024",
        "2024-1-1",
    ],
)
def test_faults(value: str) -> None:
    assert problem(value)
