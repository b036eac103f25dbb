"""Private writing: its days, and the text of one. Nothing else reads them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from followup.db import reading
from followup.domain.errors import NotFound
from followup.domain.values import Question
from followup.models import Writing

#: No more days than this are listed, the newest.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Day:
    """A day of writing, without its text. started_at: UTC, without a zone. is_empty: nothing is written yet."""

    id: int
    day: date
    question: Question
    started_at: datetime
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A day of writing. started_at: UTC, without a zone."""

    id: int
    day: date
    question: Question
    started_at: datetime
    text: str
    version: int


def index() -> list[Day]:
    """The days of writing, the newest first."""
    found = (
        select(Writing.id, Writing.day, Writing.question, Writing.started_at, func.length(Writing.text) == 0)
        .order_by(Writing.day.desc(), Writing.id.desc())
        .limit(SHOWN)
    )
    with reading() as session:
        return [Day(*row) for row in session.execute(found)]


def page(writing_id: int) -> Written:
    """A day of writing. Raises NotFound."""
    columns = (Writing.id, Writing.day, Writing.question, Writing.started_at, Writing.text, Writing.version)
    with reading() as session:
        row = session.execute(select(*columns).where(Writing.id == writing_id)).one_or_none()
    if row is None:
        raise NotFound("This writing is not here any more.")
    return Written(*row)
