"""docs/record.md names every field and every value, and its snippet runs."""

import contextlib
import io
import re
from typing import get_args

import pytest
from pydantic import BaseModel

import schemas
from schemas.record import Instrument, PartyType, Status
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "record.md"
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = {
    name: body for name, body in re.findall(r"^#+ (\w+)\n(.*?)(?=^#+ |\Z)", TEXT, re.MULTILINE | re.DOTALL)
}
MODELS: dict[str, type[BaseModel]] = {
    "Record": schemas.Record,
    "Party": schemas.Party,
    "Signatory": schemas.Signatory,
    "When": schemas.When,
    "Where": schemas.Where,
    "Amount": schemas.Amount,
    "Trace": schemas.Trace,
    "Article": schemas.Article,
    "Failure": schemas.Failure,
    "Run": schemas.RunInfo,
}


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_named(name: str) -> None:
    wanted = {field.alias or key for key, field in MODELS[name].model_fields.items()}
    assert wanted <= set(re.findall(r"`(\w+)`", SECTIONS[name]))


@pytest.mark.parametrize("name", [n for n in MODELS if n not in ("Failure", "Run")])
def test_the_table_names_no_other_field(name: str) -> None:
    wanted = {field.alias or key for key, field in MODELS[name].model_fields.items()}
    told = re.findall(r"^\| (`.+?`) \|", SECTIONS[name], re.MULTILINE)
    assert {field for cell in told for field in re.findall(r"`(\w+)`", cell)} == wanted


def test_every_value_is_named() -> None:
    values = {*get_args(Instrument), *get_args(Status), *get_args(PartyType)}
    values |= set(get_args(schemas.Rejection.model_fields["reason"].annotation))
    assert values <= set(re.findall(r"`(\w+)`", TEXT))


def test_the_snippet_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    output = io.StringIO()
    (code,) = blocks(PAGE, "python")
    with contextlib.redirect_stdout(output):
        exec(compile(code, "docs/record.md", "exec"), {})
    assert output.getvalue()
