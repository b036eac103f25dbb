"""The trash: brought back as it was, or deleted for good, with the words and the undo that it had."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from followup import create_app, storage
from followup.actions import (
    cards,
    checkins,
    drafts,
    encounters,
    openings,
    opportunities,
    purges,
    reasons,
    returns,
    snoozes,
    starters,
    touchpoints,
)
from followup.actions.changes import AlreadyDone
from followup.actions.drafts import Writing
from followup.actions.undos import undo
from followup.clock import FixedClock
from followup.config import load
from followup.db import DATABASE, db, reading, writing
from followup.domain.checkin import Feelings
from followup.domain.errors import Conflict, NotFound
from followup.domain.reasons import Owner
from followup.models import Change, RequestId
from followup.queries import search, trash
from followup.storage import doctor
from tests.actions.test_undo import everything, live
from tests.factories import TODAY, add, log, person, record, stored

LATER = TODAY + timedelta(30)
SECRET = "Zanzibar heron, quite bitter"


@pytest.fixture
def lives(app):
    found = live()
    reasons.add(Owner("contact", found["marta"]), "her talk", "", TODAY)
    drafts.save(found["marta"], 0, Writing(text="Dear Marta"), TODAY)
    return found


def nouns():
    return [(one.noun, one.what, one.whose) for one in trash.index(1)[0]]


def steps():
    with reading() as session:
        rows = session.connection().exec_driver_sql("SELECT summary, steps, answer FROM changes").all()
    return str(rows)


def holders(folder, text=SECRET):
    """The files of a folder that hold any part of a text, in whichever way it is broken up."""
    parts = [word.encode() for word in text.replace(",", "").split() if len(word) > 4]
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file()
        and any(part in path.read_bytes() or part.lower() in path.read_bytes() for part in parts)
    )


DELETIONS = {
    "contacts": lambda lives: cards.delete(lives["marta"], TODAY),
    "opportunities": lambda _: opportunities.delete(1, TODAY),
    "touchpoints": lambda lives: touchpoints.delete(lives["note"], TODAY),
    "openings": lambda lives: openings.delete(lives["opening"], TODAY),
    "reasons": lambda _: reasons.delete(1, TODAY),
    "encounters": lambda _: encounters.delete(1, TODAY),
}


@pytest.mark.parametrize("noun", DELETIONS)
def test_it_works(lives, noun):
    before = everything()
    DELETIONS[noun](lives)
    after = everything()
    (one,) = trash.index(1)[0]
    assert (one.noun, one.deleted_on, one.goes_on) == (noun, TODAY, LATER)
    done = returns.bring_back(noun, one.id, TODAY)
    assert everything() == before
    assert "is back" in done.summary
    assert doctor(TODAY) == []
    undo(done.id, TODAY)
    assert everything() == after
    assert [one.noun for one in trash.index(1)[0]] == [noun]
    assert doctor(TODAY) == []


@pytest.mark.parametrize("noun", DELETIONS)
def test_for_good(lives, noun):
    DELETIONS[noun](lives)
    before = everything()
    (one,) = trash.index(1)[0]
    assert purges.delete(noun, one.id)
    assert trash.index(1) == ([], False)
    # What is live is as it was, but for what hung on it.
    after = everything()
    assert after[1:] == before[1:]
    assert {row[0] for row in after[0]["contacts"]} == {row[0] for row in before[0]["contacts"]}
    assert doctor(TODAY) == []
    with pytest.raises(NotFound):
        purges.delete(noun, one.id)
    with pytest.raises(NotFound):
        returns.bring_back(noun, one.id, TODAY)


@pytest.mark.parametrize("noun", DELETIONS)
def test_an_undo_of_whatever_was_before_stays_harmless(lives, noun):
    """Every change of these lives is undone after the purge, and that undone again."""
    DELETIONS[noun](lives)
    purges.empty()
    with reading() as session:
        changes = [
            row[0] for row in session.connection().exec_driver_sql("SELECT id FROM changes ORDER BY id DESC")
        ]
    for change in changes:
        try:
            undone = undo(change, TODAY)
        except Conflict:
            continue
        assert doctor(TODAY) == []
        undo(undone.id, TODAY)
        assert doctor(TODAY) == []


def test_what_goes_is_said(lives):
    log(lives["marta"])
    cards.delete(lives["marta"], TODAY)
    going = trash.going("contacts", lives["marta"])
    assert going.one
    assert (going.one.what, going.one.whose) == ("Marta Nowak", "Northwind")
    counts = {name: count for name, count in going.counts.items() if name != "search_documents"}
    assert counts == {
        "contacts": 1,
        "touchpoints": 2,
        "encounters": 1,
        "snoozes": 1,
        "employments": 1,
        "drafts": 1,
        "reasons": 1,
    }
    with pytest.raises(NotFound):
        trash.going("contacts", lives["jo"])
    with pytest.raises(NotFound):
        purges.delete("contacts", lives["jo"])


def test_newest_first_and_of_whom(lives):
    touchpoints.delete(lives["note"], TODAY - timedelta(3))
    starters.delete(1, TODAY)
    opportunities.delete(1, TODAY)
    assert nouns() == [
        ("opportunities", "Staff Engineer", "Northwind"),
        ("starters", "Look at this, {name}", ""),
        ("touchpoints", "", "Marta Nowak"),
    ]


def test_what_hangs_on_something_there_waits_with_it(lives):
    touchpoints.delete(lives["note"], TODAY)
    cards.delete(lives["marta"], TODAY)
    assert [noun for noun, *_ in nouns()] == ["contacts"]
    returns.bring_back("contacts", lives["marta"], TODAY)
    assert [noun for noun, *_ in nouns()] == ["touchpoints"]


def test_what_it_hangs_on_comes_back_too(lives):
    touchpoints.delete(lives["note"], TODAY)
    cards.delete(lives["marta"], TODAY)
    returns.bring_back("touchpoints", lives["note"], TODAY)
    assert trash.index(1)[0] == []
    assert doctor(TODAY) == []


def test_what_an_undo_took_back_returns_whole(app):
    done = add("Ruth Abernethy, CTO @ Contoso, ruth@contoso.example #new, in 3 weeks")
    before = everything()
    undo(done.id, TODAY)
    assert {noun for noun, *_ in nouns()} == {"contacts", "companies"}
    returns.bring_back("contacts", done.answer["contact"], TODAY)
    assert everything() == before
    assert trash.index(1)[0] == []
    assert doctor(TODAY) == []


def test_where_the_change_is_not_known_the_row_comes_back(lives):
    before = everything()
    cards.delete(lives["marta"], TODAY)
    with writing() as session:
        session.connection().exec_driver_sql("DELETE FROM request_ids")
        session.connection().exec_driver_sql("UPDATE changes SET steps = '[]'")
    returns.bring_back("contacts", lives["marta"], TODAY)
    assert everything() == before
    assert doctor(TODAY) == []


def test_the_same_request_again_changes_nothing(lives):
    cards.delete(lives["marta"], TODAY)
    returns.bring_back("contacts", lives["marta"], TODAY, "once")
    with pytest.raises(AlreadyDone):
        returns.bring_back("contacts", lives["marta"], TODAY, "once")


def test_a_company_comes_back_with_its_opportunity(app):
    done = record(company="Contoso", people=())
    before = everything()
    undo(done.id, TODAY)
    assert {noun for noun, *_ in nouns()} == {"companies", "opportunities"}
    returns.bring_back("companies", 1, TODAY)
    assert everything() == before
    assert doctor(TODAY) == []


def test_a_company_whose_name_is_taken_meanwhile(app):
    done = record(company="Contoso", people=())
    undo(done.id, TODAY)
    record(company="Contoso", people=())
    with pytest.raises(Conflict, match="this name meanwhile"):
        returns.bring_back("companies", 1, TODAY)


# For good


def test_the_trash_is_emptied(lives):
    for act in reversed(DELETIONS.values()):
        act(lives)
    snoozes.snooze(lives["jo"], TODAY + timedelta(5), TODAY)
    snoozes.delete(2, TODAY)
    assert purges.empty()
    with reading() as session:
        for table in (
            "contacts",
            "opportunities",
            "touchpoints",
            "snoozes",
            "encounters",
            "reasons",
            "openings",
        ):
            rows = session.connection().exec_driver_sql(f"SELECT count(*) FROM {table} WHERE deleted_on > ''")
            assert rows.scalar() == 0, table
    assert doctor(TODAY) == []
    assert purges.empty()


def test_nothing_of_it_is_left_in_what_undo_knows(lives):
    note = log(lives["marta"], text=SECRET).answer["touchpoint"]
    touchpoints.edit(note, 1, touchpoints.Exchange(TODAY, text=SECRET + " and more"), TODAY)
    drafts.delete(lives["marta"], SECRET, TODAY)
    cards.delete(lives["marta"], TODAY)
    assert "Zanzibar" in steps()
    purges.delete("contacts", lives["marta"])
    for word in ("Zanzibar", "Marta"):
        assert word not in steps()
    with reading() as session:
        assert search.hits(session, "zanzibar") == []


@pytest.mark.parametrize("mode", ["delete", "wal!"])
def test_it_has_left_the_file(tmp_path, mode):
    values = {"FOLLOWUP_DATA": str(tmp_path / "data"), "FOLLOWUP_JOURNAL_MODE": mode}
    app = create_app(load(values), clock=FixedClock(TODAY))
    with app.app_context():
        people = [person(f"Person{number} Aye") for number in range(30)]
        for number, one in enumerate(people):
            log(one, text=f"Something else, said {number} times")
        secret = person("Zanzibar Heron @ Acme")
        for _ in range(20):
            log(secret, text=SECRET * 40)
        drafts.save(secret, 0, Writing(text=SECRET * 100), TODAY)
        cards.delete(secret, TODAY)
        assert holders(tmp_path / "data") != []
        assert purges.delete("contacts", secret)
        assert holders(tmp_path / "data") == []
        assert doctor(TODAY) == []
        with reading() as session:
            assert len(search.hits(session, "something")) == 30
        db.session.remove()
        db.engine.dispose()


def test_a_number_that_is_given_again_is_nobodys_undo(app):
    """SQLite gives the highest number again: an older change must not mean the new person."""
    first = add("Dana Li")
    renamed = cards.rename(first.answer["contact"], 2, "Dana Lee", "", TODAY)
    cards.delete(first.answer["contact"], TODAY)
    purges.empty()
    second = add("Ruth Aye")
    assert second.answer["contact"] == first.answer["contact"]
    for done in (first, renamed):
        with pytest.raises(Conflict, match="deleted for good"):
            undo(done.id, TODAY)
    assert [row[1] for row in stored()["contacts"]] == ["Ruth Aye"]
    assert doctor(TODAY) == []


def test_a_company_reason_that_was_used_is_only_let_go(lives):
    reasons.add(Owner("company", 2), "a series B", "", TODAY)
    number = max(row[0] for row in stored()["reasons"])
    used = touchpoints.use_reason(lives["note"], number, TODAY)
    touchpoints.delete(lives["note"], TODAY)
    purges.empty()
    assert [row for row in stored()["reasons"] if row[0] == number]
    with pytest.raises(Conflict, match="deleted for good"):
        undo(used.id, TODAY)
    assert doctor(TODAY) == []


def test_a_company_that_somebody_needs_stays(lives):
    with writing() as session:
        session.connection().exec_driver_sql(f"UPDATE companies SET deleted_on = '{TODAY}' WHERE id = 2")
    with pytest.raises(Conflict, match="this company stays"):
        purges.delete("companies", 2)
    purges.empty()
    assert [noun for noun, *_ in nouns()] == ["companies"]


# After thirty days


def test_thirty_days_later_it_goes(lives):
    cards.delete(lives["marta"], TODAY)
    assert not purges.tidy(TODAY - timedelta(1)) or doctor(TODAY) == []
    purges.tidy(LATER - timedelta(1))
    assert len(trash.index(1)[0]) == 1
    assert purges.tidy(LATER)
    assert trash.index(1)[0] == []
    assert doctor(LATER) == []
    with reading() as session:
        assert session.query(Change).count() == session.query(RequestId).count() == 0
    assert not purges.tidy(LATER)


def test_a_deleted_check_in_does_not_stay_in_the_undo(lives):
    checkins.check_in(1, Feelings(5, 4, 4, 2), TODAY)
    number = max(row[0] for row in stored()["check_ins"])
    checkins.delete(number, TODAY)
    assert "check_ins" in steps()
    purges.tidy(LATER)
    assert "check_ins" not in steps()
    assert doctor(LATER) == []


def test_what_was_undone_by_an_older_one_goes_too(lives):
    """A traveller's day may go back, so that an undo is dated before what it undid."""
    done = log(lives["jo"], TODAY + timedelta(1))
    undo(done.id, TODAY)
    assert purges.tidy(LATER)
    with reading() as session:
        assert session.get(Change, done.id) is None
    assert doctor(LATER) == []


def test_newer_changes_can_still_be_undone(lives):
    before = everything()
    done = cards.tag(lives["jo"], ["late"], TODAY + timedelta(5))
    purges.tidy(LATER)
    undo(done.id, LATER)
    assert everything()[0] == before[0]


def test_the_server_does_it(app):
    contact = person("Dana Li")
    cards.delete(contact, TODAY)
    done = threading.Event()

    def tidy():
        with app.app_context():
            purges.tidy(LATER)
        done.set()

    def now():
        return datetime(2026, 12, 23, 12, tzinfo=UTC)

    stop = storage.keep_backups(app.config["FOLLOWUP"].data, now, pytest.fail, 0.01, tidy)
    assert done.wait(20)
    stop.set()
    assert trash.index(1)[0] == []
    with closing(sqlite3.connect(app.config["FOLLOWUP"].data / DATABASE)) as connection:
        assert connection.execute("SELECT count(*) FROM contacts").fetchone() == (0,)


def test_arabic_and_long(app):
    one, two = person("ليلى حداد"), person("x" * 200)
    for contact in (one, two):
        cards.delete(contact, TODAY)
    assert {what for _, what, _ in nouns()} == {"ليلى حداد", "x" * 200}
    returns.bring_back("contacts", one, TODAY)
    purges.empty()
    assert [row[1] for row in stored()["contacts"]] == ["ليلى حداد"]
