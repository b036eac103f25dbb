"""The doctor finds what is broken on purpose, says what to do, and mends what can be computed anew."""

import re
import sqlite3
import threading
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest

from followup import storage
from followup.actions import snoozes, touchpoints
from followup.clock import FixedClock
from followup.db import db, reading
from followup.domain.errors import Refused
from followup.domain.settings import ALLOWED, Settings
from followup.queries import search, settings
from followup.storage import database_path, doctor, keep_backups, mend, remarks, restore_backup
from tests.conftest import inside
from tests.factories import TODAY, add, letter, log, person, planned, record, stored

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def lively_folder(tmp_path_factory, empty_folder):
    """A data folder in which something has happened."""
    folder = tmp_path_factory.mktemp("lively") / "data"
    with inside(folder, FixedClock(TODAY), empty_folder):
        dana = person("Dana Li, VP Eng @ Acme, dana@acme.example #python")
        marta, _ = record().answer["contacts"]
        log(marta)
        letter(dana)
        snoozes.snooze(dana, TODAY + timedelta(9), TODAY)
    return folder


@pytest.fixture
def folder(tmp_path, lively_folder):
    """A copy of it, its app's context open."""
    copy = tmp_path / "lively"
    with inside(copy, FixedClock(TODAY), lively_folder):
        yield copy


def spoil(folder, *statements):
    """Change the database behind the app's back."""
    change(database_path(folder), *statements)


def change(file, *statements):
    """Change a file that nobody else has open."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_it_works(folder):
    assert doctor(TODAY) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE contacts SET due_on = '2027-03-01' WHERE id = 2",
            r"stored about Marta Nowak \(contact 2\) is not what the history gives \(due_on\); .*--fix",
        ),
        (
            "UPDATE contacts SET company_id = NULL, standing = 'resting' WHERE id = 1",
            r"stored about Dana Li \(contact 1\) .* \(company_id, standing\); .*--fix",
        ),
        ("UPDATE touchpoints SET is_answer = 1 WHERE id = 1", r"Marta Nowak .*\(is_answer\); .*--fix"),
        (
            "UPDATE contacts SET folded = 'dana' WHERE id = 1",
            r"Row 1 of contacts cannot be found by its name; .*--fix",
        ),
        (
            "UPDATE companies SET folded = 'Acme' WHERE id = 1",
            r"Row 1 of companies cannot be found by its name; .*--fix",
        ),
        (
            "UPDATE contact_points SET folded = ''",
            r"Row 1 of contact_points cannot be found by its value; .*--fix",
        ),
        ("UPDATE tags SET folded = 'Python'", r"Row 1 of tags cannot be found by its name; .*--fix"),
        (
            "UPDATE search_documents SET body = 'somebody else' WHERE company_id = 2",
            r"What is searched of company 2 is not what it says; .*--fix",
        ),
        (
            "DELETE FROM search_documents WHERE company_id = 2",
            r"What is searched of company 2 is not what it says; .*--fix",
        ),
        ("UPDATE counters SET value = 1", r"counter of the order of entry has fallen behind; .*--fix"),
    ],
)
def test_what_can_be_computed_anew_is_found_and_mended(folder, statement, said):
    before = stored(), planned()
    spoil(folder, statement)
    (sentence,) = doctor(TODAY)
    assert re.search(said, sentence)
    mend()
    assert doctor(TODAY) == []
    assert (stored(), planned()) == before


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "DELETE FROM contacts WHERE id = 1",
            "Row 1 of snoozes belongs to one of contacts that is gone; restore",
        ),
        ("UPDATE touchpoints SET day = '2026-11-31'", "Row 1 of touchpoints has something in day that"),
        ("UPDATE touchpoints SET day = 'soon'", "Row 1 of touchpoints has something in day that"),
        (
            "UPDATE touchpoints SET channel = 'fax' WHERE id = 2",
            "Row 2 of touchpoints has something in channel",
        ),
        (
            "UPDATE contacts SET cadence = 'monthly' WHERE id = 2",
            "Row 2 of contacts has something in cadence",
        ),
        ("UPDATE contacts SET taper = 7 WHERE id = 2", "Row 2 of contacts has something in taper"),
        ("UPDATE changes SET steps = '[{' WHERE id = 1", "Row 1 of changes has something in steps"),
        (
            "UPDATE touchpoints SET day = '2026-11-25' WHERE id = 1",
            "Row 1 of touchpoints is dated 2026-11-25 (day)",
        ),
        ("UPDATE contacts SET added_on = '2030-01-01' WHERE id = 1", "Row 1 of contacts is dated 2030-01-01"),
    ],
)
def test_what_must_not_be_is_found(folder, statement, said):
    spoil(folder, statement)
    found = [sentence for sentence in doctor(TODAY) if said in sentence]
    assert len(found) == 1
    assert "\n" not in found[0]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE snoozes", "The database has lost the table snoozes; restore a backup"),
        ("DROP TABLE settings", "The database has lost the table settings; restore a backup"),
        (
            "ALTER TABLE touchpoints DROP COLUMN intent",
            "The database has lost the column intent of touchpoints; restore a backup",
        ),
        (
            "DROP TABLE alembic_version",
            "does not say which schema it has (alembic_version); restore a backup",
        ),
        ("DELETE FROM alembic_version", "does not say which schema it has (alembic_version); restore a"),
        (
            "CREATE VIEW report AS SELECT name FROM contacts",
            "holds the view 'report', which is not of Followup, so none of its backups can be restored; drop it",
        ),
    ],
)
def test_what_was_lost_or_came_from_elsewhere_is_named(folder, statement, said):
    spoil(folder, statement)
    (sentence,) = doctor(TODAY)
    assert said in sentence


def test_everything_that_was_lost_is_named(folder):
    spoil(
        folder,
        "DROP TABLE cools",
        "ALTER TABLE holds DROP COLUMN kind",
        "ALTER TABLE holds DROP COLUMN until",
    )
    assert [sentence.split(";")[0].removeprefix("The database has lost ") for sentence in doctor(TODAY)] == [
        "the table cools",
        "the column kind of holds",
        "the column until of holds",
    ]


def test_an_index_that_is_gone_is_found_and_made_anew(folder):
    spoil(folder, "DROP INDEX ix_contacts_due", "DROP INDEX ix_touchpoints_day")
    before = stored(), planned()
    first, second = doctor(TODAY)
    assert "The index ix_contacts_due of contacts is gone, which makes pages slow; `followup doctor" in first
    assert "ix_touchpoints_day of touchpoints" in second
    assert mend()[1:] == [
        "Made anew: the index ix_contacts_due.",
        "Made anew: the index ix_touchpoints_day.",
    ]
    assert doctor(TODAY) == []
    assert (stored(), planned()) == before


def test_two_tags_of_one_name_stay_two(folder):
    spoil(folder, "INSERT INTO tags (name, folded) VALUES ('Python', 'Py')")
    spoil(folder, "UPDATE companies SET folded = '' WHERE id = 1")
    assert mend()[1:] == ["To be found by name or address again: one row."]
    (sentence,) = doctor(TODAY)
    assert "Row 2 of tags cannot be found by its name" in sentence


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "budget",
            "many",
            "The setting budget is 'many', which is no number from 1 to 50; `followup doctor --fix`",
        ),
        ("budget", "0", "which is no number from 1 to 50; `followup doctor --fix` goes back to 5."),
        ("budget", "51", "no number from 1 to 50"),
        ("budget", " 5", "no number from 1 to 50"),
        ("budget", "٥", "no number from 1 to 50"),
        ("budget", "9" * 5000, "no number from 1 to 50"),
        ("cadence", "31", "which is none of 14, 30, 60, 90, 180; `followup doctor --fix` goes back to 30."),
        ("first_weekday", "7", "no number from 0 to 6"),
        ("gap", "0", "no number from 1 to 90"),
        ("gap", "91", "no number from 1 to 90"),
        ("company_gap", "-1", "no number from 0 to 90"),
        ("answer_days", "15", "no number from 0 to 14"),
        (
            "time_zone",
            "Europe",
            "which is no time zone; `followup doctor --fix` goes back to this computer's.",
        ),
        ("time_zone", "Mars/Base", "which is no time zone"),
    ],
)
def test_a_setting_that_cannot_be_is_found_and_goes_back_to_its_preset(folder, name, value, said):
    before = stored(), planned()
    spoil(folder, f"INSERT INTO settings VALUES ('{name}', '{value}')")
    (sentence,) = doctor(TODAY)
    assert said in sentence
    (_, mended) = mend()
    assert mended.startswith("Back to ")
    assert mended.endswith(f": the setting {name}.")
    assert doctor(TODAY) == []
    assert (stored(), planned()) == before


@pytest.mark.parametrize(
    ("place", "expected"), [(0, Settings(14, 1, 0, 1, 0, 0)), (-1, Settings(180, 50, 6, 90, 90, 14))]
)
def test_settings_at_their_limits_are_left_alone(folder, place, expected):
    limits = {name: str(allowed[place]) for name, allowed in ALLOWED.items()}
    for name, value in {**limits, "time_zone": "Asia/Tokyo", "demo": "yes", "theme": "dark"}.items():
        spoil(folder, f"INSERT INTO settings VALUES ('{name}', '{value}')")
    mend()
    assert doctor(TODAY) == []
    with reading() as session:
        assert settings.load(session) == expected


def test_every_setting_of_the_rules_has_its_limits():
    assert set(ALLOWED) == set(Settings.__dataclass_fields__)
    assert all(preset in ALLOWED[name] for name, preset in asdict(Settings()).items())


def test_tomorrow_is_allowed_for_a_time_zone_that_was_moved(folder):
    spoil(folder, "UPDATE changes SET made_on = '2026-11-24'")
    assert doctor(TODAY) == []


def test_many_of_a_kind_are_counted(folder):
    for number in range(30):
        add(f"Person{number} Novak")
    spoil(folder, "UPDATE contacts SET due_on = '2026-01-01'")
    found = doctor(TODAY)
    assert len(found) == 21
    assert found[-1] == "There are 13 more of this kind."
    assert mend() == ["Computed anew: 33 contacts."]
    assert doctor(TODAY) == []


def test_a_damaged_file(folder):
    db.engine.dispose()
    with open(database_path(folder), "r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096 * 3)
    (sentence,) = doctor(TODAY)
    assert sentence.endswith("is damaged, perhaps a copy that was cut short; restore a backup that is whole.")


def test_another_journal_mode(folder):
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
    (sentence,) = doctor(TODAY)
    assert "journal mode delete, synchronous 0" in sentence


def test_files_that_others_may_read(folder):
    (folder / "backups").mkdir(mode=0o755)
    copy = storage.automatic_backup(folder, NOON)
    assert copy
    copy.chmod(0o644)
    for path, mode in ((folder, 0o755), (folder / "backups", 0o755), (database_path(folder), 0o640)):
        path.chmod(mode)
    assert [sentence.split("`")[1].split()[1] for sentence in doctor(TODAY)] == ["700", "700", "600", "600"]
    (folder / "photos").mkdir()
    assert not any(sentence.endswith(f"chmod 700 {folder}` ends that.") for sentence in doctor(TODAY))


def test_remarks(folder):
    assert remarks(TODAY) == [
        "There is no automatic backup yet; the server takes one a day, `followup backup` at once."
    ]
    storage.automatic_backup(folder, NOON)
    assert remarks(TODAY + timedelta(1)) == []
    assert "9 days old" in remarks(TODAY + timedelta(9))[0]


# Restoring


def test_a_backup_comes_back_into_a_running_app(folder, tmp_path):
    before = stored(), planned()
    copy = storage.backup(database_path(folder), tmp_path / "copy.sqlite3")
    add("Somebody Else")
    touchpoints.delete(1, TODAY)
    kept = restore_backup(folder, copy, NOON)
    assert (stored(), planned()) == before
    assert doctor(TODAY) == []
    assert kept
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM contacts").fetchone() == (4,)


def test_a_backup_of_nobody_or_of_a_newer_followup_is_refused(folder, tmp_path):
    before = stored()
    for revision in ("9999", ""):
        copy = storage.backup(database_path(folder), tmp_path / f"copy{revision}.sqlite3")
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        with pytest.raises(Refused, match="newer Followup"):
            restore_backup(folder, copy, NOON)
    assert stored() == before


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE snoozes", "lacks the table snoozes, which every backup has; choose a file that"),
        ("DROP TABLE opportunity_doors", "lacks the table opportunity_doors, which"),
        ("ALTER TABLE contacts DROP COLUMN taper", "lacks the column taper of contacts, which"),
        ("ALTER TABLE holds RENAME COLUMN until TO ends", "lacks the column until of holds, which"),
        ("ALTER TABLE alembic_version RENAME COLUMN version_num TO n", "is no backup of Followup; choose a"),
        (
            "CREATE TRIGGER t AFTER UPDATE ON contacts BEGIN DELETE FROM touchpoints; END",
            "holds the trigger 't', which is not of Followup; choose a file that `followup backup` made.",
        ),
        ("CREATE VIEW searches AS SELECT name FROM contacts", "holds the view 'searches', which"),
        ("CREATE TABLE recipes (id)", "holds the table 'recipes', which"),
        ("CREATE TABLE searched (id)", "holds the table 'searched', which"),
        ("CREATE VIRTUAL TABLE mine USING fts5(name)", "holds the table 'mine' (and 5 more), which"),
        ("INSERT INTO alembic_version VALUES ('0000')", "newer Followup"),
    ],
)
def test_a_backup_that_lacks_something_or_holds_what_is_not_ours_is_refused(
    folder, tmp_path, statement, said
):
    before = stored()
    copy = storage.backup(database_path(folder), tmp_path / "copy.sqlite3")
    change(copy, statement)
    with pytest.raises(Refused) as caught:
        restore_backup(folder, copy, NOON)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert stored() == before
    assert not (folder / "backups").exists()


def test_what_the_search_and_sqlite_keep_for_themselves_comes_back(folder, tmp_path):
    copy = storage.backup(database_path(folder), tmp_path / "copy.sqlite3")
    change(
        copy,
        "CREATE VIRTUAL TABLE search_contacts USING fts5(name)",
        "CREATE INDEX i ON snoozes (day)",
        "ANALYZE",
    )
    restore_backup(folder, copy, NOON)
    with closing(sqlite3.connect(database_path(folder))) as connection:
        assert connection.execute("SELECT count(*) FROM search_contacts").fetchone() == (0,)
    assert doctor(TODAY) == []


# The daily backup


def test_backups_are_kept_in_the_background(folder):
    done = threading.Event()
    days = iter([NOON, NOON, NOON + timedelta(1)])

    def now():
        try:
            return next(days)
        except StopIteration:
            done.set()
            return NOON + timedelta(1)

    stop = keep_backups(folder, now, pytest.fail, pause=0.001)
    assert done.wait(20)
    stop.set()
    names = sorted(path.name for path in (folder / "backups").iterdir())
    assert names == ["followup-2026-11-23.sqlite3", "followup-2026-11-24.sqlite3"]


def test_trouble_is_told_once_and_tried_again(folder):
    (folder / "backups").write_text("not a folder")
    told, asked, enough = [], [], threading.Event()

    def now():
        asked.append(1)
        if len(asked) == 3:
            (folder / "backups").unlink()
        if len(asked) == 4:
            raise RuntimeError("no clock")
        if len(asked) > 4:
            enough.set()
        return NOON

    stop = keep_backups(folder, now, told.append, pause=0.001)
    assert enough.wait(20)
    stop.set()
    assert len(told) == 2
    assert "backups" in told[0]
    assert "RuntimeError: no clock" in told[1]
    assert (folder / "backups" / "followup-2026-11-23.sqlite3").is_file()


def test_a_search_index_that_says_something_else_is_made_anew(app):
    contact = person("Ruth Aye @ Tidewater")
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search_documents SET name = 'somebody else' WHERE contact_id > 0")
    assert doctor(TODAY) == [
        f"What is stored about Ruth Aye (contact {contact}) is not what the history gives (search); "
        "`followup doctor --fix` computes it anew."
    ]
    mend()
    assert doctor(TODAY) == []
    with reading() as session:
        assert [hit.contact for hit in search.hits(session, "ruth")] == [contact]
        assert search.hits(session, "somebody") == []
