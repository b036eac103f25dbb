"""Quick add from the week and from its own page."""

from datetime import date

import pytest

from tests.web.conftest import first_button, text_of, tree, value_of
from tests.web.people import add


def test_it_works(visitor):
    answer = visitor.post(
        "/add", line="Dana Li, VP Eng @ Acme, final round for Staff Engineer, in 3 weeks", back="/add"
    )
    assert answer.headers["Location"] == "/add?done=1"
    assert "Added Dana Li at Acme. Comes up on 14 December." in text_of(
        visitor.page("/add?done=1"), "#notice"
    )
    words = text_of(visitor.page("/contacts/1"))
    assert "VP Eng · Acme" in words
    assert "14 December" in words


def test_the_line_is_filled_in_by_what_was_shared(visitor):
    page = visitor.page("/add?title=Dana+Li&url=https://linkedin.com/in/danali")
    assert value_of(page, "#line") == "Dana Li, https://linkedin.com/in/danali"


def test_somebody_who_is_here_is_offered_not_doubled(visitor):
    add(visitor, "Dana Li @ Acme, dana@acme.example")
    answer = visitor.post("/add", line="Dana Li, VP Eng @ Acme, +49 170 1234567", back="/add")
    page = tree(answer, 422)
    assert "Yes: Dana Li, Acme" in text_of(page, ".note")
    assert "name" not in first_button(page, "/add"), "Enter presses it"
    assert value_of(page, "#line") == "Dana Li, VP Eng @ Acme, +49 170 1234567"
    visitor.post("/add", line="Dana Li, VP Eng @ Acme, +49 170 1234567", into="1")
    words = text_of(visitor.page("/contacts/1"))
    assert "VP Eng · Acme" in words
    assert "+49 170 1234567" in words


def test_the_same_address_is_the_same_person(visitor):
    add(visitor, "Dana Li, dana@acme.example")
    assert visitor.post("/add", line="D. Li, DANA@acme.example").status_code == 422


def test_another_person_of_that_name(visitor):
    add(visitor, "Dana Li @ Acme")
    assert visitor.post("/add", line="Dana Li @ Beta", another="y").status_code == 303
    assert "Beta" in text_of(visitor.page("/contacts/2"))


def test_the_dead_are_not_offered(visitor):
    add(visitor, "Dana Li @ Acme")
    visitor.post("/contacts/1/standing", because="died")
    assert visitor.post("/add", line="Dana Li @ Beta").status_code == 303


def test_an_ambiguous_day_is_asked_back_and_nothing_is_lost(visitor):
    answer = visitor.post("/add", line="Dana Li @ Acme, 12/1")
    page = tree(answer, 422)
    assert "1 December" in text_of(page, "#line-wrong")
    assert "12 January" in text_of(page, "#line-wrong")
    assert value_of(page, "#line") == "Dana Li @ Acme, 12/1"


def test_an_undone_add_is_gone(visitor):
    add(visitor, "Dana Li @ Acme")
    visitor.post("/undos/1")
    assert visitor.get("/contacts/1").status_code == 404


def test_who_was_added_today_is_listed_with_undo(visitor, clock):
    add(visitor, "Dana Li @ Acme")
    add(visitor, "Ruth Aye")
    page = visitor.page("/add")
    assert "Added today 2 Ruth Aye Undo Dana Li Acme Undo" in text_of(page, "section[aria-labelledby=added]")
    visitor.post("/undos/2", back="/add")
    assert "Ruth Aye" not in text_of(visitor.page("/add"), "section[aria-labelledby=added]")
    clock.day = date(2026, 11, 24)
    assert visitor.page("/add").select_one("#added") is None


def test_chips_show_what_was_understood(visitor):
    page = visitor.page("/add/chips?line=Dana Li, VP Eng @ Acme, final round, in 3 weeks")
    assert [chip.text for chip in page.select("#chips .chip")] == [
        "Dana Li",
        "VP Eng",
        "Acme",
        "final round",
        "Mon 14 Dec",
    ]


@pytest.mark.parametrize("line", ["", "   ", "x" * 3000, "in 3 weeks", "\x00"])
def test_chips_never_complain(visitor, line):
    answer = visitor.app.test_client().get("/add/chips", query_string={"line": line}, headers=visitor.headers)
    assert answer.status_code == 200


def test_the_page_is_light(visitor):
    assert "htmx.min.js" not in visitor.get("/add").text
