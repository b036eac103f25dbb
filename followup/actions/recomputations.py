"""Computing everybody's stored projection anew, after a setting that it depends on was changed.

A few people are done together with the change. Many are done afterwards, in batches that each hold the writer's
lock only briefly; how far they are is kept in the database, so that a restart goes on where it was cut.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from followup.actions import projection
from followup.db import writing
from followup.domain.errors import FollowupError
from followup.models import Contact, Setting
from followup.queries.settings import RECOMPUTED

#: This many take less than a second.
AT_ONCE = 2000
BATCH = 500
#: Others write between two batches.
PAUSE_SECONDS = 0.02
TRIES = 5
_log = logging.getLogger("followup")


def begin(session: Session) -> bool:
    """Compute everybody anew inside a change; False where there are so many that batches must follow."""
    if (session.scalar(select(func.count()).select_from(Contact)) or 0) > AT_ONCE:
        _mark(session, 0)
        return False
    projection.recompute(session, _next(session, 0, AT_ONCE))
    session.connection().execute(delete(Setting).where(Setting.name == RECOMPUTED))
    return True


def batch() -> bool:
    """Compute the next few, in a transaction of their own; return whether more are left."""
    with writing() as session:
        done = session.scalar(select(Setting.value).where(Setting.name == RECOMPUTED))
        if done is None:
            return False
        contacts = _next(session, int(done), BATCH)
        projection.recompute(session, contacts)
        if len(contacts) == BATCH:
            _mark(session, contacts[-1])
            return True
        session.connection().execute(delete(Setting).where(Setting.name == RECOMPUTED))
        return False


def run() -> None:
    """Compute all that is left. What cannot be done now, as beside a busy program, is tried again."""
    failed = 0
    while failed < TRIES:
        try:
            if not batch():
                return
            failed = 0
        except FollowupError as error:
            failed += 1
            _log.warning("Computing anew: %s", error)
            time.sleep(failed)
        time.sleep(PAUSE_SECONDS)


def in_background(context: Callable[[], AbstractContextManager[Any]]) -> threading.Thread:
    """Start `run` in a thread, inside `context`. Several at once share the work."""

    def work() -> None:
        with context():
            run()

    thread = threading.Thread(target=work, name="followup-recomputation", daemon=True)
    thread.start()
    return thread


def _next(session: Session, after: int, most: int) -> list[int]:
    ids = select(Contact.id).where(Contact.id > after, Contact.deleted_on.is_(None))
    return list(session.scalars(ids.order_by(Contact.id).limit(most)))


def _mark(session: Session, done: int) -> None:
    """Note how far it is, past the session: this is no part of what a change did."""
    connection, value = session.connection(), str(done)
    noted = connection.execute(update(Setting).where(Setting.name == RECOMPUTED).values(value=value))
    if not noted.rowcount:
        connection.execute(insert(Setting).values(name=RECOMPUTED, value=value))
