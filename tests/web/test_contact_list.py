"""The list of contacts: searching, narrowing, order, pages."""

import pytest

from tests.factories import person, record
from tests.web.conftest import text_of
from tests.web.people import add


@pytest.fixture
def some(visitor):
    """Ruth is due first; Jürgen has been written to; Sam is only in the address book; Ada is closed."""
    add(visitor, "Jürgen Müller, Editor @ Tidewater, in 3 weeks, #press")
    add(visitor, "Ruth Aye @ Orchard, in 2 weeks, knows herons from Lisbon, ruth@example.org")
    add(visitor, "Sam Li @ Orchard, just in the address book")
    add(visitor, "Ada 小明, no cadence")
    visitor.post("/contacts/4/standing", because="other")
    visitor.post("/contacts/1/touchpoints", direction="out", text="About the bridge at Porto, and his café.")
    return visitor


def names(page) -> list[str]:
    return [" ".join(link.get_text().split()) for link in page.select(".people a")]


def test_it_works(some):
    page = some.page("/contacts")
    assert names(page) == ["Ruth Aye", "Jürgen Müller", "Ada 小明", "Sam Li"]
    assert text_of(page, "#people-1 [role=status]") == "4 people"
    assert "Editor · Tidewater" in text_of(page, ".people")


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("mull", ["Jürgen Müller"]),
        ("mueller", ["Jürgen Müller"]),
        ("li", ["Ruth Aye", "Sam Li"]),
        ("明", ["Ada 小明"]),
        ("orchard", ["Ruth Aye", "Sam Li"]),
        ("orchard sam", ["Sam Li"]),
        ("editor", ["Jürgen Müller"]),
        ("press", ["Jürgen Müller"]),
        ("herons", ["Ruth Aye"]),
        ("cafe", ["Jürgen Müller"]),
        ("example.org", ["Ruth Aye"]),
        ("nobody like this", []),
        ('"xyz *', []),
        ("--", []),
    ],
)
def test_search(some, words, who):
    assert sorted(names(some.page(f"/contacts?q={words}"))) == sorted(who)


def test_what_matched_is_shown_in_place(some):
    page = some.page("/contacts?q=mull")
    assert text_of(page, ".people a mark") == "Müll"
    page = some.page("/contacts?q=porto")
    assert "touchpoint: About the bridge at Porto" in text_of(page, ".people")
    assert text_of(page, ".people mark") == "Porto"
    page = some.page("/contacts?q=press")
    assert "tag: press" in text_of(page, ".people")


@pytest.mark.parametrize(
    ("choice", "who"),
    [
        ("standing=active", ["Ruth Aye", "Jürgen Müller", "Sam Li"]),
        ("standing=closed", ["Ada 小明"]),
        ("standing=address_book", ["Sam Li"]),
        ("standing=what", ["Ruth Aye", "Jürgen Müller", "Ada 小明", "Sam Li"]),
        ("company=orchard", ["Ruth Aye", "Sam Li"]),
        ("company=nowhere", []),
        ("tag=press", ["Jürgen Müller"]),
        ("tag=Press&company=orchard", []),
        ("sort=name", ["Ada 小明", "Jürgen Müller", "Ruth Aye", "Sam Li"]),
        ("sort=touched", ["Jürgen Müller", "Ada 小明", "Sam Li", "Ruth Aye"]),
        ("q=orchard&sort=name", ["Ruth Aye", "Sam Li"]),
        ("q=orchard&sort=due", ["Ruth Aye", "Sam Li"]),
        ("q=orchard&standing=address_book", ["Sam Li"]),
        ("q=porto&tag=press", ["Jürgen Müller"]),
        ("q=porto&company=orchard", []),
        ("page=2", []),
        ("page=99999999999999999999", ["Ruth Aye", "Jürgen Müller", "Ada 小明", "Sam Li"]),
    ],
)
def test_narrowed_and_ordered(some, choice, who):
    assert names(some.page(f"/contacts?{choice}")) == who


def test_what_is_chosen_stays(some):
    page = some.page("/contacts?q=orchard&standing=address_book&sort=name")
    assert page.select_one("#q")["value"] == "orchard"
    assert page.select_one("#standing option[selected]")["value"] == "address_book"
    assert page.select_one("#sort option[selected]")["value"] == "name"
    assert page.select_one("details.narrow").has_attr("open")


def test_it_follows_every_change(some):
    some.post("/contacts/2/touchpoints", direction="in", text="A note about albatrosses.")
    assert names(some.page("/contacts?q=albatross")) == ["Ruth Aye"]
    some.post("/touchpoints/2/edit", version=1, direction="in", channel="email", text="About puffins.")
    assert names(some.page("/contacts?q=albatross")) == []
    assert names(some.page("/contacts?q=puffin")) == ["Ruth Aye"]
    some.post("/touchpoints/2/delete")
    assert names(some.page("/contacts?q=puffin")) == []
    added = some.post("/add", line="Zoé Zander")
    assert names(some.page("/contacts?q=zoe")) == ["Zoé Zander"]
    some.undo(added)
    assert names(some.page("/contacts?q=zoe")) == []


def test_pages(visitor):
    for number in range(120):
        person(f"Person{number:03} Aye @ Company{number}")
    first = visitor.page("/contacts?sort=name")
    more = first.select_one("a[data-hx-trigger=revealed]")
    assert text_of(first, "#people-1 [role=status]") == "120 people"
    assert more["href"] == more["data-hx-get"]
    second = visitor.with_htmx().page(more["href"])
    assert second.select_one("html") is None
    assert second.find(id="people-2")
    third = visitor.page(second.select_one("a[data-hx-trigger=revealed]")["href"])
    assert third.select_one("a[data-hx-trigger=revealed]") is None
    assert names(first) + names(second) + names(third) == [f"Person{number:03} Aye" for number in range(120)]
    found = visitor.page("/contacts?q=aye")
    assert len(names(found)) == 50
    assert len(set(names(found) + names(visitor.page("/contacts?q=aye&page=2")))) == 100


def test_a_thank_you_that_lapsed_is_listed_by_its_first_hello(visitor, clock):
    record()
    person("Ruth Aye @ Orchard, 10 Dec")
    assert names(visitor.page("/contacts"))[0] == "Marta Nowak"
    clock.day = clock.day.replace(month=12, day=9)
    page = visitor.page("/contacts")
    assert names(page) == ["Ruth Aye", "Marta Nowak", "Jo Berg"]
    assert "28 December" in text_of(page, ".people")


def test_nobody_yet(visitor):
    page = visitor.page("/contacts")
    assert "Nobody is here yet." in text_of(page)
    assert page.select("main form") == []


def test_nobody_found_can_be_added(some):
    page = some.page("/contacts?q=Zoé Zander")
    assert text_of(page, "#people-1 [role=status]") == "Nobody here has all of these words."
    assert page.select_one("#people-1 .actions a")["href"] == "/add?text=Zo%C3%A9+Zander"


def test_somebody_deleted_is_not_listed(some):
    some.post("/undos/2")
    assert "Ruth Aye" not in names(some.page("/contacts"))
    assert names(some.page("/contacts?q=ruth")) == []
