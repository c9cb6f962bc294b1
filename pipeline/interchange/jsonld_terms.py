"""Typed loader of ``jsonld.toml``: the inline context and what the values of a record become."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pipeline.errors import DataFileError
from schemas import Instrument, PartyType, Record, Status

_FILE = Path(__file__).parent / "jsonld.toml"


@dataclass(frozen=True, slots=True)
class Terms:
    """All of ``jsonld.toml``, checked against the contract."""

    context: Mapping[str, Any]
    status: Mapping[str, tuple[str, str]]
    instrument: Mapping[str, str]
    party: Mapping[str, str]
    fields: Mapping[str, str]


@lru_cache(maxsize=1)
def load_terms() -> Terms:
    """Read and check ``jsonld.toml``; raises DataFileError when a value of the contract has no term."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    try:
        wanted = {
            "status": set(get_args(Status)),
            "instrument": set(get_args(Instrument)),
            "party": set(get_args(PartyType)),
            "fields": set(Record.model_fields),
        }
        for section, values in wanted.items():
            if wrong := values ^ set(data[section]):
                raise DataFileError(f"{_FILE.name}: [{section}] and the contract differ in {sorted(wrong)}")
        terms = {
            key: {"@id": term["id"], **({"@type": term["type"]} if "type" in term else {})}
            for key, term in data["terms"].items()
        }
        for key, term in terms.items():
            if term["@id"].partition(":")[0] not in data["context"]:
                raise DataFileError(f"{_FILE.name}: {key} has a prefix that [context] does not have")
        return Terms(
            context={**data["context"], **terms},
            status={name: (entry["type"], entry["state"]) for name, entry in data["status"].items()},
            instrument=data["instrument"],
            party=data["party"],
            fields=data["fields"],
        )
    except (KeyError, TypeError) as error:
        raise DataFileError(f"{_FILE.name}: {error}") from error
