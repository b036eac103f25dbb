"""Searching by folded words: what goes into the index, what is asked of it, and where a text was found.

A Chinese or Japanese character is a word of its own, since no spaces part them.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from followup.domain.folding import fold

#: From this many letters on any part of a word is found; shorter ones only at its beginning.
ANY_PART = 3
#: More words than this narrow nothing down any more.
MOST_WORDS = 12
_CHARACTER = "[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the two indexes, as FTS5 expressions; an empty one asks nothing."""

    trigrams: str
    words: str


def indexed(text: str) -> str:
    """The text as it stands in the index."""
    return " ".join(re.sub(f"({_CHARACTER})", r" \1 ", fold(text)).split())


def indexed_name(text: str) -> str:
    """A name as it stands in the index, found as "Mueller", too, where it is written "Müller"."""
    composed = unicodedata.normalize("NFC", text)
    spelled = composed.translate(_SPELLED_OUT)
    return indexed(text) if spelled == composed else f"{indexed(text)} {indexed(spelled)}"


def asked(words: str) -> Asked | None:
    """What to ask for words that must all be there; None where there is nothing to look for."""
    trigrams, short = [], []
    for word in fold(words).split()[:MOST_WORDS]:
        if len(word) >= ANY_PART and not re.search(_CHARACTER, word):
            trigrams.append(_quoted(word))
        elif re.search(r"\w", word):
            short.append(f"{_quoted(indexed(word))} *")
    return Asked(" AND ".join(trigrams), " AND ".join(short)) if trigrams or short else None


def is_any_part(word: str) -> bool:
    """Whether any part of a word is found by this folded one, and not only its beginning."""
    return len(word) >= ANY_PART or bool(re.search(_CHARACTER, word))


def _quoted(word: str) -> str:
    clean = re.sub("[\x00\ud800-\udfff]", "", word)
    return '"' + clean.replace('"', '""') + '"'


def spots(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text as it was written: places of letters, [beginning, end), in order, apart."""
    plain, places = _mapped(text)
    found = [
        (places[match.start()], places[match.end() - 1] + 1)
        for pattern in _patterns(words)
        for match in pattern.finditer(plain)
    ]
    return _joined(sorted(found))


def many(text: str, words: str) -> int:
    """How many of the words stand in the text; each word counts once."""
    plain = fold(text)
    return sum(bool(pattern.search(plain)) for pattern in _patterns(words))


def has_all(text: str, words: str) -> bool:
    """Whether every word stands in the text."""
    return many(text, words) == len(_patterns(words))


@lru_cache(maxsize=64)
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    """What each word looks like in a folded text: a short one only at the beginning of a word."""
    return tuple(
        re.compile(("" if is_any_part(word) else r"(?<!\w)") + re.escape(word))
        for word in fold(words).split()[:MOST_WORDS]
    )


def _mapped(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each letter of that the place of the one it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in letter.lower() if letter.isascii() else " " if letter.isspace() else fold(letter):
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for begin, end in found:
        if apart and begin <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((begin, end))
    return apart


def marked(text: str, words: str, most: int | None = None) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it was looked for.

    most: how many letters at most, around the first one found; None for the whole text. What is left out is "…".
    """
    found = spots(text, words)
    first = found[0][0] if found else 0
    begin = 0 if most is None or len(text) <= most else max(0, min(first - most // 3, len(text) - most))
    end = len(text) if most is None else min(len(text), begin + most)
    pieces: list[tuple[str, bool]] = [("…", False)] if begin else []
    place = begin
    for start, stop in found:
        if start >= end or stop <= begin:
            continue
        start, stop = max(start, begin), min(stop, end)
        pieces += [(text[place:start], False), (text[start:stop], True)]
        place = stop
    pieces += [(text[place:end], False), ("…" if end < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]
