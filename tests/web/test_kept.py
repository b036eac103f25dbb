"""Pages that are kept until something changes."""

import shutil
import sqlite3
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from followup.db import DATABASE, as_one, db, reading, version
from followup.queries import settings
from followup.queries.shelf import Shelf
from tests.web.conftest import text_of, value_of
from tests.web.people import add


@pytest.fixture
def statements(app):
    """Every statement that was sent so far."""
    sent = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *parts: sent.append(parts[2]))
    return sent


@pytest.fixture
def elsewhere(app):
    """Another process that has the file open."""
    with sqlite3.connect(app.config["FOLLOWUP"].data / DATABASE, isolation_level=None) as connection:
        yield connection
    connection.close()


@pytest.mark.parametrize("path", ["/", "/contacts", "/contacts?q=dana", "/contacts/1"])
def test_it_works(visitor, statements, path):
    add(visitor, "Dana Li @ Acme")
    first = text_of(visitor.page(path))
    statements.clear()
    assert text_of(visitor.page(path)) == first
    assert statements == []


def test_each_page_has_ids_of_its_own(visitor):
    add(visitor, "Dana Li @ Acme, in 0 days")
    ids = {value_of(visitor.page("/contacts/1"), "[name=request_id]") for _ in range(3)}
    assert len(ids) == 3


def test_ids_of_one_page_differ(visitor):
    add(visitor, "Dana Li @ Acme")
    for _ in range(2):
        ids = [field["value"] for field in visitor.page("/contacts/1").select("[name=request_id]")]
        assert len(ids) > 3
        assert len(set(ids)) == len(ids)
        assert max(map(len, ids)) <= 64


def test_a_change_shows_at_once(visitor):
    add(visitor, "Dana Li @ Acme")
    assert "Dana" in text_of(visitor.page("/contacts"))
    add(visitor, "Marta Weiss @ Northwind")
    assert "Marta" in text_of(visitor.page("/contacts"))


def test_a_change_of_another_process_shows_at_once(visitor, elsewhere):
    add(visitor, "Dana Li @ Acme")
    assert "Dana" in text_of(visitor.page("/contacts"))
    elsewhere.execute("UPDATE contacts SET name = 'Noor Haddad'")
    assert "Noor" in text_of(visitor.page("/contacts"))


def test_a_file_copied_over_this_one_shows_at_once(app, visitor, tmp_path):
    """It may have had as many commits, which is all that SQLite looks at."""
    database = app.config["FOLLOWUP"].data / DATABASE
    before = shutil.copy(database, tmp_path / "before")
    add(visitor, "Dana Li @ Acme")
    after_dana = shutil.copy(database, tmp_path / "dana")
    shutil.copyfile(before, database)
    add(visitor, "Noor Haddad @ Acme")
    assert "Noor" in text_of(visitor.page("/contacts"))
    with app.app_context():
        db.engine.dispose()
    shutil.copyfile(after_dana, database)
    assert "Dana" in text_of(visitor.page("/contacts"))


def test_another_day_is_another_page(visitor, clock):
    add(visitor, "Dana Li @ Acme")
    before = text_of(visitor.page("/"))
    clock.day += timedelta(7)
    assert text_of(visitor.page("/")) != before


def test_htmx_and_a_browser_are_told_apart(visitor):
    add(visitor, "Dana Li @ Acme")
    assert "<html" in visitor.get("/contacts").text
    assert "<html" not in visitor.with_htmx().get("/contacts").text
    assert "<html" in visitor.get("/contacts").text


def test_a_refusal_is_not_kept(visitor):
    assert visitor.get("/contacts/1").status_code == 404
    add(visitor, "Dana Li @ Acme")
    assert visitor.get("/contacts/1").status_code == 200


def test_shelf_makes_it_once_for_each_key(app, visitor):
    made = []
    shelf: Shelf[int] = Shelf(2)
    with app.app_context():
        for key in "abab":
            shelf.get(key, lambda: made.append(1) or len(made))
        assert len(made) == 2


def test_shelf_lets_go_of_the_oldest(app):
    made = []
    shelf: Shelf[None] = Shelf(2)
    with app.app_context():
        for key in "abca":
            shelf.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "a"]


def test_shelf_keeps_nothing_that_went_wrong(app):
    def fail() -> None:
        raise ValueError("nothing there")

    shelf: Shelf[int | None] = Shelf(2)
    with app.app_context():
        with pytest.raises(ValueError, match="nothing there"):
            shelf.get("a", fail)
        assert shelf.get("a", lambda: 1) == 1


def test_what_changed_while_it_was_made_is_not_kept(app, visitor):
    shelf: Shelf[str | None] = Shelf(2)

    def zone_after_a_change() -> str | None:
        found = settings.time_zone()
        visitor.post("/settings/theme", theme="dark")
        return found

    with app.app_context():
        shelf.get("zone", zone_after_a_change)
        assert shelf.get("zone", lambda: "read anew") == "read anew"


def test_nothing_is_kept_of_an_open_transaction(app):
    with app.app_context(), as_one():
        assert version() is None


def test_version_stands_still_where_nobody_writes(app, visitor, elsewhere):
    add(visitor, "Dana Li @ Acme")
    with app.app_context():
        before = version()
        with reading() as session:
            session.connection().exec_driver_sql("SELECT count(*) FROM contacts")
        assert before is not None
        assert version() == before
        elsewhere.execute("UPDATE contacts SET added_on = ?", [date(2020, 1, 1).isoformat()])
        assert version() != before


def test_two_apps_are_told_apart(app, tmp_path):
    from tests.conftest import open_app

    other = open_app(tmp_path / "other", app.extensions["followup_clock"])
    with app.app_context():
        here = version()
    with other.app_context():
        assert version() != here
        db.engine.dispose()
