"""What was promised to people and is not kept yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import literal, literal_column, select, union_all

from followup.db import reading
from followup.domain.values import Standing
from followup.models import Company, Contact, Encounter, Opportunity, Touchpoint

#: Promises on one page of the list.
SHOWN = 50
#: As the partial indexes have it: SQLite compares the words.
_EMPTY = literal_column("''")


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, made at a touchpoint or at an encounter (`made_at`), by the id of that."""

    made_at: str
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise to somebody, and since when."""

    contact: int
    name: str
    company: str
    promise: Promise
    day: date


def index(page: int) -> tuple[list[Owed], bool]:
    """A page of the list, from 1, the oldest first, and whether there are more. Promises to the closed are left out."""
    every = union_all(*(promises(table) for table in (Touchpoint, Encounter))).subquery()
    with reading() as session:
        rows = session.execute(
            select(every)
            .where(every.c.standing != Standing.CLOSED)
            .order_by(every.c.day, every.c.made_at, every.c.id)
            .limit(SHOWN + 1)
            .offset((page - 1) * SHOWN)
        ).all()
    found = [
        Owed(row.contact, row.name, row.company or "", Promise(row.made_at, row.id, row.promise), row.day)
        for row in rows
    ]
    return found[:SHOWN], len(found) > SHOWN


def rows() -> tuple[Any, Any]:
    """The promises that are not kept yet, those of encounters first: contact, where it was made, id, text."""
    touchpoints = (
        select(*_columns(Touchpoint, "touchpoint"))
        .select_from(Touchpoint)
        .where(
            Touchpoint.promise != _EMPTY,
            Touchpoint.promise_kept_on.is_(None),
            Touchpoint.deleted_on.is_(None),
        )
    )
    encounters = (
        select(*_columns(Encounter, "encounter"))
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.promise != _EMPTY,
            Encounter.promise_kept_on.is_(None),
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
    )
    return encounters, touchpoints


def _columns(table: Any, made_at: str) -> tuple[Any, ...]:
    return (
        table.contact_id.label("contact"),
        literal(made_at).label("made_at"),
        table.id.label("id"),
        table.promise.label("promise"),
    )


def promises(table: Any) -> Any:
    """The same of those made at `table`, Touchpoint or Encounter, with whom they were made to, and when."""
    encounters, touchpoints = rows()
    return (
        (touchpoints if table is Touchpoint else encounters)
        .add_columns(
            Contact.name.label("name"),
            Company.name.label("company"),
            made_on(table).label("day"),
            Contact.standing.label("standing"),
        )
        .join(Contact, Contact.id == table.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.deleted_on.is_(None))
    )


def made_on(table: Any) -> Any:
    """The day of a promise made at `table`."""
    return table.day if table is Touchpoint else table.recorded_on
