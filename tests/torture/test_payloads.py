"""What is written into a field is shown as it was written: nothing of it runs, and none of it becomes a part of a page.

Every payload goes into every field of every form that takes text; then each page that shows any of it is opened in a
real Chromium, many pages in one.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count, cycle

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import Ear
from tests.browser.house import Door, opened
from tests.torture.conftest import said
from tests.torture.forms import KEEPS_NO_TEXT, Filled, endpoint_of
from tests.torture.payloads import packed, payloads
from tests.torture.profile import CHOSEN

#: Words, of some payloads each, that are in the pages at the same time: for most forms there are as many pages.
BATCH = 14
#: Pages in one.
GLUED = 25
#: For names that nobody has.
NUMBERS = count(1)
#: The fields of a form that came back because of them.
REFUSING = re.compile(r'aria-invalid="true"[^>]* name="([^"]+)')
#: What a page says of its version, for its form to bring back.
FRESH = re.compile(r'name="(version|seen)"[^>]* value="([^"]*)"')
#: 1337 * 7331, which no page says unless something has computed it.
COMPUTED = "9801547"
#: What a page is made of, where its links go, whether a script ran, and its words.
SHAPE = """() => [[...new Set([...document.querySelectorAll("*")].flatMap((element) => {
    const tag = element.localName;
    const links = ["href", "src", "action", "formaction", "data", "srcdoc"]
        .map((name) => element.getAttribute(name) ?? "")
        .filter((value) => /^[\\s\\x00-\\x20]*(javascript|vbscript|data):/i.test(value.replace(/[\\t\\n\\r]/g, "")));
    // Which htmx gives and takes.
    const names = element.getAttributeNames().filter((name) => !["data-htmx-powered", "class"].includes(name));
    return [tag, ...names.map((name) => `${tag}[${name.toLowerCase()}]`), ...links.map((to) => `to ${to}`)];
}))], window.owned, document.body.textContent]"""


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

    def __init__(self, page: Page, door: Door, usual: set[str]) -> None:
        self.page, self.url, self.usual, self.ear, self.wrong = page, door.url, usual, Ear(page), []
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog) -> None:
        self.wrong.append(f"a dialog at {self.page.url}: {dialog.message}")
        dialog.dismiss()

    def _request(self, request) -> None:
        if not request.url.startswith((self.url, "data:image/svg+xml")):
            self.wrong.append(f"a request to {request.url}")

    def open(self, pages: dict[str, str], headers: dict[str, str]) -> None:
        """Many pages, one after the other in the body of the first, under the headers of the app."""
        heads, bodies = zip(*(page.split("<body>", 1) for page in pages.values()), strict=True)
        titles = [head.partition("<title>")[2].rpartition('<link rel="icon"')[0] for head in heads]
        ends = [body.rpartition("</body>")[0] for body in bodies]
        whole = (
            heads[0].replace("</head>", f"<title>{'<title>'.join(titles)}</head>") + "<body>" + "".join(ends)
        )
        self.page.route("**/glued", lambda route: route.fulfill(body=whole, headers=headers))
        self.page.goto(f"{self.url}/glued")
        self.page.unroute("**/glued")
        self.look(" ".join(pages))

    def look(self, where: str) -> None:
        """At the page that is there now."""
        found, owned, words = self.page.evaluate(SHAPE)
        self.wrong += [f"{where}: {strange}" for strange in sorted(set(found) - self.usual)]
        if owned is not None:
            self.wrong.append(f"{where}: a script ran")
        if COMPUTED in words:
            self.wrong.append(f"{where}: a template was computed")
        self.wrong += [f"{where}: {heard}" for heard in self.ear.heard]
        self.ear.heard.clear()
        assert not self.wrong, self.wrong


def places(found, changing) -> list[list[Filled]]:
    """The forms that keep what is written: for each kind, one on every page that has it. A draft thrown away is not."""
    by_kind: dict[tuple[str, tuple[str, ...]], list[Filled]] = {}
    for form in changing:
        keeps = form.endpoint not in KEEPS_NO_TEXT and not form.endpoint.endswith(".delete")
        if form.texts and not form.empty and keeps:
            by_kind.setdefault((form.endpoint, form.texts), []).extend(found.every[form.kind])
    # What another form of the same endpoint has, too, is written there. The whole cards come from the other end, so
    # that they and the parts of a card do not overwrite each other.
    return [
        forms[::-1] if endpoint == "contacts.update" else forms
        for (endpoint, texts), forms in by_kind.items()
        if not any(endpoint == other and set(texts) < set(more) for other, more in by_kind)
    ]


def plant(home, form: Filled, page: str, payload: str) -> str:
    """Write the payload into each field of a form on `page`, within what the field asks for where it must be.

    Returns the id of the change.
    """
    # One form may not name the same person twice.
    words = {name: f"{payload} 2" if "-1-" in name else payload for name in form.texts}
    tried: set[str] = set()
    for _ in range(5):
        answer = form.send(home.visitor, request_id="", another="y", **dict(FRESH.findall(page)), **words)
        if answer.status_code == 303:
            return answer.headers["Location"].rpartition("done=")[2]
        assert answer.status_code == 422, (form.name, payload, answer.status_code)
        page = answer.text
        refused = REFUSING.findall(page)
        for name in refused or form.texts:
            if name not in tried:
                words[name] = dressed(name, words[name], form.endpoint)
                tried.add(name)
            elif refused:
                words.pop(name, None)
    raise AssertionError((form.name, payload, said(page)))


def dressed(name: str, payload: str, endpoint: str) -> str:
    """The payload within what a field asks for, or after a name that nobody has yet."""
    kind = name.partition("-")[0]
    if kind in ("emails", "value"):
        return f"{payload}@evil.example"
    if kind == "phones":
        return f"+49301 {payload}"
    if kind == "links" or kind.endswith(("url", "website")):
        return f"https://evil.example/{payload}"
    return f"{endpoint.partition('.')[0].title()} {next(NUMBERS)} {payload}"


def settled(page: str) -> str:
    """A page without what only tells one answer from another."""
    return re.sub(r'name="(request_id|version|seen)"[^>]*value="\w+"', "", page)


def shown(home, found, unseen: set[str]) -> dict[str, str]:
    """The pages, but for `unseen`, that are not as they were in the year, and those that they lead to now."""
    searched = [f"/contacts?q={word}" for word in ("harmless", "script", "alert", "evil")]
    waiting, seen, changed = [*found.pages, *searched], set(unseen), {}
    while waiting:
        path = waiting.pop()
        if path in seen or endpoint_of(home.app, path, "GET") is None:
            continue
        seen.add(path)
        answer = home.visitor.get(path)
        if answer.mimetype != "text/html" or "<body>" not in answer.text:
            continue
        page = settled(answer.text)
        if page != settled(found.pages.get(path, "")):
            changed[path] = page
        if path in found.pages:
            waiting += set(re.findall(r'href="(/[^"#]*)', page)) - found.links
    return changed


class Garden:
    """The year with words in every field."""

    def __init__(self, home, found, changing) -> None:
        self.home, self.found = home, found
        self.places = places(found, changing)
        #: The pages that show one thing alone, to change it.
        self.edits = {
            form.page for forms in found.every.values() for form in forms if form.page == form.action
        }

    def opened(self, form: Filled) -> tuple[Filled, str] | None:
        """A form with its page; None where what was written before has taken it away."""
        answer = self.home.visitor.get(form.page)
        return (form, answer.text) if answer.status_code == 200 else None

    def grow(self, words: list[str]) -> dict[str, str]:
        """Begin again with these; returns the pages that show them, and what was said of each change."""
        self.home.again()
        planted, changes = set(), []
        for forms in self.places:
            waiting = cycle(forms)
            for word in words:
                form, page = next(found for form in waiting if (found := self.opened(form)))
                changes.append(plant(self.home, form, page, word))
                planted.add(form.page)
        notices = {path: self.home.visitor.get(path).text for path in (f"/add?done={n}" for n in changes)}
        return shown(self.home, self.found, self.edits - planted) | notices


def test_nothing_that_is_stored_runs(home, door, looking, found, changing):
    garden, every = Garden(home, found, changing), payloads(CHOSEN.payloads)
    words = packed(every)
    assert len({text for text in every if any(text in word for word in words)}) == CHOSEN.payloads
    # As many people, with nothing strange about them.
    harmless = garden.grow([f"Harmless {number}" for number in range(min(BATCH, len(words)))])
    eye = Eye(looking, door, shape_of(*found.pages.values(), *harmless.values()))
    headers = dict(home.visitor.get("/").headers)
    for start in range(0, len(words), BATCH):
        pages = list(garden.grow(words[start : start + BATCH]).items())
        for first in range(0, len(pages), GLUED):
            eye.open(dict(pages[first : first + GLUED]), headers)


def test_nothing_that_is_refused_runs(home, door, looking, found):
    """All payloads at once are too long for any field, so that the form comes back with them."""
    eye = Eye(looking, door, set())
    every = (form for form in found.forms.values() if form.endpoint not in KEEPS_NO_TEXT)
    forms = [form for form in every if form.texts and not form.empty]
    if CHOSEN.share > 1:
        forms = list({(form.endpoint, form.texts): form for form in forms}.values())[:: CHOSEN.share]
    words = "\n".join(payloads(CHOSEN.payloads))
    words += words * (20_000 // len(words))
    eye.page.goto(eye.url)
    for form in forms:
        answer = form.send(home.visitor, **dict.fromkeys(form.texts, words))
        assert answer.status_code in (200, 422), form.name
        plain = form.send(home.visitor, **dict.fromkeys(form.texts, "x" * len(words)))
        eye.usual |= shape_of(plain.text, found.pages[form.page])
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


class Tags(HTMLParser):
    """What the HTML of a page that holds nothing strange is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element and its attributes."""
        self.found |= {tag, *(f"{tag}[{name}]" for name, _ in attrs)}


def shape_of(*pages: str) -> set[str]:
    """What pages that hold nothing strange are made of."""
    tags = Tags()
    for page in pages:
        tags.feed(page)
        tags.reset()
    return tags.found
