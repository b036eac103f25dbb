"""Picking a few of the address book who are worth staying in touch with."""

from datetime import date, timedelta

from followup.actions import picks as actions
from followup.actions import standing
from followup.domain import week
from followup.domain.values import Closing
from followup.storage import doctor
from tests.factories import TODAY, log, person, planned, stored
from tests.web.conftest import text_of, tree

MONDAY = date(2026, 11, 30)


def book(*names):
    return [person(f"{name}, just in the address book") for name in names]


def rhythms():
    return {row[0]: row[4] for row in stored()["contacts"]}


def test_it_works(app, visitor):
    ids = book("Ruth @ Acme", "Tomas @ Acme", "Priya @ Globex", "Jo", "Sam")
    page = visitor.page("/picks")
    assert [str(box["value"]) for box in page.select("[name=who]")] == list(map(str, ids))
    answer = visitor.post("/picks", {"who": ids[:4], "back": "/picks", "request_id": "once"})
    assert answer.status_code == 303
    said = text_of(visitor.page(answer.headers["Location"]), "#notice")
    assert "Four people: twice a year, the first hello within two weeks." in said
    assert [rhythms()[who] for who in ids] == [180, 180, 180, 180, None]
    due = [planned()[who][0].due_on for who in ids]
    assert due == [MONDAY, MONDAY, MONDAY, MONDAY + timedelta(7), None]
    assert doctor(TODAY) == []
    again = visitor.post("/picks", {"who": ids[:4], "back": "/picks", "request_id": "once"})
    assert again.headers["Location"] == answer.headers["Location"]
    visitor.undo(answer)
    assert set(rhythms().values()) == {None}
    assert doctor(TODAY) == []


def test_a_second_time_goes_on_where_the_first_ended(app):
    ids = book("Ruth", "Tomas", "Priya", "Jo")
    actions.pick(ids[:2], TODAY)
    actions.pick(ids[2:], TODAY)
    assert [planned()[who][0].due_on for who in ids] == [MONDAY, MONDAY, MONDAY, MONDAY + timedelta(7)]


def test_only_who_was_never_written_to_is_there(app, visitor):
    ruth, tomas, priya, jo = book("Ruth", "Tomas", "Priya", "Jo")
    person("Sam, monthly")
    log(ruth)
    standing.close(tomas, Closing.RATHER_NOT, TODAY)
    standing.close(priya, Closing.DIED, TODAY)
    assert [str(box["value"]) for box in visitor.page("/picks").select("[name=who]")] == [str(jo)]
    assert visitor.post("/picks", {"who": [ruth, tomas, priya]}).status_code == 422
    assert rhythms()[tomas] is None


def test_nobody_ticked(app, visitor):
    book("Ruth")
    for fields in ({}, {"who": "x"}, {"who": "9" * 30}, {"who": "77"}):
        page = tree(visitor.post("/picks", fields), 422)
        assert "Tick somebody first." in text_of(page)


def test_finding_keeps_who_is_ticked(app, visitor):
    ruth, tomas, priya = book("Ruth @ Acme", "Tomas @ Acme", "Priya @ Globex")
    page = visitor.page(f"/picks?who={priya}&company=acme")
    assert [str(box["value"]) for box in page.select("[name=who]")] == [str(priya), str(ruth), str(tomas)]
    assert [str(box["value"]) for box in page.select("[name=who][checked]")] == [str(priya)]
    page = visitor.page("/picks?q=tom")
    assert [str(box["value"]) for box in page.select("[name=who]")] == [str(tomas)]
    assert "like that" in text_of(visitor.page("/picks?q=nobody"))
    assert visitor.get("/picks?q=" + "x" * 300).status_code == 200


def test_more_than_fifty(app, visitor):
    book(*(f"Person{number}" for number in range(60)))
    page = visitor.page("/picks")
    assert len(page.select("[name=who]")) == 50
    more = visitor.with_htmx().get(str(page.select_one("#more a")["href"]))
    assert "<html" not in more.text
    assert more.text.count('name="who"') == 10


def test_nobody_is_there(app, visitor):
    page = visitor.page("/picks")
    assert page.select_one('main a[href="/import"]') is not None


def test_first_hellos_come_three_a_week():
    sunday = date(2026, 11, 29)
    found = week.first_hellos(4, {MONDAY: 2}, sunday, 0)
    assert found == [MONDAY, *[MONDAY + timedelta(7)] * 3]
