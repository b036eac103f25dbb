"""One contact: the card, the next date with its why, the timeline."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import week as rules
from followup.domain.history import Event, Touchpoint
from followup.domain.schedule import Plan
from followup.domain.standing import read
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
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised to somebody met."""

    encounter: int
    text: str


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
    roles: list[tuple[str, Part]]
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
    company = lookups.contact(session, contact_id).company_id
    colleagues = [contact_id]
    if company is not None:
        colleagues += session.scalars(
            select(Contact.id).where(
                Contact.company_id == company, Contact.id != contact_id, Contact.deleted_on.is_(None)
            )
        )
    people = outlook.people(session, colleagues, chosen, on)
    person = people[contact_id]
    entries = [person.entry for person in people.values()]
    around = outlook.neighbourhood(session, entries, chosen, on)
    place = rules.places(entries, around.holds, around.notes, chosen, on).get(contact_id)
    plan = person.entry.plan
    closed = read(person.history.until(on)).closed
    if place is None:
        return Planned(person, plan, None, plan.why, closed)
    return Planned(person, plan, place.moved_to, place.why, closed)


def page(contact_id: int, today: date) -> ContactPage:
    """Everything on the page of a contact. Raises NotFound."""
    with reading() as session:
        contact = lookups.contact(session, contact_id)
        place = _planned(session, contact_id, today)
        history = place.person.history.until(today)
        facts = read(history)
        roles = _roles(session, contact_id)
        return ContactPage(
            id=contact_id,
            person=place.person,
            planned=place,
            points=_points(session, contact_id),
            tags=_tags(session, contact_id),
            how_met=contact.how_met,
            do_not_mention=contact.do_not_mention,
            notes=contact.notes,
            timeline=_timeline(session, contact_id, history.events()),
            roles=[(title, part) for title, part, _, _ in roles],
            promises=[Promise(encounter, text) for _, _, encounter, text in roles if text],
            cool=facts.cool is not None,
            offers_rhythm=_offers_rhythm(contact.cadence, facts, [part for _, part, _, _ in roles]),
        )


def _offers_rhythm(cadence: int | None, facts, parts: list[Part]) -> bool:
    """Somebody in the address book who writes is offered a rhythm, never a referrer (R4)."""
    wrote = any(t.is_in or t.is_together for t in facts.touchpoints)
    return cadence is None and wrote and not facts.closed and Part.REFERRER not in parts


def _points(session: Session, contact_id: int) -> list[tuple[PointKind, str]]:
    rows = session.execute(
        select(ContactPoint.kind, ContactPoint.value)
        .where(ContactPoint.contact_id == contact_id)
        .order_by(ContactPoint.id)
    )
    return [(kind, value) for kind, value in rows]


def _tags(session: Session, contact_id: int) -> list[str]:
    tagged = select(Tag.name).join(ContactTag).where(ContactTag.contact_id == contact_id).order_by(Tag.folded)
    return list(session.scalars(tagged))


def _roles(session: Session, contact_id: int) -> list[tuple[str, Part, int, str]]:
    """(role, part, encounter, open promise) of each opportunity the contact was met in, newest first."""
    rows = session.execute(
        select(Opportunity.title, Encounter.part, Encounter.id, Encounter.promise, Encounter.promise_kept_on)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.contact_id == contact_id,
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
        .order_by(Encounter.id.desc())
    )
    return [
        (title, part, encounter, "" if kept else promise) for title, part, encounter, promise, kept in rows
    ]


def _timeline(session: Session, contact_id: int, events: list[Event]) -> list[tuple[Event, int | None, str]]:
    """Every event, newest first, with the id and the text of a touchpoint."""
    rows = session.execute(
        select(TouchpointRow.position, TouchpointRow.id, TouchpointRow.text).where(
            TouchpointRow.contact_id == contact_id, TouchpointRow.deleted_on.is_(None)
        )
    )
    texts = {position: (row_id, text) for position, row_id, text in rows}
    return [
        (event, *(texts[event.position] if isinstance(event, Touchpoint) else (None, "")))
        for event in reversed(events)
    ]


def touchpoint(touchpoint_id: int) -> Logged:
    """A touchpoint for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.touchpoint(session, touchpoint_id)
        names = ("day", "channel", "direction", "weight", "tone", "wants_answer", "arrived", "text")
        return Logged(row.id, row.contact_id, row.version, {name: getattr(row, name) for name in names})
