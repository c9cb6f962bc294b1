"""The scorer's own comparisons (shared/annotation/score.py), loaded from the shared folder for training."""

import importlib.util
import os
from pathlib import Path

_ROOT = Path(os.environ.get("PACTWIRE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
_spec = importlib.util.spec_from_file_location("pactwire_shared_score", _ROOT / "annotation" / "score.py")
if _spec is None or _spec.loader is None:
    raise ImportError(f"no scorer in {_ROOT}/annotation; set PACTWIRE_SHARED to the shared folder")
score = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(score)

content_tokens = score.tokens
same_name = score.same_name
token_f1 = score.token_f1


def date_matches(edtf: str, options: list[str]) -> bool:
    """Whether an EDTF value covers the same days as one of the options."""
    return score.edtf_range(edtf) in [score.edtf_range(o) for o in options]


def place_matches(name: str, options: list[str]) -> bool:
    """Whether a place or event name matches one of the options, by the scorer's rule."""
    verdict = score.where_verdict(
        {"where": {"name": name}}, {"where": {"name": options[0] if options else None, "accept": options}}
    )
    return verdict == "right"
