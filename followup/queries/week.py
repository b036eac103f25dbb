"""This week: whom to write to, and why."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import week as rules
from followup.domain.history import History, Touchpoint
from followup.domain.settings import Settings
from followup.domain.standing import answers, is_pinned, is_thank_you
from followup.domain.values import Direction, Standing, Weight
from followup.domain.week import Week
from followup.models import Contact
from followup.models import Touchpoint as TouchpointRow
from followup.queries import outlook, settings
from followup.queries.outlook import OpenHold, Person

#: More than this many dates in one week are beyond what a person reads; the oldest come first.
LIMIT = 400


@dataclass(frozen=True, slots=True)
class WeekPage:
    """What the page of the week shows. `people` has everybody named in it, by id; `reached` who was reached."""

    week: Week
    people: dict[int, Person]
    reached: list[Person]
    holds: list[OpenHold]
    settings: Settings
    resting: int
    dormant: int
    contacts: int


def week(on: date, today: date) -> WeekPage:
    """The week that holds `on`. For a day before today the plans are those of that day, later events left out."""
    with reading() as session:
        chosen = settings.load(session)
        start, end = rules.bounds(on, chosen.first_weekday)
        candidates, reached = _candidates(session, start, end, on, everybody=on < today)
        people = outlook.people(session, {*candidates, *reached}, chosen, on)
        entries = [people[contact].entry for contact in candidates if contact in people]
        around = outlook.neighbourhood(session, entries, chosen, on)
        met = [people[contact] for contact in reached if contact in people]
        counted = sum(counts_toward_budget(person.history, start, on) for person in met)
        return WeekPage(
            week=rules.plan(entries, around.holds, around.notes, counted, chosen, on),
            people=people,
            reached=met,
            holds=around.open_holds,
            settings=chosen,
            **_counts(session),
        )


def counts_toward_budget(history: History, start: date, end: date) -> bool:
    """Whether somebody was reached in these days with more than an answer, a thank-you or a pinned note (W4)."""
    answered = answers(history)

    def counts(touchpoint: Touchpoint) -> bool:
        if touchpoint.direction is not Direction.OUT or not touchpoint.arrived:
            return False
        if touchpoint.weight is Weight.DIRECT and touchpoint.position in answered:
            return False
        return not is_thank_you(touchpoint, history) and not is_pinned(touchpoint, history)

    return any(start <= t.day <= end and counts(t) for t in history.touchpoints)


def _candidates(
    session: Session, start: date, end: date, today: date, everybody: bool
) -> tuple[list[int], list[int]]:
    """Whose date may be in the week or before it (all contacts, for a day in the past), and who was reached."""
    due = _everybody(today) if everybody else _due(end, today)
    rows = session.execute(union_all(due, _reached(start, today)))
    candidates, reached = [], []
    for contact, is_reached in rows:
        (reached if is_reached else candidates).append(contact)
    return candidates, reached


def _due(end: date, today: date):
    """Everybody whose stored date, or the one after it lapsed, is in the week or before it."""
    due = or_(
        and_(Contact.due_on <= end, or_(Contact.lapses_on.is_(None), Contact.lapses_on >= today)),
        and_(Contact.lapses_on < today, Contact.then_due_on <= end),
    )
    found = (
        select(Contact.id, literal(0))
        .where(Contact.deleted_on.is_(None), due)
        .order_by(Contact.is_urgent.desc(), Contact.due_on, Contact.id)
        .limit(LIMIT)
    )
    return select(found.subquery())


def _everybody(on: date):
    return select(Contact.id, literal(0)).where(Contact.deleted_on.is_(None), Contact.added_on <= on)


def _reached(start: date, end: date):
    """Who was written to or talked with in these days, the newest first."""
    found = (
        select(TouchpointRow.contact_id, literal(1))
        .where(
            TouchpointRow.day.between(start, end),
            TouchpointRow.direction != Direction.IN,
            TouchpointRow.arrived,
            TouchpointRow.deleted_on.is_(None),
        )
        .group_by(TouchpointRow.contact_id)
        .order_by(func.max(TouchpointRow.position).desc())
        .limit(LIMIT)
    )
    return select(found.subquery())


def _counts(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(Contact.standing, func.count()).where(Contact.deleted_on.is_(None)).group_by(Contact.standing)
    )
    counts = dict(rows.all())
    return {
        "resting": counts.get(Standing.RESTING, 0),
        "dormant": counts.get(Standing.DORMANT, 0),
        "contacts": sum(counts.values()),
    }
