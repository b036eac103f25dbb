"""The doors of an opportunity on its page: with their months, hidden while the company rests; a look again."""

import re

import pytest

from tests.web.conftest import Visitor, text_of, tree, value_of
from tests.web.people import turned_down

PAGE = "/opportunities/1"
TIMES = re.compile(r"\b(in|within|only) \d+ (day|week|month)s?\b|days left|probation", re.IGNORECASE)


@pytest.fixture
def recorded(visitor: Visitor) -> Visitor:
    """Northwind said no yesterday."""
    turned_down(visitor)
    return visitor


def choose(visitor: Visitor, **fields: str):
    version = value_of(visitor.page(PAGE), "#doors [name=version]")
    answer = visitor.post(f"{PAGE}/doors", {"version": version, **fields})
    assert answer.status_code == 303, answer.text
    return answer


def test_it_works(recorded):
    words = text_of(recorded.page(PAGE), "#doors")
    assert "No door is chosen yet." in words
    every = dict.fromkeys(("growth", "backfill", "thaw", "referral"), "y")
    answer = choose(recorded, **every)
    assert answer.headers["Location"].startswith(f"{PAGE}?done=")
    page = recorded.page(answer.headers["Location"])
    assert "Changed: the doors of Staff Engineer at Northwind." in text_of(page, "#notice")
    said = [text_of(card, "h3") for card in page.select("#doors li.card")]
    assert said == [
        "They know similar teams",
        "Their choice may not stay",
        "They are growing",
        "The role may come back",
    ]
    words = text_of(page, "#doors")
    assert (
        "Good months to be visible: December, March, June 2027 and May 2028." in words
        or "Good months" in words
    )
    assert "Be visible: a comment, or a note about their work." in words
    assert len(page.select("#doors .ticks [checked]")) == 4
    assert not TIMES.search(words), "nothing counts down"


def test_a_door_is_closed_again_and_undone(recorded):
    choose(recorded, thaw="y", growth="y")
    answer = choose(recorded, growth="y")
    assert [text_of(card, "h3") for card in recorded.page(PAGE).select("#doors li.card")] == [
        "They are growing"
    ]
    recorded.undo(answer, back=PAGE)
    assert len(recorded.page(PAGE).select("#doors li.card")) == 2


def test_who_they_chose(recorded):
    choose(recorded, backfill="y", winner_started_on="2026-12-01")
    first = text_of(recorded.page(PAGE), "#doors li.card")
    choose(recorded, backfill="y", winner_started_on="2027-06-01")
    assert text_of(recorded.page(PAGE), "#doors li.card") != first
    choose(recorded, backfill="y", winner_from_inside="inside")
    page = recorded.page(PAGE)
    assert "Their choice came from inside, so their old post may open" in text_of(page, "#doors")
    assert value_of(page, "#winner_from_inside option[selected]") == "inside"


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("field", ["look_again_on", "winner_started_on"])
def test_bad_input_is_said_at_its_place(recorded, htmx, field):
    visitor = recorded.with_htmx() if htmx else recorded
    fields = {"version": "1", "thaw": "y", field: "soon", "back": PAGE}
    page = tree(visitor.post(f"{PAGE}/doors", fields), 422)
    assert text_of(page, f"#{field}-wrong") == "Write the day as 2026-12-01."
    assert page.select_one("#doors details[open] #thaw[checked]")


def test_two_tabs(recorded):
    choose(recorded, thaw="y")
    assert recorded.post(f"{PAGE}/doors", {"version": "1", "growth": "y"}).status_code == 409
    assert recorded.post(f"{PAGE}/edit", {"version": "1", "company": "Northwind"}).status_code == 409


def test_they_are_not_in_the_form_of_the_opportunity(recorded):
    assert not recorded.page(f"{PAGE}/edit").select("#thaw, #look_again_on, #winner_started_on")
    choose(recorded, thaw="y", look_again_on="2027-02-01")
    version = value_of(recorded.page(f"{PAGE}/edit"), "[name=version]")
    fields = {"version": version, "title": "Principal", "company": "Northwind", "stage": "interview"}
    assert recorded.post(f"{PAGE}/edit", fields).status_code == 303
    assert len(recorded.page(PAGE).select("#doors .ticks [checked]")) == 1


@pytest.mark.parametrize("decision", ["open", "hired", "offer"])
def test_where_nothing_opens_again_there_are_none(visitor, decision):
    turned_down(visitor, decision=decision)
    assert not visitor.page(PAGE).select("#doors")


def test_hidden_while_the_company_rests(recorded):
    choose(recorded, thaw="y", look_again_on="2026-11-23")
    held = recorded.post("/holds", company="1", kind="self", until="2026-12-24")
    page = recorded.page(PAGE)
    assert (
        text_of(page, "#doors")
        == "Doors Northwind rests until 24 December; its doors are out of sight until then."
    )
    assert not page.select("#doors form")
    assert not recorded.page("/").select("[aria-labelledby=looks]")
    recorded.undo(held)
    assert recorded.page(PAGE).select("#doors form")


def test_hidden_while_one_is_away(recorded):
    recorded.post("/holds", kind="away", until="2026-12-24")
    assert text_of(recorded.page(PAGE), "#doors") == (
        "Doors You are away until 24 December; the doors here wait until then."
    )


# Looking again


@pytest.fixture
def frozen(visitor: Visitor) -> Visitor:
    """Northwind froze the role; a look is due today."""
    turned_down(visitor, decision="frozen", look_again_on="2026-11-23", thaw="y")
    visitor.post(
        "/companies/1/edit", version="1", name="Northwind", careers_url="https://northwind.example/jobs"
    )
    return visitor


def test_a_look_again_stands_in_the_week(frozen):
    page = frozen.page("/")
    card = page.select_one("#look-1")
    assert card is not None
    assert text_of(page, "#look-1 h3") == "Look again at Staff Engineer"
    link = card.select_one("a[href='https://northwind.example/jobs']")
    assert link is not None
    assert link["rel"] == ["noreferrer", "noopener"]
    answer = frozen.post(f"{PAGE}/looks", again="y", back="/")
    assert "Look again on 21 February 2027." in text_of(frozen.page(answer.headers["Location"]), "#notice")
    assert not frozen.page("/").select("#look-1")
    frozen.undo(answer, back="/")
    assert frozen.page("/").select("#look-1")
    frozen.post(f"{PAGE}/looks", back="/")
    assert not frozen.page(PAGE).select("#doors a[href='https://northwind.example/jobs']")


def test_it_stands_on_its_page_with_the_link(frozen):
    page = frozen.page(PAGE)
    assert "You meant to look again around 23 November." in text_of(page, "#doors")
    assert page.select_one("#doors a[href='https://northwind.example/jobs']")
    answer = frozen.with_htmx().post(f"{PAGE}/looks", again="y", back=PAGE)
    assert "You meant to look again around 21 February 2027." in text_of(tree(answer), "#doors")


def test_a_look_that_was_taken_already(frozen):
    frozen.post(f"{PAGE}/looks", back="/")
    for back, place in (("/", "#week"), (PAGE, "#doors")):
        answer = tree(frozen.with_htmx().post(f"{PAGE}/looks", again="y", back=back), 422)
        assert "No look is planned here any more." in text_of(answer, place)


def test_without_a_careers_page(visitor):
    turned_down(visitor, decision="frozen", look_again_on="2026-11-23")
    card = visitor.page("/").select_one("#look-1")
    assert card is not None
    assert not card.select("a[rel]")
