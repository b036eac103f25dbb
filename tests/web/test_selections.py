"""Several at once: from the list to the page, from the page to one change."""

import pytest

from tests.factories import person, stored
from tests.web.conftest import text_of, tree, value_of
from tests.web.people import add


@pytest.fixture
def some(visitor):
    add(visitor, "Jürgen Müller, Editor @ Tidewater, #press")
    add(visitor, "Ruth Aye @ Orchard")
    add(visitor, "Sam Li @ Orchard, just in the address book")
    add(visitor, "Ada 小明")
    visitor.post("/contacts/4/standing", because="other")
    return visitor


def fields_of(page, action):
    form = page.select_one(f'form[action="{action}"]')
    assert form is not None, action
    return {field["name"]: field.get("value", "") for field in form.select("input[name]")}


def test_it_works(some):
    page = some.page("/contacts")
    boxes = page.select(".people input[type=checkbox][name=who][form=several]")
    assert {box["value"] for box in boxes} == {"1", "2", "3", "4"}
    assert boxes[0]["aria-label"].startswith("Choose ")
    form = page.select_one("form#several")
    assert (form["action"], form.get("method", "get")) == ("/selections", "get")
    page = some.page("/selections?who=1&who=2&who=4")
    assert "3 people are chosen." in text_of(page, ".pagehead")
    assert "One person is chosen and closed." in text_of(page)
    fields = fields_of(page, "/selections/tags")
    assert fields["who"] == "1-2,4"
    answer = some.post("/selections/tags", {**fields, "name": "board"})
    assert answer.status_code == 303
    page = some.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Three people have the tag board."
    assert (
        some.post("/selections/tags", {**fields, "name": "board"})
        .headers["Location"]
        .endswith(answer.headers["Location"])
    )
    some.undo(answer)
    assert len(stored()["contact_tags"]) == 1


@pytest.mark.parametrize(
    ("action", "value", "said"),
    [
        ("tags/delete", {"which": "1"}, "One person has the tag press no more."),
        ("cadence", {"cadence": "90"}, "Two people come up quarterly."),
        ("cadence", {"cadence": ""}, "Two people are just in the address book."),
        ("snoozes", {"until": "2026-12-24"}, "Two people come back on 24 December."),
        ("standing", {"because": "died"}, "Two people are closed and won't come up again."),
        ("delete", {}, "Two people are in the trash"),
    ],
)
def test_each(some, action, value, said):
    before = stored()
    page = some.page("/selections?who=1&who=2")
    answer = some.post(f"/selections/{action}", {**fields_of(page, f"/selections/{action}"), **value})
    assert said in text_of(some.page(answer.headers["Location"]), "#notice p")
    some.undo(answer)
    assert stored() == before


@pytest.mark.parametrize(
    ("action", "value", "at", "said"),
    [
        ("tags", {"name": ""}, "#name-wrong", "Which tag?"),
        ("tags", {"name": "\u202e \x00"}, "#name-wrong", "no text can hold"),
        ("tags", {"name": "ا" * 201}, "#name-wrong", "200 characters are the most."),
        ("tags", {"name": "\u202e"}, "#name-wrong", "Please give a tag."),
        ("tags/delete", {"which": "x"}, "#which-wrong", "one of the numbers offered"),
        ("tags/delete", {}, "#which-wrong", "Which tag?"),
        ("cadence", {"cadence": "31"}, "#cadence-wrong", "Choose one of the values offered."),
        ("snoozes", {"until": "soon"}, "#until-wrong", "Write the day as 2026-12-01."),
        ("snoozes", {"until": ""}, "#until-wrong", "On which day?"),
        ("snoozes", {"until": "2020-01-01"}, "#until-wrong", "is over"),
        ("standing", {"because": "what"}, "#because-wrong", "Choose one of the values offered."),
    ],
)
def test_bad_input(some, action, value, at, said):
    before = stored()
    page = tree(some.post(f"/selections/{action}", {"who": "1-2", "back": "/contacts", **value}), 422)
    assert said in text_of(page, at)
    assert value_of(page, "form[action$='/tags'] [name=who]") == "1-2"
    if value.get("name"):
        assert "2 people are chosen." in text_of(page)
    assert stored() == before


@pytest.mark.parametrize(
    "who", ["", "who=", "who=x", "who=999", "who=%00", "who=1-99999999999", "all=y&tag=none"]
)
def test_nobody(some, who):
    page = some.page(f"/selections?{who}")
    assert "Nobody is chosen." in text_of(page)
    assert page.select("main form") == []
    before = stored()
    sent = dict([who.split("=")[:2]]) if who.startswith("who") else {}
    assert some.post("/selections/delete", sent).status_code == 422
    assert stored() == before


def test_all_whom_the_list_finds(some):
    list_page = some.page("/contacts?company=orchard")
    link = list_page.select_one("a[href^='/selections?all=y']")
    page = some.page(link["href"])
    assert "2 people are chosen: all whom the list finds." in text_of(page, ".pagehead")
    fields = fields_of(page, "/selections/delete")
    assert (fields["all"], fields["company"]) == ("y", "orchard")
    add(some, "Noor Haddad @ Orchard")
    before = stored()
    again = tree(some.post("/selections/delete", fields), 409)
    assert stored() == before
    assert "By now others are meant than the page showed." in text_of(again)
    assert "3 people are chosen" in text_of(again, ".pagehead")
    answer = some.post("/selections/delete", fields_of(again, "/selections/delete"))
    assert "Three people are in the trash" in text_of(some.page(answer.headers["Location"]), "#notice p")


def test_what_is_typed_stays(some):
    page = tree(some.post("/selections/tags", who="1-2", name="x" * 201), 422)
    assert value_of(page, "#name") == "x" * 201


def test_many_names_are_counted(visitor):
    for number in range(30):
        person(f"Person{number:02} Aye")
    page = visitor.page("/selections?all=y")
    assert "and 18 more" in text_of(page)
    assert len(page.select("main p a[href^='/contacts/']")) == 12


def test_with_htmx_the_list_has_the_boxes_too(some):
    found = some.with_htmx().page("/contacts?q=orchard")
    assert {box["value"] for box in found.select("input[name=who]")} == {"2", "3"}


def test_a_file_of_them(some):
    page = some.page("/selections?who=1&who=3")
    sheet, vcards = (link["href"] for link in page.select("a[download]"))
    answer = some.get(sheet)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Jürgen Müller" in answer.text
    assert "Sam Li" in answer.text
    assert "Ruth" not in answer.text
    assert some.get(vcards).text.count("BEGIN:VCARD") == 2
    link = some.page("/selections?all=y&company=orchard").select_one("a[download]")["href"]
    assert "Sam Li" in some.get(link).text
    assert "Jürgen" not in some.get(link).text
