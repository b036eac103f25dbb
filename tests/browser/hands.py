"""Three ways to use the pages: with a finger, with a finger and no JavaScript, and with the keyboard alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import checks
from tests.browser.checks import Ear
from tests.browser.house import House

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
PATIENCE = 5000  # ms; everything here is on this machine
MOST_STOPS = 200  # of Tab, before somebody gives up


@dataclass
class Hands:
    """Somebody at a page: finds controls by their words, and uses them in one way."""

    new_context: Callable[..., BrowserContext]
    house: House
    wrong: list[str] = field(default_factory=list)
    scripts = True
    size = PHONE

    def __post_init__(self) -> None:
        self.context = self.new_context(
            viewport=self.size, java_script_enabled=self.scripts, reduced_motion="reduce"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page, self.ear = self.sit_down()

    def sit_down(self) -> tuple[Page, Ear]:
        """One more tab, with an ear."""
        page = self.context.new_page()
        return page, Ear(page)

    # What somebody looks for.

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(self.house.url + path)

    def card(self, name: str) -> Locator:
        """Somebody's card in the week."""
        return self.page.locator("li.card").filter(has=self.page.get_by_role("link", name=name))

    def notice(self) -> Locator:
        """What was done, or could not be."""
        return self.page.locator("#notice")

    def main(self) -> Locator:
        """The page without what is around it."""
        return self.page.locator("main")

    # What somebody does.

    def press(self, control: Locator) -> None:
        """A button, a link, or something that unfolds."""
        control.click()

    def write(self, control: Locator, text: str) -> None:
        """Into a field."""
        control.fill(text)

    def date(self, control: Locator, day: date) -> None:
        """Into a field for a day."""
        control.fill(day.isoformat())

    def choose(self, control: Locator, words: str) -> None:
        """From a list."""
        control.select_option(label=words)

    def tick(self, control: Locator) -> None:
        """A box."""
        control.check()

    # What must be so afterwards.

    def told(self, words: str) -> None:
        """The notice says so, and nothing about the page is out of order."""
        expect(self.notice()).to_contain_text(words)
        self.settled()

    def settled(self) -> None:
        """The answer is there, each id once, and whoever uses the keyboard knows where they are."""
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        self.note(checks.twice(self.page))

    def note(self, found: list[str]) -> None:
        """Keep what is wrong for the end, each once."""
        self.wrong += [line for line in found if line not in self.wrong]

    def done(self) -> None:
        """Nothing was wrong on the way. Raises AssertionError with everything that was."""
        checks.well(self.wrong, self.ear.heard)


class Touch(Hands):
    """With a finger on a phone."""


class Plain(Hands):
    """With a finger on a phone, without JavaScript."""

    scripts = False


class Keyboard(Hands):
    """With the keyboard alone, at a desk. Every stop on the way must be seen."""

    size = DESK

    def go(self, path: str) -> None:
        """Open a page by its address; remembers that it is this very page, and not a newer one."""
        super().go(path)
        self._mark()

    def reach(self, control: Locator) -> None:
        """Tab until there."""
        control.wait_for()
        for _ in range(MOST_STOPS):
            if control.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            # After the last stop the browser itself has its turn, then it begins again.
            self.note([line for line in checks.focus(self.page) if line != checks.LOST])
        raise AssertionError(f"Tab does not lead to {control}")

    def press(self, control: Locator) -> None:
        """A button, a link, or something that unfolds."""
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, control: Locator, text: str) -> None:
        """Into a field."""
        self.reach(control)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def date(self, control: Locator, day: date) -> None:
        """Into a field for a day, in the order of the language: month, day, year."""
        self.reach(control)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(control).to_have_value(day.isoformat())
        # Out of its last part; the other two are stops of Tab as well.
        self.page.keyboard.press("Tab")

    def choose(self, control: Locator, words: str) -> None:
        """From a list, with the arrows."""
        self.reach(control)
        self.page.keyboard.press("Home")
        for _ in range(control.locator("option").count()):
            if control.locator("option:checked").inner_text() == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the list has no {words!r}")

    def tick(self, control: Locator) -> None:
        """A box."""
        self.reach(control)
        self.page.keyboard.press("Space")
        expect(control).to_be_checked()

    def settled(self) -> None:
        """A page that changed in its place has not lost the keyboard; a new page starts at its top."""
        super().settled()
        if self.page.evaluate("() => Boolean(window.samePage)"):
            self.note(checks.focus(self.page))
        self._mark()

    def _mark(self) -> None:
        self.page.evaluate("() => { window.samePage = true }")


WAYS: dict[str, type[Hands]] = {"touch": Touch, "plain": Plain, "keyboard": Keyboard}
