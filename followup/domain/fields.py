"""What a field may hold: text cleaned and kept within its limit, days within reason.

Limits are in characters (code points). `label` is what a message calls the field, and the `field` of what is raised.
"""

import re
from datetime import date
from urllib.parse import urlsplit

from followup.domain.errors import Invalid
from followup.domain.values import CADENCES, PointKind

NAME_LIMIT = 200
LINE_LIMIT = 500
TEXT_LIMIT = 20_000
EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)

#: Direction overrides, which can make a name read as another.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EMAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+")
_BARE_LINK = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)")
_FEWEST_DIGITS = 3


def name(value: str, label: str = "name", required: bool = True) -> str:
    """A name or title: hidden marks taken out, spaces folded.

    Raises Invalid over 200 characters, and where it is empty though `required`.
    """
    for marks in (_OVERRIDES, _SURROGATE, _CONTROL):
        value = marks.sub("", value)
    value = " ".join(value.split())
    if required and not value:
        raise Invalid(f"Please give a {label}.", label)
    if len(value) > NAME_LIMIT:
        raise Invalid(f"This {label} has {len(value)} characters; {NAME_LIMIT} is the most.", label)
    return value


def line(value: str, label: str = "line", limit: int = LINE_LIMIT) -> str:
    """One line of text, spaces folded. Raises Invalid over `limit`, and for NUL and lone surrogates."""
    return " ".join(_checked(value, label, limit).split())


def link(value: str, label: str = "link") -> str:
    """The address of a web page, or nothing; "acme.example" is taken as https://acme.example.

    Raises Invalid for any scheme but http and https.
    """
    clean = line(value, label)
    if _BARE_LINK.match(clean):
        clean = f"https://{clean}"
    if clean and not is_link(clean):
        raise Invalid("Write the address of a web page, such as https://northwind.example.", label)
    if len(clean) > LINE_LIMIT:
        raise Invalid(f"This {label} has {len(clean)} characters; {LINE_LIMIT} is the most.", label)
    return clean


def is_link(value: str) -> bool:
    """Whether this leads to a web page and nowhere else: other schemes could run a script."""
    if re.search(r"[\s\\<>\"]", value):
        return False
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def text(value: str, label: str = "text") -> str:
    """Text of several lines, 20,000 characters at most. Raises Invalid beyond, and for NUL and lone surrogates."""
    return _checked(value, label, TEXT_LIMIT).replace("\r\n", "\n").strip()


def _checked(value: str, label: str, limit: int) -> str:
    if _SURROGATE.search(value) or "\x00" in value:
        raise Invalid(f"This {label} holds a character that no text can hold. Please type it again.", label)
    if len(value) > limit:
        raise Invalid(f"This {label} has {len(value)} characters; {limit} is the most.", label)
    return _OVERRIDES.sub("", _CONTROL.sub(" ", value))


def email(value: str, label: str = "value") -> str:
    """An e-mail address, "mailto:" taken off. Raises Invalid without something on both sides of one @."""
    clean = line(value, label).removeprefix("mailto:")
    if not _EMAIL.fullmatch(clean):
        raise Invalid("This cannot be an e-mail address; it needs one @ with something on both sides.", label)
    return clean


def phone(value: str, label: str = "value") -> str:
    """A telephone number as written, "tel:" taken off. Raises Invalid with fewer than three digits."""
    clean = line(value, label).removeprefix("tel:")
    if sum(letter.isdigit() for letter in clean) < _FEWEST_DIGITS:
        raise Invalid("This cannot be a telephone number; it needs a few digits.", label)
    return clean


def point(kind: PointKind, value: str, label: str = "value") -> str:
    """An address of that kind, cleaned. Raises Invalid where it cannot be one."""
    if not value.strip():
        raise Invalid("Please write the address.", label)
    return {PointKind.EMAIL: email, PointKind.PHONE: phone, PointKind.LINK: link}[kind](value, label)


def cadence(days: int | None) -> int | None:
    """A rhythm in days, or None for none. Raises Invalid for one that is not offered."""
    if days is not None and days not in CADENCES:
        raise Invalid("Choose one of the rhythms offered.", "cadence")
    return days


def past_day(value: date, today: date, label: str = "day") -> date:
    """A day on which something happened. Raises Invalid after today, and as `any_day` does."""
    if value > today:
        raise Invalid(f"{value.isoformat()} is still to come. Give today or an earlier day.", label)
    return any_day(value, label)


def coming_day(value: date, today: date, label: str = "day") -> date:
    """A day to come back on, today or later. Raises Invalid before today, and as `any_day` does."""
    if value < today:
        raise Invalid(f"{value.isoformat()} is over. Give today or a later day.", label)
    return any_day(value, label)


def any_day(value: date, label: str = "day") -> date:
    """A day that a person may mean. Raises Invalid outside 1900 to 2199."""
    if not EARLIEST <= value <= LATEST:
        raise Invalid(f"{value.isoformat()} is too far away. Give a day from 1900 to 2199.", label)
    return value
