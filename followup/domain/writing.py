"""Private writing: which question comes next, and how much of the time is left."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from followup.domain.values import Question

#: On how many days, and for how many minutes on each: as the participants of Spera, Buhrfeind and Pennebaker (1994).
WRITING_DAYS = 5
WRITING_MINUTES = 20
#: The questions of the five days: twice what it is like, twice what stays, then seen from outside.
ORDER = (Question.FEEL, Question.FEEL, Question.GAINED, Question.GAINED, Question.FRIEND)


def suggested(written: Iterable[Question]) -> Question:
    """The question to offer next, after those of the days `written`: the first of the five days still open."""
    answered = Counter(written)
    for question in ORDER:
        if answered[question] == 0:
            return question
        answered[question] -= 1
    return Question.FRIEND


def is_complete(days: int) -> bool:
    """Whether so many days of writing are all that is asked for. Going on is fine."""
    return days >= WRITING_DAYS


def ends_at(started_at: datetime) -> datetime:
    """When the time of a day is over."""
    return started_at + timedelta(minutes=WRITING_MINUTES)


def is_running(started_at: datetime, now: datetime) -> bool:
    """Whether the time of a day runs just now, perhaps beyond midnight."""
    return started_at <= now < ends_at(started_at)


def seconds_left(started_at: datetime, now: datetime) -> int:
    """Whole seconds of the day's time that are left, 0 once it is over; no more than there ever were."""
    left = int((ends_at(started_at) - now).total_seconds())
    return min(max(left, 0), WRITING_MINUTES * 60)


def minutes(seconds: int) -> int:
    """Seconds as minutes, the one that has begun counted: 61 are two."""
    return -(-seconds // 60)
