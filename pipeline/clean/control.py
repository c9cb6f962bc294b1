"""Characters that belong to no word: control codes, direction marks, lone surrogates, byte order marks."""

import re

from pipeline.clean.model import RemovedSpan

# Line breaks and the tab stay. Joiners (U+200C, U+200D) stay too: they are letters' business in some scripts.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
)


def control_spans(text: str) -> list[RemovedSpan]:
    """Ranges of characters that no stage should see."""
    return [RemovedSpan(m.start(), m.end(), "control") for m in _CONTROL.finditer(text)]
