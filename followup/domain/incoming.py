"""People who come from elsewhere: what a reader found in a file, before anything of it is kept."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Incoming:
    """Somebody in a file. line: where they stand in it, from 1, the header counted; of a card its first line.

    Every text is cleaned and within the limits of `domain.fields`, every link leads to a web page. notes: of several
    lines. connected_on: the day on which they became a contact there; None where the file has none.
    """

    line: int
    name: str
    called: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    how_met: str = ""
    notes: str = ""
    connected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that cannot be taken, or something in it that was left out. why: a sentence; what: as it stands there."""

    line: int
    why: str
    what: str = ""


@dataclass(slots=True)
class Found:
    """What a file holds: people in its order, and what is wrong with others (or with a part of somebody)."""

    people: list[Incoming] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


class ImportState(StrEnum):
    """How far a chosen file is: its columns are to be named, it is being read, it is shown, it was brought in."""

    MAPPING = "mapping"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    DONE = "done"
