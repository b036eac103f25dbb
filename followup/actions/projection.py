"""What is stored about a contact only so that it is found quickly: computed from its history, here alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.orm import Session

from followup.actions import searching
from followup.domain import schedule
from followup.domain.history import History
from followup.domain.schedule import Kind
from followup.domain.settings import Settings
from followup.domain.standing import answers
from followup.domain.values import MetPlan, Stage
from followup.models import Contact, Employment, Encounter, Opportunity, Touchpoint
from followup.queries import histories, settings
from followup.queries.histories import IDS

_BATCH = 500
#: The settings that what is stored depends on.
COUNTED_WITH = frozenset({"gap", "answer_days"})

#: The tables that a part of the projection is computed from, beside the history, which is always read.
_EMPLOYED_BY = frozenset({"contacts", "employments"})
_MET_AT = frozenset({"contacts", "encounters", "opportunities"})
_ANSWERED_BY = frozenset({"contacts", "decisions", "encounters", "opportunities", "touchpoints"})
_FOUND_BY = frozenset(
    {"contacts", "companies", "contact_points", "contact_tags", "employments", "tags", "texts"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A contact whose stored projection is not what its history gives. columns: those that differ."""

    contact: int
    name: str
    columns: tuple[str, ...]


def project(session: Session, contacts: Collection[int], touched: Collection[str] | None = None) -> None:
    """Write the projection of each of `contacts` and count a new version of it. Every action calls this.

    touched: the tables that were written to, where only what depends on them is to be computed.
    """
    session.flush()
    chosen = settings.load(session)

    def may_differ(tables: frozenset[str]) -> bool:
        return touched is None or not tables.isdisjoint(touched)

    for ids in _batches(contacts):
        if may_differ(_EMPLOYED_BY):
            # First, and of those in the trash as well: the history holds what their company's doors bring (R12).
            employers = _employers(session, ids)
            _write(session, Contact, [{"key": i, **employers[i]} for i in ids])
        roles = _roles(session, ids) if may_differ(_MET_AT) else {i: {} for i in ids}
        found = histories.load(session, ids)
        projected = {i: {**outlook(found[i], chosen), **roles[i]} for i in found}
        _write(session, Contact, [{"key": i, **columns} for i, columns in projected.items()])
        if may_differ(_ANSWERED_BY):
            _write(session, Touchpoint, _wrong_answers(session, ids, found))
        if may_differ(_FOUND_BY):
            searching.index(session, ids)
        _count(session, ids)


def describe(session: Session, contacts: Collection[int]) -> None:
    """Let each of `contacts` be found by the words that it has now, and count a new version of it."""
    for ids in _batches(contacts):
        searching.index(session, ids)
        _count(session, ids)


def _count(session: Session, ids: list[int]) -> None:
    session.connection().execute(_newer(), {"ids": ids})


def recompute(session: Session, contacts: Collection[int]) -> None:
    """Write what the settings may have changed of `contacts`. Nobody did anything to them: no new version."""
    chosen = settings.load(session)
    for ids in _batches(contacts):
        found = histories.load(session, ids)
        _write(session, Contact, [{"key": i, **outlook(found[i], chosen)} for i in found])


def outlook(history: History, chosen: Settings) -> dict[str, Any]:
    """The columns that the history alone decides, whatever the day they are written on.

    They are taken on the day of the newest event, their company's decisions included, and once more on the day
    after the date lapses. Where that one lapses as well, its date is past by then, so that it still finds the row
    whatever comes after it.
    """
    day = max((event.day for event in history.events()), default=history.added_on)
    recorded = [decision.recorded for decision in history.decisions]
    opened = [one.decided_on for one in history.doors]
    plan = schedule.plan(history, chosen, max([day, *recorded, *opened]))
    then = schedule.plan(history, chosen, plan.lapses_on + timedelta(1)) if plan.lapses_on else None
    return {
        "due_on": plan.due_on,
        "standing": plan.standing,
        "is_urgent": plan.kind in (Kind.ANSWER, Kind.LATE_ANSWER, Kind.THANK, Kind.PINNED),
        "lapses_on": plan.lapses_on,
        "then_due_on": then.due_on if then else None,
        "then_standing": then.standing if then else None,
        "touched_on": max((t.day for t in history.touchpoints if t.arrived), default=None),
    }


def differences(session: Session) -> Iterable[Difference]:
    """Every contact whose stored projection differs from what its history gives, for the doctor."""
    chosen = settings.load(session)
    every = list(session.scalars(select(Contact.id).where(Contact.deleted_on.is_(None)).order_by(Contact.id)))
    for ids in _batches(every):
        found = histories.load(session, ids)
        employers, roles = _employers(session, ids), _roles(session, ids)
        for contact in session.scalars(select(Contact).where(Contact.id.in_(ids))):
            wanted = {**employers[contact.id], **outlook(found[contact.id], chosen), **roles[contact.id]}
            columns = tuple(name for name, value in wanted.items() if getattr(contact, name) != value)
            if columns:
                yield Difference(contact.id, contact.name, columns)
        for row in _wrong_answers(session, ids, found):
            contact = session.get_one(Contact, row["contact"])
            yield Difference(contact.id, contact.name, ("is_answer",))
        for contact in session.scalars(select(Contact).where(Contact.id.in_(searching.stale(session, ids)))):
            yield Difference(contact.id, contact.name, ("search",))
        session.expunge_all()


def _batches(contacts: Collection[int]) -> Iterable[list[int]]:
    ids = sorted(contacts)
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _write(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    """Update rows by their id (`key`) in one statement, past the session's own objects."""
    if not rows:
        return
    columns = tuple(name for name in rows[0] if name not in ("key", "contact"))
    session.connection().execute(
        _update(table, columns),
        [{"key": row["key"], **{f"new_{name}": row[name] for name in columns}} for row in rows],
    )


@cache
def _newer():
    rows: Any = Contact.__table__
    return update(rows).where(rows.c.id.in_(IDS)).values(version=rows.c.version + 1)


@cache
def _update(table: Any, columns: tuple[str, ...]):
    rows = table.__table__
    return (
        update(rows).where(rows.c.id == bindparam("key")).values({n: bindparam(f"new_{n}") for n in columns})
    )


def _employers(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Where each works now: the newest current employment."""
    found: dict[int, dict[str, Any]] = {contact: {"company_id": None, "title": ""} for contact in ids}
    rows = session.connection().execute(_current(), {"ids": list(ids)})
    for contact, company, title in rows:
        found[contact] = {"company_id": company, "title": title}
    return found


@cache
def _current():
    return (
        select(Employment.contact_id, Employment.company_id, Employment.title)
        .where(Employment.contact_id.in_(IDS), Employment.is_current)
        .order_by(Employment.id)
    )


def _roles(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """The furthest stage reached with each, and whether they carry a company's rhythm."""
    rows = session.connection().execute(_met(), {"ids": list(ids)})
    found = {contact: {"stage_rank": -1, "is_correspondent": False} for contact in ids}
    for contact, furthest, carries in rows:
        found[contact] = {"stage_rank": furthest, "is_correspondent": bool(carries)}
    return found


@cache
def _met():
    rank = case({stage.value: stage.rank for stage in Stage}, value=Opportunity.stage)
    correspondent = func.max(Encounter.plan == MetPlan.CORRESPONDENT)
    return (
        select(Encounter.contact_id, func.max(rank), correspondent)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.contact_id.in_(IDS), Encounter.deleted_on.is_(None), Opportunity.deleted_on.is_(None)
        )
        .group_by(Encounter.contact_id)
    )


def _wrong_answers(session: Session, ids: Collection[int], found: dict[int, History]) -> list[dict[str, Any]]:
    """The touchpoints that are stored as an answer to a letter which wanted one and are none, or the reverse."""
    answering = {contact: answers(history) for contact, history in found.items()}
    rows = session.connection().execute(_stored_answers(), {"ids": list(ids)})
    return [
        {"key": row_id, "contact": contact, "is_answer": position in answering[contact]}
        for row_id, contact, position, is_answer in rows
        if contact in answering and is_answer != (position in answering[contact])
    ]


@cache
def _stored_answers():
    return select(Touchpoint.id, Touchpoint.contact_id, Touchpoint.position, Touchpoint.is_answer).where(
        Touchpoint.contact_id.in_(IDS), Touchpoint.deleted_on.is_(None)
    )
