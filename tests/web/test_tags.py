"""Tags: the list, and the page of one."""

import pytest

from tests.web.conftest import text_of
from tests.web.people import add, add_many, rhythm_of


@pytest.fixture(autouse=True)
def people(visitor):
    add(visitor, "Ruth Aye @ Tidewater, in 3 weeks #python")
    add(visitor, "Sam Roe, just in the address book #python #poland")


def test_it_works(visitor):
    page = visitor.page("/tags/1")
    assert text_of(page, "h1") == "python"
    people = text_of(page, "section[aria-labelledby=people]")
    assert "Ruth Aye Tidewater 14 December" in people
    assert "Sam Roe No date" in people
    assert "1 person who follow" in text_of(page, "aside")


def test_the_list(visitor):
    visitor.post("/tags/1/edit", name="python", cadence="60")
    rows = [" ".join(row.get_text(" ").split()) for row in visitor.page("/tags").select(".lines li")]
    assert rows == ["poland 1 person No rhythm of its own", "python 2 people Every two months"]


def test_nobody_has_one(visitor):
    visitor.post("/tags/1/delete")
    visitor.post("/tags/2/delete")
    assert "Nobody has a tag yet." in text_of(visitor.page("/tags"))
    assert "Nobody has this tag now." in text_of(visitor.page("/tags/1"))


def test_a_rhythm_for_those_who_follow(visitor):
    answer = visitor.post("/tags/1/edit", name="python", cadence="90", also_theirs="y")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "python: quarterly. One person takes it."
    assert rhythm_of(visitor, 1) == "90"
    visitor.undo(answer)
    assert rhythm_of(visitor, 1) == "30"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": ""}, "What is it called?"),
        ({"name": "x" * 201}, "200 characters are the most."),
        ({"name": "POLAND"}, "Another tag has this name already."),
        ({"cadence": "31"}, "Choose one of the values offered."),
        ({"name": "a\x00b"}, "a character that no text can hold"),
    ],
)
def test_bad_input_is_said(visitor, fields, message):
    answer = visitor.post("/tags/1/edit", {"name": "python", "cadence": "60", **fields})
    assert answer.status_code == 422
    assert message in answer.text
    assert text_of(visitor.page("/tags/1"), "h1") == "python"


def test_no_such_tag(visitor):
    assert visitor.get("/tags/99").status_code == 404
    assert visitor.post("/tags/99/edit", name="x").status_code == 404
    assert visitor.post("/tags/99/delete").status_code == 404


def test_delete_and_undo(visitor):
    answer = visitor.post("/tags/1/delete")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "The tag python is gone. Everybody keeps their rhythm."
    assert "python" not in text_of(page, ".lines")
    visitor.undo(answer)
    assert "2 people" in text_of(visitor.page("/tags/1"))


def test_many_people(visitor):
    add_many(visitor, 60, ", #many")
    page = visitor.page("/tags/3")
    assert len(page.select(".lines li")) == 51
    more = page.select_one("#more a")
    assert more is not None
    rest = visitor.with_htmx().page(str(more["data-hx-get"]))
    assert len(rest.select("li")) == 10
    assert len(visitor.page(str(more["href"])).select(".lines li")) == 10
    for odd in ("x", "-1", "9" * 30, "1e3"):
        assert visitor.get(f"/tags/3?from={odd}").status_code == 200


def test_names_of_any_script(visitor):
    add(visitor, "Tom Oak #مبرمج")
    assert "مبرمج" in text_of(visitor.page("/tags"))
    assert text_of(visitor.page("/tags/3"), "h1") == "مبرمج"
