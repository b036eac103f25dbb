"""Every form of the app, found on its pages, and how each is filled in well.

Pages are found from the URL map and by the links between them, in the made-up year and where nobody is yet. A new
route is covered by itself once a page has its form. Where a form cannot be filled in by what its fields say, KNOWN
says how; where no page shows it, UNSEEN says where it goes.
"""

import io
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.factories import TODAY
from tests.web.conftest import Visitor

LINK = "https://umbrella.example"
#: What the fields of a form hold, by its endpoint, where they cannot be guessed. Bytes are a file, with that name.
KNOWN: dict[str, dict[str, str | bytes]] = {
    "checkins.create": {"sting": "2", "avoid": "4", "regret": "1", "well": "5"},
    "imports.choose": {"same": "complete"},
    "writings.update": {"text": "They were kind about it."},
    "imports.create": {"file": b"Name\nNadia Osei\n", "kind": "csv"},
    "picks.create": {"who": "37"},
    "companies.update": dict.fromkeys(("website", "careers_url", "news_url"), LINK),
    "decisions.create": {"told": "letter"},
    "reasons.create": {"link": LINK, "who": "Aardvark"},
    "parts.save_points": {"value": "nadia@umbrella.example"},
    "adds.create": {"line": "Nadia Osei, CTO @ Umbrella, nadia@umbrella.example, #board"},
    "opportunities.update": {"careers_url": LINK},
    "opportunities.create": {
        "company": "Umbrella",
        "title": "Staff Engineer",
        "people-0-name": "Nadia Osei",
        "people-0-told_you": "y",
        "people-1-name": "Ivo Petrov",
    },
}
#: Routes that change something and whose form no page of the made-up year shows: address and fields.
UNSEEN: dict[str, tuple[str, dict[str, str | bytes]]] = {}
#: Routes that take a form and change nothing by design: a preview, a check while somebody types.
CHANGES_NOTHING = {"contacts.check", "drafts.advise", "previews.create"}
#: Routes that change files, which a database that is put back knows nothing of: tests/web/test_backups.py has them.
OF_FILES = {"backups.create", "backups.upload", "backups.restore", "backups.delete"}
#: Forms whose texts only look for something: nothing of them is kept.
KEEPS_NO_TEXT = {"picks.create"}
#: Pages that no link leads to; {change} is the newest change, {logged} the newest that logged something, {asks} one
#: whose notice asks for a reason to write.
UNLINKED = (
    "/?done={change}",
    "/?done={logged}",
    "/?done={asks}",
    "/contacts?q=an&sort=name",
    "/contacts/1/merges?with=2",
    "/search?q=an",
)
#: Of the pages that show more than one thing (/contacts/7) so many are looked at; of those that only change one
#: (/contacts/7/notes) so many in a row without a new kind of form.
MOST, ALIKE = 60, 30
FIX = "in tests/torture/forms.py"
#: Fields that say how a form is sent, not what somebody writes.
MACHINERY = {"request_id", "back", "version"}


@dataclass(frozen=True)
class Filled:
    """A form filled in well. `texts`: the fields in which somebody may write whatever they like."""

    endpoint: str
    action: str
    page: str
    fields: dict[str, str | bytes]
    texts: tuple[str, ...] = ()
    empty: bool = False

    @property
    def kind(self) -> tuple[Any, ...]:
        """What it has in common with the same form on other pages."""
        return self.endpoint, tuple(sorted(self.fields))

    @property
    def name(self) -> str:
        """How it is told from others."""
        words = [name for name in sorted(self.fields) if name not in MACHINERY]
        return f"{self.endpoint}-{'-'.join(words)}" if words else self.endpoint

    def send(self, visitor: Visitor, **changed: str) -> TestResponse:
        """Send it."""
        return visitor.post(self.action, sendable({**self.fields, **changed}))


@dataclass
class Found:
    """Pages by their address, every address that they lead to, one form of each kind, and every form by its kind."""

    pages: dict[str, str] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    forms: dict[tuple[Any, ...], Filled] = field(default_factory=dict)
    every: dict[tuple[Any, ...], list[Filled]] = field(default_factory=lambda: defaultdict(list))


def sendable(fields: dict[str, str | bytes]) -> dict[str, Any]:
    """Fields as the test client takes them: files anew for each request, which closes them."""
    return {
        name: (io.BytesIO(value), name) if isinstance(value, bytes) else value
        for name, value in fields.items()
    }


def look_around(app: Flask, starts: tuple[str, ...] = (), empty: bool = False) -> Found:
    """Open the pages that there is a way to, as long as they bring anything new, and collect what forms they have."""
    found, alike = Found(), Counter()
    waiting = [*starts, *addresses(app)]
    visitor = Visitor(app)
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(app, path, "GET")
        if (
            path in found.pages
            or endpoint is None
            or alike[endpoint] >= (MOST if path[-1].isdigit() else ALIKE)
        ):
            continue
        answer = visitor.get(path)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        found.pages[path] = answer.text
        alike[endpoint] += 1
        page = BeautifulSoup(answer.text, "html.parser")
        for form in page.select("form[method=post]"):
            for filled in fillings(app, form, path, empty):
                if filled.kind not in found.forms:
                    found.forms[filled.kind] = filled
                    alike[endpoint] *= path[-1].isdigit()
                found.every[filled.kind].append(filled)
        links = [urljoin(path, str(link["href"])).partition("#")[0] for link in page.select("a[href]")]
        found.links.update(links)
        waiting += links
    return found


def addresses(app: Flask) -> list[str]:
    """The pages without an id."""
    urls = app.url_map.bind("localhost")
    return [
        urls.build(rule.endpoint, method="GET")
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
    ]


def endpoint_of(app: Flask, path: str, method: str) -> str | None:
    """The route that answers; None for an address of another site, a file, or nothing."""
    parts = urlsplit(path)
    if parts.netloc or parts.scheme or path.startswith("/static/"):
        return None
    try:
        return app.url_map.bind("localhost").match(parts.path, method)[0]
    except HTTPException:
        return None


def fillings(app: Flask, form: Tag, page: str, empty: bool) -> list[Filled]:
    """A form filled in, once for each way to send it: its first button, and every button that has a name."""
    action = str(form.get("action") or urlsplit(page).path)
    fields, texts, controls = written(form)
    buttons = [button for button in form.select("button") if button.get("type", "submit") == "submit"]
    buttons += form.select("input[type=submit]")
    # A button may send the form elsewhere.
    plain = list(
        dict.fromkeys(str(button.get("formaction") or action) for button in buttons if not button.get("name"))
    )
    ways: list[tuple[str, dict[str, str]]] = [(to, {}) for to in plain or ([] if buttons else [action])]
    ways += [
        (str(button.get("formaction") or action), {str(button["name"]): str(button.get("value") or "")})
        for button in buttons
        if button.get("name")
    ]
    # htmx may send the form elsewhere, from itself or from one of its fields.
    others = {str(found.get("data-hx-post", action)) for found in (form, *form.select("[data-hx-post]"))}
    ways += [(to, {}) for to in sorted(others - {action})]
    found = []
    for to, button in ways:
        endpoint = endpoint_of(app, to, "POST")
        assert endpoint, f"The form of {page} goes to {to}, which takes no form."
        known = {name: value for name, value in KNOWN.get(endpoint, {}).items() if name in controls}
        found.append(Filled(endpoint, to, page, {**fields, **known, **button}, texts, empty))
    return found


def written(form: Tag) -> tuple[dict[str, str | bytes], tuple[str, ...], set[str]]:
    """What the fields of a form hold, those that take any text, and the names of all of its controls."""
    fields: dict[str, str | bytes] = {}
    texts = []
    for control in form.select("input[name], select[name], textarea[name]"):
        value = value_of(control)
        if value is not None:
            fields[str(control["name"])] = value
        if takes_text(control):
            texts.append(str(control["name"]))
    return fields, tuple(texts), {str(control["name"]) for control in form.select("[name]")}


def value_of(control: Tag) -> str | bytes | None:
    """What somebody leaves or writes in a control; None for a box that they leave empty."""
    kind = str(control.get("type") or "text")
    if control.name == "select":
        chosen = control.select_one("option[selected]") or control.select_one("option")
        return str(chosen.get("value", chosen.get_text())) if chosen else None
    if control.name == "textarea":
        return control.get_text().strip("\r\n") or "A word or two."
    value = control.get("value")
    if kind in ("checkbox", "radio"):
        return str(control.get("value", "on")) if control.has_attr("checked") else None
    if kind == "file":
        return b""
    if value or kind == "hidden":
        return str(value or "")
    if kind == "date":
        latest = control.get("max")
        return str(latest) if latest else (TODAY + timedelta(9)).isoformat()
    written = {
        "number": "7",
        "email": "nadia@umbrella.example",
        "url": "https://umbrella.example/",
        "tel": "+49301",
    }
    return written.get(kind, "Umbrella")


def takes_text(control: Tag) -> bool:
    """Whether anything at all can be written into it."""
    kind = str(control.get("type") or "text")
    return control.name == "textarea" or (
        control.name == "input" and kind in ("text", "search", "email", "url", "tel", "password")
    )


def posting(app: Flask) -> set[str]:
    """The endpoints that take a POST."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
