"""Reading a file of people, whatever its kind. The readers are imported when one is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module

from followup.domain import matching
from followup.domain.documents import Document, Table
from followup.domain.errors import Invalid
from followup.domain.incoming import Found

#: What a file of people may be, and how that is called.
KINDS = {
    "linkedin": "LinkedIn's Connections.csv",
    "google": "Google Contacts",
    "csv": "Another table (CSV)",
    "vcard": "Address cards (vCard)",
    "json": "Followup's own (JSON)",
}
MOST_PEOPLE = 20_000


def read(kind: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Found:
    """The people of a file, those who stand there twice put together. mapping: of a table, what its columns hold.

    Raises Invalid where it is no such file, or holds more than 20,000 people.
    """
    reader = import_module(f"followup.exchange.{kind}")
    found: Found = reader.read(data, mapping) if kind == "csv" else reader.read(data)
    if len(found.people) > MOST_PEOPLE:
        raise Invalid(
            f"There are {len(found.people):,} people in this file; {MOST_PEOPLE:,} are the most.", "file"
        )
    people, twice = matching.merged(found.people)
    wrong = sorted([*found.wrong, *twice], key=lambda one: one.line)
    return replace(found, people=people, wrong=wrong)


def read_document(data: bytes, tables: Sequence[Table]) -> Document:
    """An export of Followup. Raises Invalid for anything else."""
    from followup.exchange import json

    return json.read(data, tables)
