"""Dates as a calendar, for a file and for a feed: an event of the whole day for each."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

_PRODUCT = "-//Followup//Followup//EN"


class Event(NamedTuple):
    """A day with what it is for. uid: the same for the same purpose, so that a new date moves the event."""

    uid: str
    day: date
    summary: str
    description: str = ""


def write(events: Iterable[Event], stamp: datetime, name: str = "Followup") -> bytes:
    """The calendar, RFC 5545. stamp: when the events were made, with its zone. name: what calendars call it."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        entry = Entry()
        entry.add("uid", event.uid)
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(1))
        entry.add("summary", event.summary)
        if event.description:
            entry.add("description", event.description)
        # Nobody is busy because of it.
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return calendar.to_ical()
