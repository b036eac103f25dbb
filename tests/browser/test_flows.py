"""What somebody does with Followup: by finger with and without JavaScript, and with the keyboard alone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from followup.actions import reasons
from followup.domain.reasons import Owner
from tests import factories
from tests.browser.controls import button, field, unfold
from tests.browser.hands import WAYS, Hands, Keyboard
from tests.browser.house import House

RUTH, SAM = "Ruth Aye", "Sam Roe"
WEEK = (f"{RUTH}, Editor @ Tidewater, today", f"{SAM} @ Orchard, tomorrow")
#: What the browser and htmx print where nobody answers; there is no way to stop them.
NO_ANSWER = ("net::ERR_", "htmx:error: Failed to fetch")

with_scripts = pytest.mark.parametrize("way", ["touch", "keyboard"])


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Ruth is due today, Sam tomorrow."""
    return house_with(*WEEK)


@pytest.fixture
def hands(way: str, house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Hands]:
    """Somebody at the week. A test that ends with something wrong on the way has failed."""
    somebody = WAYS[way](new_context, house)
    somebody.go("/")
    yield somebody
    somebody.done()


def test_quick_add(hands: Hands):
    hands.write(field(hands.page, "line"), "Dana Li, VP Eng @ Acme, in 2 days")
    hands.press(button(hands.main(), "Add"))
    hands.told("Dana Li at Acme")
    expect(hands.card("Dana Li")).to_contain_text("VP Eng")


@with_scripts
def test_what_is_understood_shows_while_typing(hands: Hands):
    hands.write(field(hands.page, "line"), "Dana Li, VP Eng @ Acme, in 2 days")
    expect(hands.page.locator("#chips")).to_contain_text("Acme")
    hands.settled()
    expect(field(hands.page, "line")).to_be_focused()


def test_log_and_undo(hands: Hands):
    hands.press(button(hands.card(RUTH), "I wrote"))
    hands.told("Logged")
    expect(hands.card(RUTH)).to_have_count(0)
    expect(hands.page.get_by_role("region", name="Reached this week")).to_contain_text(RUTH)
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(hands.card(RUTH)).to_be_visible()
    assert hands.house.count("touchpoints WHERE deleted_on IS NULL") == 0


def test_they_wrote(hands: Hands):
    panel = unfold(hands, hands.card(RUTH), "They wrote")
    hands.write(field(panel, "text"), "Come by!")
    hands.press(button(panel, "Log it"))
    hands.told("from Ruth")
    expect(hands.card(RUTH)).to_contain_text("would like an answer")
    expect(button(hands.card(RUTH), "I answered")).to_be_visible()
    assert hands.house.rows("SELECT tone, wants_answer, text FROM touchpoints") == [("warm", 1, "Come by!")]


def test_snooze_until_a_day(hands: Hands):
    panel = unfold(hands, hands.card(RUTH), "Snooze")
    hands.date(field(panel, "until"), date(2027, 3, 9))
    hands.press(button(panel, "Set"))
    hands.told("9 March 2027")
    expect(hands.card(RUTH)).to_have_count(0)


@pytest.mark.parametrize(
    ("wish", "day"),
    [("Tomorrow", "24 November"), ("Next week", "30 November"), ("Skip this round", "23 December")],
)
def test_snooze_with_one_tap(hands: Hands, wish: str, day: str):
    hands.press(button(unfold(hands, hands.card(RUTH), "Snooze"), wish))
    hands.told(f"Ruth comes back on {day}")


def test_a_bad_day_to_snooze_until(hands: Hands):
    panel = unfold(hands, hands.card(RUTH), "Snooze")
    hands.date(field(panel, "until"), date(2300, 1, 1))
    hands.press(button(panel, "Set"))
    day = field(hands.card(RUTH), "until")
    expect(day).to_be_visible()
    expect(day).to_have_accessible_description("Give a day from 1900 to 2199.")
    expect(hands.card(SAM)).to_be_visible()
    expect(hands.page.locator("details.drop[open]")).to_have_count(1)
    hands.settled()
    expect(day).to_have_value("2300-01-01")


def test_they_seem_cool(hands: Hands):
    menu = unfold(hands, hands.card(RUTH), "More")
    hands.press(button(menu, "They seem cool"))
    hands.told("Followup backs off")
    assert hands.house.rows("SELECT ended FROM cools") == [(0,)]


def test_close_and_undo(hands: Hands):
    menu = unfold(hands, hands.card(RUTH), "More")
    hands.choose(field(menu, "because"), "Something else")
    hands.press(button(menu, "Close"))
    hands.told("Ruth is closed")
    expect(hands.card(RUTH)).to_have_count(0)
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(hands.card(RUTH)).to_be_visible()


def test_away_and_back(hands: Hands):
    panel = unfold(hands, hands.main(), "I am away")
    hands.date(field(panel, "until"), date(2026, 12, 24))
    hands.press(button(panel, "Rest until then"))
    hands.told("Everything rests until 24 December")
    expect(hands.card(RUTH)).to_have_count(0)
    hands.press(button(hands.main(), "Lift"))
    expect(hands.card(RUTH)).to_be_visible()
    hands.settled()


def test_turned_down(hands: Hands):
    hands.press(hands.page.locator("header").get_by_role("link", name="I was turned down"))
    expect(hands.page.get_by_role("heading", name="I was turned down")).to_be_visible()
    main = hands.main()
    hands.write(field(main, "title"), "Staff Engineer")
    hands.write(field(main, "company"), "Northwind")
    hands.write(field(main, "people-0-name"), "Marta Nowak")
    hands.tick(field(main, "people-0-told_you"))
    hands.write(field(main, "people-1-name"), "Jo Berg")
    hands.press(button(main, "Show the plan"))
    plan = hands.page.get_by_role("region", name="What this plans")
    expect(plan).to_contain_text("Marta Nowak")
    assert hands.house.count("opportunities") == 0, "the plan is only shown"
    expect(field(main, "company")).to_have_value("Northwind")
    hands.press(button(main, "Save this plan").last)
    hands.told("Recorded: Staff Engineer at Northwind")
    expect(plan).to_contain_text("Jo Berg")
    assert hands.house.rows("SELECT part, told_you FROM encounters ORDER BY id") == [
        ("hiring_manager", 1),
        ("panel", 0),
    ]


def test_another_person(hands: Hands):
    hands.go("/opportunities/new")
    main = hands.main()
    hands.write(field(main, "company"), "Northwind")
    hands.write(field(main, "people-1-name"), "Jo Berg")
    hands.tick(field(main, "people-1-told_you"))
    hands.press(button(main, "Another person"))
    expect(field(main, "people-2-name")).to_be_visible()
    expect(field(main, "people-1-name")).to_have_value("Jo Berg")
    expect(field(main, "people-1-told_you")).to_be_checked()
    expect(field(main, "company")).to_have_value("Northwind")
    hands.write(field(main, "people-2-name"), "Ada Moss")
    hands.press(button(main, "Save this plan").last)
    hands.told("Recorded")
    assert hands.house.count("encounters") == 2


def test_change_a_touchpoint(hands: Hands):
    hands.press(button(hands.card(RUTH), "I wrote"))
    hands.told("Logged")
    hands.go("/contacts/1")
    hands.press(hands.page.locator(".timeline").get_by_role("link", name="Change E-mail"))
    hands.choose(field(hands.main(), "channel"), "Letter")
    hands.write(field(hands.page, "text"), "A card with a heron.")
    hands.press(button(hands.main(), "Save"))
    hands.told("Changed: letter to Ruth")
    expect(hands.page.locator(".timeline")).to_contain_text("A card with a heron.")


def test_change_it_in_the_notice(hands: Hands):
    hands.press(button(hands.card(RUTH), "I wrote"))
    hands.told("Logged")
    form = unfold(hands, hands.notice(), "Change the details")
    hands.choose(field(form, "channel"), "Letter")
    hands.press(button(form, "Save"))
    hands.told("Changed: letter to Ruth")
    assert hands.house.rows("SELECT channel FROM touchpoints") == [("letter",)]


def test_say_which_reason_it_used(hands: Hands):
    with hands.house.app.app_context():
        reasons.add(Owner("contact", 1), "her talk", "", factories.TODAY)
    hands.go("/")
    hands.press(button(hands.card(RUTH), "I wrote"))
    hands.told("Was it about one of these?")
    hands.press(button(hands.notice(), "her talk"))
    hands.told("Used for the e-mail to Ruth: her talk.")
    assert hands.house.rows("SELECT used_by FROM reasons") == [(1,)]


def test_a_second_tab_that_is_behind(hands: Hands):
    with hands.house.app.app_context():
        factories.log(1)
    hands.go("/touchpoints/1/edit")
    behind, ear = hands.sit_down()
    behind.goto(f"{hands.house.url}/touchpoints/1/edit")
    hands.write(field(hands.page, "text"), "A card with a heron.")
    hands.press(button(hands.main(), "Save"))
    hands.told("Changed")
    field(behind, "text").fill("Overwritten.")
    behind.get_by_role("button", name="Save").click()
    expect(behind.get_by_role("heading", level=1)).to_have_text("It changed in between")
    assert hands.house.rows("SELECT text FROM touchpoints") == [("A card with a heron.",)]
    assert ear.heard == []


def test_twice_in_a_hurry_is_once(hands: Hands):
    control = button(hands.card(RUTH), "I wrote")
    if isinstance(hands, Keyboard):
        hands.reach(control)
        hands.page.keyboard.press("Enter")
        hands.page.keyboard.press("Enter")
    else:
        control.dblclick()
    hands.told("Logged")
    assert hands.house.count("touchpoints") == 1


@with_scripts
def test_the_server_stops(hands: Hands):
    panel = unfold(hands, hands.card(RUTH), "They wrote")
    said = field(panel, "text")
    hands.write(said, "Come by!")
    hands.house.door.close()
    hands.press(button(panel, "Log it"))
    hands.told("does not answer just now")
    expect(said).to_have_value("Come by!")
    hands.ear.forgive(*NO_ANSWER)
    hands.house.door.open()
    hands.press(button(panel, "Log it"))
    hands.told("from Ruth")
    assert hands.house.rows("SELECT text FROM touchpoints") == [("Come by!",)]


@with_scripts
def test_an_answer_that_is_lost(hands: Hands):
    """The server did it, and was gone before it could say so: nothing may deny that, and again is not twice."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    hands.page.route("**/touchpoints", lose, times=1)
    hands.press(button(hands.card(RUTH), "I wrote"))
    hands.told("does not answer just now")
    hands.ear.forgive(*NO_ANSWER)
    expect(hands.notice()).not_to_contain_text("nothing was changed")
    hands.press(button(hands.card(RUTH), "I wrote"))
    hands.told("Logged")
    assert hands.house.count("touchpoints") == 1


@pytest.mark.parametrize("way", ["keyboard"])
def test_past_the_navigation_and_out_of_a_menu(hands: Hands):
    hands.press(hands.page.get_by_role("link", name="Skip to the page"))
    expect(hands.main()).to_be_focused()
    menu = unfold(hands, hands.card(RUTH), "Snooze")
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("> summary")).to_be_focused()
