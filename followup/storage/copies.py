"""Copies of the database that can be trusted: taken while it is in use, checked, and put back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import date, datetime
from itertools import count
from pathlib import Path

from followup.db import generation_in, new_generation
from followup.domain.errors import FollowupError, NotFound, Refused
from followup.storage.folder import BACKUPS_NAME, database_path, make_private, prepare
from followup.storage.trouble import damage, plainly

REVISION_TABLE = "alembic_version"
OWN_TABLES = frozenset({REVISION_TABLE, "contacts"})
#: The table of private writing, and its columns.
WRITING = "writings"
#: Files that were chosen for import, and not brought in yet: in no copy.
STAGED = "imports"
_WRITING_COLUMNS = ("id", "day", "question", "started_at", "text", "version")
#: What to do about a file that is none of ours.
CHOOSE = "choose a file that `followup backup` made"
KEPT_DAYS, KEPT_WEEKS = 7, 8
#: A newest backup that is older is worth a word.
LATE_DAYS = 3

# 1 MB a step: a writer waits for a millisecond or so between two steps.
PAGES_PER_STEP = 256
PATIENCE_SECONDS = 30
_AUTOMATIC = re.compile(r"followup-(\d{4}-\d\d-\d\d)\.sqlite3")
_PARTIAL = ".partial"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an existing database, "ro" or "rw". A file from elsewhere may hold SQL in its schema, which is not trusted.

    Raises sqlite3.OperationalError where it is not there.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def quick_check(database: Path) -> str | None:
    """Return None where the database is sound, else one sentence. Raises NotFound where there is none."""
    if not database.is_file():
        raise NotFound(f"There is no database at {database}.")
    try:
        with plainly(database), closing(connect(database, "rw")) as connection:
            return _problem(connection, database)
    except FollowupError as error:
        return str(error)


def backup(source: Path, target: Path, with_writing: bool = False) -> Path:
    """Copy the database `source`, which may be in use, to the one file `target`, mode 0600; return it.

    Private writing is left out of it, unless asked for by `with_writing`. An older backup at `target` is replaced
    only when the new one is whole. Raises Refused where any other file is there or the copy is not sound, NotFound
    without a `source`.
    """
    if not source.is_file():
        raise NotFound(f"There is no database at {source} yet, so there is nothing to back up.")
    if target.exists():
        if target.samefile(source):
            raise Refused(f"{target} is the database itself; choose another file for the backup.")
        if not _is_followup(target):
            raise Refused(f"{target} is there already and is no backup of Followup; choose another name.")
    with plainly(target, reading=source):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with partial_beside(target) as partial:
            _write_copy(source, partial, with_writing)
            os.replace(partial, target)
            sync_folder(target.parent)
    return target


@contextmanager
def partial_beside(target: Path) -> Generator[Path]:
    """An empty file beside `target`, mode 0600, which is gone afterwards, unless it was renamed."""
    descriptor, name = tempfile.mkstemp(_PARTIAL, f".{target.name}-", target.parent)
    os.close(descriptor)
    partial = Path(name)
    try:
        yield partial
    finally:
        partial.unlink(missing_ok=True)


def newest_backup(folder: Path) -> date | None:
    """The day of the newest daily backup in the data folder; None where there is none, or it cannot be read."""
    try:
        days = [day for path in (folder / BACKUPS_NAME).iterdir() if (day := _day_of(path))]
    except OSError:
        return None
    return max(days, default=None)


def automatic_backup(folder: Path, now: datetime) -> Path | None:
    """Take the backup of the day of `now` into `<folder>/backups/`, then let go of those past keeping.

    Returns None where today's is there already or there is no database yet. Kept are the newest seven,
    and the newest of each of the newest eight weeks. Files of other names are never touched. Raises as `backup` does.
    """
    backups = folder / BACKUPS_NAME
    target = backups / f"followup-{now.date().isoformat()}.sqlite3"
    if target.exists() or not database_path(folder).is_file():
        return None
    backup(database_path(folder), target)
    with plainly(backups):
        dated = {path: day for path in backups.iterdir() if (day := _day_of(path))}
        kept = days_to_keep(set(dated.values()))
        for path in (path for path, day in dated.items() if day not in kept):
            path.unlink(missing_ok=True)
        for leftover in backups.glob(f".*{_PARTIAL}*"):
            if now.timestamp() - leftover.stat().st_mtime > 86_400:
                leftover.unlink(missing_ok=True)
    return target


def backup_before(event: str, folder: Path, now: datetime) -> Path:
    """A copy of the database as it is before `event` ("upgrade"), named for both, kept until the user removes it.

    Raises as `backup` does.
    """
    name = f"before-{event}-{now:%Y-%m-%dT%H%M%S}"
    return backup(database_path(folder), free_name(folder / BACKUPS_NAME, name, ".sqlite3"))


def days_to_keep(days: set[date]) -> set[date]:
    """Of days that have a backup, the newest seven and the newest of each of the newest eight weeks."""
    newest_first = sorted(days, reverse=True)
    weekly: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weekly.setdefault(day.isocalendar()[:2], day)
    return {*newest_first[:KEPT_DAYS], *list(weekly.values())[:KEPT_WEEKS]}


def _day_of(path: Path) -> date | None:
    match = _AUTOMATIC.fullmatch(path.name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def restore(folder: Path, file: Path, *, known_revisions: set[str], now: datetime) -> Path | None:
    """Put the contents of the backup `file` into the database of `folder`, in place.

    The live file stays the same file, so that a running server and its connections go on. What was
    there before is copied into `<folder>/backups/` first; returns that copy, None if nothing was there.
    Private writing is in neither: what is in the database stays there, beside what the backup may bring.
    `known_revisions` are the schemas that this program can read. Raises Refused or NotFound where the file
    does not fit, before anything has changed.
    """
    live = database_path(folder)
    if live.exists() and file.exists() and live.samefile(file):
        raise Refused(f"{file} is the database in use; choose one of its backups.")
    refuse_unfit(file, known_revisions)
    prepare(folder)
    kept = _keep_present(live, folder / BACKUPS_NAME, f"before-restore-{now:%Y-%m-%dT%H%M%S}")
    make_private(live)
    with plainly(live, reading=file):
        with _joined(file, folder / BACKUPS_NAME, _written(live), present_generation(live)) as joined:
            _put_in_place(joined, live)
        sync_folder(live)
    return kept


def _put_in_place(file: Path, live: Path) -> None:
    with closing(connect(file, "ro")) as source, closing(connect(live, "rw")) as target:
        _copy(source, target)


def present_generation(live: Path) -> int:
    """That of a database; 0 where there is nothing to be read."""
    try:
        with closing(connect(live, "rw")) as connection:
            return generation_in(connection)
    except sqlite3.Error:
        return 0


def _written(live: Path) -> list[tuple[object, ...]]:
    """The private writing in a database, its id first; none where there is no such table, or nothing to be read."""
    try:
        with closing(connect(live, "rw")) as connection:
            return _rows_of_writing(connection) if WRITING in tables(connection) else []
    except sqlite3.Error:
        return []


def _rows_of_writing(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    names = ", ".join(_WRITING_COLUMNS)
    return connection.execute(f"SELECT {names} FROM {WRITING} ORDER BY id").fetchall()


@contextmanager
def _joined(file: Path, backups: Path, written: list[tuple[object, ...]], generation: int) -> Generator[Path]:
    """The backup `file` with that writing beside its own, in a copy in `backups` that is blanked afterwards.

    Joined before it is let in, so that there is no moment without the writing, nor one in which pages from before
    (of `generation`) pass for pages of it.
    """
    backups.mkdir(mode=0o700, exist_ok=True)
    with partial_beside(backups / file.name) as joined:
        _write_copy(file, joined, with_writing=True)
        with closing(connect(joined, "rw")) as connection:
            if written and WRITING in tables(connection):
                _add_writing(connection, written)
            new_generation(connection, generation)
            yield joined
            if WRITING in tables(connection):
                _leave_out_writing(connection)


def _add_writing(copy: sqlite3.Connection, written: list[tuple[object, ...]]) -> None:
    """Add what is not there already, under another id where its own is taken."""
    own = _rows_of_writing(copy)
    taken = {row[0] for row in own}
    free = count(max(int(str(row[0])) for row in [*own, *written]) + 1)
    names, marks = ", ".join(_WRITING_COLUMNS), ", ".join("?" * len(_WRITING_COLUMNS))
    copy.execute("PRAGMA journal_mode=MEMORY")
    copy.execute("BEGIN")
    for number, *rest in (row for row in written if row not in own):
        row = (next(free) if number in taken else number, *rest)
        copy.execute(f"INSERT INTO {WRITING} ({names}) VALUES ({marks})", row)
    copy.execute("COMMIT")


def refuse_unfit(file: Path, known_revisions: set[str]) -> str:
    """Return the revision of a backup. Raises NotFound, or Refused where `file` is none that can be restored."""
    if not file.is_file():
        raise NotFound(f"There is no file {file}.")
    with plainly(file), closing(connect(file, "ro")) as connection:
        if not tables(connection) >= OWN_TABLES or "version_num" not in columns(connection, REVISION_TABLE):
            raise Refused(f"{file} is no backup of Followup; {CHOOSE}.")
        revisions = {row[0] for row in connection.execute("SELECT version_num FROM alembic_version")}
        if len(revisions) != 1 or not revisions <= known_revisions:
            raise Refused(f"{file} comes from a newer Followup than this one; update Followup, then restore.")
        if problem := _problem(connection, file):
            raise Refused(problem)
        return revisions.pop()


def _keep_present(live: Path, backups: Path, name: str) -> Path | None:
    if not live.is_file() or live.stat().st_size == 0:
        return None
    if quick_check(live) is None:
        return backup(live, free_name(backups, name, ".sqlite3"))
    # Damaged: keep its bytes as they are, for whoever may rescue something, and make room, since SQLite
    # does not write into what it cannot read.
    damaged = free_name(backups, name, ".damaged")
    with plainly(damaged):
        backups.mkdir(mode=0o700, exist_ok=True)
        make_private(damaged)
        shutil.copyfile(live, damaged)
        sync_folder(damaged)
        os.truncate(live, 0)
    return damaged


def free_name(folder: Path, name: str, suffix: str) -> Path:
    """A path in `folder` that nothing has yet: the name, or the name with a number from 2 on."""
    path = folder / f"{name}{suffix}"
    for number in count(2):
        if not path.exists():
            break
        path = folder / f"{name}-{number}{suffix}"
    return path


def _write_copy(source: Path, partial: Path, with_writing: bool) -> None:
    """Fill the empty file `partial` with a whole, checked and synced copy of `source`."""
    with closing(connect(source, "rw")) as reading, closing(connect(partial, "rw")) as writing:
        # Nothing here need outlive a crash: a copy that was cut short is thrown away.
        writing.execute("PRAGMA journal_mode=MEMORY")
        writing.execute("PRAGMA synchronous=OFF")
        _copy(reading, writing)
    with closing(connect(partial, "rw")) as writing:
        # A copy of a database in WAL mode is in it, too, and would soon be three files.
        writing.execute("PRAGMA journal_mode=DELETE")
        if STAGED in tables(writing):
            writing.execute(f"DELETE FROM {STAGED}")
        if not with_writing and WRITING in tables(writing):
            _leave_out_writing(writing)
        if problem := _problem(writing, source):
            raise FollowupError(problem)
    sync_folder(partial)


def _leave_out_writing(copy: sqlite3.Connection) -> None:
    """Take private writing out of a copy, with zeros in its place, and without a journal that would hold it."""
    copy.execute("PRAGMA journal_mode=MEMORY")
    copy.execute("PRAGMA secure_delete=ON")
    copy.execute(f"DELETE FROM {WRITING}")


class _Restarted(Exception):
    """Writers made SQLite begin a copy anew too often."""


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy all pages in small steps, so that writers hardly wait; in one where writers never pause."""
    try:
        source.backup(target, pages=PAGES_PER_STEP, progress=_Watch(restarts=5), sleep=0.02)
    except _Restarted:
        source.backup(target, pages=-1, progress=_Watch(restarts=5), sleep=0.02)


class _Watch:
    """Follows a copy step by step: ends it when it starts over too often or waits too long."""

    def __init__(self, restarts: int) -> None:
        self._restarts_left = restarts
        self._remaining: int | None = None
        self._moved_at = time.monotonic()

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() - self._moved_at > PATIENCE_SECONDS:
                raise FollowupError("The database stayed busy for too long; try again in a minute.")
            return
        if self._remaining is not None and remaining > self._remaining:
            self._restarts_left -= 1
            if self._restarts_left < 0:
                raise _Restarted
        self._remaining, self._moved_at = remaining, time.monotonic()


def tables(connection: sqlite3.Connection) -> set[str]:
    """The names of the tables in a database, SQLite's own included."""
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """The names of the columns of a table; none where there is no such table."""
    return {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def _is_followup(file: Path) -> bool:
    try:
        with closing(connect(file, "ro")) as connection:
            return tables(connection) >= OWN_TABLES
    except sqlite3.Error:
        return False


def _problem(connection: sqlite3.Connection, path: Path) -> str | None:
    sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    return None if sound else damage(path)


def sync_folder(path: Path) -> None:
    """Make what was written to a file or folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
