"""The list of contacts: everybody, or those whom the words and the choices leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, and_, func, literal, null, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.folding import fold
from followup.domain.listing import Kept, Sort, Wanted
from followup.domain.searching import has_all, many, marked
from followup.domain.values import Standing
from followup.models import Company, Contact, ContactPoint, ContactTag, Employment, Tag, Touchpoint
from followup.queries.search import CAP, Hit, hits

PAGE = 50
#: How many letters of a note are shown around what was found in it.
AROUND = 120
#: No more tags are offered to choose from.
TAGS = 100


class Row(NamedTuple):
    """Somebody in the list. due_on, standing: of the day; None for no date.

    found: what a search found beside the name and the place: its label and pieces, each with whether it was looked
    for; None for nothing more.
    """

    id: int
    name: str
    title: str
    company: str
    due_on: date | None
    touched_on: date | None
    standing: Standing
    found: tuple[str, tuple[tuple[str, bool], ...]] | None = None


@dataclass(frozen=True, slots=True)
class ContactList:
    """One page of the list. `count` stops at CAP. `next`: the number of the page that follows, if any."""

    wanted: Wanted
    rows: list[Row]
    count: int
    next: int | None
    tags: list[str]
    is_empty: bool


def page(wanted: Wanted, today: date) -> ContactList:
    """The page of the list that is wanted; one without rows where there are not so many pages."""
    among = conditions(wanted, today)
    with reading() as session:
        found = hits(session, wanted.words, among) if wanted.words.strip() else None
        skip = (wanted.number - 1) * PAGE
        if found is None:
            rows = _everybody(session, wanted.order, among, today, skip)
            count = _count(session, among)
        else:
            rows = _found(session, found, wanted, today)
            count, rows = len(found), rows[skip : skip + PAGE + 1]
        tags = list(session.scalars(select(Tag.name).order_by(Tag.folded).limit(TAGS)))
        some = bool(rows) or session.scalar(select(Contact.id).where(Contact.deleted_on.is_(None)).limit(1))
        if found is not None:
            rows = _explained(session, rows[:PAGE], found, wanted.words) + rows[PAGE:]
    more = wanted.number + 1 if len(rows) > PAGE else None
    return ContactList(wanted, rows[:PAGE], count, more, tags, not some)


def conditions(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """What the choices ask of a contact, beside the words."""
    found: list[ColumnElement[bool]] = []
    if wanted.kept is Kept.ADDRESS_BOOK:
        found += [Contact.cadence.is_(None), Contact.standing != Standing.CLOSED]
    elif wanted.kept:
        found.append(_standing(today) == wanted.kept.value)
    if wanted.company:
        named = select(Company.id).where(Company.folded == fold(wanted.company), Company.deleted_on.is_(None))
        found.append(Contact.company_id.in_(named))
    if wanted.tag:
        tagged = select(ContactTag.contact_id).join(Tag).where(Tag.folded == fold(wanted.tag))
        found.append(Contact.id.in_(tagged))
    return found


def _lapsed(today: date) -> ColumnElement[bool]:
    return func.coalesce(Contact.lapses_on < today, False)


def _standing(today: date) -> ColumnElement[str]:
    then, now = type_coerce(Contact.then_standing, String), type_coerce(Contact.standing, String)
    return func.iif(_lapsed(today), then, now)


def _columns(today: date):
    return (
        Contact.id,
        Contact.name,
        Contact.title,
        func.coalesce(Company.name, ""),
        type_coerce(func.iif(_lapsed(today), Contact.then_due_on, Contact.due_on), Contact.due_on.type),
        Contact.touched_on,
        _standing(today),
    )


def _rows(session: Session, statement) -> list[Row]:
    return [Row._make((*row[:6], Standing(row[6]), None)) for row in session.execute(statement)]


def _everybody(
    session: Session, order: Sort, among: Sequence[ColumnElement[bool]], today: date, skip: int
) -> list[Row]:
    """One page, and one more row where another page follows."""
    live = (Contact.deleted_on.is_(None), *among)
    if order is Sort.DUE:
        ids = _by_date(live, today, skip)
    else:
        by = {
            Sort.NAME: (Contact.folded, Contact.id),
            Sort.TOUCHED: (Contact.touched_on.desc(), Contact.id.desc()),
        }[order]
        ids = select(Contact.id).where(*live).order_by(*by).limit(PAGE + 1).offset(skip)
    wanted = list(session.scalars(ids))
    listed = select(*_columns(today)).outerjoin(Company, Company.id == Contact.company_id)
    rows = {row.id: row for row in _rows(session, listed.where(Contact.id.in_(wanted)))}
    return [rows[contact] for contact in wanted]


def _by_date(live: Sequence[ColumnElement[bool]], today: date, skip: int):
    """The ids in the order of the dates of the day, those without one last, by name.

    Each part reads an index as far as it must and no further.
    """
    enough = skip + PAGE + 1

    def part(place: int, day, name, *conditions: ColumnElement[bool]):
        ids = select(literal(place).label("place"), day.label("day"), name.label("name"), Contact.id)
        first = (day, Contact.id) if place == 0 else (name, Contact.id)
        return select(ids.where(*live, *conditions).order_by(*first).limit(enough).subquery())

    still = or_(Contact.lapses_on.is_(None), Contact.lapses_on >= today)
    parts = union_all(
        part(0, Contact.due_on, null(), Contact.due_on.is_not(None), still),
        part(0, Contact.then_due_on, null(), Contact.lapses_on < today, Contact.then_due_on.is_not(None)),
        part(
            1,
            null(),
            Contact.folded,
            or_(
                and_(still, Contact.due_on.is_(None)),
                and_(Contact.lapses_on < today, Contact.then_due_on.is_(None)),
            ),
        ),
    ).subquery()
    ordered = select(parts.c.id).order_by(parts.c.place, parts.c.day, parts.c.name, parts.c.id)
    return ordered.limit(PAGE + 1).offset(skip)


def _count(session: Session, among: Sequence[ColumnElement[bool]]) -> int:
    some = select(Contact.id).where(Contact.deleted_on.is_(None), *among).limit(CAP)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _found(session: Session, found: list[Hit], wanted: Wanted, today: date) -> list[Row]:
    """Everybody who was found, in the order wanted."""
    listed = select(*_columns(today)).outerjoin(Company, Company.id == Contact.company_id)
    rows = _rows(session, listed.where(Contact.id.in_([hit.contact for hit in found])))
    if wanted.order is Sort.MATCH:
        places = {hit.contact: place for place, hit in enumerate(found)}
        return sorted(rows, key=lambda row: places[row.id])
    if wanted.order is Sort.NAME:
        return sorted(rows, key=lambda row: (fold(row.name), row.id))
    if wanted.order is Sort.TOUCHED:
        return sorted(rows, key=lambda row: (row.touched_on or date.min, row.id), reverse=True)
    return sorted(rows, key=lambda row: (row.due_on or date.max, fold(row.name), row.id))


def _explained(session: Session, rows: list[Row], found: list[Hit], words: str) -> list[Row]:
    """The rows with what was found where the name and the place do not show it."""
    touchpoints = {hit.contact: hit.touchpoint for hit in found if hit.touchpoint}
    hidden = [row.id for row in rows if not has_all(f"{row.name} {row.title} {row.company}", words)]
    if not hidden:
        return rows
    texts: dict[int, list[tuple[str, str]]] = {}
    wanted = [touchpoints[contact] for contact in hidden if contact in touchpoints]
    for label, contact, text in session.execute(texts_of(hidden, wanted)):
        texts.setdefault(contact, []).append((label, text))
    return [row._replace(found=best_text(texts.get(row.id, ()), words)) for row in rows]


def best_text(
    texts: Sequence[tuple[str, str]], words: str
) -> tuple[str, tuple[tuple[str, bool], ...]] | None:
    """The text in which most of the words stand, its label and pieces; None where none of them stands anywhere."""
    best = max(texts, key=lambda text: many(text[1], words), default=None)
    if best is None or not many(best[1], words):
        return None
    return best[0], tuple(marked(" ".join(best[1].split()), words, AROUND))


def texts_of(contacts: Sequence[int], touchpoints: Sequence[int]):
    """Everything about `contacts` that a search reads beside name and place: a label each, the contact, the text."""

    def of(label: str, owner, text):
        return select(literal(label), owner, text).where(owner.in_(contacts), text != "")

    return union_all(
        of("called", Contact.id, Contact.called),
        of("", ContactPoint.contact_id, ContactPoint.value),
        of("tag", ContactTag.contact_id, Tag.name).join(Tag, Tag.id == ContactTag.tag_id),
        of("worked as", Employment.contact_id, Employment.title),
        of("worked at", Employment.contact_id, Company.name).join(
            Company, Company.id == Employment.company_id
        ),
        of("how you met", Contact.id, Contact.how_met),
        of("note", Contact.id, Contact.notes),
        of("do not mention", Contact.id, Contact.do_not_mention),
        select(literal("touchpoint"), Touchpoint.contact_id, Touchpoint.text).where(
            Touchpoint.id.in_(touchpoints)
        ),
    )
