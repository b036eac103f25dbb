"""Reading a day that a user typed: a coming one, or one that is over."""

from __future__ import annotations

import re
from datetime import date, timedelta

from followup.domain.dates import MONTHS, WEEKDAYS, read_date

_MONTH_NAMES = "|".join(month[:3].casefold() for month in MONTHS)
#: A day and a month, perhaps without a year: "12 May", "12.5.", "5/12".
_DAY_AND_MONTH = re.compile(rf"\b(?:{_MONTH_NAMES})[a-z]*\b|\d{{1,2}}[./-] ?\d{{1,2}}\.?$")
_WEEKDAY = re.compile(rf"(last |on )?((?:{'|'.join(day[:3].casefold() for day in WEEKDAYS)})[a-z]*)\.?")
_YEARS_BACK = 8


def read_past(text: str, today: date, first_weekday: int) -> date | None:
    """The day of the past, or today, that `text` names, as `read_date` reads it, or None when it names none.

    "12 May" is the most recent one, and so is "Sunday", today included ("last Sunday" is not today). A day that
    can only lie ahead ("tomorrow", "1 Dec 2199") is given back for the caller to refuse. Raises Ambiguous.
    """
    phrase = " ".join(text.casefold().split())
    if match := _WEEKDAY.fullmatch(phrase):
        day = read_date(match[2], today - timedelta(7), first_weekday)
        return today - timedelta(7) if day == today and match[1] == "last " else day
    if not _DAY_AND_MONTH.search(phrase):
        return read_date(phrase, today, first_weekday)
    found = None
    for years in range(_YEARS_BACK + 1):
        found = read_date(phrase, _back(today, years), first_weekday)
        if found is None or found <= today:
            return found
    return found


def _back(today: date, years: int) -> date:
    """Today, or the day after the same day some years ago: from there on, the next "12 May" is the last one."""
    if years == 0:
        return today
    last = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year - years, today.month, last) + timedelta(1)
