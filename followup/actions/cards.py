"""The card of a contact: made, changed as a whole or part by part, deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions import employments, points
from followup.actions.changes import Draft, change
from followup.actions.contacts import add_tags, new_contact
from followup.actions.standing import give_cadence
from followup.domain import fields
from followup.domain.errors import Invalid, NotFound
from followup.domain.folding import fold
from followup.domain.values import PointKind
from followup.domain.wording import counted, cut, day_name, joined, pace
from followup.models import Contact, ContactTag, Snooze, Tag
from followup.queries import lookups
from followup.queries.changes import ADDED

#: The texts of a card that have a form of their own, and how a notice calls them.
TEXTS = {"how_met": "How you met", "notes": "Notes", "do_not_mention": "Do not mention"}


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card says.

    cadence: days, None for the address book. taper: whether R9 applies. texts: by the names in TEXTS; what is missing
    stays. start: the first date, for a new contact; None for what the rules say.
    """

    name: str
    called: str = ""
    title: str = ""
    company: str = ""
    points: tuple[tuple[PointKind, str], ...] = ()
    tags: tuple[str, ...] = ()
    cadence: int | None = None
    taper: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    start: date | None = None


def create(card: Card, today: date, request_id: str | None = None) -> Draft:
    """Add somebody with all that the card says. Raises Invalid at a field."""
    with change(ADDED, today, request_id) as draft:
        session = draft.session
        contact = new_contact(session, card.name, today, fields.cadence(card.cadence))
        _fill(session, contact, card, today)
        if card.start:
            until = fields.coming_day(card.start, today, "start")
            session.add(Snooze(contact_id=contact.id, day=today, position=draft.position(), until=until))
        first = f" Comes up on {day_name(card.start, today)}." if card.start else ""
        draft.summary = f"Added {contact.name}.{first}"
        draft.answer = {"contact": contact.id}
    return draft


def save(contact_id: int, version: int, card: Card, today: date, request_id: str | None = None) -> Draft:
    """Change a card as a whole. Raises NotFound, Conflict, Invalid at a field."""
    with change("Changed a card", today, request_id) as draft:
        contact = lookups.contact_at(draft.session, contact_id, version)
        _name(contact, card.name, card.called)
        give_cadence(contact, card.cadence, today)
        contact.taper = card.taper
        _fill(draft.session, contact, card, today)
        draft.done(contact, "the card is changed")
    return draft


def _fill(session: Session, contact: Contact, card: Card, today: date) -> None:
    contact.called = fields.name(card.called, "called", required=False)
    contact.taper = card.taper
    for name, text in card.texts.items():
        setattr(contact, name, fields.text(text, name))
    employments.set_current(session, contact, card.company, card.title, today)
    points.replace(session, contact, card.points)
    _retag(session, contact, card.tags)


def rename(
    contact_id: int, version: int, name: str, called: str, today: date, request_id: str | None = None
) -> Draft:
    """Change the name and what to call them. Raises NotFound, Conflict, Invalid at a field."""
    with change("Renamed", today, request_id) as draft:
        contact = lookups.contact_at(draft.session, contact_id, version)
        _name(contact, name, called)
        draft.done(contact, "the name is changed")
    return draft


def set_text(
    contact_id: int, version: int, name: str, text: str, today: date, request_id: str | None = None
) -> Draft:
    """Change one of TEXTS. Raises NotFound, Conflict, Invalid at the field `text`."""
    with change("Changed a text", today, request_id) as draft:
        contact = lookups.contact_at(draft.session, contact_id, version)
        setattr(contact, name, fields.text(text, "text"))
        draft.done(contact, f"“{TEXTS[name]}” is {'changed' if text.strip() else 'empty now'}")
    return draft


def set_rhythm(
    contact_id: int,
    version: int,
    cadence: int | None,
    taper: bool,
    today: date,
    request_id: str | None = None,
) -> Draft:
    """Change how often, and whether it slows down by itself (R9). Raises NotFound, Conflict, Invalid."""
    with change("Rhythm", today, request_id) as draft:
        contact = lookups.contact_at(draft.session, contact_id, version)
        give_cadence(contact, cadence, today)
        contact.taper = taper
        draft.done(contact, pace(cadence))
    return draft


def tag(contact_id: int, names: Iterable[str], today: date, request_id: str | None = None) -> Draft:
    """Put tags on a contact. Raises NotFound, Invalid at the field `tags` without any that is new."""
    with change("Tagged", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        known = _tags(draft.session, contact)
        new = list({fold(name): name for name in names if fold(name) and fold(name) not in known}.values())
        if not new:
            raise Invalid("Please give a tag that is not here yet.", "tags")
        try:
            add_tags(draft.session, contact, new)
        except Invalid as error:
            raise Invalid(str(error), "tags") from error
        said = joined([cut(name) for name in new]) if len(new) < 4 else counted(len(new), "time")
        draft.done(contact, f"tagged {said}")
    return draft


def untag(contact_id: int, tag_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a tag off a contact. Raises NotFound."""
    with change("Untagged", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        row = draft.session.get(ContactTag, (contact_id, tag_id))
        if row is None:
            raise NotFound("This tag is not here any more.")
        name = draft.session.get_one(Tag, tag_id).name
        draft.session.delete(row)
        draft.done(contact, f"no longer tagged {cut(name)}")
    return draft


def delete(contact_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move a contact to the trash, with all that happened. Raises NotFound."""
    with change("Deleted a contact", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        contact.deleted_on = today
        draft.summary = f"{cut(contact.name)} is in the trash, with all that happened between you."
        draft.answer = {"contact": contact_id}
    return draft


def _name(contact: Contact, name: str, called: str) -> None:
    contact.name = fields.name(name)
    contact.folded = fold(contact.name)
    contact.called = fields.name(called, "called", required=False)


def _tags(session: Session, contact: Contact) -> dict[str, ContactTag]:
    """The tags of a contact by their folded names."""
    rows = session.execute(
        select(Tag.folded, ContactTag).join(Tag).where(ContactTag.contact_id == contact.id)
    )
    return dict(rows.all())


def _retag(session: Session, contact: Contact, names: Iterable[str]) -> None:
    """Exactly these tags."""
    wanted = {fold(name): name for name in names if fold(name)}
    known = _tags(session, contact)
    for folded, row in known.items():
        if folded not in wanted:
            session.delete(row)
    session.flush()
    add_tags(session, contact, [name for folded, name in wanted.items() if folded not in known])
