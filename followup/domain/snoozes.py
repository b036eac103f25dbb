"""R3: the day on which somebody comes back, from a date or from a wish that needs none."""

from datetime import date, timedelta
from enum import StrEnum

from followup.domain import fields, schedule, week
from followup.domain.constants import MONTH
from followup.domain.history import History
from followup.domain.settings import Settings


class Wish(StrEnum):
    """A wish that stands for a day. Writing this week is pinned: R11, W3 and W4 leave it alone."""

    TOMORROW = "tomorrow"
    NEXT_WEEK = "next_week"
    IN_A_MONTH = "in_a_month"
    SKIP = "skip"
    WRITE_THIS_WEEK = "write_this_week"


def day(until: date | Wish, history: History, settings: Settings, today: date) -> date:
    """The day meant: today or later. Raises Invalid for one that is over or after 2199."""
    meant = _wished(until, history, settings, today) if isinstance(until, Wish) else until
    return fields.coming_day(meant, today, "until")


def _wished(wish: Wish, history: History, settings: Settings, today: date) -> date:
    match wish:
        case Wish.TOMORROW:
            return today + timedelta(1)
        case Wish.NEXT_WEEK:
            return week.bounds(today, settings.first_weekday)[1] + timedelta(1)
        case Wish.IN_A_MONTH:
            return today + timedelta(MONTH)
        case Wish.SKIP:
            return schedule.skipped_to(schedule.plan(history, settings, today), history.cadence, today)
        case Wish.WRITE_THIS_WEEK:
            return today
