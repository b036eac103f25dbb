"""What a database is made of, held against what its schema says: what it lacks, and what is not ours in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from followup import migrations
from followup.domain.errors import Refused
from followup.storage.copies import CHOOSE, REVISION_TABLE, columns, connect
from followup.storage.trouble import plainly

#: How the names begin of SQLite's own tables, and of those that the search keeps for itself.
_OWN_NAMES = ("sqlite_", "search_")


def refuse_other_shape(file: Path, revision: str) -> None:
    """Raise Refused where a backup lacks something of its schema, a known one, or holds what is not ours.

    A trigger or a view would run in every later read and write of the database.
    """
    with plainly(file), closing(connect(file, "ro")) as connection:
        if lacking := missing(connection, revision):
            raise Refused(f"{file} lacks {_first(lacking)}, which every backup has; {CHOOSE}.")
        if others := foreign(connection, revision):
            raise Refused(f"{file} holds {_first(others)}, which is not of Followup; {CHOOSE}.")


def missing(connection: sqlite3.Connection, revision: str) -> list[str]:
    """The tables and columns of a known revision that a database lacks: "the column due_on of contacts"."""
    found = []
    for table, expected in sorted(migrations.shape(revision).items()):
        present = columns(connection, table)
        if not present:
            found.append(f"the table {table}")
        else:
            found += [f"the column {name} of {table}" for name in sorted(expected - present)]
    return found


def foreign(connection: sqlite3.Connection, revision: str) -> list[str]:
    """Every trigger and view, and the tables that neither the revision nor SQLite nor the search has."""
    known = {REVISION_TABLE, *migrations.shape(revision)}
    rows = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type != 'index' ORDER BY type, name"
    )
    return [
        f"the {kind} {name!r}"
        for kind, name in rows
        if kind != "table" or not (name in known or name.startswith(_OWN_NAMES))
    ]


def _first(found: list[str]) -> str:
    more = len(found) - 1
    return f"{found[0]} (and {more} more)" if more else found[0]
