"""The list of contacts: searching as one types, narrowing, and scrolling on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests import factories
from tests.browser.hands import Hands, Keyboard, Plain, Touch

MANY = tuple(f"Person{number:03} Aye @ Orchard" for number in range(70))


def people(hands: Hands):
    return hands.page.locator(".people li")


@pytest.mark.parametrize("way", [Touch, Keyboard])
def test_search_as_one_types(way: type[Hands], house_with, new_context: Callable[..., BrowserContext]):
    house = house_with("Jürgen Müller @ Tidewater", "Ruth Aye, Editor @ Orchard", "Dana Li")
    with house.app.app_context():
        factories.log(2, text="About the bridge at Porto.")
    hands = way(new_context, house)
    hands.go("/contacts")
    search = hands.page.locator("#q")
    for words, who in (("mull", "Jürgen Müller"), ("porto", "Ruth Aye"), ("li", "Dana Li")):
        hands.write(search, words)
        expect(people(hands)).to_have_count(1)
        expect(people(hands)).to_contain_text(who)
        expect(people(hands).locator("mark").first).to_be_visible()
        expect(search).to_be_focused()
    expect(hands.page).to_have_url(f"{house.url}/contacts?q=li&standing=&company=&sort=")
    hands.page.reload()
    expect(people(hands)).to_have_count(1)
    hands.settled()
    hands.done()


def test_search_and_narrow_without_scripts(house_with, new_context: Callable[..., BrowserContext]):
    house = house_with(
        "Jürgen Müller @ Tidewater, #press", "Ruth Aye, Editor @ Orchard", "Dana Li, no cadence"
    )
    hands = Plain(new_context, house)
    hands.go("/contacts")
    hands.write(hands.page.locator("#q"), "mull")
    hands.press(hands.page.get_by_role("button", name="Search"))
    expect(people(hands)).to_have_count(1)
    hands.go("/contacts")
    hands.press(hands.page.locator("summary", has_text="Narrow"))
    hands.choose(hands.page.locator("#standing"), "Only the address book")
    hands.press(hands.page.get_by_role("button", name="Search"))
    expect(people(hands)).to_have_count(1)
    expect(people(hands)).to_contain_text("Dana Li")
    hands.done()


def test_scrolling_on(house_with, new_context: Callable[..., BrowserContext]):
    hands = Touch(new_context, house_with(*MANY))
    hands.go("/contacts?sort=name")
    expect(people(hands)).to_have_count(50)
    hands.page.get_by_role("link", name="Show more").scroll_into_view_if_needed()
    expect(people(hands)).to_have_count(70)
    expect(hands.page.get_by_role("link", name="Show more")).to_have_count(0)
    hands.settled()
    hands.done()


def test_the_next_page_by_a_plain_link(house_with, new_context: Callable[..., BrowserContext]):
    hands = Plain(new_context, house_with(*MANY))
    hands.go("/contacts?sort=name")
    hands.press(hands.page.get_by_role("link", name="Show more"))
    expect(people(hands)).to_have_count(20)
    expect(people(hands).first).to_contain_text("Person050")
    hands.done()
