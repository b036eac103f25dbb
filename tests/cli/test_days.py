"""Days of the past: "12 May" is the most recent one."""

from datetime import date

import pytest

from followup.cli.days import read_past
from followup.domain.errors import Ambiguous

SUNDAY = date(2026, 11, 22)


def test_it_works():
    assert read_past("12 May", SUNDAY, 0) == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-22"),
        ("Yesterday", "2026-11-21"),
        ("3 weeks ago", "2026-11-01"),
        ("2026-05-12", "2026-05-12"),
        ("12 May 2024", "2024-05-12"),
        ("22 Nov", "2026-11-22"),
        ("23 Nov", "2025-11-23"),
        ("Nov 21st", "2026-11-21"),
        ("31 December", "2025-12-31"),
        ("29 Feb", "2024-02-29"),
        ("25/12", "2025-12-25"),
        ("25.12.", "2025-12-25"),
        ("Monday", "2026-11-16"),
        ("last friday", "2026-11-20"),
        ("sun", "2026-11-22"),
        ("on sunday", "2026-11-22"),
        ("last sunday", "2026-11-15"),
        # What lies ahead whatever one does is given back, and refused by its own name.
        ("tomorrow", "2026-11-23"),
        ("in 3 weeks", "2026-12-13"),
        ("1 Dec 2026", "2026-12-01"),
        # No dates.
        ("31 Feb", None),
        ("", None),
        ("soon", None),
        ("0000-01-01", None),
        ("99999-01-01", None),
        ("may", None),
        ("12 May 0000", None),
    ],
)
def test_day(text, expected):
    assert read_past(text, SUNDAY, 0) == (expected and date.fromisoformat(expected))


def test_on_a_leap_day():
    assert read_past("29 Feb", date(2028, 2, 29), 0) == date(2028, 2, 29)
    assert read_past("1 Mar", date(2028, 2, 29), 0) == date(2027, 3, 1)
    assert read_past("28 Feb", date(2028, 2, 29), 0) == date(2028, 2, 28)


def test_every_day_of_a_year_is_the_most_recent_one():
    for ordinal in range(SUNDAY.toordinal() - 364, SUNDAY.toordinal() + 1):
        day = date.fromordinal(ordinal)
        assert read_past(f"{day:%d %b}", SUNDAY, 0) == day


def test_two_readings_are_a_question():
    with pytest.raises(Ambiguous, match="Is 3/4 4 March or 3 April"):
        read_past("3/4", SUNDAY, 0)
