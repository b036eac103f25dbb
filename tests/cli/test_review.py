"""`followup due` and `followup plan`."""

import pytest

ROW = ["id", "name", "company", "due_on", "standing", "rule", "advice", "why"]


def test_it_works(cli):
    cli.turned_down()
    output = cli.ok("due", day="2026-11-23")
    assert output.startswith(
        "This week, 23 to 29 November\n\nTo write to\n1  Marta Weiss, Northwind  23 November  "
    )


def test_due_as_json(cli):
    cli.turned_down()
    assert cli.json("due", day="2026-11-24") == {
        "on": "2026-11-24",
        "week": {"from": "2026-11-23", "to": "2026-11-29"},
        "waiting": [
            {
                "id": 1,
                "name": "Marta Weiss",
                "company": "Northwind",
                "due_on": "2026-11-23",
                "standing": "active",
                "rule": "R4",
                "advice": "direct",
                "why": "Marta told you on Sunday. A short thank-you lands well in the first days; "
                "two sentences are plenty.",
            }
        ],
        "due": [],
        "can_wait": [],
        "held": [],
        "later": 0,
        "reached": [],
        "budget": 5,
    }


def test_every_list_has_the_same_rows(cli):
    for number in range(7):
        cli.ok("add", f"Person {number} @ Company {number}", day="2026-11-10")
    cli.ok("add", "Ruth @ Contoso", day="2026-11-10")
    cli.ok("hold", "Contoso", "2027-01-01")
    cli.ok("log", "Person 6", day="2026-11-23")
    week = cli.json("due", day="2026-11-23")
    assert [len(week[box]) for box in ("waiting", "due", "can_wait", "held", "reached")] == [4, 0, 2, 1, 1]
    for box in ("waiting", "can_wait", "held", "reached"):
        assert list(week[box][0]) == ROW
    shown = cli.ok("due", day="2026-11-23")
    assert "Waiting a little\n1  Person 0, Company 0  since 17 November  " in shown
    assert "Five is plenty for a week. The other two keep until then.\n" in shown
    assert (
        "Held\n8  Ruth, Contoso  1 January 2027  You wanted quiet with Contoso until 1 January 2027." in shown
    )
    assert shown.endswith("Reached this week: Person.\n")


def test_nobody_at_all_yet(cli):
    assert "tell Followup whom you met" in cli.ok("due")


def test_an_empty_week_says_so_kindly_and_who_is_next(cli):
    cli.turned_down()
    empty = "Nobody to write to this week. That is the plan working. Next: Marta, "
    assert f"{empty}tomorrow.\n" in cli.ok("due")
    cli.ok("log", "Marta", day="2026-11-23")
    assert f"{empty}around 23 December.\n" in cli.ok("due", day="2026-11-30")
    assert "Nobody else to write to this week." in cli.ok("due", day="2026-11-23")


def test_an_empty_week_of_another_time(cli):
    cli.turned_down()
    before = cli.ok("due", "--on", "2026-11-10")
    assert before.endswith("Nobody to write to that week. That is the plan working.\n")
    cli.ok("log", "Marta", day="2026-11-23")
    later = cli.ok("due", "--on", "30 Nov", day="2026-11-23")
    assert (
        "Nobody to write to that week. That is the plan working. Next: Marta, around 23 December.\n" in later
    )


def test_a_silent_address_book_has_no_next(cli):
    cli.ok("add", "Ruth, just in the address book")
    assert cli.ok("due").endswith("Nobody to write to this week. That is the plan working.\n")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-01", "2026-11-30"),
        ("1 Dec", "2026-11-30"),
        ("next week", "2026-11-23"),
        ("yesterday", "2026-11-16"),
    ],
)
def test_another_week(cli, on, expected):
    assert cli.json("due", "--on", on)["week"]["from"] == expected
    assert cli.ok("due", "--on", on).startswith("This week" if on == "yesterday" else "The week")


def test_the_ends_of_time(cli):
    cli.turned_down()
    assert cli.json("due", "--on", "1900-01-01")["due"] == []
    assert cli.json("due", "--on", "2199-12-31")["on"] == "2199-12-31"
    assert cli.json("plan", "Jo", "--on", "2199-12-31")["on"] == "2199-12-31"
    cli.ok("due", "--on", "1900-01-01")
    cli.ok("due", "--on", "2199-12-31")


def test_plan_as_json(cli):
    cli.turned_down()
    assert cli.json("plan", "Jo Park") == {
        "id": 2,
        "name": "Jo Park",
        "company": "Northwind",
        "on": "2026-11-22",
        "due_on": "2026-12-27",
        "moved_to": None,
        "standing": "active",
        "rule": "R4",
        "advice": "direct",
        "channel": "email",
        "why": cli.json("plan", "2")["why"],
        "earliest_on": None,
        "since": "2026-11-22",
        "interval": None,
    }


def test_plan_shows_the_moved_day(cli):
    cli.turned_down()
    cli.ok("log", "Marta", day="2026-12-23")
    plan = cli.json("plan", "Jo", day="2026-12-23")
    assert (plan["due_on"], plan["moved_to"]) == ("2026-12-27", "2027-01-06")
    assert "same fortnight" in plan["why"]
    assert "Next around 6 January 2027." in cli.ok("plan", "Jo", day="2026-12-23")


def test_plan_in_words(cli):
    cli.turned_down()
    cli.ok("log", "Marta")
    lines = cli.ok("plan", "marta").splitlines()
    assert lines[0] == "Marta Weiss, Northwind (1)"
    assert lines[1] == "Next around 22 December."
    assert lines[3] == "Rule R10, active, monthly, direct: email, not before 6 December"


def test_several_candidates_are_listed(cli):
    cli.turned_down()
    cli.ok("add", "Marta Kent @ Acme")
    status, message = cli.fails("plan", "marta")
    assert status == 1
    assert "1: Marta Weiss, Northwind" in message
    assert "3: Marta Kent, Acme" in message


def test_asking_changes_nothing(cli):
    cli.turned_down()
    before = cli.dump()
    for words in (("due",), ("due", "--on", "2027-05-01", "--json"), ("plan", "Jo", "--on", "2027-05-01")):
        cli.ok(*words)
    assert cli.dump() == before


def test_a_hold_that_outlasts_the_thank_you_leaves_a_first_hello(cli):
    cli.turned_down()
    cli.ok("hold", "Northwind", "2026-12-10")
    found = cli.json("plan", "Marta Weiss")
    assert (found["due_on"], found["moved_to"], found["rule"]) == ("2026-12-27", None, "R4")
    assert found["why"].startswith("Five weeks since the decision at Northwind. A first hello to Marta")
    assert "Next around 27 December.\n" in cli.ok("plan", "Marta Weiss")
    cli.ok("hold", "Northwind", "2027-01-05")
    found = cli.json("plan", "Marta Weiss")
    assert (found["due_on"], found["moved_to"]) == ("2026-12-27", "2027-01-05")
    assert found["why"].startswith("You wanted quiet with Northwind until 5 January 2027.")
    assert cli.json("plan", "Jo Park")["moved_to"] == "2027-01-19"
