"""The command line. Each command imports what it needs when it runs, so that `followup --help` is quick."""

from __future__ import annotations

from typing import Any, NoReturn

import click

from followup import __version__
from followup.cli import export, incoming, log, people, rest, review, start, turned_down, upkeep
from followup.cli.options import data_option
from followup.cli.output import complain, one_line, prepare_streams
from followup.domain.errors import FollowupError

INTERRUPTED = 130


class Commands(click.Group):
    """The commands in the order of a first week; every failure is one line on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a person can mend becomes a line, Ctrl+C an ending without words."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except FollowupError as error:
            raise click.ClickException(str(error)) from error
        except Exception as error:
            # SQLAlchemy keeps the error of SQLite in `orig`: a damaged file, a disk that is gone.
            cause = getattr(error, "orig", None) or (isinstance(error, (ValueError, LookupError)) and error)
            if not cause:
                raise
            message = f"The database could not be used ({cause}); `followup doctor` looks at everything."
            raise click.ClickException(message) from error

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line and end the process: 0 done, 1 could not, 2 wrong usage."""
        if not standalone_mode:
            return super().main(*args, standalone_mode=False, **extra)
        prepare_streams()
        try:
            status = super().main(*args, standalone_mode=False, **extra)
        except click.Abort:
            status = INTERRUPTED
        except click.ClickException as error:
            _fail(error)
        raise SystemExit(status if isinstance(status, int) else 0)


def _fail(error: click.ClickException) -> NoReturn:
    message = one_line(error.format_message())
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "followup"
        message = f"{message} `{path} --help` shows how."
    complain(f"Error: {message}")
    raise SystemExit(error.exit_code)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="followup", message="%(prog)s %(version)s")
@data_option
@click.pass_context
def main(ctx: click.Context, data: str | None) -> None:
    """Stay in touch, tactfully, with the people who turned you down.

    Without a command it serves the pages, as `followup serve` does.

    \b
    Example: $ followup turned-down "Staff Engineer @ Northwind" --met "Marta Weiss:hiring_manager"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(start.serve, data=data)


for command in (
    start.serve,
    people.add,
    review.due,
    review.plan,
    log.log,
    rest.snooze,
    rest.close,
    rest.reopen,
    rest.hold,
    rest.cool,
    turned_down.turned_down,
    people.undo,
    incoming.import_,
    export.export,
    upkeep.backup,
    upkeep.restore,
    upkeep.doctor,
    upkeep.config,
    upkeep.demo,
):
    main.add_command(command)
