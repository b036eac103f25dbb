"""What somebody does with doors, openings and a new job, in three ways."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, expect

from followup.domain.values import DecisionKind, Door, ToldBy
from tests import factories
from tests.browser.controls import button, field, unfold
from tests.browser.hands import WAYS, Hands, Keyboard
from tests.browser.house import House

RUTH = "Ruth Aye"


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Ruth (1) is in the address book, Sam (2) is written to monthly; Northwind (1) turned the user down."""
    made = house_with("Ruth Aye, just in the address book", "Sam Roe @ Tidewater, monthly")
    with made.app.app_context():
        factories.record(people=(), told=ToldBy.LETTER, doors=frozenset({Door.GROWTH}))
    return made


@pytest.fixture
def hands(way: str, house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Hands]:
    """Somebody at the week. A test that ends with something wrong on the way has failed."""
    somebody = WAYS[way](new_context, house)
    somebody.go("/")
    yield somebody
    somebody.done()


def pick(hands: Hands, words: str) -> None:
    """One of several round buttons; with the keyboard by the arrows, from the one that is chosen."""
    wanted = hands.page.get_by_role("radio", name=words)
    if not isinstance(hands, Keyboard):
        hands.tick(wanted)
        return
    hands.reach(hands.page.locator("[name=kind]:checked"))
    for _ in range(hands.page.locator("[name=kind]").count()):
        if wanted.is_checked():
            return
        hands.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not lead to {words!r}")


def note(hands: Hands) -> None:
    """Ruth opened a door yesterday."""
    hands.go("/contacts/1")
    hands.press(hands.main().get_by_role("link", name="Something came of it").last)
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Something came of it")
    pick(hands, "A referral")
    hands.date(field(hands.main(), "day"), date(2026, 11, 22))
    hands.choose(field(hands.main(), "led_to"), "Staff Engineer at Northwind")
    hands.write(field(hands.main(), "text"), "Named me to Lena.")
    hands.press(button(hands.main(), "Save"))
    hands.told("Ruth opened a door: a referral.")


def test_from_a_door_to_the_thanks(hands: Hands):
    note(hands)
    expect(hands.main().locator("#openings")).to_contain_text("Named me to Lena.")
    hands.go("/")
    card = hands.page.locator("#thanks-1")
    expect(card).to_contain_text("Thank Ruth for the referral")
    hands.press(button(card, "Thanked"))
    hands.told("Ruth is thanked.")
    expect(card).to_have_count(0)
    assert hands.house.rows("SELECT intent FROM touchpoints") == [("thank_decision",)]
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(card).to_be_visible()
    hands.press(button(card, "Not needed"))
    hands.told("No thanks to Ruth are due any more.")
    assert hands.house.rows("SELECT deleted_on FROM touchpoints") == [("2026-11-23",)]


def test_it_is_listed_and_changed(hands: Hands):
    note(hands)
    hands.go("/openings")
    expect(hands.main().locator("li.card")).to_contain_text("It led to Staff Engineer at Northwind")
    hands.press(hands.main().get_by_role("link", name="Change: A referral by Ruth Aye"))
    pick(hands, "An interview")
    hands.press(button(hands.main(), "Save"))
    hands.told("Changed: an interview, by Ruth.")
    assert hands.house.rows("SELECT kind FROM openings") == [("interview",)]


def test_doors_are_chosen(hands: Hands):
    hands.go("/opportunities/1")
    doors = hands.page.locator("#doors")
    expect(doors.locator("li.card")).to_have_count(1)
    form = unfold(hands, doors, "Choose other doors")
    hands.tick(field(form, "thaw"))
    hands.date(field(form, "look_again_on"), date(2026, 11, 25))
    hands.press(button(form, "Save the doors"))
    hands.told("Changed: the doors of Staff Engineer at Northwind.")
    expect(doors).to_contain_text("You meant to look again around 25 November.")
    hands.go("/")
    card = hands.page.locator("#look-1")
    hands.press(button(card, "again in three months"))
    hands.told("Look again on 21 February 2027.")
    expect(card).to_have_count(0)
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(card).to_be_visible()


def test_a_new_job(hands: Hands):
    note(hands)
    with hands.house.app.app_context():
        factories.record(company="Contoso", decision=DecisionKind.HIRED, people=(), told=ToldBy.LETTER)
    hands.go("/opportunities/2")
    hands.press(hands.main().get_by_role("link", name="See what that plans"))
    expect(hands.main()).to_contain_text("One person opened a door on the way")
    expect(hands.main()).to_contain_text("Sam Roe")
    assert hands.house.rows("SELECT cadence FROM contacts WHERE id = 2") == [(30,)]
    hands.date(field(hands.main(), "starts_on"), date(2027, 1, 4))
    hands.press(button(hands.main(), "Plan it like this"))
    hands.told("You start on 4 January 2027.")
    expect(hands.page.locator("#thanks-1")).to_be_visible()
    assert hands.house.rows("SELECT cadence FROM contacts WHERE id = 2") == [(90,)]
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    assert hands.house.rows("SELECT cadence FROM contacts WHERE id = 2") == [(30,)]


def test_a_promise(hands: Hands):
    with hands.house.app.app_context():
        factories.log(1, promise="the paper")
    hands.go("/")
    promised = hands.page.get_by_role("region", name="Promised")
    expect(promised).to_contain_text("the paper")
    hands.press(promised.get_by_role("button", name="Promise kept: the paper"))
    hands.told("Promise to Ruth kept.")
    expect(promised).to_have_count(0)
