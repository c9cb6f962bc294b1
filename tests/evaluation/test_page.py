"""The page, as text and in a real browser."""

import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.evaluation.gate import check, update
from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.page import page
from pipeline.evaluation.report import make_report
from pipeline.evaluation.run import Run
from tests.evaluation import browser
from tests.evaluation.synthetic import changed, perfect_run

HOSTILE = '</script><script>alert(1)</script>{{css}} & "co" <b>'


@pytest.fixture
def html(small: GoldSet) -> str:
    def worse(run: Run) -> None:
        row = run.records["x01-ferry"][0]
        row["parties"][0]["name"] = HOSTILE
        row["confidence"] = 0.8
        run.records["x01-ferry"][1]["status"] = "planned"

    perfect = perfect_run(small)
    run = changed(perfect, worse)
    report = make_report(run, small, baseline=perfect, baseline_name="before")
    pinned = update(None, make_report(perfect, small).scores, small, versions={}, today="2021-08-01")
    report.gate = check(report.scores, small, pinned, versions={})
    return page(report)


def test_nothing_is_loaded_from_elsewhere(html: str) -> None:
    links: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            links.extend(str(v) for k, v in attrs if k in ("src", "href", "action", "srcset"))
            assert tag not in ("link", "img", "iframe", "object")

    Links().feed(html)
    assert all(link.startswith("#") for link in links)
    assert not re.search(r"url\(|@import|https?://", html)
    assert "default-src 'none'" in html


def test_hostile_text_stays_text(html: str) -> None:
    assert "<script>alert" not in html
    assert html.count("</script>") == 2


def test_in_a_browser(html: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    dom = browser.run("--dump-dom", page=file)
    assert "Gate shut" in dom
    assert dom.count('class="item"') == 2
    assert "<mark" in dom
    assert "x01-ferry" in dom
    assert "alert(1)" in dom  # shown as text
    only = browser.run("--dump-dom", page=file, anchor="#field=status")
    assert only.count('class="item"') == 1
    assert "1 of 2" in only
    both = browser.run("--dump-dom", page=file, anchor="#view=changes&kind=broken")
    assert both.count("<h4>before</h4>") == 2
    assert '<option value="who">who (1)</option>' in both


def test_a_screenshot_has_something_on_it(html: str, tmp_path: Path) -> None:
    file, picture = tmp_path / "report.html", tmp_path / "report.png"
    file.write_text(html, encoding="utf-8")
    browser.run("--window-size=1240,2400", f"--screenshot={picture}", page=file)
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1240, 2400)
    assert len(data) > 40_000  # an empty page is a few kilobytes


def test_an_empty_run_has_a_page(small: GoldSet) -> None:
    text = page(make_report(Run(), small))
    assert "No confidence to plot" in text
    assert "record score" in text
