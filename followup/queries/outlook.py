"""Plans with what the week needs to know: entries, the notes that open company gaps, holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import String, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.domain import schedule, week
from followup.domain.history import History
from followup.domain.settings import Settings
from followup.domain.values import Direction, HoldKind, Weight
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
    return {
        record.id: Person(
            entry=week.Entry(
                contact=record.id,
                name=record.history.name,
                plan=schedule.plan(record.history, chosen, today),
                company=record.company,
                company_name=record.history.company,
                cadence=record.history.cadence,
                stage=record.stage,
                correspondent=record.correspondent,
            ),
            history=record.history,
            called=record.called,
            title=record.title,
            version=record.version,
        )
        for record in histories.records(session, ids).values()
    }


def _notes(companies: Collection[int], since: date, until: date):
    """The direct outbounds to people of `companies` from `since` to `until` that are no answers (W3)."""
    return (
        select(literal("note"), Contact.id, Contact.company_id, null(), null(), _text(Touchpoint.day), null())
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


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A hold in force, for lifting it. `company` is None for everything."""

    id: int
    company: str | None
    until: date


def _holds(since: date, until: date):
    """The holds that end on `since` or later and began on `until` or earlier."""
    return (
        select(
            literal("hold"),
            Hold.id,
            Hold.company_id,
            Company.name,
            _text(Hold.kind),
            _text(Hold.made_on),
            _text(Hold.until),
        )
        .outerjoin(Company, Company.id == Hold.company_id)
        .where(Hold.deleted_on.is_(None), Hold.until >= since, Hold.made_on <= until)
    )


def _text(column: Any):
    # Plain text, since one column of the union holds values of several types.
    return type_coerce(column, String)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The holds and the notes around some contacts, and which holds are in force."""

    holds: list[week.Hold]
    notes: list[week.Note]
    open_holds: list[OpenHold]


def neighbourhood(
    session: Session, entries: Collection[week.Entry], chosen: Settings, today: date
) -> Neighbourhood:
    """What W1 to W3 need for `entries`, from the earliest date on, in one statement."""
    dates = [entry.plan.due_on for entry in entries if entry.plan.due_on]
    since = min([*dates, today]) - timedelta(chosen.company_gap)
    companies = {entry.company for entry in entries if entry.company is not None}
    holds, open_holds, notes = [], [], []
    for part, row_id, company, name, kind, first, last in session.execute(
        union_all(_holds(since, today), _notes(companies, since, today))
    ):
        day = date.fromisoformat(first)
        if part == "note":
            notes.append(week.Note(company, row_id, day))
            continue
        hold = week.Hold(company, HoldKind(kind), day, date.fromisoformat(last))
        holds.append(hold)
        if day <= today < hold.until:
            open_holds.append(OpenHold(row_id, name, hold.until))
    open_holds.sort(key=lambda hold: (hold.until, hold.id))
    return Neighbourhood(holds, notes, open_holds)
