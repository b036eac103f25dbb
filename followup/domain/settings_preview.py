"""What other settings would change, said before they are saved: whom the week shows, and whose date moves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from followup.domain.settings import Settings
from followup.domain.week import Item, Week, bounds
from followup.domain.wording import (
    MONTHS,
    WEEKDAYS,
    cut,
    day_name,
    joined,
    number,
    rhythm,
    short_name,
)

NAMED = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """The week, and where each date of the coming weeks is (by contact), under some settings."""

    settings: Settings
    week: Week
    places: dict[int, Item]

    @property
    def due(self) -> dict[int, str]:
        """Who is shown this week, by id, with the name."""
        return _people([*self.week.waiting, *self.week.due])

    @property
    def can_wait(self) -> dict[int, str]:
        """Who is folded away this week."""
        return _people(self.week.can_wait)


def _people(items: Sequence[Item]) -> dict[int, str]:
    return {item.entry.contact: short_name(item.entry.name) for item in items}


def differences(before: Scene, after: Scene, today: date, are_all: bool) -> list[str]:
    """What changes from `before` to `after`, a sentence each. are_all: nobody else has a date that could move."""
    return [
        *_settings(before.settings, after.settings, today),
        *_weeks(before, after),
        *_dates(before, after, today, are_all),
    ]


def kept_up(budget: int) -> str:
    """W4: what so many a week can keep up; four weeks are a month here."""
    return (
        f"{number(budget).capitalize()} a week {'keeps' if budget == 1 else 'keep'} up "
        f"about {number(budget * 4)} people monthly, or {number(budget * 12)} quarterly."
    )


def _settings(old: Settings, new: Settings, today: date) -> list[str]:
    said = []
    if old.cadence != new.cadence:
        said.append(
            f"New people: {rhythm(new.cadence)} instead of {rhythm(old.cadence)}. Nobody else changes."
        )
    if old.budget != new.budget:
        said.append(f"{number(new.budget).capitalize()} a week instead of {number(old.budget)}.")
    if old.first_weekday != new.first_weekday:
        start, end = bounds(today, new.first_weekday)
        said.append(
            f"This week runs from {WEEKDAYS[start.weekday()]}, {day_name(start, today)} "
            f"to {WEEKDAYS[end.weekday()]}, {day_name(end, today)}."
        )
    return said


def _weeks(before: Scene, after: Scene) -> list[str]:
    """Who comes and goes in the week, and who can wait."""
    was, now = before.due, after.due
    before_all, after_all = was | before.can_wait, now | after.can_wait
    up = [name for contact, name in now.items() if contact in before.can_wait]
    down = [name for contact, name in was.items() if contact in after.can_wait]
    here = [name for contact, name in now.items() if contact not in before_all]
    gone = [name for contact, name in was.items() if contact not in after_all]
    said = []
    if up:
        said.append(f"{named(up)} {_verb('move', up)} from “can wait” to due.")
    if down:
        said.append(f"{named(down)} {_verb('move', down)} from due to “can wait”.")
    if here:
        said.append(f"{named(here)} {_verb('come', here)} up this week.")
    if gone:
        said.append(f"{named(gone)} {_verb('move', gone)} out of this week.")
    return said


def _dates(before: Scene, after: Scene, today: date, are_all: bool) -> list[str]:
    """Whose next date moves: the first by name, and how many."""
    moved = [
        (before.places[contact], item)
        for contact, item in after.places.items()
        if contact in before.places and before.places[contact].day != item.day
    ]
    if not moved:
        return []
    was, now = min(moved, key=lambda pair: (min(pair[0].day, pair[1].day), pair[0].entry.contact))
    said = [f"{short_name(now.entry.name)}'s next date moves {from_to(was.day, now.day, today)}."]
    if len(moved) > 1 or not are_all:
        people = "person moves" if len(moved) == 1 else "people move"
        count = f"{number(len(moved))} {people} in all."
        said.append(count.capitalize() if are_all else f"At least {count}")
    return said


def from_to(was: date, now: date, today: date) -> str:
    """Two days: "from 3 to 10 December", "from 27 December to 6 January 2027"."""
    if (was.year, was.month) == (now.year, now.month):
        same_year = "" if now.year == today.year else f" {now.year}"
        return f"from {was.day} to {now.day} {MONTHS[now.month - 1]}{same_year}"
    return f"from {day_name(was, today)} to {day_name(now, today)}"


def named(names: Collection[str]) -> str:
    """The first three names, and how many more."""
    first = [cut(name) for name in names][:NAMED]
    rest = len(names) - len(first)
    return joined([*first, *([f"{number(rest)} more"] if rest else [])])


def _verb(verb: str, names: Sequence[str]) -> str:
    return verb if len(names) > 1 else f"{verb}s"
