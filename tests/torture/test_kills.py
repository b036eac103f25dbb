"""What was answered is there, whatever happens to the process."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from random import Random

from followup import storage
from followup.clock import FixedClock
from followup.db import db
from tests.browser.server import FOLLOWUP, environment, serving
from tests.conftest import open_app
from tests.factories import TODAY, log, person
from tests.torture.clients import Client, Gone
from tests.torture.profile import CHOSEN
from tests.torture.whole import ROOT, ask, is_whole, leave, rows, told, writer

WRITERS = 4
#: Rounds on one database: the doctor looks at all of it after each.
ROUNDS = 25


def kill_once(process, seed):
    """Let children write, kill all of them at a random moment after the first change, return what was answered."""
    ask(process, f"{seed} {WRITERS}")
    children = [int(child) for child in told(process).split()]
    # Nobody else's process is killed, whatever was said.
    assert len(children) == WRITERS
    acknowledged = [told(process)]
    time.sleep(Random(seed).random() * 0.08)
    for child in children:
        os.kill(child, signal.SIGKILL)
    while (line := told(process)) != "gone":
        acknowledged.append(line)
    return {int(line) for line in acknowledged}


def killed(folder, seeds):
    """Rounds of killing on one database; returns how many changes were answered."""
    acknowledged: set[int] = set()
    process = writer("fork", str(folder))
    try:
        with open_app(folder, FixedClock(TODAY)).app_context():
            for seed in seeds:
                acknowledged |= kill_once(process, seed)
                # So that the journal of the killed is found as by somebody who comes later.
                db.engine.dispose()
                is_whole(acknowledged)
            db.engine.dispose()
    finally:
        leave(process)
    return len(acknowledged)


def test_what_was_answered_survives_a_kill(tmp_path, empty_folder):
    answered = 0
    for first in range(0, CHOSEN.kills, ROUNDS):
        folder = tmp_path / f"data-{first}"
        shutil.copytree(empty_folder, folder)
        answered += killed(folder, range(first, min(first + ROUNDS, CHOSEN.kills)))
    assert answered >= CHOSEN.kills


def add_until_gone(url, name, sent, answered):
    """Add people until the server is gone. What was sent, and what was answered, by its request id."""
    with suppress(Gone), Client(url) as client:
        while True:
            number = len(sent)
            sent[f"{name}{number}"] = f"{name}{number} Haddad, CTO @ Acme"
            client.must("/add", {"line": sent[f"{name}{number}"], "request_id": f"{name}{number}"})
            answered.add(f"{name}{number}")


def test_a_server_that_is_killed_loses_no_answer(tmp_path):
    """What was not answered is sent again, as by somebody who reloads: it is there once, never twice."""
    data, sent, answered = tmp_path / "data", {}, set()
    for seed in range(CHOSEN.server_kills):
        with serving(data) as server:
            by_writer: list[dict[str, str]] = [{} for _ in range(WRITERS)]
            threads = [
                threading.Thread(
                    target=add_until_gone, args=(server.url, f"R{seed}W{number}N", mine, answered)
                )
                for number, mine in enumerate(by_writer)
            ]
            for thread in threads:
                thread.start()
            time.sleep(0.3 + Random(seed).random())
            server.process.kill()
            for thread in threads:
                thread.join()
        with open_app(data, FixedClock(TODAY)).app_context():
            is_whole()
            there = {row[0] for row in rows("SELECT id FROM request_ids")}
            db.engine.dispose()
        assert answered <= there
        for mine in by_writer:
            sent |= mine
    with serving(data) as server, Client(server.url) as again:
        for request_id in set(sent) - answered:
            again.must("/add", {"line": sent[request_id], "request_id": request_id})
    with open_app(data, FixedClock(TODAY)).app_context():
        names = rows("SELECT name, count(*) FROM contacts GROUP BY name")
        db.engine.dispose()
    assert dict(names) == {f"{request_id} Haddad": 1 for request_id in sent}
    assert len(answered) >= CHOSEN.server_kills


def killed_soon(command, seed, least=0.7, most=2.2):
    """Run a command, and kill it at a random moment within those seconds."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment({}), cwd=ROOT
    )
    time.sleep(Random(seed).uniform(least, most))
    process.kill()
    process.wait()


def test_an_import_that_is_killed_brought_everybody_or_nobody(tmp_path, empty_folder):
    many, file, ended = 3000, tmp_path / "people.csv", set()
    lines = [f"Person{number} Haddad,Acme{number % 50},p{number}@acme.example" for number in range(many)]
    file.write_text("\n".join(["Name,Company,E-mail", *lines]))
    for seed in range(max(3, CHOSEN.server_kills)):
        folder = tmp_path / f"data-{seed}"
        shutil.copytree(empty_folder, folder)
        killed_soon([str(FOLLOWUP), "import", str(file), "--data", str(folder)], seed)
        with open_app(folder, FixedClock(TODAY)).app_context():
            is_whole()
            ended.add(rows("SELECT count(*) FROM contacts")[0][0])
            db.engine.dispose()
    assert ended <= {0, many}


def test_a_merge_that_is_killed_made_one_of_two_or_nothing(tmp_path, empty_folder):
    """Two cards are merged, and brought back, again and again."""
    folder, ended = tmp_path / "data", set()
    shutil.copytree(empty_folder, folder)
    with open_app(folder, FixedClock(TODAY)).app_context():
        for name in ("Marta Nowak @ Northwind", "Marta Nowack @ Contoso"):
            contact = person(name)
            for day in range(1, 20):
                log(contact, day=TODAY - timedelta(day))
        db.engine.dispose()
    for seed in range(max(3, CHOSEN.server_kills)):
        killed_soon([sys.executable, "-m", "tests.torture.merging", str(folder)], seed)
        with open_app(folder, FixedClock(TODAY)).app_context():
            is_whole()
            ended.add(tuple(rows("SELECT contact_id, count(*) FROM touchpoints GROUP BY contact_id")))
            db.engine.dispose()
    assert ended <= {((1, 38),), ((1, 19), (2, 19))}


def test_a_restore_that_is_killed_put_all_back_or_nothing(tmp_path, empty_folder):
    """Then it is done again, and is whole."""
    other, ended = tmp_path / "other", set()
    shutil.copytree(empty_folder, other)
    with open_app(other, FixedClock(TODAY)).app_context():
        for number in range(40):
            log(person(f"Person{number} Haddad @ Acme"))
        db.engine.dispose()
    backup = storage.backup(storage.database_path(other), tmp_path / "backup.sqlite3")
    for seed in range(max(3, CHOSEN.server_kills)):
        folder = tmp_path / f"data-{seed}"
        shutil.copytree(empty_folder, folder)
        with open_app(folder, FixedClock(TODAY)).app_context():
            person("Dana Li @ Acme")
            db.engine.dispose()
        command = [str(FOLLOWUP), "restore", str(backup), "--data", str(folder)]
        killed_soon(command, seed, 0.1, 0.9)
        for again in (False, True):
            if again:
                subprocess.run(command, check=True, capture_output=True, env=environment({}), timeout=60)
            with open_app(folder, FixedClock(TODAY)).app_context():
                is_whole()
                people = rows("SELECT count(*) FROM contacts")[0][0]
                db.engine.dispose()
            assert people == 40 or not again
            ended.add(people)
    assert ended <= {1, 40}
