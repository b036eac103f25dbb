"""Writing a message, in three ways: from a reason to "I sent it"."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import checks
from tests.browser.controls import button, field, unfold
from tests.browser.hands import WAYS, Hands
from tests.browser.house import House

RUTH = "Ruth Aye"
with_scripts = pytest.mark.parametrize("way", ["touch", "keyboard"])
LETTER = "Dear Ruth, the second site of your pilot stays with me. All the best, Sam"


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Ruth is due today and has an e-mail address."""
    return house_with(f"{RUTH}, Editor @ Tidewater, today, ruth@tidewater.example")


@pytest.fixture
def hands(way: str, house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Hands]:
    """Somebody at the week. A test that ends with something wrong on the way has failed."""
    somebody = WAYS[way](new_context, house)
    somebody.go("/")
    yield somebody
    somebody.done()


def keep_a_reason(hands: Hands, text: str) -> None:
    hands.go("/contacts/1")
    panel = unfold(hands, hands.page.locator("#reasons"), "Add one")
    hands.write(field(panel, "text"), text)
    hands.press(button(panel, "Keep it"))
    hands.told("Kept as a reason to write to Ruth.")


def test_from_a_reason_to_sent(hands: Hands):
    keep_a_reason(hands, "her talk in Leeds")
    hands.go("/")
    expect(hands.card(RUTH)).to_contain_text("her talk in Leeds")
    hands.press(hands.card(RUTH).get_by_role("link", name="Write", exact=True))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("To Ruth")
    hands.press(button(hands.main(), "Begin with this: Congratulate, 1"))
    hands.told("Begun: a message to Ruth.")
    assert "her talk in Leeds" in field(hands.page, "text").input_value()
    hands.write(field(hands.page, "text"), LETTER)
    hands.press(button(hands.main(), "I sent it"))
    hands.told("Logged: e-mail to Ruth")
    found = "SELECT text, intent, starter FROM touchpoints WHERE deleted_on IS NULL"
    assert hands.house.rows(found) == [(LETTER, "congratulate", "congratulate-2")]
    assert hands.house.rows("SELECT used_by FROM reasons") == [(1,)]
    assert hands.house.count("drafts") == 0
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    assert hands.house.rows(found) == []
    assert hands.house.rows("SELECT used_by FROM reasons") == [(None,)]
    assert hands.house.count("drafts") == 1


def test_saved_and_found_again(hands: Hands):
    hands.go("/contacts/1/draft")
    hands.write(field(hands.page, "text"), LETTER)
    hands.press(button(hands.main(), "Save").last)
    hands.told("Kept: a draft to Ruth.")
    hands.go("/")
    hands.press(hands.card(RUTH).get_by_role("link", name="Draft", exact=True))
    expect(field(hands.page, "text")).to_have_value(LETTER)
    hands.press(button(hands.main(), "Throw it away"))
    hands.told("Ruth: the draft is thrown away.")
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    hands.go("/contacts/1/draft")
    expect(field(hands.page, "text")).to_have_value(LETTER)


@with_scripts
def test_advice_and_keeping_as_one_types(hands: Hands):
    hands.go("/contacts/1/draft")
    hands.write(field(hands.page, "text"), f"Just checking in. {LETTER}")
    expect(hands.page.locator("#advice")).to_contain_text("checking in")
    expect(hands.page.locator("#kept")).to_contain_text("Kept as a draft.")
    expect(field(hands.page, "text")).to_be_focused()
    mail = hands.page.locator("#out").get_by_role("link", name="Open in mail")
    href = mail.get_attribute("href")
    assert href is not None
    assert href.startswith("mailto:ruth@tidewater.example?body=Just%20checking%20in.%20Dear%20Ruth")
    hands.write(field(hands.page, "text"), LETTER)
    expect(hands.page.locator("#advice")).not_to_contain_text("checking in")
    hands.settled()
    expect(hands.page.locator("#advice li")).to_have_count(0)


@with_scripts
def test_leaving_in_the_middle_of_a_word_keeps_it(hands: Hands):
    hands.go("/contacts/1/draft")
    hands.write(field(hands.page, "text"), LETTER)
    hands.go("/contacts/1")
    hands.page.wait_for_timeout(300)
    assert hands.house.rows("SELECT text FROM drafts") == [(LETTER,)]


@with_scripts
def test_two_tabs_show_both_texts(hands: Hands):
    hands.go("/contacts/1/draft")
    other, ear = hands.sit_down()
    other.goto(hands.house.url + "/contacts/1/draft")
    field(other, "text").fill("From the other tab")
    expect(other.locator("#kept")).to_contain_text("Kept as a draft.")
    hands.write(field(hands.page, "text"), "From this tab")
    expect(hands.page.locator("#kept")).to_contain_text("nothing is lost")
    hands.press(button(hands.main(), "Save").last)
    expect(hands.page.locator(".note")).to_contain_text("From the other tab")
    expect(field(hands.page, "text")).to_have_value("From this tab")
    hands.press(button(hands.main(), "Save").last)
    hands.told("Kept: a draft to Ruth.")
    checks.well(ear.heard)


@with_scripts
@pytest.mark.parametrize("asked", [False, True])
def test_leaving_without_a_choice_keeps_both(hands: Hands, asked: bool):
    hands.go("/contacts/1/draft")
    other, ear = hands.sit_down()
    other.goto(hands.house.url + "/contacts/1/draft")
    field(other, "text").fill("From the other tab")
    expect(other.locator("#kept")).to_contain_text("Kept as a draft.")
    hands.write(field(hands.page, "text"), "From this tab")
    expect(hands.page.locator("#kept")).to_contain_text("nothing is lost")
    if asked:
        hands.press(button(hands.main(), "Save").last)
        expect(hands.page.locator(".note")).to_contain_text("From the other tab")
    hands.go("/contacts/1")
    hands.page.wait_for_timeout(300)
    assert hands.house.rows("SELECT text FROM drafts") == [("From the other tab\n\nFrom this tab",)]
    checks.well(ear.heard)


@with_scripts
def test_nothing_is_kept_once_it_is_sent(hands: Hands):
    hands.go("/contacts/1/draft")
    # The answer to the button takes its time.
    hands.page.evaluate("() => addEventListener('submit', (event) => event.preventDefault())")
    hands.write(field(hands.page, "text"), LETTER)
    button(hands.main(), "I sent it").click()
    hands.page.wait_for_timeout(1500)
    assert hands.house.count("drafts") == 0


@with_scripts
def test_copied_where_there_is_a_clipboard(hands: Hands):
    hands.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hands.go("/contacts/1/draft")
    hands.write(field(hands.page, "text"), LETTER)
    hands.press(button(hands.main(), "Copy"))
    expect(hands.page.locator("#copied")).to_have_text("Copied.")
    assert hands.page.evaluate("() => navigator.clipboard.readText()") == LETTER


@with_scripts
def test_selected_where_there_is_none(hands: Hands):
    hands.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    hands.go("/contacts/1/draft")
    hands.write(field(hands.page, "text"), LETTER)
    hands.press(button(hands.main(), "Copy"))
    expect(hands.page.locator("#copied")).to_contain_text("Selected:")
    assert hands.page.evaluate("() => getSelection().toString()") == LETTER


@pytest.mark.parametrize("way", ["plain"])
def test_no_button_that_does_nothing(hands: Hands):
    hands.go("/contacts/1/draft")
    expect(button(hands.main(), "Copy")).to_have_count(0)
    expect(hands.page.locator("noscript p")).to_be_visible()


def test_nothing_to_bring(hands: Hands):
    expect(hands.card(RUTH)).to_contain_text("Nothing to bring yet; something small is enough.")
    panel = unfold(hands, hands.card(RUTH), "Find a reason")
    expect(panel.get_by_role("link", name="Look on LinkedIn")).to_have_attribute(
        "href", "https://www.linkedin.com/search/results/all/?keywords=Tidewater"
    )
    hands.press(button(panel, "Skip this round"))
    hands.told("Ruth comes back on")
    expect(hands.card(RUTH)).to_have_count(0)


def test_a_page_that_is_shared(hands: Hands):
    hands.go("/add?title=Series+B&url=https%3A%2F%2Ftidewater.example%2Fnews")
    note = hands.main().locator(".note")
    expect(note).to_contain_text("A page, not a person?")
    hands.write(field(note, "who"), "Tidewater")
    hands.press(button(note, "Keep it"))
    hands.told("Kept as a reason to write to Tidewater.")
    hands.go("/")
    expect(hands.card(RUTH)).to_contain_text("Series B")


def test_a_beginning_of_ones_own(hands: Hands):
    hands.go("/starters")
    hands.choose(field(hands.page, "intent"), "Ask")
    hands.write(field(hands.page, "text"), "One question, {name}")
    hands.press(button(hands.main(), "Keep it"))
    hands.told("Kept: a beginning of your own.")
    hands.go("/contacts/1/draft")
    asking = unfold(hands, hands.main(), "Ask")
    expect(asking).to_contain_text("One question, Ruth")
