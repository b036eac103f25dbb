"""Followup in this process, on a database that is put back to what it was as often as a test likes."""

import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from followup.clock import FixedClock
from followup.db import DATABASE, db
from tests.conftest import open_app
from tests.factories import ASKS, TODAY
from tests.torture.forms import UNLINKED, Found, look_around
from tests.web.conftest import Visitor


class Home:
    """An app, with the made-up year (`demo`) or nobody in it. `sources`: their data folders."""

    def __init__(self, folder: Path, year: Path, empty: Path) -> None:
        self.folder = folder
        self.database = folder / DATABASE
        self._sources = {False: year / DATABASE, True: empty / DATABASE}
        shutil.copytree(year, folder)
        self.clock = FixedClock(TODAY)
        self.start()

    def start(self) -> None:
        """Begin as a new process does."""
        self.app = open_app(self.folder, self.clock)
        self.visitor = Visitor(self.app)
        self.htmx = self.visitor.with_htmx()

    def again(self, empty: bool = False) -> None:
        """Begin again with the year, or with nobody."""
        self.close()
        for left in self.folder.glob(f"{DATABASE}-*"):
            left.unlink()
        shutil.copyfile(self._sources[empty], self.database)

    def close(self) -> None:
        """Let go of the file."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def dump(self) -> list[str]:
        """Every row of every table, as another program reads the file."""
        with closing(sqlite3.connect(self.database)) as connection:
            return list(connection.iterdump())

    def look_around(self) -> Found:
        """All pages, and all forms of the year and of a house where nobody is yet."""
        self.again(empty=True)
        nobody = look_around(self.app, empty=True)
        self.again()
        with closing(sqlite3.connect(self.database)) as connection:
            change, logged = connection.execute(
                "SELECT max(id), max(id) FILTER (WHERE answer LIKE '%touchpoint%') FROM changes"
            ).fetchone()
            (asks,) = connection.execute(ASKS).fetchone()
        found = look_around(
            self.app, tuple(path.format(change=change, logged=logged, asks=asks) for path in UNLINKED)
        )
        found.forms = nobody.forms | found.forms
        return found


@contextmanager
def at_home(folder: Path, year: Path, empty: Path) -> Generator[Home]:
    """A home for as long as the block runs."""
    home = Home(folder, year, empty)
    try:
        yield home
    finally:
        home.close()
