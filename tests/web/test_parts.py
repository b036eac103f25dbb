"""The parts of a card, each changed by a small form of its own."""

import pytest

from tests import factories
from tests.web.conftest import text_of, value_of
from tests.web.people import add

PARTS = ("name", "rhythm", "employments", "points", "tags", "how_met", "notes", "do_not_mention")
LONG = "س" * 200
SAVED = [
    ("name", {"name": "Ruth Ayé", "called": "Ruthie"}, "Ruth Ayé"),
    ("name", {"name": LONG, "called": ""}, LONG),
    ("rhythm", {"cadence": "90", "taper": "y"}, "Every three months"),
    ("rhythm", {"cadence": "60"}, "It stays so, however quiet it is."),
    ("rhythm", {"cadence": ""}, "Only the address book"),
    ("employments", {"company": "Contoso", "title": "CTO", "is_current": "y"}, "CTO · Contoso"),
    ("points", {"kind": "link", "value": "linkedin.com/in/ruth"}, "linkedin.com/in/ruth"),
    ("tags", {"tags": "#python, Poland"}, "Poland"),
    ("how_met", {"text": "At a talk."}, "At a talk."),
    ("notes", {"text": "Two cats.\nOne dog."}, "Two cats."),
    ("do_not_mention", {"text": "The merger."}, "The merger."),
]
REFUSED = [
    ("name", {"name": " "}, "Please give a name."),
    ("name", {"name": "x" * 201}, "This name has 201 characters; 200 is the most."),
    ("rhythm", {"cadence": "31"}, "Choose one of the rhythms offered."),
    ("employments", {"company": "", "title": ""}, "Please give a company or a title."),
    (
        "employments",
        {"company": "Contoso", "started_on": "2025-01-01", "ended_on": "2024-01-01"},
        "It cannot end before it began.",
    ),
    (
        "employments",
        {"company": "Contoso", "ended_on": "2024-01-01", "is_current": "y"},
        "It ended, or they work there now: one of the two.",
    ),
    ("points", {"kind": "email", "value": "ruth@"}, "This cannot be an e-mail address"),
    ("points", {"kind": "phone", "value": "call me"}, "This cannot be a telephone number"),
    ("points", {"kind": "link", "value": "javascript:alert(1)"}, "Write the address of a web page"),
    ("points", {"kind": "email", "value": "ruth@tidewater.example"}, "This is on the card already."),
    ("points", {"kind": "email", "value": ""}, "Please write the address."),
    ("tags", {"tags": "friends"}, "Please give a tag that is not here yet."),
    ("tags", {"tags": " , "}, "Please give a tag that is not here yet."),
    ("notes", {"text": "x" * 20_001}, "This is very long"),
]


@pytest.fixture
def ruth(visitor):
    """Ruth Aye, an editor at Tidewater."""
    add(visitor, "Ruth Aye, Editor @ Tidewater, ruth@tidewater.example #friends")
    return visitor


def version(visitor, part="name"):
    return value_of(visitor.page(f"/contacts/1/{part}"), "main [name=version]")


def save(visitor, part, fields):
    return visitor.post(f"/contacts/1/{part}", {"version": version(visitor), **fields})


@pytest.mark.parametrize(("part", "fields", "shown"), SAVED)
def test_it_works(ruth, part, fields, shown):
    before = factories.stored(without=["tags"])
    answer = save(ruth, part, fields)
    assert answer.status_code == 303, answer.text
    page = ruth.page(answer.headers["Location"])
    assert shown in text_of(page, f"#part-{part}")
    ruth.undo(answer)
    assert factories.stored(without=["tags"]) == before


@pytest.mark.parametrize(("part", "fields", "message"), REFUSED)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(ruth, part, fields, message):
    before = factories.stored()
    answer = save(ruth, part, fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert 'class="wrong"' in answer.text
    with_htmx = ruth.with_htmx().post(f"/contacts/1/{part}", {"version": version(ruth), **fields})
    assert with_htmx.text.startswith(f'<hx-partial data-hx-target="#part-{part}"')
    assert message in with_htmx.text
    assert factories.stored() == before


@pytest.mark.parametrize("part", PARTS)
def test_the_form_is_a_page_and_a_fragment(ruth, part):
    assert ruth.page(f"/contacts/1/{part}").select_one("main form button.primary") is not None
    assert ruth.with_htmx().get(f"/contacts/1/{part}").text.strip().startswith(f'<div id="part-{part}"')
    left = ruth.with_htmx().get(f"/contacts/1?part={part}").text
    assert left.strip().startswith(f'<div id="part-{part}"')
    assert "<form" not in left or part in ("points", "employments", "tags")


def test_a_part_that_is_none(ruth):
    assert ruth.with_htmx().get("/contacts/1?part=secrets").status_code == 404


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("name", {"name": "Overwritten"}),
        ("notes", {"text": "Overwritten"}),
        ("rhythm", {"cadence": "90"}),
    ],
)
def test_a_second_tab_that_is_behind(ruth, part, fields):
    behind = version(ruth)
    save(ruth, "notes", {"text": "Two cats."})
    before = factories.stored()
    answer = ruth.post(f"/contacts/1/{part}", {"version": behind, **fields})
    assert answer.status_code == 409
    assert "changed in another tab" in answer.text
    assert factories.stored() == before


def test_an_older_form_does_not_overwrite_what_was_undone(ruth):
    behind = version(ruth)
    answer = save(ruth, "notes", {"text": "Two cats."})
    ruth.undo(answer)
    assert ruth.post("/contacts/1/notes", version=behind, text="Overwritten").status_code == 409


# Work


def test_a_new_job_ends_the_one_before(ruth):
    save(ruth, "employments", {"company": "Contoso", "started_on": "2026-10-01", "is_current": "y"})
    work = text_of(ruth.page("/contacts/1"), "#part-employments")
    assert "Contoso now, since 1 October" in work
    assert "until 1 October" in work
    assert text_of(ruth.page("/contacts/1"), ".who .muted").endswith("Contoso")


def test_a_new_job_without_a_day_invents_none(ruth):
    save(ruth, "employments", {"company": "Contoso", "is_current": "y"})
    assert "Editor · Tidewater before" in text_of(ruth.page("/contacts/1"), "#part-employments")


def test_a_job_is_changed_ended_and_deleted(ruth):
    form = ruth.page("/employments/1/edit")
    assert value_of(form, "[name=company]") == "Tidewater"
    fields = {"version": version(ruth), "company": "Tidewater", "title": "Chief", "is_current": "y"}
    assert ruth.post("/employments/1/edit", fields).status_code == 303
    assert ruth.post("/employments/1/edit", fields).status_code == 409, "the page is old"
    assert ruth.post("/employments/1/ends").status_code == 303
    page = ruth.page("/contacts/1")
    assert "until 23 November" in text_of(page, "#part-employments")
    assert text_of(page, ".who .muted") == ""
    assert ruth.post("/employments/1/ends").status_code == 422
    assert ruth.post("/employments/1/delete").status_code == 303
    assert ruth.post("/employments/1/delete").status_code == 404


# Addresses and tags


def test_an_address_is_changed_and_deleted(ruth):
    assert value_of(ruth.page("/points/1/edit"), "[name=value]") == "ruth@tidewater.example"
    fields = {"version": version(ruth), "kind": "email", "value": "ruth@contoso.example"}
    assert ruth.post("/points/1/edit", fields).status_code == 303
    assert ruth.post("/points/1/edit", fields).status_code == 409, "the page is old"
    assert "ruth@contoso.example" in text_of(ruth.page("/contacts/1"), "#part-points")
    assert ruth.post("/points/1/delete").status_code == 303
    assert ruth.get("/points/1/edit").status_code == 404


def test_a_tag_is_taken_off(ruth):
    page = ruth.page("/contacts/1")
    form = page.select_one("#part-tags form")
    assert form is not None
    assert ruth.post(str(form["action"])).status_code == 303
    assert ruth.page("/contacts/1").select("#part-tags .chip") == []
    assert ruth.post(str(form["action"])).status_code == 404


def test_a_link_with_another_scheme_leads_nowhere(app, ruth):
    from followup.db import writing
    from followup.domain.values import PointKind
    from followup.models import ContactPoint

    with writing() as session:
        session.add(ContactPoint(contact_id=1, kind=PointKind.LINK, value="javascript:x", folded="x"))
    assert [link["href"] for link in ruth.page("/contacts/1").select("#part-points a[rel]")] == ["#"]
