"""Bytes to text, whatever wrote them; and the limits of a file."""

import codecs
import re

from followup.domain.errors import Invalid
from followup.domain.incoming import Wrong

BYTES_LIMIT = 10 * 1024 * 1024
PEOPLE_LIMIT = 20_000
#: What is looked at where the kind of a file is guessed, in bytes.
_BEGINNING = 65_536
# The longer ones first: that of UTF-32 begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_UTF8 = "This file is not in UTF-8, so letters with accents may be wrong; look at the names."
_LOST = "\ufffd"
#: Marks outside ASCII that people write; other signs tell that the letters were meant in another encoding.
_USUAL = frozenset("’‘“”„‚«»‹›–—…·•°§€®©™´¿¡\xa0")
_WORD = re.compile(r"[^\W\d_]{4,}")
_CAPITAL_INSIDE = re.compile("[a-zß-ÿ][À-ÖØ-ÞŠŒŽŸ]|[A-Z][À-ÖØ-ÞŠŒŽŸ][a-zß-ÿ]")
_DAMAGED = re.compile(f"{_LOST}+")


def decode(data: bytes, wrong: list[Wrong]) -> str:
    """The text of a file. What is doubtful about it joins `wrong`.

    By its byte order mark (UTF-8, UTF-16, UTF-32); without one UTF-8, else Windows-1252, else Latin-1. Raises Invalid
    for an empty file, one over 10 MB, and one with NUL in it, each with what to do.
    """
    if len(data) > BYTES_LIMIT:
        raise Invalid(
            "This file has more than ten megabytes. Divide it into smaller ones, and bring in one after another.",
            "file",
        )
    text = _text(data, wrong)
    if "\x00" in text:
        raise Invalid(
            "This file holds characters that no text can hold. Export it once more, in UTF-8.",
            "file",
        )
    if not text.strip():
        raise Invalid("This file is empty. Choose another one.", "file")
    return text


def beginning(data: bytes) -> str | None:
    """The first 64 KB as text, to guess by; None where they are no text."""
    text = _text(data[:_BEGINNING], [])
    return None if "\x00" in text or not text.strip() else text


def too_many() -> Invalid:
    """What to raise at the 20,001st person of a file."""
    return Invalid(
        "More than 20,000 people are in this file. Divide it into smaller ones, and bring in one after another.",
        "file",
    )


def _text(data: bytes, wrong: list[Wrong]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _mended(data[len(mark) :].decode(encoding, "replace"), wrong)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    tolerant = data.decode("utf-8", "replace")
    good = sum(letter > "\x7f" and letter != _LOST for letter in tolerant)
    if good and good >= len(_DAMAGED.findall(tolerant)):
        return _mended(tolerant, wrong)
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    is_usual = all(letter in _USUAL or letter.isalpha() for letter in set(text) if letter > "\x7f")
    if not is_usual or any(map(_is_foreign, _WORD.findall(text))):
        wrong.append(Wrong(1, _NOT_UTF8))
    return text


def _mended(text: str, wrong: list[Wrong]) -> str:
    """The text; where letters of it are damaged, the line of the first is told."""
    at = text.find(_LOST)
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        wrong.append(Wrong(line, f"Some letters could not be read from here on, and stand as “{_LOST}”."))
    return text


def _is_foreign(word: str) -> bool:
    """Whether this is no word of a Western language: most letters have accents, or a capital with one is inside."""
    return bool(_CAPITAL_INSIDE.search(word)) or 2 * sum(letter > "\x7f" for letter in word) > len(word)
