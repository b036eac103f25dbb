"""What many tests need: an app with a database of its own, on a day that stands still."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask

from followup import create_app, demo
from followup.actions import writings
from followup.clock import FixedClock
from followup.config import load
from followup.db import as_one, db
from followup.domain.values import Question
from tests.browser.chromium import HELP, find
from tests.factories import stage_files


def open_app(folder: Path, clock: FixedClock) -> Flask:
    """An app on the data folder `folder`."""
    return create_app(load({"FOLLOWUP_DATA": str(folder)}), clock=clock)


@contextmanager
def inside(folder: Path, clock: FixedClock, copy_of: Path | None = None) -> Generator[Flask]:
    """An app on the data folder `folder`, which is a copy of another one where that is given; its context open."""
    if copy_of:
        shutil.copytree(copy_of, folder)
    app = open_app(folder, clock)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database: copying it is quicker than making one."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    with inside(folder, FixedClock(date(2026, 11, 23))):
        return folder


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, empty_folder: Path) -> Path:
    """A data folder with the made-up year, and a day of private writing. Copied, never served."""
    folder, today = tmp_path_factory.mktemp("demo") / "data", date(2026, 11, 23)
    with inside(folder, FixedClock(today), empty_folder):
        with as_one():
            demo.fill(today)
        day = writings.start(Question.FEEL, today, datetime(2026, 11, 23, 11, 53))
        stage_files(today)
        writings.save(day, 1, "They were kind about it, which made it worse.\n\nI had seen myself there.")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    found = find()
    if found is None:
        pytest.fail(HELP, pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, chromium: Path) -> dict:
    # Playwright itself passes --no-sandbox, without which Chromium refuses to run as root.
    return browser_type_launch_args | {"executable_path": str(chromium)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    # A date field is typed into in the order of the language.
    return browser_context_args | {"locale": "en-US", "timezone_id": "UTC"}


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands on Monday, 23 November 2026, until a test moves it."""
    return FixedClock(date(2026, 11, 23))


@pytest.fixture
def app(tmp_path: Path, clock: FixedClock, empty_folder: Path) -> Iterator[Flask]:
    """An app with an empty database, its context open."""
    with inside(tmp_path / "data", clock, empty_folder) as made:
        yield made
