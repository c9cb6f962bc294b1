"""The mapping in ``docs/interchange.md`` is the one that is applied."""

import pytest

from tests.interchange.tables import PAGE, rendered, tables


def test_the_page_tells_the_mapping_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == rendered(page), "run `python -m tests.interchange.tables` and look at the difference"


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="no markers for plover"):
        rendered("# A page\n")


def test_tables_have_rows() -> None:
    assert all(len(table) > 100 for table in tables().values())
    assert "| signed, approved | any |" in tables()["plover"]
