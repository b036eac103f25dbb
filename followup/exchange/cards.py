"""People as vCards, 3.0 and 4.0, for address books. What is not to be mentioned never stands in one."""

import warnings
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from followup.domain.outgoing import Person

#: The versions that can be written, the one to be preferred first.
VERSIONS = (4, 3)
#: Who wrote it.
PRODUCT = "-//Followup//Followup//EN"
_SPACE = UUID("6f1d3a5e-6d0c-4f0e-9a53-0d4a3f2c8b71")
#: In bytes, the end of the line left out (RFC 6350, 3.2).
_LINE = 75
#: Suffixes of names are no family names.
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md"}


def people(rows: Iterable[Person], version: int = VERSIONS[0]) -> Iterator[str]:
    """The card of each as text, its lines ended by CR and LF. Raises ValueError for a version that there is not."""
    if version not in VERSIONS:
        raise ValueError(f"there is no vCard {version} here")
    return map(_three if version == 3 else _four, rows)


def _uid(card: Person) -> str:
    """The same each time, so that an address book that takes a second file finds whom it has."""
    return f"urn:uuid:{uuid5(_SPACE, str(card.id))}"


def _names(card: Person) -> tuple[str, str, str]:
    """Family name, given name, those between: as far as the order of a name says so."""
    words = card.name.split()
    last = len(words)
    while last > 1 and words[last - 1].strip(".,").casefold() in _SUFFIXES:
        last -= 1
    if last == 1:
        return "", card.name, ""
    return " ".join(words[last - 1 :]), words[0], " ".join(words[1 : last - 1])


def _three(card: Person) -> str:
    """By vobject, which writes 3.0."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import vobject
        from vobject.vcard import Name

    found: Any = vobject.vCard()
    family, given, additional = _names(card)
    found.add("n").value = Name(family=family, given=given, additional=additional)
    found.add("fn").value = card.name
    found.add("prodid").value = PRODUCT
    found.add("uid").value = _uid(card)
    for key, value in _texts(card):
        found.add(key).value = value
    if card.company:
        found.add("org").value = [card.company]
    if card.tags:
        found.add("categories").value = list(card.tags)
    return found.serialize(lineLength=_LINE)


def _texts(card: Person) -> Iterator[tuple[str, str]]:
    """What is one text each, by the name of its property."""
    yield from (("nickname", name) for name in [card.called] if name)
    yield from (("title", title) for title in [card.title] if title)
    yield from (("email", address) for address in card.emails)
    yield from (("tel", number) for number in card.phones)
    yield from (("url", link) for link in card.links)
    yield from (("note", text) for text in [card.notes] if text)


def _four(card: Person) -> str:
    """By ourselves: vobject writes no 4.0 (RFC 6350)."""
    family, given, additional = map(_escaped, _names(card))
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"PRODID:{PRODUCT}",
        f"UID:{_uid(card)}",
        f"FN:{_escaped(card.name)}",
        f"N:{family};{given};{additional};;",
    ]
    if card.company:
        lines.append(f"ORG:{_escaped(card.company)}")
    for key, value in _texts(card):
        # A link is no text: nothing of it is escaped. A number is one unless it says that it is a link.
        lines.append(f"{key.upper()}:{value if key == 'url' else _escaped(value)}")
    if card.tags:
        lines.append(f"CATEGORIES:{','.join(map(_escaped, card.tags))}")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for letter in ("\\", ",", ";"):
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """In lines of at most 75 bytes, none of which ends inside a character."""
    found, width = [], 0
    for letter in line:
        size = len(letter.encode("utf-8"))
        if width + size > _LINE:
            found.append("\r\n ")
            width = 1
        found.append(letter)
        width += size
    return "".join(found)
