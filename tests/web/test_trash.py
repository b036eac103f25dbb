"""The page of the trash, and those that ask before anything goes for good."""

import pytest

from tests.web.conftest import text_of
from tests.web.people import JO, MARTA, turned_down


@pytest.fixture(autouse=True)
def people(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="out", channel="email", text="Thank you")
    visitor.post(f"/contacts/{MARTA}/delete", back="/")


def test_it_works(visitor):
    page = visitor.page("/trash")
    row = text_of(page, ".trash li")
    assert "Marta Nowak A person · Northwind" in row
    assert "Deleted 23 November goes 23 December" in row
    answer = visitor.post(f"/trash/contacts/{MARTA}/returns")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Marta Nowak is back, with all that went along."
    assert "Nothing is in the trash." in text_of(page)
    assert "Thank you" in text_of(visitor.page(f"/contacts/{MARTA}"))
    visitor.undo(answer)
    assert visitor.get(f"/contacts/{MARTA}").status_code == 404


def test_for_good(visitor):
    page = visitor.page(f"/trash/contacts/{MARTA}/delete")
    said = text_of(page)
    assert "What goes: Marta Nowak , 1 touchpoint, 1 encounter and 1 job." in said
    assert "This cannot be undone." in said
    answer = visitor.post(f"/trash/contacts/{MARTA}/delete")
    assert answer.status_code == 303
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "It is deleted for good, and gone from the file."
    assert page.select_one("#notice form") is None
    for address in ("returns", "delete"):
        assert visitor.post(f"/trash/contacts/{MARTA}/{address}").status_code == 404
    assert visitor.get(f"/trash/contacts/{MARTA}/delete").status_code == 404


def test_empty_the_trash(visitor):
    visitor.post(f"/contacts/{JO}/delete", back="/")
    page = visitor.page("/trash/delete")
    assert "What goes: 2 people, 1 touchpoint, 2 encounters and 2 jobs." in text_of(page)
    visitor.post("/trash/delete")
    assert "Nothing is in the trash." in text_of(visitor.page("/trash"))
    page = visitor.page("/trash/delete")
    assert page.select_one("main form .primary") is None
    assert visitor.post("/trash/delete").status_code == 303


def test_asking_changes_nothing(visitor):
    for address in (f"/trash/contacts/{MARTA}/delete", "/trash/delete"):
        visitor.page(address)
    assert "Marta" in text_of(visitor.page("/trash"), ".trash")


@pytest.mark.parametrize(
    "path", ["/trash/settings/1/delete", "/trash/writings/1/delete", "/trash/contacts/0/delete"]
)
def test_what_is_not_there(visitor, path):
    assert visitor.get(path).status_code == 404
    assert visitor.post(path).status_code == 404


def test_somebody_who_is_not_in_the_trash(visitor):
    assert visitor.get(f"/trash/contacts/{JO}/delete").status_code == 404
    assert visitor.post(f"/trash/contacts/{JO}/delete").status_code == 404
    visitor.page(f"/contacts/{JO}")


def test_many(visitor):
    for number in range(55):
        visitor.post("/add", line=f"Person{number} Aye", back="/")
        visitor.post(f"/contacts/{number + 3}/delete", back="/")
    assert len(visitor.page("/trash").select(".trash li")) == 50
    assert len(visitor.page("/trash?page=2").select(".trash li")) == 6
    assert "nothing older" in text_of(visitor.page("/trash?page=9"))
    for odd in ("x", "-1", "9" * 30):
        assert visitor.get(f"/trash?page={odd}").status_code == 200


def test_there_is_a_way_to_it(visitor):
    assert visitor.page("/settings").select_one('a[href="/trash"]')


def test_names_are_shown_as_text(visitor):
    visitor.post("/add", line="<b>Tom</b> & Co", back="/")
    visitor.post("/contacts/3/delete", back="/")
    assert "&lt;b&gt;Tom" in visitor.get("/trash").text
    assert "<b>Tom" not in visitor.get("/trash").text


def test_each_kind_is_said_in_its_words(visitor):
    visitor.post(f"/contacts/{JO}/touchpoints", direction="in", channel="phone", text="مرحبا")
    visitor.post("/touchpoints/2/delete", back="/")
    visitor.post("/openings", contact=JO, kind="referral", day="2026-11-20", text="To Acme")
    visitor.post("/openings/1/delete")
    visitor.post("/reasons", owner=f"contact-{JO}", text="Her talk")
    visitor.post("/reasons/1/delete")
    visitor.post("/starters", intent="ask", text="One question, {name}")
    visitor.post("/starters/1/delete")
    visitor.post("/decisions/1/delete")
    visitor.post("/encounters/2/delete")
    rows = [" ".join(row.get_text(" ").split()) for row in visitor.page("/trash").select(".trash li")]
    assert len(rows) == 7
    said = " ".join(rows)
    for words in (
        "Phone call, 23 November A touchpoint · Jo Berg",
        "20 November A door that opened · Jo Berg",
    ):
        assert words in said
    for words in (
        "Her talk A reason to write · Jo Berg",
        "Turned down, 22 November A decision · Staff Engineer",
    ):
        assert words in said
    for link in visitor.page("/trash").select(".trash a"):
        visitor.page(str(link["href"]))
