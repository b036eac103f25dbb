"""`followup add` and `followup undo`."""

from __future__ import annotations

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.options import Words
from followup.cli.output import done, say_next
from followup.domain.fields import NAME_LIMIT, TEXT_LIMIT

BIGGEST_ID = 2**63 - 1


@click.command()
@click.argument("line", type=Words(TEXT_LIMIT))
@click.option(
    "--to", "who", metavar="WHO", type=Words(NAME_LIMIT), help="Add what the line says to this one."
)
@click.option("--new", "another", is_flag=True, help="It is somebody else of the same name or address.")
@at_desk
def add(desk: Desk, line: str, who: str | None, another: bool) -> None:
    """Add somebody from one LINE of text; a name is enough.

    \b
    Example: $ followup add "Dana Li, VP Eng @ Acme, final round, in 3 weeks"
    """
    from followup.actions.contacts import AlreadyHere, quick_add
    from followup.domain import quickadd
    from followup.domain.errors import Invalid
    from followup.queries import contacts

    if who is not None and another:
        raise click.UsageError("--to and --new exclude each other; give one of them.")
    into = None if who is None else contacts.who(who)
    quick = quickadd.parse(line, desk.today, desk.settings.first_weekday)
    try:
        draft = quick_add(quick, desk.today, into, another)
    except AlreadyHere as error:
        number = error.candidates[0][0] if len(error.candidates) == 1 else "NUMBER"
        advice = f"--to {number} adds the line to them, --new makes another contact."
        raise Invalid(f"{error} {advice}") from error
    say_next(desk, draft.answer["contact"], draft.summary, draft.id)


@click.command()
@click.argument("change", metavar="ID", type=click.IntRange(1, BIGGEST_ID))
@at_desk
def undo(desk: Desk, change: int) -> None:
    """Take back what a command did.

    Every command tells its ID. Undoing the undo does it again.

    \b
    Example: $ followup undo 12
    """
    from followup.actions import recomputations, undos

    draft = undos.undo(change, desk.today)
    if draft.recomputes:
        recomputations.run()
    done(desk, draft.summary, draft.id)
