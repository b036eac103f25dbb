"""`followup snooze`, `close`, `reopen`, `hold` and `cool`."""

import pytest


def test_it_works(met):
    assert met.ok("snooze", "Marta", "11 Jan").splitlines() == [
        "Marta comes back on 11 January 2027.",
        "You asked today to see Marta again on 11 January 2027.",
        "To undo: followup undo 2",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("2027-01-11",), "2027-01-11"),
        (("tomorrow",), "2026-11-23"),
        (("next-week",), "2026-11-23"),
        (("Next week",), "2026-11-23"),
        (("in_a_month",), "2026-12-22"),
        (("in 3 weeks",), "2026-12-13"),
        (("skip",), "2026-12-23"),
        (("write-this-week",), "2026-11-22"),
        (("1 Dec", "--pin"), "2026-12-01"),
    ],
)
def test_snooze(met, words, expected):
    met.ok("snooze", "Marta", *words)
    plan = met.json("plan", "Marta")
    assert (plan["due_on"], plan["rule"]) == (expected, "R3")


def test_a_pinned_one_is_beyond_the_company_gap(met):
    met.ok("log", "Marta")
    met.ok("snooze", "Jo", "tomorrow", "--pin")
    assert met.json("plan", "Jo")["moved_to"] is None


def test_close_and_reopen(met):
    assert met.ok("close", "Jo").startswith("Jo is closed and won't come up again.\n")
    assert met.json("plan", "Jo")["standing"] == "closed"
    assert met.ok("reopen", "Jo").startswith(
        "Jo is open again. Nothing for a week. Next around 27 December.\n"
    )
    assert met.json("plan", "Jo")["standing"] == "active"


def test_died(met):
    assert "Followup won't bring Jo up again." in met.ok("close", "Jo", "--because", "died")


def test_cool_and_its_end(met):
    assert "You felt some distance" in met.ok("cool", "Jo")
    assert met.json("plan", "Jo")["due_on"] == "2027-02-20"
    assert "has passed" in met.ok("cool", "Jo", "--end")


def test_hold_and_lift(met):
    assert met.ok("hold", "northwind", "in 3 weeks").startswith("Northwind rests until 13 December.")
    assert [row["name"] for row in met.json("due", day="2026-11-23")["held"]] == ["Marta Weiss"]
    assert met.ok("hold", "NORTHWIND", "--lift").startswith("The hold is lifted.\n")
    assert met.json("due", day="2026-11-23")["held"] == []


def test_a_second_hold_changes_the_first(met):
    met.ok("hold", "Northwind", "in 3 weeks")
    met.ok("hold", "Northwind", "in 2 weeks")
    met.ok("hold", "Northwind", "--lift")
    assert met.json("due", day="2026-11-23")["held"] == []


def test_hold_everything(met):
    assert met.ok("hold", "Everything", "2027-01-11").startswith("Everything rests until 11 January 2027.")
    assert met.json("plan", "Marta")["moved_to"] == "2027-01-11"
    met.ok("hold", "everything", "--lift")
    assert met.json("plan", "Marta")["moved_to"] is None


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("snooze", "Marta", "yesterday"), 1, "Give today or a later day."),
        (("snooze", "Marta", "2026-11-21"), 1, "Give today or a later day."),
        (("snooze", "Marta", "soon"), 2, '"soon" is no date'),
        (("snooze", "Marta"), 2, "Missing argument 'DATE'"),
        (("reopen", "Marta"), 1, "Marta is open already."),
        (("cool", "Marta", "--end"), 1, "not marked as cool"),
        (("close", "Marta", "--because", "bored"), 2, "is none of rather_not, died, other"),
        (("hold", "Acme", "2027-01-11"), 1, 'No company here is called "Acme"'),
        (("hold", "Acme", "--lift"), 1, "does not rest just now"),
        (("hold", "Northwind"), 2, "Give the day"),
        (("hold", "Northwind", "2027-01-11", "--lift"), 2, "Give the day"),
        (("hold", "Northwind", "2026-11-01"), 1, "is over"),
    ],
)
def test_what_cannot_be_done(met, words, status, said):
    found, message = met.fails(*words)
    assert (found, said in message) == (status, True), message


def test_a_closed_contact_has_no_dates_to_move(met):
    met.ok("close", "Jo")
    assert "Reopen first." in met.fails("snooze", "Jo", "tomorrow")[1]
    assert "Reopen first." in met.fails("cool", "Jo")[1]
