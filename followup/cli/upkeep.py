"""Keeping the data: backup, restore, doctor; the settings in force; a made-up database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.desk import clock_of, configuration, opened
from followup.cli.options import Place, data_option, json_option
from followup.cli.output import complain, emit, say, table
from followup.domain.wording import counted

if TYPE_CHECKING:
    from followup.config import Config

DEMO_FOLDER = "instance-demo"
BIGGEST_SEED = 2**63 - 1
MOST_PEOPLE = 100_000


@click.command()
@click.argument("file", type=Place(), required=False)
@click.option("--with-writing", is_flag=True, help="Private writing, too; else it is left out.")
@data_option
@click.pass_context
def backup(ctx: click.Context, file: str | None, with_writing: bool, data: str | None) -> None:
    """Write one backup FILE.

    Also while the server runs. Without FILE it goes into the data folder's `backups`. Private writing is left out.

    \b
    Example: $ followup backup my-followup.sqlite3
    """
    from followup import storage

    config = configuration(ctx, data)
    name = f"by-hand-{_now(ctx, config):%Y-%m-%dT%H%M%S}.sqlite3"
    with storage.plainly(Path(file or name)):
        target = Path(file).absolute() if file else config.data / storage.BACKUPS_NAME / name
        target = target / name if target.is_dir() else target
        storage.backup(storage.database_path(config.data), target, with_writing)
    say(f"Saved: {target}")


@click.command()
@click.argument("file", type=Place())
@data_option
@click.pass_context
def restore(ctx: click.Context, file: str, data: str | None) -> None:
    """Put the backup FILE in place.

    What is there now is put into `backups` first. The server may keep running. Private writing stays as it is.

    \b
    Example: $ followup restore my-followup.sqlite3
    """
    from followup import storage

    config = configuration(ctx, data)
    with storage.plainly(Path(file)):
        source = Path(file).absolute()
        kept = storage.restore_backup(config.data, source, _now(ctx, config))
    say(f"Restored {source} into {config.data}.")
    if kept:
        say(f"What was there before is kept: {kept}")


def _now(ctx: click.Context, config: Config) -> datetime:
    from followup.clock import Clock

    return (clock_of(ctx) or Clock(config.tz)).now()


@click.command()
@click.option(
    "--fix", is_flag=True, help="Compute anew what can be; settings that cannot be go back to their presets."
)
@data_option
@click.pass_context
def doctor(ctx: click.Context, fix: bool, data: str | None) -> None:
    """Check everything and say what to do.

    \b
    Example: $ followup doctor
    """
    from followup import storage
    from followup.domain.errors import FollowupError

    config = configuration(ctx, data)
    database = storage.database_path(config.data)
    # Opening a database that is damaged or incomplete would fail before the doctor could look at it.
    if problem := storage.quick_check(database):
        raise FollowupError(problem)
    problems, remarks = storage.lacking(database), []
    if not problems:
        with opened(ctx, config) as desk:
            if fix:
                for sentence in storage.mend():
                    say(sentence)
            problems, remarks = storage.doctor(desk.today), storage.remarks(desk.today)
    for sentence in [*problems, *remarks]:
        say(sentence)
    if problems:
        raise FollowupError(
            f"{counted(len(problems), 'thing').capitalize()} to mend; what to do stands above."
        )
    say("Everything is in order.")


@click.command()
@json_option
@data_option
@click.pass_context
def config(ctx: click.Context, as_json: bool, data: str | None) -> None:
    """Show the settings in force, and where each came from.

    \b
    Example: $ followup config --json
    """
    found = configuration(ctx, data)
    settings = [*found.shown(), *_stored(ctx, found)]
    if as_json:
        rows = [{"name": name, "value": value, "from": source} for name, value, source in settings]
        emit({"settings": rows, "unknown": list(found.unknown)})
        return
    table(((name, value or "not set", source) for name, value, source in settings), ("bold", "", "dim"))
    for name in found.unknown:
        complain(f"There is no setting {name}; it does nothing.")


def _stored(ctx: click.Context, found: Config) -> list[tuple[str, str, str]]:
    """The settings of daily life, as (name, value, source); nothing is made where there is no database yet."""
    from dataclasses import asdict

    from followup import storage
    from followup.domain.settings import Settings
    from followup.queries import settings

    if not storage.database_path(found.data).is_file():
        return [(name, str(value), "default") for name, value in asdict(Settings()).items()]
    with opened(ctx, found) as desk:
        chosen, zone = asdict(desk.settings), settings.time_zone()
        in_force = desk.clock.zone().key
        came_from = "environment" if desk.clock.locked else "database" if zone == in_force else "system"
    presets = asdict(Settings())
    rows = [
        (name, str(value), "default" if value == presets[name] else "database")
        for name, value in chosen.items()
    ]
    return [*rows, (settings.TIME_ZONE, in_force, came_from)]


@click.command()
@click.option(
    "--size", type=click.IntRange(1, MOST_PEOPLE), default=40, show_default=True, help="How many people."
)
@click.option(
    "--seed",
    type=click.IntRange(0, BIGGEST_SEED),
    default=1,
    show_default=True,
    help="Another number, other people.",
)
@data_option
@click.pass_context
def demo(ctx: click.Context, size: int, seed: int, data: str | None) -> None:
    """Make up a database to look around in.

    Into --data or FOLLOWUP_DATA where that has no contacts; else into ./instance-demo.

    \b
    Example: $ followup demo --size 200 --seed 7
    """
    from followup import demo as made_up
    from followup.domain.errors import Refused
    from followup.queries import week

    chosen = configuration(ctx, data)
    if chosen.sources["data"] == "default":
        chosen = configuration(ctx, str(Path.cwd() / DEMO_FOLDER))
    with opened(ctx, chosen) as desk:
        if not week.week(desk.today, desk.today).is_empty:
            raise Refused(
                f"{chosen.data} holds contacts already, and nothing was changed; "
                "remove the folder, or choose an empty one with --data."
            )
        say(f"Made up {made_up.fill(desk.today, size, seed)} people in {chosen.data}.")
    say(f"To look at them: {desk.command('serve')}")
