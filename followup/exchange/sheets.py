"""Rows for spreadsheets: CSV as they open it, and as none of them runs what is in a cell."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from followup.domain.outgoing import Exchanged, Person, Role

#: What spreadsheets take for UTF-8.
BOM = "\ufeff"
#: What a cell must not begin with: a spreadsheet would calculate it. An apostrophe before it keeps it a text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
SHIELD = "'"
#: So many rows are put into one piece of text.
_PIECE = 500


def people(rows: Iterable[Person]) -> Iterator[str]:
    """People as a table; their ids are nobody else's business."""
    return write(Person._fields[1:], (row[1:] for row in rows))


def touchpoints(rows: Iterable[Exchanged]) -> Iterator[str]:
    """What was exchanged as a table."""
    return write(Exchanged._fields, rows)


def opportunities(rows: Iterable[Role]) -> Iterator[str]:
    """Opportunities as a table."""
    return write(Role._fields, rows)


def write(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table in pieces of text. None is an empty cell, a truth is yes or no, several values are joined by "; "."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow(headers)
    for number, row in enumerate(rows, 1):
        writer.writerow([_cell(value) for value in row])
        if number % _PIECE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
    return SHIELD + text if text.startswith(FORMULA) else text
