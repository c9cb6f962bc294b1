"""The two seed articles on the signing at COP29, through the whole pipeline: one agreement.

The seeds are third-party text and are read from ../shared; where that is missing, the tests skip.
"""

from pathlib import Path

import pytest

from pipeline.assemble import Extractor
from pipeline.cli.names import known_names
from pipeline.linking import Linker, Profiler, Report, merged
from pipeline.readers import RawArticle

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def test_two_articles_on_the_signing_at_cop29_are_one_agreement(extractor: Extractor) -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"the seed articles are not at {SEEDS}; third-party text is not part of the repository")
    paths = [*sorted(SEEDS.glob("001_*.txt")), *sorted(SEEDS.glob("002_*.txt"))]
    articles = [
        RawArticle(article_id=path.stem, source=path.name, text=path.read_text(encoding="utf-8"))
        for path in paths
    ]
    reports = [
        Report(record, published=made.article.published, source=made.article.source)
        for made in extractor.extract(articles)
        for record in made.records
    ]
    profiler = Profiler(known_names())
    found = Linker().link([profiler.profile(report) for report in reports]).agreements
    views = [merged(a.id, [reports[i] for i in a.members], names=known_names()) for a in found]
    three = {"Kazakhstan", "Azerbaijan", "Uzbekistan"}
    (signing,) = [v for v in views if {p.name for p in v.parties} == three]
    assert {source.article_id for source in signing.sources} == {path.stem for path in paths}
    assert signing.status == "signed"
    # The day is what extraction makes of it (tests/seeds): that of the signing, or that of the report.
    assert signing.when is not None and signing.when.edtf in ("2024-11-13", "2024-11-14")
    # The executive programme with Saudi Arabia is another one.
    assert any("Saudi Arabia" in {p.name for p in v.parties} for v in views)
