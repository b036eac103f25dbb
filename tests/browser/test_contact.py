"""What somebody does on the page of one contact: by finger with and without JavaScript, and with the keyboard alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests import factories
from tests.browser.controls import button, field
from tests.browser.hands import WAYS, Hands, Keyboard
from tests.browser.house import House

RUTH = "Ruth Aye, Editor @ Tidewater, ruth@tidewater.example, today"

with_scripts = pytest.mark.parametrize("way", ["touch", "keyboard"])
by_touch = pytest.mark.parametrize("way", ["touch"])


@pytest.fixture
def hands(
    way: str, house_with: Callable[..., House], new_context: Callable[..., BrowserContext]
) -> Iterator[Hands]:
    """Somebody at the page of Ruth, to whom two letters of one day went. It ends with nothing wrong on the way."""
    house = house_with(RUTH)
    with house.app.app_context():
        factories.log(1, text="The first.")
        factories.log(1, text="The second.")
    somebody = WAYS[way](new_context, house)
    somebody.go("/contacts/1")
    yield somebody
    somebody.done()


def link(place: Locator, words: str) -> Locator:
    return place.get_by_role("link", name=words)


def part(hands: Hands, name: str) -> Locator:
    return hands.page.locator(f"#part-{name}")


def test_notes_are_changed_in_their_place(hands: Hands):
    hands.press(link(part(hands, "notes"), "Add"))
    hands.write(field(hands.main(), "text"), "Two cats.")
    hands.press(button(hands.main(), "Save"))
    hands.told("“Notes” is changed")
    expect(part(hands, "notes")).to_contain_text("Two cats.")
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(part(hands, "notes")).not_to_contain_text("Two cats.")


def test_a_form_is_left_as_it_was(hands: Hands):
    hands.press(link(part(hands, "name"), "Change the name"))
    hands.write(field(hands.main(), "name"), "Somebody Else")
    hands.press(link(hands.main(), "Leave it"))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Ruth Aye")
    hands.settled()


@pytest.mark.parametrize("way", ["keyboard"])
def test_escape_leaves_a_form_and_asks_where_something_was_written(hands: Hands):
    add = link(part(hands, "notes"), "Add")
    hands.press(add)
    text = field(part(hands, "notes"), "text")
    expect(text).to_be_focused()
    hands.page.keyboard.press("Escape")
    expect(add).to_be_focused()
    hands.page.keyboard.press("Enter")
    expect(text).to_be_focused()
    hands.page.keyboard.type("Two cats.")
    hands.page.keyboard.press("Escape")
    expect(link(part(hands, "notes"), "Leave it")).to_be_focused()
    expect(text).to_have_value("Two cats.")


def test_an_address_that_cannot_be_one(hands: Hands):
    hands.press(link(part(hands, "points"), "Add"))
    value = field(hands.main(), "value")
    hands.write(value, "ruth@")
    hands.press(button(hands.main(), "Save"))
    expect(value).to_have_accessible_description(re.compile("cannot be an e-mail address"))
    expect(value).to_have_value("ruth@")
    hands.settled()
    hands.write(value, "ruth@home.example")
    hands.press(button(hands.main(), "Save"))
    hands.told("is on the card")
    expect(part(hands, "points")).to_contain_text("ruth@home.example")


def test_a_new_job(hands: Hands):
    hands.press(link(part(hands, "employments"), "Add"))
    hands.write(field(hands.main(), "company"), "Contoso")
    hands.tick(field(hands.main(), "is_current"))
    hands.press(button(hands.main(), "Save"))
    hands.told("Contoso is on the card")
    expect(part(hands, "employments").locator("li").first).to_contain_text("Contoso")
    assert hands.house.rows("SELECT is_current FROM employments ORDER BY id") == [(0,), (1,)]


def test_a_touchpoint_is_changed_and_deleted_in_its_place(hands: Hands):
    hands.press(hands.page.locator("#touchpoint-2").get_by_role("link", name="Change"))
    hands.write(field(hands.main(), "text").last, "By hand.")
    hands.press(button(hands.main(), "Save"))
    hands.told("Changed")
    expect(hands.page.locator("#touchpoint-2")).to_contain_text("By hand.")
    hands.press(hands.page.locator("#touchpoint-2").get_by_role("link", name="Change"))
    hands.press(button(hands.main(), "Delete").first)
    hands.told("Deleted")
    expect(hands.page.locator("#touchpoint-2")).to_have_count(0)


def test_the_order_of_a_day(hands: Hands):
    hands.press(button(hands.page.locator("#touchpoint-1"), "Later that day"))
    hands.told("later on 23 November")
    expect(hands.page.locator(".timeline .note-text").first).to_have_text("The first.")


def test_a_message_on_a_machine(hands: Hands):
    """The question is another one where it was a call, and what does not concern it is not there."""
    log = hands.page.locator(".log")
    hands.press(log.locator("> summary"))
    expect(field(log, "tone")).to_have_count(0)
    hands.choose(field(log, "channel"), "Phone call")
    expect(log).to_contain_text("Did you talk, or did one of you leave a message?")
    choice = log.get_by_role("radio", name="They left one")
    if isinstance(hands, Keyboard):
        hands.reach(log.get_by_role("radio", name="I left a message"))
        hands.page.keyboard.press("ArrowRight")
    else:
        choice.check(force=True)
    expect(choice).to_be_checked()
    expect(log.get_by_role("radio", name="Warm")).to_have_count(1)
    hands.press(button(log, "Log it"))
    hands.told("phone call from Ruth")
    assert hands.house.rows("SELECT direction, wants_answer FROM touchpoints WHERE channel = 'phone'") == [
        ("in", 1)
    ]


def test_somebody_new_who_seems_to_be_here(hands: Hands):
    hands.go("/contacts/new")
    main = hands.main()
    hands.write(field(main, "name"), "Ruth A.")
    if hands.scripts:
        expect(main.locator("#alike")).to_contain_text("Ruth Aye")
    else:
        hands.press(button(main, "Add").last)
        expect(main.locator("#alike")).to_contain_text("Ruth Aye")
    hands.press(button(main, "Another e-mail"))
    hands.write(field(main, "emails-1"), "ruth@other.example")
    hands.press(button(main, "Add").last)
    hands.told("Added Ruth A.")
    assert hands.house.count("contacts") == 2


@with_scripts
def test_a_field_says_what_is_wrong_while_somebody_types(hands: Hands):
    hands.go("/contacts/new")
    email = field(hands.main(), "emails-0")
    hands.write(email, "ruth@")
    expect(email).to_have_accessible_description(re.compile("cannot be an e-mail address"))
    expect(email).to_be_focused()
    hands.write(email, "ruth@other.example")
    expect(email).to_have_accessible_description("")
    hands.settled()


@by_touch
def test_the_earlier_ones_come_by_themselves(hands: Hands):
    with hands.house.app.app_context():
        for number in range(110):
            factories.log(1, text=f"note {number}")
    hands.go("/contacts/1")
    shown = hands.page.locator(".timeline > li:not(#earlier)")
    expect(shown).to_have_count(50)
    for count in (100, 113):
        hands.page.locator("#earlier").scroll_into_view_if_needed()
        expect(shown).to_have_count(count)
    expect(hands.page.locator("#earlier")).to_have_count(0)
    hands.settled()
    hands.go("/contacts/1/timeline?skip=100")
    hands.press(button(hands.page.locator("#touchpoint-1"), "Later that day"))
    hands.told("later on 23 November")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Ruth Aye")


def test_delete_and_undo(hands: Hands):
    whole = hands.page.locator(".whole")
    hands.press(whole.locator("summary"))
    hands.press(button(whole, "Delete"))
    hands.told("Ruth Aye is in the trash")
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    assert hands.house.count("contacts WHERE deleted_on IS NULL") == 1
