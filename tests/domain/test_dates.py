"""Days and cadences as people write them, at the edges of months, years and weeks."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.domain.dates import MONTHS, read_cadence, read_date, short_day
from followup.domain.errors import Ambiguous

#: (phrase, today, the day it names); 16 November 2026 is a Monday
DAYS = [
    ("today", "2026-11-16", "2026-11-16"),
    ("Tomorrow", "2026-12-31", "2027-01-01"),
    ("tomorrow.", "2028-02-28", "2028-02-29"),
    ("yesterday", "2027-01-01", "2026-12-31"),
    ("the day after tomorrow", "2026-11-16", "2026-11-18"),
    ("monday", "2026-11-16", "2026-11-23"),
    ("mon", "2026-11-15", "2026-11-16"),
    ("on Sunday", "2026-11-16", "2026-11-22"),
    ("this friday", "2026-11-16", "2026-11-20"),
    ("Thurs", "2026-12-31", "2027-01-07"),
    ("next monday", "2026-11-16", "2026-11-23"),
    ("next friday", "2026-11-16", "2026-11-27"),
    ("next monday", "2026-11-22", "2026-11-23"),
    ("next sunday", "2026-11-22", "2026-11-29"),
    ("next week", "2026-11-16", "2026-11-23"),
    ("next week", "2026-11-22", "2026-11-23"),
    ("next month", "2026-11-30", "2026-12-01"),
    ("next month", "2026-12-01", "2027-01-01"),
    ("in 3 weeks", "2026-11-16", "2026-12-07"),
    ("in a week", "2026-11-16", "2026-11-23"),
    ("in two weeks", "2026-11-16", "2026-11-30"),
    ("in a couple of weeks", "2026-11-16", "2026-11-30"),
    ("in a fortnight", "2026-11-16", "2026-11-30"),
    ("in 10 days", "2026-11-16", "2026-11-26"),
    ("in 0 days", "2026-11-16", "2026-11-16"),
    ("in a month", "2026-01-31", "2026-03-02"),
    ("in twelve months", "2026-11-16", "2027-11-11"),
    ("in half a year", "2026-11-16", "2027-05-15"),
    ("3 weeks from now", "2026-11-16", "2026-12-07"),
    ("2 weeks ago", "2026-11-16", "2026-11-02"),
    ("end of month", "2026-11-16", "2026-11-30"),
    ("the end of the month", "2026-11-30", "2026-11-30"),
    ("end of month", "2028-02-01", "2028-02-29"),
    ("end of the week", "2026-11-16", "2026-11-22"),
    ("end of year", "2026-11-16", "2026-12-31"),
    ("1 Dec", "2026-11-16", "2026-12-01"),
    ("1 Dec", "2026-12-01", "2026-12-01"),
    ("1 Dec", "2026-12-02", "2027-12-01"),
    ("Dec 1", "2026-11-16", "2026-12-01"),
    ("Dec. 1st", "2026-11-16", "2026-12-01"),
    ("1st December", "2026-11-16", "2026-12-01"),
    ("the 1st of December", "2026-11-16", "2026-12-01"),
    ("1. December", "2026-11-16", "2026-12-01"),
    ("1 Dec 2027", "2026-11-16", "2027-12-01"),
    ("December 1, 2027", "2026-11-16", "2027-12-01"),
    ("Tue 1 Dec", "2026-11-16", "2026-12-01"),
    ("Tuesday, December 1", "2026-11-16", "2026-12-01"),
    ("3 sept", "2026-11-16", "2027-09-03"),
    ("may 1", "2026-11-16", "2027-05-01"),
    ("29 Feb", "2026-11-16", "2028-02-29"),
    ("29 Feb", "2097-01-01", "2104-02-29"),
    ("29 Feb 2028", "2026-11-16", "2028-02-29"),
    ("1.12.", "2026-11-16", "2026-12-01"),
    ("1.12.2027", "2026-11-16", "2027-12-01"),
    ("1. 12. 27", "2026-11-16", "2027-12-01"),
    ("12.1.", "2026-11-16", "2027-01-12"),
    ("25/12", "2026-11-16", "2026-12-25"),
    ("12/25", "2026-11-16", "2026-12-25"),
    ("25/12/2027", "2026-11-16", "2027-12-25"),
    ("5/5", "2026-11-16", "2027-05-05"),
    ("30/2", "2026-11-16", None),
    ("29/2", "2026-11-16", "2028-02-29"),
    ("2026-12-01", "2026-11-16", "2026-12-01"),
    ("2026/12/01", "2026-11-16", "2026-12-01"),
    ("2020-02-29", "2026-11-16", "2020-02-29"),
    ("from 2026-12-01", "2026-11-16", "2026-12-01"),
    ("starting on 1 Dec", "2026-11-16", "2026-12-01"),
    ("٢٠٢٦-١٢-٠١", "2026-11-16", "2026-12-01"),
    ("2199-12-31", "2026-11-16", "2199-12-31"),
    ("1900-01-01", "2026-11-16", "1900-01-01"),
]
NO_DAYS = [
    *("", "soon", "31 Feb", "29 Feb 2027", "2026-13-40", "2026-02-30", "1899-12-31", "2200-01-01", "0 Dec"),
    *(
        "32/1",
        "13/13",
        "1.13.",
        "in 9999 years",
        "in 99999 days",
        "3 weeks",
        "December",
        "12-1",
        "2026-12/01",
    ),
    *(
        "20261201",
        "in weeks",
        "in a while",
        "in 3 weeks ago",
        "in 3 weeks from now",
        "1 Dec 3027",
        "on",
        "next",
    ),
    "1 Dec " + " " * 9 + "x" * 60,
]


@pytest.mark.parametrize(("phrase", "today", "day"), DAYS)
def test_a_phrase_names_a_day(phrase: str, today: str, day: str | None) -> None:
    assert read_date(phrase, date.fromisoformat(today)) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("phrase", NO_DAYS)
def test_anything_else_is_no_day(phrase: str) -> None:
    assert read_date(phrase, date(2026, 11, 16)) is None


@pytest.mark.parametrize(
    ("phrase", "today", "first_weekday", "day"),
    [
        ("next week", date(2026, 11, 16), 6, date(2026, 11, 22)),
        ("next sunday", date(2026, 11, 16), 6, date(2026, 11, 22)),
        ("next saturday", date(2026, 11, 16), 6, date(2026, 11, 28)),
        ("next sunday", date(2026, 11, 15), 6, date(2026, 11, 22)),
        ("next week", date(2026, 11, 22), 6, date(2026, 11, 29)),
        ("next friday", date(2026, 11, 16), 5, date(2026, 11, 27)),
        ("end of week", date(2026, 11, 21), 6, date(2026, 11, 21)),
    ],
)
def test_weeks_begin_where_the_user_has_them_begin(
    phrase: str, today: date, first_weekday: int, day: date
) -> None:
    assert read_date(phrase, today, first_weekday) == day


@pytest.mark.parametrize(
    ("phrase", "candidates"),
    [
        ("12/1", ("2026-12-01", "2027-01-12")),
        ("on 12/1", ("2026-12-01", "2027-01-12")),
        ("1/12", ("2027-01-12", "2026-12-01")),
        ("12/1/2027", ("2027-12-01", "2027-01-12")),
        ("12-1-2027", ("2027-12-01", "2027-01-12")),
        ("2/3/28", ("2028-02-03", "2028-03-02")),
        ("Wed 1 Dec", ("2026-12-01", "2026-11-18")),
    ],
)
def test_two_readings_are_asked_back(phrase: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(Ambiguous, match=r"^Is .+ or .+\? Write .+ or .+\.$") as caught:
        read_date(phrase, date(2026, 11, 16))
    assert caught.value.candidates == candidates


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("weekly", 14),
        ("every week", 14),
        ("every 10 days", 14),
        ("Biweekly", 14),
        ("fortnightly", 14),
        ("every fortnight", 14),
        ("every other week", 14),
        ("every 3 weeks", 14),
        ("twice a month", 14),
        ("every 22 days", 30),
        ("monthly.", 30),
        ("every four weeks", 30),
        ("stay in touch monthly", 30),
        ("every 45 days", 60),
        ("every second month", 60),
        ("bimonthly", 60),
        ("quarterly", 90),
        ("each quarter", 90),
        ("every 4 months", 90),
        ("four times a year", 90),
        ("half-yearly", 180),
        ("twice a year", 180),
        ("every 9 months", 180),
        ("every 5 days", None),
        ("daily", None),
        ("every day", None),
        ("yearly", None),
        ("every year", None),
        ("a month", None),
        ("3 months", None),
        ("0 times a year", None),
        ("every 0 weeks", None),
        ("monthly call", None),
        ("", None),
    ],
)
def test_a_cadence_is_the_nearest_that_is_near(phrase: str, days: int | None) -> None:
    assert read_cadence(phrase) == days


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 12, 14), "Mon 14 Dec"),
        (date(2027, 1, 4), "Mon 4 Jan"),
        (date(2027, 12, 1), "Wed 1 Dec 2027"),
        (date(2026, 11, 15), "Sun 15 Nov 2026"),
    ],
)
def test_a_day_is_shown_short(day: date, text: str) -> None:
    assert short_day(day, date(2026, 11, 16)) == text


WORDS = [
    *("in", "on", "next", "every", "end of", "the", "month", "week", "day", "1", "31", "12", "2026", "9999"),
    *("/", ".", "-", "a", "feb", "dec", "mon", "sunday", "st", "from", "now", "ago", "1 dec", "2/3"),
]
PARTS = st.lists(st.sampled_from(WORDS), max_size=7)


@given(
    st.one_of(st.text(max_size=70), PARTS.map(" ".join), PARTS.map("".join)),
    st.dates(),
    st.integers(0, 6),
)
@example("next month", date.max, 0)
@example("end of week", date.max, 0)
@example("29 feb", date.max, 0)
@example("12/1", date(2199, 12, 31), 0)
def test_any_text_is_a_day_none_or_a_question(text: str, today: date, first_weekday: int) -> None:
    read_cadence(text)
    try:
        days = [read_date(text, today, first_weekday)]
    except Ambiguous as question:
        days = [date.fromisoformat(candidate) for candidate in question.candidates]
        days = sorted(set(days)) if len(days) == 2 else []
    assert days
    assert all(day is None or 1900 <= day.year <= 2199 for day in days)


@given(st.dates(date(2000, 1, 1), date(2190, 1, 1)), st.dates(date(2000, 1, 1), date(2190, 1, 1)))
def test_a_day_written_out_is_read_back(day: date, today: date) -> None:
    month = MONTHS[day.month - 1]
    assert read_date(f"{day.day} {month} {day.year}", today) == day
    assert read_date(f"{month[:3]} {day.day}, {day.year}", today) == day
    assert read_date(f"{day.day}.{day.month}.{day.year}", today) == day
    following = read_date(f"{day.day} {month[:3]}", today)
    assert following is not None
    assert following >= today
    assert (following.month, following.day) == (day.month, day.day)
