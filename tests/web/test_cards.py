"""Somebody new, and the whole card in one form."""

import pytest

from followup.queries import likeness
from tests import factories
from tests.web.conftest import text_of, value_of
from tests.web.people import add, turned_down

FULL = {
    "name": "Dana Li",
    "called": "Dee",
    "title": "VP Eng",
    "company": "Acme",
    "emails-0": "dana@acme.example",
    "emails-1": "dana@home.example",
    "phones-0": "+1 202 555 0148",
    "links-0": "linkedin.com/in/dana",
    "tags": "python, #meetup",
    "cadence": "90",
    "taper": "y",
    "how_met": "At a talk.",
    "notes": "Two cats.",
    "do_not_mention": "The merger.",
    "start": "2026-12-14",
}


def test_it_works(visitor):
    answer = visitor.post("/contacts/new", FULL)
    assert answer.headers["Location"] == "/contacts/1?done=1"
    page = visitor.page(answer.headers["Location"])
    assert "Added Dana Li. Comes up on 14 December." in text_of(page, "#notice")
    said = text_of(page)
    for words in (
        *("Dana Li", "VP Eng · Acme", "you call them Dee", "dana@home.example", "+1 202 555 0148"),
        *("linkedin.com/in/dana", "python", "meetup", "Every three months", "At a talk.", "Two cats."),
        *("The merger.", "14 December"),
    ):
        assert words in said, words
    visitor.post("/undos/1")
    assert factories.stored(without=["tags"])["contacts"] == []


def test_a_name_is_enough(visitor):
    assert visitor.post("/contacts/new", name="Dana Li").status_code == 303


def test_a_card_that_is_saved_as_it_is_stays_so(visitor):
    visitor.post("/contacts/new", FULL)
    before = factories.stored()
    page = visitor.page("/contacts/1/edit")
    fields = {
        field["name"]: field.get("value", field.get_text().strip())
        for field in page.select("main form [name]:not([type=radio]):not(button)")
    }
    chosen = value_of(page, "[type=radio][checked]")
    assert visitor.post("/contacts/1/edit", {**fields, "cadence": chosen}).status_code == 303
    assert factories.stored() == before


def test_everything_can_be_changed_at_once_and_undone(visitor):
    visitor.post("/contacts/new", FULL)
    before = factories.stored(without=["tags"])
    version = value_of(visitor.page("/contacts/1/edit"), "[name=version]")
    changed = {
        "version": version,
        "name": "Dana Lee",
        "company": "Contoso",
        "emails-0": "dana@home.example",
        "emails-1": "",
        "emails-2": "dana@contoso.example",
        "tags": "meetup, reading",
        "cadence": "",
    }
    answer = visitor.post("/contacts/1/edit", changed)
    page = visitor.page(answer.headers["Location"])
    points = text_of(page, "#part-points")
    assert "dana@contoso.example" in points
    assert "acme.example" not in points
    assert "Contoso now" in text_of(page, "#part-employments")
    assert "Acme until 23 November" in text_of(page, "#part-employments")
    assert "python" not in text_of(page, "#part-tags")
    assert visitor.post("/contacts/1/edit", changed).status_code == 409, "the form is old now"
    visitor.undo(answer)
    assert factories.stored(without=["tags"]) == before


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Please give a name."),
        ("name", "x" * 201, "This name has 201 characters"),
        ("emails-0", "dana", "This cannot be an e-mail address"),
        ("phones-0", "none", "This cannot be a telephone number"),
        ("links-0", "ftp://acme.example", "Write the address of a web page"),
        ("tags", "x" * 201, "This tag has 201 characters"),
        ("start", "2026-11-22", "2026-11-22 is over."),
        ("cadence", "17", "Choose one of the rhythms offered."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(visitor, field, value, message):
    answer = visitor.post("/contacts/new", {**FULL, field: value})
    assert answer.status_code == 422
    assert message in answer.text
    assert "Two cats." in answer.text, "what was typed stays"
    assert factories.stored()["contacts"] == []


def test_one_more_row_changes_nothing(visitor):
    answer = visitor.post("/contacts/new", {**FULL, "another_phones": "y"})
    assert answer.status_code == 200
    assert 'name="phones-1"' in answer.text
    assert "Two cats." in answer.text
    assert factories.stored()["contacts"] == []


# While somebody types


def check(visitor, field, **fields):
    answer = visitor.with_htmx().post(f"/contacts/checks?field={field}", fields)
    assert answer.status_code == 200
    return answer.text


def test_a_field_is_looked_at_and_nothing_changes(visitor):
    before = factories.stored()
    assert "This cannot be an e-mail address" in check(visitor, "emails-0", **{"emails-0": "dana@"})
    assert "cannot be" not in check(visitor, "emails-0", **{"emails-0": "dana@acme.example"})
    assert "This name has 201 characters" in check(visitor, "name", name="x" * 201)
    assert factories.stored() == before


@pytest.mark.parametrize("field", ["", "csrf", "emails-99", "emails-x", "__class__", "name-0"])
def test_a_field_that_is_none(visitor, field):
    assert "wrong" not in check(visitor, field, name="")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "dana  LI"},
        {"name": "Dana L."},
        {"name": "Dana Lie"},
        {"name": "Somebody Else", "emails-0": "DANA@acme.example"},
        {"name": "Somebody Else", "phones-0": "0012025550148"},
        {"name": "Somebody Else", "links-0": "https://www.linkedin.com/in/dana/"},
    ],
    ids=["spelling", "initial", "a letter more", "e-mail", "phone", "link"],
)
def test_who_seems_to_be_here_already_is_offered(visitor, fields):
    visitor.post("/contacts/new", {**FULL, "phones-0": "+1 202 555 0148"})
    path = next(iter(name for name in fields if name != "name"), "name")
    assert 'href="/contacts/1"' in check(visitor, path, **fields)
    refused = visitor.post("/contacts/new", fields)
    assert refused.status_code == 422
    assert "Open that one, or go on if it is somebody else." in refused.text
    assert visitor.post("/contacts/new", {**fields, "seen": "1"}).status_code == 303


def test_somebody_else_is_not_offered(visitor):
    visitor.post("/contacts/new", FULL)
    assert "href" not in check(visitor, "name", name="Tomas Lind")
    assert visitor.post("/contacts/new", name="Tomas Lind").status_code == 303


def test_the_dead_are_not_offered(visitor):
    turned_down(visitor)
    visitor.post("/contacts/1/standing", because="died")
    assert "href" not in check(visitor, "name", name="Marta Nowak")
    assert visitor.post("/contacts/new", name="Marta Nowak").status_code == 303


def test_nobody_is_offered_themselves(visitor):
    visitor.post("/contacts/new", FULL)
    answer = visitor.with_htmx().post("/contacts/checks?field=name&but=1", name="Dana Li")
    assert "href" not in answer.text


def test_a_few_are_offered_at_most(app, visitor):
    for number in range(9):
        add(visitor, f"Anna Number{number}")
    assert len(likeness.alike("Anna")) == likeness.SHOWN


def test_what_the_address_says_is_filled_in(visitor):
    page = visitor.page("/contacts/new?name=Dana+Li&company=Acme")
    assert value_of(page, "#name") == "Dana Li"
    assert value_of(page, "#company") == "Acme"
