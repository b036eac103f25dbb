"""People, exchanges, roles and dates on their way to other programs: plain values, nothing of the trash.

Days are texts such as "2026-11-23" where a program reads them as they are. The fields of each are in the order in
which a spreadsheet shows them.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Person(NamedTuple):
    """Somebody with everything that is known of them. standing and due_on: as their card has it."""

    id: int
    name: str
    called: str
    emails: list[str]
    phones: list[str]
    links: list[str]
    company: str
    title: str
    tags: list[str]
    cadence: int | None
    standing: str
    due_on: str | None
    how_met: str
    do_not_mention: str
    notes: str
    added_on: str


class Exchanged(NamedTuple):
    """A touchpoint, with whom it was and where they work now."""

    contact: str
    company: str | None
    day: str
    channel: str
    direction: str
    weight: str
    tone: str | None
    intent: str | None
    wants_answer: bool
    arrived: bool
    text: str
    promise: str
    promise_kept_on: str | None


class Role(NamedTuple):
    """An opportunity, with its newest decision and its doors."""

    company: str
    title: str
    stage: str
    decision: str
    decided_on: str | None
    reason: str
    feedback: str
    doors: list[str]
    winner_started_on: str | None
    look_again_on: str | None
    careers_url: str
    notes: str
    added_on: str


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which somebody comes up. is_light: something that asks for nothing is advised.

    purpose: what it is for, in a word. why: "" where it would tell others of a decision.
    """

    contact: int
    name: str
    day: date
    purpose: str
    is_light: bool
    why: str
