"""Private writing: kept as it is typed, and destroyed for good.

None of it goes through a change: nothing here can be undone, and no other table ever holds a word of it. What is
overwritten or destroyed is overwritten with zeros in the file, too.
"""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from followup.db import leaving_nothing, settle
from followup.domain import fields
from followup.domain.errors import Conflict, NotFound
from followup.domain.values import Question
from followup.models import Writing

GONE = "This writing is not here any more."


class Diverged(Conflict):
    """Another tab wrote something else since: `text` is what is kept, at `version`. Nothing was overwritten."""

    def __init__(self, text: str, version: int) -> None:
        super().__init__("Another tab wrote something else in the meantime. Nothing was overwritten.")
        self.text = text
        self.version = version


def start(question: Question, today: date, started_at: datetime) -> int:
    """Begin a day of writing, or go on with today's; returns its id. started_at: UTC, without a zone."""
    with leaving_nothing() as session:
        begun = select(Writing.id).where(Writing.day == today).order_by(Writing.id.desc()).limit(1)
        found = session.scalar(begun)
        if found is not None:
            return found
        row = Writing(day=today, question=question, started_at=started_at)
        session.add(row)
        session.flush()
        return row.id


def save(writing_id: int, version: int, text: str, sent: str = "") -> int:
    """Keep the text, as written from the one of `version` on; returns the new version.

    sent: what the same page sent before without an answer, so that it never diverges from itself. Raises Diverged
    where what is kept since is neither that nor the beginning of the text, NotFound, Invalid over 20,000 characters.
    """
    text, sent = fields.text(text), fields.text(sent)
    with leaving_nothing() as session:
        row = _row(session, writing_id)
        if row.version != version and row.text != sent and not text.startswith(row.text):
            raise Diverged(row.text, row.version)
        return _put(row, text)


def append(writing_id: int, text: str) -> int:
    """Keep the text below what is kept already; returns the new version. Raises NotFound, Invalid."""
    with leaving_nothing() as session:
        row = _row(session, writing_id)
        return _put(row, fields.text(f"{row.text}\n\n{text}"))


def _row(session: Session, writing_id: int) -> Writing:
    row = session.get(Writing, writing_id)
    if row is None:
        raise NotFound(GONE)
    return row


def _put(row: Writing, text: str) -> int:
    if row.text != text:
        row.text = text
        row.version += 1
    return row.version


def destroy(writing_id: int) -> bool:
    """Destroy a day of writing. False where a log beside the file still holds it for a while. Raises NotFound."""
    with leaving_nothing() as session:
        session.delete(_row(session, writing_id))
    return settle()


def destroy_all() -> bool:
    """Destroy all of it. False where a log beside the file still holds it for a while."""
    with leaving_nothing() as session:
        session.execute(delete(Writing))
    return settle()
