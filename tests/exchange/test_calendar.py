"""The calendar, read again by icalendar."""

from datetime import UTC, date, datetime

import icalendar
import pytest

from followup.domain.outgoing import Due
from followup.exchange import calendar

STAMP = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DANA = Due(
    7, "Dana Li", date(2026, 12, 1), "hello", is_light=False, why="Monthly; Dana answered on 1 November."
)


def events(*rows: Due) -> list:
    return icalendar.Calendar.from_ical(calendar.write(calendar.due(rows), STAMP)).walk("VEVENT")


def test_it_works():
    (event,) = events(DANA)
    assert event["SUMMARY"] == "Write to Dana Li"
    assert event["DESCRIPTION"] == "Monthly; Dana answered on 1 November."
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 1), date(2026, 12, 2))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["UID"] == "contact-7-hello@followup"
    assert event["TRANSP"] == "TRANSPARENT"


def test_something_light_and_something_discreet():
    (event,) = events(Due(7, "Dana Li", date(2026, 12, 1), "hello", is_light=True, why=""))
    assert event["SUMMARY"] == "Something light for Dana Li"
    assert event["DESCRIPTION"] == "Followup says why."


@pytest.mark.parametrize("name", ["سلمى الناصري", "佐藤 陽菜", "🙂" * 90, "O'Brien, Anne; \\ x", "x" * 200])
def test_any_name(name):
    (event,) = events(Due(7, name, date(2026, 12, 1), "hello", is_light=False, why=name))
    assert event["SUMMARY"] == f"Write to {name}"
    assert event["DESCRIPTION"] == name


def test_lines_are_short_and_nothing_can_end_them():
    text = calendar.write(calendar.due([Due(7, "x\r\nUID:1", DANA.day, "hello", False, "ä" * 300)]), STAMP)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert text.count(b"\r\nUID:") == 1


def test_nobody():
    assert events() == []
