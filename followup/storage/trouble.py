"""What went wrong with a file or with SQLite, in one plain sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from followup.domain.errors import FollowupError


def damage(path: Path) -> str:
    """What is said of a database that cannot be trusted."""
    return f"{path} is damaged, perhaps a copy that was cut short; restore a backup that is whole."


@contextmanager
def plainly(writing: Path, reading: Path | None = None) -> Generator[None, None, None]:
    """Turn errors of the file system and of SQLite into a FollowupError that says what to do.

    `reading` is the file to blame where contents are at fault, if another than `writing`.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise FollowupError(_sqlite_sentence(error, writing, reading or writing)) from error
    except OSError as error:
        raise FollowupError(_system_sentence(error, writing)) from error


def _sqlite_sentence(error: sqlite3.Error, writing: Path, reading: Path) -> str:
    # The low byte is the kind, the rest its details.
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return _full(writing)
        case sqlite3.SQLITE_NOTADB:
            return f"{reading} is not a database of Followup."
        case sqlite3.SQLITE_CORRUPT:
            return damage(reading)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"{writing} is busy; try again in a minute."
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return f"{reading} cannot be opened; see that this account may read and write it and its folder."
    return f"{writing} could not be read or written ({error}); see to the disk, then try again."


def _system_sentence(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This account may not write to {path}; change its permissions, or choose another place."
    return f"{path} could not be used: {error.strerror or error}."


def _full(path: Path) -> str:
    return f"There is no room left on the disk that holds {path}; free some space, then try again."
