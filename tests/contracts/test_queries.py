"""The number of SQL statements of a page does not grow with what it shows, and none reads a whole large table."""

import re
from datetime import date

import pytest
from sqlalchemy import event

from followup.db import engine
from tests.web.conftest import Visitor
from tests.web.people import add, turned_down

MOST = 8
#: A walk along an index in its order, which ends with the page or reads nothing but names, is none.
WHOLE = re.compile(
    r"SCAN (contacts|touchpoints|companies|employments|encounters|opportunities|decisions|changes)\b"
    r"(?! USING (COVERING )?INDEX ix_(contacts_list|companies_folded))"
)


@pytest.fixture
def statements(app):
    """Every statement that is sent, BEGIN left out."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield sent
    event.remove(engine(), "before_cursor_execute", note)


def fill(visitor: Visitor, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        add(visitor, f"Person{number} Aye @ Company{number}, person{number}@example.org, #tag{number}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/add",
        "/contacts",
        "/contacts?q=aye",
        "/contacts?q=tag",
        "/contacts/1",
        "/contacts/1/edit",
        "/contacts/1/notes",
        "/contacts/1/timeline",
        "/contacts/new",
        "/opportunities/new",
        *("/openings", "/openings/new?contact=1", "/landing", "/promises"),
        *("/companies", "/companies?q=comp", "/companies/1", "/companies/1/edit"),
        *("/search?q=aye", "/search?q=comp", "/search?q=a", "/search?q=aye&kind=contacts", "/shortcuts"),
        *("/checkins", "/checkins/new?company=1", "/writing"),
        *("/duplicates", "/contacts/1/merges", "/contacts/1/merges?with=2", "/trash", "/trash/delete"),
        *("/contacts/1/draft", "/starters", "/reasons/new"),
        *("/selections?all=y", "/selections?all=y&q=aye", "/selections?who=1-9", "/settings/backups"),
        *("/import", "/picks", "/picks?q=aye&company=company1&who=1"),
        *("/settings", "/settings/preview?gap=30&company_gap=30", "/tags", "/tags/1", "/export"),
    ],
)
def test_it_works(app, clock, statements, path):
    visitor = Visitor(app)
    fill(visitor, 10)
    clock.day = date(2026, 12, 1)
    statements.clear()
    visitor.page(path)
    few = len(statements)
    fill(visitor, 10, start=10)
    statements.clear()
    visitor.page(path)
    assert len(statements) == few
    assert few <= MOST


def test_an_opportunity_with_many_people(app, statements):
    visitor = Visitor(app)
    turned_down(visitor)
    found = []
    for more in range(2):
        for path in ("/opportunities/1", "/opportunities/1/decisions", "/opportunities"):
            statements.clear()
            visitor.page(path)
            found.append(len(statements))
        for number in range(0 if more else 9):
            fields = {"name": f"Person{number} Aye", "part": "peer"}
            assert visitor.post("/opportunities/1/encounters", fields).status_code == 303
    assert found[:3] == found[3:]
    assert found[0] <= MOST
    assert found[2] <= MOST


@pytest.mark.parametrize("path", ["/contacts/1", "/contacts/1/draft", "/companies/1", "/tags/1"])
def test_many_colleagues(app, statements, path):
    visitor = Visitor(app)
    add(visitor, "Dana Li @ Acme, #python")
    statements.clear()
    visitor.page(path)
    alone = len(statements)
    for number in range(10):
        add(visitor, f"Person{number} Aye @ Acme, #python")
    statements.clear()
    visitor.page(path)
    assert len(statements) == alone <= MOST


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/add",
        "/contacts",
        "/contacts?sort=name",
        "/contacts?sort=touched",
        "/contacts?q=person",
        *("/search?q=person", "/search?q=company", "/search?q=p"),
        "/contacts/1",
        "/contacts/1/draft",
    ],
)
def test_no_table_that_grows_is_read_from_end_to_end(app, path):
    visitor = Visitor(app)
    fill(visitor, 2)
    plans: list[str] = []

    def explain(connection, cursor, statement, parameters, *_):
        if statement.startswith(("SELECT", "WITH")):
            plan = connection.connection.driver_connection.execute(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            plans.extend(row[3] for row in plan)

    event.listen(engine(), "before_cursor_execute", explain)
    visitor.page(path)
    event.remove(engine(), "before_cursor_execute", explain)
    assert plans
    assert [plan for plan in plans if WHOLE.search(plan)] == []


def test_a_touchpoint_with_reasons_to_have_used(app, statements):
    visitor = Visitor(app)
    add(visitor, "Dana Li @ Acme")
    visitor.post("/contacts/1/touchpoints", direction="out", channel="email")

    def look() -> list[int]:
        found = []
        for path in ("/touchpoints/1/edit", "/contacts/1", "/?done=2"):
            statements.clear()
            visitor.page(path)
            found.append(len(statements))
        return found

    none = look()
    for number in range(9):
        visitor.post("/reasons", owner="contact-1", text=f"news {number}")
    assert look() == none
    assert max(none[:2]) <= MOST


def test_a_contact_with_a_long_history(app, statements):
    visitor = Visitor(app)
    add(visitor, "Dana Li @ Acme")

    def look() -> int:
        statements.clear()
        visitor.page("/contacts/1")
        return len(statements)

    few = look()
    for number in range(60):
        visitor.post("/contacts/1/touchpoints", direction="out", channel="email", text=str(number))
        visitor.post("/contacts/1/tags", tags=f"tag{number}")
    assert look() == few <= MOST
