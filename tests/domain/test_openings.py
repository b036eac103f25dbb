"""What came of it: who is to be thanked and when, what it started from, the path to it, what a new job changes."""

from datetime import date

import pytest

from followup.domain import openings
from followup.domain.history import Touchpoint
from followup.domain.openings import Ended, Landed, Step, landed, paths, started_from
from followup.domain.values import DecisionKind, Direction, OpeningKind, Standing, Weight
from tests.domain.build import on, table

TODAY = date(2026, 11, 23)


@table(
    {
        "on the day itself, not yet": ("2026-11-23", None, Standing.ACTIVE, False),
        "from the next day on": ("2026-11-22", None, Standing.ACTIVE, True),
        "years later, still": ("2020-01-01", None, Standing.DORMANT, True),
        "at rest": ("2026-11-01", None, Standing.RESTING, True),
        "thanked on the day": ("2026-11-01", "2026-11-23", Standing.ACTIVE, False),
        "the closed, and so the dead, never": ("2026-11-01", None, Standing.CLOSED, False),
    },
    "day, thanked_on, standing, expected",
)
def test_it_works(day, thanked_on, standing, expected):
    assert openings.is_due(on(day), thanked_on and on(thanked_on), standing, TODAY) is expected


def touch(day="2026-11-23", **fields):
    return Touchpoint(on(day), 1, **fields)


@table(
    {
        "nothing at all": ([], True),
        "a note of the same day was the thanks": ([touch()], False),
        "a talk of the same day was the thanks": ([touch(direction=Direction.TOGETHER)], False),
        "a note a week later was": ([touch("2026-11-30")], False),
        "so was a talk": ([touch("2026-11-30", direction=Direction.TOGETHER)], False),
        "one from before the door opened was not": ([touch("2026-11-22")], True),
        "a letter of theirs is none": ([touch(direction=Direction.IN)], True),
        "a comment is none": ([touch(weight=Weight.AMBIENT)], True),
        "one that came back is none": ([touch(arrived=False)], True),
    },
    "touchpoints, expected",
)
def test_thanked_logs_a_note_unless_one_is_there(touchpoints, expected):
    assert openings.needs_a_note(touchpoints, TODAY) is expected


@pytest.mark.parametrize("kind", OpeningKind)
def test_the_thanks_are_said(kind):
    for kinds in ([kind], [kind, kind]):
        said = openings.thanks("Marta", kinds)
        assert said.startswith("Thank Marta for the ")
        assert len(said) < 50
    assert openings.why_thanks("Marta", [on("2026-11-20")], TODAY) == (
        "Marta opened a door on Friday. A line in your own words is plenty."
    )


def test_the_thanks_for_several_doors_are_said_together():
    kinds = [OpeningKind.INTRODUCTION, OpeningKind.REFERRAL, OpeningKind.INTRODUCTION]
    assert openings.thanks("Marta", kinds) == "Thank Marta for the introductions and the referral"
    days = [on("2026-11-20"), on("2026-03-02"), on("2026-11-20")]
    assert openings.why_thanks("Marta", days, TODAY) == (
        "Marta opened three doors, the last on Friday. A line in your own words is plenty."
    )
    every = openings.thanks("Marta Abernethy", OpeningKind)
    assert len(every) <= 160
    assert len(openings.why_thanks("M" * 24, [on("2025-12-30")] * 40, TODAY)) <= 140


NO, FROZEN, OPEN = DecisionKind.TURNED_DOWN, DecisionKind.FROZEN, DecisionKind.OPEN


@table(
    {
        "met nowhere": ([], None),
        "nothing is decided yet": ([Ended(1)], None),
        "one that is open again is no end": ([Ended(1, OPEN, on("2026-11-01"))], None),
        "the newest": ([Ended(1, NO, on("2026-11-01")), Ended(2, FROZEN, on("2026-11-02"))], 2),
        "whatever their order": ([Ended(2, FROZEN, on("2026-11-02")), Ended(1, NO, on("2026-11-01"))], 2),
        "of one day the last entered": (
            [Ended(1, NO, on("2026-11-01"), 5), Ended(2, NO, on("2026-11-01"), 4)],
            1,
        ),
        "an offer is no “no”": (
            [Ended(1, NO, on("2026-11-01")), Ended(2, DecisionKind.OFFER, on("2026-11-02"))],
            1,
        ),
    },
    "met, expected",
)
def test_the_no_that_it_started_from(met, expected):
    assert started_from(met) == expected


def step(row, day, started=None, led=None):
    return Step(row, on(day), row, started, led)


@table(
    {
        "alone": ([step(1, "2026-05-01")], [[1]]),
        "across companies: where one led, the next one started": (
            [step(1, "2026-05-01", 10, 20), step(2, "2026-06-01", 20, 30), step(3, "2026-07-01", 30)],
            [[1], [1, 2], [1, 2, 3]],
        ),
        "in the order that was asked for": (
            [step(2, "2026-06-01", 20), step(1, "2026-05-01", 10, 20)],
            [[1, 2], [1]],
        ),
        "of two that led there the newer one before it": (
            [step(1, "2026-05-01", 9, 20), step(2, "2026-05-02", 8, 20), step(3, "2026-06-01", 20)],
            [[1], [2], [2, 3]],
        ),
        "what came later led nowhere before": (
            [step(1, "2026-05-01", 20), step(2, "2026-06-01", 10, 20)],
            [[1], [2]],
        ),
        "a circle ends": (
            [step(1, "2026-05-01", 20, 10), step(2, "2026-06-01", 10, 20), step(3, "2026-07-01", 20, 10)],
            [[1], [1, 2], [1, 2, 3]],
        ),
    },
    "given, expected",
)
def test_paths(given, expected):
    assert [[one.id for one in path.steps] for path in paths(given)] == expected


@table(
    {
        "whoever opened a door is thanked": (Standing.ACTIVE, 30, True, Landed.THANKS),
        "from the address book, too": (Standing.ACTIVE, None, True, Landed.THANKS),
        "a month becomes a quarter": (Standing.ACTIVE, 30, False, Landed.QUARTERLY),
        "so do two weeks": (Standing.ACTIVE, 14, False, Landed.QUARTERLY),
        "and two months": (Standing.ACTIVE, 60, False, Landed.QUARTERLY),
        "a quarter stays": (Standing.ACTIVE, 90, False, Landed.NOTHING),
        "twice a year stays: it is rarer already": (Standing.ACTIVE, 180, False, Landed.NOTHING),
        "the address book stays": (Standing.ACTIVE, None, False, Landed.NOTHING),
        "at rest, too": (Standing.RESTING, 30, False, Landed.QUARTERLY),
        "a yearly hello, too": (Standing.DORMANT, 30, False, Landed.QUARTERLY),
        "the closed stay": (Standing.CLOSED, 30, False, Landed.NOTHING),
        "and are not thanked": (Standing.CLOSED, 30, True, Landed.NOTHING),
    },
    "standing, cadence, opened, expected",
)
def test_a_new_job(standing, cadence, opened, expected):
    assert landed(standing, cadence, opened) is expected


@table(
    {
        "who was thanked for it before is left alone": (Standing.ACTIVE, 30, True, Landed.THANKED),
        "the closed, too": (Standing.CLOSED, 30, True, Landed.NOTHING),
        "nobody is thanked for nothing": (Standing.ACTIVE, 30, False, Landed.QUARTERLY),
    },
    "standing, cadence, opened, expected",
)
def test_a_new_job_planned_again(standing, cadence, opened, expected):
    assert landed(standing, cadence, opened, is_thanked=True) is expected


@table(
    {
        "not said": (None, ""),
        "to come": ("2027-01-04", "You start on 4 January 2027."),
        "today": ("2026-11-23", "You start on 23 November."),
        "over": ("2026-11-02", "You started on 2 November."),
    },
    "starts_on, expected",
)
def test_the_start(starts_on, expected):
    assert openings.say_start(starts_on and on(starts_on), TODAY) == expected


@pytest.mark.parametrize("count", [0, 1, 2, 4, 12, 13, 9000])
def test_what_a_new_job_plans_is_said(count):
    for said in (openings.say_openers(count), openings.say_quarterly(count)):
        assert said[0].isupper() or said[0].isdigit()
        assert said.endswith(".")
        assert len(said) <= 140
    assert openings.say_openers(0, 3) == "Whoever opened a door on the way has been thanked."
    assert openings.say_openers(4) == (
        "Four people opened a door on the way; a line to each would please them."
    )
