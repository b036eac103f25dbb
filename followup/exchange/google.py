"""Google's contacts as CSV, with the headers of 2024 and those before."""

import re

from followup.domain.errors import Invalid
from followup.domain.incoming import Found
from followup.exchange import tables, texts
from followup.exchange.rough import take
from followup.exchange.tables import key

_FIELDS = {
    "name": "name",
    "given name": "first_name",
    "first name": "first_name",
    "additional name": "first_name",
    "middle name": "first_name",
    "family name": "last_name",
    "last name": "last_name",
    "nickname": "called",
    "organization name": "company",
    "organization title": "title",
    "group membership": "tags",
    "labels": "tags",
    "notes": "notes",
    "e mail value": "emails",
    "phone value": "phones",
    "website value": "links",
}
#: Headers that only Google writes.
_MARKS = {"e mail value", "phone value", "group membership", "organization department", "yomi name"}


def is_google(headers: list[str]) -> bool:
    """Whether these are the headers of Google's contacts."""
    keys = set(map(key, headers[: tables.COLUMNS_LIMIT]))
    return len(keys & _MARKS) > 1 or bool(keys & _MARKS and keys & {"labels", "given name"})


def read(data: bytes) -> Found:
    """The people of a contacts.csv, their labels as tags, without those of the system ("* myContacts").

    Somebody without a name is called by their organization; with neither, they are among what is wrong. Raises Invalid
    where the headers are not Google's, and as `texts.decode` does.
    """
    found = Found()
    table = tables.rows(texts.decode(data, found.wrong), found.wrong)
    first = next(table, (0, []))[1]
    if not is_google(first):
        raise Invalid("The first line is not that of Google's contacts. Export them as “Google CSV”.", "file")
    headers = tables.headers_of(first)
    mapping = {at: _FIELDS[key(name)] for at, name in enumerate(headers) if key(name) in _FIELDS}
    for row in table:
        person = tables.person(row, mapping)
        person.name = person.name or person.company
        person.tags = [tag for tag in person.tags if not re.match(r"\s*\*", tag)]
        take(person, found, tables.whole(row))
        tables.beyond(row, headers, found)
    return found
