"""Who may be here twice; and the two cards of one pair, side by side."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import Conflict, NotFound
from followup.domain.likeness import Pair, Sign, Someone, pairs
from followup.domain.standing import read
from followup.domain.values import Closing, PointKind
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Distinction,
    Draft,
    Employment,
    Encounter,
    Opening,
    ReasonToWrite,
    StandingChange,
    Tag,
    Touchpoint,
)
from followup.queries import histories

SHOWN = 25


class Half(NamedTuple):
    """One of a pair, in a line."""

    id: int
    name: str
    title: str
    company: str
    touched_on: date | None


class Alike(NamedTuple):
    """Two who may be one, and why."""

    one: Half
    other: Half
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A card for comparing. points, jobs and tags are as they are read; counts: of what hangs on it, by table."""

    id: int
    version: int
    name: str
    called: str
    cadence: int | None
    taper: bool
    texts: dict[str, str]
    closed: tuple[date, Closing] | None
    points: tuple[str, ...]
    jobs: tuple[str, ...]
    job: str
    tags: tuple[str, ...]
    counts: dict[str, int]


def index(page: int) -> tuple[list[Alike], int]:
    """A page of the pairs, from 1, the surest first, and how many pairs there are in all."""
    with reading() as session:
        found = _pairs(session)
        some = found[(page - 1) * SHOWN : page * SHOWN]
        halves = _halves(session, {contact for pair in some for contact in (pair.one, pair.other)})
    return [Alike(halves[pair.one], halves[pair.other], pair.signs) for pair in some], len(found)


def _pairs(session: Session) -> list[Pair]:
    dead = _dead(session)
    points: dict[int, list[tuple[PointKind, str]]] = defaultdict(list)
    reached = select(ContactPoint.contact_id, ContactPoint.kind, ContactPoint.folded)
    for contact, kind, folded in session.connection().execute(reached):
        points[contact].append((kind, folded))
    # In the order of an index, which has the living alone.
    everybody = (
        select(Contact.id, Contact.folded, Contact.company_id)
        .where(Contact.deleted_on.is_(None))
        .order_by(Contact.folded, Contact.id)
    )
    people = [
        Someone(row_id, folded, company, points.get(row_id, ()))
        for row_id, folded, company in session.connection().execute(everybody)
        if row_id not in dead
    ]
    apart = {tuple(row) for row in session.execute(select(Distinction.one_id, Distinction.other_id))}
    return pairs(people, apart)


def _dead(session: Session) -> set[int]:
    """Whose newest closing or reopening says that they died."""
    changes = session.execute(
        select(StandingChange.contact_id, StandingChange.because)
        .where(StandingChange.deleted_on.is_(None))
        .order_by(StandingChange.day, StandingChange.position)
    )
    newest = dict(changes.all())
    return {contact for contact, because in newest.items() if because is Closing.DIED}


def _halves(session: Session, ids: set[int]) -> dict[int, Half]:
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.title, Company.name, Contact.touched_on)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(ids))
    )
    return {row[0]: Half(row[0], row[1], row[2], row[3] or "", row[4]) for row in rows}


def name_of(contact_id: int) -> str:
    """What a contact is called on its card. Raises NotFound, and Conflict for one who died."""
    with reading() as session:
        ((row, _),) = _open(session, contact_id)
        return row.name


def side_by_side(contact_id: int, other_id: int) -> tuple[Side, Side]:
    """Both cards. Raises NotFound, and Conflict where they are one card, or one of them died."""
    if contact_id == other_id:
        raise Conflict("These are one card already. Choose somebody else.")
    with reading() as session:
        found = {contact.id: (contact, closed) for contact, closed in _open(session, contact_id, other_id)}
        details = _details(session, (contact_id, other_id))
    return _side(*found[contact_id], details[contact_id]), _side(*found[other_id], details[other_id])


def _open(session: Session, *ids: int) -> list[tuple[Contact, tuple[date, Closing] | None]]:
    """The contacts with what closed them. Raises NotFound, and Conflict for one who died."""
    rows = {row.id: row for row in session.scalars(select(Contact).where(Contact.id.in_(ids)))}
    past = histories.load(session, ids)
    found = []
    for row_id in ids:
        if row_id not in past:
            raise NotFound("This contact is not here any more.")
        closed = read(past[row_id]).closed
        if closed and closed[1] is Closing.DIED:
            raise Conflict("Somebody who died is in no merge.")
        found.append((rows[row_id], closed))
    return found


def _details(session: Session, ids: tuple[int, int]) -> dict[int, dict[str, list[Any]]]:
    """The lists of both cards, and how much hangs on each, in one statement."""

    def part(name: str, owner: Any, text: Any, flag: Any = None):
        return select(literal(name), owner, text, literal(0) if flag is None else flag).where(owner.in_(ids))

    job = func.trim(Employment.title + " · " + func.coalesce(Company.name, ""), " ·")
    counted = [
        select(literal(table.__tablename__), table.contact_id, literal(""), func.count())
        .where(
            table.contact_id.in_(ids), *([table.deleted_on.is_(None)] if hasattr(table, "deleted_on") else [])
        )
        .group_by(table.contact_id)
        for table in (Touchpoint, Encounter, Opening, ReasonToWrite, Draft)
    ]
    every = union_all(
        part("points", ContactPoint.contact_id, ContactPoint.value),
        part("jobs", Employment.contact_id, job, Employment.is_current).outerjoin(
            Company, Company.id == Employment.company_id
        ),
        part("tags", ContactTag.contact_id, Tag.name).join(Tag, Tag.id == ContactTag.tag_id),
        *counted,
    )
    found: dict[int, dict[str, list[Any]]] = {row_id: defaultdict(list) for row_id in ids}
    for name, owner, text, flag in session.execute(every):
        found[owner][name].append((text, flag))
    return found


def _side(row: Contact, closed: tuple[date, Closing] | None, details: dict[str, list[Any]]) -> Side:
    lists = ("points", "jobs", "tags")
    texts = {name: tuple(text for text, _ in details.get(name, ())) for name in lists}
    current = [text for text, is_current in details.get("jobs", ()) if is_current]
    return Side(
        row.id,
        row.version,
        row.name,
        row.called,
        row.cadence,
        row.taper,
        {name: getattr(row, name) for name in ("how_met", "do_not_mention", "notes")},
        closed,
        texts["points"],
        texts["jobs"],
        current[0] if current else "",
        texts["tags"],
        {name: rows[0][1] for name, rows in details.items() if name not in lists},
    )
