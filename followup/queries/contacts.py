"""One contact: the card, the next date with its why, the timeline."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, exists, literal, null, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import met, openings, rehearsal, sending
from followup.domain import rules as rule_sentences
from followup.domain.errors import NotFound
from followup.domain.rehearsal import Scene
from followup.domain.schedule import Plan
from followup.domain.standing import Facts, read
from followup.domain.values import Closing, Direction, OpeningKind, Part, PointKind, Standing
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Draft,
    Employment,
    Encounter,
    Opening,
    Opportunity,
    Tag,
)
from followup.models import Touchpoint as TouchpointRow
from followup.queries import lookups, outlook, reasons, settings, timelines
from followup.queries.outlook import OpenHold, Person
from followup.queries.promises import Promise
from followup.queries.reasons import Reason
from followup.queries.timelines import Timeline

_WIDTH = 8

_CONTACT = bindparam("contact", type_=Integer)


@dataclass(frozen=True, slots=True)
class Planned:
    """A contact's plan with where the week puts it.

    plan: of the day, or what a hold or the company gap makes of it when its date lapses before (met.first_dates).
    moved_to: by a hold or the company gap. closed: since when and why, where the contact is closed. scene: what
    is around it. quiet: the hold of their company that lasts longest, None for none. moved_by: the rule (W1 or W3).
    """

    person: Person
    plan: Plan
    moved_to: date | None
    why: str
    closed: tuple[date, Closing] | None
    scene: Scene
    quiet: OpenHold | None
    moved_by: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A touchpoint as its page and form show it. `reasons` are those that it may have used."""

    id: int
    contact: int
    version: int
    fields: dict[str, Any]
    reasons: list[Reason]


class Reached(NamedTuple):
    """An e-mail address, a phone number or a link."""

    id: int
    kind: PointKind
    value: str


class Worked(NamedTuple):
    """Where they work, or worked."""

    id: int
    company: str
    title: str
    started_on: date | None
    ended_on: date | None
    is_current: bool


class Talked(NamedTuple):
    """The part that they played in an opportunity, and what they said there."""

    opportunity: int
    title: str
    company: str
    part: Part
    said: str
    promise: str
    is_kept: bool


class Opened(NamedTuple):
    """A door that they opened. thanked_on: None until then. is_due: they are to be thanked now."""

    id: int
    kind: OpeningKind
    day: date
    text: str
    thanked_on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class ContactPage:
    """What the page of a contact shows. `touchpoints` and `answers` count them: all, and those from them."""

    id: int
    person: Person
    planned: Planned
    rule: str
    if_written: str | None
    if_silent: str | None
    taper: bool
    points: list[Reached]
    employments: list[Worked]
    tags: list[tuple[int, str]]
    encounters: list[Talked]
    how_met: str
    do_not_mention: str
    notes: str
    timeline: Timeline
    touchpoints: int
    answers: int
    promises: list[Promise]
    openings: list[Opened]
    reasons: list[Reason]
    website: str
    news_url: str
    is_drafted: bool
    cool: bool
    offers_rhythm: bool

    @property
    def version(self) -> int:
        """What a form of the card must bring back."""
        return self.person.version

    @property
    def linkedin(self) -> str:
        """Their own page on LinkedIn; empty where none is known."""
        return sending.linkedin(point.value for point in self.points if point.kind is PointKind.LINK)

    @property
    def current(self) -> Worked | None:
        """Where they work now; None where that is not known."""
        return next((worked for worked in self.employments if worked.is_current), None)


def who(words: str) -> int:
    """The id of the one contact that `words` mean. Raises NotFound or Ambiguous."""
    with reading() as session:
        return lookups.who(session, words)


def planned(contact_id: int, on: date) -> Planned:
    """The plan of a contact on a day, with what the hold and the company gap make of it. Raises NotFound."""
    with reading() as session:
        return planned_in(session, contact_id, on)


def planned_in(session: Session, contact_id: int, on: date) -> Planned:
    """The same, inside a transaction. Raises NotFound."""
    chosen = settings.load(session)
    people = outlook.people(session, _colleagues(session, contact_id), chosen, on)
    if contact_id not in people:
        raise NotFound("This contact is not here any more.")
    person = people[contact_id]
    entries = [person.entry for person in people.values()]
    around = outlook.neighbourhood(session, entries, chosen, on)
    everybody = [met.Person(person.entry, person.history) for person in people.values()]
    dates = met.first_dates(everybody, around.holds, around.notes, chosen, on)
    entry, place = next((entry, place) for entry, place in dates if entry.contact == contact_id)
    # Where they stand is asked of the day, whatever comes up later.
    plan = replace(entry.plan, standing=person.entry.plan.standing)
    closed = read(person.history.until(on)).closed
    others = [entry for entry in entries if entry.contact != contact_id]
    scene = Scene(person.entry, person.history, others, around.holds, around.notes, chosen)
    here = [hold for hold in around.open_holds if entry.company and hold.company_id == entry.company]
    quiet = max(here, key=lambda hold: (hold.until, hold.id), default=None)
    if place is None:
        return Planned(person, plan, None, plan.why, closed, scene, quiet)
    return Planned(person, plan, place.moved_to, place.why, closed, scene, quiet, place.moved_by)


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
        place = planned_in(session, contact_id, today)
        details: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for part, *row in session.connection().execute(
            _details(), {"contact": contact_id, **reasons.days(today)}
        ):
            details[part].append(tuple(row))
        timeline = timelines.load(session, contact_id, today)
    history = place.person.history.until(today)
    facts = read(history)
    how_met, do_not_mention, notes, website, news_url, drafted, *_ = details["card"][0]
    encounters = [_talked(row) for row in details["encounters"]]
    return ContactPage(
        id=contact_id,
        person=place.person,
        planned=place,
        rule=rule_sentences.sentence(place.moved_by or place.plan.rule),
        if_written=rehearsal.say_if_written(place.scene, today),
        if_silent=None
        if place.moved_to
        else rehearsal.say_if_silent(place.plan, history, place.scene.settings, today),
        taper=history.taper,
        points=[Reached(int(row), PointKind(kind), value) for row, kind, value, *_ in details["points"]],
        employments=_newest_first([_worked(row) for row in details["employments"]]),
        tags=sorted(
            ((int(row), name) for row, name, *_ in details["tags"]), key=lambda tag: tag[1].casefold()
        ),
        encounters=encounters,
        how_met=how_met,
        do_not_mention=do_not_mention,
        notes=notes,
        timeline=timeline,
        touchpoints=len(history.touchpoints),
        answers=sum(t.direction is not Direction.OUT for t in history.touchpoints),
        promises=_promises(details),
        openings=_openings(details, place.plan.standing, today),
        reasons=reasons.newest_first(
            reasons.read(row, part == "company_reasons")
            for part in ("reasons", "company_reasons")
            for row in details[part]
        ),
        website=website or "",
        news_url=news_url or "",
        is_drafted=bool(int(drafted)),
        cool=facts.cool is not None,
        offers_rhythm=_offers_rhythm(history.cadence, facts, [met.part for met in encounters]),
    )


def _offers_rhythm(cadence: int | None, facts: Facts, parts: list[Part]) -> bool:
    """Somebody in the address book who writes is offered a rhythm, never a referrer (R4)."""
    wrote = any(t.is_in or t.is_together for t in facts.touchpoints)
    return cadence is None and wrote and not facts.closed and Part.REFERRER not in parts


@cache
def _details():
    """All the small lists of the page in one statement: the part, then columns of its own, as plain text."""

    def part(name: str, *columns: Any):
        texts = [type_coerce(column, String) for column in columns]
        return select(literal(name), *texts, *[null()] * (_WIDTH - len(columns)))

    return union_all(
        part(
            "card",
            Contact.how_met,
            Contact.do_not_mention,
            Contact.notes,
            Company.website,
            Company.news_url,
            exists().where(Draft.contact_id == _CONTACT),
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id == _CONTACT),
        part("points", ContactPoint.id, ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.contact_id == _CONTACT
        ),
        part("tags", Tag.id, Tag.name).join(ContactTag).where(ContactTag.contact_id == _CONTACT),
        part(
            "employments",
            Employment.id,
            Company.name,
            Employment.title,
            Employment.started_on,
            Employment.ended_on,
            Employment.is_current,
        )
        .select_from(Employment)
        .outerjoin(Company, Company.id == Employment.company_id)
        .where(Employment.contact_id == _CONTACT),
        part(
            "encounters",
            Opportunity.id,
            Opportunity.title,
            Company.name,
            Encounter.part,
            Encounter.said,
            Encounter.promise,
            Encounter.promise_kept_on,
            Encounter.id,
        )
        .select_from(Encounter)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(
            Encounter.contact_id == _CONTACT,
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        ),
        part("openings", Opening.id, Opening.kind, Opening.day, Opening.text, Opening.thanked_on).where(
            Opening.contact_id == _CONTACT, Opening.deleted_on.is_(None)
        ),
        part("promises", TouchpointRow.id, TouchpointRow.promise).where(
            TouchpointRow.contact_id == _CONTACT,
            TouchpointRow.promise != "",
            TouchpointRow.promise_kept_on.is_(None),
            TouchpointRow.deleted_on.is_(None),
        ),
        *(
            made(literal(name), *reasons.COLUMNS, *[null()] * (_WIDTH - len(reasons.COLUMNS))).where(
                Contact.id == _CONTACT
            )
            for name, made in (("reasons", reasons.own), ("company_reasons", reasons.of_companies))
        ),
    )


def _worked(row: tuple[Any, ...]) -> Worked:
    row_id, company, title, started_on, ended_on, is_current, *_ = row
    return Worked(int(row_id), company or "", title, _day(started_on), _day(ended_on), bool(int(is_current)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _newest_first(employments: list[Worked]) -> list[Worked]:
    """The current one, then those that ended or began last; entered later counts as later."""

    def key(worked: Worked) -> tuple[bool, date, int]:
        return (worked.is_current, worked.ended_on or worked.started_on or date.min, worked.id)

    return sorted(employments, key=key, reverse=True)


def _talked(row: tuple[Any, ...]) -> Talked:
    opportunity, title, company, part, said, promise, kept_on, *_ = row
    return Talked(int(opportunity), title, company, Part(part), said, promise, kept_on is not None)


def _promises(details: dict[str, list[tuple[Any, ...]]]) -> list[Promise]:
    """The promises that are not kept yet, those of encounters first."""
    owed = [
        Promise("encounter", int(row[7]), row[5])
        for row in details["encounters"]
        if row[5] and row[6] is None
    ]
    return owed + [Promise("touchpoint", int(row), text) for row, text, *_ in details["promises"]]


def _openings(details: dict[str, list[tuple[Any, ...]]], standing: Standing, today: date) -> list[Opened]:
    """The doors that they opened, the newest first."""
    found = []
    for row, kind, opened_on, text, thanked, *_ in details["openings"]:
        day, thanked_on = date.fromisoformat(opened_on), _day(thanked)
        due = openings.is_due(day, thanked_on, standing, today)
        found.append(Opened(int(row), OpeningKind(kind), day, text, thanked_on, due))
    return sorted(found, key=lambda opened: (opened.day, opened.id), reverse=True)


def touchpoint(touchpoint_id: int, today: date) -> Logged:
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
        offered = reasons.offered(session, row.id, row.contact_id, today)
        fields = {**{name: getattr(row, name) for name in names}, "reason": offered.used}
        return Logged(row.id, row.contact_id, row.version, fields, offered.reasons)


def of_touchpoint(touchpoint_id: int) -> int:
    """Whom a touchpoint is with. Raises NotFound."""
    with reading() as session:
        return lookups.touchpoint(session, touchpoint_id).contact_id


def of_employment(employment_id: int) -> int:
    """Whose employment it is. Raises NotFound."""
    with reading() as session:
        return lookups.employment(session, employment_id).contact_id


def of_point(point_id: int) -> int:
    """Whose address it is. Raises NotFound."""
    with reading() as session:
        return lookups.point(session, point_id).contact_id
