"""`followup add` and `followup undo`."""

import pytest


def test_it_works(cli):
    assert cli.ok("add", "Dana Li, VP Eng @ Acme, final round, in 3 weeks").splitlines() == [
        "Added Dana Li at Acme. Comes up on 13 December.",
        "You asked today to see Dana again on 13 December.",
        "To undo: followup undo 1",
    ]


def test_a_name_is_enough(cli):
    assert cli.ok("add", "Dana").startswith("Added Dana. Next around 29 November.\n")


@pytest.mark.parametrize("name", ["Müller", "李小明", "أحمد", "Zoë 🌸", "O'Brien"])
def test_names_of_any_script(cli, name):
    cli.ok("add", name)
    assert cli.json("plan", name)["name"] == name


def test_a_double_names_the_two_ways_out(cli):
    cli.ok("add", "Dana Li @ Acme")
    status, message = cli.fails("add", "dana li")
    assert status == 1
    assert message.endswith("(1). --to 1 adds the line to them, --new makes another contact.")
    assert cli.ok("add", "Dana Li, dana@example.org", "--to", "Dana").startswith("Added to Dana Li.")
    assert cli.ok("add", "Dana Li", "--new").startswith("Added Dana Li.")
    assert "--to NUMBER" in cli.fails("add", "Dana Li")[1]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("",), 1),
        ((" , ",), 1),
        (("x" * 501,), 1),
        (("x" * 201,), 1),
        (("Dana, 3/4",), 1),
        (("Dana, 2026-01-01",), 1),
        (("Dana", "--to", "Ruth"), 1),
        (("Dana", "--to", "1", "--new"), 2),
        ((), 2),
        (("Dana", "Li"), 2),
    ],
)
def test_what_cannot_be_added(cli, words, status):
    before = cli.dump()
    assert cli.fails("add", *words)[0] == status
    assert cli.dump() == before


def test_undo_and_undo_again(cli):
    cli.ok("add", "Dana")
    assert cli.ok("undo", "1").splitlines() == ["Undone: Added Dana.", "To undo: followup undo 2"]
    cli.fails("plan", "Dana")
    cli.ok("undo", "2")
    assert cli.json("plan", "Dana")["name"] == "Dana"


def test_undo_of_nothing(cli):
    assert cli.fails("undo", "1") == (1, "There is nothing to undo here any more.")
