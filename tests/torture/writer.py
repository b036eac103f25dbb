"""A process that writes through the actions: forked again and again to be killed, or left to write beside a server.

`python -m tests.torture.writer fork FOLDER`: for each line "seed count" forks so many children that write until
they are killed.
`python -m tests.torture.writer beside FOLDER SECONDS`: adds people for so long, and tells how many.
"""

import os
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from flask import Flask

from followup.actions import snoozes, touchpoints
from followup.actions.touchpoints import Exchange
from followup.actions.undos import undo
from followup.clock import FixedClock
from followup.db import db
from followup.domain.values import Channel
from tests.conftest import open_app
from tests.factories import TODAY, add, log, record


def say(line: str) -> None:
    """One write, so that a line is there as a whole or not at all."""
    os.write(1, f"{line}\n".encode())


def write(random: Random, name: str) -> None:
    """One round of everything; each change is told when its commit has come back."""
    added = add(f"{name} Abernethy, CTO @ Acme{random.randint(1, 5)}, {name}@acme.example #tag{name}")
    say(f"{added.id}")
    contact = added.answer["contact"]
    say(f"{log(contact).id}")
    noted = log(contact, channel=random.choice(list(Channel)), text="word " * random.randint(1, 2000))
    say(f"{noted.id}")
    exchange = Exchange(TODAY, text="another word " * random.randint(1, 500))
    say(f"{touchpoints.edit(noted.answer['touchpoint'], 1, exchange, TODAY).id}")
    say(f"{undo(noted.id, TODAY).id}")
    say(f"{snoozes.snooze(contact, TODAY + timedelta(9), TODAY).id}")
    say(f"{record(company=f'Contoso{name}', title=f'Role {name}').id}")


def until_killed(app: Flask, name: str) -> None:
    """What a child does."""
    random = Random(name)
    with app.app_context():
        number = 0
        while True:
            number += 1
            write(random, f"{name}N{number}")


def fork(folder: str) -> None:
    """Fork children for each line; say their process ids first, and "gone" when all have ended."""
    app = open_app(Path(folder), FixedClock(TODAY))
    for line in sys.stdin:
        seed, count = map(int, line.split())
        # A connection must not be carried into a child.
        with app.app_context():
            db.engine.dispose()
        # Nobody writes before it is told who does: whatever is said first is taken for the ids of the children.
        told, telling = os.pipe()
        children = []
        for number in range(count):
            child = os.fork()
            if child == 0:
                os.close(telling)
                os.read(told, 1)
                until_killed(app, f"R{seed}W{number}")
            children.append(child)
        say(" ".join(map(str, children)))
        os.close(telling)
        os.close(told)
        for child in children:
            os.waitpid(child, 0)
        say("gone")


def beside(folder: str, seconds: str) -> None:
    """Add people and log, as the command line does beside a running server."""
    done = 0
    with open_app(Path(folder), FixedClock(TODAY)).app_context():
        say("ready")
        sys.stdin.readline()
        until = time.monotonic() + float(seconds)
        while time.monotonic() < until:
            log(add(f"Beside{done} Haddad @ Acme").answer["contact"])
            done += 1
    say(f"{done}")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        {"fork": fork, "beside": beside}[sys.argv[1]](*sys.argv[2:])
