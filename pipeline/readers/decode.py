"""Bytes to text: byte-order marks, UTF-8, then a guess that is said aloud; binary files are refused."""

import codecs
import logging
import re

from pipeline.errors import InputError

log = logging.getLogger("pactwire.readers")

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (or a Word, Excel or EPUB file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
)
#: UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\x1b")
_HIGH = bytes(range(128, 256))
_SAMPLE = 1 << 16
_MAX_CONTROL = 0.05
_MAX_HIGH = 0.05
#: Of all non-ASCII characters; valid ones hardly ever arise by chance in another encoding.
_MAX_DAMAGE = 0.34
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, *, name: str) -> str:
    """Turn the bytes of ``name`` into text; a mark of the byte order is dropped, nothing else is changed.

    Raises InputError "binary" when this is no text, and "encoding" when no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name=name)
    _refuse_known_binary(data, name=name)
    wide = _unmarked_utf16(data)
    if wide:
        return _strict(data, wide, name=name)
    if _share(data, _CONTROL) > _MAX_CONTROL:
        raise InputError("binary", f"{name} is a binary file, not text; convert it to text first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, name=name)


def without_surrogates(text: str) -> str:
    r"""Put U+FFFD for every half of a surrogate pair (from a JSON escape such as ``\ud83d``); same length."""
    return _SURROGATE.sub("\ufffd", text)


def _refuse_known_binary(data: bytes, *, name: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError("binary", f"{name} is {what}, not text; convert it to text or HTML first")


def _strict(data: bytes, encoding: str, *, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            "encoding",
            f"{name} looks like {encoding} but byte {error.start} does not fit; convert it to UTF-8",
        ) from error


def _share(data: bytes, of: bytes) -> float:
    sample = data[:_SAMPLE]
    return 1 - len(sample.translate(None, of)) / len(sample) if sample else 0.0


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 of mostly ASCII text without its mark has a zero in every second byte."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) / 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _guess(data: bytes, *, name: str) -> str:
    """Text that is not UTF-8: damaged UTF-8, Western single bytes, or what charset-normalizer finds."""
    repaired = data.decode("utf-8", "replace")
    damage = repaired.count("\ufffd")
    if damage <= _MAX_DAMAGE * sum(c > "\x7f" for c in repaired):
        log.warning("%s: %d damaged UTF-8 characters read as U+FFFD", name, damage)
        return repaired
    # Nearly plain ASCII gives a detector nothing to go by; in English such bytes are quotes and dashes.
    if _share(data, _HIGH) < _MAX_HIGH:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            log.warning("%s: not UTF-8, read as Windows-1252", name)
            return text
    return _detect(data, name=name)


def _detect(data: bytes, *, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            pass
        else:
            log.warning("%s: not UTF-8, read as %s", name, best.encoding)
            return text
    raise InputError("encoding", f"{name} is not UTF-8 and no other encoding fits; convert it to UTF-8")
