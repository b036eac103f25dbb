"""How long it goes on: a minute or so within `make test`, ten at most for `make torture`, which sets TORTURE=full."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """What a kind of torture counts with.

    kills: rounds of killing writers. server_kills: the same with the server. seconds: of clients at the same time.
    copies: torn copies for each journal mode. limits: sizes at which files stop growing, for each form. share: of the
    forms, one of so many is sent under each trouble (with 1, with htmx and without) and filled with payloads.
    requests: malformed ones. runs, steps: of the model. payloads: put into every field.
    files: for each reader.
    """

    kills: int
    server_kills: int
    seconds: float
    copies: int
    limits: int
    share: int
    requests: int
    runs: int
    steps: int
    payloads: int
    files: int


FAST = Profile(
    kills=10,
    server_kills=1,
    seconds=4,
    copies=10,
    limits=1,
    share=3,
    requests=500,
    runs=15,
    steps=40,
    payloads=12,
    files=300,
)
FULL = Profile(
    kills=200,
    server_kills=20,
    seconds=60,
    copies=200,
    limits=3,
    share=1,
    requests=10_000,
    runs=300,
    steps=40,
    payloads=200,
    files=5_000,
)
CHOSEN = FULL if os.environ.get("TORTURE") == "full" else FAST
