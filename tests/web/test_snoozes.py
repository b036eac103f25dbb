"""Snoozing, skipping, writing this week."""

import pytest

from tests.web.conftest import text_of
from tests.web.people import MARTA, turned_down


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"wish": "tomorrow"}, "24 November"),
        ({"wish": "next_week"}, "30 November"),
        ({"wish": "in_a_month"}, "23 December"),
        ({"wish": "skip"}, "23 December"),
        ({"until": "2027-03-09"}, "9 March 2027"),
        ({"wish": "write_this_week"}, "23 November"),
    ],
)
def test_it_works(visitor, fields, day):
    turned_down(visitor)
    answer = visitor.post(f"/contacts/{MARTA}/snoozes", {"back": f"/contacts/{MARTA}", **fields})
    assert answer.status_code == 303
    assert day in text_of(visitor.page(f"/contacts/{MARTA}"), "aside .card")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"until": "2026-11-22"}, "2026-11-22 is over. Give today or a later day."),
        ({"until": "soon"}, "Write the day as 2026-12-01."),
        ({"until": "2026-02-31"}, "Write the day as 2026-12-01."),
        ({"until": "0000-01-01"}, "Write the day as 2026-12-01."),
        ({"until": "9999-12-31"}, "Give a day from 1900 to 2199."),
        ({"wish": "some day"}, "Choose a day to come back on."),
        ({}, "Choose a day to come back on."),
    ],
)
@pytest.mark.parametrize("back", ["/", f"/contacts/{MARTA}"])
def test_bad_input_is_said_at_its_place(visitor, fields, message, back):
    turned_down(visitor)
    answer = visitor.post(f"/contacts/{MARTA}/snoozes", {"back": back, **fields})
    assert answer.status_code == 422
    assert message in answer.text


def test_the_closed_are_not_snoozed(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="other")
    answer = visitor.post(f"/contacts/{MARTA}/snoozes", wish="tomorrow", back=f"/contacts/{MARTA}")
    assert answer.status_code == 422
    assert "Marta is closed and has no dates. Reopen first." in answer.text
