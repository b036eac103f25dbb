"""`followup log`: what was exchanged with somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.options import Words, on_option, who_argument, word_option
from followup.cli.output import done, next_date, say
from followup.domain.fields import TEXT_LIMIT
from followup.domain.values import Channel, Closing, Direction, Tone, Weight, default_direction
from followup.domain.wording import day_name, on_day

if TYPE_CHECKING:
    from followup.actions.touchpoints import Exchange


@click.command()
@who_argument
@word_option("--channel", Channel, "How it travelled.", default="email", show_default=True)
@word_option("--direction", Direction, "Who reached whom; else as usual for the channel.")
@word_option("--weight", Weight, "Ambient asks nothing, as a comment or a card does.")
@click.option("--did-not-arrive", is_flag=True, help="What you sent came back.")
@word_option("--tone", Tone, 'How they sounded; declined is a "please don\'t".')
@click.option("--wants-no-answer", is_flag=True, help="They wrote, and it needs no answer.")
@on_option("The day, if it was not today.")
@click.option("--note", metavar="TEXT", type=Words(TEXT_LIMIT), default="", help="What it was about.")
@at_desk
def log(
    desk: Desk,
    who: str,
    channel: Channel,
    direction: Direction | None,
    weight: Weight | None,
    did_not_arrive: bool,
    tone: Tone | None,
    wants_no_answer: bool,
    on: str | None,
    note: str,
) -> None:
    """Log what you exchanged with somebody.

    \b
    Example: $ followup log "Dana Li" --channel phone --direction together
    """
    from followup.actions.touchpoints import Exchange
    from followup.queries import contacts

    reached = _direction(channel, direction, tone)
    if did_not_arrive and reached is not Direction.OUT:
        raise click.UsageError("--did-not-arrive is for what you sent; leave it out.")
    exchange = Exchange(
        day=desk.past_day(on),
        channel=channel,
        direction=reached,
        weight=weight,
        tone=tone,
        wants_answer=False if wants_no_answer else None,
        arrived=not did_not_arrive,
        text=note,
    )
    _log(desk, contacts.who(who), exchange)


def _direction(channel: Channel, direction: Direction | None, tone: Tone | None) -> Direction:
    """Who reached whom; asked where the channel does not tell."""
    if direction is None and channel is Channel.PHONE:
        raise click.UsageError(
            "Who spoke? Add --direction out (you left a message), in (they left one) or together (you talked)."
        )
    reached = direction or default_direction(channel)
    if tone and reached is Direction.OUT:
        raise click.UsageError("--tone is how they sounded; for what they wrote add --direction in.")
    return reached


def _log(desk: Desk, contact: int, exchange: Exchange) -> None:
    from followup.actions import touchpoints
    from followup.queries import contacts

    draft = touchpoints.log(contact, exchange, desk.today)
    planned = contacts.planned(contact, desk.today)
    if exchange.tone is Tone.DECLINED:
        say(draft.summary)
        _offer_quiet(desk, planned.person.history.company)
    else:
        said = f"{draft.summary.rstrip('.')}, {on_day(exchange.day, desk.today)}."
        say(f"{said} {next_date(planned, desk.today)}\n{planned.why}")
        if planned.closed and exchange.direction is not Direction.OUT:
            _offer_to_reopen(desk, contact, planned.closed[1])
    done(desk, "", draft.id)


def _offer_quiet(desk: Desk, company: str) -> None:
    """After a "please don't": the same for the others of the company."""
    if company:
        from followup.domain.constants import QUIET_AFTER_DECLINED

        until = desk.today + timedelta(QUIET_AFTER_DECLINED)
        command = desk.command("hold", company, until.isoformat())
        say(f"The others there can rest until {day_name(until, desk.today)}, too: {command}")


def _offer_to_reopen(desk: Desk, contact: int, because: Closing) -> None:
    if because is not Closing.DIED:
        say(f"This contact is closed. To bring them back: {desk.command('reopen', str(contact))}")
