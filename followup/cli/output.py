"""What the commands say: lines and tables for people, JSON for programs, in any encoding."""

from __future__ import annotations

import codecs
import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from followup.cli.desk import Desk
    from followup.queries.contacts import Planned

LONGEST_ERROR = 600
#: Where there is no terminal to fit into, a row of a table is one line.
ENDLESS = 10_000


def prepare_streams() -> None:
    """Let a terminal that knows few letters get the nearest ones instead of an error."""
    codecs.register_error("followup", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="followup")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(letter) for letter in error.object[error.start : error.end]), error.end


def _plain(letter: str) -> str:
    """The letter in ASCII: without its accents, spelled out, or a question mark."""
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return plain or ("" if unicodedata.combining(letter) else "?")


def one_line(text: str) -> str:
    """A message as one line without control characters, however long what it quotes is."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    # What is too long is something quoted in the middle; what to do comes last.
    half = LONGEST_ERROR // 2
    return line if len(line) <= LONGEST_ERROR else f"{line[:half]}…{line[-half:]}"


def say(text: str = "") -> None:
    """Print a line. The stream is named because click would write UTF-8 to one that is ASCII."""
    click.echo(text, file=sys.stdout)


def complain(text: str) -> None:
    """Print a line on standard error."""
    click.echo(text, file=sys.stderr)


def emit(data: Any) -> None:
    """Print JSON; letters that the output cannot hold are escaped, so that nothing is lost."""
    is_unicode = (sys.stdout.encoding or "").casefold().startswith("utf")
    say(json.dumps(data, ensure_ascii=not is_unicode, indent=2))


def table(rows: Iterable[Sequence[str]], styles: Sequence[str]) -> None:
    """Print rows in columns, fitted to the terminal; elsewhere each row is one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else ENDLESS)
    grid = Table.grid(padding=(0, 2, 0, 0))
    for style in styles:
        grid.add_column(style=style)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    with console.capture() as captured:
        console.print(grid)
    for line in captured.get().splitlines():
        say(line.rstrip())


def iso(day: date | None) -> str | None:
    """A day as JSON has it; None stays None."""
    return day.isoformat() if day else None


def person_name(name: str, company: str) -> str:
    """Who it is, with where they work."""
    return f"{name}, {company}" if company else name


def done(desk: Desk, summary: str, change: int) -> None:
    """Say what was done and how to take it back."""
    say(summary)
    say(f"To undo: {desk.command('undo', str(change))}")


def coming(day: date, today: date) -> str:
    """A day to come in a sentence: "today", "tomorrow", "around 23 December"."""
    from followup.domain.wording import day_name

    ahead = (day - today).days
    return ("today", "tomorrow")[ahead] if ahead in (0, 1) else f"around {day_name(day, today)}"


def next_date(planned: Planned, today: date) -> str:
    """When somebody comes up next, in a few words."""
    from followup.domain.wording import day_name

    day = planned.moved_to or planned.plan.due_on
    if day is None:
        return "No next date."
    if day < today:
        return f"Waiting a little, since {day_name(day, today)}."
    return f"Next {coming(day, today)}."


def say_next(desk: Desk, contact: int, summary: str, change: int) -> None:
    """Say what was done, when the contact comes up next with its why, and how to take it back."""
    from followup.domain.wording import day_name
    from followup.queries import contacts

    planned = contacts.planned(contact, desk.today)
    day = planned.moved_to or planned.plan.due_on
    is_said = day is not None and day_name(day, desk.today) in summary
    say(summary if is_said else f"{summary} {next_date(planned, desk.today)}")
    done(desk, planned.why, change)
