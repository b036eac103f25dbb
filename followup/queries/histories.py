"""The events of contacts, as the rules read them: two statements for any number of contacts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.domain.history import Cool, Decision, History, Snooze, StandingChange, Touchpoint
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    MetPlan,
    Part,
    PointKind,
    Stage,
    ToldBy,
    Tone,
    Weight,
)
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    Encounter,
    Opportunity,
)
from followup.models import Cool as CoolRow
from followup.models import Decision as DecisionRow
from followup.models import Snooze as SnoozeRow
from followup.models import StandingChange as StandingChangeRow
from followup.models import Touchpoint as TouchpointRow

_PAYLOAD = 10
#: The contacts that a statement is about: statements are built once, since that takes longer than running them.
IDS = bindparam("ids", type_=Integer, expanding=True)


@dataclass(frozen=True, slots=True)
class Record:
    """One contact as stored, with its history."""

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
    connection, ids = session.connection(), {"ids": list(contacts)}
    events: dict[int, dict[str, list[Any]]] = {contact: {} for contact in contacts}
    for kind, contact, *rest in connection.execute(_events(), ids):
        events[contact].setdefault(kind, []).append(_READERS[kind](rest))
    return {row.id: _record(row, events[row.id]) for row in connection.execute(_contacts(), ids)}


def _record(row: Any, events: dict[str, list[Any]]) -> Record:
    history = History(
        name=row.name,
        called=row.called,
        added_on=row.added_on,
        company=row.company or "",
        cadence=row.cadence,
        cadence_given_on=row.cadence_given_on,
        taper=row.taper,
        known=known_channels(row.kinds or ""),
        **{field: tuple(found) for field, found in events.items()},
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
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(IDS), Contact.deleted_on.is_(None))
    )


@cache
def _events():
    """Every event of some contacts in one statement: kind, contact, day, position, then the kind's own columns."""
    touchpoints = TouchpointRow
    return union_all(
        _select("touchpoints", touchpoints, touchpoints.day)(
            touchpoints.direction,
            touchpoints.weight,
            touchpoints.channel,
            touchpoints.tone,
            touchpoints.wants_answer,
            touchpoints.arrived,
        ),
        _select("decisions", Encounter, DecisionRow.decided_on, DecisionRow.position)(
            DecisionRow.kind,
            DecisionRow.recorded_on,
            Encounter.recorded_on,
            Opportunity.stage,
            DecisionRow.told,
            Encounter.told_you,
            Encounter.part,
            Encounter.plan,
            Encounter.thank_now,
            Company.name,
        )
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .join(DecisionRow, DecisionRow.opportunity_id == Opportunity.id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(Opportunity.deleted_on.is_(None), DecisionRow.deleted_on.is_(None)),
        _select("snoozes", SnoozeRow, SnoozeRow.day)(SnoozeRow.until, SnoozeRow.pinned),
        _select("standing_changes", StandingChangeRow, StandingChangeRow.day)(StandingChangeRow.because),
        _select("cools", CoolRow, CoolRow.day)(CoolRow.ended),
    )


def _select(kind: str, table: Any, day: Any, position: Any = None):
    """A part of the union; plain text out, since one column holds values of several types."""

    def columns(*payload: Any):
        texts = [type_coerce(column, String) for column in payload]
        padding = [null()] * (_PAYLOAD - len(payload))
        place = table.position if position is None else position
        return select(
            literal(kind), table.contact_id, type_coerce(day, String), place, *texts, *padding
        ).where(table.contact_id.in_(IDS), table.deleted_on.is_(None))

    return columns


def _touchpoint(row: list[Any]) -> Touchpoint:
    day, position, direction, weight, channel, tone, wants_answer, arrived, *_ = row
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


_READERS = {
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
