"""What is stored so that the week is found quickly is what the history gives, whatever has happened."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from followup.actions import (
    cards,
    contacts,
    decisions,
    doors,
    employments,
    encounters,
    holds,
    opportunities,
    projection,
    snoozes,
    standing,
    touchpoints,
    undos,
)
from followup.actions.doors import Chosen
from followup.actions.employments import Job
from followup.actions.opportunities import Details, Outcome, PersonMet
from followup.actions.touchpoints import Exchange
from followup.clock import FixedClock
from followup.db import Base, db, reading, writing
from followup.domain import quickadd, schedule
from followup.domain import week as rules
from followup.domain.errors import FollowupError
from followup.domain.schedule import Kind
from followup.domain.settings import Settings
from followup.domain.snoozes import Wish
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
    ToldBy,
    Tone,
    Weight,
)
from followup.models import Contact, Decision, Encounter
from followup.queries import histories, week
from followup.queries import settings as preferences
from followup.storage import doctor
from tests.conftest import inside
from tests.domain import build
from tests.domain.test_properties import entered_after
from tests.domain.test_properties import histories as lives
from tests.factories import TODAY, letter, log, outcome, person, planned, record, shown

START = date(2026, 1, 5)
#: Days ahead: this week, after a thank-you or a closing note lapsed, a first hello, a rest, a year.
AHEAD = (0, 1, 3, 7, 15, 16, 22, 36, 60, 91, 366)
NAMES = ("Ruth", "Sam", "Priya", "Tomas", "Lena")
COMPANIES = ("Northwind", "Contoso")


@pytest.fixture(scope="module")
def home(tmp_path_factory, empty_folder):
    """One app for all examples; nothing here survives a crash, so nothing waits for the disk."""
    clock = FixedClock(START)
    with inside(tmp_path_factory.mktemp("home") / "data", clock, empty_folder):
        db.engine.dispose()
        event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        yield clock


def emptied():
    with writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


def one_of(values, pick):
    every = list(values)
    return every[pick % len(every)]


def some_id(table, pick):
    with reading() as session:
        found = session.connection().exec_driver_sql(f"SELECT id FROM {table} ORDER BY id")
        ids = [row[0] for row in found]
    return one_of(ids, pick) if ids else 1


# What may happen: each takes the day and three numbers to choose by.


def add(today, a, b, c):
    rhythm = one_of(("", ", every 2 weeks", ", quarterly", ", just in the address book", ", in 3 weeks"), b)
    stage = one_of(("", ", final round", ", interview"), c)
    line = f"{one_of(NAMES, a)} @ {one_of(COMPANIES, c)}{stage}{rhythm}"
    contacts.quick_add(quickadd.parse(line, today), today, another=c % 5 == 0)


def exchange(today, a, b, c):
    channel, direction = one_of(Channel, b), one_of((None, *Direction), c)
    tone = one_of((None, *Tone), a) if direction is Direction.IN and c % 3 else None
    weight = one_of((None, None, None, *Weight), a + b)
    day = today - timedelta((b * c) % 50 if a % 4 == 0 else 0)
    return Exchange(day, channel, direction, weight, tone, bool(a % 2), arrived=c % 7 != 0)


def write(today, a, b, c):
    touchpoints.log(some_id("contacts", a), Exchange(today, one_of(Channel, b % 2)), today)


def touch(today, a, b, c):
    touchpoints.log(some_id("contacts", a), exchange(today, a, b, c), today)


def edit(today, a, b, c):
    number = some_id("touchpoints", a)
    with reading() as session:
        version = session.connection().exec_driver_sql(
            "SELECT version FROM touchpoints WHERE id = ?", (number,)
        )
        touchpoints.edit(number, version.scalar() or 1, exchange(today, b, c, a), today)


def delete(today, a, b, c):
    touchpoints.delete(some_id("touchpoints", a), today)


def bounce(today, a, b, c):
    touchpoints.bounce(some_id("touchpoints", a), today)


def decide(today, a, b, c):
    told = one_of((ToldBy.PERSON, ToldBy.PERSON, ToldBy.LETTER, ToldBy.NOBODY), b)
    people = tuple(
        PersonMet(
            one_of(NAMES, a + place),
            one_of(Part, b + place),
            told_you=place == 0,
            plan=one_of((None, None, *MetPlan), c + place),
        )
        for place in range(1 + c % 3)
    )
    kinds = (DecisionKind.TURNED_DOWN, DecisionKind.NO_ANSWER, *DecisionKind)
    outcome = Outcome(
        one_of(COMPANIES, a),
        one_of(("Engineer", "Lead"), b),
        today - timedelta(one_of((0, 0, 1, 10, 13, 20, 60), c)),
        one_of(Stage, c + 2),
        one_of(kinds, a + c),
        told,
        people=people,
    )
    opportunities.record(outcome, today)


def snooze(today, a, b, c):
    until = one_of((*Wish, today, today + timedelta(b % 90)), c)
    snoozes.snooze(some_id("contacts", a), until, today, pinned=b % 4 == 0)


def cool(today, a, b, c):
    standing.cool(some_id("contacts", a), today, ended=bool(b % 2))


def close(today, a, b, c):
    standing.close(some_id("contacts", a), one_of(Closing, b), today)


def reopen(today, a, b, c):
    standing.reopen(some_id("contacts", a), today)


def rhythm(today, a, b, c):
    standing.set_cadence(some_id("contacts", a), one_of((None, *CADENCES), b), today)


def hold(today, a, b, c):
    holds.hold(some_id("companies", a), one_of(HoldKind, b), today + timedelta(c % 40), today)


def open_doors(today, a, b, c):
    days = (None, today - timedelta(b % 30), today + timedelta(c % 60))
    opportunity = some_id("opportunities", a)
    with reading() as session:
        found = session.connection().exec_driver_sql(
            "SELECT o.version, c.name FROM opportunities o JOIN companies c ON c.id = o.company_id WHERE o.id = ?",
            (opportunity,),
        )
        version, company = found.one_or_none() or (1, "Northwind")
    details = Details(company if a % 3 else one_of(COMPANIES, b), "Lead", Stage.INTERVIEW)
    opportunities.edit(opportunity, version, details, today)
    chosen = Chosen(
        frozenset(one_of(((Door.BACKFILL,), (Door.THAW,), tuple(Door), ()), b)),
        winner_started_on=one_of(days, c),
        winner_from_inside=one_of((None, False, True), a),
        look_again_on=one_of((None, None, *days), a + b),
    )
    doors.choose(opportunity, version + 1, chosen, today)


def decide_again(today, a, b, c):
    day, kind = today - timedelta(c % 9), one_of(DecisionKind, b)
    found = Outcome("Northwind", "Lead", day, decision=kind, told=ToldBy.LETTER)
    opportunities.decide(some_id("opportunities", a), found, today)


def forget(today, a, b, c):
    opportunities.delete(some_id("opportunities", a), today)


def change_jobs(today, a, b, c):
    employments.add(some_id("contacts", a), Job(one_of(COMPANIES, b), "Lead", is_current=c % 3 > 0), today)


def undo(today, a, b, c):
    undos.undo(some_id("changes", -1 - a % 3), today)


EVERY = (
    add,
    write,
    touch,
    touch,
    touch,
    edit,
    delete,
    bounce,
    decide,
    decide,
    decide,
    snooze,
    cool,
    close,
    reopen,
    rhythm,
    hold,
    open_doors,
    open_doors,
    open_doors,
    decide_again,
    forget,
    change_jobs,
    undo,
    undo,
)
numbers = st.integers(0, 200)
happenings = st.lists(
    st.tuples(st.sampled_from(EVERY), st.integers(0, 50), numbers, numbers, numbers), min_size=4, max_size=18
)


def stored_is_computed():
    with reading() as session:
        assert list(projection.differences(session)) == []


def weeks_are_complete(days):
    """Whoever has a date in a week or before it is among the candidates that the stored dates give."""
    with reading() as session:
        rows = session.connection().exec_driver_sql("SELECT id FROM contacts WHERE deleted_on IS NULL")
        everybody = histories.load(session, [row[0] for row in rows])
        chosen = preferences.load(session)
        for today in days:
            start, end = rules.bounds(today, chosen.first_weekday)
            plans = {contact: schedule.plan(history, chosen, today) for contact, history in everybody.items()}
            due = {contact for contact, plan in plans.items() if plan.due_on and plan.due_on <= end}
            candidates, *_ = week._candidates(session, start, end, today, everybody=False)
            assert due - set(candidates) == set(), plans


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(happenings)
def test_after_any_history(home, what):
    emptied()
    today = START
    add(today, 0, 0, 0)
    decide(today, 0, 0, 0)
    for happen, later, *by in what:
        today += timedelta(later)
        try:
            happen(today, *by)
        except FollowupError:
            continue
        stored_is_computed()
        weeks_are_complete(today + timedelta(ahead) for ahead in AHEAD)


# Dates that lapse: every day of two years.


def thanked_by_the_correspondent(day):
    return build.carried(day, thank_now=True)


def late(day):
    return build.hello(day, recorded=day + timedelta(15))


def silence_entered_later(day):
    return build.silence(day, recorded=day + timedelta(5))


def snoozed(day):
    return build.snooze(day, day + timedelta(10))


#: What happens, each so many days after the one before, and how many dates follow one another without a touch.
LAPSES = {
    "nothing lapses": ([(0, build.out)], 1),
    "a thank-you, then the address book": ([(0, build.thanked)], 2),
    "a thank-you, then a first hello": ([(0, thanked_by_the_correspondent)], 2),
    "a closing note, then a rest": ([(0, build.silence)], 2),
    "a thank-you, a closing note, then a rest": ([(0, build.thanked), (2, build.silence)], 3),
    "a thank-you, a closing note entered later": ([(0, build.thanked), (1, silence_entered_later)], 3),
    "a closing note after a letter": ([(0, build.out), (3, build.silence)], 2),
    "a thank-you, a first hello, beside a closing note": (
        [(0, thanked_by_the_correspondent), (1, build.silence)],
        2,
    ),
    "a snooze over a closing note": ([(0, build.silence), (1, snoozed)], 1),
    "an answer that gets late": ([(0, build.silence), (1, build.asked)], 1),
    "a comment beside a thank-you": ([(0, build.thanked), (1, build.silence), (1, build.comment)], 3),
    "recorded late": ([(0, late), (1, build.silence)], 1),
}


def lived(history, steps):
    """The same contact, with one thing more after another."""
    day = build.newest_day(history)
    for days, make in steps:
        day += timedelta(days)
        history = entered_after(history, make(day))
    return history


def found_every_day(people, rules_of_tact):
    """Store `people` and look at each day of two years: who has a date in its week is found. Gives each one's dates."""
    emptied()
    with writing() as session:
        for number, history in enumerate(people, start=1):
            columns = projection.outlook(history, rules_of_tact)
            session.add(Contact(id=number, name="Ruth", folded="ruth", added_on=history.added_on, **columns))
    first = [build.newest_day(history) for history in people]
    dates = [[] for _ in people]
    with reading() as session:
        for day in sorted({start + timedelta(ahead) for start in first for ahead in range(731)}):
            start, end = rules.bounds(day, rules_of_tact.first_weekday)
            candidates, *_ = week._candidates(session, start, end, day, everybody=False)
            found = set(candidates)
            for number, (history, begun) in enumerate(zip(people, first, strict=True), start=1):
                if begun <= day <= begun + timedelta(730):
                    due = schedule.plan(history, rules_of_tact, day).due_on
                    assert due is None or due > end or number in found, (history, day, due)
                    if due not in dates[number - 1][-1:]:
                        dates[number - 1].append(due)
    return dates


def test_nobody_is_missed_when_dates_lapse(home):
    dates = found_every_day([lived(build.contact(), steps) for steps, _ in LAPSES.values()], Settings())
    assert {case: len(found) for case, found in zip(LAPSES, dates, strict=True)} == {
        case: expected for case, (_, expected) in LAPSES.items()
    }


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.builds(lived, lives(closings=False), st.sampled_from([steps for steps, _ in LAPSES.values()])),
        min_size=8,
        max_size=8,
    ),
    st.sampled_from([1, 14, 45]),
)
def test_nobody_is_missed_after_any_life(home, people, gap):
    found_every_day(people, Settings(gap=gap))


def test_it_works(app):
    marta, jo = record().answer["contacts"]
    log(marta)
    with reading() as session:
        assert list(projection.differences(session)) == []
        found = histories.load(session, [marta, jo])
    assert found[marta].touchpoints[0].day == TODAY
    assert planned()[marta][0].due_on == TODAY + timedelta(30)


def test_a_lapsed_thank_you_is_followed_by_its_first_hello(app):
    record()
    later = TODAY + timedelta(15)
    assert shown(later)["due"] == []
    hello = TODAY + timedelta(35)
    assert shown(hello)["due"] == ["Marta Nowak"]
    weeks_are_complete(TODAY + timedelta(ahead) for ahead in range(60))


def test_a_closing_note_lapses_into_a_rest(app):
    (dana,) = record(
        decision=DecisionKind.NO_ANSWER,
        told=ToldBy.NOBODY,
        people=(PersonMet("Dana Li", Part.HIRING_MANAGER),),
    ).answer["contacts"]
    assert planned()[dana][0].lapses_on == TODAY + timedelta(21)
    weeks_are_complete(TODAY + timedelta(ahead) for ahead in range(200))


def test_the_quiet_line_counts_who_rests_once_the_closing_note_lapsed(app):
    record(
        decision=DecisionKind.NO_ANSWER,
        told=ToldBy.NOBODY,
        people=(PersonMet("Dana Li", Part.HIRING_MANAGER),),
    )
    lapses_on = TODAY + timedelta(21)
    due_on = planned(lapses_on + timedelta(1))[1][0].due_on
    expected = {0: 0, 21: 0, 22: 1, 60: 1, (due_on - TODAY).days: 0}
    days = {ahead: TODAY + timedelta(ahead) for ahead in expected}
    assert {ahead: week.week(day, day).resting.count for ahead, day in days.items()} == expected
    assert week.week(days[22], days[22]).resting.names == ["Dana Li"]


def test_an_answer_stays_urgent_when_it_is_late(app):
    dana = person()
    letter(dana)
    assert planned(TODAY + timedelta(40))[dana][0].kind is Kind.LATE_ANSWER
    assert shown(TODAY + timedelta(40))["waiting"] == ["Dana Li"]


def test_an_answer_opens_no_gap(app):
    dana, ruth = person("Dana Li @ Acme"), person("Ruth Abernethy @ Acme")
    letter(dana)
    answer = log(dana).answer["touchpoint"]
    log(ruth)
    with reading() as session:
        rows = session.connection().exec_driver_sql("SELECT id FROM touchpoints WHERE is_answer")
        assert [row[0] for row in rows] == [answer]


# R12: what happens to the doors of a company moves everybody who works there.


def ruth_at_northwind():
    """Ruth, who was met for nothing, heard from the user today: monthly from the second note on."""
    ruth = person("Ruth Abernethy @ Northwind, monthly")
    log(ruth, direction=Direction.TOGETHER)
    return ruth


def after(days):
    return TODAY + timedelta(days)


def dated(contact):
    """The stored date of somebody, which is the one that the rules give, and its rule."""
    stored_is_computed()
    with reading() as session:
        row = session.connection().exec_driver_sql("SELECT due_on FROM contacts WHERE id = ?", (contact,))
        due_on = date.fromisoformat(row.scalar_one())
    plan = planned()[contact][0]
    assert plan.due_on == due_on
    return (due_on - TODAY).days, plan.rule


def rework(number, today=TODAY, **fields):
    with reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT version FROM opportunities WHERE id = ?", (number,)
        )
        version = rows.scalar_one()
    return doors.choose(number, version, Chosen(**fields), today)


BACKFILL = frozenset({Door.BACKFILL})
ALONE: dict[str, Any] = {"people": (), "told": ToldBy.LETTER}


def test_a_decision_with_a_door_moves_who_works_there(app):
    ruth, dana = ruth_at_northwind(), person("Dana Li @ Acme, monthly")
    log(dana, direction=Direction.TOGETHER)
    assert dated(ruth) == (30, "R10")
    found = record(doors=BACKFILL, winner_started_on=after(14), **ALONE)
    assert dated(ruth) == (35, "R12")
    assert dated(dana) == (30, "R10")
    undos.undo(found.id, TODAY)
    assert dated(ruth) == (30, "R10")


def test_a_decision_without_a_door_leaves_who_works_there_alone(app):
    ruth = ruth_at_northwind()
    with reading() as session:
        version = histories.records(session, [ruth])[ruth].version
    record(**ALONE)
    with reading() as session:
        assert histories.records(session, [ruth])[ruth].version == version


def test_every_edit_of_the_doors_moves_who_works_there(app):
    ruth = ruth_at_northwind()
    number = record(**ALONE).answer["opportunity"]
    assert dated(ruth) == (30, "R10")
    chosen = rework(number, doors=BACKFILL)
    assert dated(ruth) == (35, "R12")
    rework(number, doors=BACKFILL, winner_started_on=after(4))
    assert dated(ruth) == (25, "R12")
    rework(number, doors=BACKFILL, winner_started_on=after(4), winner_from_inside=True)
    assert dated(ruth) == (30, "R10")
    looking = rework(number, doors=BACKFILL, winner_from_inside=True, look_again_on=after(33))
    assert dated(ruth) == (33, "R12")
    undos.undo(looking.id, TODAY)
    assert dated(ruth) == (30, "R10")
    rework(number, doors=BACKFILL)
    assert dated(ruth) == (35, "R12")
    rework(number)
    assert dated(ruth) == (30, "R10")
    undos.undo(chosen.id, TODAY)
    assert dated(ruth) == (30, "R10")


def test_a_decision_changed_or_deleted_moves_who_works_there(app):
    ruth = ruth_at_northwind()
    number = record(doors=BACKFILL, **ALONE).answer["opportunity"]
    again = opportunities.decide(number, outcome(decision=DecisionKind.HIRED, **ALONE), TODAY)
    assert dated(ruth) == (30, "R10")
    undos.undo(again.id, TODAY)
    assert dated(ruth) == (35, "R12")
    gone = opportunities.delete(number, TODAY)
    assert dated(ruth) == (30, "R10")
    undos.undo(gone.id, TODAY)
    assert dated(ruth) == (35, "R12")


def test_an_opportunity_that_goes_to_another_company_moves_both(app):
    ruth, dana = ruth_at_northwind(), person("Dana Li @ Acme, monthly")
    log(dana, direction=Direction.TOGETHER)
    number = record(doors=BACKFILL, **ALONE).answer["opportunity"]
    opportunities.edit(number, 1, Details("Acme", "Staff Engineer", Stage.FINAL_ROUND), TODAY)
    assert (dated(ruth), dated(dana)) == ((30, "R10"), (35, "R12"))


def test_whoever_changes_jobs_takes_the_moments_of_the_new_company(app):
    ruth = ruth_at_northwind()
    record(doors=BACKFILL, **ALONE)
    assert dated(ruth) == (35, "R12")
    moved = employments.add(ruth, Job("Acme", "Lead", is_current=True), TODAY)
    assert dated(ruth) == (30, "R10")
    undos.undo(moved.id, TODAY)
    assert dated(ruth) == (35, "R12")


def test_somebody_new_at_a_company_with_doors(app):
    record(doors=BACKFILL, **ALONE)
    assert dated(ruth_at_northwind()) == (35, "R12")


def test_the_doors_of_a_decision_dated_before_everything_else(app):
    """The stored date is that of any later day, whatever day the newest thing between them has."""
    ruth = person("Ruth Abernethy @ Northwind, monthly")
    log(ruth, day=after(-40), direction=Direction.TOGETHER)
    record(doors=BACKFILL, winner_started_on=after(-35), **ALONE)
    assert dated(ruth) == (-14, "R12")


def test_a_date_on_a_moment_rests_with_its_company(app):
    ruth = ruth_at_northwind()
    company = record(doors=BACKFILL, **ALONE).answer["opportunity"]
    holds.hold(company, HoldKind.SELF, after(50), TODAY)
    assert shown(after(35))["held"] == ["Ruth Abernethy"]
    assert dated(ruth) == (35, "R12")


def test_moments_cost_no_statement(app):
    ruth = ruth_at_northwind()
    record(doors=frozenset(Door), **ALONE)
    statements = []
    with reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *found: statements.append(found[2])
        )
        assert histories.load(session, [ruth])[ruth].doors[0].chosen == {Door.BACKFILL, Door.THAW}
    assert len(statements) == 1


def a_no_between_letter_and_note():
    """Jo wrote, then they said no, then you wrote to Jo: that is no answer, unless the "no" goes."""
    jo = record(START).answer["contacts"][1]
    letter(jo, START + timedelta(5))
    told = record(START + timedelta(6), title="Lead").answer["opportunity"]
    log(jo, START + timedelta(7))
    with reading() as session:
        decision = session.scalar(select(Decision.id).where(Decision.opportunity_id == told))
        met = session.scalar(
            select(Encounter.id).where(Encounter.contact_id == jo, Encounter.opportunity_id == told)
        )
    return jo, told, decision, met


TAKEN_BACK = {
    "decision": lambda jo, told, decision, met: decisions.delete(decision, TODAY),
    "part": lambda jo, told, decision, met: encounters.delete(met, TODAY),
    "opportunity": lambda jo, told, decision, met: opportunities.delete(told, TODAY),
}


# Whose part it is cannot be taken out while they are in the trash.
@pytest.mark.parametrize(
    ("what", "in_trash"),
    [("decision", False), ("decision", True), ("opportunity", False), ("opportunity", True), ("part", False)],
)
def test_what_counts_as_an_answer_follows_the_no_that_came_between(app, what, in_trash):
    """Also for somebody who was in the trash meanwhile and comes back."""
    found = a_no_between_letter_and_note()
    assert doctor(TODAY) == []
    deleted = cards.delete(found[0], TODAY) if in_trash else None
    TAKEN_BACK[what](*found)
    if deleted:
        undos.undo(deleted.id, TODAY)
    assert doctor(TODAY) == []


def test_the_stage_reached_is_right_for_whoever_comes_back_from_the_trash(app):
    done = record(START)
    deleted = cards.delete(done.answer["contacts"][1], TODAY)
    opportunities.edit(1, 1, Details("Northwind", "Chief", Stage.SCREEN), TODAY)
    undos.undo(deleted.id, TODAY)
    assert doctor(TODAY) == []
