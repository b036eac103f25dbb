"""Plans with what the week needs to know: entries, the notes that open company gaps, holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, case, or_, select
from sqlalchemy.orm import Session

from followup.domain import checkin, schedule, week
from followup.domain.constants import REST_DAYS
from followup.domain.history import History
from followup.domain.settings import Settings
from followup.domain.values import Direction, HoldKind, Route, Weight
from followup.models import CheckIn, Company, Contact, Hold, Touchpoint
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
    """A hold, for changing and lifting it. `company` and its id are None for everything.

    is_rest: it is the one that the newest check-in with the company asked for.
    """

    id: int
    company: str | None
    kind: HoldKind
    until: date
    company_id: int | None
    is_rest: bool


def _holds(session: Session, since: date, until: date) -> list[tuple[week.Hold, OpenHold]]:
    rows = session.connection().execute(_open_holds(), {"since": since, "until": until}).all()
    return [
        (
            week.Hold(company, kind, made_on, end),
            OpenHold(row_id, name, kind, end, company, kind is HoldKind.SELF and _is_rest(rested_on, end)),
        )
        for row_id, company, name, kind, made_on, end, rested_on in rows
    ]


def _is_rest(rested_on: date | None, end: date) -> bool:
    return rested_on is not None and checkin.rest_until(rested_on) == end


@cache
def _open_holds():
    rested_on = (
        select(case((CheckIn.route == Route.REST, CheckIn.day)))
        .where(CheckIn.company_id == Hold.company_id)
        .order_by(CheckIn.day.desc(), CheckIn.position.desc())
        .limit(1)
        .correlate(Hold)
        .scalar_subquery()
    )
    return (
        select(Hold.id, Hold.company_id, Company.name, Hold.kind, Hold.made_on, Hold.until, rested_on)
        .outerjoin(Company, Company.id == Hold.company_id)
        .where(
            Hold.deleted_on.is_(None),
            Company.deleted_on.is_(None),
            Hold.until >= _SINCE,
            Hold.made_on <= _UNTIL,
        )
        .order_by(Hold.until, Hold.id)
    )


def is_held(company: Any, today: Any, kinds: Collection[HoldKind] = tuple(HoldKind)) -> ColumnElement[bool]:
    """The condition that a company, or everything, is on hold on `today` (W1). kinds: the reasons that count."""
    return (
        select(Hold.id)
        .where(
            Hold.deleted_on.is_(None),
            Hold.made_on <= today,
            Hold.until > today,
            Hold.kind.in_(kinds),
            or_(Hold.company_id.is_(None), Hold.company_id == company),
        )
        .correlate_except(Hold)
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The holds and the notes around some contacts, and which holds are in force.

    rested: the rests of check-ins that have ended within a fortnight, with no other quiet there since.
    """

    holds: list[week.Hold]
    notes: list[week.Note]
    open_holds: list[OpenHold]
    rested: list[OpenHold]


def neighbourhood(
    session: Session, entries: Collection[week.Entry], chosen: Settings, today: date
) -> Neighbourhood:
    """What W1 to W3 need for `entries`, from the earliest date on."""
    dates = [entry.plan.due_on for entry in entries if entry.plan.due_on]
    since = min([*dates, today]) - timedelta(chosen.company_gap)
    companies = {entry.company for entry in entries if entry.company is not None}
    found = _holds(session, min(since, today - timedelta(REST_DAYS)), today)
    in_force = [shown for hold, shown in found if hold.made_on <= today < hold.until]
    quiet = {shown.company_id for shown in in_force}
    ended = [shown for _, shown in found if today - timedelta(REST_DAYS) < shown.until <= today]
    return Neighbourhood(
        holds=[hold for hold, _ in found],
        notes=notes(session, companies, since, today),
        open_holds=in_force,
        rested=[shown for shown in ended if shown.is_rest and not quiet & {shown.company_id, None}],
    )


def placed(
    session: Session, ids: Collection[int], chosen: Settings, today: date
) -> tuple[dict[int, Person], Neighbourhood, dict[int, week.Item]]:
    """The contacts `ids`, what is around them, and where W1 and W3 put their dates among themselves."""
    found = people(session, ids, chosen, today)
    entries = [person.entry for person in found.values()]
    around = neighbourhood(session, entries, chosen, today)
    return found, around, week.places(entries, around.holds, around.notes, chosen, today)
