"""Whom to write to this week, across contacts: hold (W1), order (W2), company gap (W3), budget (W4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from followup.domain import why
from followup.domain.constants import FIRST_HELLOS_A_WEEK, LATENESS_CAP, MONTH
from followup.domain.schedule import Kind, Plan
from followup.domain.settings import Settings
from followup.domain.values import HoldKind, Standing, Weight

_BEYOND_BUDGET = (Kind.ANSWER, Kind.THANK, Kind.PINNED)
_BEYOND_GAP = (*_BEYOND_BUDGET, Kind.LATE_ANSWER)


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact's plan with what the week needs to know.

    company: the id of where they work now, None for nowhere. cadence: days, None for none. stage: the rank of the
    furthest (`Stage.rank`), -1 for none.
    """

    contact: int
    name: str
    plan: Plan
    company: int | None = None
    company_name: str = ""
    cadence: int | None = None
    stage: int = -1
    correspondent: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A company (or everything: None) rests from `made_on` until the day `until`, not included."""

    company: int | None
    kind: HoldKind
    made_on: date
    until: date

    def covers(self, company: int | None, day: date) -> bool:
        """Whether somebody of `company` rests on `day`."""
        return self.made_on <= day < self.until and self.company in (None, company)


@dataclass(frozen=True, slots=True)
class Note:
    """A direct outbound to somebody of a company that is not an answer: it opens a company gap."""

    company: int
    contact: int
    day: date


@dataclass(frozen=True, slots=True)
class Item:
    """An entry placed in the week: its day and why. moved_to, moved_by: the day and the rule ("W1", "W3"), if any."""

    entry: Entry
    day: date
    why: str
    moved_to: date | None = None
    moved_by: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether its date is over and nothing moved it."""
        return self.moved_to is None and _due(self.entry) < self.day


@dataclass(frozen=True, slots=True)
class Week:
    """What is shown for the week from `start` to `end`, each list in the order of W2. reached: a count (W4)."""

    start: date
    end: date
    waiting: list[Item] = field(default_factory=list)
    due: list[Item] = field(default_factory=list)
    later: list[Item] = field(default_factory=list)
    can_wait: list[Item] = field(default_factory=list)
    held: list[Item] = field(default_factory=list)
    reached: int = 0


def bounds(today: date, first_weekday: int) -> tuple[date, date]:
    """The first and the last day of the week that holds `today`; `first_weekday` is 0 for Monday."""
    start = today - timedelta((today.weekday() - first_weekday) % 7)
    return start, start + timedelta(6)


def plan(
    plans: Iterable[Entry],
    holds: Sequence[Hold],
    notes: Sequence[Note],
    reached: int,
    settings: Settings,
    today: date,
) -> Week:
    """The week that holds `today`.

    notes: the companies' direct outbounds, those of the last gap and those since the earliest due date.
    reached: how many contacts count toward the budget already. Closed contacts and those without a date, or
    with a date after the week, are left out.
    """
    start, end = bounds(today, settings.first_weekday)
    week = Week(start, end, reached=reached)
    rank = Ranking(holds, notes, settings, today)
    free: list[Entry] = []
    for entry in sorted((e for e in plans if _is_dated(e) and _due(e) <= end), key=rank.key):
        hold = held_by(entry, holds, today)
        if hold:
            week.held.append(Item(entry, max(hold.until, _due(entry)), _held_why(entry, hold, today)))
        else:
            free.append(_answer_despite(entry, holds, today))
    room = max(settings.budget - reached, 0)
    for item in _placed([(entry, max(_due(entry), today)) for entry in free], rank):
        beyond = item.entry.plan.kind in _BEYOND_BUDGET
        if item.day > end:
            week.later.append(item)
            continue
        if not beyond and room == 0:
            week.can_wait.append(item)
            continue
        if not beyond:
            room -= 1
        (week.waiting if item.is_waiting else week.due).append(item)
    return week


def spread(week: Week, settings: Settings) -> list[tuple[int, date]]:
    """W5: the waiting ones that the budget leaves out, each with the first day of a coming week, in W2's order.

    The budget a week; with a budget of none, one a week.
    """
    waiting = [item for item in week.can_wait if item.is_waiting]
    a_week = max(settings.budget, 1)
    return [
        (item.entry.contact, week.end + timedelta(1 + 7 * (place // a_week)))
        for place, item in enumerate(waiting)
    ]


def first_hellos(many: int, taken: Mapping[date, int], today: date, first_weekday: int) -> list[date]:
    """W5: the days of so many first hellos, three a week from next week on.

    taken: how many there are already, by the first day of their week.
    """
    _, end = bounds(today, first_weekday)
    day, left, found = end + timedelta(1), dict(taken), []
    while len(found) < many:
        room = max(FIRST_HELLOS_A_WEEK - left.get(day, 0), 0)
        found += [day] * min(room, many - len(found))
        day += timedelta(7)
    return found


def places(
    plans: Iterable[Entry],
    holds: Sequence[Hold],
    notes: Sequence[Note],
    settings: Settings,
    today: date,
) -> dict[int, Item]:
    """Where W1 and W3 put each contact's date, by contact, those of this week first, as the week has it.

    For a contact page, `plan` and the preview of a "no": `plans` are those of the contact's company.
    """
    _, end = bounds(today, settings.first_weekday)
    rank = Ranking(holds, notes, settings, today)
    starts: list[tuple[Entry, date]] = []
    resting: dict[int, Hold] = {}
    for entry in filter(_is_dated, plans):
        day = max(_due(entry), today)
        while hold := held_by(entry, holds, day):
            day, resting[entry.contact] = hold.until, hold
        starts.append((entry, day))
    starts.sort(key=lambda start: (start[1] > end, rank.key(start[0])))
    found = {}
    for item in _placed(starts, rank):
        hold = resting.get(item.entry.contact)
        if hold and item.moved_to is None:
            item = Item(item.entry, item.day, _held_why(item.entry, hold, today), item.day, "W1")
        found[item.entry.contact] = item
    return found


def _is_dated(entry: Entry) -> bool:
    return entry.plan.due_on is not None and entry.plan.standing is not Standing.CLOSED


def held_by(entry: Entry, holds: Iterable[Hold], day: date) -> Hold | None:
    """W1: the hold that covers `entry` on `day`, the longest of several; None for none. Your turn is never held."""
    if entry.plan.kind in (Kind.ANSWER, Kind.LATE_ANSWER):
        return None
    covering = [hold for hold in holds if hold.covers(entry.company, day)]
    return max(covering, key=lambda hold: hold.until, default=None)


def _held_why(entry: Entry, hold: Hold, today: date) -> str:
    return why.held(None if hold.company is None else entry.company_name, hold.until, today)


def _answer_despite(entry: Entry, holds: Iterable[Hold], today: date) -> Entry:
    """An entry that is your turn although its company rests says so."""
    hold = next((hold for hold in holds if hold.covers(entry.company, today)), None)
    if hold is None or entry.plan.kind is not Kind.ANSWER:
        return entry
    sentence = why.wrote_while_held(entry.name, None if hold.company is None else entry.company_name)
    return replace(entry, plan=replace(entry.plan, why=sentence))


def _due(entry: Entry) -> date:
    if entry.plan.due_on is None:
        raise ValueError("a contact without a date has no place in the week")
    return entry.plan.due_on


@dataclass(frozen=True)
class Ranking:
    """W2: the order of the week."""

    holds: Sequence[Hold]
    notes: Sequence[Note]
    settings: Settings
    today: date

    def key(self, entry: Entry) -> tuple:
        """Your turn; thank now; pinned; then lateness in intervals; due; stage; correspondent; name; id."""
        kinds = {kind: place for place, kind in enumerate(_BEYOND_BUDGET)}
        return (
            kinds.get(entry.plan.kind, len(kinds)),
            -self.lateness(entry),
            _due(entry),
            -entry.stage,
            not entry.correspondent,
            entry.name.casefold(),
            entry.contact,
        )

    def lateness(self, entry: Entry) -> float:
        """Days since it was first allowed, in intervals: 0 at least, 2 at most."""
        interval = entry.plan.interval or entry.cadence or MONTH
        days = (self.today - self.allowed_on(entry)).days
        return min(max(days / interval, 0.0), LATENESS_CAP)

    def allowed_on(self, entry: Entry) -> date:
        """The latest of due, the hold's end and the first company gap's end."""
        due = _due(entry)
        allowed = due
        if entry.plan.kind not in (Kind.ANSWER, Kind.LATE_ANSWER):
            ends = [hold.until for hold in self.holds if hold.company in (None, entry.company)]
            allowed = max([allowed, *(end for end in ends if end <= self.today)])
        if is_spaced(entry):
            gap = timedelta(self.settings.company_gap)
            first = min((day for day in self.others(entry) if day + gap > due), default=None)
            if first:
                allowed = max(allowed, first + gap)
        return allowed

    def others(self, entry: Entry) -> list[date]:
        """The days of the direct outbounds to somebody else of the contact's company."""
        return [
            day for contact, day in self._by_company.get(entry.company or 0, ()) if contact != entry.contact
        ]

    @cached_property
    def _by_company(self) -> Mapping[int, Sequence[tuple[int, date]]]:
        found = defaultdict(list)
        for note in self.notes:
            found[note.company].append((note.contact, note.day))
        return found


def is_spaced(entry: Entry) -> bool:
    """Whether W3 may move it: a direct plan to somebody of a company that is no answer, thanks or pinned."""
    return (
        entry.company is not None
        and entry.plan.advice is Weight.DIRECT
        and entry.plan.kind not in _BEYOND_GAP
    )


def _placed(starts: Iterable[tuple[Entry, date]], rank: Ranking) -> list[Item]:
    """W3: walk the entries in order, each with its first day, and move what comes too close to a colleague's."""
    gap = timedelta(rank.settings.company_gap)
    taken: dict[int, list[date]] = defaultdict(list)
    items = []
    for entry, start in starts:
        day = start
        if is_spaced(entry) and entry.company is not None:
            day = _first_free(start, rank.others(entry), taken[entry.company], gap)
        if opens_gap(entry) and entry.company is not None:
            taken[entry.company].append(day)
        if day == start:
            items.append(Item(entry, day, entry.plan.why))
        else:
            sentence = why.moved(entry.company_name, day, gap.days, rank.today)
            items.append(Item(entry, day, sentence, day, "W3"))
    return items


def opens_gap(entry: Entry) -> bool:
    """Whether its colleagues wait once it is placed: any direct plan but an answer."""
    return entry.plan.advice is Weight.DIRECT and entry.plan.kind not in (Kind.ANSWER, Kind.LATE_ANSWER)


def _first_free(day: date, sent: Sequence[date], taken: Sequence[date], gap: timedelta) -> date:
    """The first day from `day` on that is `gap` after every note sent before it, and away from every day taken.

    A note of a later day, which only a preview has, moves nobody: whoever comes first is placed first.
    """
    for other in sorted([*sent, *taken]):
        if other - day < gap and day - other < gap and (other <= day or other in taken):
            day = other + gap
    return day
