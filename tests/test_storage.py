"""The data folder and its copies: a backup counts once it has been restored and compared row by row."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from followup.domain.errors import FollowupError, NotFound, Refused
from followup.storage import (
    ServerLock,
    automatic_backup,
    backup,
    database_path,
    days_to_keep,
    make_private,
    network_warning,
    plainly,
    prepare,
    quick_check,
    restore,
)

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
KNOWN = {"0001", "0002"}


def make(path, *, rows=2_000, revision="0002", mode="DELETE"):
    """A database with our two tables; each row's note tells its id, so that a mixed-up page would show."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA journal_mode={mode}")
        db.execute("BEGIN")
        db.execute("CREATE TABLE alembic_version (version_num TEXT NOT NULL)")
        db.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        db.execute("CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL)")
        people = ((n, f"Dana {n}", f"{n} " * 100) for n in range(1, rows + 1))
        db.executemany("INSERT INTO contacts VALUES (?, ?, ?)", people)
        db.execute("COMMIT")
    return path


def rows_of(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM contacts ORDER BY id").fetchall()


def mode_of(path):
    return path.stat().st_mode & 0o777


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "data"
    prepare(home)
    make(database_path(home))
    return home


def test_it_works(folder, tmp_path):
    before = rows_of(database_path(folder))
    copy = backup(database_path(folder), tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(database_path(folder))) as db:
        db.execute("DELETE FROM contacts WHERE id % 2")
        db.commit()
    kept = restore(folder, copy, known_revisions=KNOWN, now=NOON)
    assert rows_of(database_path(folder)) == before
    assert len(rows_of(kept)) == len(before) / 2
    assert kept == folder / "backups" / "before-restore-2026-05-12T120000.sqlite3"


# The folder


def test_a_new_folder_and_its_files_are_for_the_owner_only(tmp_path):
    home = tmp_path / "a" / "b"
    prepare(home)
    make_private(database_path(home))
    assert (mode_of(home), mode_of(database_path(home))) == (0o700, 0o600)


def test_an_older_folder_is_tightened(folder):
    (folder / "backups").mkdir()
    for path in (folder, folder / "backups", database_path(folder)):
        path.chmod(0o777)
    prepare(folder)
    assert [mode_of(p) for p in (folder, folder / "backups", database_path(folder))] == [0o700, 0o700, 0o600]


def test_a_folder_with_other_things_keeps_its_mode_but_the_database_is_private(folder):
    (folder / "photos").mkdir(mode=0o755)
    folder.chmod(0o755)
    database_path(folder).chmod(0o644)
    prepare(folder)
    assert (mode_of(folder), mode_of(folder / "photos"), mode_of(database_path(folder))) == (
        0o755,
        0o755,
        0o600,
    )


def test_a_folder_that_cannot_be_made_is_told_plainly(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FollowupError, match=r"file/data could not be used: Not a directory\.$"):
        prepare(tmp_path / "file" / "data")


# One server per folder


def test_a_second_server_is_told_where_the_first_one_is(tmp_path):
    with (
        ServerLock(tmp_path, "http://127.0.0.1:5111/"),
        pytest.raises(Refused, match=r"already runs for .* at http://127\.0\.0\.1:5111/"),
        ServerLock(tmp_path, "http://127.0.0.1:5112/"),
    ):
        pass
    assert mode_of(tmp_path / "followup.lock") == 0o600


def test_the_lock_goes_with_its_holder_however_it_ends(tmp_path):
    code = (
        "import sys, time, pathlib; from followup.storage import ServerLock\n"
        "with ServerLock(pathlib.Path(sys.argv[1]), 'there'): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Refused, match="at there"), ServerLock(tmp_path, "here"):
            pass
        holder.kill()
        holder.wait()
        with ServerLock(tmp_path, "here"):
            assert (tmp_path / "followup.lock").read_text() == "here"
    assert (tmp_path / "followup.lock").read_text() == ""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/dana/data", None),
        ("/nas/data", "nfs4"),
        ("/nas/local/data", None),
        ("/my files/data", "cifs"),
        ("/nasty/data", None),
        ("/auto/data", "nfs"),
        ("/sshfs/data", "fuse.sshfs"),
    ],
)
def test_network_file_systems_are_warned_about(tmp_path, place, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\nnas:/a /nas nfs4 rw 0 0\n/dev/vdb /nas/local ext4 rw 0 0\n"
        "//nas/my\\040files /my\\040files cifs rw 0 0\nauto /auto autofs rw 0 0\nnas:/b /auto nfs rw 0 0\n"
        "me@nas:/c /sshfs fuse.sshfs rw 0 0\nshort line\n"
    )
    warning = network_warning(Path(place), mounts)
    assert (warning is None) if kind is None else (warning is not None and f"({kind})" in warning)


def test_where_the_system_does_not_tell_there_is_no_warning(tmp_path):
    assert network_warning(tmp_path, tmp_path / "none") is None


# Backups


def test_a_backup_is_one_private_file_with_every_row(folder, tmp_path):
    copy = backup(database_path(folder), tmp_path / "new" / "copy.sqlite3")
    assert rows_of(copy) == rows_of(database_path(folder))
    assert mode_of(copy) == 0o600
    assert [path.name for path in copy.parent.iterdir()] == ["copy.sqlite3"]
    assert quick_check(copy) is None


def test_a_backup_of_a_wal_database_holds_what_is_still_in_the_log(tmp_path):
    source = make(tmp_path / "wal.sqlite3", mode="WAL")
    with closing(sqlite3.connect(source)) as db:
        db.execute("INSERT INTO contacts VALUES (9999, 'Ruth', 'late')")
        db.commit()
        copy = backup(source, tmp_path / "new" / "copy.sqlite3")
        assert rows_of(copy) == rows_of(source)
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in copy.parent.iterdir()] == ["copy.sqlite3"]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_backup_beside_a_busy_writer_is_one_moment_of_it(tmp_path, mode):
    source = make(tmp_path / "busy.sqlite3", rows=10_000, mode=mode)
    stop, started, failures = threading.Event(), threading.Event(), []

    def write():
        # Each commit moves one unit between two rows: in any one moment the sum is the same.
        chance = random.Random(7)
        with closing(sqlite3.connect(source, timeout=30, isolation_level=None)) as db:
            while not stop.wait(0.002):
                try:
                    db.execute("BEGIN IMMEDIATE")
                    giver, taker = chance.sample(range(1, 10_001), 2)
                    db.execute("UPDATE contacts SET name = name || '-' WHERE id = ?", (giver,))
                    db.execute("UPDATE contacts SET name = name || '+' WHERE id = ?", (taker,))
                    db.execute("COMMIT")
                    started.set()
                except sqlite3.Error as error:
                    failures.append(error)
                    return

    writer = threading.Thread(target=write)
    writer.start()
    assert started.wait(10)
    try:
        copies = [backup(source, tmp_path / f"copy{n}.sqlite3") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    assert failures == []
    for copy in copies:
        names = [name for _, name, _ in rows_of(copy)]
        assert len(names) == 10_000
        assert sum(name.count("+") - name.count("-") for name in names) == 0
        assert sum(name.count("+") for name in names) > 0


def test_an_older_backup_is_replaced_but_nothing_else_is(folder, tmp_path):
    older = make(tmp_path / "older.sqlite3", rows=1)
    assert len(rows_of(backup(database_path(folder), older))) == 2_000
    other = tmp_path / "letter.txt"
    other.write_text("Dear Dana")
    with pytest.raises(Refused, match="is there already and is no backup"):
        backup(database_path(folder), other)
    assert other.read_text() == "Dear Dana"
    with pytest.raises(Refused, match="is the database itself"):
        backup(database_path(folder), database_path(folder))


def test_a_damaged_database_does_not_replace_a_good_backup(folder, tmp_path):
    copy = backup(database_path(folder), tmp_path / "copy.sqlite3")
    good = rows_of(copy)
    scribble(database_path(folder))
    with pytest.raises(FollowupError, match=r"followup\.sqlite3 is damaged"):
        backup(database_path(folder), copy)
    assert rows_of(copy) == good
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite3", "data"]


def test_without_a_database_there_is_nothing_to_back_up(tmp_path):
    with pytest.raises(NotFound, match="nothing to back up"):
        backup(tmp_path / "none.sqlite3", tmp_path / "copy.sqlite3")
    assert automatic_backup(tmp_path, NOON) is None


def test_the_daily_backup_is_taken_once_a_day_and_can_be_restored(folder):
    taken = automatic_backup(folder, NOON)
    assert taken is not None
    assert taken == folder / "backups" / "followup-2026-05-12.sqlite3"
    assert (mode_of(taken.parent), mode_of(taken)) == (0o700, 0o600)
    assert automatic_backup(folder, NOON + timedelta(hours=3)) is None
    before = rows_of(database_path(folder))
    database_path(folder).unlink()
    assert restore(folder, taken, known_revisions=KNOWN, now=NOON) is None
    assert rows_of(database_path(folder)) == before
    assert mode_of(database_path(folder)) == 0o600


def test_old_backups_go_and_other_files_stay(folder):
    backups = folder / "backups"
    backups.mkdir()
    for days in range(1, 100):
        make(backups / f"followup-{(NOON - timedelta(days=days)).date()}.sqlite3", rows=1)
    others = ["before-restore-2025-01-01T120000.sqlite3", "followup-2026-13-45.sqlite3", "mine.sqlite3"]
    for name in others:
        (backups / name).touch()
    leftover = backups / ".followup-2026-05-01.sqlite3-x1.partial"
    leftover.touch()
    os.utime(leftover, (NOON.timestamp(), NOON.timestamp() - 90_000))
    automatic_backup(folder, NOON)
    names = {path.name for path in backups.iterdir()}
    assert names >= set(others)
    days = sorted(name.removeprefix("followup-").removesuffix(".sqlite3") for name in names - set(others))
    assert days == [
        *("2026-03-29", "2026-04-05", "2026-04-12", "2026-04-19", "2026-04-26", "2026-05-03"),
        *("2026-05-06", "2026-05-07", "2026-05-08", "2026-05-09", "2026-05-10", "2026-05-11", "2026-05-12"),
    ]


def test_keeping_day_by_day_leaves_seven_days_and_eight_weeks():
    kept: set[date] = set()
    for n in range(400):
        kept = days_to_keep(kept | {date(2025, 1, 1) + timedelta(days=n)})
        last = date(2025, 1, 1) + timedelta(days=n)
        assert kept >= {last - timedelta(days=back) for back in range(min(n + 1, 7))}
        assert len({day.isocalendar()[:2] for day in kept}) == min(8, len(weeks_of(n)))
        assert len(kept) <= 15


def weeks_of(n):
    return {(date(2025, 1, 1) + timedelta(days=day)).isocalendar()[:2] for day in range(n + 1)}


# Restoring


def scribble(path):
    """Spoil some pages in the middle, as a bad disk would."""
    with path.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xff" * 20 * 4096)


def torn(path):
    os.truncate(path, path.stat().st_size // 2)


def test_a_restore_keeps_the_file_so_that_open_connections_go_on(folder, tmp_path):
    live = database_path(folder)
    copy = backup(live, tmp_path / "copy.sqlite3")
    inode = live.stat().st_ino
    with closing(sqlite3.connect(live)) as server:
        server.execute("DELETE FROM contacts")
        server.commit()
        restore(folder, copy, known_revisions=KNOWN, now=NOON)
        assert server.execute("SELECT count(*) FROM contacts").fetchone() == (2_000,)
        server.execute("INSERT INTO contacts VALUES (9999, 'Ruth', 'after')")
        server.commit()
    assert live.stat().st_ino == inode
    assert len(rows_of(live)) == 2_001


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_restore_into_a_database_of_either_mode(tmp_path, mode):
    copy = make(tmp_path / "copy.sqlite3", rows=30)
    live = make(database_path(tmp_path), rows=3_000, mode=mode)
    restore(tmp_path, copy, known_revisions=KNOWN, now=NOON)
    assert rows_of(live) == rows_of(copy)
    assert quick_check(live) is None


def test_two_restores_in_one_second_keep_both_states(folder, tmp_path):
    copy = make(tmp_path / "copy.sqlite3", rows=1)
    first, second = (restore(folder, copy, known_revisions=KNOWN, now=NOON) for _ in range(2))
    assert first is not None
    assert second is not None
    assert (len(rows_of(first)), len(rows_of(second))) == (2_000, 1)


def text_file(path):
    path.write_text("Dear Dana, thank you")


def empty_file(path):
    path.write_bytes(b"")


def other_database(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE contacts (id)")


def newer(path):
    path.unlink()
    make(path, revision="0003")


def unfinished(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM alembic_version")
        db.commit()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (torn, "is damaged, perhaps a copy that was cut short"),
        (scribble, "is damaged, perhaps a copy that was cut short"),
        (text_file, "is not a database of Followup"),
        (empty_file, "is no backup of Followup"),
        (other_database, "is no backup of Followup"),
        (newer, "comes from a newer Followup"),
        (unfinished, "comes from a newer Followup"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(folder, tmp_path, spoil, sentence):
    file = make(tmp_path / "copy.sqlite3")
    spoil(file)
    before = database_path(folder).read_bytes()
    with pytest.raises(FollowupError, match=sentence) as caught:
        restore(folder, file, known_revisions=KNOWN, now=NOON)
    assert "\n" not in str(caught.value)
    assert database_path(folder).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["followup.sqlite3"]


def test_a_restore_needs_another_file_that_is_there(folder, tmp_path):
    with pytest.raises(NotFound, match="There is no file"):
        restore(folder, tmp_path / "none", known_revisions=KNOWN, now=NOON)
    with pytest.raises(NotFound, match="There is no file"):
        restore(folder, tmp_path, known_revisions=KNOWN, now=NOON)
    with pytest.raises(Refused, match="is the database in use"):
        restore(folder, database_path(folder), known_revisions=KNOWN, now=NOON)


@pytest.mark.parametrize("spoil", [torn, scribble, text_file])
def test_a_damaged_database_is_kept_as_it_is_and_then_replaced(folder, tmp_path, spoil):
    copy = backup(database_path(folder), tmp_path / "copy.sqlite3")
    spoil(database_path(folder))
    damaged = database_path(folder).read_bytes()
    kept = restore(folder, copy, known_revisions=KNOWN, now=NOON)
    assert kept is not None
    assert kept.name == "before-restore-2026-05-12T120000.damaged"
    assert kept.read_bytes() == damaged
    assert mode_of(kept) == 0o600
    assert rows_of(database_path(folder)) == rows_of(copy)


# Sentences instead of traces


@pytest.mark.parametrize("spoil", [torn, scribble, text_file])
def test_the_check_tells_in_one_sentence(folder, spoil):
    assert quick_check(database_path(folder)) is None
    spoil(database_path(folder))
    sentence = quick_check(database_path(folder))
    assert sentence is not None
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_the_check_needs_a_database(tmp_path):
    with pytest.raises(NotFound, match="There is no database at"):
        quick_check(tmp_path / "none.sqlite3")


def fill_database(path):
    with closing(sqlite3.connect(path)) as db, plainly(path):
        db.execute("PRAGMA max_page_count=1")
        db.execute("INSERT INTO contacts SELECT id + 100000, name, note FROM contacts")


def fill_device(path):
    with plainly(path), open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")


@pytest.mark.parametrize("fill", [fill_database, fill_device])
def test_a_full_disk_says_so(folder, fill):
    with pytest.raises(
        FollowupError, match=r"^There is no room left on the disk that holds .*sqlite3; free some"
    ):
        fill(database_path(folder))


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(folder, tmp_path):
    code = (
        "import pathlib, resource, sys; from followup.storage import backup\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try: backup(*map(pathlib.Path, sys.argv[1:]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    target = tmp_path / "new" / "copy.sqlite3"
    command = [sys.executable, "-c", code, str(database_path(folder)), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.startswith("FollowupError ")
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert list(target.parent.iterdir()) == []


def test_a_file_chosen_for_import_is_in_no_backup(app, tmp_path):
    from followup.actions import staging

    staging.choose_file("people.csv", "csv", b"Name\nRuth", date(2026, 11, 23))
    folder = app.config["FOLLOWUP"].data
    with closing(sqlite3.connect(backup(database_path(folder), tmp_path / "copy.sqlite3"))) as copy:
        assert copy.execute("SELECT count(*) FROM imports").fetchone() == (0,)
    with closing(sqlite3.connect(database_path(folder))) as live:
        assert live.execute("SELECT count(*) FROM imports").fetchone() == (1,)
