"""Plans with what the week needs to know: entries, the notes that open company gaps, holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, or_, select
from sqlalchemy.orm import Session

from followup.domain import schedule, week
from followup.domain.history import History
from followup.domain.settings import Settings
from followup.domain.values import Direction, Weight
from followup.models import Company, Contact, Hold, Touchpoint
from followup.queries import histories
from followup.queries.histories import IDS

_SINCE, _UNTIL = bindparam("since", type_=Date), bindparam("until", type_=Date)


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
    return {record.id: _person(record, chosen, today) for record in histories.records(session, ids).values()}


@lru_cache(histories.KEPT)
def _person(record: histories.Record, chosen: Settings, today: date) -> Person:
    entry = week.Entry(
        contact=record.id,
        name=record.history.name,
        plan=schedule.plan(record.history, chosen, today),
        company=record.company,
        company_name=record.history.company,
        cadence=record.history.cadence,
        stage=record.stage,
        correspondent=record.correspondent,
    )
    return Person(entry, record.history, record.called, record.title, record.version)


def notes(session: Session, companies: Collection[int], since: date, until: date) -> list[week.Note]:
    """The direct outbounds to people of `companies` from `since` to `until` that are no answers (W3)."""
    if not companies:
        return []
    period = {"ids": list(companies), "since": since, "until": until}
    rows = session.connection().execute(_notes(), period).all()
    return [week.Note(company, contact, day) for company, contact, day in rows]


@cache
def _notes():
    return (
        select(Contact.company_id, Contact.id, Touchpoint.day)
        .join(Touchpoint, Touchpoint.contact_id == Contact.id)
        .where(
            Contact.company_id.in_(IDS),
            Contact.deleted_on.is_(None),
            Touchpoint.day.between(_SINCE, _UNTIL),
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


def _holds(session: Session, since: date, until: date) -> list[tuple[week.Hold, OpenHold]]:
    rows = session.connection().execute(_open_holds(), {"since": since, "until": until}).all()
    return [
        (week.Hold(company, kind, made_on, end), OpenHold(row_id, name, end))
        for row_id, company, name, kind, made_on, end in rows
    ]


@cache
def _open_holds():
    return (
        select(Hold.id, Hold.company_id, Company.name, Hold.kind, Hold.made_on, Hold.until)
        .outerjoin(Company, Company.id == Hold.company_id)
        .where(Hold.deleted_on.is_(None), Hold.until >= _SINCE, Hold.made_on <= _UNTIL)
        .order_by(Hold.until, Hold.id)
    )


def is_held(company: Any, today: Any) -> ColumnElement[bool]:
    """The condition that a company, or everything, is on hold on `today` (W1)."""
    return (
        select(Hold.id)
        .where(
            Hold.deleted_on.is_(None),
            Hold.made_on <= today,
            Hold.until > today,
            or_(Hold.company_id.is_(None), Hold.company_id == company),
        )
        .correlate_except(Hold)
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The holds and the notes around some contacts, and which holds are in force."""

    holds: list[week.Hold]
    notes: list[week.Note]
    open_holds: list[OpenHold]


def neighbourhood(
    session: Session, entries: Collection[week.Entry], chosen: Settings, today: date
) -> Neighbourhood:
    """What W1 to W3 need for `entries`, from the earliest date on."""
    dates = [entry.plan.due_on for entry in entries if entry.plan.due_on]
    since = min([*dates, today]) - timedelta(chosen.company_gap)
    companies = {entry.company for entry in entries if entry.company is not None}
    found = _holds(session, since, today)
    return Neighbourhood(
        holds=[hold for hold, _ in found],
        notes=notes(session, companies, since, today),
        open_holds=[shown for hold, shown in found if hold.made_on <= today < hold.until],
    )


def placed(
    session: Session, ids: Collection[int], chosen: Settings, today: date
) -> tuple[dict[int, Person], Neighbourhood, dict[int, week.Item]]:
    """The contacts `ids`, what is around them, and where W1 and W3 put their dates among themselves."""
    found = people(session, ids, chosen, today)
    entries = [person.entry for person in found.values()]
    around = neighbourhood(session, entries, chosen, today)
    return found, around, week.places(entries, around.holds, around.notes, chosen, today)
