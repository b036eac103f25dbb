"""Browser tests: a real server, a real Chromium, and an ear for what the browser complains about."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.chromium import HELP, find
from tests.browser.server import Server, serving

# Chromium's own line for every answer of 400 to 499; a form with a mistake in it is such an answer.
ALLOWED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`));
"""


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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an empty database of its own, for the tests of one file."""
    with serving(tmp_path_factory.mktemp("server") / "data", TZ="Europe/Berlin") as running:
        yield running


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What went wrong in the browser while the test ran; a test that ends with any has failed."""
    heard: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ALLOWED.search(message.text):
            heard.append(f"{message.type}: {message.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: heard.append(f"exception: {error}"))
    page.add_init_script(LISTEN)
    yield heard
    assert heard == []
