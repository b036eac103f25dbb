"""The command line as a whole, and as a real process."""

import os
import re
import signal
import subprocess
import sys

import click
import pytest

from followup.cli import main
from followup.cli.output import one_line
from tests.browser.server import free_port


def environment(folder, **more):
    """An environment with nothing of ours but the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOLLOWUP_", "LC_"))}
    return {**kept, "FOLLOWUP_DATA": str(folder), **more}


def process(folder, *words, **more):
    """What a real `followup` answers, as bytes."""
    command = [sys.executable, "-m", "followup", *words]
    return subprocess.run(
        command, env=environment(folder, **more), capture_output=True, timeout=60, check=False
    )


def test_it_works(cli):
    assert cli.ok("--version") == "followup 0.1.0\n"
    assert "Example: $ followup " in cli.ok("--help")
    assert cli.ok("-h") == cli.ok("--help")


@pytest.mark.parametrize("name", list(main.commands))
def test_help_of_a_command(cli, name):
    output = cli.ok(name, "--help")
    assert f"Example: $ followup {name}" in output
    assert "--data DIR" in output
    assert all(len(line) <= 80 for line in output.splitlines() if "Usage" not in line)


@pytest.mark.parametrize("name", list(main.commands))
def test_every_option_has_a_help(name):
    options = [option for option in main.commands[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", [name for name in main.commands if name not in ("serve", "config", "demo")])
def test_example_of_a_command_can_be_run(name):
    """The words of the example are those that the command takes."""
    example = re.search(r"Example: \$ followup (.*)", main.commands[name].help or "")
    assert example
    words = re.findall(r'"([^"]*)"|(\S+)', example[1])
    main.commands[name].make_context(name, ["".join(pair) for pair in words][1:])


def test_help_is_light():
    program = (
        "import sys; from followup.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'flask', 'rich', 'alembic', 'waitress'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_data_before_the_command_or_after_it(cli, tmp_path):
    cli.ok("--data", str(tmp_path / "before"), "add", "Dana")
    cli.ok("add", "Dana", "--data", str(tmp_path / "after"))
    for folder in ("before", "after"):
        assert (tmp_path / folder / "followup.sqlite3").is_file()
    assert f"followup undo 2 --data {tmp_path / 'after'}\n" in cli.ok(
        "close", "Dana", "--data", str(tmp_path / "after")
    )


def test_errors_are_one_line_however_long():
    assert one_line("a\n\tb\x1b[31m c\udcff") == "a b?[31m c?"
    cut = one_line("Cannot read " + "x" * 5000 + "; write another.")
    assert cut.startswith("Cannot read x")
    assert cut.endswith("x; write another.")
    assert len(cut) < 700


@pytest.mark.parametrize("words", [(), ("serve",)])
def test_it_serves(tmp_path, words):
    port = free_port()
    command = [sys.executable, "-m", "followup", *words]
    env = environment(tmp_path / "data", FOLLOWUP_PORT=str(port))
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == f"Followup 0.1.0 at http://127.0.0.1:{port}/\n"
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0
        finally:
            server.kill()


def test_another_host_is_refused_before_anything_is_made(fresh):
    status, message = fresh.fails("serve", "--host", "0.0.0.0")
    assert status == 1
    assert message.startswith("--host names 0.0.0.0, and as this version has no password")
    assert not fresh.folder.exists()


def test_an_unknown_time_zone_is_one_line(cli):
    ended = process(cli.folder, "due", FOLLOWUP_TZ="Mars/Base")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(b"Error: FOLLOWUP_TZ: There is no time zone 'Mars/Base';")
    assert ended.stderr.count(b"\n") == 1


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}


def test_a_terminal_that_knows_ascii_only(cli):
    ended = process(cli.folder, "add", "Zoë Müller… @ Ação 公司", **ASCII)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"Added Zoe Muller... at Acao ??. ")
    # What is kept is what was typed.
    assert cli.json("plan", "1")["company"] == "Ação 公司"
    for words in (("due",), ("plan", "Zoë")):
        ended = process(cli.folder, *words, **ASCII)
        assert (ended.returncode, ended.stderr) == (0, b""), words
        assert ended.stdout.isascii()
    assert b'"company": "A\\u00e7\\u00e3o' in process(cli.folder, "plan", "1", "--json", **ASCII).stdout
    failed = process(cli.folder, "plan", "Jörg", **ASCII)
    assert (failed.returncode, failed.stderr.isascii()) == (1, True)


def test_bytes_that_are_no_text(cli):
    for words in (("plan", b"\xff"), ("add", b"Dana\xff"), ("due", "--on", b"\xff"), (b"\xff",)):
        before = cli.dump()
        ended = process(cli.folder, *words)
        assert ended.returncode == 2
        assert ended.stdout == b""
        assert ended.stderr.startswith(b"Error: ")
        assert ended.stderr.count(b"\n") == 1
        assert cli.dump() == before


def test_a_reader_that_goes_away_is_no_error(cli):
    cli.turned_down()
    command = [sys.executable, "-m", "followup", "plan", "Jo", "--json"]
    env = environment(cli.folder)
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.close()
        assert writer.stderr.read() == b""
        assert writer.wait(timeout=60) in (0, 1)


def test_ctrl_c_ends_quietly(cli, monkeypatch):
    def interrupted(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr("followup.queries.contacts.who", interrupted)
    result = cli.run("plan", "Jo")
    assert (result.exit_code, result.output) == (130, "")
