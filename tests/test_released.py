"""A data folder of every released schema opens in this version, with nothing lost.

`tests/released/` keeps a small database of each. At a release whose schema is new, add its own, made by its code:

    .venv/bin/python -m tests.test_released

A file that is there is never made again: it is what people have.
"""

import gzip
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup import demo, migrations, storage
from followup.actions import writings
from followup.actions.undos import undo
from followup.clock import FixedClock
from followup.domain.values import Question
from followup.storage import database_path, doctor
from tests.conftest import inside
from tests.factories import TODAY, person, planned, stored
from tests.test_migrations import rows, schema
from tests.web.conftest import Visitor, text_of

KEPT = Path(__file__).parent / "released"
RELEASED = sorted(path.name.partition(".")[0] for path in KEPT.glob("*.sqlite3.gz"))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
#: What a migration may change, by table: columns of the projection, and rows that say what is to be computed anew.
MAY_CHANGE = {
    "contacts": {"due_on", "lapses_on", "then_due_on", "then_standing", "standing", "is_urgent", "version"},
    "touchpoints": {"is_answer", "version"},
}


def unpack(revision: str, folder: Path) -> Path:
    """A data folder with the database of that release."""
    folder.mkdir(parents=True, mode=0o700)
    packed = (KEPT / f"{revision}.sqlite3.gz").read_bytes()
    database_path(folder).write_bytes(gzip.decompress(packed))
    return folder


def lost(before: dict, after: dict) -> list[str]:
    """What was there and is not any more, table by table."""
    found = []
    for table, old in before.items():
        skipped = MAY_CHANGE.get(table, set())
        new = [{name: value for name, value in row.items() if name not in skipped} for row in after[table]]
        for row in old:
            wanted = {name: value for name, value in row.items() if name not in skipped}
            if not any(wanted.items() <= other.items() for other in new):
                found.append(f"{table}: {wanted}")
    return found


def test_every_schema_has_one():
    """The newest may still be in the making; it is added when it is released."""
    assert set(migrations.REVISIONS[:-1]) <= set(RELEASED) <= set(migrations.REVISIONS)


@pytest.mark.parametrize("revision", RELEASED)
def test_it_works(tmp_path, revision):
    folder = unpack(revision, tmp_path / "data")
    assert schema(folder) == revision
    before = rows(folder)
    assert len(before["contacts"]) == 25
    with inside(folder, FixedClock(TODAY)) as app:
        assert schema(folder) == migrations.HEAD
        assert lost(before, rows(folder)) == []
        storage.mend()
        assert doctor(TODAY) == []
        visitor = Visitor(app)
        for path in ("/", "/contacts", "/companies", "/opportunities", "/contacts/1", "/openings"):
            visitor.page(path)
        assert len(planned()) == 25
        contact = person("Somebody New @ Umbrella")
        assert "Somebody New" in text_of(visitor.page(f"/contacts/{contact}"))
        newest = max(row["id"] for row in before["changes"])
        undo(newest, TODAY)
    kept = list(folder.glob("backups/before-upgrade-*"))
    assert len(kept) == (revision != migrations.HEAD)


@pytest.mark.parametrize("revision", RELEASED)
def test_a_backup_of_it_is_put_in_place(tmp_path, app, revision):
    file = database_path(unpack(revision, tmp_path / "old"))
    person("Somebody New")
    folder = app.config["FOLLOWUP"].data
    storage.restore_backup(folder, file, NOON)
    assert schema(folder) == migrations.HEAD
    assert lost(rows(tmp_path / "old"), rows(folder)) == []
    assert "Somebody New" not in str(stored()["contacts"])


def test_a_loss_would_be_seen(tmp_path):
    folder = unpack(RELEASED[0], tmp_path / "data")
    before = rows(folder)
    with closing(sqlite3.connect(database_path(folder))) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE touchpoints SET text = 'another' WHERE id = 1")
        connection.execute("DELETE FROM companies WHERE id = 1")
        connection.commit()
    assert [found.partition(":")[0] for found in lost(before, rows(folder))] == ["companies", "touchpoints"]


def make() -> None:
    """Keep a small database of the newest schema, unless there is one."""
    target = KEPT / f"{migrations.HEAD}.sqlite3.gz"
    if target.exists():
        raise SystemExit(f"{target} is there already, and stays as it was released.")
    with tempfile.TemporaryDirectory() as place:
        folder, copy = Path(place) / "data", Path(place) / "copy"
        with inside(folder, FixedClock(TODAY)):
            demo.fill(TODAY, size=25)
            day = writings.start(Question.FEEL, TODAY, datetime(2026, 11, 23, 11, 53))
            writings.save(day, 1, "They were kind about it.")
        storage.backup(database_path(folder), copy, with_writing=True)
        target.write_bytes(gzip.compress(copy.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    make()
