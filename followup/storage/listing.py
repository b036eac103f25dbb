"""The backups in the data folder: what each of them is, what it holds, and which may go."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from followup import migrations
from followup.domain.errors import Conflict, NotFound, Refused
from followup.storage.copies import WRITING, backup, connect, free_name, refuse_unfit, tables
from followup.storage.folder import BACKUPS_NAME, database_path
from followup.storage.schema import refuse_other_shape
from followup.storage.trouble import plainly

#: The largest file that the pages take.
UPLOAD_LIMIT = 10 * 1024 * 1024
_DAY = r"(?P<day>\d{4}-\d\d-\d\d)"
_KNOWN = re.compile(
    rf"(followup-{_DAY}|(?P<why>by-hand|brought|before-[a-z-]+?)-{_DAY.replace('day', 'on')}T\d{{6}}(-\d+)?)"
    r"\.(sqlite3|damaged)"
)
_OTHER = re.compile(r"[\w+@-][\w .+@-]{0,150}\.sqlite3")


class Kind(StrEnum):
    """What a backup was taken for."""

    DAILY = "daily"
    BY_HAND = "by_hand"
    BEFORE_UPGRADE = "before_upgrade"
    BEFORE_RESTORE = "before_restore"
    BEFORE_OTHER = "before_other"
    BROUGHT = "brought"
    DAMAGED = "damaged"
    OTHER = "other"


_KINDS = {
    None: Kind.DAILY,
    "by-hand": Kind.BY_HAND,
    "brought": Kind.BROUGHT,
    "before-upgrade": Kind.BEFORE_UPGRADE,
    "before-restore": Kind.BEFORE_RESTORE,
}


@dataclass(frozen=True, slots=True)
class Backup:
    """A file of the folder. size: in bytes. can_go: whether it may be deleted; the newest may not."""

    name: str
    kind: Kind
    day: date
    size: int
    can_go: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it can be put in place, as far as its name tells."""
        return self.kind is not Kind.DAMAGED


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds. newest: the day of its last change, if there ever was one; is_older: of an older schema."""

    contacts: int
    touchpoints: int
    newest: date | None
    is_older: bool
    has_writing: bool


def backups(folder: Path) -> list[Backup]:
    """Every backup of the data folder, the newest first. Raises FollowupError where the folder cannot be read."""
    place = folder / BACKUPS_NAME
    found: list[tuple[date, float, Backup]] = []
    with plainly(place):
        for path in place.iterdir() if place.is_dir() else ():
            if path.is_symlink() or not path.is_file() or not (read := _read(path.name)):
                continue
            kind, day = read
            status = path.stat()
            day = day or datetime.fromtimestamp(status.st_mtime, UTC).astimezone().date()
            found.append((day, status.st_mtime, Backup(path.name, kind, day, status.st_size)))
    ordered = [one for *_, one in sorted(found, key=lambda row: row[:2], reverse=True)]
    newest = next((one for one in ordered if one.is_whole), None)
    return [
        Backup(one.name, one.kind, one.day, one.size, can_go=False) if one is newest else one
        for one in ordered
    ]


def _read(name: str) -> tuple[Kind, date | None] | None:
    """What a file is by its name, and of which day; None for what is no backup."""
    if known := _KNOWN.fullmatch(name):
        try:
            day = date.fromisoformat(known["day"] or known["on"])
        except ValueError:
            return None
        if known[0].endswith(".damaged"):
            return Kind.DAMAGED, day
        return _KINDS.get(known["why"], Kind.BEFORE_OTHER), day
    return (Kind.OTHER, None) if _OTHER.fullmatch(name) else None


def backup_named(folder: Path, name: str) -> Backup:
    """The one of that name. Only what is listed can be named, so that no name leads elsewhere. Raises NotFound."""
    for one in backups(folder):
        if one.name == name:
            return one
    raise NotFound("This backup is not here any more.")


def backup_path(folder: Path, name: str) -> Path:
    """Where it is. Raises NotFound."""
    return folder / BACKUPS_NAME / backup_named(folder, name).name


def back_up_now(folder: Path, now: datetime) -> Path:
    """Take one by hand, kept until the user removes it. Raises as `backup` does."""
    target = free_name(folder / BACKUPS_NAME, f"by-hand-{now:%Y-%m-%dT%H%M%S}", ".sqlite3")
    return backup(database_path(folder), target)


def keep_upload(folder: Path, file: Path, now: datetime) -> str:
    """Put a backup from elsewhere among the others, whole as it is; returns its name there.

    Raises Refused for what is no backup, or too new.
    """
    look_into(file)
    target = free_name(folder / BACKUPS_NAME, f"brought-{now:%Y-%m-%dT%H%M%S}", ".sqlite3")
    return backup(file, target, with_writing=True).name


def look_into(file: Path) -> Contents:
    """What a backup holds. Raises NotFound, or Refused for one that cannot be put in place."""
    revision = refuse_unfit(file, set(migrations.REVISIONS))
    refuse_other_shape(file, revision)
    with plainly(file), closing(connect(file, "ro")) as connection:

        def one(statement: str):
            return connection.execute(statement).fetchone()[0]

        newest = one("SELECT max(made_on) FROM changes")
        return Contents(
            contacts=one("SELECT count(*) FROM contacts WHERE deleted_on IS NULL"),
            touchpoints=one("SELECT count(*) FROM touchpoints WHERE deleted_on IS NULL"),
            newest=_day(newest),
            is_older=revision != migrations.HEAD,
            has_writing=WRITING in tables(connection) and bool(one(f"SELECT count(*) FROM {WRITING}")),
        )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        raise Refused("This backup holds a day that cannot be read; choose another one.") from None


def delete_backup(folder: Path, name: str) -> Backup:
    """Delete one for good; returns what it was. Raises NotFound, and Conflict for the newest."""
    found = backup_named(folder, name)
    if not found.can_go:
        raise Conflict("This is the newest backup, so it stays. Take another one first.")
    path = folder / BACKUPS_NAME / found.name
    with plainly(path):
        path.unlink(missing_ok=True)
    return found
