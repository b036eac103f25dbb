"""Where a contact is reached: e-mail addresses, telephone numbers, links."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Invalid
from followup.domain.folding import fold_point
from followup.domain.values import PointKind
from followup.domain.wording import cut
from followup.models import Contact, ContactPoint
from followup.queries import lookups


def add(contact_id: int, kind: PointKind, value: str, today: date, request_id: str | None = None) -> Draft:
    """Add an address. Raises NotFound, Invalid at the field `value`."""
    clean = fields.point(kind, value)
    with change("Added an address", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        _refuse_twice(draft.session, contact_id, clean)
        point = ContactPoint(contact_id=contact_id, kind=kind, value=clean, folded=fold_point(clean))
        draft.session.add(point)
        draft.done(contact, f"{cut(clean)} is on the card")
    return draft


def edit(
    point_id: int, version: int, kind: PointKind, value: str, today: date, request_id: str | None = None
) -> Draft:
    """Change an address. `version` is the card's. Raises NotFound, Conflict, Invalid at the field `value`."""
    clean = fields.point(kind, value)
    with change("Changed an address", today, request_id) as draft:
        row = lookups.point(draft.session, point_id)
        contact = lookups.contact_at(draft.session, row.contact_id, version)
        _refuse_twice(draft.session, contact.id, clean, but=point_id)
        row.kind, row.value, row.folded = kind, clean, fold_point(clean)
        draft.done(contact, f"{cut(clean)} is on the card")
    return draft


def delete(point_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take an address off its card. Raises NotFound."""
    with change("Deleted an address", today, request_id) as draft:
        row = lookups.point(draft.session, point_id)
        contact = lookups.contact(draft.session, row.contact_id)
        draft.session.delete(row)
        draft.done(contact, f"{cut(row.value)} is off the card")
    return draft


def replace(session: Session, contact: Contact, wanted: Sequence[tuple[PointKind, str]]) -> None:
    """Exactly these addresses; what is there already stays as it is. Raises Invalid at the field of the kind."""
    new = {
        fold_point(clean): (kind, clean) for kind, clean in ((k, fields.point(k, v, k)) for k, v in wanted)
    }
    rows = session.scalars(select(ContactPoint).where(ContactPoint.contact_id == contact.id)).all()
    for row in rows:
        found = new.pop(row.folded, None)
        if found is None:
            session.delete(row)
        else:
            row.kind, row.value = found
    for folded, (kind, clean) in new.items():
        session.add(ContactPoint(contact_id=contact.id, kind=kind, value=clean, folded=folded))


def _refuse_twice(session: Session, contact_id: int, clean: str, but: int = 0) -> None:
    there = select(ContactPoint.id).where(
        ContactPoint.contact_id == contact_id,
        ContactPoint.folded == fold_point(clean),
        ContactPoint.id != but,
    )
    if session.scalar(there) is not None:
        raise Invalid("This is on the card already.", "value")
