"""Single keys: the week, the list and the page of a contact, and where they keep still."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.hands import DESK, PATIENCE
from tests.browser.house import House

RUTH, SAM, DANA = "Ruth Aye", "Sam Roe", "Dana Li"


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Ruth is due today, Sam tomorrow, Dana some day."""
    return house_with(
        f"{RUTH} @ Tidewater, today", f"{SAM} @ Orchard, tomorrow", f"{DANA} @ Acme, in 3 weeks"
    )


@pytest.fixture
def page(house: House, new_context: Callable[..., BrowserContext]) -> Page:
    """Somebody at a desk, at the week."""
    context = new_context(viewport=DESK, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(house.url)
    return page


def keys(page: Page, pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def link(page: Page, name: str):
    return page.locator("main").get_by_role("link", name=name, exact=True)


def test_the_week(page: Page, house: House):
    keys(page, "j")
    expect(link(page, RUTH)).to_be_focused()
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    keys(page, "jjk")
    expect(link(page, RUTH)).to_be_focused()
    keys(page, "jls")
    expect(page.locator("#notice")).to_contain_text("Logged: e-mail to Sam")
    expect(page.locator("li.card")).to_have_count(1)
    keys(page, "k")
    expect(link(page, RUTH)).to_be_focused()
    keys(page, "s")
    field = page.locator("li.card input[type=date]")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    keys(page, "gc")
    expect(page).to_have_url(f"{house.url}/contacts")
    keys(page, "a")
    expect(page).to_have_url(f"{house.url}/add")


def test_the_list_and_a_contact(page: Page, house: House):
    page.goto(f"{house.url}/contacts?sort=name")
    keys(page, "jj")
    expect(link(page, RUTH)).to_be_focused()
    keys(page, "l")
    expect(page.locator("#contact [data-key=l]")).to_be_focused()
    assert house.rows("SELECT count(*) FROM touchpoints")[0][0] == 0, "the way there logs nothing"
    keys(page, "l")
    expect(page.locator("#notice")).to_contain_text("Logged: e-mail to Ruth")
    keys(page, "j")
    assert page.evaluate("document.activeElement.closest('.timeline > li') !== null")
    keys(page, "s")
    expect(page.locator("#contact .pagehead input[type=date]")).to_be_focused()


def test_search_and_the_list_of_keys(page: Page, house: House):
    keys(page, "?")
    shown = page.get_by_role("dialog", name="Keys")
    expect(shown).to_contain_text("Log that you wrote")
    keys(page, "/")
    expect(page.locator("header [name=q]")).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    keys(page, "/")
    expect(page.locator("header [name=q]")).to_be_focused()
    # While one writes, keys are letters.
    keys(page, "jals?")
    expect(page.locator("header [name=q]")).to_have_value("jals?")
    page.locator("header [name=q]").fill("tide")
    page.keyboard.press("Enter")
    expect(page.locator("#found-contacts + ul")).to_contain_text(RUTH)
    keys(page, "/")
    page.keyboard.type("acme")
    expect(page.locator("#found-contacts + ul li")).to_have_count(1)
    expect(page.locator("#found-contacts + ul")).to_contain_text(DANA)
    expect(page.locator("#found mark").first).to_be_visible()
    expect(page).to_have_url(f"{house.url}/search?q=acme")


@pytest.mark.parametrize(
    "init",
    ["{ctrlKey: true}", "{metaKey: true}", "{altKey: true}", "{isComposing: true}", "{keyCode: 229}"],
)
def test_it_keeps_still(page: Page, init: str):
    page.evaluate(
        f"dispatchEvent(Object.assign(new KeyboardEvent('keydown', {{key: 'j', ...{init}}}), {{}}))"
    )
    assert page.evaluate("document.activeElement === document.body")
    keys(page, "j")
    expect(link(page, RUTH)).to_be_focused()


def test_switched_off(page: Page, house: House):
    page.goto(f"{house.url}/settings")
    page.locator("label[for=keys-off]").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("single keys do nothing")
    page.goto(house.url)
    keys(page, "jl/?")
    assert page.evaluate("document.activeElement === document.body")
    expect(page).to_have_url(f"{house.url}/")
