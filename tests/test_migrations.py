"""Moving a database to the newest tables: head equals the models, and no row is lost on the way."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup import demo, migrations, storage
from followup.clock import FixedClock
from followup.db import DATABASE, WRITES, Base, db, engine_at
from followup.domain.errors import FollowupError, Refused
from followup.domain.listing import Sought
from followup.models.search import COMPANIES, INDEXES, REASONS, SEARCHED
from followup.queries import searches
from followup.storage import database_path, doctor
from tests.conftest import inside
from tests.factories import TODAY, add, stored

VIRTUAL = tuple(INDEXES)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEAD = migrations.HEAD
#: A schema of tomorrow, which rebuilds a table that others refer to.
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0099"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("contacts", recreate="always") as table:
        table.add_column(sa.Column("nickname", sa.String(200), nullable=False, server_default=""))
    {more}
"""


@pytest.fixture
def engine(tmp_path):
    made = engine_at(tmp_path)
    yield made
    made.dispose()


@pytest.fixture
def tomorrow(tmp_path, monkeypatch):
    """Make the program one schema newer; gives the function that says what else the new migration does."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrations, "__file__", str(folder / "__init__.py"))
    monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "0099"))
    monkeypatch.setattr(migrations, "HEAD", "0099")

    def write(more="pass"):
        (folder / "versions" / "0099_next.py").write_text(NEXT.format(head=HEAD, more=more))

    write()
    return write


@pytest.fixture
def filled(tmp_path, empty_folder):
    """A data folder of today's schema with a story in it, closed again."""
    folder = tmp_path / "data"
    with inside(folder, FixedClock(TODAY), empty_folder):
        demo.fill(TODAY, size=20)
    return folder


def rows(folder):
    """Every row of every table, by the names of its columns."""
    with closing(sqlite3.connect(database_path(folder))) as connection:
        connection.row_factory = sqlite3.Row
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [{**row} for row in connection.execute(f"SELECT * FROM {name}")]
            for name in names
            if name != "alembic_version" and not name.startswith(VIRTUAL)
        }


def schema(folder):
    with closing(sqlite3.connect(database_path(folder))) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def upgrade(folder):
    """What the start of an app does."""
    engine = engine_at(folder)
    try:
        migrations.upgrade(engine, lambda: storage.backup_before("upgrade", folder, NOON))
    finally:
        engine.dispose()


def no_backup():
    pytest.fail("a backup of nothing")


def test_it_works(engine):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    assert migrations.current(engine) is None
    assert migrations.upgrade(engine, no_backup)
    assert migrations.current(engine) == migrations.HEAD
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                # The full-text indexes and what SQLite keeps for them are no tables of the models.
                "include_name": lambda name, kind, _: kind != "table" or not name.startswith(VIRTUAL),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_indexes_and_constraints_are_those_of_the_models(engine, tmp_path):
    """What the comparison does not look at: conditions of indexes, checks, uniqueness."""
    migrations.upgrade(engine, no_backup)
    (tmp_path / "models").mkdir()
    models = engine_at(tmp_path / "models")
    Base.metadata.create_all(models)
    models.dispose()
    written = []
    for folder in (tmp_path, tmp_path / "models"):
        with closing(sqlite3.connect(folder / DATABASE)) as connection:
            found = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite_%'"
            )
            written.append({name: sorted(" ".join(sql.replace(",", " ").split())) for name, sql in found})
    assert written[0] == written[1]


def test_the_newest_one_is_left_alone(engine):
    migrations.upgrade(engine, no_backup)
    assert not migrations.upgrade(engine, no_backup)


def test_head_is_the_last_migration_there_is():
    found = {path.name[:4] for path in Path(migrations.__file__).parent.glob("versions/0*.py")}
    assert found == set(migrations.REVISIONS)


def test_a_newer_one_is_refused(engine):
    migrations.upgrade(engine, no_backup)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(Refused, match=r"newer Followup \(schema 0999"):
        migrations.upgrade(engine, no_backup)
    assert migrations.current(engine) == "0999"


def test_an_older_one_keeps_every_row(filled, tomorrow):
    before = rows(filled)
    with inside(filled, FixedClock(TODAY)):
        assert doctor(TODAY) == []
        add("Somebody New")
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    after = rows(filled)
    for contact in after["contacts"]:
        assert contact.pop("nickname") == ""
    for name, table in before.items():
        assert all(row in after[name] for row in table) or name == "counters", name
    (kept,) = (filled / "backups").glob("before-upgrade-*.sqlite3")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert connection.execute("SELECT count(*) FROM contacts").fetchone() == (20,)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ('op.execute("DELETE FROM companies WHERE id = 1")', Refused),
        ('raise RuntimeError("half way")', RuntimeError),
    ],
)
def test_one_that_fails_changes_nothing(filled, tomorrow, more, error):
    before = rows(filled)
    tomorrow(more)
    with pytest.raises(error):
        upgrade(filled)
    assert rows(filled) == before
    assert schema(filled) == HEAD


def test_without_a_backup_nothing_moves(filled, tomorrow):
    (filled / "backups").write_text("not a folder")
    with pytest.raises(FollowupError, match="backups"):
        upgrade(filled)
    assert schema(filled) == HEAD


def test_an_older_backup_is_restored_into_the_newest_tables(filled, tomorrow, tmp_path):
    copy = storage.backup(database_path(filled), tmp_path / "old.sqlite3")
    with inside(filled, FixedClock(TODAY)):
        before = stored()
        add("Somebody New")
        storage.restore_backup(filled, copy, NOON)
        assert stored() == before
        assert doctor(TODAY) == []
    assert schema(filled) == "0099"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE snoozes", "lacks the table snoozes"),
        ("ALTER TABLE contacts DROP COLUMN called", "lacks the column called of contacts"),
        ("CREATE TRIGGER t AFTER UPDATE ON companies BEGIN DELETE FROM companies; END", "the trigger 't'"),
    ],
)
def test_an_older_backup_of_another_shape_is_refused_before_it_is_moved(
    filled, tomorrow, tmp_path, statement, said
):
    copy = storage.backup(database_path(filled), tmp_path / "old.sqlite3")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(statement)
    tomorrow('raise RuntimeError("it was moved")')
    with pytest.raises(Refused, match=said):
        storage.restore_backup(filled, copy, NOON)
    assert schema(filled) == HEAD


def test_the_shape_of_a_schema(tomorrow):
    today = {table.name: set(table.columns.keys()) for table in Base.metadata.sorted_tables}
    today |= {name: set(SEARCHED) for name in INDEXES}
    assert migrations.shape("0099") == today
    tomorrow('raise RuntimeError("of tomorrow")')
    assert migrations.shape(HEAD) == {**today, "alembic_version": {"version_num"}}


def test_an_older_backup_that_cannot_be_moved_leaves_everything(filled, tomorrow, tmp_path):
    copy = storage.backup(database_path(filled), tmp_path / "old.sqlite3")
    upgrade(filled)
    before = rows(filled)
    tomorrow('raise RuntimeError("half way")')
    with pytest.raises(RuntimeError):
        storage.restore_backup(filled, copy, NOON)
    assert rows(filled) == before


def test_what_was_not_searched_before_is_found(filled, tmp_path):
    """From 0002: the documents of companies, opportunities and reasons are those that a change would have written."""
    old = tmp_path / "old"
    old.mkdir()
    engine = engine_at(old)
    with engine.connect() as connection:
        migrations._run(connection.execution_options(**{WRITES: True}), "0002")
    engine.dispose()
    columns = migrations.shape("0002")
    with closing(sqlite3.connect(database_path(old), isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS filled", (str(database_path(filled)),))
        for table in columns.keys() - set(VIRTUAL) - {"alembic_version"}:
            names = ", ".join(sorted(columns[table]))
            among = f" WHERE id < {COMPANIES}" if table == "search_documents" else ""
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM filled.{table}{among}")
        for index in VIRTUAL:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    upgrade(old)
    after, wanted = rows(old), rows(filled)
    for found in (after, wanted):
        # In whatever order the tables were filled.
        del found["sqlite_sequence"]
    assert any(document["id"] > REASONS for document in wanted["search_documents"])
    assert after == wanted
    with inside(old, FixedClock(TODAY)):
        assert doctor(TODAY) == []
        assert [kind.kind for kind in searches.page("engineer").kinds][1:] == [Sought.OPPORTUNITIES]
