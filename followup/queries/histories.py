"""The events of contacts, as the rules read them: one statement for any number of contacts.

What was read is kept by what it says: while nothing about a contact has changed, its record is the same object.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from json import loads
from typing import Any

from sqlalchemy import Integer, String, bindparam, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from followup.domain import checkin
from followup.domain.history import Cool, Decision, Doors, History, Snooze, StandingChange, Touchpoint
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    MetPlan,
    Part,
    PointKind,
    Route,
    Stage,
    ToldBy,
    Tone,
    Weight,
)
from followup.models import (
    CheckIn,
    Company,
    Contact,
    ContactPoint,
    Encounter,
    Opportunity,
    OpportunityDoor,
)
from followup.models import Cool as CoolRow
from followup.models import Decision as DecisionRow
from followup.models import Snooze as SnoozeRow
from followup.models import StandingChange as StandingChangeRow
from followup.models import Touchpoint as TouchpointRow

#: How many records are kept: more than one page of the week reads.
KEPT = 512
#: The doors that bring moments (R12).
DATED_DOORS = (Door.BACKFILL, Door.THAW)
#: The contacts that a statement is about: statements are built once, since that takes longer than running them.
IDS = bindparam("ids", type_=Integer, expanding=True)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One contact as stored, with its history. Two are equal only where they are the same object."""

    id: int
    called: str
    title: str
    version: int
    company: int | None
    stage: int
    correspondent: bool
    history: History


def load(session: Session, contacts: Collection[int]) -> dict[int, History]:
    """The history of each of `contacts`, by id. Deleted contacts and events are left out."""
    return {contact: record.history for contact, record in records(session, contacts).items()}


def records(session: Session, contacts: Collection[int]) -> dict[int, Record]:
    """Each of `contacts` with its history, by id. Deleted contacts and events are left out."""
    if not contacts:
        return {}
    rows = session.connection().execute(_contacts(), {"ids": list(contacts)}).all()
    return {row.id: _record(row) for row in rows}


@lru_cache(KEPT)
def _record(row: Any) -> Record:
    events: dict[str, Any] = {
        name: tuple(map(read, loads(getattr(row, name)))) for name, read in _READERS.items()
    }
    history = History(
        name=row.name,
        called=row.called,
        added_on=row.added_on,
        company=row.company or "",
        cadence=row.cadence,
        cadence_given_on=row.cadence_given_on,
        taper=row.taper,
        known=known_channels(row.kinds or ""),
        light_until=checkin.light_touch_until(row.lightened_on) if row.lightened_on else None,
        lightened_on=row.lightened_on,
        **events,
    )
    return Record(
        row.id,
        row.called,
        row.title,
        row.version,
        row.company_id,
        row.stage_rank,
        row.is_correspondent,
        history,
    )


def known_channels(kinds: str) -> tuple[Channel, ...]:
    """The channels that the kinds of addresses ("email,phone") open: e-mail, LinkedIn, phone."""
    known = {"email": Channel.EMAIL, "link": Channel.LINKEDIN_MESSAGE, "phone": Channel.PHONE}
    return tuple(channel for kind, channel in known.items() if kind in kinds.split(","))


@cache
def _contacts():
    kinds = (
        select(func.group_concat(type_coerce(ContactPoint.kind, String)))
        .where(ContactPoint.contact_id == Contact.id)
        .where((ContactPoint.kind != PointKind.LINK) | ContactPoint.value.contains("linkedin.com/"))
        .correlate(Contact)
        .scalar_subquery()
    )
    # The day of the newest check-in with where they work now, where it asked for a light touch.
    lightened_on = (
        select(case((CheckIn.route == Route.LIGHT_TOUCH, CheckIn.day)))
        .where(CheckIn.company_id == Contact.company_id)
        .order_by(CheckIn.day.desc(), CheckIn.position.desc())
        .limit(1)
        .correlate(Contact)
        .scalar_subquery()
    )
    return (
        select(
            Contact.id,
            Contact.name,
            Contact.called,
            Contact.added_on,
            Contact.cadence,
            Contact.cadence_given_on,
            Contact.taper,
            Contact.title,
            Contact.version,
            Contact.company_id,
            Contact.stage_rank,
            Contact.is_correspondent,
            Company.name.label("company"),
            kinds.label("kinds"),
            lightened_on.label("lightened_on"),
            *_events(),
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(IDS), Contact.deleted_on.is_(None))
    )


def _events() -> list[Any]:
    """The events of a contact, a column of JSON for each kind: day, position, then the kind's own columns."""
    touchpoints, decisions = TouchpointRow, DecisionRow
    return [
        _listed("touchpoints", touchpoints)(
            touchpoints.day,
            touchpoints.position,
            touchpoints.direction,
            touchpoints.weight,
            touchpoints.channel,
            touchpoints.tone,
            touchpoints.wants_answer,
            touchpoints.arrived,
        ),
        _listed("decisions", Encounter, _of_encounter)(
            decisions.decided_on,
            decisions.position,
            decisions.kind,
            decisions.recorded_on,
            Encounter.recorded_on,
            Opportunity.stage,
            decisions.told,
            Encounter.told_you,
            Encounter.part,
            Encounter.plan,
            Encounter.thank_now,
            Company.name,
        ),
        _listed("snoozes", SnoozeRow)(SnoozeRow.day, SnoozeRow.position, SnoozeRow.until, SnoozeRow.pinned),
        _listed("standing_changes", StandingChangeRow)(
            StandingChangeRow.day, StandingChangeRow.position, StandingChangeRow.because
        ),
        _listed("cools", CoolRow)(CoolRow.day, CoolRow.position, CoolRow.ended),
        _doors(),
    ]


def _doors() -> Any:
    """R12: the decisions at the company where they work now whose opportunities bring moments, as JSON."""
    chosen = (
        select(func.group_concat(type_coerce(OpportunityDoor.door, String)))
        .where(OpportunityDoor.opportunity_id == Opportunity.id, OpportunityDoor.door.in_(DATED_DOORS))
        .correlate(Opportunity)
        .scalar_subquery()
    )
    columns = func.json_array(
        Opportunity.id,
        DecisionRow.kind,
        DecisionRow.decided_on,
        DecisionRow.position,
        chosen,
        Opportunity.winner_started_on,
        Opportunity.winner_from_inside,
        Opportunity.look_again_on,
    )
    return (
        select(func.json_group_array(columns))
        .select_from(Opportunity)
        .join(DecisionRow, DecisionRow.opportunity_id == Opportunity.id)
        .where(
            Opportunity.company_id == Contact.company_id,
            Opportunity.deleted_on.is_(None),
            DecisionRow.deleted_on.is_(None),
            brings_moments(),
        )
        .correlate(Contact)
        .scalar_subquery()
        .label("doors")
    )


def brings_moments() -> Any:
    """Whether an opportunity may bring a moment (R12), for a condition on its row."""
    opened = OpportunityDoor.opportunity_id == Opportunity.id
    dated = select(OpportunityDoor.door).where(opened, OpportunityDoor.door.in_(DATED_DOORS))
    return or_(Opportunity.look_again_on.is_not(None), dated.correlate(Opportunity).exists())


def _listed(name: str, table: Any, beside: Callable[[Any], Any] = lambda rows: rows) -> Callable[..., Any]:
    """The rows of a table that belong to the contact, as JSON. `beside` joins what else is asked of them."""

    def columns(*asked: Any) -> Any:
        rows = select(func.json_group_array(func.json_array(*asked))).select_from(table)
        alive = beside(rows).where(table.contact_id == Contact.id, table.deleted_on.is_(None))
        return alive.correlate(Contact).scalar_subquery().label(name)

    return columns


def _of_encounter(rows: Any) -> Any:
    return (
        rows.join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .join(DecisionRow, DecisionRow.opportunity_id == Opportunity.id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(Opportunity.deleted_on.is_(None), DecisionRow.deleted_on.is_(None))
    )


def _touchpoint(row: list[Any]) -> Touchpoint:
    day, position, direction, weight, channel, tone, wants_answer, arrived = row
    return Touchpoint(
        date.fromisoformat(day),
        position,
        Direction(direction),
        Weight(weight),
        Channel(channel),
        Tone(tone) if tone else None,
        bool(wants_answer),
        bool(arrived),
    )


def _decision(row: list[Any]) -> Decision:
    day, position, kind, recorded, part_recorded, stage, told, told_you, part, plan, thank_now, company = row
    return Decision(
        date.fromisoformat(day),
        position,
        DecisionKind(kind),
        date.fromisoformat(recorded),
        date.fromisoformat(part_recorded),
        Stage(stage),
        ToldBy(told),
        bool(told_you),
        Part(part),
        MetPlan(plan),
        bool(thank_now),
        company,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _doors_of(row: list[Any]) -> Doors:
    opportunity, kind, day, position, chosen, started, inside, look_again = row
    return Doors(
        opportunity,
        DecisionKind(kind),
        date.fromisoformat(day),
        position,
        frozenset(map(Door, chosen.split(","))) if chosen else frozenset(),
        _day(started),
        None if inside is None else bool(inside),
        _day(look_again),
    )


_READERS = {
    "doors": _doors_of,
    "touchpoints": _touchpoint,
    "decisions": _decision,
    "snoozes": lambda row: Snooze(
        date.fromisoformat(row[0]), row[1], until=date.fromisoformat(row[2]), pinned=bool(row[3])
    ),
    "standing_changes": lambda row: StandingChange(
        date.fromisoformat(row[0]), row[1], because=Closing(row[2]) if row[2] else None
    ),
    "cools": lambda row: Cool(date.fromisoformat(row[0]), row[1], ended=bool(row[2])),
}
