"""Text folded for comparing: "Müller" and "muller", "Łukasz" and "lukasz" become the same."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Case, accents and spacing taken off; letters that have no accent to lose are spelled out ("ß" as "ss")."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.translate(_LETTERS).split())


def fold_point(point: str) -> str:
    """An e-mail address, a phone number or a link for comparing.

    Of a number its digits remain, without a leading 00; of the others case, scheme, "www." and a slash at the end go.
    """
    digits = "".join(letter for letter in point if letter.isdigit())
    if digits and not any(letter.isalpha() for letter in point):
        return digits.removeprefix("00")
    return re.sub(r"^(https?://)?(www\.)?", "", point.strip().casefold()).rstrip("/")
