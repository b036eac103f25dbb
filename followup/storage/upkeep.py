"""What a server does for its database by itself, and restoring a backup whatever its age."""

import logging
import os
import tempfile
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from followup import migrations
from followup.db import alone, engine_at
from followup.domain.errors import Conflict, FollowupError
from followup.domain.request_ids import OUTLIVED
from followup.storage.copies import (
    LATE_DAYS,
    automatic_backup,
    backup,
    present_generation,
    quick_check,
    refuse_unfit,
    restore,
)
from followup.storage.folder import BACKUPS_NAME, database_path
from followup.storage.listing import backups
from followup.storage.schema import refuse_other_shape

# Often enough that a laptop which slept through midnight has its backup soon after it wakes.
PAUSE_SECONDS = 600
_log = logging.getLogger("followup")
#: What keeps this process from the daily backup of a data folder; nothing while all is well.
_troubles: dict[Path, str] = {}


def restore_backup(folder: Path, file: Path, now: datetime, generation: int | None = None) -> Path | None:
    """Put the backup `file` in the place of the database of `folder`, with the newest tables.

    Works beside a running server and where the present database is damaged. Returns the copy that was taken of the
    present database, None where there was none. Raises NotFound without a `file`, Refused for one that lacks something
    of its schema or holds what is not ours; nothing has changed then.

    generation: of the database that was there when the user asked for it, for a page that may be old. Raises Conflict
    where another one has come since.
    """
    known = set(migrations.REVISIONS)
    revision = refuse_unfit(file, known)
    refuse_other_shape(file, revision)
    if revision == migrations.HEAD:
        return _exchange(folder, file, now, generation)
    # An older backup is moved to the newest tables before it is let in: this can fail, and then nothing has happened.
    with tempfile.TemporaryDirectory(prefix="followup-") as place:
        newer = backup(file, database_path(Path(place)), with_writing=True)
        engine = engine_at(Path(place))
        try:
            migrations.upgrade(engine, lambda: None)
        finally:
            engine.dispose()
        return _exchange(folder, newer, now, generation)


def _exchange(folder: Path, file: Path, now: datetime, generation: int | None) -> Path | None:
    with alone():
        if generation is not None and generation != present_generation(database_path(folder)):
            raise Conflict(OUTLIVED)
        return restore(folder, file, known_revisions={migrations.HEAD}, now=now)


def keep_backups(
    folder: Path,
    now: Callable[[], datetime],
    warn: Callable[[str], object] = _log.warning,
    pause: float = PAUSE_SECONDS,
    tidy: Callable[[], object] = lambda: None,
) -> threading.Event:
    """Check the database once, then keep its daily backups, in the background, for as long as the process lives.

    `tidy` takes out what is over: before a backup, so that this has none of it. It and `now` are asked in that thread,
    so they must bring their own app context. What goes wrong is told to `warn` once and
    tried again after `pause` seconds. Returns what ends it when set; the process need not wait for it.
    """
    stop = threading.Event()
    arguments = (folder, now, warn, pause, stop, tidy)
    threading.Thread(target=_keep, args=arguments, name="followup-backups", daemon=True).start()
    return stop


def _keep(
    folder: Path,
    now: Callable[[], datetime],
    warn: Callable[[str], object],
    pause: float,
    stop: threading.Event,
    tidy: Callable[[], object],
) -> None:
    database = database_path(folder)
    told = _plainly(lambda: quick_check(database)) if database.is_file() else None
    if told:
        warn(told)
    while not stop.is_set():
        untidy = _plainly(lambda: _do(tidy), "What is over could not be taken out")
        trouble = _plainly(lambda: _back_up(folder, now)) or untidy
        if trouble and trouble != told:
            warn(trouble)
        told = trouble
        if trouble:
            _troubles[folder] = trouble
        else:
            _troubles.pop(folder, None)
        stop.wait(pause)


def backup_worry(folder: Path, today: date) -> str | None:
    """What to say where this server cannot take the daily backup, and none is from the last three days.

    None while all is well, and where no server runs. Asks for no file then.
    """
    trouble = _troubles.get(folder)
    if trouble is None:
        return None
    try:
        days = [one.day for one in backups(folder) if one.is_whole]
    except FollowupError:
        days = []
    if days and (today - max(days)).days <= LATE_DAYS and os.access(folder / BACKUPS_NAME, os.W_OK):
        return None
    return trouble


def _back_up(folder: Path, now: Callable[[], datetime]) -> None:
    automatic_backup(folder, now())


def _do(task: Callable[[], object]) -> None:
    task()


def _plainly(attempt: Callable[[], str | None], failed: str = "") -> str | None:
    """What an attempt says, or how it failed."""
    try:
        return attempt()
    except FollowupError as error:
        return str(error)
    except Exception as error:  # whatever it is, tomorrow's backup must still be tried
        what = f"({type(error).__name__}: {error})"
        if failed:
            return f"{failed} {what}; `followup doctor` says what is wrong."
        return f"The daily backup failed {what}; `followup backup` takes one by hand."
