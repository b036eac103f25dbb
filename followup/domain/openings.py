"""What came of staying in touch: who is thanked for it and when, how it came about, what a new job changes.

A thank-you for an opened door is independent of the rhythm: it is due from the next day on, until it is done.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from followup.domain.constants import LANDED_CADENCE, THANKS_AFTER_OPENING
from followup.domain.history import Touchpoint
from followup.domain.values import DecisionKind, OpeningKind, Standing
from followup.domain.wording import day_name, joined, number, on_day

#: What somebody is thanked for, once and more than once.
_THANKED_FOR = {
    OpeningKind.REFERRAL: ("the referral", "the referrals"),
    OpeningKind.INTRODUCTION: ("the introduction", "the introductions"),
    OpeningKind.CONVERSATION: ("the conversation", "the conversations"),
    OpeningKind.INTERVIEW: ("the way to an interview", "the ways to interviews"),
    OpeningKind.OFFER: ("the way to an offer", "the ways to offers"),
    OpeningKind.JOB: ("the way to the job", "the ways to the job"),
}
#: What may have been the "no" that an opening started from.
ENDED = frozenset(DecisionKind) - {DecisionKind.OPEN, DecisionKind.OFFER, DecisionKind.HIRED}


def due_for_thanks(today: date) -> date:
    """The newest day whose openings are due for thanks on `today`."""
    return today - timedelta(THANKS_AFTER_OPENING)


def is_due(day: date, thanked_on: date | None, standing: Standing, today: date) -> bool:
    """Whether whoever opened a door on `day` is to be thanked now. The closed, and so the dead, are left in peace."""
    return thanked_on is None and standing is not Standing.CLOSED and day <= due_for_thanks(today)


def needs_a_note(touchpoints: Iterable[Touchpoint], opened_on: date) -> bool:
    """Whether saying "thanked" logs a note: not where a direct note or a talk since the door opened may have been it.

    opened_on: the day of the opening, of several the newest.
    """
    return not any(t.day >= opened_on and (t.is_out or t.is_together) for t in touchpoints)


def thanks(name: str, kinds: Iterable[OpeningKind]) -> str:
    """What is to be done: "Thank Marta for the referral and the introductions". name: as in a sentence."""
    times = Counter(kinds)
    return f"Thank {name} for {joined([_THANKED_FOR[kind][times[kind] > 1] for kind in times])}"


def why_thanks(name: str, days: Collection[date], today: date) -> str:
    """Why somebody is to be thanked, and how much is enough. days: of the doors that they opened."""
    last = on_day(max(days), today)
    if len(days) == 1:
        return f"{name} opened a door {last}. A line in your own words is plenty."
    return f"{name} opened {number(len(days))} doors, the last {last}. A line in your own words is plenty."


@dataclass(frozen=True, slots=True)
class Ended:
    """An opportunity that somebody was met in, with its newest decision; None while there is none."""

    opportunity: int
    decision: DecisionKind | None = None
    decided_on: date | None = None
    position: int = 0


def started_from(met: Iterable[Ended]) -> int | None:
    """The "no" that an opening most likely started from: the newest that somebody was met in; None for none."""
    ended = [one for one in met if one.decision in ENDED and one.decided_on]
    newest = max(ended, key=lambda one: (one.decided_on or date.min, one.position), default=None)
    return newest.opportunity if newest else None


@dataclass(frozen=True, slots=True)
class Step:
    """An opening as a step of a path. started_from, led_to: the opportunities before and after it; None: unknown."""

    id: int
    day: date
    position: int
    started_from: int | None = None
    led_to: int | None = None


AnyStep = TypeVar("AnyStep", bound=Step)


@dataclass(frozen=True, slots=True)
class Path(Generic[AnyStep]):
    """How an opening came about: the openings from the first "no" to it, the opening itself last."""

    steps: tuple[AnyStep, ...]

    @property
    def last(self) -> AnyStep:
        """What came of it in the end, as far as this path goes."""
        return self.steps[-1]


def paths(openings: Sequence[AnyStep]) -> list[Path[AnyStep]]:
    """The path of each of `openings`, in their order.

    An opening follows the newest one before it that led to the opportunity which it started from.
    """
    order = sorted(openings, key=lambda one: (one.day, one.position))
    before: dict[int, AnyStep | None] = {}
    leading: dict[int, AnyStep] = {}
    for one in order:
        before[one.id] = leading.get(one.started_from) if one.started_from is not None else None
        if one.led_to is not None:
            leading[one.led_to] = one
    return [Path(tuple(_followed(one, before))) for one in openings]


def _followed(opening: AnyStep, before: dict[int, AnyStep | None]) -> list[AnyStep]:
    found, step = [], opening
    # Each step is before the one that follows it, so that this ends.
    while step is not None:
        found.append(step)
        step = before[step.id]
    return found[::-1]


class Landed(StrEnum):
    """What a new job plans for somebody; `THANKED`: nothing, since that was done for it before."""

    THANKS = "thanks"
    THANKED = "thanked"
    QUARTERLY = "quarterly"
    NOTHING = "nothing"


def landed(standing: Standing, cadence: int | None, opened_a_door: bool, is_thanked: bool = False) -> Landed:
    """What a new job plans for somebody: thanks for whoever opened a door, else notes every quarter.

    The closed and the address book stay as they are, and so does whoever hears from you that rarely already.
    is_thanked: their thanks were settled since a job was planned before; they are not due anew.
    """
    if standing is Standing.CLOSED:
        return Landed.NOTHING
    if opened_a_door:
        return Landed.THANKED if is_thanked else Landed.THANKS
    return Landed.QUARTERLY if cadence is not None and cadence < LANDED_CADENCE else Landed.NOTHING


def say_start(starts_on: date | None, today: date) -> str:
    """When the new job starts; nothing where that is not known."""
    if starts_on is None:
        return ""
    return f"You {'started' if starts_on < today else 'start'} on {day_name(starts_on, today)}."


def say_openers(count: int, thanked: int = 0) -> str:
    """How many opened a door and are to be thanked, and what would please them. thanked: how many were already."""
    if count == 0 and thanked:
        return "Whoever opened a door on the way has been thanked."
    if count == 0:
        return "Nobody is noted yet who opened a door on the way."
    if count == 1:
        return "One person opened a door on the way; a line from you would please them."
    return f"{number(count).capitalize()} people opened a door on the way; a line to each would please them."


def say_quarterly(count: int) -> str:
    """How many are written to every quarter from now on."""
    if count == 0:
        return "Nobody else hears from you more often than every three months."
    if count == 1:
        return "One person hears from you every three months from now on."
    return f"{number(count).capitalize()} people hear from you every three months from now on."
