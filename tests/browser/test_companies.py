"""What somebody does with companies, settings and tags, in three ways."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from followup.actions import recomputations
from followup.db import writing
from followup.models import Company
from tests import factories
from tests.browser.controls import field
from tests.browser.hands import WAYS, Hands, Keyboard, Touch
from tests.browser.house import House

with_scripts = pytest.mark.parametrize("way", ["touch", "keyboard"])


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Six people who are due today, Ruth first; she and Sam work at Tidewater."""
    lines = ["Ruth Aye, Editor @ Tidewater, today #press", "Sam Roe @ Tidewater, today, quarterly"]
    return house_with(*lines, *(f"Person{n} Aye @ Company{n}, today" for n in range(4)))


@pytest.fixture
def hands(way: str, house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Hands]:
    """Somebody at the companies. A test that ends with something wrong on the way has failed."""
    somebody = WAYS[way](new_context, house)
    somebody.go("/companies")
    yield somebody
    somebody.done()


def button(place: Locator, words: str) -> Locator:
    return place.get_by_role("button", name=words, exact=True)


def go_dark(hands: Hands) -> None:
    """At a desk with a button of every page, on a phone with the settings."""
    if isinstance(hands, Keyboard):
        hands.press(button(hands.page.locator(".theme"), "Dark"))
        expect(button(hands.page.locator(".theme"), "Dark")).to_have_attribute("aria-pressed", "true")
    else:
        hands.go("/settings")
        hands.tick(hands.page.get_by_role("radio", name="Dark"))
        hands.press(button(hands.main(), "Save").last)
        expect(hands.page.locator("html[data-theme=dark]")).to_be_attached()


def test_find_and_open(hands: Hands):
    hands.write(field(hands.main(), "q"), "tide")
    if not hands.scripts:
        hands.press(button(hands.main(), "Find"))
    expect(hands.main().locator(".lines li")).to_have_count(1)
    hands.settled()
    hands.press(hands.main().get_by_role("link", name="Tidewater"))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Tidewater")
    expect(hands.page.get_by_role("region", name="People")).to_contain_text("Ruth Aye")


def test_the_following_ones_come(hands: Hands):
    with hands.house.app.app_context(), writing() as session:
        session.add_all(
            Company(name=f"Firm {n:03}", folded=f"firm {n:03}", added_on=factories.TODAY) for n in range(60)
        )
    hands.go("/companies")
    rows = hands.main().locator(".lines li")
    expect(rows).to_have_count(51)
    more = hands.main().get_by_role("link", name="More", exact=True)
    if hands.scripts:
        hands.page.evaluate("() => document.querySelector('#more').scrollIntoView()")
        expect(rows).to_have_count(65)
        expect(more).to_have_count(0)
    else:
        hands.press(more)
        expect(rows).to_have_count(15)


def test_quiet_placed_changed_lifted(hands: Hands):
    hands.go("/companies/1")
    quiet = hands.page.locator("#quiet")
    hands.choose(field(quiet, "kind"), "A bad time for them")
    hands.date(field(quiet, "until"), date(2026, 12, 24))
    hands.press(button(quiet, "Hold"))
    hands.told("Tidewater rests until 24 December")
    expect(quiet).to_contain_text("Ruth and Sam rest until then.")
    # Without the notice, which lies over the end of the page.
    hands.go("/companies/1")
    hands.press(quiet.locator("summary"))
    hands.date(field(quiet, "until"), date(2027, 1, 10))
    hands.press(button(quiet, "Set"))
    hands.told("Tidewater rests until 10 January 2027")
    hands.go("/companies/1")
    hands.press(button(quiet, "Lift"))
    hands.told("The hold is lifted.")
    expect(quiet).to_contain_text("Let everybody here rest")


def test_edit(hands: Hands):
    hands.go("/companies/1")
    hands.press(hands.main().get_by_role("link", name="Edit"))
    hands.write(field(hands.page, "website"), "no page")
    hands.press(button(hands.main(), "Save"))
    website = field(hands.page, "website")
    expect(website).to_have_accessible_description(
        "Write the address of a web page, such as https://northwind.example."
    )
    hands.write(website, "tidewater.example")
    hands.tick(field(hands.page, "own_employer"))
    hands.press(button(hands.main(), "Save"))
    hands.told("Saved: Tidewater.")
    expect(hands.main().get_by_role("link", name="Website")).to_have_attribute(
        "href", "https://tidewater.example"
    )
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(hands.main().get_by_role("link", name="Website")).to_have_count(0)


def test_settings_are_shown_then_saved(hands: Hands):
    hands.go("/settings")
    hands.write(field(hands.page, "budget"), "3")
    if not hands.scripts:
        hands.press(button(hands.main(), "Show what would change"))
    preview = hands.page.locator("#preview")
    expect(preview).to_contain_text("Three a week instead of five.")
    expect(preview).to_contain_text("from due to “can wait”")
    hands.settled()
    assert hands.house.count("settings") == 0, "it is only shown"
    expect(field(hands.page, "budget")).to_have_value("3")
    hands.press(button(hands.main(), "Save"))
    hands.told("Saved: three a week.")
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(field(hands.page, "budget")).to_have_value("5")


def test_a_number_that_cannot_be(hands: Hands):
    hands.go("/settings")
    hands.write(field(hands.page, "gap"), "99")
    # The browser itself would not send it; whoever asks what would change is told.
    hands.press(button(hands.main(), "Show what would change"))
    expect(field(hands.page, "gap")).to_have_accessible_description("Give a whole number from 1 to 90.")
    expect(field(hands.page, "gap")).to_have_value("99")


def test_many_are_computed_anew(hands: Hands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recomputations, "AT_ONCE", 2)
    monkeypatch.setattr(recomputations, "BATCH", 2)
    monkeypatch.setattr(recomputations, "PAUSE_SECONDS", 0.7)
    hands.go("/settings")
    hands.write(field(hands.page, "gap"), "30")
    hands.press(button(hands.main(), "Save"))
    hands.told("Saved: 30 days between two notes.")
    progress = hands.page.locator("#recomputation")
    if not hands.scripts:
        hands.go("/settings/recomputations")
    expect(progress.locator("p")).to_have_count(0, timeout=10_000)
    assert hands.house.rows("SELECT name FROM settings") == [("gap",)]


def test_the_dark_is_chosen_and_stays_on_another_device(
    hands: Hands, new_context: Callable[..., BrowserContext]
):
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = hands.page.evaluate(ground)
    go_dark(hands)
    dark = hands.page.evaluate(ground)
    assert dark != light
    hands.go("/add")
    assert hands.page.evaluate(ground) == dark
    other = Touch(new_context, hands.house)
    other.go("/settings")
    assert other.page.evaluate(ground) == dark
    expect(other.page.get_by_role("radio", name="Dark")).to_be_checked()
    other.done()


@pytest.mark.parametrize("way", ["keyboard"])
def test_the_theme_changes_around_what_is_half_written(hands: Hands):
    hands.go("/opportunities/new")
    hands.write(field(hands.page, "title"), "Staff Engineer")
    hands.press(button(hands.page.locator(".theme"), "Dark"))
    expect(button(hands.page.locator(".theme"), "Dark")).to_have_attribute("aria-pressed", "true")
    expect(field(hands.page, "title")).to_have_value("Staff Engineer")


def test_a_tag_with_a_rhythm(hands: Hands):
    hands.go("/tags")
    hands.press(hands.main().get_by_role("link", name="press"))
    hands.choose(field(hands.page, "cadence"), "Every two months")
    hands.tick(field(hands.page, "also_theirs"))
    hands.press(button(hands.main(), "Save"))
    hands.told("press: every two months. One person takes it.")
    assert hands.house.rows("SELECT cadence FROM contacts WHERE id = 1") == [(60,)]
    hands.press(button(hands.main(), "Delete the tag"))
    hands.told("The tag press is gone. Everybody keeps their rhythm.")
    hands.press(button(hands.notice(), "Undo"))
    hands.told("Undone")
    expect(hands.main().get_by_role("link", name="press")).to_be_visible()
