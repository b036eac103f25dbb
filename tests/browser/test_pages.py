"""Every page, on a phone and on a desk, by day and by night: readable, usable, nothing blocked, nothing cut off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import checks
from tests.browser.house import House
from tests.browser.pages import PAGES, Names, Place, visit

PHONE, DESK = 390, 1280
HEIGHT = 844

everywhere = pytest.mark.parametrize("place", PAGES, ids=[place.name for place in PAGES])


@pytest.fixture
def arrive(
    new_context: Callable[..., BrowserContext], demo_house: House, empty_house: House, names: Names
) -> Callable[..., tuple[Page, checks.Ear]]:
    """Go to a place with a window of some width, and listen."""

    def go(place: Place, width: int, theme: str = "light") -> tuple[Page, checks.Ear]:
        context = new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=theme)
        page = context.new_page()
        ear = checks.Ear(page)
        visit(page, empty_house if place.empty else demo_house, place, names)
        return page, ear

    return go


@pytest.fixture(scope="session")
def pictures(pytestconfig: pytest.Config) -> Path:
    """Where the screenshots go, to be looked at by people."""
    return pytestconfig.rootpath / pytestconfig.getoption("--output") / "screenshots"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@everywhere
def test_it_works(arrive, pictures: Path, place: Place, width: int, theme: str):
    page, ear = arrive(place, width, theme)
    # The picture comes last: for hiding the caret it would put a style into the page, which the policy reports.
    found = (checks.axe(page), checks.wide(page), checks.small(page), checks.twice(page), list(ear.heard))
    page.screenshot(path=pictures / f"{place.name}-{width}-{theme}.png", full_page=True, caret="initial")
    checks.well(*found)


@everywhere
def test_the_smallest_phone(arrive, place: Place):
    page, _ = arrive(place, 320)
    checks.well(checks.wide(page), checks.clipped(page))


@everywhere
def test_text_twice_as_large(arrive, place: Place):
    page, _ = arrive(place, PHONE)
    # Through the object model, which the policy allows; it is what a browser's setting for text does to `rem`.
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    checks.well(checks.wide(page), checks.clipped(page))


@pytest.mark.parametrize("width", [600, 800, 900, 1000])
@pytest.mark.parametrize("place", [place for place in PAGES if place.opened], ids=lambda place: place.name)
def test_what_unfolds_stays_on_the_page(arrive, place: Place, width: int):
    page, _ = arrive(place, width)
    checks.well(checks.wide(page), checks.clipped(page))
