"""Recording what became of an opportunity."""

import pytest

from tests.web.conftest import text_of, tree, value_of
from tests.web.people import JO, MARTA, TWO, turned_down


def test_it_works(visitor):
    turned_down(visitor)
    words = text_of(visitor.page("/opportunities/1?done=1"))
    assert "Staff Engineer" in words
    assert "Marta Nowak Hiring manager · told you Today a short thank-you" in words
    assert "Jo Berg Panel 27 December one hello" in words
    assert "Recorded: Staff Engineer at Northwind, with 2 people." in text_of(
        visitor.page("/?done=1"), "#notice"
    )


def test_one_more_row_changes_nothing(visitor):
    answer = visitor.post(
        "/opportunities/new",
        {"company": "Northwind", "people-0-name": "Marta", "people-1-name": "", "another_person": "y"},
    )
    page = tree(answer)
    assert len(page.select(".person")) == 3
    assert value_of(page, "#people-0-name") == "Marta"
    assert visitor.get("/contacts/1").status_code == 404


def test_the_plan_is_shown_before_anything_is_saved(visitor):
    answer = visitor.post("/opportunities/new", TWO, preview="y")
    words = text_of(tree(answer), ".steps")
    assert "Today MN Marta Nowak a short thank-you Marta told you yesterday." in words
    assert "23 December MN Marta Nowak a note Monthly from then on" in words
    assert "27 December JB Jo Berg one hello" in words
    assert words.count("the next word is up to them.") == 1
    assert visitor.get("/contacts/1").status_code == 404
    assert visitor.get("/opportunities/1").status_code == 404


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"company": ""}, "Which company was it?"),
        ({"company": "x" * 201}, "200 characters are the most."),
        ({"decided_on": "2026-11-24"}, "2026-11-24 is still to come."),
        ({"decided_on": "0001-01-01"}, "Give a day from 1900 to 2199."),
        ({"stage": "later"}, "Choose one of the values offered."),
        ({"people-0-told_you": "false"}, "Say who told you"),
        ({"people-1-name": "Marta Nowak"}, "The same person is listed twice."),
        ({"people-1-name": "y" * 201}, "200 characters are the most."),
        (
            {"people-1-plan": "correspondent", "people-0-plan": "correspondent"},
            "One correspondent per company",
        ),
        ({"feedback": "a\x00b"}, "a character that no text can hold"),
    ],
)
def test_bad_input_is_said_at_its_place_and_nothing_is_saved(visitor, changes, message):
    answer = visitor.post("/opportunities/new", {**TWO, **changes})
    assert answer.status_code == 422
    assert message in answer.text
    assert visitor.get("/opportunities/1").status_code == 404
    assert visitor.get("/contacts/1").status_code == 404


def test_people_who_are_here_are_recognised(visitor):
    turned_down(visitor)
    turned_down(visitor, title="Principal Engineer", decided_on="2026-11-23")
    assert visitor.get("/contacts/3").status_code == 404


def test_undo_takes_everything_back(visitor):
    turned_down(visitor)
    visitor.post("/undos/1")
    assert visitor.get(f"/contacts/{MARTA}").status_code == 404
    assert visitor.get(f"/contacts/{JO}").status_code == 404
    assert visitor.get("/opportunities/1").status_code == 404


@pytest.mark.parametrize("decision", ["no_answer", "frozen", "cancelled", "withdrawn", "offer", "hired"])
def test_every_ending_can_be_recorded(visitor, decision):
    turned_down(visitor, decision=decision)
    assert visitor.get("/opportunities/1").status_code == 200


def test_a_namesake_elsewhere_is_somebody_else(visitor):
    turned_down(visitor)
    turned_down(visitor, company="Globex")
    assert "Northwind" in text_of(visitor.page(f"/contacts/{MARTA}"), ".pagehead")
    assert "Globex" in text_of(visitor.page("/contacts/3"), ".pagehead")


def test_the_dead_are_in_no_match(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="died")
    turned_down(visitor, title="Another role")
    assert "A short thank-you" in text_of(visitor.page("/contacts/3"), "aside .why")


def test_one_correspondent_per_company_also_when_the_old_one_was_met_again(visitor):
    turned_down(visitor, decided_on="2026-06-01")
    changes = {"people-0-name": "Jo Berg", "people-1-name": "Marta Nowak", "title": "Another role"}
    turned_down(visitor, **changes)
    marta = text_of(visitor.page(f"/contacts/{MARTA}"), "#part-rhythm")
    jo = text_of(visitor.page(f"/contacts/{JO}"), "#part-rhythm")
    assert "Only the address book" in marta, "Marta is in the address book now"
    assert "Every month" in jo


def test_told_me_counts_only_where_a_person_told(visitor):
    turned_down(visitor, told="letter")
    assert "The answer from Northwind came yesterday." in text_of(
        visitor.page(f"/contacts/{MARTA}"), "aside .why"
    )


@pytest.mark.parametrize("path", ["/opportunities/new", "/contacts/new"])
def test_a_part_without_a_name_is_left_out(visitor, path):
    body = b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"
    headers = {**visitor.headers, "Content-Type": "multipart/form-data; boundary=b"}
    answer = visitor.app.test_client().post(path, data=body, headers=headers)
    assert answer.status_code == 422
