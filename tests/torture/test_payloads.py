"""What is written into a field is shown as it was written: nothing of it runs, and none of it becomes a part of a page.

Every payload goes into every field of every form that takes text; then the pages are opened in a real Chromium.
"""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.browser.checks import Ear
from tests.browser.house import Door, opened
from tests.torture.forms import MOST, Filled, look_around
from tests.torture.payloads import payloads
from tests.torture.profile import CHOSEN

#: Payloads that are in the pages at the same time.
BATCH = 20
#: 1337 * 7331, which no page says unless something has computed it.
COMPUTED = "9801547"
SHAPE = """() => [...document.querySelectorAll("*")].flatMap((element) => {
    const tag = element.localName;
    const links = ["href", "src", "action", "formaction", "data", "srcdoc"]
        .map((name) => element.getAttribute(name) ?? "")
        .filter((value) => /^[\\s\\x00-\\x20]*(javascript|vbscript|data):/i.test(value.replace(/[\\t\\n\\r]/g, "")));
    const names = element.getAttributeNames().map((name) => name.toLowerCase());
    return [tag, ...names.filter((name) => name !== "data-htmx-powered").map((name) => `${tag}[${name}]`),
        ...links.map((to) => `to ${to}`)];
})"""
OWNED = "() => window.owned"


@pytest.fixture
def door(home) -> Iterator[Door]:
    """The home at a port."""
    with opened(home.app) as door:
        yield door


@pytest.fixture
def looking(browser: Browser, browser_context_args: dict) -> Iterator[Page]:
    """A page that a dialog would stop."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


class Eye:
    """Opens pages, and keeps what is out of order about them."""

    def __init__(self, page: Page, door: Door) -> None:
        self.page, self.url, self.ear, self.wrong = page, door.url, Ear(page), []
        self.usual: set[str] = set()
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog) -> None:
        self.wrong.append(f"a dialog at {self.page.url}: {dialog.message}")
        dialog.dismiss()

    def _request(self, request) -> None:
        if not request.url.startswith((self.url, "data:image/svg+xml")):
            self.wrong.append(f"a request to {request.url}")

    def learn(self, path: str) -> None:
        """What a page is usually made of."""
        self.page.goto(self.url + path)
        self.usual |= set(self.page.evaluate(SHAPE))

    def look(self, where: str) -> None:
        """At the page that is there now."""
        strange = set(self.page.evaluate(SHAPE)) - self.usual
        self.wrong += [f"{where}: {shape}" for shape in sorted(strange)]
        if self.page.evaluate(OWNED) is not None:
            self.wrong.append(f"{where}: a script ran")
        if COMPUTED in self.page.inner_text("body"):
            self.wrong.append(f"{where}: a template was computed")
        self.wrong += [f"{where}: {heard}" for heard in self.ear.heard]
        self.ear.heard.clear()
        assert not self.wrong, self.wrong


def plant(home, form, payload: str) -> bool:
    """Send a form with the payload in each of its fields; whether it was taken."""
    answer = form.send(home.visitor, request_id="", **dict.fromkeys(form.texts, payload))
    if answer.status_code == 422 and "another" not in form.fields:
        # Somebody of that name may be here already; a line may want a name first.
        for name in form.texts:
            form.send(home.visitor, request_id="", **{name: payload})
        answer = form.send(
            home.visitor, request_id="", another="y", **dict.fromkeys(form.texts, f"Ann {payload}")
        )
    assert answer.status_code in (200, 303, 409, 422), (form.name, payload, answer.status_code)
    return answer.status_code == 303


def writable(found) -> list[Filled]:
    """The forms in which somebody writes; where there is little time, some of them."""
    return [form for form in found.forms.values() if form.texts and not form.empty][:: CHOSEN.share]


def planted(home, forms, words: list[str]) -> tuple[dict[str, str], int]:
    """The pages of the year with these words in every field; how many forms were taken."""
    home.again()
    taken = sum(plant(home, form, word) for word in words for form in forms)
    searched = tuple(f"/contacts?q={word}" for word in ("harmless", "script", "alert", "evil"))
    return look_around(home.app, searched, most=CHOSEN.views or MOST).pages, taken


def test_nothing_that_is_stored_runs(home, door, looking, found):
    eye = Eye(looking, door)
    forms = writable(found)
    every, taken = payloads(CHOSEN.payloads), 0
    assert len(set(every)) == CHOSEN.payloads
    # As many people, with nothing strange about them.
    harmless, _ = planted(home, forms, [f"Harmless {number}" for number in range(min(BATCH, len(every)))])
    for page in [*found.pages.values(), *harmless.values()]:
        eye.usual |= shape_of(page)
    for start in range(0, len(every), BATCH):
        pages, done = planted(home, forms, every[start : start + BATCH])
        taken += done
        changed = [path for path in pages if pages[path] != found.pages.get(path)]
        for path in changed[: CHOSEN.opened]:
            eye.page.goto(eye.url + path)
            eye.look(path)
    assert taken > CHOSEN.payloads


def test_nothing_that_is_refused_runs(home, door, looking, found):
    """All payloads at once are too long for any field, so that the form comes back with them."""
    eye = Eye(looking, door)
    forms = writable(found)
    for form in forms:
        eye.learn(form.page)
    words = "\n".join(payloads(CHOSEN.payloads))
    words += words * (20_000 // len(words))
    for form in forms:
        answer = form.send(home.visitor, **dict.fromkeys(form.texts, words))
        assert answer.status_code in (200, 422), form.name
        plain = form.send(home.visitor, **dict.fromkeys(form.texts, "x" * len(words)))
        eye.usual |= shape_of(plain.text)
        eye.page.goto(eye.url + form.page)
        with eye.page.expect_event("domcontentloaded"):
            eye.page.evaluate(
                """([action, fields]) => {
                    const form = document.createElement("form");
                    form.method = "post";
                    form.action = action;
                    for (const [name, value] of Object.entries(fields)) {
                        const field = document.createElement("textarea");
                        field.name = name;
                        field.value = value;
                        form.append(field);
                    }
                    document.body.append(form);
                    form.submit();
                }""",
                [form.action, {**form.fields, **dict.fromkeys(form.texts, words)}],
            )
        eye.look(form.name)


def shape_of(page: str) -> set[str]:
    """What the HTML of a page that holds nothing strange is made of."""
    tree = BeautifulSoup(page, "html.parser")
    return {element.name for element in tree.find_all()} | {
        f"{element.name}[{name}]" for element in tree.find_all() for name in element.attrs
    }
