"""The rule files are whole, and a broken one is refused with its name."""

from pathlib import Path

import pytest

from pipeline.clean import rules, years
from pipeline.clean.rules import KINDS, dateline_words, load_rules
from pipeline.clean.years import load_knowledge
from pipeline.errors import DataFileError


def test_the_files_load() -> None:
    loaded = load_rules()
    assert {rule.kind for rule in loaded.lines} <= KINDS
    assert loaded.lines and loaded.inlines and loaded.headings and loaded.cues
    assert loaded.sections and loaded.roles
    assert dateline_words().countries["türkiye"] == "TR"
    assert load_knowledge().clues


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        "[[line]]\nkind = 'gossip'\nzone = 'any'\npattern = 'x'",
        "[[line]]\nkind = 'links'\nzone = 'cellar'\npattern = 'x'",
        "[[line]]\nkind = 'links'\nzone = 'any'\npattern = '('",
        "[[line]]\nkind = 'links'\nzone = 'any'",
        "[[line]]\nkind = 'links'\nzone = 'any'\npattern = 'x'\ncolour = 'red'",
        "[words]\nsections = 'news'",
    ],
)
def test_a_broken_rule_file_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules, "_HERE", tmp_path)
    with pytest.raises(DataFileError, match=r"rules\.toml"):
        load_rules.__wrapped__()


def test_a_broken_clue_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "published.toml"
    path.write_text("[[clue]]\npattern = '('\nadd = 0\n", encoding="utf-8")
    monkeypatch.setattr(years, "_FILE", path)
    with pytest.raises(DataFileError, match=r"published\.toml"):
        load_knowledge.__wrapped__()
