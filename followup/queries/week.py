"""This week: whom to write to, and why."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, String, and_, bindparam, func, literal, null, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import week as rules
from followup.domain.history import History, Touchpoint
from followup.domain.settings import Settings
from followup.domain.standing import answers, is_pinned, is_thank_you
from followup.domain.values import Direction, Standing, Weight
from followup.domain.week import Week
from followup.models import Contact, Opening
from followup.models import Touchpoint as TouchpointRow
from followup.queries import asides, material, outlook, settings
from followup.queries.asides import Asides
from followup.queries.material import Material
from followup.queries.outlook import OpenHold, Person

#: More than this many dates in one week are beyond what a person reads; the oldest come first.
LIMIT = 400
#: Of those who can wait, so many are named; nobody reads on.
CAN_WAIT = 20
#: Where counting stops ("200+"), how many names stand for the rest, and how many of next week are shown.
CAP = 201
NAMED = 3
COMING = 7
#: How many after next week are looked at to say who is next: a hold or a gap may move the first.
FURTHER = 3
#: The days that the statements are given: the week's, today, then the next week's and the day after it.
_START, _END, _TODAY, _NEXT, _WEEK, _AFTER = (
    bindparam(name, type_=Date) for name in ("start", "end", "today", "next", "week", "after")
)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Contacts with nothing to do: how many (CAP for more), and the names of the first few."""

    count: int
    names: list[str]


@dataclass(frozen=True, slots=True)
class Coming:
    """A contact whose date is after the week."""

    contact: int
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class WeekPage:
    """What the page of the week shows. `people` has everybody named in it, by id; `reached` who was reached.

    rested: what has just ended of the rests that a check-in asked for.
    """

    week: Week
    people: dict[int, Person]
    reached: list[Person]
    holds: list[OpenHold]
    beside: Asides
    rested: list[OpenHold]
    material: dict[int, Material]
    settings: Settings
    is_demo: bool
    resting: Quiet
    dormant: Quiet
    coming: list[Coming]
    next: Coming | None
    is_empty: bool
    can_wait_shown: int = CAN_WAIT


def week(on: date, today: date) -> WeekPage:
    """The week that holds `on`. For a day before today the plans are those of that day, later events left out."""
    with reading() as session:
        return page(session, on, today)


def page(session: Session, on: date, today: date) -> WeekPage:
    """What `week` gives, inside a transaction."""
    values = settings.stored(session)
    chosen = settings.chosen(values)
    start, end = rules.bounds(on, chosen.first_weekday)
    candidates, reached, thanked = _candidates(session, start, end, on, everybody=on < today)
    beside = _beside(session, end, on, candidates)
    people = outlook.people(session, {*candidates, *reached, *beside.ahead}, chosen, on)
    entries = [people[contact].entry for contact in candidates if contact in people]
    ahead = [people[contact].entry for contact in beside.ahead if contact in people]
    around = outlook.neighbourhood(session, [*entries, *ahead], chosen, on)
    met = [people[contact] for contact in reached if contact in people]
    counted = sum(
        counts_toward_budget(person.history, start, on, thanked[person.entry.contact]) for person in met
    )
    week = rules.plan(entries, around.holds, around.notes, counted, chosen, on)
    places = rules.places([*entries, *ahead], around.holds, around.notes, chosen, on)
    carded = {item.entry.contact for item in (*week.waiting, *week.due, *week.can_wait[:CAN_WAIT])}
    coming = _after(week, [places[entry.contact] for entry in ahead if entry.contact in places])
    return WeekPage(
        week=week,
        people=people,
        reached=met,
        holds=around.open_holds,
        rested=around.rested,
        settings=chosen,
        is_demo=settings.DEMO in values,
        beside=asides.read(beside.rows, carded),
        material=material.load(session, people, on),
        resting=beside.resting,
        dormant=beside.dormant,
        coming=[next for next in coming if next.day <= end + timedelta(7)][:COMING],
        next=next(iter(coming), None),
        is_empty=beside.is_empty,
    )


def _after(week: Week, ahead: list[rules.Item]) -> list[Coming]:
    """Who comes after the week, by where hold and company gap put them, the earliest first."""
    items = [item for item in (*week.later, *week.held, *ahead) if item.day > week.end]
    items.sort(key=lambda item: (item.day, item.entry.contact))
    return [Coming(item.entry.contact, item.entry.name, item.day) for item in items]


def counts_toward_budget(
    history: History, start: date, end: date, thanked: Collection[date] = frozenset()
) -> bool:
    """Whether somebody was reached in these days with more than an answer, a thank-you or a pinned note (W4).

    thanked: the days on which they were thanked for a door.
    """
    answered = answers(history)

    def counts(touchpoint: Touchpoint) -> bool:
        if touchpoint.direction is not Direction.OUT or not touchpoint.arrived:
            return False
        if touchpoint.weight is Weight.DIRECT and (
            touchpoint.position in answered or touchpoint.day in thanked
        ):
            return False
        return not is_thank_you(touchpoint, history) and not is_pinned(touchpoint, history)

    return any(start <= t.day <= end and counts(t) for t in history.touchpoints)


class Candidates(NamedTuple):
    """Whose date may be in some days or before them, who was reached in these, and who was thanked for a door when."""

    due: list[int]
    reached: list[int]
    thanked: dict[int, set[date]]


def within(session: Session, start: date, end: date, today: date) -> Candidates:
    """Whose stored date is `end` or earlier (LIMIT at most, the earliest first), and who was reached since `start`."""
    return _candidates(session, start, end, today, everybody=False)


def _candidates(session: Session, start: date, end: date, today: date, everybody: bool) -> Candidates:
    """The candidates of a week, reached until `today`; everybody: all contacts, for a day in the past."""
    days = {"start": start, "end": end, "today": today}
    rows = session.connection().execute(_shown(everybody), days).all()
    found = Candidates([], [], defaultdict(set))
    for contact, part in rows:
        if part == "due":
            found.due.append(contact)
        elif part == "reached":
            found.reached.append(contact)
        else:
            found.thanked[contact].add(date.fromisoformat(part))
    return found


@cache
def _shown(everybody: bool):
    return union_all(_everybody() if everybody else _due(), _reached(), _thanked())


def _thanked():
    """Who was thanked for a door since the week began, with the day."""
    return select(Opening.contact_id, type_coerce(Opening.thanked_on, String)).where(
        Opening.thanked_on.between(_START, _TODAY), Opening.deleted_on.is_(None)
    )


def _due():
    """Everybody whose stored date, or the one after it lapsed, is in the week or before it."""
    found = union_all(
        *(
            select(Contact.id, Contact.is_urgent, day.label("day")).where(in_force, day <= _END)
            for day, in_force in _stored_dates()
        )
    ).subquery()
    rows = (
        select(found.c.id, literal("due"))
        .order_by(found.c.is_urgent.desc(), found.c.day, found.c.id)
        .limit(LIMIT)
        .subquery()
    )
    return select(rows)


def _stored_dates() -> tuple[tuple[Any, Any], ...]:
    """The stored date with where it holds, then the one after its lapse: apart, so that each has its index."""
    alive = Contact.deleted_on.is_(None)
    still = or_(Contact.lapses_on.is_(None), Contact.lapses_on >= _TODAY)
    lapsed = Contact.lapses_on < _TODAY
    return (Contact.due_on, and_(alive, still)), (Contact.then_due_on, and_(alive, lapsed))


def _everybody():
    return select(Contact.id, literal("due")).where(Contact.deleted_on.is_(None), Contact.added_on <= _TODAY)


def _reached():
    """Who was written to or talked with since the week began, the newest first."""
    found = (
        select(TouchpointRow.contact_id, literal("reached"))
        .where(
            TouchpointRow.day.between(_START, _TODAY),
            TouchpointRow.direction != Direction.IN,
            TouchpointRow.arrived,
            TouchpointRow.deleted_on.is_(None),
        )
        .group_by(TouchpointRow.contact_id)
        .order_by(func.max(TouchpointRow.position).desc())
        .limit(LIMIT)
    )
    return select(found.subquery())


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the week. ahead: whose stored dates are next, the earliest first. rows: for `asides.read`."""

    resting: Quiet
    dormant: Quiet
    ahead: list[int]
    is_empty: bool
    rows: dict[str, list[tuple[Any, ...]]]


def _beside(session: Session, end: date, today: date, candidates: Collection[int]) -> _Beside:
    """Who rests, whose dates come after the week, and all asides, in one statement."""
    days = {"end": end, "next": end + timedelta(1), "week": end + timedelta(7), "after": end + timedelta(8)}
    given = {**days, **asides.days(today), "today": today, "ids": list(candidates)}
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for part, *row in session.connection().execute(_aside(), given):
        found[part].append(tuple(row))
    ahead = [contact for contact, *_ in found["ahead"]]
    resting, dormant = (_named(found[kind]) for kind in (Standing.RESTING, Standing.DORMANT))
    return _Beside(resting, dormant, ahead, found["any"][0][0] is None, found)


def _named(rows: list[tuple[Any, ...]]) -> Quiet:
    return Quiet(rows[0][0] if rows else 0, [name for _, name, *_ in rows])


@cache
def _aside():
    found = [
        _quiet(Standing.RESTING),
        _quiet(Standing.DORMANT),
        _ahead(_NEXT, _WEEK, COMING),
        _ahead(_AFTER, None, FURTHER),
        select(literal("any"), func.max(Contact.id), null()).where(Contact.deleted_on.is_(None)),
    ]
    wide = [part.add_columns(*[null()] * (asides.WIDTH - 3)) for part in found]
    return union_all(*wide, *asides.parts())


def _quiet(standing: Standing):
    """Those of a standing who do not come up this week: how many, with the names of the first few.

    After a lapse the standing and the date that follow it.
    """
    # Each date with its own standing, and alive in each part: only so are the indexes used.
    rests = or_(
        *(
            and_(in_force, where == standing, day > _END)
            for (day, in_force), where in zip(
                _stored_dates(), (Contact.standing, Contact.then_standing), strict=True
            )
        )
    )
    quiet = select(Contact.name).where(rests).limit(CAP).subquery()
    count = select(func.count()).select_from(quiet).scalar_subquery()
    return select(select(literal(standing.value), count, quiet.c.name).limit(NAMED).subquery())


def _ahead(first: Any, last: Any, most: int):
    """The earliest dates from `first` to `last`, the one after a lapse where the first has lapsed."""
    found = union_all(
        *(
            select(
                select(Contact.id, Contact.name, day.label("day"))
                .where(in_force, day >= first if last is None else day.between(first, last))
                .order_by(day, Contact.id)
                .limit(most)
                .subquery()
            )
            for day, in_force in _stored_dates()
        )
    ).subquery()
    ahead = select(literal("ahead"), found.c.id, found.c.name).order_by(found.c.day, found.c.id).limit(most)
    return select(ahead.subquery())
