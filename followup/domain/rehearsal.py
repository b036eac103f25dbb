"""What would come next: if somebody is written to today, and if nothing is said. Nothing else is assumed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup.domain import schedule, week
from followup.domain.history import History, Touchpoint
from followup.domain.schedule import Kind, Plan
from followup.domain.settings import Settings
from followup.domain.standing import answers
from followup.domain.values import Standing
from followup.domain.week import Entry, Hold, Item, Note
from followup.domain.wording import cut, day_name, short_name

_ANSWERS = (Kind.ANSWER, Kind.LATE_ANSWER)


@dataclass(frozen=True, slots=True)
class Scene:
    """A contact's entry among those of the same company, with the holds and notes around them."""

    entry: Entry
    history: History
    others: Sequence[Entry]
    holds: Sequence[Hold]
    notes: Sequence[Note]
    settings: Settings


def if_written(scene: Scene, today: date) -> tuple[Entry, Item | None]:
    """The entry after a direct note of today, and where W1 and W3 put its date (None: no date)."""
    entry, history = scene.entry, scene.history.until(today)
    position = max((event.position for event in history.events()), default=0) + 1
    written = history.with_touchpoint(Touchpoint(today, position))
    after = replace(entry, plan=schedule.plan(written, scene.settings, today))
    notes: Iterable[Note] = scene.notes
    if entry.company is not None and position not in answers(written):
        notes = [*notes, Note(entry.company, entry.contact, today)]
    placed = week.places([after, *scene.others], scene.holds, list(notes), scene.settings, today)
    return after, placed.get(entry.contact)


def say_if_written(scene: Scene, today: date) -> str | None:
    """What `if_written` finds, in a sentence; None where nothing may be written (R1)."""
    plan = scene.entry.plan
    if plan.standing is Standing.CLOSED:
        return None
    name = short_name(scene.history.name, scene.history.called)
    verb = "answer" if plan.kind in _ANSWERS else "write"
    after, item = if_written(scene, today)
    if item is None:
        return f"If you {verb} today, the next word is up to {name}; no date until then."
    day = day_name(item.day, today)
    if item.moved_by == "W1":
        return f"If you {verb} today, the next note to {name} waits until {day}, when the quiet is over."
    if item.moved_by == "W3":
        others = f"the others at {cut(after.company_name)}" if after.company_name else "the others there"
        return f"If you {verb} today, the next note to {name} is around {day}, in turn with {others}."
    if after.plan.standing is Standing.RESTING:
        return f"If you {verb} today, {name} rests until {day}, unless they write."
    if after.plan.standing is Standing.DORMANT:
        return f"If you {verb} today, you have done your part; then a yearly hello, around {day}."
    return f"If you {verb} today, the next note to {name} is around {day}."


def say_if_silent(plan: Plan, history: History, settings: Settings, today: date) -> str | None:
    """What becomes of the date if nothing is said, where that helps; None where it does not."""
    if plan.standing is Standing.CLOSED or plan.due_on is None:
        return None
    if plan.lapses_on:
        return _lapsed(plan, plan.lapses_on, history, settings, today)
    if plan.due_on > today:
        return None
    if plan.kind in _ANSWERS:
        return "If you say nothing, it stays here, and a late answer is welcome, too."
    return "If you say nothing, the date waits here. It will keep."


def _lapsed(plan: Plan, lapses_on: date, history: History, settings: Settings, today: date) -> str:
    name, day = short_name(history.name, history.called), day_name(lapses_on, today)
    if plan.kind is not Kind.THANK:
        return f"If you say nothing, the closing note is let go after {day}, and {name} rests."
    then = schedule.plan(history, settings, lapses_on + timedelta(1))
    if then.due_on is None:
        return f"If you say nothing, the days for thanks are over after {day}. That is fine, too."
    hello = day_name(then.due_on, today)
    return (
        f"If you say nothing, the days for thanks are over after {day}; a first hello is due around {hello}."
    )
