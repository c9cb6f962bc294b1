"""Text that no database holds: NUL and halves of surrogate pairs become U+FFFD.

One character becomes one, so that offsets still hold.
"""

import json
import re
from typing import Any

_REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: How JSON may spell such a character; pairs of halves are found too, and are put together when the line is
#: read.
_SPELLED = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def plain(line: bytes) -> bool:
    """Whether a line is UTF-8 and spells no character by its number, so that nothing can be amiss in it."""
    if not line.isascii():
        try:
            line.decode()
        except UnicodeDecodeError:
            return False
    return b"\\u" not in line


def mended(line: bytes) -> tuple[bytes, int]:
    """A line of JSON without such characters, and how many were replaced; the line itself when there are
    none.

    Raises ValueError for a line that is not JSON in UTF-8.
    """
    try:
        line.decode()
        if not _SPELLED.search(line):
            return line, 0
    except UnicodeDecodeError:
        pass
    # Some writers spell a half as three bytes of its own.
    try:
        data = json.loads(line.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    mender = _Mender()
    whole = mender.value(data)
    if not mender.replaced:
        return line, 0
    return json.dumps(whole, ensure_ascii=False).encode(), mender.replaced


class _Mender:
    """Goes through a JSON value and counts what it replaces."""

    def __init__(self) -> None:
        self.replaced = 0

    def value(self, data: Any) -> Any:
        if isinstance(data, str):
            text, count = _UNSTORABLE.subn(_REPLACEMENT, data)
            self.replaced += count
            return text
        if isinstance(data, list):
            return [self.value(item) for item in data]
        if isinstance(data, dict):
            return {self.value(name): self.value(item) for name, item in data.items()}
        return data
