"""What came of staying in touch: noted, mended, deleted; and the thanks for it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields, openings
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.schedule import usual_channel
from followup.domain.values import Direction, Intent, OpeningKind, Weight
from followup.domain.wording import OPENING_NAMES
from followup.models import Contact, Opening, Touchpoint
from followup.queries import histories, lookups


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it, as its form has it.

    touchpoint: of the same contact. opportunity: the "no" that it started from. led_to: the opportunity that it led
    to. Each is an id, None where it is not known.
    """

    kind: OpeningKind
    day: date
    touchpoint: int | None = None
    opportunity: int | None = None
    led_to: int | None = None
    text: str = ""


def note(contact_id: int, came: Came, today: date, request_id: str | None = None) -> Draft:
    """Note that somebody opened a door; thanking them is due from the next day on.

    Raises NotFound without the contact, Invalid at a field.
    """
    with change("Opened", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        row = Opening(contact_id=contact.id, position=draft.position())
        _take(draft.session, row, came, today)
        draft.session.add(row)
        draft.session.flush()
        draft.summary = f"{contact.short_name} opened a door: {OPENING_NAMES[row.kind]}."
        draft.answer = {"contact": contact.id, "opening": row.id}
    return draft


def edit(opening_id: int, seen: int, came: Came, today: date, request_id: str | None = None) -> Draft:
    """Change an opening as a whole. Raises NotFound, Invalid at a field, Conflict when `seen` is old."""
    with change("Changed an opening", today, request_id) as draft:
        row = lookups.opening(draft.session, opening_id)
        if lookups.seen(row) != seen:
            raise Conflict("This was changed in another tab. Nothing was overwritten; look at it again.")
        _take(draft.session, row, came, today)
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"Changed: {OPENING_NAMES[row.kind]}, by {contact.short_name}."
        draft.answer = {"contact": contact.id, "opening": row.id}
    return draft


def delete(opening_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move an opening to the trash; nobody is thanked for it any more. Raises NotFound."""
    with change("Deleted an opening", today, request_id) as draft:
        row = lookups.opening(draft.session, opening_id)
        row.deleted_on = today
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"Deleted: {OPENING_NAMES[row.kind]}, by {contact.short_name}."
        draft.answer = {"contact": contact.id}
    return draft


def thank(opening_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note that somebody was thanked for a door, and with it for all that are due.

    A note of today is logged, where there is none since the newest of them. Raises NotFound, Invalid where that is
    settled.
    """
    with change("Thanked", today, request_id) as draft:
        contact, opened_on = _thank(draft.session, opening_id, today)
        draft.summary = f"{contact.short_name} is thanked."
        draft.answer = {"contact": contact.id}
        history = histories.load(draft.session, [contact.id])[contact.id].until(today)
        if openings.needs_a_note(history.touchpoints, opened_on):
            sent = Touchpoint(
                contact_id=contact.id,
                position=draft.position(),
                day=today,
                channel=usual_channel(history.touchpoints, history.known),
                direction=Direction.OUT,
                weight=Weight.DIRECT,
                intent=Intent.THANK_DECISION,
            )
            draft.session.add(sent)
            draft.session.flush()
            draft.answer["touchpoint"] = sent.id
    return draft


def need_no_thanks(opening_id: int, today: date, request_id: str | None = None) -> Draft:
    """Settle the thanks for a door, and for all that are due to the same person, without a note.

    Raises NotFound, Invalid where that is settled.
    """
    with change("No thanks needed", today, request_id) as draft:
        contact, _ = _thank(draft.session, opening_id, today)
        draft.summary = f"No thanks to {contact.short_name} are due any more."
        draft.answer = {"contact": contact.id}
    return draft


def settle(session: Session, sent: Touchpoint) -> None:
    """Within a change: a thank-you that was sent, or said in a talk, settles the thanks for doors open by its day."""
    is_direct = sent.direction is Direction.OUT and sent.weight is Weight.DIRECT
    is_given = sent.arrived and (is_direct or sent.direction is Direction.TOGETHER)
    if sent.intent is Intent.THANK_DECISION and is_given:
        for row in _unthanked(session, sent.contact_id, sent.day):
            row.thanked_on = sent.day


def _thank(session: Session, opening_id: int, today: date) -> tuple[Contact, date]:
    """Settle the thanks for an opening and for what else is due to its contact; with the day of the newest of them."""
    row = lookups.opening(session, opening_id)
    if row.thanked_on:
        raise Invalid("These thanks are settled already.", "opening")
    settled = [row, *_unthanked(session, row.contact_id, openings.due_for_thanks(today))]
    for one in settled:
        one.thanked_on = today
    return lookups.contact(session, row.contact_id), max(one.day for one in settled)


def _unthanked(session: Session, contact_id: int, until: date) -> list[Opening]:
    """The openings by a contact up to a day whose thanks are not settled."""
    rows = select(Opening).where(
        Opening.contact_id == contact_id,
        Opening.day <= until,
        Opening.thanked_on.is_(None),
        Opening.deleted_on.is_(None),
    )
    return list(session.scalars(rows))


def _take(session: Session, row: Opening, came: Came, today: date) -> None:
    row.kind, row.day = came.kind, fields.past_day(came.day, today)
    row.text = fields.text(came.text)
    if came.touchpoint not in (None, row.touchpoint_id):
        with _refusing("touchpoint"):
            owner = lookups.touchpoint(session, came.touchpoint).contact_id
        if owner != row.contact_id:
            raise Invalid("This touchpoint was with somebody else.", "touchpoint")
    for name, opportunity in (("opportunity", came.opportunity), ("led_to", came.led_to)):
        if opportunity not in (None, row.opportunity_id, row.led_to):
            with _refusing(name):
                lookups.opportunity(session, opportunity)
    if came.opportunity is not None and came.opportunity == came.led_to:
        raise Invalid("Where it started and where it led are two opportunities.", "led_to")
    row.touchpoint_id, row.opportunity_id, row.led_to = came.touchpoint, came.opportunity, came.led_to


@contextmanager
def _refusing(field: str) -> Generator[None]:
    """What is gone meanwhile is refused at its field, so that the form comes back with what was written."""
    try:
        yield
    except NotFound as gone:
        raise Invalid(str(gone), field) from None
