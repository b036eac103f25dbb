"""Every page, on a phone and on a desk, by day and by night: readable, usable, nothing blocked, nothing cut off.

A page is loaded once and then looked at in windows of several sizes, which is what turning a phone does, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import checks
from tests.browser.house import House
from tests.browser.pages import PAGES, Names, Place, visit

PHONE, DESK = 390, 1280
HEIGHT = 844


@dataclass
class View:
    """A page in a window, and what it complained about since before it was loaded."""

    place: Place
    page: Page
    ear: checks.Ear

    def show(self, width: int, theme: str = "light", text: str = "100%") -> Page:
        """The page in a window of that width. `text` is the browser's size of text."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=theme)  # ty: ignore[invalid-argument-type]
        # Through the object model, which the policy allows; it is what a browser's setting for text does to `rem`.
        self.page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        return self.page


@pytest.fixture(scope="module", params=PAGES, ids=lambda place: place.name)
def view(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict,
    demo_house: House,
    empty_house: House,
    names: Names,
) -> Iterator[View]:
    """Each page in turn. Nothing moves, so that colours are those of the theme at once."""
    place: Place = request.param
    size: ViewportSize = {"width": PHONE, "height": HEIGHT}
    context = browser.new_context(**browser_context_args, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    ear = checks.Ear(page)
    visit(page, empty_house if place.empty else demo_house, place, names)
    yield View(place, page, ear)
    context.close()


@pytest.fixture(scope="session")
def pictures(pytestconfig: pytest.Config) -> Path:
    """Where the screenshots go, to be looked at by people."""
    return pytestconfig.rootpath / pytestconfig.getoption("--output") / "screenshots"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_works(view: View, pictures: Path, width: int, theme: str):
    page = view.show(width, theme)
    rules = checks.EVERYTHING if theme == "light" else checks.COLOURS
    # What is around something unfolded is looked at without it, too.
    found = checks.axe(page, rules, ":is(details[open], .editing)" if view.place.opened else "body")
    found += checks.wide(page) + checks.clipped(page, lists=True) + checks.small(page) + checks.twice(page)
    # To hide the caret, a picture would put a style into the page, which the policy would report.
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=pictures / f"{view.place.name}-{width}-{theme}.png", full_page=True, caret="initial")
    checks.well(found, view.ear.heard)


# 320 px are the smallest phone, and 1280 px at 400 %. What unfolds must fit between phone and desk, too.
@pytest.mark.parametrize("width", [320, 600, 800, 1000])
def test_nothing_sticks_out(view: View, width: int):
    page = view.show(width)
    checks.well(checks.wide(page), checks.clipped(page))


def test_text_twice_as_large(view: View):
    page = view.show(PHONE, text="200%")
    checks.well(checks.wide(page), checks.clipped(page))


def test_a_short_page_begins_at_the_top(page: Page, demo_house: House):
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    page.goto(f"{demo_house.url}/add")
    box = page.locator("h1").bounding_box()
    assert box
    assert box["y"] < 120
