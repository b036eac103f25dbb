"""Dates as a calendar, for a file and for a feed: an event of the whole day for each."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from followup.domain.outgoing import Due

PRODUCT = "-//Followup//Followup//EN"
#: Where the reason is nobody else's business.
_WITHIN = "Followup says why."


class Event(NamedTuple):
    """A day with what it is for. uid: the same for the same purpose, so that a new date moves the event."""

    uid: str
    day: date
    summary: str
    description: str = ""


def due(rows: Iterable[Due]) -> Iterator[Event]:
    """Each date as an event."""
    for row in rows:
        summary = f"Something light for {row.name}" if row.is_light else f"Write to {row.name}"
        yield Event(f"contact-{row.contact}-{row.purpose}@followup", row.day, summary, row.why or _WITHIN)


def write(events: Iterable[Event], stamp: datetime, name: str = "Followup") -> bytes:
    """The calendar, RFC 5545. stamp: when the events were made, with its zone. name: what calendars call it."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
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
