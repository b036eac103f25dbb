"""What holds for every history: the promises of the rules of tact, tried on generated lives."""

import math
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from followup.domain import met, moments, schedule, week, why
from followup.domain.history import Decision, Doors, Event, History, Touchpoint
from followup.domain.met import Met
from followup.domain.schedule import Kind
from followup.domain.settings import Settings
from followup.domain.standing import answers
from followup.domain.values import (
    CADENCES,
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    MetPlan,
    Part,
    Stage,
    Standing,
    ToldBy,
    Tone,
    Weight,
)
from followup.domain.week import Entry, Hold, Note
from followup.domain.wording import MONTHS, WEEKDAYS, cut, short_name
from tests.domain.build import (
    asked,
    bare,
    close,
    contact,
    cool,
    cool_ended,
    hello,
    newest_day,
    no,
    on,
    out,
    plan,
    plus,
    reopen,
    said,
    silence,
    snooze,
    talk,
    touch,
    wrote,
)

RULES = Settings()
START = date(2026, 1, 1)
THOROUGH = settings(derandomize=True, deadline=None, max_examples=200)
MODEST = settings(derandomize=True, deadline=None, max_examples=40)
FEW = settings(derandomize=True, deadline=None, max_examples=12)

# Generated lives: gaps between events that lie on and beside the limits of the rules.

GAPS = st.sampled_from([0, 0, 1, 2, 3, 4, 7, 13, 14, 15, 20, 30, 35, 60, 90, 182, 183, 365, 366, 541])
TONES = st.sampled_from([None, None, Tone.WARM, Tone.BRIEF])
CHANNELS = st.sampled_from([Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN_MESSAGE])
YES_OR_NO = st.booleans()
MOSTLY = st.sampled_from([True, True, True, True, False])


def touchpoints(days: st.SearchStrategy[date]) -> st.SearchStrategy[Touchpoint]:
    """Exchanges of all sorts: direct ones are the most frequent."""
    weights = st.sampled_from([Weight.DIRECT, Weight.DIRECT, Weight.AMBIENT])
    return st.builds(
        Touchpoint,
        days,
        st.just(0),
        st.sampled_from([Direction.OUT, Direction.OUT, Direction.IN, Direction.TOGETHER]),
        weights,
        CHANNELS,
        TONES,
        YES_OR_NO,
        MOSTLY,
    )


@st.composite
def decisions(draw, day: date, plans: tuple[MetPlan, ...] = tuple(MetPlan), late: bool = True) -> Decision:
    delays = st.sampled_from([0, 0, 1, 14, 15, 29, 60]) if late else st.just(0)
    return Decision(
        day,
        0,
        kind=draw(st.sampled_from([DecisionKind.TURNED_DOWN, DecisionKind.FROZEN, DecisionKind.NO_ANSWER])),
        recorded_on=day + timedelta(draw(delays)),
        part_recorded_on=day + timedelta(draw(delays)),
        stage=draw(st.sampled_from([Stage.SCREEN, Stage.INTERVIEW, Stage.FINAL_ROUND])),
        told=draw(st.sampled_from([ToldBy.PERSON, ToldBy.PERSON, ToldBy.NOBODY])),
        told_you=draw(YES_OR_NO),
        part=draw(st.sampled_from(list(Part))),
        plan=draw(st.sampled_from(plans)),
        thank_now=draw(YES_OR_NO),
        company="Northwind",
    )


@st.composite
def events(
    draw, snoozes: bool = True, closings: bool = True, least: int = 0, **of_decisions: Any
) -> list[Event]:
    """Up to ten events in the order of their days, without places."""
    day, found = START, []
    for gap in draw(st.lists(GAPS, min_size=least, max_size=10)):
        day += timedelta(gap)
        kind = draw(
            st.sampled_from(["touch"] * 6 + ["letter"] + ["decision"] * 2 + ["cool", "snooze", "standing"])
        )
        if kind == "decision":
            found.append(draw(decisions(day, **of_decisions)))
        elif kind == "letter":
            found.append(asked(day))
        elif kind == "cool":
            found.append(draw(st.sampled_from([cool, cool_ended]))(day))
        elif kind == "snooze" and snoozes:
            ahead = day + timedelta(draw(st.sampled_from([0, 1, 7, 40, 200])))
            found.append(snooze(day, ahead, draw(YES_OR_NO)))
        elif kind == "standing" and closings:
            found.append(close(day) if draw(YES_OR_NO) else reopen(day))
        else:
            found.append(draw(touchpoints(st.just(day))))
    return found


@st.composite
def histories(draw, shuffled: bool = True, **of_events: Any) -> History:
    """A contact with a generated life, its events entered in any order."""
    found = draw(events(**of_events))
    if shuffled:
        found = draw(st.permutations(found))
    return contact(
        *found,
        added=plus(START, draw(st.sampled_from([-300, 0, 10, 200]))),
        cadence=draw(st.sampled_from([None, 30, *CADENCES])),
        taper=draw(MOSTLY),
        cadence_given=draw(st.sampled_from([None, None, None, plus(START, 100)])),
    )


def changed(history: History, found: list[Event]) -> History:
    """The same contact with other events, which have their places."""
    fields = ("name", "called", "company", "added_on", "cadence", "cadence_given_on", "taper", "known")
    fields += ("light_until", "doors")
    return bare(found, **{name: getattr(history, name) for name in fields})


def entered_after(history: History, event: Event) -> History:
    """The same contact with one more event, entered now."""
    place = max((known.position for known in history.events()), default=0) + 1
    return changed(history, [*history.events(), replace(event, position=place)])


def streak(history: History, today: date) -> int:
    return len(schedule.look(history, RULES, today).facts.tries)


BANNED = (
    "!", "overdue", "lose touch", "ignored", "streak", "%", "per cent", "countdown", "probation", "resentful",
    "not ready", "their loss", "what they missed", "happens for a reason", "rejection", "you haven't written",
    "checking in", "ghosted", "circling back", "touching base", "following up", "pipeline", "prospect",
    "None", "  ", "{", "with until", "at don't",
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "Marta",
        "A" * 200,
        "Ruth " + "B" * 195,
        "ليلى عبد الرحمن الأحمد",
        "山田" * 100,
        "Dr " + "C" * 197,
        "Jo",
        "🙂" * 50,
    ]
)
EMPLOYERS = st.sampled_from(["Northwind", "", "N" * 200, "شركة الاتصالات السعودية المحدودة", "株式会社" * 40])
DATED = (*MONTHS, *WEEKDAYS, "today", "yesterday", "week", "month", "year", "days")


def fair(sentence: str, name: str, company: str) -> None:
    """Whether a sentence is one that Followup would say."""
    assert 0 < len(sentence) <= 140, (len(sentence), sentence)
    assert sentence.endswith("."), sentence
    for phrase in BANNED:
        assert phrase.casefold() not in sentence.casefold(), (phrase, sentence)
    facts = [short_name(name), cut(company), *DATED]
    assert any(fact in sentence for fact in facts if fact), sentence
    for whole in (name, company):
        assert len(whole) <= 24 or whole not in sentence
        assert len(whole) <= 24 or whole[:24] not in sentence


def test_it_works():
    """The generators and helpers of the properties, on lives that are known."""
    history = contact(out("2026-03-01"), wrote("2026-03-05", wants_answer=True))
    assert said(plan(entered_after(history, out("2026-03-06")))) == "2026-04-05 R10 active"
    assert streak(contact(out("2026-03-01"), out("2026-03-09")), on("2026-03-09")) == 2
    fair("Monthly; you talked with Ruth yesterday.", "Ruth", "")
    for unfair in ("Five days overdue, Ruth.", "Keep it up.", "Ruth" * 40 + ".", ""):
        with pytest.raises(AssertionError):
            fair(unfair, "Ruth", "")


# 1


@THOROUGH
@given(histories(least=2, snoozes=False, plans=(MetPlan.KEEP,)), st.data())
def test_a_touchpoint_dated_before_the_newest_never_moves_the_day_that_the_clock_counts_from(before, data):
    counted = [t.day for t in before.touchpoints if t.counts]
    assume(counted)
    earlier = st.integers(1, 700).map(lambda days: max(counted) - timedelta(days))
    after = entered_after(before, data.draw(touchpoints(earlier)))
    today = newest_day(before)
    first, then = plan(before, today), plan(after, today)
    assume(first.rule not in ("R1", "R2", "R4", "R5", "R6"))
    assume(then.rule not in ("R1", "R2", "R4", "R5", "R6"))
    assert first.since == then.since == max(counted)


# 2


@THOROUGH
@given(histories(least=1), st.data())
def test_ambient_never_raises_the_streak(before, data):
    today = newest_day(before)
    day = today - timedelta(data.draw(st.integers(0, 600)))
    direction = data.draw(st.sampled_from([Direction.OUT, Direction.IN]))
    after = entered_after(before, touch(day, direction, weight=Weight.AMBIENT))
    assert streak(after, today) == streak(before, today)


# 3


@THOROUGH
@given(histories(), st.sampled_from([*Closing, None]), st.lists(GAPS, max_size=3))
def test_a_closed_contact_is_never_due_anywhere(before, because, later):
    today = newest_day(before)
    closing = close(today, because) if because else wrote(today, tone=Tone.DECLINED, wants_answer=True)
    after = entered_after(before, closing)
    for days in later:  # whatever comes later but a reopening
        today += timedelta(days)
        for event in (out(today), wrote(today, wants_answer=True), snooze(today, today, True), no(today)):
            after = entered_after(after, event)
    found = plan(after, today)
    assert (found.due_on, found.standing, found.rule) == (None, Standing.CLOSED, "R1")
    entry = Entry(1, after.name, found, 1, "Northwind", after.cadence)
    for day in (today, today + timedelta(400)):
        shown = week.plan([entry], [], [], 0, RULES, day)
        assert not [*shown.waiting, *shown.due, *shown.later, *shown.can_wait, *shown.held]
        assert week.places([entry], [], [], RULES, day) == {}


# 4


# A note at the end, and what may make somebody due soon after it.
TAILS = st.sampled_from(
    [(wrote, out), (talk, out), (out, talk), (out, wrote), (out, hello), (out, silence), (out,)]
)


@THOROUGH
@given(
    histories(snoozes=False, closings=False),
    TAILS,
    st.integers(0, 9),
    st.sampled_from([0, 1, 30, 100]),
    st.sampled_from([14, 30, 45]),
)
def test_nobody_is_written_to_again_within_the_gap(history, tail, days, later, gap):
    today = newest_day(history)
    for make in tail:
        today += timedelta(days)
        history = entered_after(history, make(today))
    found = plan(history, today + timedelta(later), Settings(gap=gap))
    assume(found.due_on and found.advice is Weight.DIRECT)
    assume(found.rule not in ("R2", "R3") and found.kind is not Kind.THANK)
    sent = max(t.day for t in history.touchpoints if t.is_out)
    assert found.due_on is not None
    assert (found.due_on - sent).days >= gap


@st.composite
def companies(draw) -> list[History]:
    """The people of one company: two to five lives that overlap."""
    return draw(st.lists(histories(least=1, closings=False), min_size=2, max_size=5))


def colleagues(histories: list[History], today: date) -> tuple[list[Entry], list[Note]]:
    entries, notes = [], []
    for place, history in enumerate(histories, start=1):
        entries.append(
            Entry(place, f"{history.name} {place}", plan(history, today), 1, "Northwind", history.cadence)
        )
        answering = answers(history)
        notes += [
            Note(1, place, t.day) for t in history.touchpoints if t.is_out and t.position not in answering
        ]
    return entries, notes


@THOROUGH
@given(companies(), st.sampled_from([0, 1, 7, 40]))
def test_no_two_of_a_company_hear_within_a_fortnight(histories, later):
    today = max(newest_day(history) for history in histories) + timedelta(later)
    entries, notes = colleagues(histories, today)
    found = list(week.places(entries, [], notes, RULES, today).values())
    _, end = week.bounds(today, RULES.first_weekday)
    direct = [item for item in found if item.entry.plan.advice is Weight.DIRECT]
    spaced = [item for item in direct if item.entry.plan.kind is Kind.ORDINARY]
    early = [item for item in direct if item.entry.plan.kind in (Kind.THANK, Kind.PINNED) and item.day <= end]
    for item in spaced:
        others = [note.day for note in notes if note.contact != item.entry.contact]
        assert all((item.day - day).days >= 14 for day in others)
        placed = [other.day for other in [*spaced, *early] if other.entry.contact != item.entry.contact]
        assert all(abs((item.day - day).days) >= 14 for day in placed)
    # What is excepted stays where it is.
    assert all(item.moved_to is None for item in found if item not in spaced)


@dataclass
class Person:
    """Somebody in a simulation: what happened so far, where they work."""

    entry: Entry
    history: History
    sent: list[date] = field(default_factory=list)

    def planned(self, today: date) -> Entry:
        return replace(self.entry, plan=schedule.plan(self.history, RULES, today))

    def log(self, event: Event) -> None:
        self.history = entered_after(self.history, event)


# 5


PARTS = st.lists(st.sampled_from(list(Part)), min_size=1, max_size=9)
WORST = [Part.HIRING_MANAGER, Part.PANEL, Part.PANEL, Part.HR, Part.PEER, Part.REFERRER]


@MODEST
@given(
    PARTS,
    st.integers(-1, 8),
    st.sampled_from(list(Stage)),
    st.sampled_from([0, 0, 1, 10, 14, 15, 20, 50]),
    YES_OR_NO,
)
@example(WORST, 0, Stage.FINAL_ROUND, 0, True)
@example(WORST, 3, Stage.OFFER, 0, False)
@example(WORST, 5, Stage.FINAL_ROUND, 15, False)
@example([Part.AGENCY, Part.HIRING_MANAGER, Part.REFERRER], 1, Stage.FINAL_ROUND, 0, False)
@example([Part.OTHER] * 9, 8, Stage.FINAL_ROUND, 0, False)
def test_a_silent_company_hears_five_notes_in_half_a_year_at_most(parts, teller, stage, delay, comments):
    day, recorded = START, START + timedelta(delay)
    people = [Met(part, told_you=place == teller) for place, part in enumerate(parts)]
    employers = {Part.AGENCY: 2, Part.REFERRER: 3}
    everybody = []
    for place, (person, preset) in enumerate(zip(people, met.presets(people, stage), strict=True), start=1):
        told = no(
            day,
            preset.plan,
            recorded,
            thank_now=preset.thank_now,
            stage=stage,
            told_you=person.told_you,
        )
        history = contact(told, name=f"Person {place}", cadence=preset.cadence, added=recorded)
        company = employers.get(person.part, 1)
        everybody.append(
            Person(
                Entry(place, history.name, plan(history), company, "Northwind", preset.cadence, stage.rank),
                history,
            )
        )
    notes: list[Note] = []
    for today in (recorded + timedelta(days) for days in range(181 - delay)):
        entries = [person.planned(today) for person in everybody]
        for number, item in week.places(entries, [], notes, RULES, today).items():
            person, direct = everybody[number - 1], item.entry.plan.advice is Weight.DIRECT
            if item.day > today or not (direct or comments):
                continue
            weight = Weight.DIRECT if direct else Weight.AMBIENT
            person.log(touch(today, Direction.OUT, weight=weight))
            if direct:
                person.sent.append(today)
                notes.append(Note(item.entry.company or 0, number, today))
    heard = [day for person in everybody if person.entry.company == 1 for day in person.sent]
    assert len(heard) <= 5
    if parts.count(Part.REFERRER) <= 1:
        assert sum(len(person.sent) for person in everybody) <= 5
    # Everybody who is to hear does: a plan that writes to nobody would hold the promise, too.
    plans = [preset.plan for preset in met.presets(people, stage)]
    assert all(p.sent for p, chosen in zip(everybody, plans, strict=True) if chosen is not MetPlan.KEEP)


# 6


@st.composite
def weeks(draw) -> dict[str, Any]:
    """Up to twenty-five contacts of four companies on one day, with holds and notes."""
    today = START + timedelta(draw(st.integers(0, 13)))
    entries = []
    for number in range(1, draw(st.integers(0, 25)) + 1):
        due = today + timedelta(draw(st.integers(-90, 9)))
        made = plan(contact(name=f"Person {number}"), today)
        found = replace(
            made,
            due_on=draw(st.sampled_from([due, due, due, None])),
            kind=draw(st.sampled_from([*Kind, *[Kind.ORDINARY] * 6])),
            advice=draw(st.sampled_from(Weight)),
            standing=draw(st.sampled_from([*[Standing.ACTIVE] * 6, Standing.CLOSED])),
            interval=draw(st.sampled_from([None, 30, 90, 365])),
        )
        company = draw(st.sampled_from([None, 1, 2, 3, 4]))
        entries.append(
            Entry(
                number,
                f"Person {number}",
                found,
                company,
                f"Company {company}",
                draw(st.sampled_from([None, 30])),
            )
        )
    days = st.integers(0, 30).map(lambda ago: today - timedelta(ago))
    notes = draw(st.lists(st.builds(Note, st.integers(1, 4), st.integers(1, 25), days), max_size=6))
    holds = draw(
        st.lists(
            st.builds(
                Hold,
                st.sampled_from([1, 2, 3, None]),
                st.sampled_from(list(HoldKind)),
                st.just(today - timedelta(20)),
                st.integers(-9, 9).map(lambda d: today + timedelta(d)),
            ),
            max_size=2,
        )
    )
    budget = draw(st.integers(0, 7))
    return {
        "plans": entries,
        "holds": holds,
        "notes": notes,
        "reached": draw(st.integers(0, 7)),
        "settings": Settings(budget=budget, first_weekday=draw(st.sampled_from([0, 5, 6]))),
        "today": today,
    }


@THOROUGH
@given(weeks())
def test_the_budget_holds_and_everybody_due_is_somewhere_once(found):
    shown = week.plan(**found)
    beyond = (Kind.ANSWER, Kind.THANK, Kind.PINNED)
    inside = [item for item in shown.waiting + shown.due if item.entry.plan.kind not in beyond]
    budget = found["settings"].budget
    assert len(inside) <= max(budget - found["reached"], 0)
    if shown.can_wait:  # nobody waits while there is room
        assert len(inside) + found["reached"] >= budget
    assert not [item for item in shown.can_wait if item.entry.plan.kind in beyond]
    lists = (shown.waiting, shown.due, shown.later, shown.can_wait, shown.held)
    placed = [item.entry.contact for items in lists for item in items]
    expected = [
        e.contact
        for e in found["plans"]
        if e.plan.due_on and e.plan.due_on <= shown.end and e.plan.standing is not Standing.CLOSED
    ]
    assert sorted(placed) == expected
    asked = (Kind.ANSWER, Kind.LATE_ANSWER)
    assert not [item for item in shown.held if item.entry.plan.kind in asked]


# 7


@THOROUGH
@given(histories(least=2, late=False), st.data(), st.sampled_from([0, 1, 30]))
def test_events_of_different_days_give_the_same_plan_in_any_order_of_entry(history, data, later):
    days = {event.day: event for event in history.events()}  # one a day
    today = max(days) + timedelta(later)
    # A snooze made on the day of the recording is told apart by the order of entry: see the table of R3.
    recorded = {"recorded_on": today, "part_recorded_on": today}
    found = [
        replace(event, **recorded) if isinstance(event, Decision) else event
        for event in days.values()
        if not (hasattr(event, "until") and event.day == today)
    ]
    places = data.draw(st.permutations(range(1, len(found) + 1)))
    first = changed(history, [replace(e, position=place) for place, e in enumerate(found, start=1)])
    then = changed(history, [replace(e, position=place) for place, e in zip(places, found, strict=True)])
    assert plan(first, today) == plan(then, today)


# 8


@THOROUGH
@given(histories(least=1, shuffled=True), st.data())
def test_deleting_an_event_gives_what_never_logging_it_would_have_given(history, data):
    today = newest_day(history)
    entered = sorted(history.events(), key=lambda event: event.position)
    place = data.draw(st.integers(0, len(entered) - 1))
    rest = [*entered[:place], *entered[place + 1 :]]
    never = [replace(event, position=number) for number, event in enumerate(rest, start=1)]
    assert plan(changed(history, rest), today) == plan(changed(history, never), today)
    # Nor does it matter that it was logged, and taken back, in between.
    again = entered_after(history, entered[place])
    taken_back = [e for e in again.events() if e.position <= len(entered)]
    assert plan(changed(history, taken_back), today) == plan(history, today)
    assert answers(changed(history, never)) == frozenset(
        rest.index(event) + 1 for event in rest if event.position in answers(changed(history, rest))
    )


# 9


@FEW
@given(
    st.integers(10, 60),
    st.integers(1, 15),
    st.sampled_from([(30,), (14,), CADENCES]),
    st.sampled_from([0.0, 0.3, 0.9]),
    st.integers(0, 10_000),
)
@example(60, 15, (14,), 0.9, 1)
@example(60, 4, CADENCES, 0.3, 2)
@example(12, 1, (30,), 0.3, 3)
def test_nobody_starves(people, companies, cadences, replies, seed):
    """Three years of weeks: the user writes to whom the week shows, some of them write back."""
    chance, notes = Random(seed), list[Note]()
    everybody = []
    for number in range(1, people + 1):
        history = contact(
            talk(START - timedelta(chance.randrange(60))),
            name=f"Person {number}",
            cadence=chance.choice(cadences),
        )
        company = chance.randrange(companies) + 1
        everybody.append(
            Person(Entry(number, history.name, plan(history), company, "Northwind", history.cadence), history)
        )
    sizes = [sum(p.entry.company == company for p in everybody) for company in range(companies + 1)]
    queue = 7 * math.ceil(people / RULES.budget)
    for today in (date(2026, 1, 5) + timedelta(7 * number) for number in range(156)):
        entries = [person.planned(today) for person in everybody]
        due = [entry.plan.due_on for entry in entries if entry.plan.due_on]
        notes = [note for note in notes if note.day > min([today, *due]) - timedelta(14)]
        shown = week.plan(entries, [], notes, 0, RULES, today)
        for item in shown.waiting + shown.due:
            person, advice = everybody[item.entry.contact - 1], item.entry.plan.advice
            answered = item.entry.plan.kind is Kind.ANSWER
            person.log(touch(item.day, Direction.OUT, weight=advice))
            person.sent.append(item.day)
            if advice is Weight.DIRECT and not answered:
                notes.append(Note(item.entry.company or 0, item.entry.contact, item.day))
            if chance.random() < replies and advice is Weight.DIRECT and not answered:
                person.log(wrote(item.day + timedelta(3), wants_answer=chance.random() < 0.5))
        for entry in entries:
            found, size = entry.plan, sizes[entry.company or 0]
            if found.due_on is None:
                continue
            patience = 2 * (found.interval or 30) + 14 * size + queue + 30
            assert (today - found.due_on).days <= patience, (entry.name, found, size)
    assert all(person.sent for person in everybody)


# 10


@settings(THOROUGH, max_examples=600)
@given(histories(), NAMES, EMPLOYERS, GAPS, st.sampled_from([14, 45]))
def test_why_names_facts_and_is_short_and_kind(history, name, company, later, gap):
    told = tuple(replace(decision, company=company) for decision in history.decisions)
    found = replace(history, name=name, company=company, decisions=told)
    today = newest_day(found) + timedelta(later)
    fair(plan(found, today, Settings(gap=gap)).why, name, company)


@THOROUGH
@given(companies(), NAMES, EMPLOYERS, st.sampled_from([None, 1]), st.integers(-3, 60))
def test_why_of_what_is_moved_held_or_wrote_while_held(histories, name, company, held, ahead):
    today = max(newest_day(history) for history in histories)
    hold = Hold(held, HoldKind.SELF, today - timedelta(10), today + timedelta(ahead))
    entries, notes = colleagues([replace(history, name=name) for history in histories], today)
    entries = [replace(entry, name=name, company_name=company) for entry in entries]
    shown = week.plan(entries, [hold], notes, 0, RULES, today)
    items = [*shown.waiting, *shown.due, *shown.later, *shown.can_wait, *shown.held]
    items += week.places(entries, [hold], notes, RULES, today).values()
    for item in items:
        fair(item.why, name, company or "Northwind")


@THOROUGH
@given(NAMES, EMPLOYERS, st.integers(1, 400), st.integers(1, 30))
def test_why_of_a_company_is_short_whatever_its_name(name, company, ahead, gap):
    until = START + timedelta(ahead)
    fair(why.moved(company, until, gap, START), name, company)
    fair(why.held(company, until, START), name, company)
    fair(why.wrote_while_held(name, company), name, company)


# 11


@settings(THOROUGH, max_examples=400)
@given(histories(), st.lists(st.integers(1, 700), min_size=1, max_size=12))
def test_a_date_stays_the_same_until_it_lapses(history, later):
    today = newest_day(history)
    found = plan(history, today)
    for day in sorted({today + timedelta(days) for days in [*later, 1, 13, 14, 15, 21, 22, 30, 31]}):
        while found.lapses_on and day > found.lapses_on:
            assert plan(history, found.lapses_on).due_on == found.due_on
            found = plan(history, found.lapses_on + timedelta(1))
        assert plan(history, day).due_on == found.due_on


# 12


@st.composite
def opened(draw) -> tuple[Doors, ...]:
    """Up to four decisions with doors, of one to three opportunities."""
    days = st.integers(-700, 1500).map(lambda days: START + timedelta(days))
    some_day = st.one_of(st.none(), days)
    kinds = st.sampled_from(
        [DecisionKind.TURNED_DOWN, DecisionKind.FROZEN, DecisionKind.NO_ANSWER, DecisionKind.HIRED]
    )
    one = st.builds(
        Doors,
        st.integers(1, 3),
        kinds,
        st.integers(-700, 0).map(lambda days: START + timedelta(days)),
        st.integers(1, 9),
        st.frozensets(st.sampled_from(list(Door))),
        some_day,
        st.sampled_from([None, False, False, True]),
        st.one_of(st.none(), st.none(), some_day),
    )
    return tuple(draw(st.lists(one, max_size=4)))


@st.composite
def near(draw, history: History, today: date) -> tuple[Doors, ...]:
    """Doors with a moment or two around the date that there is without them."""
    due = plan(history, today).due_on or today
    aheads = draw(st.lists(st.integers(-12, 12), min_size=1, max_size=3))
    return tuple(
        Doors(number, DecisionKind.FROZEN, START, look_again_on=due + timedelta(ahead))
        for number, ahead in enumerate(aheads)
    )


@settings(THOROUGH, max_examples=600)
@given(
    histories(closings=False),
    st.integers(0, 4),
    st.data(),
    st.sampled_from([0, 1, 15, 40]),
    st.sampled_from([14, 30]),
)
def test_a_moment_moves_a_date_of_the_rhythm_alone_and_never_too_early(history, unanswered, data, later, gap):
    for _ in range(unanswered):  # so that many rest
        history = entered_after(history, out(newest_day(history) + timedelta(20)))
    today, chosen = newest_day(history) + timedelta(later), Settings(gap=gap)
    doors = data.draw(st.one_of(opened(), near(history, today)))
    without = plan(history, today, chosen)
    found = plan(replace(history, doors=doors), today, chosen)
    was, now = without.due_on, found.due_on
    if now == was and found.rule == without.rule:
        assert replace(found, why=without.why) == without
        return
    assert was is not None
    assert now is not None
    assert without.rule in ("R5", "R7", "R8", "R9", "R10", "R11")
    assert without.kind is found.kind is Kind.ORDINARY
    assert found.rule == ("R8" if without.rule == "R8" else "R12")
    same = {"due_on": None, "rule": "", "why": ""}
    assert replace(found, **same) == replace(without, **same)
    assert abs((now - was).days) <= 10
    if without.standing is not Standing.ACTIVE:
        assert now >= was
    if now >= was:
        return
    facts = schedule.look(history, chosen, today).facts
    if without.earliest_on:
        assert now >= without.earliest_on  # R11
    assert without.since is not None
    quiet = (facts.touch.day - facts.reset.day).days if facts.touch and facts.reset else 0
    taper = (90 if quiet > 365 else 60 if quiet > 182 else 0) if history.taper else 0
    least = max(90 if facts.cool else 0, taper)  # R8, R9
    assert (now - without.since).days >= least
    if history.cadence_given_on:
        assert (now - history.cadence_given_on).days >= 7  # R10


@THOROUGH
@given(histories(), st.sampled_from([0, 30]))
def test_doors_without_moments_change_nothing(history, later):
    today = newest_day(history) + timedelta(later)
    day = START - timedelta(100)
    quiet = (
        Doors(1, DecisionKind.TURNED_DOWN, day, chosen=frozenset({Door.REFERRAL, Door.GROWTH})),
        Doors(2, DecisionKind.HIRED, day, chosen=frozenset(Door)),
        Doors(3, DecisionKind.TURNED_DOWN, day, chosen=frozenset(Door), winner_from_inside=True),
        Doors(4, DecisionKind.TURNED_DOWN, today + timedelta(1), chosen=frozenset(Door)),
    )
    assert plan(replace(history, doors=quiet), today) == plan(history, today)


@settings(THOROUGH, max_examples=300)
@given(histories(), opened(), st.lists(st.integers(1, 700), min_size=1, max_size=6))
def test_a_date_with_doors_stays_the_same_until_it_lapses(history, doors, later):
    history = replace(history, doors=doors)
    today = newest_day(history)
    found = plan(history, today)
    for day in sorted({today + timedelta(days) for days in later}):
        while found.lapses_on and day > found.lapses_on:
            found = plan(history, found.lapses_on + timedelta(1))
        assert plan(history, day).due_on == found.due_on


@settings(THOROUGH, max_examples=400)
@given(histories(), opened(), NAMES, EMPLOYERS, st.integers(0, 90), YES_OR_NO)
def test_why_of_a_moment_is_short_and_kind(history, doors, name, company, later, is_light):
    found = replace(history, name=name, company=company, doors=doors)
    today = newest_day(found) + timedelta(later)
    fair(plan(found, today).why, name, company)
    for moment in moments.moments(doors, START - timedelta(999), START + timedelta(2999)):
        fair(why.moment(found, moment, is_light, today), name, company)


@THOROUGH
@given(histories(), st.integers(-30, 400), st.sampled_from([0, 30]))
def test_a_light_touch_changes_no_date_and_makes_nothing_direct(history, ahead, later):
    today = newest_day(history) + timedelta(later)
    found = plan(history, today)
    light = plan(replace(history, light_until=today + timedelta(ahead)), today)
    same = {"advice": found.advice, "channel": found.channel, "why": found.why}
    assert replace(light, **same) == found
    assert light.advice in (Weight.AMBIENT, found.advice)
    if found.rule in ("R2", "R4") or found.kind is Kind.PINNED:
        assert light.advice is Weight.DIRECT
