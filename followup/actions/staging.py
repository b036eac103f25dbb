"""What is kept of a chosen file until it is brought in. None of it is a change: there is nothing to undo."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from followup.db import writing
from followup.domain.errors import Conflict
from followup.domain.incoming import Found, ImportState
from followup.domain.matching import Choices, Match
from followup.models import Import
from followup.queries import imports

#: What is dropped of a file that is done or old.
DROPPED: dict[str, Any] = {
    "data": None,
    "people": None,
    "wrong": None,
    "matches": None,
    "choices": None,
}


def choose_file(name: str, kind: str, data: bytes, today: date, headers: Sequence[str] | None = None) -> int:
    """Keep a file for reading; returns its id. headers: of a table whose columns are to be named first.

    What is left of files of earlier days is dropped.
    """
    with writing() as session:
        _drop(session, today)
        row = Import(
            name=name,
            kind=kind,
            day=today,
            state=ImportState.READING if headers is None else ImportState.MAPPING,
            data=data,
            headers=list(headers) if headers is not None else None,
        )
        session.add(row)
        session.flush()
        return row.id


def name_columns(import_id: int, mapping: dict[str, str]) -> None:
    """Keep what the columns mean; the file is to be read. Raises NotFound, Conflict where it was brought in."""
    with writing() as session:
        row = _open(session, import_id)
        if row.data is None:
            raise Conflict("This file was read already. Choose it again to name its columns.")
        row.mapping, row.state = mapping, ImportState.READING


def keep_read(import_id: int, found: Found, matches: Sequence[Match]) -> None:
    """Keep what was read. Raises NotFound, Conflict."""
    with writing() as session:
        row = _open(session, import_id)
        row.people = [imports.packed(person) for person in found.people]
        row.wrong = [list(astuple(one)) for one in found.wrong]
        row.matches = [[match.kind.value, match.contact, match.why] for match in matches]
        row.choices, row.state, row.problem = None, ImportState.READY, ""
        # A table may be read once more with its columns named anew, whatever else is not needed any more.
        row.data = row.data if row.headers is not None else None


def keep_compared(import_id: int, counts: list[list[Any]]) -> None:
    """Keep how much of an export of Followup is new: table, new rows, known rows. Raises NotFound, Conflict."""
    with writing() as session:
        row = _open(session, import_id)
        row.matches, row.state, row.problem = counts, ImportState.READY, ""


def finish(import_id: int) -> None:
    """Note that a file was brought in, and drop what is left of it."""
    with writing() as session:
        done = {**DROPPED, "state": ImportState.DONE}
        session.execute(update(Import).where(Import.id == import_id).values(done))


def fail(import_id: int, why: str) -> None:
    """Keep why it could not be read. A table's columns may be named anew."""
    with writing() as session:
        row = _open(session, import_id)
        row.state, row.problem = ImportState.FAILED, why[:500]


def choose(import_id: int, choices: Choices) -> None:
    """Keep what is chosen for those who seem to be here. Raises NotFound, Conflict."""
    with writing() as session:
        row = _open(session, import_id)
        row.choices = {
            "same": choices.same.value,
            "near": choices.near.value,
            "one": {str(place): choice.value for place, choice in choices.one.items()},
        }


def drop(today: date) -> None:
    """Drop what is left of files that were brought in, or were chosen before yesterday."""
    with writing() as session:
        _drop(session, today)


def discard(import_id: int) -> None:
    """Drop a file now. Raises NotFound, Conflict where it was brought in."""
    with writing() as session:
        row = _open(session, import_id)
        session.delete(row)


def _open(session: Session, import_id: int) -> Import:
    row = imports.file(session, import_id)
    if row.state is ImportState.DONE:
        raise Conflict("This file was brought in already. Choose it again to bring it in once more.")
    return row


def _drop(session: Session, today: date) -> None:
    old = (Import.day < today - timedelta(1)) | (Import.state == ImportState.DONE)
    kept = Import.headers.is_not(None) & Import.mapping.is_not(None)
    session.execute(delete(Import).where(old, ~kept))
    session.execute(update(Import).where(old, kept).values(**DROPPED, state=ImportState.DONE))
