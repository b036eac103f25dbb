"""A check-in and private writing in a real browser: three ways, a closed tab, two tabs, the time."""

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from followup.db import DATABASE
from tests.browser import checks
from tests.browser.hands import PHONE, WAYS, Hands, Keyboard
from tests.browser.house import House

WRITTEN = "They were kind about it, which made it worse."
KEPT = "Kept, and here again when you come back."


@pytest.fixture
def house(house_with: Callable[..., House]) -> House:
    """Dana, who is due today, and Acme, where she works."""
    return house_with("Dana Li, VP Eng @ Acme, today")


@pytest.fixture
def hands(way: str, house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Hands]:
    """Somebody in front of it. A test that ends with something wrong on the way has failed."""
    somebody = WAYS[way](new_context, house)
    yield somebody
    somebody.done()


def button(place: Locator, words: str) -> Locator:
    return place.get_by_role("button", name=words, exact=True)


def link(place: Locator, words: str) -> Locator:
    return place.get_by_role("link", name=words, exact=True)


def say(hands: Hands, statement: str, step: int) -> None:
    """Choose one of the five; with the keyboard, with the arrows."""
    steps = hands.page.get_by_role("group", name=statement).get_by_role("radio")
    if isinstance(hands, Keyboard):
        hands.reach(steps.first)
        hands.page.keyboard.press("Space")
        for _ in range(step - 1):
            hands.page.keyboard.press("ArrowRight")
    else:
        hands.tick(steps.nth(step - 1))
    expect(steps.nth(step - 1)).to_be_checked()


def say_all(hands: Hands, *steps: int) -> None:
    statements = (
        "It still stings",
        "I'd rather avoid them",
        "I'd like them to regret it",
        "I wish them well",
    )
    for statement, step in zip(statements, steps, strict=True):
        say(hands, statement, step)
    hands.press(button(hands.main(), "See what follows"))


def begin(hands: Hands) -> Locator:
    """The page of today's writing; gives the field."""
    hands.go("/writing")
    hands.press(button(hands.main(), "Begin"))
    text = hands.page.get_by_label("What you write")
    text.wait_for()
    hands.page.wait_for_load_state()
    return text


def kept(page: Page) -> Locator:
    """Where it says that what is written is kept."""
    return page.get_by_role("status").filter(has_text=KEPT)


def heard(page: Page) -> list[str]:
    """What the page sends from now on, by its address; it grows."""
    sends: list[str] = []
    page.on("request", lambda request: sends.append(request.url))
    return sends


def arrives(hands: Hands, text: str) -> None:
    """What a page sends while it is closed is answered to nobody, and soon there."""
    for _ in range(50):
        if hands.house.rows("SELECT text FROM writings") == [(text,)]:
            return
        hands.page.wait_for_timeout(100)
    raise AssertionError(hands.house.rows("SELECT text FROM writings"))


# A check-in


def test_rest_and_reach_out_anyway(hands: Hands):
    hands.go("/companies/1")
    hands.press(link(hands.main(), "How is it now?"))
    say_all(hands, 5, 4, 2, 3)
    hands.told("Saved: how it is with Acme.")
    expect(hands.main()).to_contain_text("Quiet with Acme until 7 December")
    hands.go("/")
    expect(hands.page.get_by_role("region", name="Held")).to_contain_text("Dana Li")
    hands.go("/checkins/1")
    hands.press(button(hands.main(), "Reach out anyway"))
    hands.told("The hold is lifted.")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Acme")
    hands.go("/")
    expect(hands.card("Dana Li")).to_be_visible()


def test_what_has_no_answer_is_told_where_it_is(hands: Hands):
    hands.go("/checkins/new?company=1")
    say(hands, "It still stings", 2)
    hands.press(button(hands.main(), "See what follows"))
    group = hands.page.get_by_role("group", name="I'd rather avoid them")
    expect(group).to_contain_text("Choose one of the five")
    expect(group.get_by_role("radio").first).to_be_focused()
    assert hands.house.count("check_ins") == 0


def test_the_history_is_deleted(hands: Hands):
    for _ in range(2):
        hands.go("/checkins/new?company=1")
        say_all(hands, 1, 1, 1, 5)
    hands.go("/checkins")
    hands.press(hands.main().get_by_role("button", name="Delete: Acme").first)
    hands.told("One check-in is deleted.")
    hands.press(button(hands.main(), "Delete all check-ins"))
    hands.told("All check-ins are deleted.")
    assert hands.house.count("check_ins") == 0


@pytest.mark.parametrize("way", ["touch"])
@pytest.mark.parametrize("width", [320, PHONE["width"]])
def test_every_step_is_big_enough_for_a_thumb(hands: Hands, width: int):
    hands.page.set_viewport_size({"width": width, "height": 844})
    hands.go("/checkins/new?company=1")
    steps = hands.page.get_by_role("radio")
    expect(steps).to_have_count(20)
    for step in steps.all():
        box = step.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44
    checks.well(checks.wide(hands.page), checks.clipped(hands.page))


# Private writing


def test_a_day_of_writing(hands: Hands):
    text = begin(hands)
    expect(hands.page.locator("#timer")).to_contain_text("20 minutes left, until 12:20")
    hands.write(text, WRITTEN)
    if not hands.scripts:
        hands.press(button(hands.main(), "Save"))
    expect(kept(hands.page)).to_be_visible()
    assert hands.house.rows("SELECT text FROM writings") == [(WRITTEN,)]
    # A tab that is closed: nothing but the server has it.
    hands.page.close()
    hands.page, hands.ear = hands.sit_down()
    hands.go("/writing")
    hands.press(link(hands.main(), "Go on with today"))
    expect(hands.page.get_by_label("What you write")).to_have_value(WRITTEN)
    hands.press(hands.main().locator("summary"))
    hands.press(button(hands.main(), "Destroy it"))
    hands.told("It is destroyed, and gone from the file.")
    assert hands.house.count("writings") == 0


with_scripts = pytest.mark.parametrize("way", ["touch", "keyboard"])


@with_scripts
def test_a_tab_closed_in_the_middle_of_a_word(hands: Hands):
    text = begin(hands)
    hands.write(text, WRITTEN)
    hands.page.goto("about:blank")
    arrives(hands, WRITTEN)
    hands.go("/writing/1")
    expect(hands.page.get_by_label("What you write")).to_have_value(WRITTEN)


@with_scripts
def test_typed_in_several_breaths(hands: Hands):
    text = begin(hands)
    for words in ("Tired", ", mostly", ", and glad it is over."):
        text.press("End")
        text.press_sequentially(words)
        hands.page.wait_for_timeout(1300)
    expect(kept(hands.page)).to_be_visible()
    assert hands.house.rows("SELECT text FROM writings") == [("Tired, mostly, and glad it is over.",)]
    expect(text).to_be_focused()


@with_scripts
def test_two_tabs_lose_nothing(hands: Hands):
    first = begin(hands)
    tab, _ = hands.sit_down()
    tab.goto(f"{hands.house.url}/writing/1")
    hands.write(first, "From the first tab.")
    expect(kept(hands.page)).to_be_visible()
    second = tab.get_by_label("What you write")
    second.fill("From the second.")
    expect(tab.get_by_role("alert")).to_contain_text("Both are here")
    expect(tab.get_by_label("The other one")).to_have_value("From the first tab.")
    expect(second).to_have_value("From the second.")
    assert hands.house.rows("SELECT text FROM writings") == [("From the first tab.",)]
    checks.well(checks.axe(tab), checks.wide(tab), checks.twice(tab))
    tab.get_by_role("button", name="Keep both").click()
    expect(tab.get_by_label("What you write")).to_have_value("From the first tab.\n\nFrom the second.")


@with_scripts
def test_who_leaves_without_choosing_loses_neither(hands: Hands):
    begin(hands)
    tab, _ = hands.sit_down()
    tab.goto(f"{hands.house.url}/writing/1")
    hands.write(hands.page.get_by_label("What you write"), "From the first tab.")
    expect(kept(hands.page)).to_be_visible()
    tab.get_by_label("What you write").fill("From the second.")
    expect(tab.get_by_role("alert")).to_be_visible()
    tab.goto("about:blank")
    arrives(hands, "From the first tab.\n\nFrom the second.")


@with_scripts
def test_no_answer_is_told_and_tried_again(hands: Hands):
    text = begin(hands)
    hands.house.door.close()
    hands.write(text, WRITTEN)
    expect(hands.notice()).to_contain_text("Followup does not answer just now.")
    hands.house.door.open()
    expect(kept(hands.page)).to_be_visible(timeout=10_000)
    assert hands.house.rows("SELECT text FROM writings") == [(WRITTEN,)]
    hands.ear.forgive("ERR_CONNECTION", "Failed to load resource")


@contextmanager
def locked(hands: Hands) -> Generator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(hands.house.folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@with_scripts
def test_a_locked_file_is_told_and_tried_again(hands: Hands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("followup.db.PATIENCE_SECONDS", 0.1)
    text = begin(hands)
    hands.write(text, "They were kind")
    expect(kept(hands.page)).to_be_visible()
    with locked(hands):
        hands.write(text, WRITTEN)
        expect(kept(hands.page)).to_have_count(0)
        hands.told("Another program holds the database just now.")
        expect(button(hands.main(), "Save")).to_be_visible()
        expect(hands.page.get_by_role("alert")).to_have_count(0)
        expect(text).to_have_value(WRITTEN)
    expect(kept(hands.page)).to_be_visible(timeout=10_000)
    expect(hands.notice()).to_be_empty()
    assert hands.house.rows("SELECT text FROM writings") == [(WRITTEN,)]


@pytest.mark.parametrize("way", ["plain"])
def test_a_locked_file_without_a_script(hands: Hands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("followup.db.PATIENCE_SECONDS", 0.1)
    text = begin(hands)
    with locked(hands):
        hands.write(text, WRITTEN)
        hands.press(button(hands.main(), "Save"))
        expect(hands.main()).to_contain_text("Another program holds the database just now.")
        checks.well(checks.wide(hands.page), checks.twice(hands.page))
    expect(text).to_have_value(WRITTEN)
    hands.press(button(hands.main(), "Save"))
    expect(kept(hands.page)).to_be_visible()
    assert hands.house.rows("SELECT text FROM writings") == [(WRITTEN,)]


@with_scripts
def test_destroyed_in_another_tab_it_stays_in_the_field(hands: Hands):
    text = begin(hands)
    tab, _ = hands.sit_down()
    tab.goto(f"{hands.house.url}/writing/1")
    tab.locator("main summary").click()
    tab.get_by_role("button", name="Destroy it").click()
    expect(tab.locator("#notice")).to_contain_text("It is destroyed")
    hands.page.clock.install()
    hands.write(text, WRITTEN)
    hands.told("This writing is not here any more. What you typed still stands below")
    sends = heard(hands.page)
    hands.page.clock.run_for(20_000)
    hands.page.wait_for_timeout(100)
    assert sends == []
    expect(text).to_have_value(WRITTEN)


@with_scripts
def test_typing_without_a_pause_is_kept_as_well(hands: Hands):
    text = begin(hands)
    hands.page.clock.install()
    sends = heard(hands.page)
    text.focus()
    for letter in "without a pause":
        hands.page.keyboard.type(letter)
        hands.page.clock.run_for(500)
    assert sends


@with_scripts
def test_a_page_does_not_diverge_from_itself(hands: Hands):
    """It is left while what was written before is on its way."""
    text = begin(hands)
    with locked(hands):
        with hands.page.expect_request("**/edit"):
            hands.write(text, "From before.")
        hands.write(text, WRITTEN)
        hands.page.goto("about:blank")
        hands.page.wait_for_timeout(300)
    arrives(hands, WRITTEN)


@with_scripts
def test_an_answer_that_was_lost(hands: Hands):
    text = begin(hands)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    hands.page.route("**/edit", lose, times=1)
    hands.write(text, "From before.")
    expect(hands.notice()).to_contain_text("Followup does not answer just now.")
    hands.write(text, WRITTEN)
    expect(kept(hands.page)).to_be_visible()
    assert hands.house.rows("SELECT text FROM writings") == [(WRITTEN,)]
    hands.ear.forgive("ERR_FAILED")


@pytest.mark.parametrize("way", ["touch"])
def test_the_time_runs_calmly(hands: Hands):
    hands.page.clock.install()
    begin(hands)
    timer = hands.page.locator("#timer")
    expect(timer).to_contain_text("20 minutes left")
    hands.page.clock.run_for(61_000)
    expect(timer).to_contain_text("19 minutes left")
    hands.page.clock.run_for(18 * 60_000)
    expect(timer).to_contain_text("1 minute left")
    hands.page.clock.run_for(70_000)
    expect(timer.locator("[data-over]")).to_be_visible()
    expect(timer.locator("[data-left]").first).to_be_hidden()
    assert timer.get_attribute("aria-live") is None
