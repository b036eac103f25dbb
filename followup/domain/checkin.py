"""How one feels toward a company, in four statements, and the route that follows: ready, light touch, rest.

A sting is healthy; resentment is what waits. Nothing here is a score, and nothing blocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from followup.domain.constants import (
    ASKED_FOR_DAYS,
    LIGHT_TOUCH_DAYS,
    REST_DAYS,
    RESTS_BEFORE_TALKING,
    TALKING_AGAIN_AFTER,
)
from followup.domain.errors import Invalid
from followup.domain.values import Route
from followup.domain.wording import counted, cut, day_name

#: What is said where one of the four has no answer.
CHOOSE = "Choose one of the five, from “not at all” to “very much”."


@dataclass(frozen=True, slots=True)
class Feelings:
    """How far each statement holds toward one company, 1 (not at all) to 5 (very much).

    sting: "It still stings". avoid: "I'd rather avoid them". regret: "I'd like them to regret it". well: "I wish
    them well". Raises Invalid at the field of any other number.
    """

    sting: int
    avoid: int
    regret: int
    well: int

    def __post_init__(self) -> None:
        """Raises Invalid where a statement has no such number."""
        for field in fields(self):
            if getattr(self, field.name) not in range(1, 6):
                raise Invalid(CHOOSE, field.name)


def route(feelings: Feelings) -> Route:
    """What follows: rest for resentment, a light touch for a sting or something in between, else ready."""
    hard, well = max(feelings.avoid, feelings.regret), feelings.well
    if hard >= 4 or well <= 2:
        return Route.REST
    if feelings.sting >= 4 or hard == 3 or well == 3:
        return Route.LIGHT_TOUCH
    return Route.READY


def rest_until(today: date) -> date:
    """The day on which the company's rest ends and Followup asks again; the rest does not include it."""
    return today + timedelta(REST_DAYS)


def light_touch_until(today: date) -> date:
    """The day on which a light touch ends (`History.light_until`); it does not include it."""
    return today + timedelta(LIGHT_TOUCH_DAYS)


def sentence(route: Route, company: str, today: date, until: date | None = None) -> str:
    """What follows, and why. company: its name, "" for none. until: None only where it is ready."""
    name = cut(company)
    if until is None or route is Route.READY:
        return f"A plain, friendly note {f'to {name}' if name else 'there'} is fine, whenever its day comes."
    where, day = f"with {name}" if name else "there", day_name(until, today)
    if route is Route.REST:
        return f"Quiet {where} until {day}: notes written with a lighter heart land better. Writing anyway is fine."
    return f"A light touch {where} until {day}, while things settle: a comment, or two sentences of thanks."


def suggests_talking(
    check_ins: Iterable[tuple[date, Route]], last_suggested_on: date | None, today: date
) -> bool:
    """Whether to suggest talking to somebody: three rests in a row at one company, not within 60 days of the last.

    check_ins: of the company, in the order given; of one day the last counts. last_suggested_on: for whichever
    company, None for never.
    """
    if len(_rests(check_ins, today)) < RESTS_BEFORE_TALKING:
        return False
    return last_suggested_on is None or (today - last_suggested_on).days >= TALKING_AGAIN_AFTER


def weeks_heavy(check_ins: Iterable[tuple[date, Route]], today: date) -> int:
    """For how many whole weeks the company has rested, for `talking_sentence`; check-ins as in `suggests_talking`."""
    rests = _rests(check_ins, today)
    return (today - min(rests, default=today)).days // 7


def _rests(check_ins: Iterable[tuple[date, Route]], today: date) -> list[date]:
    """The days of the newest rests in a row, newest first."""
    of_day = {day: found for day, found in check_ins if day <= today}
    rests: list[date] = []
    for day in sorted(of_day, reverse=True):
        if of_day[day] is not Route.REST:
            break
        rests.append(day)
    return rests


def talking_sentence(weeks: int, own_contact: str | None = None) -> str:
    """Suggest talking to somebody, once. weeks: how long it has been heavy. own_contact: whom the user saved for it."""
    long = f" for {counted(weeks, 'week')}" if weeks > 0 else ""
    talk = f"This one has stayed heavy{long}. Talking it over can help: a friend, a coach, a counsellor."
    return f"{talk} You saved {cut(own_contact)}." if own_contact else talk


def asks(decision_day: date, recorded_on: date, last_asked_on: date | None, today: date) -> bool:
    """Whether the four statements are offered beside a decision: on the day of recording, once a day, while fresh.

    last_asked_on: for whichever company, None for never.
    """
    if recorded_on != today or (last_asked_on is not None and last_asked_on >= today):
        return False
    return (today - decision_day).days <= ASKED_FOR_DAYS
