"""What the doors of a company bring, and when; what the page of an opportunity says of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain import moments
from followup.domain.moments import doors_ahead
from followup.domain.values import DecisionKind, Door
from tests.domain.build import doors, meant, on, plus, table
from tests.domain.test_properties import BANNED, THOROUGH, opened

D = "2026-01-01"
BACKFILL, THAW, REFERRAL, GROWTH = Door.BACKFILL, Door.THAW, Door.REFERRAL, Door.GROWTH
EVER = (date(1990, 1, 1), date(2028, 1, 1))


def days(*given, between=EVER):
    return [moment.day.isoformat() for moment in moments.moments(given, *between)]


def test_it_works():
    first, *_ = moments.moments([doors(D, BACKFILL, started="2026-03-01")], *EVER)
    assert (first.day, first.door, first.after, first.guessed) == (on("2026-03-22"), BACKFILL, 21, False)


STARTED = ["2026-03-22", "2026-05-30", "2026-08-28", "2027-08-23"]  # 21, 90, 180 and 540 days after 1 March
GUESSED = ["2026-02-05", "2026-04-15", "2026-07-14", "2027-07-09"]  # after 15 January
THAWS = [plus(D, days) for days in range(90, 730, 90)]
MOMENTS = {
    "backfill": ([doors(D, BACKFILL, started="2026-03-01")], STARTED),
    "backfill, the start unknown": ([doors(D, BACKFILL)], GUESSED),
    "thaw": ([doors(D, THAW)], THAWS),
    "both": ([doors(D, BACKFILL, THAW)], sorted(GUESSED + THAWS)),
    "referral and growth bring none": ([doors(D, REFERRAL, GROWTH)], []),
    "no doors": ([doors(D)], []),
    "from inside": ([doors(D, BACKFILL, THAW, winner_from_inside=True)], []),
    "from outside": ([doors(D, BACKFILL, winner_from_inside=False)], GUESSED),
    "look again replaces both": ([doors(D, BACKFILL, THAW, look_again="2026-09-01")], ["2026-09-01"]),
    "look again, with no door chosen": ([doors(D, look_again="2026-09-01")], ["2026-09-01"]),
    "look again, for a winner from inside": (
        [doors(D, BACKFILL, winner_from_inside=True, look_again="2026-09-01")],
        ["2026-09-01"],
    ),
    "frozen": ([doors(D, THAW, kind=DecisionKind.FROZEN)], THAWS),
    "cancelled": ([doors(D, THAW, kind=DecisionKind.CANCELLED)], THAWS),
    "no answer: a door chosen is a door": ([doors(D, THAW, kind=DecisionKind.NO_ANSWER)], THAWS),
    "withdrawn: as well": ([doors(D, THAW, kind=DecisionKind.WITHDRAWN)], THAWS),
    "open": ([doors(D, THAW, kind=DecisionKind.OPEN)], []),
    "an offer": ([doors(D, THAW, kind=DecisionKind.OFFER, look_again="2026-09-01")], []),
    "hired": ([doors(D, THAW, kind=DecisionKind.HIRED)], []),
    "the newest decision counts": (
        [doors("2026-03-01", kind=DecisionKind.HIRED), doors(D, THAW)],
        [],
    ),
    "of one day the last entered": (
        [doors(D, kind=DecisionKind.OPEN, position=2), doors(D, THAW, position=3)],
        THAWS,
    ),
    "two opportunities": (
        [doors(D, BACKFILL), doors("2026-03-01", kind=DecisionKind.HIRED, opportunity=2)],
        GUESSED,
    ),
    "two on one day": ([meant("2026-09-01"), meant("2026-09-01", opportunity=2)], ["2026-09-01"] * 2),
}


@table(MOMENTS, "given, expected")
def test_moments(given, expected):
    assert days(*given) == expected


def test_both_ends_belong_to_the_span():
    thaw = doors(D, THAW)
    span = (on(THAWS[0]), on(THAWS[1]))
    assert days(thaw, between=span) == THAWS[:2]
    assert days(thaw, between=(span[0] + timedelta(1), span[1] - timedelta(1))) == []


def test_the_decision_itself_is_no_thaw():
    assert days(doors(D, THAW), between=(on(D), on(plus(D, 89)))) == []


NEAREST = {
    "10 days before": ((["2026-05-22"], "2026-01-01"), "2026-05-22"),
    "11 days before": ((["2026-05-21"], "2026-01-01"), None),
    "10 days after": ((["2026-06-11"], "2026-01-01"), "2026-06-11"),
    "11 days after": ((["2026-06-12"], "2026-01-01"), None),
    "two as near": ((["2026-06-05", "2026-05-28"], "2026-01-01"), "2026-05-28"),
    "on the first day allowed": ((["2026-05-28"], "2026-05-28"), "2026-05-28"),
    "before it, so the farther one": ((["2026-05-27", "2026-06-09"], "2026-05-28"), "2026-06-09"),
}


@table(NEAREST, "given, expected")
def test_nearest_to_the_first_of_june(given, expected):
    at, not_before = given
    every = [meant(day, opportunity=place) for place, day in enumerate(at)]
    found = moments.nearest(every, on("2026-06-01"), on(not_before))
    assert (found.day.isoformat() if found else None) == expected


@THOROUGH
@given(opened(), st.integers(-500, 2000), st.integers(0, 400))
def test_a_span_gives_what_a_longer_one_gives_in_it(given, ahead, long):
    first = on(D) + timedelta(ahead)
    last = first + timedelta(long)
    longer = moments.moments(given, first - timedelta(1000), last + timedelta(1000))
    assert moments.moments(given, first, last) == [m for m in longer if first <= m.day <= last]


# The page of an opportunity.


def test_the_doors_of_a_page():
    given = doors("2026-11-22", BACKFILL, REFERRAL, started="2026-12-14")
    found = doors_ahead(given, on("2026-11-23"))
    assert [one.door for one in found] == [REFERRAL, BACKFILL]
    assert found[1].days == (on("2027-01-04"), on("2027-03-14"), on("2027-06-12"), on("2028-06-06"))
    assert found[1].when == "Good months to be visible: January, March, June 2027 and June 2028."
    assert found[1].what.startswith("Be visible: a comment")


WHEN = {
    "this year": (
        doors(D, THAW),
        "2026-01-10",
        "Good months to be visible: April, June, September and December.",
    ),
    "over the year": (
        doors(D, THAW),
        "2026-12-01",
        "Good months to be visible: December, March, June and September 2027.",
    ),
    "no month twice": (
        doors(D, BACKFILL, started="2026-03-01"),
        "2026-09-01",
        "Good months to be visible: August 2027.",
    ),
    "over": (
        doors("2020-01-01", BACKFILL),
        "2026-01-01",
        "The months of this door are over. A note in your usual rhythm is all it takes.",
    ),
    "from inside": (
        doors(D, BACKFILL, winner_from_inside=True),
        D,
        "Their choice came from inside, so their old post may open; the careers page would say so.",
    ),
    "look again": (doors(D, look_again="2026-09-01"), D, "You meant to look again around 1 September."),
    "looked again": (
        doors(D, look_again="2026-09-01"),
        "2026-09-02",
        "The day for another look is over. You can choose a new one.",
    ),
}


@table(WHEN)
def test_when_is_said_in_months(given, today, expected):
    (found,) = doors_ahead(given, on(today))
    assert found.when == expected


AHEAD = {
    "look again goes first, and replaces the dated doors": (
        doors(D, *Door, look_again="2026-09-01"),
        [None, REFERRAL, GROWTH],
    ),
    "every door": (doors(D, *Door), [REFERRAL, BACKFILL, GROWTH, THAW]),
    "open": (doors(D, *Door, kind=DecisionKind.OPEN), []),
    "hired": (doors(D, *Door, kind=DecisionKind.HIRED), []),
    "none": (doors(D), []),
}


@table(AHEAD, "given, expected")
def test_which_doors_are_told(given, expected):
    assert [one.door for one in doors_ahead(given, on(D))] == expected


@THOROUGH
@given(opened(), st.integers(-30, 900))
def test_what_is_said_of_doors_is_short_and_kind_and_counts_nothing_down(given, later):
    for one in given:
        today = one.decided_on + timedelta(later)
        for door in doors_ahead(one, today):
            assert all(day >= today for day in door.days)
            for sentence in (door.when, door.what):
                assert 0 < len(sentence) <= 140, sentence
                assert sentence.endswith(".")
                for phrase in (*BANNED, "in days", " days", "left", "until"):
                    assert phrase.casefold() not in sentence.casefold()
            if door.days and not one.look_again_on:
                assert set(door.days) <= {m.day for m in moments.moments([one], today, date(2040, 1, 1))}


@pytest.mark.parametrize("chosen", [BACKFILL, THAW])
def test_what_a_page_tells_is_what_moves_dates(chosen):
    given = doors(D, chosen)
    (told,) = doors_ahead(given, on(D))
    for day in told.days:
        found = moments.nearest([given], day, on(D))
        assert found is not None
        assert found.day == day
    assert moments.nearest([replace(given, winner_from_inside=True)], told.days[0], on(D)) is None
