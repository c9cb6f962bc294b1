"""The hand-written name lists with which the teacher's entity labels are repaired."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LISTS_FILE = Path(__file__).with_name("name_lists.json")


@dataclass(frozen=True)
class NameLists:
    """Names whose entity label is certain, and names that depend on their context."""

    labels: dict[str, str]
    ambiguous: frozenset[str]

    @cached_property
    def by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Certain names by their first word, the longest first."""
        index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, label in self.labels.items():
            if name not in self.ambiguous:
                words = tuple(name.split())
                index[words[0]].append((words, label))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return dict(index)

    def certain(self, name: str) -> str | None:
        """The label of a name that needs no context, or None."""
        return None if name in self.ambiguous else self.labels.get(name)


def load_name_lists(path: Path = LISTS_FILE) -> NameLists:
    """Read the lists; a name in two lists is a place rather than a body."""
    raw = json.loads(path.read_text(encoding="utf8"))
    labels = {name: label for label in ("LOC", "ORG", "GPE") for name in raw[label]}
    return NameLists(labels, frozenset(raw["ambiguous"]))
