"""A copy of the files at any moment, as a snapshot of the disk or a power cut leaves them, is whole."""

import os
import shutil
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from followup import create_app
from followup.clock import FixedClock
from followup.config import load
from followup.db import DATABASE, db
from tests.browser.server import serving
from tests.factories import TODAY
from tests.torture.clients import Client, Gone
from tests.torture.profile import CHOSEN
from tests.torture.whole import is_whole

WRITERS = 4
#: Copies of one database: the doctor looks at all of it each time.
ROUNDS = 50


class Writers:
    """Clients that write until `stop`; what was answered, by the ids of the changes."""

    def __init__(self, url: str) -> None:
        self.answered: set[int] = set()
        self.troubles: list[BaseException] = []
        self.stop = threading.Event()
        self.threads = [
            threading.Thread(target=self.write, args=(Client(url), number)) for number in range(WRITERS)
        ]
        for thread in self.threads:
            thread.start()

    def write(self, client: Client, number: int) -> None:
        """An outcome with two people is the one with the most rows: all of them, or none."""
        try:
            with client:
                for turn in range(10**6):
                    if self.stop.is_set():
                        return
                    name = f"W{number}N{turn}"
                    sent = {
                        "company": f"Company {name}",
                        "title": "Lead",
                        "told": "letter",
                        "people-0-name": f"{name} Haddad",
                        "people-1-name": f"{name} Osei",
                    }
                    self.answered.add(client.must("/opportunities/new", sent))
                    self.answered.add(client.must("/add", {"line": f"{name} Berg, CTO @ Acme, #tag"}))
                    self.answered.add(client.must("/contacts/1/touchpoints", {"text": "word " * 3000}))
        except Gone:
            if not self.stop.is_set():
                raise
        except BaseException as error:
            self.troubles.append(error)

    def end(self) -> None:
        """Let them finish."""
        self.stop.set()
        for thread in self.threads:
            thread.join()


def copy(source: Path, target: Path) -> bool:
    """Copy the database and its journal as they lie there; whether there was a journal."""
    for left in target.glob(f"{DATABASE}*"):
        left.unlink()
    journals = 0
    for suffix in ("", "-journal", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(source / f"{DATABASE}{suffix}", target / f"{DATABASE}{suffix}")
            (target / f"{DATABASE}{suffix}").chmod(0o600)
            journals += suffix != ""
    return bool(journals)


def open_copies(folder: Path, mode: str):
    return create_app(
        load({"FOLLOWUP_DATA": str(folder), "FOLLOWUP_JOURNAL_MODE": mode}), clock=FixedClock(TODAY)
    )


def stopped(tmp_path: Path, mode: str, seeds: range) -> int:
    """Copies of one database under four writers, each looked at; returns how many had a journal with them."""
    source, target, journals = tmp_path / f"data-{seeds.start}", tmp_path / f"copy-{seeds.start}", 0
    app = open_copies(target, mode)
    with serving(source, JOURNAL_MODE=mode) as server, app.app_context():
        with Client(server.url) as first:
            first.must("/add", {"line": "Ruth"})
        writers = Writers(server.url)
        try:
            for seed in seeds:
                time.sleep(Random(seed).random() * 0.05)
                acknowledged = set(writers.answered)
                server.process.send_signal(signal.SIGSTOP)
                # Its threads stand still only when the kernel says so.
                os.waitpid(server.process.pid, os.WUNTRACED)
                try:
                    db.engine.dispose()
                    journals += copy(source, target)
                finally:
                    server.process.send_signal(signal.SIGCONT)
                is_whole(acknowledged)
                assert not writers.troubles
        finally:
            writers.end()
            db.engine.dispose()
    assert len(writers.answered) > len(seeds) // 5
    return journals


@pytest.mark.parametrize("mode", ["delete", "wal!"])
def test_a_copy_at_any_moment_is_whole(tmp_path, mode):
    journals = 0
    for first in range(0, CHOSEN.copies, ROUNDS):
        journals += stopped(tmp_path, mode, range(first, min(first + ROUNDS, CHOSEN.copies)))
    # The interesting ones: caught in the middle of something.
    assert journals > 0
