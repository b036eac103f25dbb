"""Spreading who waits beyond the week's budget over the coming weeks (W5)."""

from datetime import date

from followup.actions.changes import Draft, change
from followup.domain import week
from followup.domain.errors import Invalid
from followup.domain.wording import number
from followup.models import Snooze
from followup.queries import week as weeks


def spread(today: date, request_id: str | None = None) -> Draft:
    """Snooze the waiting ones that the week's budget leaves out, a budget a week, undone together.

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
            f"{'one person' if len(days) == 1 else f'{len(days)} people'} spread over "
            f"{'next week' if weeks_taken == 1 else f'the next {number(weeks_taken)} weeks'}."
        )
    return draft
