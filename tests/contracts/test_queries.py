"""Pages cost the same however many contacts there are: as many statements, found by indexes."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import sqlite

from followup.db import engine, reading
from followup.domain.values import Standing
from followup.queries import week
from tests.web.conftest import Visitor
from tests.web.people import add

MOST = 8
TODAY, END = date(2026, 11, 23), date(2026, 11, 29)


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
    ["/", "/add", "/contacts", "/contacts?q=aye", "/contacts?q=tag", "/contacts/1", "/opportunities/new"],
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


def explained(session, statement) -> list[str]:
    """How SQLite goes about a statement."""
    sql = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]


@pytest.mark.parametrize(
    ("statement", "indexes"),
    [
        (week._due(END, TODAY), ["ix_contacts_due", "ix_contacts_lapse"]),
        (week._quiet(Standing.RESTING, END, TODAY), ["ix_contacts_standing", "ix_contacts_lapse"]),
    ],
)
def test_who_is_in_the_week_is_found_by_indexes(app, statement, indexes):
    with reading() as session:
        steps = explained(session, statement)
    assert not any(step.startswith("SCAN contacts") for step in steps)
    assert [index for index in indexes if any(f"INDEX {index} " in step for step in steps)] == indexes
