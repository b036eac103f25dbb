"""A new job: who is thanked, who hears from you every quarter; one change, one Undo, quick for thousands."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from followup.actions import cards, landings, openings, recomputations, standing, undos
from followup.actions.openings import Came
from followup.db import reading, writing
from followup.domain.errors import Invalid
from followup.domain.values import Closing, OpeningKind
from followup.models import Contact, Opening
from followup.queries import landings as pages
from followup.queries import week
from followup.storage import doctor
from tests.factories import TODAY, log, person, stored

EARLIER = TODAY - timedelta(40)
START = date(2027, 1, 4)
CAME = Came(OpeningKind.REFERRAL, EARLIER)


def note(contact):
    return openings.note(contact, CAME, EARLIER).answer["opening"]


def cadences():
    with reading() as session:
        return {row.name: row.cadence for row in session.query(Contact).order_by(Contact.id)}


def to_thank():
    return [one.name for one in week.week(TODAY, TODAY).beside.thanks]


@pytest.fixture
def people(app):
    """Ruth and Sam opened a door, Sam is thanked; Dana is written to monthly, the others are special."""
    ids = {
        line.split()[0]: person(line, EARLIER)
        for line in (
            "Ruth Abernethy @ Acme, monthly",
            "Sam Roe, just in the address book",
            "Dana Li @ Contoso, monthly",
            "Tomas Lind, twice a year",
            "Priya Nair, just in the address book",
            "Anna Kask, every two weeks",
            "Omar Haddad, monthly",
            "Lena Voss, monthly",
        )
    }
    note(ids["Ruth"])
    openings.thank(note(ids["Sam"]), EARLIER)
    log(ids["Dana"], EARLIER)
    standing.close(ids["Anna"], Closing.DIED, EARLIER)
    note(ids["Anna"])
    cards.delete(ids["Omar"], TODAY)
    return ids


def test_it_works(people):
    before = cadences()
    done = landings.land(START, TODAY)
    assert done.summary == (
        "You start on 4 January 2027. Two people opened a door on the way; a line to each would please them."
        " Two people hear from you every three months from now on."
    )
    changed = {name for name, cadence in cadences().items() if cadence != before[name]}
    assert changed == {"Dana Li", "Lena Voss"}
    assert {cadences()[name] for name in changed} == {90}
    assert to_thank() == ["Ruth Abernethy", "Sam Roe"]
    assert doctor(TODAY) == []


def test_one_undo_takes_all_of_it_back(people):
    before = stored()
    done = landings.land(START, TODAY)
    undone = undos.undo(done.id, TODAY)
    assert undone.summary == f"Undone: {done.summary}"
    assert stored() == before
    assert doctor(TODAY) == []
    undos.undo(undone.id, TODAY)
    assert cadences()["Dana Li"] == 90
    assert doctor(TODAY) == []


def test_what_was_changed_since_is_kept(people):
    done = landings.land(START, TODAY)
    standing.set_cadence(people["Dana"], 60, TODAY)
    undone = undos.undo(done.id, TODAY)
    assert "kept (a person)" in undone.summary
    assert (cadences()["Dana Li"], cadences()["Lena Voss"]) == (60, 30)


def test_an_older_page_does_not_overwrite_it(people):
    with reading() as session:
        version = session.get_one(Contact, people["Lena"]).version
    landings.land(START, TODAY)
    with reading() as session:
        assert session.get_one(Contact, people["Lena"]).version > version


def test_what_is_shown_before(people):
    preview = pages.preview()
    assert preview.thanks.people == [(people["Ruth"], "Ruth Abernethy"), (people["Sam"], "Sam Roe")]
    assert (preview.quarterly.count, preview.quarterly.names) == (2, ["Dana Li", "Lena Voss"])
    assert preview.starts_on is None
    landings.land(START, TODAY)
    preview = pages.preview()
    assert (preview.thanks.count, preview.quarterly.count, preview.starts_on) == (2, 0, START)


def test_nobody_is_here(app):
    done = landings.land(None, TODAY)
    assert done.summary == (
        "Nobody is noted yet who opened a door on the way."
        " Nobody else hears from you more often than every three months."
    )


def test_a_day_beyond_reason(app):
    with pytest.raises(Invalid, match="too far away"):
        landings.land(date(2300, 1, 1), TODAY)


def test_of_several_doors_the_newest_is_thanked_for(people):
    ruth = people["Ruth"]
    first = note(ruth)
    for opening in (1, first):
        openings.need_no_thanks(opening, EARLIER)
    landings.land(None, TODAY)
    with reading() as session:
        open_now = [row.id for row in session.query(Opening).filter_by(contact_id=ruth, thanked_on=None)]
    assert open_now == [first]


def test_planned_again_it_asks_for_no_thanks_anew(people):
    ruth, sam = people["Ruth"], people["Sam"]
    landings.land(None, TODAY)
    openings.thank(1, TODAY)
    assert to_thank() == ["Sam Roe"]
    assert pages.preview().thanks.people == [(sam, "Sam Roe")]
    again = landings.land(START, TODAY)
    assert to_thank() == ["Sam Roe"]
    assert "One person opened a door on the way" in again.summary
    assert cadences()["Ruth Abernethy"] == 30, "whoever opened a door keeps the rhythm"
    openings.need_no_thanks(2, TODAY)
    later = TODAY + timedelta(40)
    for day in (later, later + timedelta(1)):
        again = landings.land(START, day)
        assert "Whoever opened a door on the way has been thanked." in again.summary
    assert to_thank() == []
    openings.note(ruth, CAME, later)
    assert pages.preview().thanks.people == [(ruth, "Ruth Abernethy")], "what is open still is, of course"


def test_planned_again_after_an_undo_it_begins_anew(people):
    undos.undo(landings.land(START, TODAY).id, TODAY)
    openings.thank(1, TODAY)
    landings.land(START, TODAY)
    assert to_thank() == ["Ruth Abernethy", "Sam Roe"]


def test_thousands_are_one_step_each_and_follow_in_batches(app):
    rows = [
        {
            "name": f"Person{number}",
            "folded": f"person{number}",
            "called": "",
            "cadence": 30 if number % 2 else 60,
            "taper": True,
            "how_met": "",
            "do_not_mention": "",
            "notes": "",
            "added_on": EARLIER,
        }
        for number in range(recomputations.AT_ONCE + 501)
    ]
    with writing() as session:
        session.execute(insert(Contact), rows)
    note(1)
    done = landings.land(START, TODAY)
    assert done.recomputes
    assert len([step for step in done.steps if "ids" in step]) == 2
    assert set(cadences().values()) == {60, 90}, "whoever opened a door keeps the rhythm"
    recomputations.run()
    undone = undos.undo(done.id, TODAY)
    assert undone.recomputes
    recomputations.run()
    assert sorted(set(cadences().values())) == [30, 60]
    assert undone.summary == f"Undone: {done.summary}"
