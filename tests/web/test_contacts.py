"""The page of one contact: what comes next and why, what happened, in which order."""

import pytest

from tests import factories
from tests.web.conftest import text_of
from tests.web.people import JO, MARTA, add, turned_down


def log(visitor, contact=1, **fields):
    answer = visitor.post(f"/contacts/{contact}/touchpoints", {"back": f"/contacts/{contact}", **fields})
    assert answer.status_code == 303, answer.text


def texts(page):
    return [said.get_text() for said in page.select(".timeline .note-text")]


def test_it_works(visitor):
    turned_down(visitor)
    page = visitor.page(f"/contacts/{MARTA}")
    assert text_of(page, "h1") == "Marta Nowak"
    following = text_of(page, ".desk-next")
    assert "After a “no”: a short thank-you in the first two weeks" in following
    assert "If you write today, the next note to Marta is around 23 December." in following
    assert "If you say nothing, the days for thanks are over after 6 December" in following
    link = page.select_one('.timeline a[href="/opportunities/1"]')
    assert link is not None
    assert "Staff Engineer" in link.get_text()


def test_the_rule_that_moved_the_date_is_the_one_explained(visitor):
    turned_down(visitor)
    visitor.post("/holds", company="1", kind="self", until="2027-02-01")
    assert "While a company rests" in text_of(visitor.page(f"/contacts/{MARTA}"), ".rule")
    assert "Two people at one company" in text_of(visitor.page(f"/contacts/{JO}"), ".rule")


def test_a_closed_contact_is_not_rehearsed(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="died")
    page = text_of(visitor.page(f"/contacts/{MARTA}"))
    assert "If you write today" not in page
    assert "A closed card has no dates" in page


def test_what_they_said_and_what_was_promised_stands_with_the_opportunity(app, visitor):
    turned_down(visitor)
    from followup.db import writing
    from followup.models import Encounter

    with writing() as session:
        row = session.get_one(Encounter, 1)
        row.said, row.promise = "Read the paper on motion planning.", "the reading list"
    met = text_of(visitor.page(f"/contacts/{MARTA}"), ".met")
    assert "Read the paper on motion planning. You promised: the reading list" in met


# The timeline


def test_the_newest_fifty_and_then_the_earlier_ones(visitor):
    add(visitor, "Ruth Aye")
    for number in range(57):
        log(visitor, direction="out", text=f"note {number}")
    page = visitor.page("/contacts/1")
    assert texts(page)[0] == "note 56"
    assert len(texts(page)) == 50
    link = page.select_one("#earlier a")
    assert link is not None
    more = visitor.page(str(link["href"]))
    assert texts(more) == [f"note {number}" for number in range(6, -1, -1)]
    assert more.select_one("#earlier") is None
    fragment = visitor.with_htmx().get(str(link["href"])).text
    assert fragment.strip().startswith("<li")
    assert "<html" not in fragment


@pytest.mark.parametrize("skip", ["0", "-5", "abc", "9" * 17])
def test_any_number_to_skip_is_a_page(visitor, skip):
    add(visitor, "Ruth Aye")
    visitor.page(f"/contacts/1/timeline?skip={skip}")


def test_the_order_of_a_day_can_be_changed_and_counts(visitor):
    add(visitor, "Ruth Aye")
    log(visitor, direction="out", text="first")
    log(visitor, direction="in", wants_answer="y", text="second")
    assert "One line is enough" in text_of(visitor.page("/contacts/1"), ".why")
    answer = visitor.post("/touchpoints/2/places")
    page = visitor.page(answer.headers["Location"])
    assert texts(page) == ["first", "second"]
    assert "One line is enough" not in text_of(page, ".why"), "the letter was answered afterwards"
    assert visitor.post("/touchpoints/2/places").status_code == 422, "nothing is earlier"
    assert visitor.post("/touchpoints/2/places", later="y").status_code == 303
    assert texts(visitor.page("/contacts/1")) == ["second", "first"]


def test_the_order_is_offered_only_where_a_day_has_several(visitor):
    add(visitor, "Ruth Aye")
    log(visitor, direction="out")
    log(visitor, direction="out", day="2026-11-20")
    assert visitor.page("/contacts/1").select("form[action$=places]") == []
    log(visitor, direction="in")
    assert len(visitor.page("/contacts/1").select("form[action$=places]")) == 2


@pytest.mark.parametrize(
    ("made", "fields", "path"),
    [
        ("snoozes", {"until": "2027-03-01"}, "/snoozes/1/delete"),
        ("standing", {"because": "other"}, "/standing/1/delete"),
        ("cools", {}, "/cools/1/delete"),
    ],
)
def test_what_was_noted_can_be_taken_out(visitor, made, fields, path):
    add(visitor, "Ruth Aye")
    before = factories.stored()
    visitor.post(f"/contacts/1/{made}", fields)
    page = visitor.page("/contacts/1")
    assert page.select_one(f'.timeline form[action="{path}"]') is not None
    assert visitor.post(path, back="/contacts/1").status_code == 303
    assert factories.stored() == before
    assert visitor.post(path).status_code == 404, "it is out already"


def test_an_entry_is_changed_in_its_place(visitor):
    add(visitor, "Ruth Aye")
    log(visitor, direction="out", text="By hand.")
    with_htmx = visitor.with_htmx()
    assert (
        with_htmx.get("/touchpoints/1/edit").text.strip().startswith('<li id="touchpoint-1" class="editing">')
    )
    assert with_htmx.get("/touchpoints/1").text.strip().startswith('<li class="out" id="touchpoint-1">')
    assert visitor.get("/touchpoints/1").headers["Location"] == "/contacts/1#touchpoint-1"
    refused = with_htmx.post(
        "/touchpoints/1/edit", version="1", direction="out", day="2300-01-01", text="Mine.", in_place="y"
    )
    assert refused.status_code == 422
    assert refused.text.startswith('<hx-partial data-hx-target="#touchpoint-1"')
    assert "Mine." in refused.text


def test_changing_a_touchpoint_keeps_what_its_form_does_not_show(app, visitor):
    from followup.domain.values import Intent

    add(visitor, "Ruth Aye")
    factories.log(1, intent=Intent.SHARE)
    visitor.post("/touchpoints/1/edit", version="1", direction="out", channel="letter", day="2026-11-23")
    (row,) = factories.stored()["touchpoints"]
    assert {"share", "letter"} <= set(row)


# The end of it


def test_deleting_goes_to_the_week_and_can_be_undone(visitor):
    add(visitor, "Ruth Aye")
    log(visitor, direction="out")
    before = factories.stored()
    answer = visitor.post("/contacts/1/delete")
    assert answer.headers["Location"].startswith("/?done=")
    assert "Ruth Aye is in the trash" in text_of(visitor.page(answer.headers["Location"]), "#notice")
    assert visitor.get("/contacts/1").status_code == 404
    visitor.undo(answer)
    assert factories.stored() == before
