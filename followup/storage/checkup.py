"""The doctor: checks everything that can be checked, says what to do, and mends what can be computed anew.

All of this needs an app context.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from followup import migrations
from followup.actions import projection, searching
from followup.db import engine, reading, writing
from followup.domain.errors import Refused
from followup.domain.folding import fold, fold_point
from followup.domain.settings import ALLOWED, Settings, zone_named
from followup.domain.wording import counted
from followup.models import Base, Company, Contact, ContactPoint, Counter, Setting, Tag
from followup.queries.settings import TIME_ZONE
from followup.storage import schema
from followup.storage.copies import (
    LATE_DAYS,
    REVISION_TABLE,
    columns,
    connect,
    newest_backup,
    quick_check,
    tables,
)
from followup.storage.folder import BACKUPS_NAME, is_ours, network_warning
from followup.storage.trouble import plainly

FIX = "`followup doctor --fix` computes it anew"
RESTORE = "restore a backup from before with `followup restore FILE`"
#: No more sentences of one kind than this; the rest are counted.
LISTED = 20

#: What a column's values have to fulfil, by their Python type; a date is one that
#: SQLite, made to count, writes in the same way.
_FITS: dict[Any, str] = {
    date: "date({0}, '+0 days') IS {0}",
    datetime: "datetime({0}) IS substr({0}, 1, 19)",
    bool: "{0} IN (0, 1)",
    int: "typeof({0}) = 'integer'",
    str: "typeof({0}) = 'text'",
    bytes: "typeof({0}) = 'blob'",
    object: "json_valid({0})",
}
#: What each table keeps folded, to be found by: the column that it is of, and how it is folded.
_FOLDED: dict[Any, tuple[str, Callable[[str], str]]] = {
    Company: ("name", fold),
    Contact: ("name", fold),
    ContactPoint: ("value", fold_point),
    Tag: ("name", fold),
}
#: Columns that say when something happened, so that they cannot be in the future.
_HAPPENED = frozenset(
    {
        "added_on",
        "cadence_given_on",
        "day",
        "decided_on",
        "deleted_on",
        "made_on",
        "promise_kept_on",
        "recorded_on",
    }
)


def doctor(today: date | None = None) -> list[str]:
    """What is wrong, each in one sentence that says what to do; empty where all is well.

    Without `today` nothing is said of dates that are still to come. Raises NotFound without a database, FollowupError
    where it cannot be read.
    """
    database = _database()
    if problem := quick_check(database):
        return [problem]
    if found := lacking(database):
        return found
    with reading() as session:
        connection = session.connection()
        found = [*_loose(connection), *_unreadable(connection), *_settings(connection)]
        if not found:
            found = [
                *(_ahead(connection, today) if today else ()),
                *_order(connection),
                *_unfound(connection),
                *_stale(session),
                *_unsearched(session),
            ]
        found += [*_unindexed(connection), *_journal(connection)]
    return found + _not_ours(database) + _open_to_others(database)


def lacking(database: Path) -> list[str]:
    """The tables and columns that a database has lost, a sentence each. It cannot be opened by an app then.

    Empty for one without any tables yet, and for one of a newer Followup, which is refused when it is opened. Raises
    FollowupError where it cannot be read.
    """
    with plainly(database), closing(connect(database, "rw")) as connection:
        if not tables(connection):
            return []
        rows = []
        if "version_num" in columns(connection, REVISION_TABLE):
            rows = connection.execute(f"SELECT version_num FROM {REVISION_TABLE}").fetchall()
        if not rows:
            return [f"The database does not say which schema it has ({REVISION_TABLE}); {RESTORE}."]
        revision = rows[0][0]
        if revision not in migrations.REVISIONS:
            return []
        return [f"The database has lost {what}; {RESTORE}." for what in schema.missing(connection, revision)]


def remarks(today: date) -> list[str]:
    """What is worth knowing but no fault: an old backup, a network file system."""
    folder = _database().parent
    found = [warning] if (warning := network_warning(folder)) else []
    if not _can_back_up(folder):
        found.append(
            f"Backups cannot be written into {folder / BACKUPS_NAME}; see that this account may write there."
        )
    newest = newest_backup(folder)
    if newest is None:
        return [
            *found,
            "There is no automatic backup yet; the server takes one a day, `followup backup` at once.",
        ]
    days = (today - newest).days
    if days > LATE_DAYS:
        found.append(
            f"The newest automatic backup is {days} days old; the server takes one a day while it runs."
        )
    return found


def _can_back_up(folder: Path) -> bool:
    backups = folder / BACKUPS_NAME
    return (
        backups.is_dir() and os.access(backups, os.W_OK) if backups.exists() else os.access(folder, os.W_OK)
    )


def mend() -> list[str]:
    """Compute anew whatever is stored only to be found quickly; say what was wrong, a sentence for each kind.

    Settings that cannot be go back to their presets, before anything is computed by them.
    """
    with writing() as session:
        connection = session.connection()
        unusable = list(_unusable(connection))
        for name, *_ in unusable:
            connection.exec_driver_sql(f"DELETE FROM {Setting.__tablename__} WHERE name = ?", (name,))
        # Of two tags with one name the second has to stay as it is.
        refolded = sum(
            connection.exec_driver_sql(
                f"UPDATE OR IGNORE {table} SET folded = ? WHERE rowid = ?", (folded, row)
            ).rowcount
            for table, row, _, folded in list(_misfolded(connection))
        )
        wrong = {difference.contact for difference in projection.differences(session)}
        # First what is searched by is made to say what its documents say: they tell it what to forget.
        searching.rebuild(session)
        projection.project(session, wrong)
        reworded = searching.stale_companies(session)
        searching.index(session, (), reworded)
        highest = _highest_position(connection)
        counter = session.get(Counter, "position")
        if counter is None:
            session.add(Counter(name="position", value=highest))
        elif counter.value < highest:
            counter.value = highest
        indexes = _missing_indexes(connection)
        for index in indexes:
            index.create(connection)
    said = [f"Computed anew: {counted(len(wrong), 'contact')}."]
    if reworded:
        count = "one company" if len(reworded) == 1 else f"{len(reworded)} companies"
        said.append(f"To be found by its words again: {count}.")
    said += [f"Back to {preset}: the setting {name}." for name, _, _, preset in unusable]
    if refolded:
        said.append(f"To be found by name or address again: {counted(refolded, 'row')}.")
    return said + [f"Made anew: the index {index.name}." for index in indexes]


def _database() -> Path:
    return Path(engine().url.database or "")


def _capped(sentences: Iterator[str]) -> list[str]:
    every = list(sentences)
    more = len(every) - LISTED
    return every if more <= 0 else [*every[:LISTED], f"There are {more} more of this kind."]


def _loose(connection: Any) -> list[str]:
    """Rows that belong to a row that is gone."""
    rows = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
    pairs = {(table, parent): number for table, number, parent, _ in reversed(rows)}
    return [
        f"Row {number} of {table} belongs to one of {parent} that is gone{_more(rows, table, parent)}; {RESTORE}."
        for (table, parent), number in sorted(pairs.items())
    ]


def _more(rows: list[Any], table: str, parent: str) -> str:
    others = sum(1 for row in rows if (row[0], row[2]) == (table, parent)) - 1
    return f", and so do {others} more" if others else ""


def _unreadable(connection: Any) -> list[str]:
    """Values that no column of their kind can hold, at which every page that shows them would fail."""
    return _capped(
        f"Row {number} of {table.name} has something in {column} that Followup cannot read; {RESTORE}."
        for table in Base.metadata.sorted_tables
        for number, column in connection.exec_driver_sql(_misfits(table))
    )


def _misfits(table: Any) -> str:
    cases = " ".join(
        f"WHEN {_allowed_null(column)}NOT ifnull({_fits(column)}, 0) THEN '{column.name}'"
        for column in table.columns
    )
    return f"SELECT rowid, CASE {cases} END AS misfit FROM {table.name} WHERE misfit IS NOT NULL"


def _allowed_null(column: Any) -> str:
    return f'"{column.name}" IS NOT NULL AND ' if column.nullable else ""


def _fits(column: Any) -> str:
    kind, name = column.type.python_type, f'"{column.name}"'
    if issubclass(kind, StrEnum):
        words = ", ".join(f"'{member.value}'" for member in kind)
        return f"{name} IN ({words})"
    return _FITS[kind].format(name)


def _unusable(connection: Any) -> Iterator[tuple[str, str, str, str]]:
    """The settings that cannot be: the name, the value, what it should be, and what counts without it."""
    rows = connection.exec_driver_sql(f"SELECT name, value FROM {Setting.__tablename__} ORDER BY name").all()
    for name, value in rows:
        if name == TIME_ZONE and not _is_zone(value):
            yield name, value, "no time zone", "this computer's"
        allowed = ALLOWED.get(name, ())
        if allowed and value not in map(str, allowed):
            yield name, value, _none_of(allowed), str(getattr(Settings(), name))


def _none_of(allowed: Sequence[int]) -> str:
    if isinstance(allowed, range):
        return f"no number from {allowed[0]} to {allowed[-1]}"
    return f"none of {', '.join(map(str, allowed))}"


def _is_zone(name: str) -> bool:
    try:
        zone_named(name)
    except Refused:
        return False
    return True


def _settings(connection: Any) -> list[str]:
    return [
        f"The setting {name} is {str(value)[:60]!r}, which is {unlike}; `followup doctor --fix` goes back to {preset}."
        for name, value, unlike, preset in _unusable(connection)
    ]


def _ahead(connection: Any, today: date) -> list[str]:
    """What is said to have happened after tomorrow. A day is allowed for: the time zone may have been moved."""
    latest = (today + timedelta(1)).isoformat()
    return _capped(
        f"Row {number} of {table.name} is dated {day} ({column.name}), which is still to come; "
        "correct that date, or this computer's clock."
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in _HAPPENED
        for number, day in connection.exec_driver_sql(
            f"SELECT rowid, {column.name} FROM {table.name} WHERE {column.name} > ? ORDER BY rowid", (latest,)
        )
    )


def _highest_position(connection: Any) -> int:
    parts = [
        f"SELECT max(position) AS highest FROM {table.name}"
        for table in Base.metadata.sorted_tables
        if "position" in table.columns
    ]
    found = connection.exec_driver_sql(f"SELECT max(highest) FROM ({' UNION ALL '.join(parts)})").scalar()
    return found or 0


def _order(connection: Any) -> list[str]:
    """The counter of the order of entry must not fall behind what it has given out."""
    last = connection.exec_driver_sql("SELECT value FROM counters WHERE name = 'position'").scalar() or 0
    if last >= _highest_position(connection):
        return []
    return [f"The counter of the order of entry has fallen behind; {FIX}."]


def _misfolded(connection: Any) -> Iterator[tuple[str, int, str, str]]:
    """The rows that are not kept as their name or value is folded: table, row, column, as it has to be."""
    for model, (column, folding) in _FOLDED.items():
        table = model.__tablename__
        rows = connection.exec_driver_sql(f"SELECT rowid, {column}, folded FROM {table} ORDER BY rowid").all()
        for row, text, stored in rows:
            if stored != folding(text):
                yield table, row, column, folding(text)


def _unfound(connection: Any) -> list[str]:
    return _capped(
        f"Row {row} of {table} cannot be found by its {column}; {FIX}."
        for table, row, column, _ in _misfolded(connection)
    )


def _stale(session: Any) -> list[str]:
    return _capped(
        f"What is stored about {found.name} (contact {found.contact}) is not what the history gives "
        f"({', '.join(found.columns)}); {FIX}."
        for found in projection.differences(session)
    )


def _unsearched(session: Any) -> list[str]:
    return _capped(
        f"What is searched of company {company} is not what it says; {FIX}."
        for company in sorted(searching.stale_companies(session))
    )


def _missing_indexes(connection: Any) -> list[Any]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")
    present = {row[0] for row in rows}
    every = (index for table in Base.metadata.sorted_tables for index in table.indexes)
    return sorted((index for index in every if index.name not in present), key=lambda index: index.name)


def _unindexed(connection: Any) -> list[str]:
    return [
        f"The index {index.name} of {index.table.name} is gone, which makes pages slow; {FIX}."
        for index in _missing_indexes(connection)
    ]


def _not_ours(database: Path) -> list[str]:
    """What keeps backups of this database from being restored."""
    with plainly(database), closing(connect(database, "rw")) as connection:
        return [
            f"The database holds {what}, which is not of Followup, so none of its backups can be restored; "
            "drop it with the program that made it."
            for what in schema.foreign(connection, migrations.HEAD)
        ]


def _journal(connection: Any) -> list[str]:
    """The mode that this program asked for must be the one that the file has, with the syncing that it needs."""
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    if (mode, level) in (("delete", 3), ("wal", 2)):
        return []
    return [
        f"The database is in journal mode {mode}, synchronous {level}, which may lose what was saved in a power cut; "
        "stop every program that uses it, then start Followup again."
    ]


def _open_to_others(database: Path) -> list[str]:
    """Who may read the files. A folder that also holds other things may be open: it is not ours alone."""
    folder = database.parent
    inside = list(folder.iterdir())
    backups = folder / BACKUPS_NAME
    files = [path for path in inside if is_ours(path)] + (list(backups.iterdir()) if backups.is_dir() else [])
    if all(is_ours(path) for path in inside):
        files.append(folder)
    return [
        f"Others on this machine may read {path}; `chmod {'700' if path.is_dir() else '600'} {path}` ends that."
        for path in sorted(files)
        if path.exists() and path.stat().st_mode & 0o077
    ]
