"""R3: the day that a wish stands for; days from somewhere to somewhere."""

import pytest

from followup.domain.errors import Invalid
from followup.domain.settings import Settings
from followup.domain.snoozes import Wish, day
from tests.domain.build import asked, jo, marta, on, out, table

WROTE = marta(out("2026-11-20"))  # next around 19 January: a first letter without an answer
WAITING = marta(out("2026-01-01"))
KEPT = jo()  # in the address book: no interval, so a month

#: what is wished, on which day, the day meant
WISHES = {
    "tomorrow": (Wish.TOMORROW, "2026-12-31", "2027-01-01"),
    "the first day of the next week": (Wish.NEXT_WEEK, "2026-11-23", "2026-11-30"),
    "on the last day of a week": (Wish.NEXT_WEEK, "2026-11-29", "2026-11-30"),
    "a month is 30 days": (Wish.IN_A_MONTH, "2027-02-01", "2027-03-03"),
    "today": (Wish.WRITE_THIS_WEEK, "2026-11-29", "2026-11-29"),
    "a day": (on("2199-12-31"), "2026-11-23", "2199-12-31"),
    "this very day": (on("2026-11-23"), "2026-11-23", "2026-11-23"),
}


@table(WISHES, "until, today, expected")
def test_it_works(until, today, expected):
    assert day(until, WROTE, Settings(), on(today)) == on(expected)


@table(
    {
        "not due yet: an interval after it": (WROTE, "2026-11-23", "2027-03-20"),
        "waiting: an interval from today": (WAITING, "2026-11-23", "2027-01-22"),
        "your turn: from its day": (marta(asked("2026-11-22")), "2026-11-23", "2026-12-24"),
        "no date at all": (KEPT, "2026-11-23", "2026-12-23"),
    },
    "history, today, expected",
)
def test_skip_this_round(history, today, expected):
    assert day(Wish.SKIP, history, Settings(), on(today)) == on(expected)


def test_a_week_begins_when_the_user_says():
    assert day(Wish.NEXT_WEEK, WROTE, Settings(first_weekday=6), on("2026-11-28")) == on("2026-11-29")


@pytest.mark.parametrize("until", ["2026-11-22", "2200-01-01"])
def test_a_day_that_cannot_be_meant(until):
    with pytest.raises(Invalid) as refused:
        day(on(until), WROTE, Settings(), on("2026-11-23"))
    assert refused.value.field == "until"
