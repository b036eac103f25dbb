"""Factories with a default for everything: named people, events in the order entered, plans for a week."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from followup.domain import schedule
from followup.domain.history import Cool, Decision, Doors, Event, History, Snooze, StandingChange, Touchpoint
from followup.domain.schedule import Kind, Plan
from followup.domain.settings import Settings
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    MetPlan,
    Stage,
    Standing,
    ToldBy,
    Weight,
)
from followup.domain.week import Entry, Hold, Note, Week

Day = date | str  # a day, or its ISO form

PEOPLE = ("Marta", "Jo", "Ruth", "Tomas", "Priya", "Sam", "Anna", "Lena", "Omar", "Yuki")
COMPANIES = {"Northwind": 1, "Contoso": 2, "Fabrikam": 3}


def on(text: Day) -> date:
    """A day, from its ISO form."""
    return text if isinstance(text, date) else date.fromisoformat(text)


def plus(day: Day, days: int) -> str:
    """The ISO form of the day `days` later."""
    return (on(day) + timedelta(days)).isoformat()


def table(cases: Mapping[str, tuple[Any, ...]], names: str = "given, today, expected"):
    """A table of cases by their id, as a parametrize mark."""
    return pytest.mark.parametrize(names.split(", "), list(cases.values()), ids=list(cases))


# Events. The place in the order of entry is given by `contact`.


def touch(day: Day, direction: Direction, **fields: Any) -> Touchpoint:
    return Touchpoint(on(day), 0, direction, **fields)


out = partial(touch, direction=Direction.OUT)
wrote = partial(touch, direction=Direction.IN)
asked = partial(wrote, wants_answer=True)
talk = partial(touch, direction=Direction.TOGETHER, channel=Channel.MEETING)
comment = partial(out, weight=Weight.AMBIENT, channel=Channel.LINKEDIN_COMMENT)
like = partial(wrote, weight=Weight.AMBIENT, channel=Channel.LINKEDIN_REACTION)


def no(
    day: Day,
    plan: MetPlan = MetPlan.KEEP,
    recorded: Day | None = None,
    part_recorded: Day | None = None,
    kind: DecisionKind = DecisionKind.TURNED_DOWN,
    company: str = "Northwind",
    **fields: Any,
) -> Decision:
    """A decision that they told; recorded on its day unless given."""
    recorded = recorded or day
    return Decision(
        on(day),
        0,
        kind=kind,
        recorded_on=on(recorded),
        part_recorded_on=on(part_recorded or recorded),
        plan=plan,
        company=company,
        **fields,
    )


thanked = partial(no, thank_now=True)
carried = partial(no, plan=MetPlan.CORRESPONDENT)  # by the correspondent
hello = partial(no, plan=MetPlan.ONE_HELLO)


def silence(
    day: Day, plan: MetPlan = MetPlan.CORRESPONDENT, stage: Stage = Stage.INTERVIEW, **fields: Any
) -> Decision:
    """An opportunity that ended without a word."""
    return no(day, plan=plan, stage=stage, **{"kind": DecisionKind.NO_ANSWER, **fields})


found_out = partial(silence, kind=DecisionKind.TURNED_DOWN, told=ToldBy.NOBODY)


def snooze(day: Day, until: Day, pinned: bool = False) -> Snooze:
    return Snooze(on(day), 0, until=on(until), pinned=pinned)


pin = partial(snooze, pinned=True)


def close(day: Day, because: Closing = Closing.RATHER_NOT) -> StandingChange:
    return StandingChange(on(day), 0, because=because)


def reopen(day: Day) -> StandingChange:
    return StandingChange(on(day), 0, because=None)


def doors(
    day: Day,
    *chosen: Door,
    kind: DecisionKind = DecisionKind.TURNED_DOWN,
    opportunity: int = 1,
    started: Day | None = None,
    look_again: Day | None = None,
    **fields: Any,
) -> Doors:
    """The doors of a decision at the company where they work."""
    return Doors(
        opportunity,
        kind,
        on(day),
        chosen=frozenset(chosen),
        winner_started_on=on(started) if started else None,
        look_again_on=on(look_again) if look_again else None,
        **fields,
    )


def meant(day: Day, **fields: Any) -> Doors:
    """Doors with one moment: the user meant to look again on `day`."""
    return doors("2025-01-01", look_again=day, **fields)


def cool(day: Day) -> Cool:
    return Cool(on(day), 0)


def cool_ended(day: Day) -> Cool:
    return Cool(on(day), 0, ended=True)


# People.


def contact(*events: Event, name: str = "Marta", added: Day = "2025-01-01", **fields: Any) -> History:
    """A contact with `events`, given in the order in which they were entered. The cadence is 30 unless given."""
    given: Day | None = fields.pop("cadence_given", None)
    numbered = [replace(event, position=place) for place, event in enumerate(events, start=1)]
    return bare(
        numbered,
        name=name,
        added_on=on(added),
        cadence_given_on=on(given) if given else None,
        **{"cadence": 30, "company": "Northwind", **fields},
    )


def bare(events: Iterable[Event], **fields: Any) -> History:
    """A history of events that have their places already."""
    every = list(events)
    return History(
        touchpoints=tuple(e for e in every if isinstance(e, Touchpoint)),
        decisions=tuple(e for e in every if isinstance(e, Decision)),
        snoozes=tuple(e for e in every if isinstance(e, Snooze)),
        standing_changes=tuple(e for e in every if isinstance(e, StandingChange)),
        cools=tuple(e for e in every if isinstance(e, Cool)),
        **fields,
    )


marta = partial(contact, name="Marta")
jo = partial(contact, name="Jo", cadence=None)
ruth = partial(contact, name="Ruth")
tomas = partial(contact, name="Tomas")
priya = partial(contact, name="Priya")


def newest_day(history: History) -> date:
    """The day on which the newest event was dated or entered, or the cadence given."""
    days = [event.day for event in history.events()]
    recorded = [decision.recorded for decision in history.decisions]
    given = [history.cadence_given_on] if history.cadence_given_on else []
    return max([history.added_on, *days, *recorded, *given])


def plan(history: History, today: Day | None = None, settings: Settings | None = None) -> Plan:
    """The plan for `today`, by default the day of the newest event."""
    return schedule.plan(history, settings or Settings(), on(today) if today else newest_day(history))


def said(found: Plan) -> str:
    """A plan in three words: the date, the rule, the standing."""
    return f"{found.due_on or 'none'} {found.rule} {found.standing}"


# The week.


def entry(
    name: str = "Ruth",
    due: Day | None = "2026-03-04",
    company: str | None = None,
    *,
    kind: Kind = Kind.ORDINARY,
    advice: Weight = Weight.DIRECT,
    standing: Standing = Standing.ACTIVE,
    interval: int | None = 30,
    why: str = "A month since your last note.",
    contact: int | None = None,
    **fields: Any,
) -> Entry:
    """One contact of the week; the id follows from the name, the company's from its name."""
    found = Plan(
        due_on=on(due) if due else None,
        earliest_on=None,
        standing=standing,
        since=None,
        interval=interval,
        rule="R10",
        kind=kind,
        advice=advice,
        channel=Channel.EMAIL,
        why=why,
    )
    return Entry(
        contact=contact if contact is not None else number(name),
        name=name,
        plan=found,
        company=COMPANIES[company] if company else None,
        company_name=company or "",
        **fields,
    )


answer = partial(entry, kind=Kind.ANSWER)
late_answer = partial(entry, kind=Kind.LATE_ANSWER)
thank = partial(entry, kind=Kind.THANK)
pinned = partial(entry, kind=Kind.PINNED)
ambient = partial(entry, advice=Weight.AMBIENT)


def number(name: str) -> int:
    """The id of a person of `PEOPLE`."""
    return PEOPLE.index(name) + 1


def note(name: str, day: Day, company: str = "Northwind") -> Note:
    """A direct outbound to somebody of a company."""
    return Note(COMPANIES[company], number(name), on(day))


def hold(
    until: Day, company: str | None = "Northwind", made: Day = "2026-02-20", kind: HoldKind = HoldKind.SELF
) -> Hold:
    return Hold(COMPANIES[company] if company else None, kind, on(made), on(until))


def boxes(week: Week) -> dict[str, str]:
    """Who is in which list of the week, in order; empty lists left out."""
    lists = ("waiting", "due", "later", "can_wait", "held")
    names = {box: " ".join(item.entry.name for item in getattr(week, box)) for box in lists}
    return {box: found for box, found in names.items() if found}
