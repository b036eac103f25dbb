"""`followup backup`, `restore`, `doctor`, `config` and `demo`."""

import os
import sqlite3

import pytest


def test_it_works(cli, tmp_path):
    cli.ok("add", "Dana")
    target = tmp_path / "kept.sqlite3"
    assert cli.ok("backup", str(target)) == f"Saved: {target}\n"
    cli.ok("add", "Ruth")
    kept = cli.folder / "backups" / "before-restore-2026-11-22T120000.sqlite3"
    assert cli.ok("restore", str(target)).splitlines() == [
        f"Restored {target} into {cli.folder}.",
        f"What was there before is kept: {kept}",
    ]
    assert kept.is_file()
    cli.ok("plan", "Dana")
    cli.fails("plan", "Ruth")


def test_backup_without_a_name_and_into_a_folder(cli, tmp_path):
    name = "by-hand-2026-11-22T120000.sqlite3"
    assert cli.ok("backup") == f"Saved: {cli.folder / 'backups' / name}\n"
    assert cli.ok("backup", str(tmp_path)) == f"Saved: {tmp_path / name}\n"
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_restore_into_a_new_folder(cli, fresh, tmp_path):
    cli.ok("add", "Dana")
    file = tmp_path / "kept.sqlite3"
    cli.ok("backup", str(file))
    fresh.folder = tmp_path / "new"
    assert fresh.ok("restore", str(file)) == f"Restored {file} into {fresh.folder}.\n"
    fresh.ok("plan", "Dana")


def test_a_relative_name_is_of_the_folder_one_is_in(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli.ok("backup", "here.sqlite3")
    assert (tmp_path / "here.sqlite3").is_file()
    cli.ok("restore", "here.sqlite3")


def test_what_cannot_be_restored(cli, tmp_path):
    other = tmp_path / "other.sqlite3"
    sqlite3.connect(other).close()
    text = tmp_path / "notes.txt"
    text.write_text("words")
    for file in (other, text, tmp_path, tmp_path / "none", cli.folder / "followup.sqlite3"):
        before = cli.dump()
        assert cli.fails("restore", str(file))[0] == 1
        assert cli.dump() == before


def test_what_cannot_be_backed_up(cli, fresh, tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("words")
    assert cli.fails("backup", str(text))[0] == 1
    assert text.read_text() == "words"
    fresh.folder = tmp_path / "nowhere"
    assert fresh.fails("backup")[0] == 1
    assert not fresh.folder.exists()


def test_a_healthy_database(cli):
    cli.turned_down()
    assert cli.ok("doctor").endswith("Everything is in order.\n")


def test_a_wrong_projection_is_found_and_computed_anew(cli):
    cli.turned_down()
    cli.execute("UPDATE contacts SET due_on = '2031-01-01' WHERE id = 1")
    result = cli.run("doctor")
    assert result.exit_code == 1
    assert "Marta Weiss" in result.stdout
    assert "followup doctor --fix" in result.stdout
    assert result.stderr == "Error: One thing to mend; what to do stands above.\n"
    assert cli.ok("doctor", "--fix").startswith("Computed anew: one contact.\n")
    cli.ok("doctor")


@pytest.mark.parametrize("table", ["settings", "contacts", "alembic_version"])
def test_a_table_that_was_lost_is_named_whichever_it_is(cli, table):
    cli.execute(f"DROP TABLE {table}")
    before = cli.dump()
    for words in (("doctor",), ("doctor", "--fix")):
        result = cli.run(*words)
        assert result.exit_code == 1
        assert table in result.stdout
        assert "`followup restore FILE`" in result.stdout
        assert result.stderr == "Error: One thing to mend; what to do stands above.\n"
    assert cli.dump() == before


def test_an_empty_database_gets_its_tables(fresh):
    fresh.folder.mkdir()
    (fresh.folder / "followup.sqlite3").touch()
    assert fresh.ok("doctor").endswith("Everything is in order.\n")


def test_the_doctor_makes_no_database(fresh):
    assert "There is no database" in fresh.fails("doctor")[1]
    assert not fresh.folder.exists()


def test_config_says_where_each_came_from(cli):
    lines = [line.split() for line in cli.ok("config", FOLLOWUP_PORT="5112").splitlines()]
    assert ["FOLLOWUP_PORT", "5112", "environment"] in lines
    assert ["FOLLOWUP_HOST", "127.0.0.1", "default"] in lines
    assert ["FOLLOWUP_TZ", "not", "set", "default"] in lines
    assert ["budget", "5", "default"] in lines


def test_config_as_json(cli):
    cli.execute("INSERT INTO settings VALUES ('budget', '7')")
    found = cli.json("config")
    assert found["unknown"] == []
    assert found["settings"][0] == {
        "name": "FOLLOWUP_DATA",
        "value": str(cli.folder),
        "from": "environment",
    }
    assert {"name": "budget", "value": "7", "from": "database"} in found["settings"]
    assert {"name": "gap", "value": "14", "from": "default"} in found["settings"]


def test_config_makes_nothing_and_names_what_is_misspelt(fresh):
    result = fresh.run("config", FOLLOWUP_PROT="1")
    assert (result.exit_code, result.stderr) == (0, "There is no setting FOLLOWUP_PROT; it does nothing.\n")
    assert not fresh.folder.exists()


def test_a_demo_to_look_at(fresh):
    output = fresh.ok("demo", "--size", "12", "--seed", "3")
    assert output == f"Made up 12 people in {fresh.folder}.\nTo look at them: followup serve\n"
    fresh.ok("due")
    assert fresh.ok("doctor").endswith("Everything is in order.\n")
    before = fresh.dump()
    status, message = fresh.fails("demo")
    assert (status, "choose an empty one with --data" in message) == (1, True)
    assert fresh.dump() == before


def test_a_demo_beside_your_own_data(fresh, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "instance-demo"
    output = fresh.ok("demo", "--size", "3", FOLLOWUP_DATA="")
    assert output.endswith(f"To look at them: followup serve --data {folder}\n")
    assert sorted(os.listdir(tmp_path)) == ["instance-demo"]
    assert str(folder) in fresh.fails("demo", FOLLOWUP_DATA="")[1]


@pytest.mark.parametrize(
    "words", [("--size", "0"), ("--size", "1000000000"), ("--seed", "-1"), ("--seed", "x")]
)
def test_no_such_demo(fresh, words):
    assert fresh.fails("demo", *words)[0] == 2
    assert not fresh.folder.exists()


def test_private_writing_is_in_no_backup_unless_asked_for(cli, tmp_path):
    cli.ok("add", "Dana")
    with sqlite3.connect(cli.folder / "followup.sqlite3") as connection:
        row = "(1, '2026-11-22', 'feel', '2026-11-22 12:00:00.000000', 'Zanzibar heron', 2)"
        connection.execute(f"INSERT INTO writings VALUES {row}")
    connection.close()
    plain, asked = tmp_path / "plain.sqlite3", tmp_path / "asked.sqlite3"
    cli.ok("backup", str(plain))
    cli.ok("backup", "--with-writing", str(asked))
    assert [b"Zanzibar" in file.read_bytes() for file in (plain, asked)] == [False, True]
    cli.ok("restore", str(plain))
    assert cli.ok("doctor")
    with sqlite3.connect(cli.folder / "followup.sqlite3") as connection:
        assert connection.execute("SELECT text FROM writings").fetchall() == [("Zanzibar heron",)]
    connection.close()
