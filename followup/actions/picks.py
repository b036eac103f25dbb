"""Picking the few of the address book who are worth staying in touch with."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from followup.actions.changes import Draft, change
from followup.domain import week
from followup.domain.constants import PICKED_CADENCE
from followup.domain.errors import Invalid
from followup.domain.wording import cut, number, rhythm
from followup.models import Contact, Snooze
from followup.queries import picks, settings


def pick(contacts: Sequence[int], today: date, request_id: str | None = None) -> Draft:
    """Give each a rhythm of twice a year, and first hellos over the coming weeks, three a week (W5), in this order.

    Who is not in the address book any more, or was written to, is left out. Raises Invalid where nobody is left.
    """
    with change("Picked", today, request_id) as draft:
        session = draft.session
        places = {contact: place for place, contact in enumerate(contacts)}
        rows = session.scalars(select(Contact).where(Contact.id.in_(places), *picks.never_written()))
        found = sorted(rows, key=lambda row: places[row.id])
        if not found:
            raise Invalid("Tick somebody first.", "who")
        taken = Counter(session.scalars(picks.first_hellos(today)))
        days = week.first_hellos(len(found), taken, today, settings.load(session).first_weekday)
        positions = draft.positions(len(found))
        for row, day, position in zip(found, days, positions, strict=True):
            row.cadence, row.cadence_given_on = PICKED_CADENCE, today
            session.add(Snooze(contact_id=row.id, day=today, position=position, until=day))
        who = cut(found[0].short_name) if len(found) == 1 else f"{number(len(found)).capitalize()} people"
        weeks = (days[-1] - week.bounds(today, settings.load(session).first_weekday)[1]).days // 7 + 1
        when = "next week" if weeks == 1 else f"within {number(weeks)} weeks"
        draft.summary = f"{who}: {rhythm(PICKED_CADENCE)}, the first hello {when}."
        draft.answer = {"picked": len(found)}
    return draft
