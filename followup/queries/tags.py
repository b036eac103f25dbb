"""Tags: the list with counts, and the page of one with its people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import NotFound
from followup.domain.week import Item
from followup.models import Contact, ContactTag, Tag
from followup.queries import outlook, settings
from followup.queries.outlook import Person

#: Rows a page; colleagues beyond this many are not asked whether they move somebody's date.
A_PAGE = 50
LISTED = 500
MOST_COLLEAGUES = 1000


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag with its rhythm in days, where it has one, and how many have it."""

    id: int
    name: str
    cadence: int | None
    people: int


@dataclass(frozen=True, slots=True)
class TagList:
    """The tags that somebody has, or that have a rhythm. is_cut: there are more than are listed."""

    rows: list[TagRow]
    is_cut: bool


def index() -> TagList:
    """Every tag by its name, LISTED at most."""
    people = func.count(Contact.id)
    found = (
        select(Tag.id, Tag.name, Tag.cadence, people)
        .outerjoin(ContactTag, ContactTag.tag_id == Tag.id)
        .outerjoin(Contact, (Contact.id == ContactTag.contact_id) & Contact.deleted_on.is_(None))
        .group_by(Tag.id)
        .having(or_(people > 0, Tag.cadence.is_not(None)))
        .order_by(Tag.folded, Tag.id)
        .limit(LISTED + 1)
    )
    with reading() as session:
        rows = [TagRow(*row) for row in session.execute(found)]
    return TagList(rows[:LISTED], len(rows) > LISTED)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Somebody with the tag; `place` is None without a date."""

    person: Person
    place: Item | None


@dataclass(frozen=True, slots=True)
class TagPage:
    """What the page of a tag shows.

    people: A_PAGE at most, by their dates; `next` is where the following ones begin, None at the end. preset: the
    rhythm of Settings. followers: how many have the rhythm that the tag gives so far.
    """

    id: int
    name: str
    cadence: int | None
    people: list[Tagged]
    next: int | None
    count: int
    preset: int
    followers: int


def page(tag_id: int, start: int, today: date) -> TagPage:
    """The tag with its people from the `start`-th on. Raises NotFound."""
    with reading() as session:
        chosen = settings.load(session)
        found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for part, *row in session.execute(_details(tag_id, start, chosen.cadence, today)):
            found[part].append(tuple(row))
        if not found["tag"]:
            raise NotFound("This tag is not here any more.")
        ids = [row[0] for row in found["people"]]
        together = [*ids[:A_PAGE], *_around(session, ids[:A_PAGE])]
        people, _, places = outlook.placed(session, together, chosen, today)
    name, cadence, count, followers = found["tag"][0]
    return TagPage(
        id=tag_id,
        name=name,
        cadence=cadence,
        people=[
            Tagged(people[contact], places.get(contact)) for contact in ids[:A_PAGE] if contact in people
        ],
        next=start + A_PAGE if len(ids) > A_PAGE else None,
        count=count,
        preset=chosen.cadence,
        followers=followers,
    )


def _details(tag_id: int, start: int, preset: int, today: date):
    """The tag with its counts, and the ids of a page of its people, in one statement."""
    day = case((Contact.lapses_on < today, Contact.then_due_on), else_=Contact.due_on)
    has = (ContactTag.tag_id == tag_id, Contact.deleted_on.is_(None))
    count = select(func.count()).join(ContactTag).where(*has).select_from(Contact)
    followers = count.where(Contact.cadence == func.coalesce(Tag.cadence, preset)).correlate(Tag)
    people = (
        select(literal("people"), Contact.id, null(), null(), null())
        .join(ContactTag)
        .where(*has)
        .order_by(day.is_(None), day, Contact.folded, Contact.id)
        .offset(start)
        .limit(A_PAGE + 1)
    )
    tag = select(literal("tag"), Tag.name, Tag.cadence, count.scalar_subquery(), followers.scalar_subquery())
    return union_all(tag.where(Tag.id == tag_id), select(people.subquery()))


def _around(session: Session, ids: list[int]) -> list[int]:
    """Who works where these work: the company gap may have moved them for each other."""
    companies = select(Contact.company_id).where(Contact.id.in_(ids), Contact.company_id.is_not(None))
    found = (
        select(Contact.id)
        .where(Contact.company_id.in_(companies), Contact.id.not_in(ids), Contact.deleted_on.is_(None))
        .order_by(Contact.id)
        .limit(MOST_COLLEAGUES)
    )
    return list(session.scalars(found))
