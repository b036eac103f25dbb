"""Closing and reopening a contact (R1), sensing some distance (R8), giving a rhythm."""

from datetime import date

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Invalid
from followup.domain.standing import read
from followup.domain.values import Closing
from followup.domain.wording import pace
from followup.models import Contact, Cool, StandingChange
from followup.queries import histories, lookups


def close(contact_id: int, because: Closing, today: date, request_id: str | None = None) -> Draft:
    """Close a contact: no more dates until the user reopens it. Raises NotFound, Invalid when it is closed already."""
    with change("Closed", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        closed = read(histories.load(draft.session, [contact_id])[contact_id]).closed
        # Another reason may turn out, but nothing takes "died" back except reopening.
        if closed and closed[1] in (because, Closing.DIED):
            raise Invalid(f"{contact.short_name} is closed already.", "because")
        draft.session.add(
            StandingChange(contact_id=contact_id, day=today, position=draft.position(), because=because)
        )
        name = contact.short_name
        draft.summary = (
            f"Kept in your history. Followup won't bring {name} up again."
            if because is Closing.DIED
            else f"{name} is closed and won't come up again."
        )
        draft.answer = {"contact": contact_id}
    return draft


def reopen(contact_id: int, today: date, request_id: str | None = None) -> Draft:
    """Reopen a closed contact. Raises NotFound, Invalid when it is not closed."""
    with change("Reopened", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        name = contact.short_name
        if not read(histories.load(draft.session, [contact_id])[contact_id]).closed:
            raise Invalid(f"{name} is open already.", "contact")
        draft.session.add(
            StandingChange(contact_id=contact_id, day=today, position=draft.position(), because=None)
        )
        draft.summary = f"{name} is open again. Nothing for a week."
        draft.answer = {"contact": contact_id}
    return draft


def cool(contact_id: int, today: date, ended: bool = False, request_id: str | None = None) -> Draft:
    """Note that they seem cool, or (`ended`) that it has passed.

    Raises NotFound, and Invalid when that is known already or the contact is closed.
    """
    with change("Seems cool", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        name = contact.short_name
        facts = read(histories.load(draft.session, [contact_id])[contact_id])
        if facts.closed:
            raise Invalid(f"{name} is closed and has no dates. Reopen first.", "contact")
        if ended == (facts.cool is None):
            raise Invalid(
                f"Nothing to end: {name} is not marked as cool." if ended else "That is noted already."
            )
        draft.session.add(Cool(contact_id=contact_id, day=today, position=draft.position(), ended=ended))
        draft.summary = (
            f"The distance with {name} has passed."
            if ended
            else f"You felt some distance with {name}. Followup backs off."
        )
        draft.answer = {"contact": contact_id}
    return draft


def delete_change(change_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a closing or a reopening out, as if it had never been. Raises NotFound."""
    with change("Took a closing out", today, request_id) as draft:
        row = lookups.standing_change(draft.session, change_id)
        contact = lookups.contact(draft.session, row.contact_id)
        row.deleted_on = today
        what = "closing" if row.because else "reopening"
        draft.summary = f"The {what} of {contact.short_name} is taken out."
        draft.answer = {"contact": contact.id}
    return draft


def delete_cool(cool_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a sense of distance, or its end, out, as if it had never been noted. Raises NotFound."""
    with change("Took a distance out", today, request_id) as draft:
        row = lookups.cool(draft.session, cool_id)
        contact = lookups.contact(draft.session, row.contact_id)
        row.deleted_on = today
        draft.summary = f"The note on the distance with {contact.short_name} is taken out."
        draft.answer = {"contact": contact.id}
    return draft


def set_cadence(contact_id: int, cadence: int | None, today: date, request_id: str | None = None) -> Draft:
    """Give a contact a rhythm in days, or none: just in the address book. Raises NotFound, Invalid."""
    with change("Cadence", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        give_cadence(contact, cadence, today)
        draft.done(contact, pace(cadence))
    return draft


def give_cadence(contact: Contact, cadence: int | None, today: date) -> None:
    """Set the rhythm of a contact, in days; one given after none leaves some room (R10).

    Raises Invalid for one that is neither of CADENCES nor None.
    """
    fields.cadence(cadence)
    if contact.cadence is None and cadence is not None:
        contact.cadence_given_on = today
    contact.cadence = cadence
