"""One card of two, by keyboard, by touch, and without scripts; and back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.hands import Hands, Keyboard, Plain, Touch


@pytest.mark.parametrize("way", [Touch, Keyboard, Plain])
def test_it_works(way: type[Hands], house_with, new_context: Callable[..., BrowserContext]):
    house = house_with("Marta Nowak, CTO @ Northwind", "Marta Novak @ Northwind, marta@northwind.example")
    hands = way(new_context, house)
    hands.go("/duplicates")
    hands.press(hands.page.get_by_role("link", name="Merge…"))
    expect(hands.page.get_by_role("heading", name="Merge two cards")).to_be_visible()
    hands.press(hands.page.get_by_role("button", name="Merge", exact=True))
    hands.told("One card now: Marta Nowak, with all that was on both.")
    expect(hands.page.locator("main")).to_contain_text("marta@northwind.example")
    hands.press(hands.page.locator("#notice").get_by_role("button", name="Undo"))
    hands.told("Undone")
    hands.go("/contacts")
    expect(hands.page.locator(".people li")).to_have_count(2)
    hands.done()
