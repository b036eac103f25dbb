"""The user's day: which zone decides, and that tests can stand in any day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from followup.clock import Clock, FixedClock, system_zone
from followup.domain.errors import Refused
from followup.domain.settings import zone_named

# Fourteen hours ahead of UTC and eleven behind: never the same date in both.
EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def test_it_works():
    clock = Clock("Europe/Berlin")
    assert clock.now().utcoffset() in (timedelta(hours=1), timedelta(hours=2))
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_day_is_the_users():
    assert Clock(EAST).today() > Clock(WEST).today()


def test_the_environment_wins_over_the_settings_page_and_locks_it():
    clock = Clock(EAST, stored=lambda: WEST)
    assert (clock.zone().key, clock.locked) == (EAST, True)


def test_the_settings_page_counts_at_once():
    page = {"zone": WEST}
    clock = Clock(stored=lambda: page["zone"])
    assert (clock.zone().key, clock.locked) == (WEST, False)
    page["zone"] = EAST
    assert clock.zone().key == EAST


@pytest.mark.parametrize("stored", [None, lambda: None, lambda: "", lambda: "Atlantis/Centre"])
def test_without_a_usable_choice_the_systems_zone_counts(stored):
    assert Clock(stored=stored).zone() == system_zone()


@pytest.mark.parametrize(
    "name", ["Berlin", "Europe", "Europe/", "", "../../etc/passwd", "/etc/passwd", "a\0b", "é"]
)
def test_a_zone_that_is_none_is_refused_with_advice(name):
    with pytest.raises(Refused, match=r"There is no time zone .* write one such as Europe/Berlin"):
        zone_named(name)


def test_a_bad_setting_is_named():
    with pytest.raises(Refused, match=r"^FOLLOWUP_TZ: There is no time zone 'Mars'"):
        Clock("Mars")


def test_an_odd_system_means_utc(monkeypatch):
    import tzlocal.unix

    monkeypatch.setattr(tzlocal.unix, "_cache_tz", None)
    monkeypatch.setattr(tzlocal.unix, "_cache_tz_name", None)
    monkeypatch.setenv("TZ", "Nowhere/Nothing")
    assert str(system_zone()) == "UTC"


def test_a_fixed_clock_stands_at_noon_until_it_is_moved():
    clock = FixedClock(date(2026, 3, 29), "Europe/Berlin")
    assert clock.today() == date(2026, 3, 29)
    assert clock.now().isoformat() == "2026-03-29T12:00:00+02:00"
    clock.day = date(2027, 1, 1)
    assert clock.today() == date(2027, 1, 1)
