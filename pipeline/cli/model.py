"""``pactwire model info``: what the language model is, from its files alone."""

from typing import Any

import typer

from pipeline.runners.fingerprint import model_info

#: The figures of meta.json worth a line, with what they are called.
_SCORES = {
    "tag_acc": "tags",
    "dep_uas": "heads (UAS)",
    "dep_las": "labelled heads (LAS)",
    "sents_f": "sentences F1",
    "lemma_acc": "lemmas",
    "ents_p": "names precision",
    "ents_r": "names recall",
    "ents_f": "names F1",
    "speed": "words/s",
}


def run_model_info(model: str | None) -> None:
    """Print name, place, size, components, labels and scores of a model; ModelError when it is missing."""
    info = model_info(model)
    meta = info.meta
    size = sum(path.stat().st_size for path in info.path.rglob("*") if path.is_file())
    _line("model", f"{meta.get('lang', '?')}_{meta.get('name', '?')} {meta.get('version', '?')}")
    _line("description", meta.get("description") or "-")
    _line("licence", meta.get("license") or "-")
    _line("path", str(info.path))
    _line("size", f"{size / 1e6:.1f} MB")
    _line("sha256", info.sha256)
    _line("made for spaCy", meta.get("spacy_version") or "-")
    _line("components", ", ".join(meta.get("components") or meta.get("pipeline") or []))
    for component, labels in (meta.get("labels") or {}).items():
        if labels:
            _line(f"labels: {component}", _shortened(labels))
    for key, name in _SCORES.items():
        value = (meta.get("performance") or {}).get(key)
        if isinstance(value, int | float):
            _line(f"score: {name}", f"{value:,.0f}" if key == "speed" else f"{value:.3f}")


def _line(label: str, value: str) -> None:
    typer.echo(f"{label + ':':<28} {value}")


def _shortened(labels: list[Any], limit: int = 20) -> str:
    shown = ", ".join(map(str, labels[:limit]))
    return f"{len(labels)}: {shown}" + (", ..." if len(labels) > limit else "")
