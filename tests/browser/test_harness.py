"""The checks themselves: a page with one fault is reported for it, and a page without any for nothing."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from followup.web.guard import CONTENT_SECURITY_POLICY
from tests.browser import checks, nu
from tests.browser.house import Door, opened

LABELLED = '<label for="name">Name</label><input id="name" name="name">'
STYLES = """
input, button { min-height: 44px; min-width: 44px }
:focus-visible { outline: 3px solid }
.unseen { outline: none }
.narrow { width: 90px }
.pale { color: #ccc }
.cut { overflow: clip; height: 4px }
"""
WELL = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Small</title><link rel="stylesheet" href="/small.css">
<link rel="icon" href="data:,"></head>
<body><main><h1>Small</h1>{}</main><script src="/small.js"></script></body>
</html>
"""
FAULTS = {
    "well": LABELLED,
    "unlabelled": '<input name="name">',
    "styled": LABELLED + '<p style="color: green">Green</p>',
    "scripted": LABELLED + "<script>document.title = 'Mine'</script>",
    "wide": LABELLED + '<svg width="2000" height="9" aria-hidden="true"></svg>',
    "small": LABELLED + '<p><a href="/">Home</a></p>',
    "cut": LABELLED + '<p class="cut">Nobody can read this.</p>',
    "narrow": LABELLED
    + '<select class="narrow" aria-label="How often"><option>every three months</option></select>',
    "twice": LABELLED + '<p id="name">Name</p>',
    "pale": LABELLED + '<p class="pale">Nobody can read this.</p>',
    "invalid": LABELLED + "<p><div>Not in a paragraph</div></p>",
    "unseen": LABELLED + '<button class="unseen">Go</button>',
}


def small() -> Flask:
    """Pages with a fault each, under the policy of Followup."""
    app = Flask("small", static_folder=None)

    @app.get("/<name>")
    def page(name: str) -> str:
        return WELL.format(FAULTS[name])

    @app.get("/small.css")
    def css():
        return STYLES, {"Content-Type": "text/css"}

    @app.get("/small.js")
    def script():
        return "if (location.search) { console.error('told'); throw new Error('thrown') }", {
            "Content-Type": "text/javascript"
        }

    @app.after_request
    def guard(answer):
        answer.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return answer

    return app


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with opened(small()) as door:
        yield door


@pytest.fixture
def look(page: Page, door: Door) -> Callable[[str], checks.Ear]:
    """Open one of the pages on a phone, and listen."""

    def go(name: str) -> checks.Ear:
        page.set_viewport_size({"width": 390, "height": 844})
        ear = checks.Ear(page)
        page.goto(f"{door.url}/{name}")
        return ear

    return go


def everything(page: Page) -> list[str]:
    return [
        *checks.axe(page),
        *checks.wide(page),
        *checks.clipped(page, lists=True),
        *checks.small(page),
        *checks.twice(page),
    ]


def test_a_page_without_faults(look, page: Page):
    ear = look("well")
    page.keyboard.press("Tab")
    checks.well(everything(page), checks.focus(page), ear.heard)


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("unlabelled", "axe label: "),
        ("pale", "axe color-contrast: "),
        ("wide", "2008 px wide in 390: svg"),
        ("small", 'small: <a class=""> Home'),
        ("cut", "cut off: Nobody can read this."),
        ("narrow", "cut off in a list: every three months"),
        ("twice", "twice: #name"),
    ],
)
def test_a_fault_is_found(look, page: Page, name: str, reported: str):
    look(name)
    assert any(line.startswith(reported) for line in everything(page)), everything(page)


def test_words_beyond_the_edge_are_cut_off(look, page: Page):
    look("well")
    page.evaluate("document.querySelector('h1').style.marginInlineStart = '-2000px'")
    assert checks.clipped(page) == ["cut off: Small"]


@pytest.mark.parametrize(
    ("path", "reported"),
    [
        ("styled", ["CSP style-src-attr blocked inline"]),
        ("scripted", ["CSP script-src-elem blocked inline"]),
        ("well?loud", ["error: told", "exception: thrown"]),
    ],
)
def test_a_complaint_is_heard(look, page: Page, door: Door, path: str, reported: list[str]):
    ear = look("well")
    assert ear.heard == []
    page.goto(f"{door.url}/{path}")
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    for words in reported:
        assert any(words in line for line in ear.heard), (words, ear.heard)


def test_the_keyboard_that_is_lost_unseen_or_covered(look, page: Page):
    look("unseen")
    assert checks.focus(page) == [checks.LOST]
    page.keyboard.press("Tab")
    assert checks.focus(page) == []
    page.keyboard.press("Tab")
    assert checks.focus(page) == ['unseen focus: <button class="unseen">']
    page.keyboard.press("Shift+Tab")
    page.evaluate(
        "Object.assign(document.querySelector('h1').style, {position: 'fixed', inset: 0, margin: 0})"
    )
    assert checks.focus(page) == ['covered focus: <input id="name" class="">']


def test_the_nu_checker_reads_pages_and_fragments(tmp_path):
    pages = {
        "well": WELL.format(FAULTS["well"]),
        "invalid": WELL.format(FAULTS["invalid"]),
        "fragment": nu.wrapped('<ul id="a"></ul><p id="a">Twice</p>'),
    }
    found = nu.complaints(pages, tmp_path)
    assert not [line for line in found if line.startswith("well.html")]
    assert any(line.startswith("invalid.html") and "p" in line for line in found)
    assert any(line.startswith("fragment.html") and "Duplicate ID" in line for line in found)


def test_everything_that_is_wrong_is_said():
    with pytest.raises(AssertionError, match=r"one\ntwo\nthree"):
        checks.well(["one", "two"], [], ["three"])
