"""The form of what became of an opportunity: its short ways, its rows, who is recognised, what is preset."""

import pytest
from bs4 import BeautifulSoup

from followup.db import db
from followup.domain.values import DecisionKind
from followup.forms.endings import ENDINGS
from tests.factories import add as more
from tests.factories import person, record, stored
from tests.web.conftest import Visitor, text_of, tree, value_of
from tests.web.people import TWO, add, turned_down


def shown(visitor: Visitor, **changes: str) -> BeautifulSoup:
    """The page after "Show the plan"."""
    return tree(visitor.post("/opportunities/new", {**TWO, "preview": "y", **changes}))


def plan_of(page: BeautifulSoup, row: int) -> tuple[str, bool | None]:
    """The plan chosen in a row, and whether to thank now; None where that is not asked."""
    chosen = page.select_one(f"#people-{row}-plan option[selected]")
    thanks = page.select_one(f"#people-{row}-thank_now")
    return (str(chosen["value"]) if chosen else "", None if thanks is None else thanks.has_attr("checked"))


def as_sent(page: BeautifulSoup) -> dict[str, str]:
    """What the form would send: the fields as they stand."""
    form = page.select_one("form.record")
    assert form is not None
    found = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(field["name"]), field.get("type")
        if kind in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            found[name] = str(chosen["value"]) if chosen else ""
        else:
            found[name] = field.text if field.name == "textarea" else str(field.get("value", ""))
    return found


def test_it_works(visitor):
    page = shown(visitor)
    assert plan_of(page, 0) == ("correspondent", True)
    assert plan_of(page, 1) == ("one_hello", False)
    answer = visitor.post("/opportunities/new", as_sent(page))
    assert answer.status_code == 303
    assert "One hello" in text_of(visitor.page("/opportunities/1"), "#encounter-2")


@pytest.mark.parametrize("kind", ENDINGS)
def test_each_ending_has_its_short_way(visitor, kind):
    way = ENDINGS[kind]
    page = tree(visitor.get(f"/opportunities/new?decision={kind.value}"))
    assert text_of(page, "h1") == way.title
    assert way.sentence in text_of(page, ".pagehead")
    assert way.plan in text_of(page, "#plan")
    asked = {
        "told": bool(page.select('[name="told"]')),
        "reason": [option["value"] for option in page.select("#reason option")],
        "feedback": bool(page.select("#feedback")),
        "told_you": bool(page.select('[name="people-0-told_you"]')),
        "doors": [box["name"] for box in page.select(".ticks input")],
        "winner": bool(page.select("#winner_started_on")),
        "look_again": bool(page.select("#look_again_on")),
        "day": bool(page.select("#decided_on")),
    }
    assert asked == {
        "told": way.told,
        "reason": [reason.value for reason in way.reasons],
        "feedback": bool(way.feedback),
        "told_you": way.told,
        "doors": [door.value for door in way.doors],
        "winner": way.winner,
        "look_again": way.look_again,
        "day": kind is not DecisionKind.OPEN,
    }
    assert not page.select(".ticks input[checked]"), "no door is preset"
    assert len(page.select(".ways button")) == len(ENDINGS) - 1


#: What is preset for the hiring manager, who told it where somebody did, and the panel.
PRESETS = {
    "turned_down": (("correspondent", True), ("one_hello", False)),
    "frozen": (("correspondent", True), ("one_hello", False)),
    "cancelled": (("correspondent", True), ("one_hello", False)),
    "no_answer": (("correspondent", None), ("keep", None)),
    "withdrawn": (("keep", None), ("keep", None)),
    "offer": (("", None), ("", None)),
    "hired": (("", None), ("", None)),
    "open": (("", None), ("", None)),
}


@pytest.mark.parametrize(("decision", "expected"), PRESETS.items(), ids=PRESETS)
def test_what_is_preset_for_each_ending(visitor, decision, expected):
    page = shown(visitor, decision=decision)
    assert (plan_of(page, 0), plan_of(page, 1)) == expected
    assert visitor.post("/opportunities/new", as_sent(page)).status_code == 303


#: Where each ending brings the two on the day after: who is dated, and what for.
AFTERWARDS = {
    "turned_down": ("Today a short thank-you", "27 December one hello"),
    "no_answer": ("30 November a closing note", "No date"),
    "withdrawn": ("No date", "No date"),
    "hired": ("No date", "No date"),
    "open": ("No date", "No date"),
}


@pytest.mark.parametrize(("decision", "dates"), AFTERWARDS.items(), ids=AFTERWARDS)
def test_what_each_ending_plans(visitor, decision, dates):
    assert visitor.post("/opportunities/new", {**TWO, "decision": decision}).status_code == 303
    page = visitor.page("/opportunities/1")
    assert [text_of(page, f"#encounter-{row} .when") for row in (1, 2)] == list(dates)


def test_an_open_one_has_no_decision(visitor):
    visitor.post("/opportunities/new", {**TWO, "decision": "open"})
    page = visitor.page("/opportunities/1")
    assert "What became of it?" in text_of(page)
    assert len(page.select(".became .btn")) == len(ENDINGS) - 1


def test_found_out_by_oneself_is_a_silence(visitor):
    page = shown(visitor, told="nobody")
    assert plan_of(page, 0) == ("correspondent", None)
    assert plan_of(page, 1) == ("keep", None)
    assert [option["value"] for option in page.select("#people-1-plan option")] == ["correspondent", "keep"]


def test_another_ending_keeps_what_was_typed(visitor):
    page = tree(visitor.post("/opportunities/new", {**TWO, "title": "Lead", "become": "no_answer"}))
    assert text_of(page, "h1") == "It ended in silence"
    assert value_of(page, "#title") == "Lead"
    assert value_of(page, "#people-1-name") == "Jo Berg"
    again = tree(visitor.post("/opportunities/new", {**as_sent(page), "become": "turned_down"}))
    assert value_of(again, "#people-0-name") == "Marta Nowak"
    assert visitor.get("/opportunities/1").status_code == 404


def test_the_plan_follows_the_parts_until_it_is_changed(visitor):
    first = as_sent(shown(visitor))
    swapped = {**first, "people-0-part": "panel", "people-1-part": "hiring_manager", "preview": "y"}
    page = tree(visitor.post("/opportunities/new", swapped))
    assert plan_of(page, 0) == ("one_hello", True), "who told you is thanked"
    assert plan_of(page, 1) == ("correspondent", True)
    chosen = {**as_sent(page), "people-1-plan": "keep", "preview": "y"}
    page = tree(visitor.post("/opportunities/new", chosen))
    assert plan_of(page, 1) == ("keep", True)
    back = {**as_sent(page), "people-1-part": "panel", "people-0-part": "hiring_manager", "preview": "y"}
    page = tree(visitor.post("/opportunities/new", back))
    assert plan_of(page, 0) == ("correspondent", True)
    assert plan_of(page, 1) == ("keep", False)


def test_thanks_can_be_taken_away(visitor):
    sent = as_sent(shown(visitor))
    del sent["people-0-thank_now"]
    assert visitor.post("/opportunities/new", sent).status_code == 303
    assert "27 December a first hello" in text_of(visitor.page("/opportunities/1"), "#encounter-1")


def test_a_row_is_removed(visitor):
    page = tree(visitor.post("/opportunities/new", {**TWO, "remove": "0"}))
    assert len(page.select(".person")) == 1
    assert value_of(page, "#people-0-name") == "Jo Berg"
    assert page.select_one("#people-0-name[autofocus]")
    assert len(tree(visitor.post("/opportunities/new", {**TWO, "remove": "x"})).select(".person")) == 2


def test_as_many_rows_as_needed(visitor):
    fields = dict(TWO)
    for row in range(2, 8):
        page = tree(visitor.post("/opportunities/new", {**fields, "another_person": "y"}))
        fields = {**as_sent(page), f"people-{row}-name": f"Person {row}"}
    assert visitor.post("/opportunities/new", fields).status_code == 303
    assert len(visitor.page("/opportunities/1").select(".met")) == 8


def test_without_anybody(visitor):
    assert visitor.post("/opportunities/new", {"company": "Northwind"}).status_code == 303
    assert "nobody to write to" in text_of(visitor.page("/opportunities/1"))


# Who is here already


def known(page: BeautifulSoup, row: int = 1) -> str:
    return text_of(page, f"#known-{row}")


def chosen(page: BeautifulSoup, row: int = 1) -> str:
    found = page.select_one(f"#known-{row} input[checked]")
    return str(found["value"]) if found else ""


def test_somebody_of_that_name_is_shown(visitor):
    add(visitor, "Jo Berg, Designer @ Northwind")
    page = shown(visitor)
    assert "Jo Berg , Designer at Northwind is here already" in known(page)
    assert chosen(page) == "1"
    assert visitor.post("/opportunities/new", as_sent(page)).status_code == 303
    assert visitor.get("/contacts/3").status_code == 404, "Marta is the only one who is new"


@pytest.mark.parametrize(
    ("line", "preset", "offered"),
    [
        ("Jo Berg @ Northwind", "1", True),
        ("JO BERG", "1", True),
        ("Jo Berg @ Acme", "new", True),
        ("Jo Bergmann @ Northwind", "new", True),
        ("Joanna Smith @ Northwind", "", False),
    ],
)
def test_who_is_meant(visitor, line, preset, offered):
    add(visitor, line)
    page = shown(visitor)
    assert chosen(page) == preset
    assert bool(known(page)) is offered


def test_somebody_else_of_the_same_name(visitor):
    add(visitor, "Jo Berg @ Northwind")
    sent = {**as_sent(shown(visitor)), "people-1-contact": "new"}
    assert visitor.post("/opportunities/new", sent).status_code == 303
    assert "Jo Berg" in text_of(visitor.page("/contacts/3"), "h1")


def test_the_one_who_works_elsewhere(visitor):
    add(visitor, "Jo Berg @ Acme")
    sent = {**as_sent(shown(visitor)), "people-1-contact": "1"}
    assert visitor.post("/opportunities/new", sent).status_code == 303
    assert "Northwind" in text_of(visitor.page("/contacts/1"), ".pagehead")


def test_the_choice_does_not_outlive_the_name(visitor):
    add(visitor, "Jo Berg @ Acme")
    sent = {**as_sent(shown(visitor)), "people-1-contact": "1", "people-1-name": "Ada Moss"}
    assert visitor.post("/opportunities/new", sent).status_code == 303
    assert "Ada Moss" in text_of(visitor.page("/opportunities/1"), "#encounter-2")


def test_of_two_one_must_be_chosen(visitor, app):
    with app.app_context():
        record(people=())
        person("Jo Berg @ Northwind")
        more("Jo Berg @ Northwind", another=True)
        db.session.remove()
    page = shown(visitor)
    assert chosen(page) == ""
    assert "Several people like this are here already" in known(page)
    refused = tree(visitor.post("/opportunities/new", as_sent(page)), 422)
    assert "Choose who it is, or somebody else." in known(refused)
    assert refused.select_one("#known-1 input[autofocus]")
    assert (
        visitor.post("/opportunities/new", {**as_sent(refused), "people-1-contact": "2"}).status_code == 303
    )


def test_the_dead_are_not_offered(visitor):
    add(visitor, "Jo Berg @ Northwind")
    visitor.post("/contacts/1/standing", because="died")
    assert known(shown(visitor)) == ""


# The preview


def preview(visitor: Visitor, **fields: str) -> BeautifulSoup:
    return tree(visitor.with_htmx().post("/opportunities/previews", {**TWO, **fields}))


def test_the_preview_changes_nothing(visitor, app):
    with app.app_context():
        before = stored()
    page = preview(visitor)
    assert "a short thank-you" in text_of(page, "#plan")
    assert "<html" not in str(page)
    with app.app_context():
        assert stored() == before


def test_the_preview_sends_only_what_changed_in_the_rows(visitor):
    assert len(preview(visitor).select("hx-partial")) == 2, "both plans are new"
    settled = as_sent(shown(visitor))
    assert preview(visitor, **settled).select("hx-partial") == []
    parted = preview(visitor, **{**settled, "people-1-part": "agency"})
    assert [part["data-hx-target"] for part in parted.select("hx-partial")] == ["#planned-0", "#planned-1"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"company": ""}, "a short thank-you"),
        ({"people-0-told_you": ""}, "a short thank-you"),
        ({"decided_on": "2027-01-01"}, "is still to come"),
        ({"decided_on": "x"}, "a short thank-you"),
        ({"people-1-name": "Marta Nowak"}, "listed twice"),
        (
            {"people-0-plan": "correspondent", "people-1-plan": "correspondent"},
            "One correspondent per company",
        ),
        ({"people-0-name": "x" * 300}, "200 is the most"),
        ({"feedback": "a\x00b"}, "a character that no text can hold"),
        ({"people-0-name": "", "people-1-name": ""}, "Name one person you met"),
        ({"stage": "nowhere", "decision": "never", "told": "x", "people-0-part": "?"}, "Marta Nowak"),
        ({"opportunity": "999"}, ""),
    ],
)
def test_the_preview_bears_what_is_not_right_yet(visitor, fields, words):
    answer = visitor.with_htmx().post("/opportunities/previews", {**TWO, **fields})
    page = tree(answer, 404 if "opportunity" in fields else 200)
    assert words in text_of(page, "body" if not words else "#plan")


def test_who_carried_the_rhythm_is_named(visitor):
    turned_down(visitor, decided_on="2026-06-01")
    page = preview(visitor, **{"people-0-name": "Ada Moss"})
    assert "Marta Nowak" not in text_of(page, "#plan"), "one correspondent is enough"
    page = preview(visitor, **{"people-0-name": "Ada Moss", "people-0-plan": "correspondent"})
    assert "Marta Nowak would go to the address book" in text_of(page, "#plan")


def test_the_keyboard_goes_to_the_first_refused_field(visitor):
    page = tree(visitor.post("/opportunities/new", {**TWO, "company": "", "people-1-name": "y" * 201}), 422)
    assert [field["name"] for field in page.select("[autofocus]")] == ["company"]
    page = tree(visitor.post("/opportunities/new", {**TWO, "people-1-name": "y" * 201}), 422)
    assert [field["name"] for field in page.select("[autofocus]")] == ["people-1-name"]
    assert value_of(page, "#people-1-name") == "y" * 201


def test_a_resent_form_is_recorded_once(visitor):
    sent = as_sent(shown(visitor))
    first = visitor.post("/opportunities/new", sent)
    second = visitor.post("/opportunities/new", sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert visitor.get("/opportunities/2").status_code == 404
