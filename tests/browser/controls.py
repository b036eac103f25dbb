"""Where the controls of a page are."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hands


def button(place: Locator, words: str) -> Locator:
    return place.get_by_role("button", name=words)


def field(place: Locator | Page, name: str) -> Locator:
    """By the name of what it sends, which stays when its label is worded anew."""
    return place.locator(f"[name='{name}']:visible")


def unfold(hands: Hands, place: Locator, words: str) -> Locator:
    """Open a menu; returns what is in it."""
    menu = place.locator("details").filter(has=hands.page.locator("summary", has_text=words))
    if words == "More":
        menu = place.locator("details:has(.menu)")
    hands.press(menu.locator("> summary"))
    expect(menu).to_have_attribute("open", "")
    return menu
