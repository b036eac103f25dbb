"""What a command works with: the data folder opened, the day, the days that the user types."""

from __future__ import annotations

import functools
import os
import shlex
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from followup.cli.options import data_option

if TYPE_CHECKING:
    from followup.clock import Clock
    from followup.config import Config
    from followup.domain.settings import Settings


class Desk:
    """An open data folder on the user's day."""

    def __init__(self, config: Config, clock: Clock) -> None:
        self.config = config
        self.clock = clock
        self.today = clock.today()

    @functools.cached_property
    def settings(self) -> Settings:
        """The settings of daily life."""
        from followup.queries import settings

        return settings.page().chosen

    def day(self, text: str | None) -> date:
        """The day that was typed, today where none was. Wrong usage for what is no date; raises Ambiguous."""
        from followup.domain.dates import read_date

        return self._read(text, read_date)

    def past_day(self, text: str | None) -> date:
        """The same for something that has happened: "12 May" is the most recent one."""
        from followup.cli.days import read_past

        return self._read(text, read_past)

    def _read(self, text: str | None, read: Callable[[str, date, int], date | None]) -> date:
        if text is None:
            return self.today
        day = read(text, self.today, self.settings.first_weekday)
        if day is None:
            raise click.UsageError(f'"{text[:60]}" is no date; write 2026-12-01 or 1 Dec.')
        return day

    def command(self, *words: str) -> str:
        """A command to copy: `followup undo 12`, for this data folder."""
        given = ("--data", str(self.config.data)) if self.config.sources["data"] == "flag" else ()
        return shlex.join(["followup", *words, *given])


def configuration(ctx: click.Context, data: str | None = None, **flags: Any) -> Config:
    """The settings in force. `--data` may stand before the command or after it, which counts more.

    Raises Invalid or Refused, as `config.load` does.
    """
    from followup.config import load
    from followup.domain.errors import Invalid

    given = data or ctx.find_root().params.get("data")
    try:
        return load(os.environ, {**flags, "data": given})
    except (ValueError, RuntimeError, OSError) as error:
        folder = given or os.environ.get("FOLLOWUP_DATA", "")
        raise Invalid(f"{folder} cannot be a data folder ({error}); write another one.") from error


def clock_of(ctx: click.Context) -> Clock | None:
    """The clock that a test gave, to see another day; None in daily life."""
    return (ctx.find_root().obj or {}).get("clock")


@contextmanager
def opened(ctx: click.Context, config: Config) -> Generator[Desk]:
    """Open the data folder inside an application context."""
    from followup import create_app

    app = create_app(config, clock=clock_of(ctx))
    with app.app_context():
        try:
            yield Desk(config, app.extensions["followup_clock"])
        finally:
            app.extensions["sqlalchemy"].engine.dispose()


def at_desk(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--data` and, as its first argument, the open Desk."""

    @data_option
    @click.pass_context
    @functools.wraps(function)
    def command(ctx: click.Context, data: str | None, **given: Any) -> None:
        with opened(ctx, configuration(ctx, data)) as desk:
            function(desk, **given)

    return command
