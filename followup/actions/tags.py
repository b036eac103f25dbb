"""Renaming a tag, giving it a rhythm, taking it off everybody."""

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields, tags
from followup.domain.errors import Invalid
from followup.domain.folding import fold
from followup.domain.wording import cut, number, rhythm
from followup.models import Contact, ContactTag, Tag
from followup.queries import lookups, settings


def edit(
    tag_id: int,
    name: str,
    cadence: int | None,
    today: date,
    also_theirs: bool = False,
    request_id: str | None = None,
) -> Draft:
    """Rename a tag, and give it a rhythm in days, or none of its own.

    also_theirs: whoever still has the rhythm that it gave so far takes the new one. Raises NotFound, Invalid.
    """
    fields.cadence(cadence)
    with change("Tag changed", today, request_id) as draft:
        row = _renamed(draft.session, lookups.tag(draft.session, tag_id), fields.name(name, "name"))
        moved = _move_along(draft.session, row, cadence) if also_theirs else 0
        row.cadence = cadence
        what = rhythm(cadence) if cadence else "no rhythm of its own"
        draft.summary = f"{cut(row.name)}: {what}."
        if moved:
            people = "person takes" if moved == 1 else "people take"
            draft.summary += f" {number(moved).capitalize()} {people} it."
        draft.answer = {"tag": row.id}
    return draft


def _renamed(session: Session, row: Tag, name: str) -> Tag:
    """The tag under its new name. Where an unused one has that name already, everybody moves over to it.

    Raises Invalid when another one is in use under this name.
    """
    other = lookups.tag_named(session, name)
    if other is None or other is row:
        row.name, row.folded = name, fold(name)
        return row
    if other.cadence is not None or session.scalar(select(exists().where(ContactTag.tag_id == other.id))):
        raise Invalid("Another tag has this name already.", "name")
    for has in session.scalars(select(ContactTag).where(ContactTag.tag_id == row.id)).all():
        session.add(ContactTag(contact_id=has.contact_id, tag_id=other.id))
        session.delete(has)
    other.name, other.cadence = name, row.cadence
    row.cadence = None
    session.flush()
    return other


def _move_along(session: Session, row: Tag, cadence: int | None) -> int:
    """Give the new rhythm to whoever has the one that this tag gave so far; returns to how many."""
    preset = settings.load(session).cadence
    others: dict[int, list[int | None]] = {}
    mine = select(ContactTag.contact_id).where(ContactTag.tag_id == row.id)
    found = select(ContactTag.contact_id, Tag.cadence).join(Tag).where(ContactTag.tag_id != row.id)
    for contact, rate in session.execute(
        found.where(ContactTag.contact_id.in_(mine), Tag.cadence.is_not(None))
    ):
        others.setdefault(contact, []).append(rate)
    moved = 0
    for contact in session.scalars(_with_rhythm(row, row.cadence or preset)):
        beside = others.get(contact.id, [])
        now = tags.taken(contact.cadence, [row.cadence, *beside], [cadence, *beside], preset)
        moved += contact.cadence != now
        contact.cadence = now
    return moved


def _with_rhythm(row: Tag, rhythm: int):
    return (
        select(Contact)
        .join(ContactTag)
        .where(ContactTag.tag_id == row.id, Contact.cadence == rhythm, Contact.deleted_on.is_(None))
    )


def delete(tag_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a tag off everybody; they keep their rhythm. What nobody has is shown nowhere. Raises NotFound."""
    with change("Tag deleted", today, request_id) as draft:
        row = lookups.tag(draft.session, tag_id)
        having = draft.session.scalars(select(ContactTag).where(ContactTag.tag_id == tag_id)).all()
        for has in having:
            draft.session.delete(has)
        row.cadence = None
        draft.summary = f"The tag {cut(row.name)} is gone. Everybody keeps their rhythm."
        draft.answer = {"tag": tag_id}
    return draft
