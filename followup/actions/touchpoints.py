"""Logging what was exchanged, and mending what was logged."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions import holds, openings, reasons
from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.constants import QUIET_AFTER_DECLINED
from followup.domain.errors import Conflict, Invalid
from followup.domain.values import (
    Channel,
    Direction,
    HoldKind,
    Intent,
    Tone,
    Weight,
    default_direction,
    default_weight,
    is_letter,
)
from followup.domain.wording import CHANNEL_NAMES, day_name
from followup.models import Contact, Touchpoint
from followup.queries import lookups


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was exchanged. None takes the preset of the channel or of the direction; for the others it is none.

    starter: the key of what the text began with. reason: the id of the reason to write that it used up; what they
    wrote uses none.
    """

    day: date
    channel: Channel = Channel.EMAIL
    direction: Direction | None = None
    weight: Weight | None = None
    tone: Tone | None = None
    wants_answer: bool | None = None
    arrived: bool = True
    intent: Intent | None = None
    text: str = ""
    promise: str = ""
    starter: str = ""
    reason: int | None = None


def log(
    contact_id: int,
    exchange: Exchange,
    today: date,
    quiet_others: bool = False,
    request_id: str | None = None,
) -> Draft:
    """Log one touchpoint. Raises NotFound, or Invalid at a field.

    quiet_others: after a "please don't", let the others of their company rest for 90 days (R2).
    """
    with change("Logged", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        row = enter(draft, contact, exchange, today)
        if row.tone is Tone.DECLINED:
            draft.summary = _declined(draft, contact, quiet_others, today)
        draft.answer = {"contact": contact.id, "touchpoint": row.id, "declined": row.tone is Tone.DECLINED}
    return draft


def enter(draft: Draft, contact: Contact, exchange: Exchange, today: date) -> Touchpoint:
    """Log a touchpoint within a change, and say so; a thank-you settles the thanks for doors.

    Raises Invalid at a field.
    """
    row = Touchpoint(contact_id=contact.id, position=draft.position(), **_settle(exchange, today))
    row.starter = fields.line(exchange.starter, "starter")
    draft.session.add(row)
    draft.session.flush()
    openings.settle(draft.session, row)
    said = _use(draft.session, exchange.reason, row, today)
    draft.summary = f"Logged: {describe(row, contact)}.{said}"
    return row


def _use(session: Session, reason: int | None, row: Touchpoint, today: date) -> str:
    """Note which reason a touchpoint used; what is to be said where that one is not open."""
    wanted = None if row.direction is Direction.IN else reason
    return "" if reasons.use(session, wanted, row, today) else " Its reason was not open any more."


def edit(
    touchpoint_id: int, version: int, exchange: Exchange, today: date, request_id: str | None = None
) -> Draft:
    """Change a touchpoint as a whole. Raises NotFound, Invalid at a field, Conflict when `version` is old.

    The reason that it used goes with it: None opens that one again; one that is not open is left alone.
    """
    settled = _settle(exchange, today)
    with change("Changed a touchpoint", today, request_id) as draft:
        row = lookups.touchpoint(draft.session, touchpoint_id)
        if row.version != version:
            raise Conflict(
                "This touchpoint was changed in another tab. Nothing was overwritten; look at it again."
            )
        settled["intent"] = exchange.intent or row.intent
        for name, value in settled.items():
            setattr(row, name, value)
        row.version += 1
        contact = lookups.contact(draft.session, row.contact_id)
        said = _use(draft.session, exchange.reason, row, today)
        draft.summary = f"Changed: {describe(row, contact)}.{said}"
        draft.answer = {"contact": contact.id, "touchpoint": row.id}
    return draft


def use_reason(touchpoint_id: int, reason_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note which reason to write a touchpoint used up, after it was logged.

    Raises NotFound, Invalid for what they wrote, Conflict where the reason is not open any more.
    """
    with change("Reason used", today, request_id) as draft:
        row = lookups.touchpoint(draft.session, touchpoint_id)
        if row.direction is Direction.IN:
            raise Invalid("Only what you wrote or talked about uses a reason.", "touchpoint")
        if not reasons.use(draft.session, reason_id, row, today):
            raise Conflict("This reason is not open any more. Nothing was changed.")
        row.version += 1
        contact = lookups.contact(draft.session, row.contact_id)
        used = lookups.reason(draft.session, reason_id)
        draft.summary = f"Used for the {describe(row, contact)}: {reasons.called(used)}."
        draft.answer = {"contact": contact.id, "touchpoint": row.id}
    return draft


def delete(touchpoint_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move a touchpoint to the trash. Raises NotFound."""
    with change("Deleted a touchpoint", today, request_id) as draft:
        row = lookups.touchpoint(draft.session, touchpoint_id)
        row.deleted_on = today
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"Deleted: {describe(row, contact)}."
        draft.answer = {"contact": contact.id}
    return draft


def move(touchpoint_id: int, later: bool, today: date, request_id: str | None = None) -> Draft:
    """Change places with the touchpoint before it on its day, or (`later`) after it.

    Raises NotFound, and Invalid where it is the first or the last already.
    """
    with change("Changed the order", today, request_id) as draft:
        row = lookups.touchpoint(draft.session, touchpoint_id)
        beside = _beside(draft.session, row, later)
        if beside is None:
            raise Invalid("Nothing else happened on that day in this direction.", "touchpoint")
        row.position, beside.position = beside.position, row.position
        contact = lookups.contact(draft.session, row.contact_id)
        where = "later" if later else "earlier"
        draft.summary = f"{describe(row, contact).capitalize()}: {where} on {day_name(row.day, today)}."
        draft.answer = {"contact": contact.id}
    return draft


def _beside(session: Session, row: Touchpoint, later: bool) -> Touchpoint | None:
    """The next touchpoint of the same day in the order entered, or the one before."""
    of_the_day = select(Touchpoint).where(
        Touchpoint.contact_id == row.contact_id, Touchpoint.day == row.day, Touchpoint.deleted_on.is_(None)
    )
    if later:
        found = of_the_day.where(Touchpoint.position > row.position).order_by(Touchpoint.position)
    else:
        found = of_the_day.where(Touchpoint.position < row.position).order_by(Touchpoint.position.desc())
    return session.scalars(found.limit(1)).first()


def bounce(touchpoint_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note that a letter did not arrive: from now on it counts for nothing. Raises NotFound, Invalid for an inbound."""
    with change("Came back", today, request_id) as draft:
        row = lookups.touchpoint(draft.session, touchpoint_id)
        if row.direction is not Direction.OUT:
            raise Invalid("Only what you sent can come back.", "touchpoint")
        row.arrived = False
        row.version += 1
        contact = lookups.contact(draft.session, row.contact_id)
        name = contact.short_name
        draft.summary = f"Your note of {row.day.isoformat()} came back. Is there another way to reach {name}?"
        draft.answer = {"contact": contact.id, "touchpoint": row.id}
    return draft


def keep_promise(touchpoint_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note that a promise was kept. Raises NotFound, Invalid where none is open."""
    with change("Promise kept", today, request_id) as draft:
        row = lookups.touchpoint(draft.session, touchpoint_id)
        if not row.promise or row.promise_kept_on:
            raise Invalid("This promise is settled already.", "promise")
        row.promise_kept_on = today
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"Promise to {contact.short_name} kept."
        draft.answer = {"contact": contact.id}
    return draft


def _declined(draft: Draft, contact: Contact, quiet_others: bool, today: date) -> str:
    name = contact.short_name
    settled = f"{name} asked for no more mail. That settles it: {name} won't come up again."
    if not quiet_others or contact.company_id is None:
        return settled
    quiet = today + timedelta(QUIET_AFTER_DECLINED)
    until = holds.at_least(draft.session, contact.company_id, HoldKind.PLEASE_DONT, quiet, today)
    return f"{settled} The others there rest until {day_name(until, today)}."


def describe(row: Touchpoint, contact: Contact) -> str:
    """A touchpoint in a few words: "e-mail to Marta", "Marta wrote"."""
    name = contact.short_name
    channel = CHANNEL_NAMES[row.channel]
    if row.direction is Direction.OUT:
        return f"{channel} to {name}"
    return f"{channel} from {name}" if row.direction is Direction.IN else f"{channel} with {name}"


def _settle(exchange: Exchange, today: date) -> dict[str, object]:
    """The columns of a touchpoint, presets filled in and limits kept."""
    direction = exchange.direction or default_direction(exchange.channel)
    weight = exchange.weight or default_weight(exchange.channel)
    if exchange.tone and direction is Direction.OUT:
        raise Invalid("Tone is how they sounded; leave it empty for what you sent.", "tone")
    return {
        "day": fields.past_day(exchange.day, today),
        "channel": exchange.channel,
        "direction": direction,
        "weight": weight,
        "tone": exchange.tone,
        "wants_answer": is_letter(direction, weight, exchange.tone) and exchange.wants_answer is not False,
        "arrived": exchange.arrived or direction is not Direction.OUT,
        "intent": exchange.intent,
        "text": fields.text(exchange.text),
        "promise": fields.line(exchange.promise, "promise"),
    }
