"""Followup behind a real port, in a thread of the tests: quick to start, and to be stopped in the middle.

`tests.browser.server` starts the program itself, in a process; this is for everything else.
"""

import shutil
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from followup.clock import FixedClock
from followup.db import DATABASE, db
from tests.conftest import open_app
from tests.factories import TODAY


class Door:
    """A WSGI application at a port of loopback. Stopped and started again, it keeps its port."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._app = app
        self._closing = threading.Event()
        self._closing.set()
        self.port = 0

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        """Listen: at any free port the first time, later at the same one. Open already, it stays so."""
        if not self._closing.is_set():
            return
        self._sockets: dict[int, Any] = {}
        self._closing.clear()
        self._server: Any = create_server(
            self._app, map=self._sockets, host="127.0.0.1", port=self.port, threads=4
        )
        self.port = self._server.effective_port
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, as if the program had been ended: every connection is cut. Once more does nothing."""
        if self._closing.is_set():
            return
        # Set by the loop itself: it would close the pipe of the trigger while that is being pulled.
        self._server.trigger.pull_trigger(self._closing.set)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the server of the tests did not stop"

    def _loop(self) -> None:
        while not self._closing.is_set():
            wasyncore.loop(timeout=1, map=self._sockets, count=1)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets)


@contextmanager
def opened(app: Callable[..., Any]) -> Generator[Door]:
    """A WSGI application at a port, for as long as the block runs."""
    door = Door(app)
    door.open()
    try:
        yield door
    finally:
        door.close()


class House:
    """Followup with a data folder of its own, on a day that stands still until `clock.day` is set."""

    def __init__(self, app: Flask, door: Door, folder: Path, clock: FixedClock) -> None:
        self.app, self.door, self.folder, self.clock = app, door, folder, clock

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return self.door.url

    def move_in(self, source: Path) -> None:
        """Begin again with what the data folder `source` holds, on the first day.

        Cheaper than another house, whose pages would be compiled anew.
        """
        self.door.close()
        self._dispose()
        shutil.copyfile(source / DATABASE, self.folder / DATABASE)
        self.clock.day = TODAY
        self.door.open()

    def close(self) -> None:
        """Give everything back."""
        self.door.close()
        self._dispose()

    def _dispose(self) -> None:
        with self.app.app_context():
            db.engine.dispose()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a SELECT finds in its database."""
        with self.app.app_context(), db.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    def count(self, table: str) -> int:
        """How many rows a table holds."""
        return self.rows(f"SELECT count(*) FROM {table}")[0][0]


@contextmanager
def housed(source: Path, folder: Path) -> Generator[House]:
    """Followup on `folder`, a fresh copy of the data folder `source`, which stays as it is."""
    shutil.copytree(source, folder)
    clock = FixedClock(TODAY)
    app = open_app(folder, clock)
    house = House(app, Door(app), folder, clock)
    house.door.open()
    try:
        yield house
    finally:
        house.close()
