"""`followup export`: everything, or people, exchanges and dates for other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.options import Place
from followup.cli.output import say

if TYPE_CHECKING:
    from followup.exchange.files import Kind, What

_KINDS = ("json", "csv", "vcard", "ics")
_WHATS = ("contacts", "touchpoints", "opportunities")
STDOUT = "-"


@click.command()
@click.option(
    "--as", "kind", type=click.Choice(_KINDS), default="json", show_default=True, help="The format."
)
@click.option("--what", type=click.Choice(_WHATS), help="What a CSV is of; else contacts.")
@click.option("--vcard", type=click.IntRange(3, 4), help="The version of vCard; else 4.")
@click.option("--with-writing", is_flag=True, help="Private writing, too (JSON); else it is left out.")
@click.option(
    "-o", "--output", metavar="FILE", type=Place(), help="A file or a folder; else standard output."
)
@at_desk
def export(
    desk: Desk, kind: str, what: str | None, vcard: int | None, with_writing: bool, output: str | None
) -> None:
    """Write everything as JSON, or a part of it for another program.

    CSV for spreadsheets, vCard for address books, ics for calendars. Only JSON holds everything, and `followup
    import` takes it back. A FILE that is there already is replaced only where it is an export.

    \b
    Example: $ followup export --as csv --what touchpoints -o touchpoints.csv
    """
    from followup import storage
    from followup.exchange.files import MARKS, Kind, What, name

    for option, is_given, fits in (
        ("--what", what, "csv"),
        ("--vcard", vcard, "vcard"),
        ("--with-writing", with_writing, "json"),
    ):
        if is_given and kind != fits:
            raise click.UsageError(f"{option} goes with --as {fits}.")
    chosen, of = Kind(kind), What(what or What.CONTACTS) if kind == Kind.CSV else None
    pieces = _pieces(desk, chosen, of, vcard or 4, with_writing)
    if output in (None, STDOUT):
        _print(pieces)
        return
    with storage.plainly(Path(output)):
        target = Path(output).absolute()
        target = target / name(chosen, desk.today, of) if target.is_dir() else target
        storage.save(target, pieces, MARKS)
    say(f"Saved: {target}")


def _pieces(desk: Desk, kind: Kind, what: What | None, version: int, with_writing: bool) -> Iterable[bytes]:
    """The file, piece by piece."""
    from followup.exchange import calendar, cards, json, sheets
    from followup.exchange.files import Kind, What
    from followup.queries import exports

    if kind is Kind.ICS:
        return [calendar.write(calendar.due(exports.due(desk.today)), desk.clock.now())]
    if kind is Kind.VCARD:
        text = cards.people(exports.contacts(desk.today), version)
    elif what is What.CONTACTS:
        text = sheets.people(exports.contacts(desk.today))
    elif what is What.TOUCHPOINTS:
        text = sheets.touchpoints(exports.touchpoints())
    elif what is What.OPPORTUNITIES:
        text = sheets.opportunities(exports.opportunities())
    else:
        text = json.write(exports.tables(with_writing), exports.everything(with_writing))
    return (piece.encode("utf-8") for piece in text)


def _print(pieces: Iterable[bytes]) -> None:
    """Write to standard output as it is, whatever its encoding; a reader that has had enough ends it quietly."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Else Python would try once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
