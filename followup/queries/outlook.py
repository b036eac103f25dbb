"""Plans with what the week needs to know: entries, the notes that open company gaps, holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.domain import schedule, week
from followup.domain.history import History
from followup.domain.settings import Settings
from followup.domain.values import Direction, Weight
from followup.models import Company, Contact, Hold, Touchpoint
from followup.queries import histories


@dataclass(frozen=True, slots=True)
class Person:
    """One contact with its history and its entry, ready for a page."""

    entry: week.Entry
    history: History
    called: str
    title: str
    version: int


def people(session: Session, ids: Collection[int], chosen: Settings, today: date) -> dict[int, Person]:
    """The contacts `ids` with their plans for `today`, by id."""
    found = histories.load(session, ids)
    rows = session.execute(
        select(
            Contact.id,
            Contact.name,
            Contact.called,
            Contact.title,
            Contact.version,
            Contact.company_id,
            Company.name,
            Contact.cadence,
            Contact.stage_rank,
            Contact.is_correspondent,
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(found))
    )
    return {
        row[0]: Person(
            entry=week.Entry(
                contact=row[0],
                name=row[1],
                plan=schedule.plan(found[row[0]], chosen, today),
                company=row[5],
                company_name=row[6] or "",
                cadence=row[7],
                stage=row[8],
                correspondent=row[9],
            ),
            history=found[row[0]],
            called=row[2],
            title=row[3],
            version=row[4],
        )
        for row in rows
    }


def notes(session: Session, companies: Collection[int], since: date, until: date) -> list[week.Note]:
    """The direct outbounds to people of `companies` from `since` to `until` that are no answers (W3)."""
    if not companies:
        return []
    rows = session.execute(
        select(Contact.company_id, Contact.id, Touchpoint.day)
        .join(Touchpoint, Touchpoint.contact_id == Contact.id)
        .where(
            Contact.company_id.in_(companies),
            Contact.deleted_on.is_(None),
            Touchpoint.day.between(since, until),
            Touchpoint.direction == Direction.OUT,
            Touchpoint.weight == Weight.DIRECT,
            Touchpoint.arrived,
            ~Touchpoint.is_answer,
            Touchpoint.deleted_on.is_(None),
        )
    )
    return [week.Note(company, contact, day) for company, contact, day in rows if company is not None]


def holds(session: Session, since: date, until: date) -> list[week.Hold]:
    """The holds made up to `until` that reach past `since`."""
    rows = session.execute(
        select(Hold.company_id, Hold.kind, Hold.made_on, Hold.until).where(
            Hold.deleted_on.is_(None), Hold.until >= since, Hold.made_on <= until
        )
    )
    return [week.Hold(*row) for row in rows]


def neighbourhood(
    session: Session, entries: Collection[week.Entry], chosen: Settings, today: date
) -> tuple[list[week.Hold], list[week.Note]]:
    """The holds and the notes that W1 to W3 need for `entries`, from the earliest date on."""
    dates = [entry.plan.due_on for entry in entries if entry.plan.due_on]
    since = min([*dates, today]) - timedelta(chosen.company_gap)
    companies = {entry.company for entry in entries if entry.company is not None}
    return holds(session, since, today), notes(session, companies, since, today)
