"""vCard 2.1, 3.0 and 4.0: several cards, folded lines, quoted-printable, groups such as `item1.URL`.

Lines are put together and their parameters checked here, and vobject decodes what they hold. Its own reading of whole
files is no match for a stranger's: parameters can make its pattern run for years, it copies a folded line once for each
piece, loses what follows a comma that was not escaped, and writes what it skips into the log.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from followup.domain.errors import Invalid
from followup.domain.incoming import Found, Wrong
from followup.exchange import texts
from followup.exchange.rough import Rough, shown, take

#: The most lines that are read of one card, of those that say something we keep.
LINES_LIMIT = 100
#: How much of one line is read, in characters: notes of 20,000, each letter as twelve signs of quoted-printable.
_LINE_LIMIT = 300_000
_HEAD_LIMIT = 1_000

_KEPT = {
    *("FN", "N", "NICKNAME", "EMAIL", "TEL", "URL", "ORG", "TITLE", "ROLE", "CATEGORIES", "NOTE", "KIND"),
    *("X-SOCIALPROFILE", "SOCIALPROFILE", "X-ADDRESSBOOKSERVER-KIND"),
}
# What stands before the colon. Each part begins with a sign that no part before it can hold: the time stays linear.
_HEAD = re.compile(r'((?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>(;([^";:]|"[^"]*")*)*):', re.ASCII)
_PARAM = re.compile(r';((?:[^";:]|"[^"]*")*)')
_CHARSETS = {
    *(
        "utf-8",
        "utf-16",
        "ascii",
        "iso8859-1",
        "iso8859-2",
        "iso8859-5",
        "iso8859-15",
        "cp1250",
        "cp1251",
        "cp1252",
    ),
    *(
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "koi8-r",
        "shift_jis",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
    ),
    *("euc_jp", "euc_kr", "mac-roman"),
}
#: Labels that Google and Apple give by themselves.
_SYSTEM = {"mycontacts", "starred"}

_NO_BEGINNING = "This card has no beginning, so it was left out."
_UNREADABLE = "What cannot be read in this card was left out."


@dataclass(slots=True)
class _Card:
    """Lines of a card that may be kept, put together; line: where it begins.

    unreadable: lines left out; more: the first over the limit, "" where none is.
    """

    line: int
    lines: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    more: str = ""
    is_whole: bool = False
    has_another: bool = False


class _Property(NamedTuple):
    """A line of a card: its name in capitals, what it says with its escapes, and its types in capitals."""

    name: str
    value: str
    types: frozenset[str]


def read(data: bytes) -> Found:
    """The people of a file of cards. A card without a name is called by its organization.

    Kept are names, addresses, links, organization, title, categories and notes; pictures, fax numbers and the rest are
    not looked at. A card with none of these names, a list of people, and lines that cannot be read are among what is
    wrong. Raises Invalid where there is no card, and past 20,000; `texts.decode`.
    """
    found = Found()
    seen = 0
    for card in _cards(texts.decode(data, found.wrong), found.wrong):
        seen += 1
        if seen > texts.PEOPLE_LIMIT:
            raise texts.too_many()
        _read_card(card, found)
    if not seen:
        raise Invalid("There is no card in this file. Choose one whose name ends in .vcf.", "file")
    return found


def _read_card(card: _Card, found: Found) -> None:
    person = Rough(card.line)
    name = formatted = role = ""
    is_list = False
    for line in card.lines:
        prop = _property(line)
        if prop is None:
            card.unreadable.append(line)
            continue
        value = _unescaped(prop.value)
        match prop.name:
            case "FN":
                formatted = formatted or value
            case "N":
                name = name or _named(prop.value)
            case "ORG":
                person.company = person.company or _fields(prop.value)[0]
            case "NICKNAME":
                person.called = person.called or _list(prop.value)[0]
            case "EMAIL":
                person.emails.append(value)
            case "TEL":
                if "FAX" not in prop.types:
                    person.phones.append(value)
            case "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE":
                person.links.append(value)
            case "TITLE":
                person.title = person.title or value
            case "ROLE":
                role = role or value
            case "CATEGORIES":
                person.tags += [tag for tag in _list(prop.value) if tag.strip().casefold() not in _SYSTEM]
            case "NOTE":
                person.notes = f"{person.notes}\n{value}".strip()
            case "KIND" | "X-ADDRESSBOOKSERVER-KIND":
                is_list = is_list or value.strip().casefold() == "group"
    person.name = next((text for text in (formatted, name, person.company) if text.strip()), "")
    person.title = person.title or role
    if is_list:
        why = "This card is a list of people, so it was left out."
        found.wrong.append(Wrong(card.line, why, shown(person.name)))
        return
    before = len(found.people)
    take(person, found, "; ".join(card.lines))
    for why, what in (
        (_UNREADABLE, "; ".join(card.unreadable)),
        (f"A card has {LINES_LIMIT} lines at most, so the others were left out.", card.more),
        ("This card has no end, so something of it may be missing.", "" if card.is_whole else person.name),
        (
            "A card inside this one, as of an assistant, was left out.",
            person.name if card.has_another else "",
        ),
    ):
        if what and len(found.people) > before:
            found.wrong.append(Wrong(card.line, why, shown(what)))


def _cards(text: str, wrong: list[Wrong]) -> Iterator[_Card]:
    """The cards of a text, those without an end included; one inside another, of an assistant, is left out."""
    card: _Card | None = None
    inside = 0
    is_assistant = is_told = False
    for number, line in _lines(text):
        mark = _mark(line)
        if mark == "BEGIN" and card is not None and (inside or is_assistant):
            inside += 1
            card.has_another = True
        elif mark == "BEGIN":
            if card is not None:
                yield card
            card, is_told = _Card(number), False
        elif mark == "END" and inside:
            inside -= 1
        elif mark == "END" and card is not None:
            card.is_whole = True
            yield card
            card = None
        elif mark == "END" and not is_told:
            wrong.append(Wrong(number, _NO_BEGINNING))
            is_told = True
        elif not mark and card is not None and not inside:
            _add(card, line)
        is_assistant = line[:6].upper() == "AGENT:"
    if card is not None:
        yield card


def _add(card: _Card, line: str) -> None:
    head = _HEAD.match(line, 0, _HEAD_LIMIT)
    if head is None:
        card.unreadable += [line] * (len(card.unreadable) < LINES_LIMIT)
    elif _name(head) not in _KEPT:
        pass
    elif len(card.lines) < LINES_LIMIT:
        card.lines.append(line)
    else:
        card.more = card.more or line


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with what was folded put together, each with the number of its first; pictures and the like left out."""
    parts: list[str] = []
    start = length = 0
    is_printable = is_skipped = goes_on = False
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        line = line.rstrip("\n")
        is_more = line[:1] in (" ", "\t") or (is_skipped and ":" not in line)
        if goes_on and not _mark(line):
            piece = line
        elif line.strip() and is_more and (parts or is_skipped):
            piece = line[1:]
        else:
            if parts:
                yield start, "".join(parts)
            head = _HEAD.match(line, 0, _HEAD_LIMIT)
            is_skipped = head is not None and _name(head) not in _KEPT and not _is_frame(head)
            is_printable = "QUOTED-PRINTABLE" in line[:_HEAD_LIMIT].partition(":")[0].upper()
            parts, start, length, piece = [], number, 0, line
        goes_on = is_printable and piece.endswith("=")
        if line.strip() and not is_skipped and length < _LINE_LIMIT:
            parts.append(piece.removesuffix("=") if goes_on else piece)
            length += len(piece)
    if parts:
        yield start, "".join(parts)


def _mark(line: str) -> str:
    """Whether a line begins or ends a card: "BEGIN", "END" or ""."""
    first, _, second = line[:40].upper().partition(":")
    return first.strip() if second.strip() == "VCARD" and first.strip() in ("BEGIN", "END") else ""


def _name(head: re.Match[str]) -> str:
    return head["name"].upper().replace("_", "-")


def _is_frame(head: re.Match[str]) -> bool:
    return _name(head) in ("BEGIN", "END", "AGENT")


def _property(line: str) -> _Property | None:
    """What a line says; None where its letters cannot be read."""
    head = _HEAD.match(line, 0, _HEAD_LIMIT)
    if head is None:
        return None
    params: dict[str, list[str]] = {}
    for param in _PARAM.findall(head["params"]):
        # In vCard 2.1 a type or an encoding may stand alone.
        name, is_named, values = param.upper().replace('"', "").partition("=")
        given = values.split(",") if is_named else [name]
        params.setdefault(name.strip() if is_named else "TYPE", []).extend(map(str.strip, given))
    types = frozenset(params.get("TYPE", ()))
    encodings = {*params.get("ENCODING", ()), *types}
    value: str | None = line[head.end() :]
    if encodings & {"B", "BASE64"}:
        return None
    if "QUOTED-PRINTABLE" in encodings:
        value = _printable(value, params.get("CHARSET", [""])[0])
    return None if value is None else _Property(_name(head), value.replace("\x00", ""), types)


def _printable(value: str, charset: str) -> str | None:
    """Quoted-printable, decoded by vobject: in its charset, else as UTF-8 or as Windows text; None where in neither."""
    from vobject.base import ContentLine

    try:
        chosen = [charset] if codecs.lookup(charset).name in _CHARSETS else []
    except (LookupError, ValueError):
        chosen = []
    for name in (*chosen, "utf-8", "windows-1252", "latin-1"):
        try:
            return ContentLine("X", [["ENCODING", "QUOTED-PRINTABLE"], ["CHARSET", name]], value).value
        except ValueError:
            continue
    return None


def _unescaped(value: str) -> str:
    return _list(value, separator="")[0] if "\\" in value else value


def _list(value: str, separator: str = ",") -> list[str]:
    """What a separator divides, escapes undone; at least one."""
    from vobject.icalendar import stringToTextValues

    return stringToTextValues(_ended(value), listSeparator=separator)


def _fields(value: str) -> list[str]:
    """What ";" divides, escapes undone; at least one. A comma in it stays, though it was not escaped."""
    from vobject.vcard import splitFields, toList

    return [",".join(toList(part)) for part in splitFields(_ended(value))]


def _named(value: str) -> str:
    """A structured name in the order in which it is said."""
    family, given, more, before, after, *_ = [*_fields(value), *[""] * 5]
    return " ".join(part.replace(",", " ") for part in (before, given, more, family, after) if part.strip())


def _ended(value: str) -> str:
    r"""The value with its last escape made whole, which vobject would read as "\eof"; "\:" as older files write ":"."""
    value = value.replace("\\:", ":")
    odd = (len(value) - len(value.rstrip("\\"))) % 2
    return value + "\\" * odd
