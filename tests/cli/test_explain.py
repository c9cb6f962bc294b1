"""``pactwire explain``: sentence, trigger, pattern, how each field was resolved, what was rejected."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from pipeline import assemble
from pipeline.cli.app import app
from schemas import Article, Evidence, Party, Record, Rejection, Signatory, Span, Trace, When, Where

TEXT = "PORT KLOPSTOK, May 6. Freedonia and Sylvania signed a treaty on trade. Ruritania may join."
runner = CliRunner()


def span(words: str) -> dict:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


RECORD = Record(
    record_id="r1",
    article_id="a",
    parties=[
        Party(name="Freedonia", type="country", mentions=[Span(**span("Freedonia"))]),
        Party(name="Sylvania", type="country", mentions=[Span(**span("Sylvania"))]),
    ],
    signatories=[Signatory(name="R. Firefly", for_="Freedonia")],
    instrument="agreement",
    status="signed",
    subject="trade",
    when=When(edtf="2024-05-06", precision="day", basis="dateline", text="May 6"),
    where=Where(name="Port Klopstok"),
    evidence=[Evidence(**span("Freedonia and Sylvania signed a treaty on trade."))],
    confidence=0.9,
    trace=Trace(
        pattern="sign+treaty",
        trigger=Span(**span("signed")),
        fields={"when": "the dateline's date"},
        considered=["Ruritania 0.10"],
    ),
)
REJECTION = Rejection(
    article_id="a",
    reason="low_confidence",
    message="hedged",
    pattern="join",
    trigger=Span(**span("join")),
    confidence=0.1,
)


@pytest.fixture(autouse=True)
def fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(articles, *, batch_size):  # type: ignore[no-untyped-def]
        for raw in articles:
            article = Article(article_id=raw.article_id, source=raw.source)
            found = "signed" in raw.text
            yield SimpleNamespace(
                article=article, records=[RECORD] if found else [], rejections=[REJECTION] if found else []
            )

    monkeypatch.setattr(assemble, "load", lambda model, **_: SimpleNamespace(extract=extract))


def test_a_record_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    done = runner.invoke(app, ["explain", str(path)])
    assert done.exit_code == 0
    for part in (
        "1. signed agreement, confidence 0.90",
        "Freedonia and Sylvania «signed» a treaty on trade.",
        "'signed' at 45:51, pattern sign+treaty",
        "Freedonia (country) from 'Freedonia' at 22:31",
        "R. Firefly for Freedonia",
        "2024-05-06 (day, dateline) from 'May 6'",
        "Port Klopstok",
        "the dateline's date",
        "Ruritania 0.10",
        "Considered and rejected",
        "'join' at 85:89, pattern join, confidence 0.10: hedged",
    ):
        assert part in done.output, part


def test_one_article_of_many(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x", "text": "Nothing happened."}\n{"id": "y", "text": "It was signed."}\n')
    both = runner.invoke(app, ["explain", str(path)]).output
    assert "none: nobody commits" in both and "1. signed agreement" in both
    assert "none" not in runner.invoke(app, ["explain", str(path), "--id", "y"]).output
    missing = runner.invoke(app, ["explain", str(path), "--id", "z"])
    assert missing.exit_code == 1 and "no article with the id 'z'" in missing.output
