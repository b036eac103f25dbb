"""Who is here already, when somebody seems to be added or renamed: by name, e-mail, phone or link."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import likeness
from followup.domain.folding import fold, fold_point
from followup.domain.values import Closing
from followup.models import Company, Contact, ContactPoint, StandingChange

SHOWN = 5


class Known(NamedTuple):
    """Somebody who may be the same person."""

    id: int
    name: str
    title: str
    company: str


def alike(name: str, points: Sequence[str] = (), but: int | None = None) -> list[Known]:
    """Who may be that person, at most five, those with the same address first; never the dead.

    but: the id of the contact that is being changed, and so is not meant; None for none.
    """
    with reading() as session:
        found = [*_reached_by(session, points), *_named_like(session, name)]
        ids = [contact for contact in dict.fromkeys(found) if contact != but]
        dead = _dead(session, ids)
        return _known(session, [contact for contact in ids if contact not in dead][:SHOWN])


def _reached_by(session: Session, points: Sequence[str]) -> list[int]:
    folded = [fold_point(point) for point in points if point.strip()]
    if not any(folded):
        return []
    reached = (
        select(ContactPoint.contact_id)
        .join(Contact, Contact.id == ContactPoint.contact_id)
        .where(ContactPoint.folded.in_([point for point in folded if point]), Contact.deleted_on.is_(None))
        .order_by(ContactPoint.contact_id)
        .limit(likeness.MOST)
    )
    return list(session.scalars(reached))


def _named_like(session: Session, name: str) -> list[int]:
    folded = fold(name)
    if not folded:
        return []
    # Two long texts in one row: ten thousand rows would take three times as long. No folded name has a line's end.
    ids, names = session.execute(
        select(func.group_concat(Contact.id, "\n"), func.group_concat(Contact.folded, "\n")).where(
            Contact.deleted_on.is_(None)
        )
    ).one()
    if ids is None:
        return []
    numbers = ids.split("\n")
    return [int(numbers[place]) for place in likeness.near(folded, names.split("\n"))]


def _dead(session: Session, ids: Sequence[int]) -> set[int]:
    changes = session.execute(
        select(StandingChange.contact_id, StandingChange.because)
        .where(StandingChange.contact_id.in_(ids), StandingChange.deleted_on.is_(None))
        .order_by(StandingChange.day, StandingChange.position)
    )
    newest = dict(changes.all())
    return {contact for contact, because in newest.items() if because is Closing.DIED}


def _known(session: Session, ids: Sequence[int]) -> list[Known]:
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.title, Company.name)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(ids))
    )
    known = {row[0]: Known(row[0], row[1], row[2], row[3] or "") for row in rows}
    return [known[contact] for contact in ids]
