"""A new job: whom it concerns, before and while it is planned."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.openings import Landed, landed
from followup.models import Contact, Opening, Setting
from followup.queries import settings

#: How many are named of each.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many, and the first few by name, each with the id."""

    count: int
    people: list[tuple[int, str]]

    @property
    def names(self) -> list[str]:
        """The names of the first few."""
        return [name for _, name in self.people]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a new job would plan: who is to be thanked, who is written to every quarter. starts_on: as said before.

    thanked: how many were thanked since a job was planned before.
    """

    thanks: Concerned
    quarterly: Concerned
    starts_on: date | None
    thanked: int


def everybody(session: Session) -> list[tuple[int, int | None, Landed]]:
    """Everybody with a rhythm, or who opened a door: id, rhythm in days, and what is planned for them."""
    theirs = Opening.contact_id == Contact.id, Opening.deleted_on.is_(None)
    opened = exists().where(*theirs)
    # Before the first new job nothing was done for one.
    since = _day(session, settings.LANDED_ON) or date.max
    is_thanked = exists().where(*theirs, Opening.thanked_on >= since) & ~exists().where(
        *theirs, Opening.thanked_on.is_(None)
    )
    rows = session.connection().execute(
        select(Contact.id, Contact.cadence, Contact.standing, opened, is_thanked)
        .where(Contact.deleted_on.is_(None), or_(Contact.cadence.is_not(None), opened))
        .order_by(Contact.id)
    )
    return [
        (contact, cadence, landed(standing, cadence, is_in, is_done))
        for contact, cadence, standing, is_in, is_done in rows
    ]


def _day(session: Session, name: str) -> date | None:
    """The day that a setting holds; None where it holds none."""
    value = session.scalar(select(Setting.value).where(Setting.name == name))
    return date.fromisoformat(value) if value else None


def preview() -> Preview:
    """What a new job would plan, with the names of a few."""
    with reading() as session:
        found = everybody(session)
        planned = {
            plan: [contact for contact, _, wanted in found if wanted is plan]
            for plan in (Landed.THANKS, Landed.QUARTERLY)
        }
        few = [contact for ids in planned.values() for contact in ids[:NAMED]]
        names = dict(session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(few))).all())
        starts_on = _day(session, settings.STARTS_ON)
    thanks, quarterly = (
        Concerned(len(ids), [(contact, names[contact]) for contact in ids[:NAMED]])
        for ids in planned.values()
    )
    thanked = sum(plan is Landed.THANKED for _, _, plan in found)
    return Preview(thanks, quarterly, starts_on, thanked)
