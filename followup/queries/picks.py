"""Who is in the address book and was never written to, for picking a few of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.constants import PICKED_CADENCE
from followup.domain.folding import fold
from followup.domain.values import Standing
from followup.models import Company, Contact, Snooze
from followup.queries.search import hits

PAGE = 50


class Row(NamedTuple):
    """Somebody to pick, or not."""

    id: int
    name: str
    title: str
    company: str
    met: str


@dataclass(frozen=True, slots=True)
class Picks:
    """One page of them, the newest first. ticked: who was ticked before, on another page. next: its page, if any."""

    rows: list[Row]
    ticked: list[Row]
    next: int | None
    is_empty: bool


def never_written() -> tuple[ColumnElement[bool], ...]:
    """In the address book, not closed, with no date and no touchpoint."""
    return (
        Contact.deleted_on.is_(None),
        Contact.cadence.is_(None),
        Contact.touched_on.is_(None),
        Contact.due_on.is_(None),
        Contact.standing != Standing.CLOSED,
    )


def first_hellos(today: date):
    """The days of the first hellos that were planned by picking."""
    return (
        select(Snooze.until)
        .join(Contact, Contact.id == Snooze.contact_id)
        .where(
            Snooze.deleted_on.is_(None),
            Snooze.until > today,
            Contact.deleted_on.is_(None),
            Contact.cadence == PICKED_CADENCE,
            Contact.touched_on.is_(None),
        )
    )


def page(words: str, company: str, ticked: Sequence[int], number: int) -> Picks:
    """Page `number`, from 1, of those who have these words and work there; without those who are `ticked`."""
    among = [*never_written()]
    if company.strip():
        named = select(Company.id).where(Company.folded == fold(company), Company.deleted_on.is_(None))
        among.append(Contact.company_id.in_(named))
    with reading() as session:
        kept = _rows(session, select(Contact.id).where(Contact.id.in_(ticked), *never_written()))
        others = [*among, Contact.id.not_in([row.id for row in kept])]
        if words.strip():
            found = [hit.contact for hit in hits(session, words, others)]
            ids = select(Contact.id).where(Contact.id.in_(found))
        else:
            ids = select(Contact.id).where(*others)
        rows = _rows(session, ids, PAGE + 1, (number - 1) * PAGE)
        is_narrowed = bool(words.strip() or company.strip())
        more = number + 1 if len(rows) > PAGE else None
        return Picks(rows[:PAGE], kept, more, not rows and not kept and not is_narrowed)


def _rows(session: Session, ids, most: int = 200, skip: int = 0) -> list[Row]:
    wanted = ids.order_by(Contact.added_on.desc(), Contact.id).limit(most).offset(skip)
    listed = (
        select(Contact.id, Contact.name, Contact.title, func.coalesce(Company.name, ""), Contact.how_met)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(wanted))
        .order_by(Contact.added_on.desc(), Contact.id)
    )
    return [Row._make(row) for row in session.execute(listed)]
