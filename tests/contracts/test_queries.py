"""The number of SQL statements of a page does not grow with what it shows."""

from datetime import date

import pytest
from sqlalchemy import event

from followup.db import engine
from tests.web.conftest import Visitor
from tests.web.people import add, turned_down

MOST = 8


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


@pytest.mark.parametrize("path", ["/", "/add", "/contacts/1", "/opportunities/new"])
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


def test_a_contact_with_many_colleagues(app, statements):
    visitor = Visitor(app)
    add(visitor, "Dana Li @ Acme")
    statements.clear()
    visitor.page("/contacts/1")
    alone = len(statements)
    for number in range(10):
        add(visitor, f"Person{number} Aye @ Acme")
    statements.clear()
    visitor.page("/contacts/1")
    assert len(statements) == alone
