"""Closing, reopening, cool, and quiet for a company or for everything."""

import pytest

from tests.web.conftest import text_of, tree, value_of
from tests.web.people import MARTA, turned_down


@pytest.mark.parametrize("because", ["rather_not", "died", "other"])
def test_it_works(visitor, because):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because=because)
    assert visitor.page("/").select_one(f"#card-{MARTA}") is None
    assert "No date" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside")


def test_died_is_not_taken_back_by_closing_again(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="other")
    assert visitor.post(f"/contacts/{MARTA}/standing", because="died").status_code == 303
    assert visitor.post(f"/contacts/{MARTA}/standing", because="rather_not").status_code == 422
    assert "Kept in your history" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside .why")


def test_reopening_brings_the_date_back(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="other")
    visitor.post(f"/contacts/{MARTA}/standing", reopen="y")
    assert "A short thank-you" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside .why")


def test_reopening_the_open_is_refused(visitor):
    turned_down(visitor)
    answer = visitor.post(f"/contacts/{MARTA}/standing", reopen="y", back=f"/contacts/{MARTA}")
    assert answer.status_code == 422
    assert "Marta is open already." in answer.text


def test_an_unknown_reason_is_refused(visitor):
    turned_down(visitor)
    assert visitor.post(f"/contacts/{MARTA}/standing", because="bored").status_code == 422


def test_cool_backs_off_and_ends(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="out")
    visitor.post(f"/contacts/{MARTA}/cools")
    assert "You felt some distance with Marta today." in text_of(
        visitor.page(f"/contacts/{MARTA}"), "aside .why"
    )
    assert visitor.post(f"/contacts/{MARTA}/cools").status_code == 422
    visitor.post(f"/contacts/{MARTA}/cools", ended="y")
    assert "23 December" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside .card")


def test_a_hold_hides_the_company_until_it_is_lifted(visitor):
    turned_down(visitor)
    visitor.post("/holds", company="1", kind="bad_time", until="2026-12-24")
    page = visitor.page("/")
    assert page.select_one(f"#card-{MARTA}") is None
    assert "Marta Nowak" in text_of(page, "section[aria-labelledby=held]")
    visitor.post("/holds/1/delete")
    assert visitor.page("/").select_one(f"#card-{MARTA}") is not None


def test_away_holds_everything_but_an_answer(visitor):
    turned_down(visitor)
    visitor.post("/holds", kind="away", until="2026-12-24")
    assert visitor.page("/").select_one(f"#card-{MARTA}") is None
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="in", wants_answer="y")
    assert "Marta wrote, although you are away." in text_of(visitor.page("/"), f"#card-{MARTA}")


@pytest.mark.parametrize(
    "fields",
    [{}, {"until": ""}, {"until": "2026-11-01"}, {"until": "x"}, {"until": "2026-12-24", "kind": "bored"}],
)
def test_a_hold_needs_a_day_to_come(visitor, fields):
    turned_down(visitor)
    assert visitor.post("/holds", {"kind": "away", **fields}).status_code == 422


@pytest.mark.parametrize("company", ["99", "1" + "0" * 17])
def test_a_hold_needs_a_company_that_is_here(visitor, company):
    assert visitor.post("/holds", kind="self", until="2026-12-24", company=company).status_code == 404


def test_the_form_on_a_contact_changes_the_hold_that_lasts(visitor):
    turned_down(visitor)
    here = {"back": f"/contacts/{MARTA}", "company": "1"}
    visitor.post("/holds", {**here, "kind": "bad_time", "until": "2026-12-24"})
    form = visitor.page(f"/contacts/{MARTA}").select_one("form:has(#hold-until)")
    assert form is not None
    assert (form["action"], value_of(form, "#hold-until")) == ("/holds/1/edit", "2026-12-24")
    assert value_of(form, "[name=kind] [selected]") == "bad_time"
    visitor.post(str(form["action"]), {**here, "kind": "self", "until": "2026-12-10"})
    assert (
        text_of(visitor.page("/"), "section[aria-labelledby=held] .inline p")
        == "Northwind rests until 10 December."
    )
    answer = visitor.post("/holds/1/edit", {**here, "kind": "self", "until": ""})
    assert "Until which day?" in text_of(tree(answer, 422), "#hold-wrong")


def test_being_away_longer_is_one_hold(visitor):
    turned_down(visitor)
    assert not value_of(visitor.page("/"), "#away")
    for day in ("2026-12-24", "2027-01-08"):
        visitor.post("/holds", kind="away", until=day)
        assert value_of(visitor.page("/"), "#away") == day
    assert len(visitor.page("/").select("section[aria-labelledby=held] .inline")) == 1
