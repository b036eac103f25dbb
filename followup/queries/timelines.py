"""What happened with one contact, newest first, a page at a time."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, cast, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.values import Channel, Closing, DecisionKind, Direction, Stage, Tone
from followup.models import (
    Company,
    Cool,
    Decision,
    Encounter,
    Opportunity,
    Snooze,
    StandingChange,
    Touchpoint,
)
from followup.queries import lookups

SHOWN = 50
_PAYLOAD = 9


class Exchanged(NamedTuple):
    """A touchpoint. `place` of `of`: its place among those of its day, in the order entered."""

    id: int
    day: date
    direction: Direction
    channel: Channel
    tone: Tone | None
    wants_answer: bool
    arrived: bool
    text: str
    promise: str
    place: int
    of: int
    kind: str = "touchpoint"


class Decided(NamedTuple):
    """A decision on an opportunity. `id` is the opportunity's."""

    id: int
    day: date
    decision: DecisionKind
    stage: Stage
    title: str
    company: str
    feedback: str
    kind: str = "decision"


class Snoozed(NamedTuple):
    """A day to come back on."""

    id: int
    day: date
    until: date
    pinned: bool
    kind: str = "snooze"


class Stood(NamedTuple):
    """Closed, or (without a reason) reopened."""

    id: int
    day: date
    because: Closing | None
    kind: str = "standing"


class Cooled(NamedTuple):
    """Some distance was felt, or it had passed (`ended`)."""

    id: int
    day: date
    ended: bool
    kind: str = "cool"


Entry = Exchanged | Decided | Snoozed | Stood | Cooled


class Timeline(NamedTuple):
    """Some entries, newest first, after the newest `skipped`. earlier: how many to skip next; None at the end."""

    entries: list[Entry]
    skipped: int = 0
    earlier: int | None = None


def page(contact_id: int, today: date, skip: int) -> Timeline:
    """The entries after the newest `skip`. Raises NotFound for a contact that is not there."""
    with reading() as session:
        lookups.contact(session, contact_id)
        return load(session, contact_id, today, skip)


def load(session: Session, contact_id: int, today: date, skip: int = 0) -> Timeline:
    """The entries after the newest `skip`, inside a transaction, in one statement."""
    rows = list(session.execute(_newest(contact_id, today, skip)))
    entries = [_READERS[kind](list(row)) for kind, *row in rows[:SHOWN]]
    return Timeline(entries, skip, skip + SHOWN if len(rows) > SHOWN else None)


def one(touchpoint_id: int) -> tuple[int, Exchanged]:
    """One touchpoint as its entry, with its contact. Raises NotFound."""
    with reading() as session:
        contact_id = lookups.touchpoint(session, touchpoint_id).contact_id
        every = _touchpoints(contact_id).subquery()
        _, *row = session.execute(select(every).where(every.c.id == touchpoint_id)).one()
        return contact_id, _exchanged(row)


def _newest(contact_id: int, today: date, skip: int):
    """All kinds of events in the order of the rules, backwards: within a day decisions come first."""
    every = union_all(
        _touchpoints(contact_id),
        _part(
            "decision",
            (Opportunity.id, Decision.decided_on, Decision.position),
            (Decision.kind, Opportunity.stage, Opportunity.title, Company.name, Decision.feedback),
        )
        .select_from(Encounter)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .join(Decision, Decision.opportunity_id == Opportunity.id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(
            Encounter.contact_id == contact_id,
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
            Decision.deleted_on.is_(None),
        ),
        _own("snooze", Snooze, contact_id, Snooze.until, Snooze.pinned),
        _own("standing", StandingChange, contact_id, StandingChange.because),
        _own("cool", Cool, contact_id, Cool.ended),
    ).subquery()
    is_decision = every.c.kind == "decision"
    return (
        select(every)
        .where(every.c.day <= today.isoformat())
        .order_by(every.c.day.desc(), is_decision, every.c.position.desc(), every.c.id.desc())
        .limit(SHOWN + 1)
        .offset(skip)
    )


def _touchpoints(contact_id: int):
    return _own(
        "touchpoint",
        Touchpoint,
        contact_id,
        Touchpoint.direction,
        Touchpoint.channel,
        Touchpoint.tone,
        Touchpoint.wants_answer,
        Touchpoint.arrived,
        Touchpoint.text,
        Touchpoint.promise,
        func.row_number().over(partition_by=Touchpoint.day, order_by=Touchpoint.position),
        func.count().over(partition_by=Touchpoint.day),
    )


def _own(kind: str, table: Any, contact_id: int, *payload: Any):
    found = _part(kind, (table.id, table.day, table.position), payload)
    return found.where(table.contact_id == contact_id, table.deleted_on.is_(None))


def _part(kind: str, place: tuple[Any, Any, Any], payload: tuple[Any, ...]):
    """A part of the union: id, day and position, then columns of its own.

    As plain text, since one column of the union holds values of several types.
    """
    row_id, day, position = place
    texts = [type_coerce(column, String) for column in payload]
    padding = [null()] * (_PAYLOAD - len(payload))
    numbered = [value.label(f"p{number}") for number, value in enumerate([*texts, *padding])]
    return select(
        literal(kind).label("kind"),
        cast(row_id, Integer).label("id"),
        type_coerce(day, String).label("day"),
        position.label("position"),
        *numbered,
    )


def _exchanged(row: list[Any]) -> Exchanged:
    row_id, day, _, direction, channel, tone, wants_answer, arrived, text, promise, place, of = row
    return Exchanged(
        row_id,
        date.fromisoformat(day),
        Direction(direction),
        Channel(channel),
        Tone(tone) if tone else None,
        bool(int(wants_answer)),
        bool(int(arrived)),
        text,
        promise,
        int(place),
        int(of),
    )


def _decided(row: list[Any]) -> Decided:
    row_id, day, _, decision, stage, title, company, feedback, *_rest = row
    return Decided(
        row_id, date.fromisoformat(day), DecisionKind(decision), Stage(stage), title, company, feedback
    )


def _snoozed(row: list[Any]) -> Snoozed:
    row_id, day, _, until, pinned, *_rest = row
    return Snoozed(row_id, date.fromisoformat(day), date.fromisoformat(until), bool(int(pinned)))


_READERS = {
    "touchpoint": _exchanged,
    "decision": _decided,
    "snooze": _snoozed,
    "standing": lambda row: Stood(row[0], date.fromisoformat(row[1]), Closing(row[3]) if row[3] else None),
    "cool": lambda row: Cooled(row[0], date.fromisoformat(row[1]), bool(int(row[3]))),
}
