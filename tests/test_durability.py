"""What was answered is there, whatever happens to the process; who writes at the same time loses nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from followup.actions import touchpoints
from followup.actions.touchpoints import Exchange
from followup.clock import FixedClock
from followup.db import db, reading
from followup.domain.errors import Conflict
from followup.queries import contacts, week
from followup.storage import doctor
from tests.conftest import open_app
from tests.factories import TODAY, add, log, person

ROUNDS = 40
SECONDS = float(os.environ.get("FOLLOWUP_TEST_SECONDS", "3"))
ROOT = Path(__file__).parents[1]
#: Rows that only go to the trash, so that each one inserted is still to be found.
KEPT = (
    "contacts",
    "touchpoints",
    "snoozes",
    "decisions",
    "encounters",
    "opportunities",
    "companies",
    "employments",
)


def writer(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.writer", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def ask(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def rows(sql):
    with reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def no_half_change():
    """Every row that a change inserted is there, and there is none that no change inserted."""
    inserted = Counter()
    for (steps,) in rows("SELECT steps FROM changes"):
        inserted.update(step["table"] for step in json.loads(steps) if step["was"] is None)
    assert {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in KEPT} == {
        table: inserted[table] for table in KEPT
    }


def kill_once(process, folder, seed):
    """Let a child write, kill it at a random moment after its first change, return what it has acknowledged."""
    ask(process, f"{folder} {seed}")
    child = int(process.stdout.readline().split()[1])
    acknowledged = [process.stdout.readline()]
    time.sleep(Random(seed).random() * 0.06)
    os.kill(child, signal.SIGKILL)
    while (line := process.stdout.readline()) != "gone\n":
        assert line, "the writer has ended"
        acknowledged.append(line)
    return {int(line) for line in acknowledged}


def test_what_was_answered_survives_a_kill(tmp_path, empty_folder):
    folder = tmp_path / "data"
    shutil.copytree(empty_folder, folder)
    acknowledged: set[int] = set()
    process = writer("fork")
    try:
        for seed in range(ROUNDS):
            acknowledged |= kill_once(process, folder, seed)
            with open_app(folder, FixedClock(TODAY)).app_context():
                assert acknowledged <= {row[0] for row in rows("SELECT id FROM changes")}
                no_half_change()
                assert doctor(TODAY) == []
                db.engine.dispose()
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
    assert len(acknowledged) >= ROUNDS


@pytest.fixture
def crowd(app):
    """Threads that all do the same until the time is up; what went wrong in any of them fails the test."""

    def together(count, do):
        until, troubles = time.monotonic() + SECONDS, []

        def run(number):
            with app.app_context():
                try:
                    while time.monotonic() < until and not troubles:
                        do(number)
                except BaseException as error:
                    troubles.append(error)

        threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if troubles:
            raise troubles[0]

    return together


def test_who_writes_at_the_same_time_loses_nothing(crowd, tmp_path):
    shared = log(person("Shared Haddad")).answer["touchpoint"]
    done: Counter[str] = Counter()
    beside = writer("beside", str(tmp_path / "data"), str(SECONDS))

    def work(number):
        mine = add(f"T{number}N{done[f'people {number}']} Haddad @ Acme").answer["contact"]
        done[f"people {number}"] += 1
        note = log(mine).answer["touchpoint"]
        touchpoints.edit(note, 1, Exchange(TODAY, text="edited"), TODAY)
        done[f"edits {number}"] += 1
        done[f"shared {number}"] += edit_shared()
        week.week(TODAY, TODAY)

    def edit_shared():
        seen = contacts.touchpoint(shared)
        try:
            touchpoints.edit(shared, seen.version, Exchange(TODAY, text=f"{seen.fields['text']}x"), TODAY)
        except Conflict as error:
            if "another tab" not in str(error):
                raise
            return 0
        return 1

    try:
        assert beside.stdout
        assert beside.stdout.readline() == "ready\n"
        ask(beside, "go")
        crowd(7, work)
        others = int(beside.stdout.readline())
        assert beside.wait(10) == 0
    finally:
        beside.kill()
        beside.wait(10)
        beside.stdin.close()
        beside.stdout.close()
    total = {
        kind: sum(n for name, n in done.items() if name.startswith(kind))
        for kind in ("people", "edits", "shared")
    }
    assert others > 0
    assert rows("SELECT count(*) FROM contacts") == [(1 + total["people"] + others,)]
    assert rows("SELECT count(*) FROM touchpoints WHERE version = 2 AND text = 'edited'") == [
        (total["edits"],)
    ]
    seen = contacts.touchpoint(shared)
    assert (seen.version, len(str(seen.fields["text"]))) == (1 + total["shared"], total["shared"])
    positions = rows("SELECT count(*), count(DISTINCT position), max(position) FROM touchpoints")[0]
    assert positions[0] == positions[1] == positions[2]
    no_half_change()
    assert doctor(TODAY) == []
