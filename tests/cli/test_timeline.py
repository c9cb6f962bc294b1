"""``pactwire timeline``: lives drawn on a terminal, lines in a pipe."""

from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console

from pipeline.cli.timeline import _SIGNS, draw, plain
from pipeline.queries.find import Hit
from pipeline.queries.life import Life, Stage
from schemas import Status
from tests.cli.asking import pactwire
from tests.cli.conftest import ROOT


def life(*stages: tuple[str, str], subject: str = "green energy") -> Life:
    hit = Hit("ag1", "agreement", "signed", "memorandum", subject, None, None, None, None, None, 1.0, {})
    hit.parties = ["Kazakhstan", "[bold]China"]
    return Life(hit, tuple(Stage(status, day or None, day or None) for status, day in stages))


def drawn(*found: Life, width: int = 82) -> list[str]:
    out = Console(width=width, no_color=True, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    draw(out, list(found))
    return out.export_text().splitlines()


def test_stages_stand_under_their_years() -> None:
    axis, line, what, steps, *_ = drawn(life(("signed", "2023-01-15"), ("in_force", "2024-07-01")))
    assert axis.split() == ["2023", "2024"] and axis.index("2024") == 40
    assert (line.index("●"), line.index("■")) == (0, 60)
    assert set(line[1:60]) == {"─"} and set(line[61:].strip()) == {"·"}
    assert what.strip() == "Kazakhstan, [bold]China: green energy"
    assert steps.strip() == "memorandum; 2023-01-15 signed → 2024-07-01 in_force"


def test_the_page_shows_what_is_drawn() -> None:
    hit = Hit(
        "ag1",
        "agreement",
        "ended",
        "agreement",
        "fishing in the Caspian",
        None,
        None,
        None,
        None,
        None,
        1.0,
        {},
    )
    hit.parties = ["Kazakhstan", "Norway"]
    days = [("signed", "2023-06"), ("in_force", "2024-09-01"), ("ended", "2025-06-30")]
    stages = tuple(Stage(status, day, f"{day}-01"[:10]) for status, day in days)
    shown = "\n".join(line.rstrip() for line in drawn(Life(hit, stages), width=72)[:4])
    assert f"```text\n{shown}\n" in (ROOT / "docs/queries.md").read_text(encoding="utf-8"), shown


def test_years_without_room_are_left_out() -> None:
    axis, line, *_ = drawn(life(("signed", "1899-01-15"), ("ended", "2024-07-01")), width=42)
    assert axis.split()[-1] == "2024" and len(axis.split()) == 8
    assert line.startswith("●") and len(line) <= 42


def test_undated_lives_need_no_axis() -> None:
    first, *_ = drawn(life(("planned", "")))
    assert first.strip().startswith("Kazakhstan")


def test_every_status_has_a_sign() -> None:
    assert set(_SIGNS) == set(get_args(Status))


def test_plain_lines_are_in_order_of_time() -> None:
    found = plain(
        [
            life(("signed", "2023-01-15"), ("ended", "2025-01-01")),
            life(("planned", "2024-01-01"), ("agreed", "")),
        ]
    )
    assert [line.split("\t")[1] for line in found] == ["signed", "planned", "ended", "agreed"]


def test_a_hostile_subject_breaks_no_line() -> None:
    (line,) = plain([life(("signed", "2023-01-15"), subject="a\tb\nc\r\x85d\u2028e")])
    assert line.split("\t")[4] == "a b c d e" and len(line.splitlines()) == 1


def test_in_a_pipe_one_line_per_stage(linked_store: str) -> None:
    done = pactwire("timeline", linked_store, "--party", "China", "--since", "2024")
    assert done.exit_code == 0
    assert [line.split("\t")[:3] for line in done.stdout.splitlines()] == [
        ["2024-11-13", "signed", "memorandum"],
        ["2026-01-05", "in_force", "memorandum"],
    ]


def test_before_linking_each_record_is_a_line(store: str) -> None:
    done = pactwire("timeline", store)
    assert len(done.stdout.splitlines()) == 6 and done.stdout.startswith("2024-11-13\tsigned")


def test_nothing_found_is_said_beside_the_output(store: str) -> None:
    done = pactwire("timeline", store, "--where", "Paris")
    assert (done.exit_code, done.stdout) == (0, "") and "no record fits" in done.stderr


@pytest.mark.parametrize("command", ["query", "timeline"])
def test_missing_store(command: str, tmp_path: Path) -> None:
    assert pactwire(command, str(tmp_path / "none.db")).exit_code == 1
