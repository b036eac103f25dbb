"""LinkedIn's Connections.csv: a preamble of any length, then a table with English headers and English months."""

import csv
import re
from datetime import date

from followup.domain.errors import Invalid
from followup.domain.incoming import Found, Wrong
from followup.exchange import tables, texts
from followup.exchange.rough import shown, take
from followup.exchange.tables import key

_NAMES = {"first name", "last name"}
_FIELDS = {
    "first name": "first_name",
    "last name": "last_name",
    "url": "links",
    "email address": "emails",
    "e mail address": "emails",
    "company": "company",
    "position": "title",
}
_CONNECTED = "connected on"
#: The most characters and lines before the header.
_PREAMBLE = 20_000
_PREAMBLE_LINES = 200

_NO_DAY = "This day cannot be read, so it was left out."

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})\b")
_NUMBERED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})\b")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")


def begins(start: str) -> bool:
    """Whether a file that starts like this is LinkedIn's: names, and the day on which each became a contact."""
    header = _header(start)
    return header is not None and _CONNECTED in map(key, header[1])


def read(data: bytes) -> Found:
    """The people of a Connections.csv. Raises Invalid where no row holds "First Name" and "Last Name"; `texts.decode`.

    Somebody without a name, and a link that leads to no web page, are among what is wrong.
    """
    found = Found()
    text = texts.decode(data, found.wrong)
    header = _header(text)
    if header is None:
        raise Invalid(
            "No line here has “First Name” and “Last Name”. Choose Connections.csv out of LinkedIn's archive.",
            "file",
        )
    begin, _, delimiter = header
    table = tables.rows(text, found.wrong, begin, delimiter)
    headers = tables.headers_of(next(table)[1])
    mapping = {at: _FIELDS[key(name)] for at, name in enumerate(headers) if key(name) in _FIELDS}
    connected = next((at for at, name in enumerate(headers) if key(name) == _CONNECTED), None)
    for row in table:
        line, cells = row
        person = tables.person(row, mapping)
        written = cells[connected].strip() if connected is not None and connected < len(cells) else ""
        person.connected_on = day(written)
        people = len(found.people)
        take(person, found, tables.whole(row))
        if len(found.people) == people:
            continue
        if written and person.connected_on is None:
            found.wrong.append(Wrong(line, _NO_DAY, shown(written)))
        tables.beyond(row, headers, found)
    return found


def day(written: str) -> date | None:
    """The day of "15 Mar 2024", "03/15/24", "2024-03-15" and "15.03.2024"; None for anything else.

    With strokes the month comes first, where it can be one.
    """
    written = written.strip().casefold()[:40]
    if (match := _NAMED.match(written)) and match[2] in _MONTHS:
        return _day(match[3], _MONTHS.index(match[2]) + 1, int(match[1]))
    if match := _ISO.match(written):
        return _day(match[1], int(match[2]), int(match[3]))
    if match := _NUMBERED.match(written):
        first, second = int(match[1]), int(match[3])
        either = (second, first) if match[2] == "." else (first, second)
        return _day(match[4], *either) or _day(match[4], *reversed(either))
    return None


def _day(year: str, month: int, day: int) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return None


def _header(text: str) -> tuple[int, list[str], str] | None:
    """Where the header begins, its cells, and its delimiter; None where there is none."""
    begin = 0
    for number, line in enumerate(text[:_PREAMBLE].splitlines(keepends=True)):
        if number == _PREAMBLE_LINES:
            return None
        for delimiter in tables.DELIMITERS:
            try:
                cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
            except csv.Error:
                continue
            if set(map(key, cells[: tables.COLUMNS_LIMIT])) >= _NAMES:
                return begin, cells, delimiter
        begin += len(line)
    return None
