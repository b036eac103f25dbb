"""Recording what became of an opportunity, and what comes later: by finger, without JavaScript, by keyboard."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from followup.domain.values import DecisionKind, ToldBy
from tests import factories
from tests.browser.controls import button, field, unfold
from tests.browser.hands import WAYS, Hands
from tests.browser.house import House

FOUR = (
    ("Marta Nowak", "Hiring manager"),
    ("Jo Berg", "Panel"),
    ("ليلى حداد", "Peer"),
    ("Ada Moss", "Put me forward"),
)


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Nobody is here yet."""
    return house_with()


@pytest.fixture
def hands(way: str, house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Hands]:
    """Somebody with a decision to record. A test that ends with something wrong on the way has failed."""
    somebody = WAYS[way](new_context, house)
    yield somebody
    somebody.done()


def plan(hands: Hands) -> Locator:
    return hands.page.get_by_role("region", name="What this plans")


def look(hands: Hands) -> None:
    """See to it that the plan is that of what the form says now."""
    if not hands.scripts:
        hands.press(button(hands.main(), "Show the plan"))
    hands.settled()


def save(hands: Hands) -> None:
    hands.press(button(hands.main(), "Save this plan").last)


def tell_of_four(hands: Hands) -> None:
    """Fill in the form with the four, up to the button."""
    hands.go("/opportunities/new")
    main = hands.main()
    hands.write(field(main, "title"), "Staff Engineer")
    hands.write(field(main, "company"), "Northwind")
    for row, (name, part) in enumerate(FOUR):
        if row > 1:
            hands.press(button(main, "Another person"))
            expect(field(main, f"people-{row}-name")).to_be_focused()
        hands.write(field(main, f"people-{row}-name"), name)
        hands.choose(field(main, f"people-{row}-part"), part)
    hands.tick(field(main, "people-0-told_you"))
    look(hands)


def test_four_people(hands: Hands):
    tell_of_four(hands)
    main = hands.main()
    expect(plan(hands)).to_contain_text("a short thank-you")
    expect(plan(hands)).to_contain_text("ليلى حداد")
    expect(field(main, "people-0-plan")).to_have_value("correspondent")
    expect(field(main, "people-3-thank_now")).to_be_checked()
    assert hands.house.count("opportunities") == 0, "the plan is only shown"
    save(hands)
    hands.told("Recorded: Staff Engineer at Northwind, with 4 people.")
    assert hands.house.rows("SELECT part, plan, thank_now FROM encounters ORDER BY id") == [
        ("hiring_manager", "correspondent", 1),
        ("panel", "one_hello", 0),
        ("peer", "keep", 0),
        ("referrer", "keep", 1),
    ]
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Opportunities")
    assert hands.house.count("opportunities WHERE deleted_on IS NULL") == 0


@pytest.mark.parametrize("way", ["touch"])
def test_from_nobody_to_next_month(hands: Hands):
    hands.go("/")
    hands.press(hands.main().get_by_role("link", name="I was turned down"))
    tell_of_four(hands)
    save(hands)
    hands.told("Recorded")
    hands.house.clock.day = date(2026, 11, 24)
    hands.go("/")
    expect(hands.main().locator("li.card h3")).to_have_text(["Marta Nowak", "Ada Moss"])
    hands.press(button(hands.card("Marta Nowak"), "I wrote"))
    hands.told("Next around 24 December")
    hands.house.clock.day = date(2026, 12, 28)
    hands.go("/")
    expect(hands.main().locator("li.card h3")).to_have_text(["Marta Nowak"])
    hands.press(button(hands.card("Marta Nowak"), "I wrote"))
    hands.told("Next around")
    expect(hands.page.get_by_role("region", name="Resting")).to_contain_text("Jo Berg moved to a later week")
    hands.house.clock.day = date(2027, 1, 11)
    hands.go("/")
    expect(hands.card("Jo Berg")).to_contain_text("One hello to Jo from the panel")


def test_the_plan_follows_until_it_is_changed(hands: Hands):
    hands.go("/opportunities/new")
    main = hands.main()
    hands.write(field(main, "company"), "Northwind")
    hands.write(field(main, "people-0-name"), "Marta Nowak")
    hands.write(field(main, "people-1-name"), "Jo Berg")
    look(hands)
    expect(field(main, "people-1-plan")).to_have_value("one_hello")
    hands.choose(field(main, "people-0-part"), "Agency")
    look(hands)
    expect(field(main, "people-1-plan")).to_have_value("keep")
    hands.choose(field(main, "people-1-plan"), "Stay in touch")
    look(hands)
    expect(field(main, "people-0-plan")).to_have_value("one_hello")
    hands.choose(field(main, "people-0-part"), "Hiring manager")
    look(hands)
    expect(field(main, "people-1-plan")).to_have_value("correspondent")


def test_somebody_who_is_here(hands: Hands):
    with hands.house.app.app_context():
        factories.add("Jo Berg, Designer @ Northwind")
        factories.add("Marta Nowak @ Acme")
    hands.go("/opportunities/new")
    main = hands.main()
    hands.write(field(main, "company"), "Northwind")
    hands.write(field(main, "people-0-name"), "Jo Berg")
    hands.tick(field(main, "people-0-told_you"))
    hands.write(field(main, "people-1-name"), "Marta Nowak")
    look(hands)
    jo = main.get_by_role("group", name="Jo Berg, Designer at Northwind is here already")
    expect(jo.get_by_label("The same person")).to_be_checked()
    expect(main.get_by_label("Somebody else").last).to_be_checked()
    save(hands)
    hands.told("Recorded")
    assert hands.house.count("contacts") == 3


def test_it_ended_in_silence(hands: Hands):
    hands.go("/opportunities/new")
    main = hands.main()
    hands.write(field(main, "company"), "Northwind")
    hands.write(field(main, "people-0-name"), "Marta Nowak")
    ways = unfold(hands, main, "It ended another way")
    hands.press(button(ways, "No answer came"))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("It ended in silence")
    expect(field(main, "company")).to_have_value("Northwind")
    expect(field(main, "told")).to_have_count(0)
    look(hands)
    expect(plan(hands)).to_contain_text("a closing note")
    save(hands)
    hands.told("Recorded: Northwind, with one person.")


def test_what_is_not_right_is_said_there(hands: Hands):
    hands.go("/opportunities/new")
    main = hands.main()
    hands.write(field(main, "title"), "Staff Engineer")
    hands.write(field(main, "people-0-name"), "Marta Nowak")
    save(hands)
    company = field(main, "company")
    expect(company).to_have_accessible_description("Which company was it?")
    expect(company).to_be_focused()
    expect(field(main, "people-0-name")).to_have_value("Marta Nowak")
    hands.write(company, "Northwind")
    save(hands)
    expect(main).to_contain_text("Say who told you")
    hands.tick(field(main, "people-0-told_you"))
    save(hands)
    hands.told("Recorded")


def test_decide_later_and_change_the_day(hands: Hands):
    with hands.house.app.app_context():
        factories.record(decision=DecisionKind.OPEN, told=ToldBy.NOBODY)
    hands.go("/opportunities")
    hands.press(hands.page.get_by_role("link", name="Staff Engineer"))
    hands.press(hands.page.get_by_role("link", name="They chose somebody else"))
    main = hands.main()
    expect(main).to_contain_text("Marta Nowak")
    hands.tick(field(main, "people-0-told_you"))
    look(hands)
    expect(plan(hands)).to_contain_text("a short thank-you")
    save(hands)
    hands.told("Recorded")
    expect(plan(hands)).to_contain_text("28 December")
    hands.press(hands.page.get_by_role("link", name="Change: Turned down"))
    hands.date(field(hands.main(), "decided_on"), date(2026, 11, 12))
    hands.press(button(hands.main(), "Save"))
    hands.told("Changed")
    expect(plan(hands)).to_contain_text("17 December")
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(plan(hands)).to_contain_text("28 December")
