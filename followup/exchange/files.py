"""What leaves as a file: its kinds, how each is called, and how one that is there already is known for ours."""

from datetime import date
from enum import StrEnum

from followup.domain.outgoing import Exchanged, Person, Role


class Kind(StrEnum):
    """A format. `value` is the word for it on the command line."""

    JSON = "json"
    CSV = "csv"
    VCARD = "vcard"
    ICS = "ics"


class What(StrEnum):
    """What a table for a spreadsheet is of."""

    CONTACTS = "contacts"
    TOUCHPOINTS = "touchpoints"
    OPPORTUNITIES = "opportunities"


_SUFFIXES = {Kind.JSON: "json", Kind.CSV: "csv", Kind.VCARD: "vcf", Kind.ICS: "ics"}
TYPES = {
    Kind.JSON: "application/json",
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.VCARD: "text/vcard; charset=utf-8",
    Kind.ICS: "text/calendar; charset=utf-8",
}
#: What stands near the beginning of every one of them.
MARKS = (
    b'"followup":',
    b"-//Followup//",
    *(
        ",".join(row._fields[skip : skip + 3]).encode()
        for row, skip in ((Person, 1), (Exchanged, 0), (Role, 0))
    ),
)


def name(kind: Kind, day: date, what: What | None = None) -> str:
    """What a file of that day is called: "followup-contacts-2026-11-23.csv"."""
    parts = ("followup", *([what.value] if what else []), day.isoformat())
    return f"{'-'.join(parts)}.{_SUFFIXES[kind]}"
