"""A command line with a data folder and a day of its own."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from followup.cli import main
from followup.clock import FixedClock

#: The day of the product's worked example: a Sunday.
TODAY = "2026-11-22"


class Cli:
    """Runs commands in this process, on `day` unless another is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = TODAY

    def run(self, *words: str, day: str | None = None, **env: str) -> Result:
        """What a command printed and how it ended; what is no ending of a command is raised."""
        clean = {name: None for name in os.environ if name.startswith("FOLLOWUP_")}
        runner = CliRunner(env={**clean, "FOLLOWUP_DATA": str(self.folder), **env})
        clock = FixedClock(date.fromisoformat(day or self.day))
        result = runner.invoke(main, words, obj={"clock": clock}, prog_name="followup")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def ok(self, *words: str, day: str | None = None, **env: str) -> str:
        """The output of a command that has to succeed."""
        result = self.run(*words, day=day, **env)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout

    def fails(self, *words: str, day: str | None = None, **env: str) -> tuple[int, str]:
        """The exit status and the one line of a command that has to fail, and has to print nothing else."""
        result = self.run(*words, day=day, **env)
        assert result.exit_code in (1, 2), result.output
        assert result.stdout == ""
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        return result.exit_code, result.stderr.removeprefix("Error: ").rstrip("\n")

    def json(self, *words: str, day: str | None = None) -> Any:
        """What a command printed as JSON."""
        return json.loads(self.ok(*words, "--json", day=day))

    def execute(self, statement: str) -> None:
        """Change the database behind the program's back."""
        with closing(sqlite3.connect(self.folder / "followup.sqlite3", isolation_level=None)) as connection:
            connection.execute(statement)

    def dump(self) -> list[str]:
        """Everything in the database."""
        with closing(sqlite3.connect(self.folder / "followup.sqlite3")) as connection:
            return list(connection.iterdump())

    def turned_down(self, day: str | None = None) -> str:
        """The worked example: turned down by Northwind, told by Marta, met Jo."""
        people = ("--met", "Marta Weiss:hiring_manager", "--met", "Jo Park:panel")
        return self.ok("turned-down", "Staff Engineer @ Northwind", *people, day=day)


@pytest.fixture
def cli(tmp_path, empty_folder) -> Cli:
    """A command line with an empty database."""
    return Cli(shutil.copytree(empty_folder, tmp_path / "data"))


@pytest.fixture
def met(cli) -> Cli:
    """The same, with Marta and Jo of Northwind recorded."""
    cli.turned_down()
    return cli


@pytest.fixture
def fresh(tmp_path) -> Cli:
    """A command line whose data folder is not there yet."""
    return Cli(tmp_path / "data")
