"""Dated wishes: come back on that day, skip this round, write this week."""

from datetime import date, timedelta

from followup.actions.changes import Draft, change
from followup.domain import fields, schedule, week
from followup.domain.constants import MONTH
from followup.domain.errors import Invalid
from followup.domain.settings import Settings
from followup.domain.standing import read
from followup.domain.wording import counted, day_name, number
from followup.models import Snooze
from followup.queries import histories, lookups, settings
from followup.queries import week as weeks

#: The wishes that need no date.
WORDS = ("tomorrow", "next_week", "in_a_month", "skip", "write_this_week")


def snooze(
    contact_id: int, until: date | str, today: date, pinned: bool = False, request_id: str | None = None
) -> Draft:
    """Set the day on which a contact comes back: a date, or one of WORDS.

    Raises Invalid for a day that is over and for a closed contact.
    """
    with change("Snoozed", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        history = histories.load(draft.session, [contact_id])[contact_id]
        name = contact.short_name
        if read(history).closed:
            raise Invalid(f"{name} is closed and has no dates. Reopen first.", "until")
        chosen = settings.load(draft.session)
        pinned = pinned or until == "write_this_week"
        day = until if isinstance(until, date) else _day(until, history, chosen, today)
        fields.coming_day(day, today, "until")
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


def _day(word: str, history, chosen: Settings, today: date) -> date:
    """The day that one of WORDS means."""
    if word == "write_this_week":
        return today
    if word == "tomorrow":
        return today + timedelta(1)
    if word == "next_week":
        return week.bounds(today, chosen.first_weekday)[1] + timedelta(1)
    if word == "in_a_month":
        return today + timedelta(MONTH)
    if word == "skip":
        return schedule.skipped_to(schedule.plan(history, chosen, today), history.cadence, today)
    raise Invalid("Choose a day to come back on.", "until")


def spread(today: date, request_id: str | None = None) -> Draft:
    """W5: spread the waiting ones that the week's budget leaves out over the coming weeks, undone together.

    Raises Invalid when nobody waits beyond the budget.
    """
    with change("Spread", today, request_id) as draft:
        shown = weeks.page(draft.session, today, today)
        days = week.spread(shown.week, shown.settings)
        if not days:
            raise Invalid("Nobody waits beyond this week's few.", "spread")
        for contact, day in days:
            draft.session.add(Snooze(contact_id=contact, day=today, position=draft.position(), until=day))
        weeks_taken = len({day for _, day in days})
        draft.summary = (
            f"{counted(len(days), 'person') if len(days) == 1 else f'{len(days)} people'} spread over "
            f"{'next week' if weeks_taken == 1 else f'the next {number(weeks_taken)} weeks'}."
        )
    return draft
