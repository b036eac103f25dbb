"""What the doors of a company bring, and when (R12): the days on which it helps to be visible.

A message never mentions a moment, and nothing counts down to one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from followup.domain.constants import (
    BACKFILL_AFTER,
    MOVES_TO_A_MOMENT,
    THAW_EVERY,
    WINNER_STARTS_AFTER,
)
from followup.domain.history import Doors
from followup.domain.values import DecisionKind, Door
from followup.domain.wording import MONTHS, day_name, joined

#: What is not over, or went well: nothing there opens again.
_NOT_OVER = frozenset({DecisionKind.OPEN, DecisionKind.OFFER, DecisionKind.HIRED})
#: How many days of a thaw are told ahead: a year of them.
_THAWS_TOLD = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which it helps to be visible.

    door: None for a day on which the user wants to look again. after: days from the winner's start or the decision,
    0 for such a day. guessed: nobody said when the winner starts.
    """

    day: date
    door: Door | None
    after: int = 0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A door as the page of its opportunity tells it. door: None for "look again on".

    days: those still to come, a year of a thaw's. when, what: a sentence each, of the months that are good and of
    what fits in them.
    """

    door: Door | None
    days: tuple[date, ...]
    when: str
    what: str


def moments(doors: Iterable[Doors], first: date, last: date) -> list[Moment]:
    """The moments from `first` to `last`, both included, in order.

    doors: one for each decision; of one opportunity the newest decision counts. "Look again on" takes the place of
    what the doors would bring; a winner from inside brings nothing.
    """
    found = [moment for one in _newest(doors) for moment in _of(one, first, last)]
    return sorted(found, key=lambda moment: (moment.day, moment.after, moment.door or "", moment.guessed))


def nearest(doors: Iterable[Doors], day: date, not_before: date) -> Moment | None:
    """The moment that a date moves onto: within 10 days of `day`, the nearest, the earlier of two; None for none.

    not_before: the first day allowed; moments before it are as if they were not there.
    """
    reach = timedelta(MOVES_TO_A_MOMENT)
    found = moments(doors, max(day - reach, not_before), day + reach)
    return min(found, key=lambda moment: abs((moment.day - day).days), default=None)


def _newest(doors: Iterable[Doors]) -> list[Doors]:
    newest: dict[int, Doors] = {}
    for one in sorted(doors, key=lambda one: (one.decided_on, one.position)):
        newest[one.opportunity] = one
    return list(newest.values())


def _of(one: Doors, first: date, last: date) -> list[Moment]:
    if one.decision in _NOT_OVER:
        return []
    if one.look_again_on:
        found = [Moment(one.look_again_on, None)]
    elif one.winner_from_inside:
        found = []
    else:
        found = [*_backfills(one), *_thaws(one, first, last)]
    return [moment for moment in found if first <= moment.day <= last]


def _backfills(one: Doors) -> list[Moment]:
    if Door.BACKFILL not in one.chosen:
        return []
    start, guessed = one.winner_started_on, one.winner_started_on is None
    start = start or one.decided_on + timedelta(WINNER_STARTS_AFTER)
    return [Moment(start + timedelta(days), Door.BACKFILL, days, guessed) for days in BACKFILL_AFTER]


def _thaws(one: Doors, first: date, last: date) -> list[Moment]:
    if Door.THAW not in one.chosen:
        return []
    start, end = (first - one.decided_on).days, (last - one.decided_on).days
    # From the first multiple of 90 that is not before `first`.
    every = range(max(-(-start // THAW_EVERY), 1) * THAW_EVERY, end + 1, THAW_EVERY)
    return [Moment(one.decided_on + timedelta(days), Door.THAW, days) for days in every]


def may_open(decision: DecisionKind) -> bool:
    """Whether doors may open again where the newest decision is this one."""
    return decision not in _NOT_OVER


_ANY_TIME = {
    Door.REFERRAL: (
        "Any time is good, once you have written to each other before.",
        "Say what you do now, or pass on something useful; who knows it can think of you when they hear of a role.",
    ),
    Door.GROWTH: (
        "A good time is when there is news: a launch, an office, new people.",
        "Be glad with them in a line or two. A growing team finds its next opening by itself.",
    ),
}
_FITS = {
    Door.BACKFILL: "Be visible: a comment, or a note about their work. Whoever they chose is never the subject.",
    Door.THAW: "A light word about their work keeps you in mind. When the role comes back, they know where you are.",
}
_OVER = {
    Door.BACKFILL: "The months of this door are over. A note in your usual rhythm is all it takes.",
    None: "The day for another look is over. You can choose a new one.",
}
_FROM_INSIDE = (
    "Their choice came from inside, so their old post may open; the careers page would say so.",
    "A friendly word in your usual rhythm fits. The old post is theirs to mention.",
)


def doors_ahead(one: Doors, today: date) -> list[Ahead]:
    """What each chosen door asks for from `today` on, "look again on" first; nothing while the opportunity is open."""
    if one.decision in _NOT_OVER:
        return []
    told = [_look_again(one.look_again_on, today)] if one.look_again_on else []
    for door in (door for door in Door if door in one.chosen):
        if door in _ANY_TIME:
            told.append(Ahead(door, (), *_ANY_TIME[door]))
        elif not one.look_again_on:
            told.append(_dated(one, door, today))
    return told


def _look_again(day: date, today: date) -> Ahead:
    what = "Look at the careers page, then write a short note. You need no other reason."
    if day < today:
        return Ahead(None, (), _OVER[None], what)
    return Ahead(None, (day,), f"You meant to look again around {day_name(day, today)}.", what)


def _dated(one: Doors, door: Door, today: date) -> Ahead:
    if one.winner_from_inside:
        return Ahead(door, (), *_FROM_INSIDE)
    if door is Door.BACKFILL:
        found = [moment for moment in _backfills(one) if moment.day >= today]
    else:
        last = max(today, one.decided_on) + timedelta(THAW_EVERY * _THAWS_TOLD)
        found = _thaws(one, today, last)[:_THAWS_TOLD]
    days = tuple(moment.day for moment in found)
    when = f"Good months to be visible: {_months(days, today)}." if days else _OVER[door]
    return Ahead(door, days, when, _FITS[door])


def _months(days: Iterable[date], today: date) -> str:
    """The months of `days` in words; a year is said where it is another one, with the last month of it."""
    every = list(dict.fromkeys((day.year, day.month) for day in days))
    last_of_year = dict(every)
    names = [
        MONTHS[month - 1] + (f" {year}" if year != today.year and month == last_of_year[year] else "")
        for year, month in every
    ]
    return joined(names)
