"""Browser tests: a real server, a real Chromium, and an ear for what the browser complains about."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import factories
from tests.browser.hands import WAYS
from tests.browser.house import House, housed
from tests.browser.pages import Names, cast
from tests.browser.server import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program itself in a process, with an empty database of its own, for the tests of one file."""
    with serving(tmp_path_factory.mktemp("server") / "data", TZ="Europe/Berlin") as running:
        yield running


@pytest.fixture(scope="session")
def demo_house(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[House]:
    """The made-up year, served to all tests: only for looking."""
    with housed(demo_folder, tmp_path_factory.mktemp("served") / "demo") as house:
        yield house


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory, empty_folder: Path) -> Iterator[House]:
    """Nobody yet, served to all tests: only for looking."""
    with housed(empty_folder, tmp_path_factory.mktemp("served") / "empty") as house:
        yield house


@pytest.fixture(scope="session")
def names(demo_house: House) -> Names:
    """Which row of the made-up year is which."""
    return cast(demo_house)


@pytest.fixture(scope="session")
def _own_house(tmp_path_factory: pytest.TempPathFactory, empty_folder: Path) -> Iterator[House]:
    with housed(empty_folder, tmp_path_factory.mktemp("served") / "own") as house:
        yield house


@pytest.fixture
def own_demo(_own_house: House, demo_folder: Path) -> House:
    """The made-up year, for a test that changes something."""
    _own_house.move_in(demo_folder)
    return _own_house


@pytest.fixture
def house_with(_own_house: House, empty_folder: Path) -> Callable[..., House]:
    """A house of one's own with the people of some quick-add lines: `house_with("Dana Li @ Acme", ...)`."""

    def build(*lines: str) -> House:
        _own_house.move_in(empty_folder)
        with _own_house.app.app_context():
            for line in lines:
                factories.add(line)
        return _own_house

    return build


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """How somebody uses the pages."""
    return request.param
