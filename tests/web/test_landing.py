"""“I have a new job”: shown before, done with one button, taken back with one Undo."""

import pytest

from tests.web.conftest import Visitor, text_of, tree, value_of
from tests.web.people import add, rhythm_of, turned_down

RUTH, SAM, DANA = 1, 2, 3


@pytest.fixture
def people(visitor: Visitor) -> Visitor:
    """Ruth opened a door; Sam is written to monthly, Dana is in the address book."""
    for line in ("Ruth Abernethy @ Acme, monthly", "Sam Roe, monthly", "Dana Li, just in the address book"):
        add(visitor, line)
    visitor.post("/openings", contact=str(RUTH), kind="referral", day="2026-11-20")
    return visitor


def test_it_works(people):
    page = people.page("/landing")
    assert "One person opened a door on the way; a line from you would please them." in text_of(page)
    assert text_of(page, "[aria-labelledby=thanked] a") == "Ruth Abernethy"
    assert "One person hears from you every three months from now on." in text_of(page)
    assert text_of(page, "[aria-labelledby=slower] a") == "Sam Roe"
    assert rhythm_of(people, SAM) == "30", "nothing was changed by looking"
    answer = people.post("/landing", starts_on="2027-01-04")
    assert answer.headers["Location"].startswith("/?done=")
    page = people.page(answer.headers["Location"])
    assert "You start on 4 January 2027." in text_of(page, "#notice")
    assert [rhythm_of(people, who) for who in (RUTH, SAM, DANA)] == ["30", "90", ""]
    assert page.select_one("#thanks-1")
    assert value_of(people.page("/landing"), "#starts_on") == "2027-01-04"
    people.undo(answer)
    assert rhythm_of(people, SAM) == "30"


def test_sent_twice_it_is_done_once(people):
    fields = {"request_id": "once", "starts_on": "2027-01-04"}
    first, second = people.post("/landing", fields), people.post("/landing", fields)
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("day", "message"),
    [("soon", "Write the day as 2026-12-01."), ("2300-01-01", "Give a day from 1900 to 2199.")],
)
def test_bad_input(people, day, message):
    page = tree(people.post("/landing", starts_on=day), 422)
    assert text_of(page, "#starts_on-wrong") == message
    assert rhythm_of(people, SAM) == "30"


def test_nobody_is_here(visitor):
    words = text_of(visitor.page("/landing"))
    assert "Nobody is noted yet who opened a door on the way." in words
    assert visitor.post("/landing").status_code == 303


def test_many_are_named_by_a_few(visitor):
    for number in range(5):
        add(visitor, f"Person{number} Aye, monthly")
    words = text_of(visitor.page("/landing"), "[aria-labelledby=slower]")
    assert "Five people hear from you every three months from now on." in words
    assert "Person0 Aye , Person1 Aye , Person2 Aye and 2 more" in words


@pytest.mark.parametrize("path", ["/settings", "/opportunities", "/openings"])
def test_there_is_a_way_to_it(visitor, path):
    assert visitor.page(path).select_one("main a[href='/landing']")


def test_being_hired_offers_it(visitor):
    turned_down(visitor)
    assert not visitor.page("/opportunities/1").select("a[href='/landing']")
    turned_down(visitor, company="Contoso", decision="hired")
    page = visitor.page("/opportunities/2")
    assert "You have a new job" in text_of(page)
    assert page.select_one("main a[href='/landing']")
