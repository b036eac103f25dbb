"""Holds: one of each kind lasts; lifting says what still rests."""

from datetime import timedelta

import pytest

from followup.actions import checkins, holds, touchpoints
from followup.actions.touchpoints import Exchange
from followup.actions.undos import undo
from followup.db import writing
from followup.domain.checkin import Feelings
from followup.domain.values import Direction, HoldKind, Tone
from followup.models import Hold
from followup.queries import week
from tests.factories import TODAY, person, record, stored

SOON, LATER = TODAY + timedelta(9), TODAY + timedelta(30)
NORTHWIND = 1


def in_force(today=TODAY):
    return [(hold.company, hold.kind, hold.until) for hold in week.week(today, today).holds]


def test_it_works(app):
    record()
    done = holds.hold(NORTHWIND, HoldKind.SELF, SOON, TODAY)
    assert done.summary == "Northwind rests until 2 December. Who writes to you still shows up."
    assert in_force() == [("Northwind", HoldKind.SELF, SOON)]


@pytest.mark.parametrize("days", [(SOON, LATER), (LATER, SOON)], ids=["longer", "shorter"])
@pytest.mark.parametrize(
    ("company", "kind"), [(NORTHWIND, HoldKind.SELF), (NORTHWIND, HoldKind.BAD_TIME), (None, HoldKind.AWAY)]
)
def test_a_second_of_one_kind_changes_the_first(app, company, kind, days):
    record()
    first, second = (holds.hold(company, kind, day, TODAY) for day in days)
    assert second.answer == first.answer
    assert [until for _, _, until in in_force()] == [days[1]]
    undo(second.id, TODAY)
    assert [until for _, _, until in in_force()] == [days[0]]


def test_other_kinds_and_what_is_over_stay_apart(app):
    record()
    holds.hold(NORTHWIND, HoldKind.SELF, SOON, TODAY)
    holds.hold(NORTHWIND, HoldKind.BAD_TIME, LATER, TODAY)
    holds.hold(NORTHWIND, HoldKind.SELF, SOON + timedelta(9), SOON)
    assert in_force(SOON - timedelta(1)) == [
        ("Northwind", HoldKind.SELF, SOON),
        ("Northwind", HoldKind.BAD_TIME, LATER),
    ]
    assert len(in_force(SOON)) == 2


def test_changed_into_the_kind_of_another_it_takes_its_place(app):
    record()
    holds.hold(NORTHWIND, HoldKind.SELF, SOON, TODAY)
    other = holds.hold(NORTHWIND, HoldKind.BAD_TIME, LATER, TODAY).answer["hold"]
    holds.change_hold(other, HoldKind.SELF, LATER, TODAY)
    assert in_force() == [("Northwind", HoldKind.SELF, LATER)]


def test_a_second_please_dont_never_shortens_the_first(app):
    marta, jo = record().answer["contacts"]
    declined(marta)
    (row,) = stored()["holds"]
    holds.change_hold(row[0], HoldKind.PLEASE_DONT, TODAY + timedelta(200), TODAY)
    said = declined(jo).summary
    assert "The others there rest until 11 June 2027." in said
    assert in_force() == [("Northwind", HoldKind.PLEASE_DONT, TODAY + timedelta(200))]


def declined(contact):
    """They asked for no more mail; the others there are given quiet, too."""
    exchange = Exchange(TODAY, direction=Direction.IN, tone=Tone.DECLINED)
    return touchpoints.log(contact, exchange, TODAY, quiet_others=True)


# Lifting


def piled_up():
    """Two holds for oneself, as they were kept before one changed the other."""
    with writing() as session:
        rows = [
            Hold(company_id=NORTHWIND, kind=HoldKind.SELF, made_on=TODAY, until=day) for day in (SOON, LATER)
        ]
        session.add_all(rows)
        session.flush()
        return rows[1].id


def test_it_lifts_all_of_its_kind(app):
    record()
    done = holds.lift(piled_up(), TODAY)
    assert (in_force(), done.summary) == ([], "The hold is lifted.")
    undo(done.id, TODAY)
    assert len(in_force()) == 2


def test_placing_one_tidies_what_piled_up(app):
    record()
    piled_up()
    holds.hold(NORTHWIND, HoldKind.SELF, SOON, TODAY)
    assert in_force() == [("Northwind", HoldKind.SELF, SOON)]


def test_what_still_rests_is_said(app):
    record()
    holds.hold(NORTHWIND, HoldKind.BAD_TIME, LATER, TODAY)
    checkins.check_in(NORTHWIND, Feelings(5, 4, 4, 2), TODAY)
    ((_, _, _), (_, _, _)) = in_force()
    rest = week.week(TODAY, TODAY).holds[0]
    assert rest.kind is HoldKind.SELF
    done = holds.lift(rest.id, TODAY)
    assert done.summary == ("The hold is lifted. It still rests: a bad time for them, until 23 December.")
    assert in_force() == [("Northwind", HoldKind.BAD_TIME, LATER)]


def test_the_quiet_of_another_company_stays(app):
    record()
    person("Sam Roe @ Contoso")
    holds.hold(2, HoldKind.SELF, SOON, TODAY)
    hold = holds.hold(NORTHWIND, HoldKind.SELF, SOON, TODAY).answer["hold"]
    holds.lift(hold, TODAY)
    assert in_force() == [("Contoso", HoldKind.SELF, SOON)]
