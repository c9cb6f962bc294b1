"""Who leads an international organisation speaks for it, and for their country before and after."""

import json
from importlib.resources import files

import pytest

from pipeline.assemble import Extractor
from pipeline.mentions.posts import posts
from pipeline.readers import RawArticle


def _held(name: str, *, year: int | None, named: tuple[str, ...] = ()) -> str | None:
    return posts().held(name, year=year, named=lambda body: body in named)


def _raw(text: str, published: str) -> RawArticle:
    return RawArticle(article_id="a", source="a", text=text, published=published)


def test_a_post_is_held_in_its_years() -> None:
    assert _held("Jens Stoltenberg", year=2020) == "North Atlantic Treaty Organization"
    assert _held("Jens Stoltenberg", year=2010) is None
    assert _held("Antonio Guterres", year=2026) == "United Nations"
    assert _held("Christine Lagarde", year=2015) == "International Monetary Fund"
    assert _held("Christine Lagarde", year=2022) == "European Central Bank"


def test_without_a_year_the_article_has_to_name_the_organisation() -> None:
    assert _held("Kurt Waldheim", year=None) is None
    assert _held("Kurt Waldheim", year=None, named=("United Nations",)) == "United Nations"
    assert _held("Nobody Whatsoever", year=None, named=("United Nations",)) is None


def test_the_list_is_sound() -> None:
    known = json.loads(files("pipeline.entities").joinpath("data", "organisations.json").read_text("utf-8"))
    for found in posts().by_name.values():
        for post in found:
            assert 1945 < post.first <= post.last, post
            assert post.first <= 2026, post
            assert post.organisation in json.dumps(known, ensure_ascii=False), post


@pytest.mark.parametrize(
    ("published", "name", "actor"),
    [
        ("2003-05-06", "Jens Stoltenberg", "Norway"),
        ("2018-05-06", "Jens Stoltenberg", "North Atlantic Treaty Organization"),
        ("1978-05-06", "Boutros Boutros-Ghali", "Egypt"),
    ],
)
def test_the_year_of_the_article_decides(published: str, name: str, actor: str, extractor: Extractor) -> None:
    text = f"{name} came to Warsaw on Monday. NATO and the UN welcomed the treaty of Egypt and Norway."
    doc = extractor.doc(_raw(text, published))
    spoken = {
        doc._.actors[m.actors[0]].name
        for m in doc._.mentions
        if doc[m.start : m.end].text == name and m.kind == "office"
    }
    assert spoken == {actor}


def test_whose_organisation_is_not_named_speaks_for_nobody(extractor: Extractor) -> None:
    text = "Boutros Boutros-Ghali came to Cairo on Monday. Egypt signed the treaty."
    doc = extractor.doc(_raw(text, "1993-05-06"))
    assert not any(m.kind == "office" for m in doc._.mentions)
