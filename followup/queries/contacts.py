"""One contact: the card, the next date with its why, the timeline."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, literal, null, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import week as rules
from followup.domain.errors import NotFound
from followup.domain.history import Event, Touchpoint
from followup.domain.schedule import Plan
from followup.domain.standing import Facts, read
from followup.domain.values import Closing, Part, PointKind
from followup.models import (
    Contact,
    ContactPoint,
    ContactTag,
    Encounter,
    Opportunity,
    Tag,
)
from followup.models import Touchpoint as TouchpointRow
from followup.queries import lookups, outlook, settings
from followup.queries.outlook import Person
from followup.queries.promises import Promise, open_promises

_CONTACT = bindparam("contact", type_=Integer)


@dataclass(frozen=True, slots=True)
class Planned:
    """A contact's plan with where the week puts it.

    moved_to: by a hold or the company gap. closed: since when and why, where the contact is closed.
    """

    person: Person
    plan: Plan
    moved_to: date | None
    why: str
    closed: tuple[date, Closing] | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A touchpoint as its page and form show it."""

    id: int
    contact: int
    version: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ContactPage:
    """What the page of a contact shows."""

    id: int
    person: Person
    planned: Planned
    points: list[tuple[PointKind, str]]
    tags: list[str]
    how_met: str
    do_not_mention: str
    notes: str
    timeline: list[tuple[Event, int | None, str]]
    promises: list[Promise]
    cool: bool
    offers_rhythm: bool


def who(words: str) -> int:
    """The id of the one contact that `words` mean. Raises NotFound or Ambiguous."""
    with reading() as session:
        return lookups.who(session, words)


def planned(contact_id: int, on: date) -> Planned:
    """The plan of a contact on a day, with what the hold and the company gap make of it. Raises NotFound."""
    with reading() as session:
        return _planned(session, contact_id, on)


def _planned(session: Session, contact_id: int, on: date) -> Planned:
    chosen = settings.load(session)
    people = outlook.people(session, _colleagues(session, contact_id), chosen, on)
    if contact_id not in people:
        raise NotFound("This contact is not here any more.")
    person = people[contact_id]
    entries = [person.entry for person in people.values()]
    around = outlook.neighbourhood(session, entries, chosen, on)
    place = rules.places(entries, around.holds, around.notes, chosen, on).get(contact_id)
    plan = person.entry.plan
    closed = read(person.history.until(on)).closed
    if place is None:
        return Planned(person, plan, None, plan.why, closed)
    return Planned(person, plan, place.moved_to, place.why, closed)


def _colleagues(session: Session, contact_id: int) -> list[int]:
    """The contact and everybody who works at the same company now."""
    return list(session.connection().execute(_at_the_company(), {"contact": contact_id}).scalars())


@cache
def _at_the_company():
    company = select(Contact.company_id).where(Contact.id == _CONTACT).scalar_subquery()
    same = or_(Contact.id == _CONTACT, Contact.company_id == company)
    return select(Contact.id).where(same, Contact.deleted_on.is_(None))


def page(contact_id: int, today: date) -> ContactPage:
    """Everything on the page of a contact. Raises NotFound."""
    with reading() as session:
        place = _planned(session, contact_id, today)
        details: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for part, *row in session.connection().execute(_details(), {"contact": contact_id}):
            details[part].append(tuple(row))
        promises = open_promises(session, [contact_id]).get(contact_id, [])
    history = place.person.history.until(today)
    facts = read(history)
    how_met, do_not_mention, notes, _ = details["card"][0]
    parts = [Part(part) for part, *_ in details["parts"]]
    return ContactPage(
        id=contact_id,
        person=place.person,
        planned=place,
        points=[(PointKind(kind), value) for kind, value, _, _ in details["points"]],
        tags=sorted((name for name, *_ in details["tags"]), key=str.casefold),
        how_met=how_met,
        do_not_mention=do_not_mention,
        notes=notes,
        timeline=_timeline(history.events(), details["texts"]),
        promises=promises,
        cool=facts.cool is not None,
        offers_rhythm=_offers_rhythm(history.cadence, facts, parts),
    )


def _offers_rhythm(cadence: int | None, facts: Facts, parts: list[Part]) -> bool:
    """Somebody in the address book who writes is offered a rhythm, never a referrer (R4)."""
    wrote = any(t.is_in or t.is_together for t in facts.touchpoints)
    return cadence is None and wrote and not facts.closed and Part.REFERRER not in parts


@cache
def _details():
    """All the small lists of the page in one statement: the part, then four columns of its own."""
    kind, part = type_coerce(ContactPoint.kind, String), type_coerce(Encounter.part, String)
    return union_all(
        select(literal("card"), Contact.how_met, Contact.do_not_mention, Contact.notes, null()).where(
            Contact.id == _CONTACT
        ),
        select(literal("points"), kind, ContactPoint.value, null(), null()).where(
            ContactPoint.contact_id == _CONTACT
        ),
        select(literal("tags"), Tag.name, null(), null(), null())
        .join(ContactTag)
        .where(ContactTag.contact_id == _CONTACT),
        select(literal("parts"), part, null(), null(), null())
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.contact_id == _CONTACT,
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        ),
        select(literal("texts"), TouchpointRow.position, TouchpointRow.id, TouchpointRow.text, null()).where(
            TouchpointRow.contact_id == _CONTACT, TouchpointRow.deleted_on.is_(None)
        ),
    )


def _timeline(events: list[Event], texts: list[tuple[Any, ...]]) -> list[tuple[Event, int | None, str]]:
    """Every event, newest first, with the id and the text of a touchpoint."""
    by_position = {position: (row_id, text) for position, row_id, text, _ in texts}
    return [
        (event, *(by_position[event.position] if isinstance(event, Touchpoint) else (None, "")))
        for event in reversed(events)
    ]


def touchpoint(touchpoint_id: int) -> Logged:
    """A touchpoint for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.touchpoint(session, touchpoint_id)
        names = (
            "day",
            "channel",
            "direction",
            "weight",
            "tone",
            "wants_answer",
            "arrived",
            "text",
            "promise",
        )
        return Logged(row.id, row.contact_id, row.version, {name: getattr(row, name) for name in names})
