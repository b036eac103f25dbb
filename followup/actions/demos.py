"""A made-up database to look around in, and its end. What fills it is handed in: see `followup.demo`."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, select, text

from followup.actions import searching
from followup.db import as_one, reading, writing
from followup.domain.errors import Conflict
from followup.models import Base, Contact, Setting, Writing
from followup.queries.settings import DEMO, KEYS, TALK_TO, THEME, TIME_ZONE


def begin(fill: Callable[[date], int], today: date) -> None:
    """Fill the empty database with made-up people: all or nobody. Raises Conflict where contacts are here already."""
    with as_one():
        with writing() as session:
            if session.scalar(select(Contact.id).limit(1)) is not None:
                raise Conflict("There are contacts here already, so nothing was changed.")
            session.merge(Setting(name=DEMO, value="yes"))
        fill(today)


def is_demo() -> bool:
    """Whether the database is made up."""
    with reading() as session:
        return session.get(Setting, DEMO) is not None


def end() -> None:
    """Empty a made-up database. Raises Conflict for one that is not made up.

    Private writing stays: none of it is made up, and nothing brings it back.
    """
    with writing() as session:
        if session.get(Setting, DEMO) is None:
            raise Conflict("These people are not made up, so nothing was changed.")
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for table in reversed(Base.metadata.sorted_tables):
            if table is Writing.__table__:
                continue
            emptied = delete(table)
            # How the pages look, what day it is, and whom to talk to were chosen for real.
            if table is Setting.__table__:
                emptied = emptied.where(Setting.name.not_in([KEYS, THEME, TIME_ZONE, TALK_TO]))
            session.execute(emptied)
        searching.rebuild(session)
