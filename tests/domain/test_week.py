"""Whom to write to this week, across contacts: tables of cases for W1 to W4, and where W1 and W3 put a date.

The week is that of Wednesday, 4 March 2026: Monday 2 March to Sunday 8 March.
"""

from datetime import date

import pytest

from followup.domain import standing, week
from followup.domain.settings import Settings
from followup.domain.values import HoldKind, Standing
from tests.domain.build import (
    PEOPLE,
    ambient,
    answer,
    asked,
    boxes,
    comment,
    contact,
    entry,
    hold,
    late_answer,
    like,
    no,
    note,
    number,
    on,
    out,
    pin,
    pinned,
    plus,
    silence,
    snooze,
    table,
    talk,
    thank,
    thanked,
    wrote,
)

TODAY = "2026-03-04"
NORTHWIND, CONTOSO = "Northwind", "Contoso"


def planned(entries, holds=(), notes=(), reached=0, settings=None, today=TODAY):
    return week.plan(list(entries), list(holds), list(notes), reached, settings or Settings(), on(today))


def placed(entries, holds=(), notes=(), settings=None, today=TODAY):
    """Where each is put, as "name day" or "name day moved"."""
    found = week.places(list(entries), list(holds), list(notes), settings or Settings(), on(today))
    return [
        f"{item.entry.name} {item.day}{' moved' if item.moved_to else ''}"
        for item in sorted(found.values(), key=lambda item: item.entry.contact)
    ]


def test_it_works():
    found = planned(
        [entry("Ruth", TODAY), entry("Jo", "2026-03-01"), answer("Tomas", "2026-03-03")], reached=2
    )
    assert (found.start, found.end, found.reached) == (date(2026, 3, 2), date(2026, 3, 8), 2)
    assert boxes(found) == {"waiting": "Tomas Jo", "due": "Ruth"}
    assert [item.day for item in found.waiting] == [on(TODAY), on(TODAY)]
    assert found.due[0].why == "A month since your last note."


BOUNDS = {
    "Monday first, on Monday": ("2026-03-02", 0, "2026-03-02"),
    "Monday first, on Sunday": ("2026-03-08", 0, "2026-03-02"),
    "Monday first, on the next Monday": ("2026-03-09", 0, "2026-03-09"),
    "Sunday first, on Sunday": ("2026-03-08", 6, "2026-03-08"),
    "Sunday first, on Saturday": ("2026-03-07", 6, "2026-03-01"),
    "Saturday first, on Friday": ("2026-03-06", 5, "2026-02-28"),
    "Saturday first, on Saturday": ("2026-03-07", 5, "2026-03-07"),
    "over the end of a year": ("2027-01-01", 0, "2026-12-28"),
}


@table(BOUNDS, "today, first_weekday, expected")
def test_bounds(today, first_weekday, expected):
    assert week.bounds(on(today), first_weekday) == (on(expected), on(plus(expected, 6)))


BOXES = {
    "long ago": (entry(due="2025-12-01"), {"waiting": "Ruth"}),
    "yesterday": (entry(due="2026-03-03"), {"waiting": "Ruth"}),
    "the first day of the week, passed": (entry(due="2026-03-02"), {"waiting": "Ruth"}),
    "today": (entry(due="2026-03-04"), {"due": "Ruth"}),
    "the last day of the week": (entry(due="2026-03-08"), {"due": "Ruth"}),
    "the day after": (entry(due="2026-03-09"), {}),
    "your turn, after the week": (answer(due="2026-03-09"), {}),
    "no date": (entry(due=None), {}),
    "closed": (entry(standing=Standing.CLOSED), {}),
    "dormant": (ambient(standing=Standing.DORMANT), {"due": "Ruth"}),
}


@table(BOXES, "given, expected")
def test_waiting_is_before_today_and_due_is_to_the_end_of_the_week(given, expected):
    assert boxes(planned([given])) == expected


def test_a_week_may_begin_on_sunday():
    sunday_first = Settings(first_weekday=6)
    given = [entry("Ruth", "2026-03-07"), entry("Jo", "2026-03-08")]
    assert boxes(planned(given, settings=sunday_first)) == {"due": "Ruth"}
    assert boxes(planned(given, settings=sunday_first, today="2026-03-08")) == {
        "waiting": "Ruth",
        "due": "Jo",
    }


# W1

HOLDS = {
    "their company": ([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], {"held": "Ruth"}),
    "another company": ([entry("Ruth", TODAY, CONTOSO)], [hold("2026-03-20")], {"due": "Ruth"}),
    "no company": ([entry("Ruth", TODAY)], [hold("2026-03-20")], {"due": "Ruth"}),
    "everything": (
        [entry("Ruth", TODAY), entry("Jo", TODAY, CONTOSO)],
        [hold("2026-03-20", None, kind=HoldKind.AWAY)],
        {"held": "Jo Ruth"},
    ),
    "the last day": ([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-05")], {"held": "Ruth"}),
    "until today": ([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-04")], {"due": "Ruth"}),
    "ended earlier": ([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-01")], {"due": "Ruth"}),
    "made today": ([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20", made=TODAY)], {"held": "Ruth"}),
    "made later": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [hold("2026-03-20", made="2026-03-05")],
        {"due": "Ruth"},
    ),
    "of two, one still lasts": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [hold("2026-03-01"), hold("2026-03-20", None)],
        {"held": "Ruth"},
    ),
    "your turn is never held": ([answer("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], {"due": "Ruth"}),
    "your turn, when everything is": ([answer("Ruth", TODAY)], [hold("2026-03-20", None)], {"due": "Ruth"}),
    "nor is it when late": ([late_answer("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], {"due": "Ruth"}),
    "thank now is": ([thank("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], {"held": "Ruth"}),
    "pinned is": ([pinned("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], {"held": "Ruth"}),
    "ambient is": ([ambient("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], {"held": "Ruth"}),
    "a hold that ends within the week": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [hold("2026-03-06")],
        {"held": "Ruth"},
    ),
    "after the week nobody is shown as held": (
        [entry("Ruth", "2026-03-09", NORTHWIND)],
        [hold("2026-03-20")],
        {},
    ),
}


@table(HOLDS, "given, holds, expected")
def test_w1_hold(given, holds, expected):
    assert boxes(planned(given, holds)) == expected


def test_w1_a_held_contact_says_until_when():
    found = planned([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-10"), hold("2026-03-20")]).held[0]
    assert found.day == on("2026-03-20")
    assert found.why == "You wanted quiet with Northwind until 20 March. Nothing there needs you before then."


def test_w1_a_held_contact_due_after_the_hold_keeps_its_day():
    assert planned([entry("Ruth", "2026-03-07", NORTHWIND)], [hold("2026-03-06")]).held[0].day == on(
        "2026-03-07"
    )


def test_w1_the_held_take_no_place_of_the_others():
    """Neither in the budget nor, since all of a company rest at once, in the company gap."""
    held = [entry(name, TODAY, CONTOSO) for name in ("Sam", "Anna", "Lena")]
    found = planned([*held, entry("Ruth", TODAY)], [hold("2026-03-20", CONTOSO)], settings=Settings(budget=1))
    assert boxes(found) == {"due": "Ruth", "held": "Anna Lena Sam"}


def test_w1_an_answer_says_that_the_company_rests():
    holds = [hold("2026-03-20")]
    assert planned([answer("Marta", TODAY, NORTHWIND)], holds).due[0].why == (
        "Marta wrote, although Northwind rests. One line is enough, today or tomorrow."
    )
    assert planned([answer("Marta", TODAY, CONTOSO)], holds).due[0].why == "A month since your last note."


# W2

ORDER = {
    "your turn, thank now, pinned, the rest": (
        [
            entry("Ruth", "2025-12-01"),
            pinned("Jo", "2026-03-03"),
            thank("Marta", "2026-03-03"),
            answer("Tomas", "2026-03-03"),
        ],
        "Tomas Marta Jo Ruth",
    ),
    "a late answer is one of the rest": (
        [
            late_answer("Tomas", "2026-03-03", interval=60),
            entry("Ruth", "2026-03-02"),
            pinned("Jo", "2026-03-03"),
        ],
        "Jo Ruth Tomas",
    ),
    "the later in their own rhythm first": (
        [
            entry("Ruth", "2026-02-17", interval=90),  # 15 days of 90
            entry("Jo", "2026-02-22", interval=30),  # 10 days of 30
        ],
        "Jo Ruth",
    ),
    "their cadence, where there is no interval": (
        [entry("Ruth", "2026-02-22", interval=None, cadence=90), entry("Jo", "2026-02-24", interval=30)],
        "Jo Ruth",
    ),
    "a month, where there is neither": (
        [entry("Ruth", "2026-02-22", interval=None), entry("Jo", "2026-02-20", interval=60)],
        "Ruth Jo",
    ),
    "capped at two intervals: then the earlier due": (
        [
            entry("Ruth", "2026-01-03", interval=30),  # 60 days of 30
            entry("Jo", "2026-01-02", interval=30),  # 61 days of 30
            entry("Sam", "2026-01-01", interval=14),  # 62 days of 14
            entry("Anna", "2025-06-01", interval=90),  # 276 days of 90
        ],
        "Anna Sam Jo Ruth",
    ),
    "just below the cap": (
        [entry("Ruth", "2026-01-04", interval=30), entry("Jo", "2026-02-04", interval=14)],  # 59/30, 28/14
        "Jo Ruth",
    ),
    "what is not late yet: the earlier due": (
        [entry("Ruth", "2026-03-08", interval=14), entry("Jo", "2026-03-06", interval=365)],
        "Jo Ruth",
    ),
    "the furthest stage": (
        [entry("Ruth", stage=2), entry("Jo", stage=-1), entry("Sam", stage=4)],
        "Sam Ruth Jo",
    ),
    "the correspondent": ([entry("Jo"), entry("Sam", correspondent=True)], "Sam Jo"),
    "the stage before the correspondent": (
        [entry("Jo", stage=3), entry("Sam", correspondent=True)],
        "Jo Sam",
    ),
    "the earlier due before the stage": ([entry("Jo", "2026-03-05", stage=4), entry("Sam")], "Sam Jo"),
    "the name, whatever its case": ([entry("ruth", contact=1), entry("Jo"), entry("Sam")], "Jo ruth Sam"),
    "the id": ([entry("Jo", contact=9, stage=0), entry("Jo", contact=8, stage=1)], "Jo Jo"),
    "answers among themselves": ([answer("Ruth", "2026-03-03"), answer("Jo", "2026-02-10")], "Jo Ruth"),
}


@table(ORDER, "given, expected")
@pytest.mark.parametrize("turned", [False, True], ids=["", "given the other way round"])
def test_w2_order(given, expected, turned):
    found = planned(reversed(given) if turned else given, settings=Settings(budget=50))
    inside = [item.entry.name for item in found.waiting + found.due]
    assert " ".join(inside) == expected


def test_w2_the_id_decides_between_namesakes():
    found = planned([entry("Jo", contact=9), entry("Jo", contact=8)])
    assert [item.entry.contact for item in found.due] == [8, 9]


LATENESS = {
    "due today": (entry(due=TODAY), [], [], 0),
    "due tomorrow": (entry(due="2026-03-05"), [], [], 0),
    "fifteen days of thirty": (entry(due=plus(TODAY, -15)), [], [], 0.5),
    "sixty days of thirty": (entry(due=plus(TODAY, -60)), [], [], 2),
    "sixty-one days of thirty": (entry(due=plus(TODAY, -61)), [], [], 2),
    "from the end of a hold": (
        entry(due=plus(TODAY, -60), company=NORTHWIND),
        [hold(plus(TODAY, -15), made=plus(TODAY, -80))],
        [],
        0.5,
    ),
    "from the last end of several": (
        entry(due=plus(TODAY, -60), company=NORTHWIND),
        [hold(plus(TODAY, -15), made=plus(TODAY, -80)), hold(plus(TODAY, -6), None, made=plus(TODAY, -10))],
        [],
        0.2,
    ),
    "a hold that ended before it was due": (
        entry(due=plus(TODAY, -15), company=NORTHWIND),
        [hold(plus(TODAY, -20), made=plus(TODAY, -80))],
        [],
        0.5,
    ),
    "another company's hold": (
        entry(due=plus(TODAY, -15), company=NORTHWIND),
        [hold(plus(TODAY, -3), CONTOSO, made=plus(TODAY, -80))],
        [],
        0.5,
    ),
    "an answer was never held": (
        answer(due=plus(TODAY, -15), company=NORTHWIND),
        [hold(plus(TODAY, -3), made=plus(TODAY, -80))],
        [note("Jo", plus(TODAY, -20))],
        0.5,
    ),
    "from the end of the company gap": (
        entry(due=plus(TODAY, -20), company=NORTHWIND),
        [],
        [note("Jo", plus(TODAY, -29))],
        0.5,
    ),
    "of the first gap alone": (
        entry(due=plus(TODAY, -20), company=NORTHWIND),
        [],
        [note("Jo", plus(TODAY, -29)), note("Sam", plus(TODAY, -15))],
        0.5,
    ),
    "a gap that was over when it was due": (
        entry(due=plus(TODAY, -15), company=NORTHWIND),
        [],
        [note("Jo", plus(TODAY, -29))],
        0.5,
    ),
    "one's own note opens no gap": (
        entry("Ruth", plus(TODAY, -15), NORTHWIND),
        [],
        [note("Ruth", plus(TODAY, -20))],
        0.5,
    ),
    "ambient knows no company gap": (
        ambient(due=plus(TODAY, -15), company=NORTHWIND),
        [],
        [note("Jo", plus(TODAY, -20))],
        0.5,
    ),
    "the gap's end in the future": (
        entry(due=plus(TODAY, -15), company=NORTHWIND),
        [],
        [note("Jo", plus(TODAY, -3)), note("Sam", plus(TODAY, -1))],
        0,
    ),
}


@table(LATENESS, "given, holds, notes, expected")
def test_w2_lateness_counts_from_the_day_on_which_it_was_first_allowed(given, holds, notes, expected):
    rank = week.Ranking(holds, notes, Settings(), on(TODAY))
    assert rank.lateness(given) == pytest.approx(expected)


# W3

GAPS = {
    "written to somebody else 14 days ago": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [note("Jo", plus(TODAY, -14))],
        ["Ruth 2026-03-04"],
    ),
    "13 days ago: a day later": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [note("Jo", plus(TODAY, -13))],
        ["Ruth 2026-03-05 moved"],
    ),
    "today": ([entry("Ruth", TODAY, NORTHWIND)], [note("Jo", TODAY)], ["Ruth 2026-03-18 moved"]),
    "to the same person": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [note("Ruth", plus(TODAY, -3))],
        ["Ruth 2026-03-04"],
    ),
    "at another company": (
        [entry("Ruth", TODAY, CONTOSO)],
        [note("Jo", plus(TODAY, -3))],
        ["Ruth 2026-03-04"],
    ),
    "without a company": ([entry("Ruth", TODAY)], [note("Jo", plus(TODAY, -3))], ["Ruth 2026-03-04"]),
    "the newest of several": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [note("Jo", plus(TODAY, -1)), note("Sam", plus(TODAY, -9))],
        ["Ruth 2026-03-17 moved"],
    ),
    "the newest to somebody else, not to oneself": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [note("Jo", plus(TODAY, -9)), note("Ruth", plus(TODAY, -1))],
        ["Ruth 2026-03-09 moved"],
    ),
    "the planned day counts, not the due day": (
        [entry("Ruth", plus(TODAY, -40), NORTHWIND)],
        [note("Jo", plus(TODAY, -14))],
        ["Ruth 2026-03-04"],
    ),
    "due later, when the gap is over": (
        [entry("Ruth", plus(TODAY, 11), NORTHWIND)],
        [note("Jo", plus(TODAY, -3))],
        ["Ruth 2026-03-15"],
    ),
    "due later, a day before the gap is over": (
        [entry("Ruth", plus(TODAY, 10), NORTHWIND)],
        [note("Jo", plus(TODAY, -3))],
        ["Ruth 2026-03-15 moved"],
    ),
    "a plan placed there already": (
        [entry("Jo", TODAY, NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-18 moved"],
    ),
    "in the order of the week, not of the dates": (
        [
            entry("Jo", "2026-02-20", NORTHWIND, interval=365),
            entry("Ruth", "2026-02-22", NORTHWIND, interval=14),
        ],
        [],
        ["Jo 2026-03-18 moved", "Ruth 2026-03-04"],
    ),
    "three of a company": (
        [entry(name, TODAY, NORTHWIND) for name in ("Jo", "Ruth", "Sam")],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-18 moved", "Sam 2026-04-01 moved"],
    ),
    "a note and a plan": (
        [entry(name, TODAY, NORTHWIND) for name in ("Jo", "Ruth")],
        [note("Marta", plus(TODAY, -4))],
        ["Jo 2026-03-14 moved", "Ruth 2026-03-28 moved"],
    ),
    "two companies do not see each other": (
        [entry("Jo", TODAY, NORTHWIND), entry("Ruth", TODAY, CONTOSO)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-04"],
    ),
    "a date 13 days after a colleague's": (
        [entry("Jo", "2026-03-10", NORTHWIND), entry("Ruth", "2026-03-23", NORTHWIND)],
        [],
        ["Jo 2026-03-10", "Ruth 2026-03-24 moved"],
    ),
    "a date 14 days after a colleague's": (
        [entry("Jo", "2026-03-10", NORTHWIND), entry("Ruth", "2026-03-24", NORTHWIND)],
        [],
        ["Jo 2026-03-10", "Ruth 2026-03-24"],
    ),
    "shortly before a plan placed already: after it": (
        [pinned("Jo", "2026-03-12", NORTHWIND), entry("Ruth", "2026-03-10", NORTHWIND)],
        [],
        ["Jo 2026-03-12", "Ruth 2026-03-26 moved"],
    ),
    # What is excepted.
    "your turn": ([answer("Ruth", TODAY, NORTHWIND)], [note("Jo", TODAY)], ["Ruth 2026-03-04"]),
    "a late answer": ([late_answer("Ruth", TODAY, NORTHWIND)], [note("Jo", TODAY)], ["Ruth 2026-03-04"]),
    "thank now": ([thank("Ruth", TODAY, NORTHWIND)], [note("Jo", TODAY)], ["Ruth 2026-03-04"]),
    "pinned": ([pinned("Ruth", TODAY, NORTHWIND)], [note("Jo", TODAY)], ["Ruth 2026-03-04"]),
    "ambient": ([ambient("Ruth", TODAY, NORTHWIND)], [note("Jo", TODAY)], ["Ruth 2026-03-04"]),
    # What makes the others wait.
    "an answer makes nobody wait": (
        [answer("Jo", TODAY, NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-04"],
    ),
    "nor does a late one": (
        [late_answer("Jo", "2026-03-01", NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-04"],
    ),
    "nor does a comment": (
        [ambient("Jo", "2026-03-01", NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-04"],
    ),
    "thanks do": (
        [thank("Jo", "2026-03-05", NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-05", "Ruth 2026-03-19 moved"],
    ),
    "two may be thanked on one day": (
        [thank("Jo", TODAY, NORTHWIND), thank("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-04"],
    ),
    "pinned does": (
        [pinned("Jo", TODAY, NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [],
        ["Jo 2026-03-04", "Ruth 2026-03-18 moved"],
    ),
}


@table(GAPS, "given, notes, expected")
def test_w3_company_gap(given, notes, expected):
    assert placed(given, notes=notes) == expected


def test_w3_the_week_shows_what_is_moved_and_says_so():
    found = planned([entry("Ruth", "2026-03-01", NORTHWIND)], notes=[note("Jo", "2026-02-20")])
    assert boxes(found) == {"due": "Ruth"}
    assert (found.due[0].day, found.due[0].moved_to) == (on("2026-03-06"), on("2026-03-06"))
    assert found.due[0].why == (
        "Moved to 6 March, so that two people at Northwind don't hear from you in the same fortnight."
    )


MOVED = {
    "to the last day of the week": (note("Jo", "2026-02-22"), {"due": "Ruth"}),
    "past the end of the week": (note("Jo", "2026-02-23"), {"later": "Ruth"}),
}


@table(MOVED, "given, expected")
def test_w3_what_is_moved_past_the_week_is_later(given, expected):
    assert boxes(planned([entry("Ruth", TODAY, NORTHWIND)], notes=[given])) == expected


def test_w3_the_gap_is_a_setting():
    week_long = Settings(company_gap=7)
    given = [entry("Ruth", TODAY, NORTHWIND)]
    assert placed(given, notes=[note("Jo", plus(TODAY, -7))], settings=week_long) == ["Ruth 2026-03-04"]
    assert placed(given, notes=[note("Jo", plus(TODAY, -6))], settings=week_long) == ["Ruth 2026-03-05 moved"]


def test_w3_what_is_placed_later_takes_nothing_from_the_budget():
    given = [entry("Jo", TODAY, NORTHWIND), entry("Ruth", TODAY, CONTOSO)]
    found = planned(given, notes=[note("Marta", TODAY)], settings=Settings(budget=1))
    assert boxes(found) == {"due": "Ruth", "later": "Jo"}


def test_w3_who_can_wait_keeps_their_place_at_the_company():
    """The gap comes before the budget: a colleague does not slip in front of somebody who can wait."""
    given = [
        entry("Anna", "2026-02-01", CONTOSO),
        entry("Jo", "2026-03-01", NORTHWIND),
        entry("Ruth", TODAY, NORTHWIND),
    ]
    found = planned(given, settings=Settings(budget=1))
    assert boxes(found) == {"waiting": "Anna", "later": "Ruth", "can_wait": "Jo"}


# W4

SEVEN = [entry(name) for name in sorted(PEOPLE)[:7]]
BUDGETS = {
    "five": (SEVEN, 0, 5, {"due": "Anna Jo Lena Marta Omar", "can_wait": "Priya Ruth"}),
    "exactly five": (SEVEN[:5], 0, 5, {"due": "Anna Jo Lena Marta Omar"}),
    "two reached already": (SEVEN, 2, 5, {"due": "Anna Jo Lena", "can_wait": "Marta Omar Priya Ruth"}),
    "four reached already": (SEVEN[:2], 4, 5, {"due": "Anna", "can_wait": "Jo"}),
    "five reached already": (SEVEN[:1], 5, 5, {"can_wait": "Anna"}),
    "more reached than planned": (SEVEN[:1], 9, 5, {"can_wait": "Anna"}),
    "none at all": (SEVEN[:1], 0, 0, {"can_wait": "Anna"}),
    "the latest come first": (
        [entry("Jo", TODAY), entry("Ruth", "2026-02-01")],
        0,
        1,
        {"waiting": "Ruth", "can_wait": "Jo"},
    ),
    "comments count": (
        [ambient("Jo", "2026-03-01"), entry("Ruth")],
        0,
        1,
        {"waiting": "Jo", "can_wait": "Ruth"},
    ),
    "beyond it: your turn, thank now, pinned": (
        [answer("Jo"), thank("Ruth"), pinned("Sam"), entry("Tomas")],
        5,
        5,
        {"due": "Jo Ruth Sam", "can_wait": "Tomas"},
    ),
    "they take nothing from it": (
        [answer("Jo"), thank("Ruth"), pinned("Sam"), entry("Tomas")],
        0,
        1,
        {"due": "Jo Ruth Sam Tomas"},
    ),
    "a late answer counts": (
        [late_answer("Jo", "2026-03-01"), entry("Ruth")],
        0,
        1,
        {"waiting": "Jo", "can_wait": "Ruth"},
    ),
    "a late answer can wait": ([late_answer("Jo")], 5, 5, {"can_wait": "Jo"}),
}


@table(BUDGETS, "given, reached, budget, expected")
def test_w4_budget(given, reached, budget, expected):
    assert boxes(planned(given, reached=reached, settings=Settings(budget=budget))) == expected


# Where W1 and W3 put a date, for the contact page, `plan` and the preview.

PLACES = {
    "free": ([entry("Ruth", "2026-05-01", NORTHWIND)], [], ["Ruth 2026-05-01"]),
    "waiting": ([entry("Ruth", "2026-02-01", NORTHWIND)], [], ["Ruth 2026-03-04"]),
    "held": ([entry("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], ["Ruth 2026-03-20 moved"]),
    "due after the hold": (
        [entry("Ruth", "2026-03-20", NORTHWIND)],
        [hold("2026-03-20")],
        ["Ruth 2026-03-20"],
    ),
    "due in a hold to come": (
        [entry("Ruth", "2026-03-20", NORTHWIND)],
        [hold("2026-04-01")],
        ["Ruth 2026-04-01 moved"],
    ),
    "from one hold into another": (
        [entry("Ruth", TODAY, NORTHWIND)],
        [
            hold("2026-04-01", made="2026-03-01"),
            hold("2026-03-20"),
            hold("2026-04-20", None, made="2026-03-02"),
        ],
        ["Ruth 2026-04-20 moved"],
    ),
    "two whose hold ends": (
        [entry("Jo", TODAY, NORTHWIND), entry("Ruth", TODAY, NORTHWIND)],
        [hold("2026-03-20")],
        ["Jo 2026-03-20 moved", "Ruth 2026-04-03 moved"],
    ),
    "your turn": ([answer("Ruth", TODAY, NORTHWIND)], [hold("2026-03-20")], ["Ruth 2026-03-04"]),
    "closed and without a date: nowhere": (
        [entry("Ruth", TODAY, standing=Standing.CLOSED), entry("Jo", None)],
        [],
        [],
    ),
    # What the week shows comes first, so that the page and the week agree.
    "this week first": (
        [
            entry("Jo", "2026-03-09", NORTHWIND, stage=4, correspondent=True),
            entry("Ruth", "2026-03-08", NORTHWIND),
        ],
        [],
        ["Jo 2026-03-22 moved", "Ruth 2026-03-08"],
    ),
    "after the week, by date": (
        [entry("Jo", "2026-05-02", NORTHWIND, interval=14), entry("Ruth", "2026-05-01", NORTHWIND)],
        [],
        ["Jo 2026-05-15 moved", "Ruth 2026-05-01"],
    ),
}


@table(PLACES, "given, holds, expected")
def test_places(given, holds, expected):
    assert placed(given, holds) == expected


def test_places_say_why():
    found = week.places(
        [
            entry("Jo", TODAY, NORTHWIND),
            entry("Ruth", TODAY, NORTHWIND),
            entry("Sam", "2026-06-01", NORTHWIND),
        ],
        [hold("2026-03-20")],
        [],
        Settings(),
        on(TODAY),
    )
    assert found[number("Jo")].why.startswith("You wanted quiet with Northwind until 20 March.")
    assert found[number("Ruth")].why.startswith("Moved to 3 April, so that two people at Northwind")
    assert found[number("Sam")].why == "A month since your last note."


def test_places_move_jo_as_in_the_worked_example():
    """Marta's next note of 23 December moves Jo's one hello from 27 December to 6 January."""
    given = [entry("Marta", "2026-12-23", NORTHWIND), entry("Jo", "2026-12-27", NORTHWIND, interval=None)]
    assert placed(given, today="2026-11-24") == ["Marta 2026-12-23", "Jo 2027-01-06 moved"]
    written = [entry("Marta", "2027-02-21", NORTHWIND), given[1]]
    notes = [note("Marta", "2026-11-23"), note("Marta", "2026-12-23")]
    assert placed(written, notes=notes, today="2026-12-23") == ["Marta 2027-02-21", "Jo 2027-01-06 moved"]


def test_the_page_and_the_week_agree():
    names = list(PEOPLE)
    given = [
        entry(name, plus("2026-02-20", 2 * place), (NORTHWIND, CONTOSO)[place % 2], interval=30 + 7 * place)
        for place, name in enumerate(names[:8])
    ]
    notes = [note("Omar", "2026-02-26"), note("Yuki", "2026-02-19", CONTOSO)]
    found = planned(given, notes=notes, settings=Settings(budget=2))
    shown = {
        item.entry.contact: item.day
        for box in (found.waiting, found.due, found.later, found.can_wait)
        for item in box
    }
    pages = {
        contact: item.day
        for company in (NORTHWIND, CONTOSO)
        for contact, item in week.places(
            [e for e in given if e.company_name == company], [], notes, Settings(), on(TODAY)
        ).items()
    }
    assert len(shown) == 8
    assert shown == {contact: pages[contact] for contact in shown}


# Which of the notes sent count for W3 and W4.

DAY = "2026-03-01"
ANSWERS = {
    "to a letter that wanted one": ([asked(DAY), out(plus(DAY, 1))], [2]),
    "to a letter that wanted none": ([wrote(DAY), out(plus(DAY, 1))], []),
    "the first one only": ([asked(DAY), out(plus(DAY, 1)), out(plus(DAY, 20))], [2]),
    "with its corrections": ([asked(DAY), out(plus(DAY, 1)), out(plus(DAY, 4))], [2, 3]),
    "not four days later": ([asked(DAY), out(plus(DAY, 1)), out(plus(DAY, 5))], [2]),
    "a comment in between": ([asked(DAY), comment(plus(DAY, 1)), out(plus(DAY, 2))], [3]),
    "settled by a talk": ([asked(DAY), talk(plus(DAY, 1)), out(plus(DAY, 2))], []),
    "settled by a no": ([asked(DAY), no(plus(DAY, 1)), out(plus(DAY, 2))], []),
    "asked after a no": ([no(DAY), asked(DAY), out(plus(DAY, 1))], [3]),
    "a silence settles nothing": ([asked(DAY), silence(plus(DAY, 1)), out(plus(DAY, 2))], [3]),
    "one that did not arrive is none": (
        [asked(DAY), out(plus(DAY, 1), arrived=False), out(plus(DAY, 2))],
        [3],
    ),
    "each letter has its own": (
        [asked(DAY), out(plus(DAY, 1)), asked(plus(DAY, 9)), out(plus(DAY, 10))],
        [2, 4],
    ),
}


@table(ANSWERS, "given, expected")
def test_answers(given, expected):
    assert standing.answers(contact(*given)) == frozenset(expected)


THANK_YOUS = {
    "the first note after the no": ([thanked(DAY), out(plus(DAY, 1))], True),
    "on the last day": ([thanked(DAY), out(plus(DAY, 14))], True),
    "a day too late": ([thanked(DAY), out(plus(DAY, 15))], False),
    "its correction": ([thanked(DAY), out(plus(DAY, 1)), out(plus(DAY, 4))], True),
    "the next note": ([thanked(DAY), out(plus(DAY, 1)), out(plus(DAY, 5))], False),
    "no thanks planned": ([no(DAY), out(plus(DAY, 1))], False),
    "before the no": ([out(plus(DAY, -1)), thanked(DAY)], False),
    "a comment": ([thanked(DAY), comment(plus(DAY, 1))], False),
}


@table(THANK_YOUS, "given, expected")
def test_thank_yous(given, expected):
    history = contact(*given)
    assert standing.is_thank_you(history.touchpoints[-1], history) is expected


PINNED = {
    "after write this week": ([pin(DAY, DAY), out(DAY)], True),
    "a comment after it": ([pin(DAY, DAY), comment(DAY)], True),
    "after an ordinary snooze": ([snooze(DAY, DAY), out(DAY)], False),
    "a newer snooze took its place": ([pin(DAY, DAY), snooze(DAY, plus(DAY, 3)), out(plus(DAY, 3))], False),
    "already written since": ([pin(DAY, DAY), out(DAY), out(plus(DAY, 9))], False),
    "they wrote since": ([pin(DAY, DAY), wrote(plus(DAY, 1)), out(plus(DAY, 9))], False),
    "they liked a post since": ([pin(DAY, DAY), like(plus(DAY, 1)), out(plus(DAY, 1))], True),
    "written before it": ([out(DAY), pin(DAY, DAY)], False),
    "nothing asked": ([out(DAY)], False),
}


@table(PINNED, "given, expected")
def test_pinned(given, expected):
    history = contact(*given)
    assert standing.is_pinned(history.touchpoints[-1], history) is expected
