"""Private writing: the next question, and the time that is left."""

from datetime import datetime, timedelta

import pytest

from followup.domain import writing
from followup.domain.values import Question

FEEL, GAINED, FRIEND = Question.FEEL, Question.GAINED, Question.FRIEND
NOON = datetime(2026, 11, 23, 12)


def test_it_works():
    assert len(writing.ORDER) == writing.WRITING_DAYS
    assert writing.seconds_left(NOON, NOON) == 1200
    assert writing.ends_at(NOON) == datetime(2026, 11, 23, 12, 20)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((), FEEL),
        ((FEEL,), FEEL),
        ((FEEL, FEEL), GAINED),
        ((GAINED,), FEEL),
        ((FRIEND, FEEL, FEEL), GAINED),
        ((FEEL, FEEL, GAINED, GAINED), FRIEND),
        (writing.ORDER, FRIEND),
        ((FEEL,) * 9, GAINED),
    ],
)
def test_the_next_question(written, expected):
    assert writing.suggested(written) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, False), (4, False), (5, True), (9, True)])
def test_five_days(days, expected):
    assert writing.is_complete(days) is expected


@pytest.mark.parametrize(
    ("after", "seconds", "minutes"),
    [
        (0, 1200, 20),
        (1, 1199, 20),
        (60, 1140, 19),
        (1139, 61, 2),
        (1140, 60, 1),
        (1199, 1, 1),
        (1200, 0, 0),
        (99_999, 0, 0),
        (-3600, 1200, 20),
    ],
)
def test_the_time(after, seconds, minutes):
    left = writing.seconds_left(NOON, NOON + timedelta(seconds=after))
    assert (left, writing.minutes(left)) == (seconds, minutes)


@pytest.mark.parametrize(("after", "expected"), [(-1, False), (0, True), (1199, True), (1200, False)])
def test_the_time_runs(after, expected):
    assert writing.is_running(NOON, NOON + timedelta(seconds=after)) is expected
