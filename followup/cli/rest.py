"""What moves or stops somebody's dates: snooze, close, reopen, hold, cool."""

from __future__ import annotations

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.options import Words, who_argument, word_option
from followup.cli.output import done, say, say_next
from followup.domain.fields import NAME_LIMIT
from followup.domain.values import Closing


@click.command()
@who_argument
@click.argument("date", type=Words())
@click.option("--pin", is_flag=True, help="Write then whatever the rules say: there is a real occasion.")
@at_desk
def snooze(desk: Desk, who: str, date: str, pin: bool) -> None:
    """Let somebody come back on DATE.

    Sooner or later than the rules would say.

    DATE is a day, or one of tomorrow, next-week, in-a-month, skip (this round) and write-this-week.

    \b
    Example: $ followup snooze "Dana Li" "11 Jan"
    """
    from followup.actions import snoozes
    from followup.domain.snoozes import Wish
    from followup.queries import contacts

    word = "_".join(date.casefold().replace("-", " ").replace("_", " ").split())
    until = Wish(word) if word in list(Wish) else desk.day(date)
    draft = snoozes.snooze(contacts.who(who), until, desk.today, pin)
    say_next(desk, draft.answer["contact"], draft.summary, draft.id)


@click.command()
@who_argument
@word_option("--because", Closing, "Why.", default="rather_not", show_default=True)
@at_desk
def close(desk: Desk, who: str, because: Closing) -> None:
    """Never bring somebody up again; only you can reopen.

    \b
    Example: $ followup close "Dana Li" --because rather_not
    """
    from followup.actions import standing
    from followup.queries import contacts

    draft = standing.close(contacts.who(who), because, desk.today)
    done(desk, draft.summary, draft.id)


@click.command()
@who_argument
@at_desk
def reopen(desk: Desk, who: str) -> None:
    """Take back that somebody is closed.

    \b
    Example: $ followup reopen "Dana Li"
    """
    from followup.actions import standing
    from followup.queries import contacts

    draft = standing.reopen(contacts.who(who), desk.today)
    say_next(desk, draft.answer["contact"], draft.summary, draft.id)


@click.command()
@who_argument
@click.option("--end", "ended", is_flag=True, help="It has passed.")
@at_desk
def cool(desk: Desk, who: str, ended: bool) -> None:
    """Note that you felt some distance.

    Nothing for a while then, and something light after it.

    \b
    Example: $ followup cool "Dana Li"
    """
    from followup.actions import standing
    from followup.queries import contacts

    draft = standing.cool(contacts.who(who), desk.today, ended)
    say_next(desk, draft.answer["contact"], draft.summary, draft.id)


@click.command()
@click.argument("company", type=Words(NAME_LIMIT))
@click.argument("date", type=Words(), required=False)
@click.option("--lift", is_flag=True, help="End the quiet today.")
@at_desk
def hold(desk: Desk, company: str, date: str | None, lift: bool) -> None:
    """Let a COMPANY, or everything, rest until DATE. Who writes to you still shows up.

    \b
    Example: $ followup hold Acme 2027-01-11
    Example: $ followup hold everything "in 3 weeks"
    """
    from followup.actions import holds

    if lift == (date is not None):
        raise click.UsageError("Give the day on which the quiet ends, or --lift to end it today.")
    if lift:
        _lift(desk, company)
    else:
        draft = holds.hold_named(company, desk.day(date), desk.today)
        done(desk, draft.summary, draft.id)


def _lift(desk: Desk, company: str) -> None:
    """End every hold in force on the company, the one of each kind."""
    from followup.actions import holds
    from followup.domain.errors import NotFound
    from followup.domain.folding import fold
    from followup.queries import week

    wanted = fold(company)
    found = {
        hold.kind: hold
        for hold in week.week(desk.today, desk.today).holds
        if fold("everything" if hold.company is None else hold.company) == wanted
    }
    if not found:
        raise NotFound(f'"{company[:60]}" does not rest just now, so there is nothing to lift.')
    for hold in found.values():
        draft = holds.lift(hold.id, desk.today)
        done(desk, draft.summary, draft.id)
    say("`followup due` shows the week.")
