"""The number of SQL statements of a page does not grow with what it shows."""

from datetime import date

import pytest
from sqlalchemy import event

from followup.db import engine
from tests.web.conftest import Visitor
from tests.web.people import add

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


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/add", "/contacts/1", "/opportunities/new"),
        *("/companies", "/companies?q=comp", "/companies/1", "/companies/1/edit"),
        *("/settings", "/settings/preview?gap=30&company_gap=30", "/tags", "/tags/1"),
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


@pytest.mark.parametrize("path", ["/contacts/1", "/companies/1", "/tags/1"])
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
