"""``pactwire query``: names by their aliases, forms of output, errors with a remedy."""

import csv
import io
import json
from pathlib import Path
from typing import get_args

import pytest

from pipeline.cli.asking import InstrumentName, StatusName
from pipeline.cli.resolve import country_code, country_inside, resolve
from pipeline.cli.shown import named, unbroken, visible
from schemas import Instrument, Status
from tests.cli.asking import pactwire


def ids(store: str, *words: str) -> set[str]:
    done = pactwire("query", store, *words)
    assert done.exit_code == 0, done.output
    return {json.loads(line)["id"] for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("given", "canonical", "country"),
    [
        ("Türkiye", "turkey", "TR"),
        ("US", "united states", "US"),
        ("us", "united states", "US"),
        ("the United States", "united states", "US"),
        ("kazakhstan", "kazakhstan", "KZ"),
        ("Kazakh", "kazakh", "KZ"),
        ("republic of korea", "south korea", "KR"),
        ("OTS", "organization of turkic states", None),
        ("Baku", "baku", None),
    ],
)
def test_a_known_name_is_resolved(given: str, canonical: str, country: str | None) -> None:
    found = resolve(given)
    assert (found.keys[0], found.country, found.known) == (canonical, country, True)


def test_an_unknown_name_is_looked_for_as_a_part() -> None:
    found = resolve("Quay Fisheries")
    assert (found.keys, found.known) == (("quay fisheries",), False)


def test_countries() -> None:
    assert [country_code(c) for c in ("kz", "Azerbaijan", "Baku", "Narnia")] == ["KZ", "AZ", None, None]
    assert (country_inside("Bank of Ghana"), country_inside("Fish Agency")) == ("GH", None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--party", "Türkiye"], {"r3"}),
        (["--party", "ots"], {"r3"}),
        (["--party", "Kazakhstan", "--party", "PRC"], {"r1", "r5"}),
        (
            ["--party", "Kazakhstan", "--status", "signed", "--since", "2024", "--about", "green energy"],
            {"r1"},
        ),
        (["--party", "quay"], {"r4"}),
        (["--status", "planned", "--status", "ended"], {"r2", "r6"}),
        (["--instrument", "memorandum", "--until", "2024-12"], {"r1", "r5"}),
        (["--country", "Azerbaijan"], {"r1", "r3"}),
        (["--where", "baku"], {"r1"}),
        (["--limit", "1"], {"r3"}),
        (["--limit", "0"], {"r1", "r2", "r3", "r4", "r5", "r6"}),
        (["--party", "'; DROP TABLE records; --"], set()),
    ],
)
def test_options(store: str, words: list[str], expected: set[str]) -> None:
    assert ids(store, *words) == expected


def test_json_is_one_document_of_whole_records(store: str) -> None:
    (hit,) = json.loads(pactwire("query", store, "--where", "Baku", "--format", "json").stdout)
    assert hit["kind"] == "record" and hit["articles"] == ["a-r1"]
    assert hit["record"]["when"]["edtf"] == "2024-11-13"


def test_csv_is_safe_against_formulas(store: str) -> None:
    done = pactwire("query", store, "--format", "csv", "--limit", "0")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 6
    (row,) = [row for row in rows if row["id"] == "r6"]
    assert row["parties"] == "'=cmd|' /C calc'!A0"
    assert (row["subject"], row["title"], row["where"]) == ("'@SUM(A1)", "'+1", "'-x")
    assert not [c for r in rows for c in r.values() if c.startswith(("=", "+", "-", "@"))]


def test_table(store: str) -> None:
    said = pactwire("query", store, "--format", "table", "--limit", "2").stdout
    assert "Gabala" in said and "2 of 6 records" in said and "\x1b" not in said
    assert "1 record" in pactwire("query", store, "--where", "Baku", "--format", "table").stdout
    assert "no record fits; leave" in pactwire("query", store, "--where", "Paris", "--format", "table").stdout
    none = pactwire("query", store, "--party", "Narnia", "--format", "table").stdout
    assert "no record fits ('Narnia' is in no list of names" in none


def test_what_would_steer_a_terminal_is_not_shown() -> None:
    assert visible("a\x1b[31mb\u202ec\x9bd\x00\té\n👩‍👩‍👧") == "a�[31mb�c�d��é\n👩‍👩‍👧"


def test_a_crowd_is_summed_up() -> None:
    assert named([f"p{n}" for n in range(10_000)]).endswith("p11 and 9,988 more")
    assert named(["a", "b"]) == "a, b"


def test_a_line_of_json_stays_one_line() -> None:
    assert unbroken('"a\x85b\u2028c\u2029d"').splitlines() == ['"a\\u0085b\\u2028c\\u2029d"']


@pytest.mark.parametrize("command", ["query", "timeline", "export"])
def test_help_teaches(command: str) -> None:
    said = pactwire(command, "--help").stdout
    assert "Usage:" in said and f"pactwire {command} " in said.split("Options")[0]


def test_a_linked_store_is_asked_for_agreements(linked_store: str) -> None:
    done = pactwire("query", linked_store, "--party", "China")
    (hit,) = map(json.loads, done.stdout.splitlines())
    assert (hit["id"], hit["articles"]) == ("ag1", ["a-r1", "a-r5"])
    assert "3 records are not linked" in done.stderr and "1 agreements have changed sources" in done.stderr
    assert "disputed:" in pactwire("query", linked_store, "--format", "table").stdout
    assert ids(linked_store, "--party", "China", "--records") == {"r1", "r4", "r5"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "soon"], "'soon' is not a date"),
        (["--since", "2025", "--until", "2024"], "is before"),
        (["--country", "Narnia"], "is no country"),
        (["--about", "of the"], "no word"),
        (["--party", " "], "is empty"),
        (["--where", ""], "is empty"),
        (["--status", "sealed"], "sealed"),
        (["--limit", "-1"], "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(store: str, words: list[str], said: str) -> None:
    done = pactwire("query", store, *words)
    assert done.exit_code == 2 and said in " ".join(done.stderr.replace("│", " ").split())


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    done = pactwire("query", str(missing))
    assert done.exit_code == 1 and "there is no such store" in done.stderr and "pactwire load" in done.stderr
    assert not missing.exists()


def test_what_is_no_store(tmp_path: Path) -> None:
    done = pactwire("query", str(tmp_path))
    assert done.exit_code == 1 and "is a folder" in done.stderr and "pactwire load" in done.stderr
    text = tmp_path / "a.txt"
    text.write_text("This is no database. " * 100)
    done = pactwire("query", str(text))
    assert done.exit_code == 1 and "not a database" in done.stderr
    assert pactwire("query", "gopher://x").exit_code == 1


def test_the_values_are_those_of_the_contract() -> None:
    assert [s.value for s in StatusName] == list(get_args(Status))
    assert [i.value for i in InstrumentName] == list(get_args(Instrument))
