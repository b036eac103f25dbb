"""What a user can set or say is in the README, and neither it nor CONTRIBUTING promises what is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from followup.cli import main
from followup.config import SETTINGS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups' own included: ("add",), ("backup",)."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))


def variables_in(text: str) -> set[str]:
    """The settings that a text names; FOLLOWUP_PASSWORD_FILE counts as FOLLOWUP_PASSWORD."""
    return {name.removesuffix("_FILE") for name in re.findall(r"FOLLOWUP_[A-Z_]*[A-Z]", text)}


def commands_in(text: str) -> set[str]:
    """The first words after `followup` in the code of a text."""
    return set(re.findall(r"`(?:\$ )?followup ([a-z][a-z-]*)", text))


def test_every_setting_is_in_the_readme_and_no_other():
    assert variables_in(README) == {setting.variable for setting in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_default_of_each_setting_is_in_its_row(setting):
    row = next(line for line in README.splitlines() if line.startswith(f"| `{setting.variable}`"))
    assert setting.default in row


def test_every_command_is_in_the_readme_and_no_other():
    assert commands_in(README) == {words[0] for words in commands(main)}


def test_reading_of_texts():
    assert variables_in("`FOLLOWUP_DATA`, FOLLOWUP_PASSWORD_FILE.") == {"FOLLOWUP_DATA", "FOLLOWUP_PASSWORD"}
    assert commands_in("`followup serve --port 1` and `$ followup due`, a followup note") == {"serve", "due"}


@pytest.mark.parametrize(
    "phrase", ["make run", "make test", "make check", "data folder", "backup", "restore"]
)
def test_readme_tells_how_to(phrase):
    assert phrase in README.lower()


def test_readme_begins_with_the_two_commands_and_a_picture():
    beginning = README.partition("\n## ")[0]
    assert re.findall(r"^make \w+", beginning, re.MULTILINE) == ["make run", "make test"]
    assert beginning.count("<picture>") == 1


def files_in(text: str) -> set[str]:
    """The files and folders named by the code and the links of a text; <patterns>, addresses and rooms are none."""
    code = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", text))
    links = set(re.findall(r"\]\(([\w./-]+)\)", text))
    named = {name for name in code if "/" in name or Path(name).suffix in {".md", ".toml", ".lock", ".py"}}
    return links | {name for name in named if not name.startswith((".venv", "_"))}


def targets_in(text: str) -> set[str]:
    """What a text has make do."""
    return set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text, re.MULTILINE))


def test_each_file_named_in_contributing_exists():
    named = files_in(CONTRIBUTING)
    assert {"followup/web/snoozes.py", "tests/domain/test_snoozes.py", "bench/pages.py"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_contributing_fits_a_page():
    assert len(CONTRIBUTING.split()) < 1000
    assert [line for line in CONTRIBUTING.splitlines() if len(line) > 120 and line[0] != "|"] == []


def test_everything_make_does_is_documented_and_nothing_else():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    does = {target for target in phony[1].split() if not target.startswith("torture-")}
    assert targets_in(README) | targets_in(CONTRIBUTING) == does


def test_reading_of_files_and_targets():
    text = "`followup/web/`, `WORDS.md`, [one](LICENSE), `domain`, `POST /contacts/7`, `x@<version>/`, `_card.html`"
    assert files_in(text) == {"followup/web/", "WORDS.md", "LICENSE"}
    assert targets_in("`make run PYTHON=python3.12`, to make sure\nmake test   all") == {"run", "test"}
