"""Snoozes: come back on that day, skip this round, write this week (R3)."""

from datetime import date

from followup.actions.changes import Draft, change
from followup.domain import snoozes
from followup.domain.errors import Invalid
from followup.domain.snoozes import Wish
from followup.domain.standing import read
from followup.domain.wording import day_name
from followup.models import Snooze
from followup.queries import histories, lookups, settings


def snooze(
    contact_id: int, until: date | Wish, today: date, pinned: bool = False, request_id: str | None = None
) -> Draft:
    """Set the day on which a contact comes back; `pinned` to write then whatever the rules say.

    Raises NotFound, and Invalid for a day that is over and for a closed contact.
    """
    with change("Snoozed", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        history = histories.load(draft.session, [contact_id])[contact_id]
        name = contact.short_name
        if read(history).closed:
            raise Invalid(f"{name} is closed and has no dates. Reopen first.", "until")
        day = snoozes.day(until, history, settings.load(draft.session), today)
        pinned = pinned or until is Wish.WRITE_THIS_WEEK
        row = Snooze(contact_id=contact_id, day=today, position=draft.position(), until=day, pinned=pinned)
        draft.session.add(row)
        draft.summary = (
            f"{name} is on this week's page."
            if pinned and day == today
            else f"{name} comes back on {day_name(day, today)}."
        )
        draft.answer = {"contact": contact_id}
    return draft


def delete(snooze_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a snooze out, as if it had never been set. Raises NotFound."""
    with change("Took a snooze out", today, request_id) as draft:
        row = lookups.snooze(draft.session, snooze_id)
        contact = lookups.contact(draft.session, row.contact_id)
        row.deleted_on = today
        name = contact.short_name
        draft.summary = f"{day_name(row.until, today)} is taken out for {name}."
        draft.answer = {"contact": contact.id}
    return draft
