"""The shape of the program: which components there are, in which order, and who may import whom."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline import components
from pipeline.assemble import STAGES, Extractor, add_stages
from pipeline.extensions import DOC_LISTS
from pipeline.quick import SWAPS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

#: Those that stand for spaCy's own.
FASTER = {factory for _, factory, _ in SWAPS}
#: Factory -> (requires, assigns). A change here is a change of what the stages promise one another.
REGISTRY = {
    "pactwire_vectors": ([], ["doc.tensor"]),
    "pactwire_attributes": (["token.tag", "token.dep"], ["token.pos", "token.morph"]),
    "pactwire_lemmas": (["token.pos", "token.morph"], ["token.lemma"]),
    "pactwire_ner": ([], ["doc.ents", "token.ent_iob", "token.ent_type"]),
    "pactwire_segment": ([], ["token.is_sent_start"]),
    "pactwire_dates": (["token.tag"], ["doc._.dates"]),
    "pactwire_entities": (["doc.ents", "token.tag"], ["doc.ents", "span._.canonical", "span._.country"]),
    "pactwire_mentions": (
        ["doc.ents", "token.dep", "token.tag", "span._.canonical"],
        ["doc._.actors", "doc._.mentions"],
    ),
    "pactwire_relations": (["doc._.mentions", "doc._.dates", "token.dep", "token.lemma"], ["doc._.acts"]),
    "pactwire_records": (["doc._.acts"], ["doc._.records", "doc._.rejections"]),
}


@pytest.mark.parametrize("name", REGISTRY)
def test_factory(name: str) -> None:
    meta = Language.get_factory_meta(name)
    assert (list(meta.requires), list(meta.assigns)) == REGISTRY[name]


def test_no_factory_is_left_out() -> None:
    entry_points = PROJECT["entry-points"]["spacy_factories"]
    assert set(entry_points) == set(REGISTRY) == {*FASTER, "pactwire_segment", *STAGES}
    for name, target in entry_points.items():
        module, _, function = target.partition(":")
        assert module == components.__name__
        assert callable(getattr(components, function)), name


def test_every_layer_has_a_stage_that_writes_it() -> None:
    written = {
        a.removeprefix("doc._.")
        for _, assigns in REGISTRY.values()
        for a in assigns
        if a.startswith("doc._.")
    }
    assert written == set(DOC_LISTS)


def test_order_of_the_pipeline(extractor: Extractor) -> None:
    names = extractor.nlp.pipe_names
    assert names.index("pactwire_segment") < names.index("parser")
    assert tuple(names[-len(STAGES) :]) == STAGES


def test_every_requirement_is_met_in_that_order(extractor: Extractor) -> None:
    problems = extractor.nlp.analyze_pipes()["problems"]
    assert not {name: found for name, found in problems.items() if found}


def test_adding_the_stages_twice_adds_nothing(extractor: Extractor) -> None:
    before = list(extractor.nlp.pipe_names)
    assert add_stages(extractor.nlp).pipe_names == before


def test_import_contracts() -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    if tool is None:
        pytest.skip("import-linter is not installed (pip install -e '.[dev]')")
    done = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_stage_is_imported_only_when_it_is_made() -> None:
    """``pactwire --help`` must not pay for the stages."""
    code = (
        "import sys, pipeline; from pipeline import cli;"
        "print([m for m in sys.modules if m.split('.')[0] in ('spacy', 'numpy', 'dateparser')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
