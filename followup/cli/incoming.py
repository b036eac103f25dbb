"""`followup import`: people from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.options import Place
from followup.cli.output import complain, done, one_line, person_name, say

if TYPE_CHECKING:
    from followup.domain.incoming import Found
    from followup.domain.matching import Match

_KINDS = ("linkedin", "google", "csv", "vcard", "json")
MOST_BYTES = 10 * 1024 * 1024
_LISTED = 20


@click.command("import")
@click.argument("file", type=Place())
@click.option("--as", "kind", type=click.Choice(_KINDS), help="What it is; else it is looked at.")
@click.option("--dry-run", is_flag=True, help="Only say what it would bring.")
@at_desk
def import_(desk: Desk, file: str, kind: str | None, dry_run: bool) -> None:
    """Bring in the people of FILE; who is here already is left as they are.

    They stand in the address book, without a date. A table whose columns say nothing known is brought in on the
    Import page, where one names them.

    \b
    Example: $ followup import Connections.csv --dry-run
    """
    from followup import exchange
    from followup.domain.errors import Invalid

    data = _bytes(file)
    kind = kind or exchange.guess(Path(file).name, data)
    if kind is None:
        raise Invalid("This is no file of people that Followup can read; say what it is with --as.")
    if kind == "json":
        _bring_document(desk, data, dry_run)
    else:
        _bring_people(desk, data, kind, dry_run)


def _bytes(file: str) -> bytes:
    from followup.domain.errors import Invalid

    try:
        with Path(file).open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Invalid(f"{file} cannot be read ({reason}); give another one.") from error
    if len(data) > MOST_BYTES:
        raise Invalid("This file is too large; ten megabytes are the most. Split it.")
    if not data:
        raise Invalid("This file is empty; choose another one.")
    return data


def _bring_people(desk: Desk, data: bytes, kind: str, dry_run: bool) -> None:
    from followup.actions import imports as actions
    from followup.domain.errors import Invalid
    from followup.domain.matching import Choices, Likeness
    from followup.exchange import reading

    found = reading.read(kind, data, _mapping(data) if kind == "csv" else None)
    matches = _compared(found)
    new = sum(match.kind in (Likeness.NEW, Likeness.NEAR) for match in matches)
    for one in found.wrong[:_LISTED]:
        complain(one_line(f"Line {one.line}: {one.why}{f' ({one.what})' if one.what else ''}"))
    if len(found.wrong) > _LISTED:
        complain(f"And {len(found.wrong) - _LISTED} more lines.")
    if dry_run or not new:
        _say_near(found, matches)
        say(_foreseen(new, len(matches) - new))
        if not found.people and found.wrong:
            raise Invalid("Nobody in this file could be taken; look at the lines above.")
        return
    draft = actions.bring_people(found.people, matches, Choices(), desk.today)
    done(desk, draft.summary, draft.id)


def _mapping(data: bytes) -> dict[str, str]:
    from followup.domain.errors import Invalid
    from followup.exchange import csv
    from followup.queries import imports

    headers, _ = csv.columns(data)
    mapping = imports.remembered(headers) or csv.guess_mapping(headers)
    if not {"name", "first_name", "last_name"} & set(mapping.values()):
        raise Invalid(
            "No column is called Name; bring this file in on the Import page, and say what they hold."
        )
    return mapping


def _compared(found: Found) -> list[Match]:
    """How each is here; with a progress bar where somebody watches and it takes a while."""
    from rich.console import Console
    from rich.progress import Progress

    from followup.domain import matching
    from followup.queries import imports

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Comparing with who is here", total=len(found.people))
        return matching.match(
            found.people, imports.everybody(), lambda done: bar.update(task, completed=done)
        )


def _say_near(found: Found, matches: list[Match]) -> None:
    from followup.domain.matching import Likeness

    near = [
        person for person, match in zip(found.people, matches, strict=True) if match.kind is Likeness.NEAR
    ]
    for person in near[:_LISTED]:
        say(f"May be here already: {one_line(person_name(person.name, person.company))}")


def _foreseen(new: int, known: int) -> str:
    if not new:
        return "Everybody in this file is here already; nothing was changed." if known else "Nobody is in it."
    return f"{new} would be added, {known} {'is' if known == 1 else 'are'} here already. Nothing was changed."


def _bring_document(desk: Desk, data: bytes, dry_run: bool) -> None:
    from followup.actions import documents, recomputations
    from followup.exchange import reading
    from followup.queries import documents as compared
    from followup.queries import exports

    document = reading.read_document(data, exports.tables(with_writing=True))
    counts = compared.compare(document)
    new = sum(count.new for count in counts.values())
    if dry_run or not new:
        for table, count in counts.items():
            say(f"{table.replace('_', ' ')}: {count.new} new, {count.known} here already")
        say(
            "Nothing was changed." if new else "Everything in this file is here already; nothing was changed."
        )
        return
    draft = documents.put(document, desk.today)
    if draft.recomputes:
        recomputations.run()
    done(desk, draft.summary, draft.id)
