"""A process that writes through the actions: forked again and again to be killed, or left to write beside a server.

`python -m tests.writer fork`: reads lines "folder seed"; for each forks a child that writes until it is killed.
`python -m tests.writer beside FOLDER SECONDS`: adds people for so long, and tells how many.
"""

import os
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from followup.actions import snoozes, touchpoints
from followup.actions.touchpoints import Exchange
from followup.actions.undos import undo
from followup.clock import FixedClock
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


def until_killed(folder: str, seed: str) -> None:
    """What the child does."""
    random = Random(seed)
    with open_app(Path(folder), FixedClock(TODAY)).app_context():
        number = 0
        while True:
            number += 1
            write(random, f"R{seed}N{number}")


def fork() -> None:
    """Fork a child for each line; say its process id first, and "gone" when it has ended."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            until_killed(*line.split())
        say(f"child {child}")
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
