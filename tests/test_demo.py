"""The made-up database: believable, the same every time, and alive in the week that it ends in."""

import hashlib
import json
from datetime import date, timedelta

import pytest

from followup import demo
from followup.actions import demos
from followup.clock import FixedClock
from followup.db import db
from followup.domain.errors import Invalid
from followup.domain.schedule import Kind
from followup.domain.values import Closing, DecisionKind, Direction, HoldKind, Standing, Tone
from followup.queries import week
from followup.storage import doctor
from tests.conftest import inside
from tests.factories import TODAY, stored

#: Monday and Sunday, the end of a year, the day after a leap day.
DAYS = (TODAY, date(2026, 11, 29), date(2027, 1, 2), date(2028, 3, 1))


@pytest.fixture(scope="module")
def year(tmp_path_factory, empty_folder):
    """The story, told once for the tests that only look at it."""
    folder = tmp_path_factory.mktemp("year") / "data"
    with inside(folder, FixedClock(TODAY), empty_folder):
        demo.fill(TODAY)
        yield


@pytest.fixture(params=DAYS, ids=str)
def today(request):
    return request.param


def words(table: str, column: str) -> set[str]:
    with db.engine.connect() as connection:
        return {row[0] for row in connection.exec_driver_sql(f"SELECT DISTINCT {column} FROM {table}")}


def count(sql: str) -> int:
    with db.engine.connect() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {sql}").scalar_one()


def fingerprint() -> str:
    return hashlib.sha256(json.dumps(stored(), default=str).encode()).hexdigest()


def test_it_works(app, today):
    assert demo.fill(today) == 40
    found = week.week(today, today)
    assert 2 <= len(found.week.waiting) <= 4
    assert 2 <= len(found.week.due) <= 4
    kinds = [item.entry.plan.kind for item in found.week.due]
    assert {Kind.THANK, Kind.ANSWER, Kind.PINNED, Kind.ORDINARY} == set(kinds)
    assert found.week.held
    assert found.reached
    assert found.resting.count
    assert found.dormant.count
    assert doctor(today) == []


def test_every_kind_is_there(year):
    decisions = {kind.value for kind in DecisionKind} - {"open", "hired"}
    assert words("decisions", "kind") == decisions
    assert words("contacts", "standing") == {standing.value for standing in Standing}
    assert words("holds", "kind") == {HoldKind.SELF, HoldKind.PLEASE_DONT, HoldKind.AWAY}
    assert words("touchpoints", "tone") == {None, *(tone.value for tone in Tone)}
    assert words("touchpoints", "direction") == {direction.value for direction in Direction}
    assert words("standing_changes", "because") == {Closing.OTHER}
    assert count("opportunities o WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.opportunity_id = o.id)")
    for some in (
        "cools",
        "snoozes WHERE NOT pinned",
        "snoozes WHERE pinned",
        "touchpoints WHERE promise <> ''",
        "touchpoints WHERE NOT arrived",
        "contacts WHERE cadence IS NULL AND deleted_on IS NULL",
        "contacts c WHERE NOT EXISTS (SELECT 1 FROM touchpoints t WHERE t.contact_id = c.id)",
        "contacts WHERE length(name) > 80",
    ):
        assert count(some), some
    assert len(words("tags", "name")) >= 5


def test_the_names_come_from_many_places(year):
    scripts = {ord(letter) // 0x100 for name in words("contacts", "name") for letter in name}
    assert len(scripts) > 10


def test_recordings_have_their_days(year):
    days = sorted(words("changes", "made_on"))
    assert days[0] < str(TODAY - timedelta(300))
    assert days[-1] == str(TODAY)
    assert count("decisions WHERE recorded_on <> decided_on") == 0


def test_the_same_seed_and_day_give_the_same_rows(app, tmp_path, clock, empty_folder):
    demo.fill(TODAY, size=60, seed=7)
    first = fingerprint()
    with inside(tmp_path / "other", clock, empty_folder):
        demo.fill(TODAY, size=60, seed=7)
        second = fingerprint()
    with inside(tmp_path / "third", clock, empty_folder):
        demo.fill(TODAY, size=60, seed=8)
        third = fingerprint()
    assert first == second
    assert first != third


@pytest.mark.parametrize("size", [1, 2, 7, 23])
def test_a_small_one(app, size):
    assert demo.fill(TODAY, size) == size == count("contacts")
    assert doctor(TODAY) == []
    assert week.week(TODAY, TODAY).week.due


def test_a_crowd(app):
    assert demo.fill(TODAY, 1300) == 1300 == count("contacts")
    assert count("touchpoints") > 12_600
    assert doctor(TODAY) == []
    found = week.week(TODAY, TODAY)
    assert found.week.due
    assert found.resting.count > 20
    assert found.dormant.count > 20


def test_nobody_is_refused(app):
    with pytest.raises(Invalid):
        demo.fill(TODAY, 0)
    assert count("contacts") == 0


def test_what_fails_in_the_middle_leaves_nobody(app):
    def fail(today):
        demo.fill(today, size=2)
        raise Invalid("no more")

    with pytest.raises(Invalid):
        demos.begin(fail, TODAY)
    assert count("contacts") == 0
    assert not demos.is_demo()
    demos.begin(lambda today: demo.fill(today, size=2), TODAY)
    assert count("contacts") == 2
    assert demos.is_demo()
    assert doctor(TODAY) == []
