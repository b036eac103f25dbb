"""Reasons to write that are open: of contacts, and of the companies where they work now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, String, bindparam, exists, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.domain import reasons
from followup.models import Contact, Hold, ReasonToWrite, Touchpoint

_FROM, _ON = bindparam("reasons_from", type_=Date), bindparam("reasons_on", type_=Date)
#: What a row of the statements here ends with; `read` takes it.
COLUMNS = (
    ReasonToWrite.id,
    ReasonToWrite.text,
    ReasonToWrite.link,
    type_coerce(ReasonToWrite.added_on, String),
)
#: One whose touchpoint is in the trash is open again, as if that had never been logged.
IS_OPEN = (
    ReasonToWrite.deleted_on.is_(None),
    ReasonToWrite.added_on.between(_FROM, _ON),
    or_(
        ReasonToWrite.used_by.is_(None),
        exists().where(Touchpoint.id == ReasonToWrite.used_by, Touchpoint.deleted_on.is_not(None)),
    ),
)
_IS_HELD = exists().where(
    or_(Hold.company_id == ReasonToWrite.company_id, Hold.company_id.is_(None)),
    Hold.deleted_on.is_(None),
    Hold.made_on <= _ON,
    Hold.until > _ON,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A line, a link, or both; of a contact, or (`of_company`) of the company where they work."""

    id: int
    text: str
    link: str
    added_on: date
    of_company: bool = False


def days(today: date) -> dict[str, date]:
    """The parameters of the statements here."""
    return {"reasons_from": reasons.oldest(today), "reasons_on": today}


def own(*columns: Any):
    """The open reasons of contacts, joined to them."""
    found = select(*columns).select_from(ReasonToWrite)
    return found.join(Contact, Contact.id == ReasonToWrite.contact_id).where(*IS_OPEN)


def of_companies(*columns: Any):
    """The open reasons of companies, joined to who works there now; none while the company is held."""
    found = select(*columns).select_from(ReasonToWrite)
    return found.join(Contact, Contact.company_id == ReasonToWrite.company_id).where(*IS_OPEN, ~_IS_HELD)


class Offered(NamedTuple):
    """What a touchpoint may have used: the open ones, and the one that it did, whose id is `used`; the newest first."""

    reasons: list[Reason]
    used: int | None


def offered(session: Session, touchpoint_id: int, contact_id: int, today: date) -> Offered:
    """The reasons for the form of a touchpoint, in one statement."""
    parameters = {"touchpoint": touchpoint_id, "contact": contact_id, **days(today)}
    rows = [tuple(row) for row in session.connection().execute(_offered(), parameters)]
    used = max((row[0] for row in rows if row[-1] == "used"), default=None)
    return Offered(newest_first(read(row, row[-1] == "company") for row in rows), used)


@cache
def _offered():
    contact, touchpoint = bindparam("contact", type_=Integer), bindparam("touchpoint", type_=Integer)
    return union_all(
        own(*COLUMNS, literal("own")).where(Contact.id == contact),
        of_companies(*COLUMNS, literal("company")).where(Contact.id == contact),
        select(*COLUMNS, literal("used")).where(
            ReasonToWrite.used_by == touchpoint, ReasonToWrite.deleted_on.is_(None)
        ),
    )


def read(row: Iterable[Any], of_company: bool = False) -> Reason:
    """The reason of a row that begins with COLUMNS."""
    row_id, text, link, added_on, *_ = row
    return Reason(int(row_id), text, link, date.fromisoformat(added_on), of_company)


def newest_first(found: Iterable[Reason]) -> list[Reason]:
    """In the order in which they are shown."""
    return sorted(found, key=lambda reason: (reason.added_on, reason.id), reverse=True)
