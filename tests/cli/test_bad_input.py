"""Whatever is typed: one line that says what to do, no traceback, nothing changed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LONG = "x" * 60_000
SURROGATE = "Mar\udcfcta"
#: No person, no company, no day.
NOTHING = (
    "",
    " ",
    "\t",
    "\0",
    "a\0b",
    SURROGATE,
    LONG,
    "9" * 20,
    "-1",
    "%",
    "_",
    "‮",
    "'; DROP TABLE contacts; --",
)
NO_DAYS = (
    "31 Feb",
    "0000-01-01",
    "99999-01-01",
    "2026-13-01",
    "2200-01-01",
    "1899-12-31",
    "3/4",
    "soon",
    "１２",
)
WHO = ("plan", "log", "close", "reopen", "cool")


def refused(cli, *words):
    before = cli.dump()
    cli.fails(*words)
    assert cli.dump() == before


def test_it_works(met):
    status, message = met.fails("plan", "Ruth")
    assert (status, message) == (1, 'Nobody here is called "Ruth". `followup add` makes a new contact.')


@pytest.mark.parametrize("command", WHO)
def test_nobody_is_meant(met, command):
    for who in NOTHING:
        refused(met, command, "--", who)


def test_neither_person_nor_company(met):
    for words in NOTHING:
        refused(met, "snooze", "--", words, "tomorrow")
        refused(met, "hold", "--", words, "tomorrow")
        refused(met, "hold", "--lift", "--", words)
        refused(met, "undo", "--", words)
        refused(met, "add", "--to", words, "Dana")


@pytest.mark.parametrize(
    "words",
    [
        ("snooze", "Marta", "{}"),
        ("hold", "Northwind", "{}"),
        ("due", "--on", "{}"),
        ("plan", "Marta", "--on", "{}"),
        ("log", "Marta", "--on", "{}"),
        ("turned-down", "Dev @ Acme", "--on", "{}"),
    ],
    ids=" ".join,
)
def test_no_day(met, words):
    for day in (*NO_DAYS, "", "\0", SURROGATE, LONG, "9" * 20):
        refused(met, *(word.format(day) for word in words))


@pytest.mark.parametrize(
    "words",
    [
        ("log", "Marta", "--channel", "{}"),
        ("log", "Marta", "--direction", "{}"),
        ("log", "Marta", "--weight", "{}"),
        ("log", "Marta", "--direction", "in", "--tone", "{}"),
        ("close", "Marta", "--because", "{}"),
        ("turned-down", "Dev @ Acme", "--stage", "{}"),
        ("turned-down", "Dev @ Acme", "--decision", "{}"),
        ("turned-down", "Dev @ Acme", "--reason", "{}"),
        ("turned-down", "Dev @ Acme", "--door", "{}"),
        ("turned-down", "Dev @ Acme", "--told", "{}"),
        ("turned-down", "Dev @ Acme", "--thank", "{}"),
        ("turned-down", "Dev @ Acme", "--met", "Jo:{}"),
        ("turned-down", "Dev @ Acme", "--met", "Jo:panel:{}"),
        ("turned-down", "{}"),
        ("demo", "--size", "{}"),
        ("demo", "--seed", "{}"),
        ("restore", "{}"),
    ],
    ids=" ".join,
)
def test_no_such_value(met, words):
    for value in NOTHING:
        refused(met, *(word.format(value) for word in words))


@pytest.mark.parametrize("name", [LONG, "x" * 201, SURROGATE, "\0", ""])
def test_names_that_cannot_be_kept(met, name):
    refused(met, "turned-down", "Dev @ Acme", "--met", f"{name}:panel")
    refused(met, "turned-down", f"Dev @ {name}")
    if name:
        refused(met, "turned-down", f"{name} @ Acme")
        refused(met, "log", "Marta", "--note", name * 120)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("due", "nonsense"),
        ("due", "--nonsense"),
        ("due", "--on"),
        ("plan",),
        ("undo",),
        ("turned-down",),
        ("serve", "--port"),
        ("due", "--data"),
        ("--data",),
    ],
    ids=" ".join,
)
def test_wrong_usage(met, words):
    status, message = met.fails(*words)
    assert status == 2
    assert message.endswith(" --help` shows how.")


@pytest.mark.parametrize("command", ["due", "backup", "doctor", "serve"])
def test_a_folder_that_cannot_be(met, tmp_path, command):
    file = tmp_path / "file"
    file.touch()
    for folder in ("", " ", "a\0b", str(file), str(file / "inside"), LONG):
        met.fails(command, "--data", folder)
    assert file.read_bytes() == b""


@pytest.mark.parametrize("command", ["due", "config", "serve"])
def test_settings_that_cannot_be(met, command):
    for name, value in (
        ("PORT", "x"),
        ("HOST", "0.0.0.0.0"),
        ("JOURNAL_MODE", "off"),
        ("BASE_URL", "ftp://x"),
    ):
        status, message = met.fails(command, **{f"FOLLOWUP_{name}": value})
        assert status == 1
        assert f"FOLLOWUP_{name}" in message


def test_a_database_that_is_none(cli):
    (cli.folder / "followup.sqlite3").write_bytes(b"not a database" * 1000)
    for words in (("due",), ("add", "Dana"), ("doctor",), ("backup",)):
        assert cli.fails(*words)[0] == 1


def test_a_database_that_is_damaged(met):
    database = met.folder / "followup.sqlite3"
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(bytes(content))
    for words in (("due",), ("doctor",), ("backup",)):
        assert met.fails(*words)[0] == 1


words = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(max_codepoint=127), max_size=40),
    st.sampled_from(
        ("Marta", "Jo", "1", "Northwind", "tomorrow", "12 May", "Jo:panel", "Dev @ Acme", *NO_DAYS)
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    command=st.sampled_from((*WHO, "add", "due", "snooze", "hold", "undo", "turned-down")),
    options=st.lists(
        st.tuples(
            st.sampled_from(("--on", "--met", "--to", "--told", "--note", "--pin", "--lift", "--new")), words
        ),
        max_size=2,
    ),
    given=st.lists(words, max_size=2),
)
def test_no_words_end_in_a_traceback(met, command, options, given):
    flat = [word for option in options for word in option]
    result = met.run(command, *flat, "--", *given)
    assert result.exit_code in (0, 1, 2)
    assert result.exit_code == 0 or result.stderr.count("\n") == 1
