"""What other settings would change, in sentences."""

from datetime import date

import pytest

from followup.domain.settings import Settings
from followup.domain.settings_preview import Scene, differences, from_to, kept_up, named
from followup.domain.week import Week

TODAY = date(2026, 11, 23)
NOBODY = Week(date(2026, 11, 23), date(2026, 11, 29))


def said(**changes) -> list[str]:
    before, after = Settings(), Settings(**changes)
    return differences(Scene(before, NOBODY, {}), Scene(after, NOBODY, {}), TODAY, True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"budget": 3}, ["Three a week instead of five."]),
        ({"cadence": 90}, ["New people: quarterly instead of monthly. Nobody else changes."]),
        ({"first_weekday": 6}, ["This week runs from Sunday, 22 November to Saturday, 28 November."]),
        ({"gap": 30, "company_gap": 0, "answer_days": 9}, []),
    ],
)
def test_it_works(changes, expected):
    assert said(**changes) == expected


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (date(2026, 12, 3), date(2026, 12, 10), "from 3 to 10 December"),
        (date(2026, 12, 27), date(2027, 1, 6), "from 27 December to 6 January 2027"),
        (date(2027, 3, 3), date(2027, 3, 1), "from 3 to 1 March 2027"),
        (date(2026, 12, 3), date(2027, 12, 3), "from 3 December to 3 December 2027"),
    ],
)
def test_two_days(was, now, expected):
    assert from_to(was, now, TODAY) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ruth"], "Ruth"),
        (["Ruth", "Sam"], "Ruth and Sam"),
        (["Ruth", "Sam", "Jo"], "Ruth, Sam and Jo"),
        (["Ruth", "Sam", "Jo", "Ada"], "Ruth, Sam, Jo and one more"),
        (["Wolfe" + "schlegel" * 24] * 40, ", ".join(["Wolfeschlegelschlegelsc…"] * 3) + " and 37 more"),
    ],
)
def test_names(names, expected):
    assert named(names) == expected
    assert len(f"{named(names)} move from “can wait” to due.") <= 140


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (5, "Five a week keep up about 20 people monthly, or 60 quarterly."),
        (1, "One a week keeps up about four people monthly, or twelve quarterly."),
    ],
)
def test_what_so_many_keep_up(budget, expected):
    assert kept_up(budget) == expected
