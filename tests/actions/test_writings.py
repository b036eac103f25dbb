"""Private writing: kept, never overwritten by another tab, in no other table, no search and no backup; destroyed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from followup import create_app, demo, storage
from followup.actions import demos, settings, writings
from followup.actions.writings import Diverged
from followup.clock import FixedClock
from followup.config import load
from followup.db import DATABASE, db, reading
from followup.domain.errors import Invalid, NotFound
from followup.domain.values import Question
from followup.queries import checkins
from followup.queries import writings as pages
from tests.factories import TODAY, person, stored

NOW = datetime(2026, 11, 23, 12)
SECRET = "Zanzibar heron, quite bitter"
MODES = pytest.mark.parametrize("mode", ["delete", "wal"])


def start(question=Question.FEEL, today=TODAY):
    return writings.start(question, today, NOW)


def write(text=SECRET):
    day = start()
    writings.save(day, 1, text)
    return day


@pytest.fixture
def house(tmp_path, mode):
    """An app in either journal mode; gives its folder."""
    values = {"FOLLOWUP_DATA": str(tmp_path / "data")}
    if mode == "wal":
        values["FOLLOWUP_JOURNAL_MODE"] = "wal!"
    app = create_app(load(values), clock=FixedClock(TODAY))
    with app.app_context():
        yield tmp_path / "data"
        db.session.remove()
        db.engine.dispose()


def holders(folder, text=SECRET):
    """The files of a folder that hold any part of a text, in whichever way it is broken up."""
    parts = [word.encode() for word in text.replace(",", "").split() if len(word) > 4]
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(part in path.read_bytes() for part in parts)
    )


def test_it_works(app):
    day = start()
    assert writings.save(day, 1, "One\r\ntwo ") == 2
    found = pages.page(day)
    assert (found.text, found.version, found.day, found.started_at) == ("One\ntwo", 2, TODAY, NOW)
    assert [(one.id, one.question, one.is_empty) for one in pages.index()] == [(day, Question.FEEL, False)]
    assert writings.destroy(day)
    assert pages.index() == []
    with pytest.raises(NotFound):
        pages.page(day)


def test_a_day_begins_once(app):
    assert start() == start(Question.FRIEND)
    other = start(Question.FRIEND, TODAY + timedelta(1))
    assert [one.id for one in pages.index()] == [other, 1]


# Two tabs


def test_what_another_tab_wrote_is_not_overwritten(app):
    day = start()
    writings.save(day, 1, "from the first tab")
    with pytest.raises(Diverged) as error:
        writings.save(day, 1, "from the second")
    assert (error.value.text, error.value.version) == ("from the first tab", 2)
    assert pages.page(day).text == "from the first tab"
    writings.append(day, "from the second")
    assert pages.page(day).text == "from the first tab\n\nfrom the second"


def test_what_only_went_on_is_taken(app):
    """An answer was lost on its way, so that the page still has the old version."""
    day = start()
    assert writings.save(day, 1, "It was") == 2
    assert writings.save(day, 1, "It was") == 2
    assert writings.save(day, 1, "It was a long day") == 3


def test_a_page_never_diverges_from_itself(app):
    """It was left while a save was on its way; whichever of the two comes first, the newer text stays."""
    day = start()
    writings.save(day, 1, "It was a")
    assert writings.save(day, 1, "A long day", sent="It was a") == 3
    with pytest.raises(Diverged):
        writings.save(day, 1, "It was a")
    with pytest.raises(Diverged):
        writings.save(day, 1, "Another", sent="It was a")
    assert pages.page(day).text == "A long day"


def test_what_cannot_be_kept(app):
    day = write("so far")
    for text in ("x" * 20_001, "a\0b", "\ud800"):
        with pytest.raises(Invalid):
            writings.save(day, 2, text)
    with pytest.raises(Invalid):
        writings.append(day, "x" * 19_999)
    assert pages.page(day).text == "so far"
    for act in (lambda: writings.save(9, 1, ""), lambda: writings.append(9, ""), lambda: writings.destroy(9)):
        with pytest.raises(NotFound):
            act()


# Where it is, and where it is not


def test_it_is_in_its_own_table_and_in_no_other(app):
    person()
    write()
    found = [table for table, rows in stored().items() if SECRET in str(rows)]
    assert found == ["writings"]
    with reading() as session:
        others = session.connection().exec_driver_sql("SELECT steps, answer, summary FROM changes").all()
    assert "Zanzibar" not in str(others)
    assert storage.doctor(TODAY) == []


def test_the_doctor_names_the_row_and_no_word_of_it(app):
    write()
    folder = app.config["FOLLOWUP"].data
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("UPDATE writings SET started_at = 'Zanzibar'")
        connection.commit()
    (said,) = storage.doctor(TODAY)
    assert said.startswith("Row 1 of writings has something in started_at")
    assert "Zanzibar" not in said


@MODES
def test_destroyed_it_has_left_the_file(house, mode):
    day = write()
    assert holders(house) != []
    assert writings.destroy(day)
    assert holders(house) == []


@pytest.mark.parametrize("mode", ["wal"])
def test_while_somebody_reads_the_log_keeps_it_and_that_is_said(house, mode, monkeypatch):
    monkeypatch.setattr("followup.db._WAIT", "PRAGMA busy_timeout=50")
    day = write()
    with closing(sqlite3.connect(house / DATABASE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM writings").fetchone()
        assert not writings.destroy(day)
        assert pages.index() == []
    assert writings.destroy_all()
    assert holders(house) == []


@MODES
def test_all_of_it_and_every_earlier_state(house, mode):
    """As it is typed, shortened and written anew, over several days and many pages of the file."""
    random = Random(7)
    words = ["Zanzibar", "heron", "quite", "bitter"]
    for number in range(5):
        day = start(Question.GAINED, TODAY + timedelta(number))
        version = 1
        for _ in range(30):
            text = " ".join(random.choice(words) for _ in range(random.randrange(1, 1200)))
            version = writings.save(day, version, text)
    person()
    assert writings.destroy_all()
    assert holders(house) == []
    assert storage.doctor(TODAY) == []


@MODES
def test_no_backup_holds_it_unless_asked(house, mode, tmp_path):
    write()
    database = storage.database_path(house)
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    left_out = storage.backup(database, tmp_path / "copies" / "plain.sqlite3")
    storage.automatic_backup(house, now)
    storage.backup_before("upgrade", house, now)
    assert holders(tmp_path / "copies") == []
    assert holders(house / "backups") == []
    with closing(sqlite3.connect(left_out)) as copy:
        assert copy.execute("SELECT count(*) FROM writings").fetchone() == (0,)
    storage.backup(database, tmp_path / "copies" / "asked.sqlite3", with_writing=True)
    assert holders(tmp_path / "copies") == ["asked.sqlite3"]


# A restore


def restored(house, file):
    return storage.restore_backup(house, file, datetime(2026, 11, 23, 12, tzinfo=UTC))


@MODES
def test_a_restore_leaves_it_where_it_is(house, mode, tmp_path):
    file = storage.backup(storage.database_path(house), tmp_path / "copies" / "plain.sqlite3")
    write()
    dana = person()
    before = pages.page(1)
    kept = restored(house, file)
    assert pages.page(1) == before
    assert dana not in {row[0] for row in stored()["contacts"]}
    assert holders(house / "backups") == []
    assert kept is not None
    writings.destroy(1)
    assert holders(tmp_path) == []


@MODES
def test_a_backup_with_writing_brings_its_own_beside_it(house, mode, tmp_path):
    day = write("as it was")
    file = storage.backup(
        storage.database_path(house), tmp_path / "copies" / "asked.sqlite3", with_writing=True
    )
    writings.save(day, 2, "as it is")
    for _ in range(2):
        restored(house, file)
        assert sorted(pages.page(one.id).text for one in pages.index()) == ["as it is", "as it was"]
    writings.destroy_all()
    restored(house, file)
    assert [pages.page(one.id).text for one in pages.index()] == ["as it was"]


def test_the_end_of_a_made_up_year_leaves_it(app):
    demos.begin(demo.fill, TODAY)
    write()
    settings.save({"talk_to": "Dr Okafor"}, TODAY)
    demos.end()
    assert [one.id for one in pages.index()] == [1]
    assert checkins.index().talk_to == "Dr Okafor"
    assert checkins.index().companies == []
