"""The one search: what is found of each kind, in which order, and what is never found."""

from urllib.parse import quote

import pytest

from followup import demo
from tests.factories import TODAY
from tests.web.conftest import Visitor, text_of
from tests.web.people import add, turned_down


@pytest.fixture
def some(visitor):
    """Two people, a "no" with what was said, a reason of each kind, a touchpoint."""
    add(visitor, "Jürgen Müller, Editor @ Tidewater, #press")
    add(visitor, "李小明 @ Orchard, knows herons from Lisbon")
    visitor.post("/contacts/1/touchpoints", direction="out", text="About the bridge at Porto, and his café.")
    turned_down(visitor)
    visitor.post("/reasons", owner="contact-1", text="A talk on walruses", link="https://sea.example/talk")
    visitor.post("/reasons", owner="company-3", text="They opened a walrus house")
    return visitor


def found(visitor: Visitor, words: str, more: str = "") -> dict[str, list[str]]:
    """The first line of every row, by the id of its section."""
    page = visitor.page(f"/search?q={quote(words)}{more}")
    return {
        str(section["aria-labelledby"]).removeprefix("found-"): [
            text_of(line, "p") for line in section.select("li")
        ]
        for section in page.select("#found section")
    }


def change(visitor: Visitor, path: str, **fields: str):
    """Send the form of a page with some fields changed."""
    form = visitor.page(path).select(f'form[action="{path}"]')[0]
    kept = {
        str(field["name"]): str(field.get("value") or field.get_text())
        for field in form.select("input[name]:not([type=checkbox]), textarea[name]")
    }
    kept |= {
        str(field["name"]): str(option["value"])
        for field in form.select("select[name]")
        for option in field.select("option[selected]")
    }
    answer = visitor.post(path, {**kept, **fields})
    assert answer.status_code == 303, answer.text[:300]
    return answer


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("mull", {"contacts": ["Jürgen Müller"]}),
        ("mueller", {"contacts": ["Jürgen Müller"]}),
        ("明", {"contacts": ["李小明"]}),
        ("orch", {"contacts": ["李小明"], "companies": ["Orchard"]}),
        ("o", {"contacts": ["李小明"], "companies": ["Orchard"]}),
        ("press", {"contacts": ["Jürgen Müller"]}),
        ("staff north", {"opportunities": ["Staff Engineer"]}),
        ("porto bridge", {"touchpoints": ["Jürgen Müller"]}),
        ("walrus", {"reasons": ["Northwind", "Jürgen Müller"]}),
        ("sea.example", {"reasons": ["Jürgen Müller"]}),
        ("nobody like this", {}),
        ('"xyz *', {}),
        ("--", {}),
        ("   ", {}),
        ("\x00\ud83d", {}),
        ("x" * 900, {}),
    ],
)
def test_it_works(some, words, kinds):
    words = words.encode("utf-8", "surrogatepass")
    path = f"/search?q={quote(words)}"
    sections = some.page(path).select("#found section")
    shown = {
        str(section["aria-labelledby"]).removeprefix("found-"): [
            text_of(line, "a").replace(" ", "") for line in section.select("li")
        ]
        for section in sections
    }
    if words == b"o":
        shown = {kind: shown[kind] for kind in kinds}
    assert shown == {kind: [name.replace(" ", "") for name in names] for kind, names in kinds.items()}


def test_the_words_are_marked_in_their_place(some):
    page = some.page("/search?q=mull")
    assert text_of(page, "#found a mark") == "Müll"
    page = some.page("/search?q=cafe")
    assert text_of(page, "#found mark") == "café"
    assert page.select_one("#found a")["href"] == "/contacts/1#touchpoint-1"
    page = some.page("/search?q=north")
    assert text_of(page, "#found-companies + ul li").startswith("North wind")
    assert "North wind" in text_of(page, "#found-opportunities + ul li")


def test_what_was_said_about_an_opportunity(some):
    opportunity = "/opportunities/1/edit"
    change(some, opportunity, notes="The office smells of cedar.")
    page = some.page("/search?q=cedar")
    assert text_of(page, "#found-opportunities + ul") == (
        "Staff Engineer Northwind · Turned down · 22 November note: The office smells of cedar ."
    )


def test_the_best_comes_first(visitor):
    add(visitor, "Zoe Rowe @ Marble, knows a marten")
    add(visitor, "Ada Osmar")
    add(visitor, "Marta Zito")
    add(visitor, "Mar Ayo")
    page = visitor.page("/search?q=mar")
    links = [link.get_text() for link in page.select("#found-contacts + ul a")]
    assert links == ["Mar Ayo", "Marta Zito", "Ada Osmar", "Zoe Rowe"]


def test_nothing_of_the_trash_and_it_comes_back(some):
    answer = some.post("/contacts/1/delete")
    for words in ("mull", "porto", "talk"):
        assert "Jürgen" not in text_of(some.page(f"/search?q={words}"), "#found"), words
    assert found(some, "walrus") == {"reasons": ["Northwind"]}
    some.undo(answer)
    assert found(some, "porto") == {"touchpoints": ["Jürgen Müller"]}
    assert found(some, "walrus") == {"reasons": ["Northwind", "Jürgen Müller"]}


def test_what_somebody_said_goes_to_the_trash_with_them(some):
    change(some, "/encounters/1/edit", said="She loves axolotls.")
    assert list(found(some, "axolotl")) == ["opportunities"]
    marta = int(some.page("/search?q=marta").select_one("#found a")["href"].rpartition("/")[2])
    answer = some.post(f"/contacts/{marta}/delete")
    assert found(some, "axolotl") == {}
    some.undo(answer)
    assert list(found(some, "axolotl")) == ["opportunities"]


def test_a_company_that_is_renamed(some):
    answer = change(some, "/companies/3/edit", name="Petrichor")
    assert list(found(some, "petrichor")) == ["contacts", "companies", "opportunities"]
    assert found(some, "northwind") == {}
    some.undo(answer)
    assert found(some, "petrichor") == {}
    assert "opportunities" in found(some, "northwind")


def test_private_writing_is_never_found(visitor):
    add(visitor, "Dana Li")
    visitor.post("/writing", question="feel")
    visitor.post("/writing/1/edit", text="I felt like a basilisk.", version="1")
    assert "basilisk" in visitor.get("/writing/1").text
    assert found(visitor, "basilisk") == {}


def test_many_are_counted_no_further(visitor):
    demo.fill(TODAY, size=400)
    page = visitor.page("/search?q=e")
    assert text_of(page, "#found-contacts small") == "200+"
    assert len(page.select("#found-contacts + ul li")) == 5
    more = page.select_one("#found section a[href*=kind]")["href"]
    rows = visitor.page(str(more)).select("#found li")
    assert len(rows) == 50
    assert text_of(visitor.page(str(more)), "#found .gap a") == "Search everything"
    last = visitor.page(f"{more}&page=4")
    assert len(last.select("#found li")) == 50
    assert "Show more" not in text_of(last)
    assert visitor.page(f"{more}&page=99").select("#found li") == []


def test_with_htmx_what_was_found_comes_alone(some):
    answer = some.with_htmx().get("/search?q=mull")
    assert answer.text.lstrip().startswith('<div id="found">')
    assert "HX-Request" in answer.headers["Vary"]


def test_names_of_every_kind(visitor):
    for name in ("مريم الفاسي", "م" * 200, "Ana <b>bold</b>"):
        add(visitor, name)
    assert len(visitor.page("/search?q=مر").select("#found li")) == 1
    assert len(visitor.page(f"/search?q={'م' * 200}").select("#found li")) == 1
    assert text_of(visitor.page("/search?q=bold"), "#found mark") == "bold"
    assert visitor.page("/search?q=bold").select("#found b") == []


def test_the_box_is_on_every_page_but_its_own(visitor):
    assert visitor.page("/contacts").select_one("header form.find [name=q]") is not None
    page = visitor.page("/search")
    assert page.select_one("header form.find") is None
    assert page.select_one("#q") is not None
    assert visitor.page("/").select_one("header a.to-search")["href"] == "/search"


def test_single_keys_can_be_switched_off(visitor):
    assert "js/keys.js" in visitor.get("/contacts").text
    answer = visitor.post("/settings", keys="off")
    assert text_of(visitor.page(answer.headers["Location"]), "#notice p") == "Saved: single keys do nothing."
    assert "js/keys.js" not in visitor.get("/contacts").text
    assert "Single keys are switched off." in text_of(visitor.page("/shortcuts"))
    visitor.undo(answer)
    assert "js/keys.js" in visitor.get("/contacts").text
    assert visitor.post("/settings", keys="what").status_code == 422
