"""Saving settings, undoing it, and computing everybody anew."""

import pytest

from followup.actions import recomputations, settings
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.errors import Invalid
from followup.domain.settings import Settings
from followup.queries import settings as found
from followup.storage import doctor
from tests.factories import TODAY, letter, log, person, planned, stored


def chosen() -> Settings:
    with reading() as session:
        return found.load(session)


def rows() -> dict[str, str]:
    with reading() as session:
        return found.stored(session)


@pytest.fixture
def crowd(app, monkeypatch):
    """Seven people, which are many here; computing them anew takes three batches."""
    monkeypatch.setattr(recomputations, "AT_ONCE", 3)
    monkeypatch.setattr(recomputations, "BATCH", 3)
    monkeypatch.setattr(recomputations, "PAUSE_SECONDS", 0)
    for number in range(7):
        letter(person(f"Person{number} Aye @ Company{number}"))
    return app


def test_it_works(app):
    done = settings.save({"budget": "3", "gap": "14", "theme": "dark"}, TODAY)
    assert chosen() == Settings(budget=3)
    assert found.theme() == "dark"
    assert done.summary == "Saved: three a week and dark pages."
    assert rows() == {"budget": "3", "theme": "dark"}, "what is its preset is not stored"


def test_back_to_the_preset(app):
    settings.save({"budget": "3"}, TODAY)
    settings.save({"budget": "5"}, TODAY)
    assert rows() == {}


def test_nothing_new(app):
    assert settings.save({"budget": "5"}, TODAY).summary == "Everything stays as it was."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("budget", "0"),
        ("budget", "51"),
        ("budget", "five"),
        ("budget", ""),
        ("budget", "٣"),
        ("cadence", "31"),
        ("first_weekday", "7"),
        ("gap", "0"),
        ("company_gap", "91"),
        ("answer_days", "-1"),
        ("theme", "pink"),
        ("time_zone", "Europe/Atlantis"),
        ("time_zone", "../etc/passwd"),
        ("recomputed", "1"),
    ],
)
def test_what_cannot_be_is_refused(app, name, value):
    with pytest.raises(Invalid):
        settings.save({"budget": "7", name: value}, TODAY)
    assert rows() == {}


def test_undo_keeps_what_was_set_since(app):
    first = settings.save({"budget": "3", "gap": "20"}, TODAY)
    settings.save({"budget": "4"}, TODAY)
    undone = undo(first.id, TODAY)
    assert chosen() == Settings(budget=4)
    assert "kept (a setting)" in undone.summary


def test_everybodys_date_follows(app):
    ruth, sam = person("Ruth Aye @ Tidewater"), person("Sam Roe @ Orchard")
    log(ruth)
    letter(sam)
    done = settings.save({"gap": "60", "answer_days": "9"}, TODAY)
    assert doctor(TODAY) == []
    assert not done.recomputes, "two people are computed at once"
    before = stored()
    undone = undo(done.id, TODAY)
    assert doctor(TODAY) == []
    undo(undone.id, TODAY)
    assert stored() == before


def test_many_are_computed_in_batches(crowd):
    done = settings.save({"answer_days": "9"}, TODAY)
    assert done.recomputes
    assert found.progress() == found.Progress(0, 7)
    shown = planned()
    assert recomputations.batch()
    assert found.progress() == found.Progress(3, 7)
    assert planned() == shown, "what is shown is right from the start"
    # A restart goes on where it was cut.
    recomputations.run()
    assert found.progress() is None
    assert doctor(TODAY) == []
    assert undo(done.id, TODAY).recomputes
    recomputations.run()
    assert doctor(TODAY) == []


def test_another_change_meanwhile_begins_anew(crowd):
    settings.save({"answer_days": "9"}, TODAY)
    recomputations.batch()
    settings.save({"answer_days": "4"}, TODAY)
    assert found.progress() == found.Progress(0, 7)
    recomputations.run()
    assert doctor(TODAY) == []


def test_in_the_background(crowd):
    settings.save({"answer_days": "9"}, TODAY)
    recomputations.in_background(crowd.app_context).join(20)
    assert found.progress() is None
    assert doctor(TODAY) == []


def test_nothing_to_compute(app):
    assert not recomputations.batch()
    recomputations.run()
