"""An opportunity that is here: its page, mending it, deciding later, the people met, deleting; and the list."""

from datetime import date

import pytest

from followup.domain.values import DecisionKind, ToldBy
from tests.factories import TODAY, planned, record, stored
from tests.web.conftest import Visitor, text_of, tree, value_of
from tests.web.people import JO, MARTA, turned_down

PAGE = "/opportunities/1"
EDIT = {"version": "1", "title": "Principal", "company": "Northwind", "stage": "interview"}


@pytest.fixture
def recorded(visitor: Visitor) -> Visitor:
    """Northwind said no yesterday: Marta told it, Jo was on the panel."""
    turned_down(visitor)
    return visitor


def held(visitor: Visitor):
    """All that is stored and planned."""
    with visitor.app.app_context():
        return stored(without=["tags"]), planned()


def when(visitor: Visitor, encounter: int) -> str:
    return text_of(visitor.page(PAGE), f"#encounter-{encounter} .when")


def seen(visitor: Visitor, path: str) -> str:
    return value_of(visitor.page(path), "[name=seen]")


def verdict(visitor: Visitor, **changes: str) -> dict[str, str]:
    fields = {"kind": "turned_down", "decided_on": "2026-11-22", "told": "person", "reason": "unknown"}
    return {**fields, "seen": seen(visitor, "/decisions/1/edit"), **changes}


def part(visitor: Visitor, encounter: int = 2, **changes: str) -> dict[str, str]:
    fields = {"part": "panel", "plan": "one_hello"}
    return {**fields, "seen": seen(visitor, f"/encounters/{encounter}/edit"), **changes}


def test_it_works(recorded):
    words = text_of(recorded.page(PAGE))
    for said in ("Staff Engineer", "Northwind · Final round", "Turned down · 22 November", "Stay in touch"):
        assert said in words


def test_everything_is_mended(recorded):
    answer = recorded.post(
        f"{PAGE}/edit",
        {
            **EDIT,
            "careers_url": "https://northwind.example/jobs",
            "notes": "Two sites",
        },
    )
    assert answer.headers["Location"].startswith(f"{PAGE}?done=")
    page = recorded.page(PAGE)
    words = text_of(page)
    for said in ("Principal", "Interview", "Two sites"):
        assert said in words
    assert page.select_one("a[href='https://northwind.example/jobs']")
    assert value_of(recorded.page(f"{PAGE}/edit"), "#title") == "Principal"


def test_it_was_another_company(recorded):
    recorded.post(f"{PAGE}/edit", {**EDIT, "company": "Tailspin"})
    assert "Tailspin" in text_of(recorded.page(PAGE), ".pagehead")
    assert "Tailspin" in text_of(recorded.page(f"/contacts/{MARTA}"), ".pagehead")


def test_two_tabs(recorded):
    recorded.post(f"{PAGE}/edit", EDIT)
    answer = recorded.post(f"{PAGE}/edit", {**EDIT, "title": "Overwritten"})
    assert answer.status_code == 409
    assert "Principal" in text_of(recorded.page(PAGE), "h1")
    old = verdict(recorded)
    recorded.post("/decisions/1/edit", {**old, "feedback": "one"})
    assert recorded.post("/decisions/1/edit", {**old, "feedback": "two"}).status_code == 409
    old = part(recorded)
    recorded.post("/encounters/2/edit", {**old, "said": "one"})
    assert recorded.post("/encounters/2/edit", {**old, "said": "two"}).status_code == 409


# Decisions


def test_the_plan_follows_the_day(recorded):
    assert when(recorded, 2) == "27 December one hello"
    recorded.post("/decisions/1/edit", verdict(recorded, decided_on="2026-11-12"))
    assert when(recorded, 2) == "17 December one hello"


def test_recorded_late_there_is_no_thank_you(recorded):
    turned_down(recorded, company="Globex", decided_on="2026-10-01")
    page = recorded.page("/opportunities/2")
    assert "30 November a first hello" in text_of(page, "#encounter-3 .when")
    assert "14 December one hello" in text_of(page, "#encounter-4 .when")


def test_frozen_then_cancelled(visitor):
    turned_down(visitor, decision="frozen", decided_on="2026-10-20")
    form = visitor.page(f"{PAGE}/decisions?decision=cancelled")
    assert text_of(form, "h1") == "The role was cancelled"
    assert not form.select("#company, #title, [name=remove]")
    fields = {
        "decision": "cancelled",
        "decided_on": "2026-11-22",
        "stage": "final_round",
        "told": "letter",
        "people-0-name": "Marta Nowak",
        "people-0-contact": str(MARTA),
        "people-0-met": "y",
        "people-0-part": "hiring_manager",
        "people-1-name": "Jo Berg",
        "people-1-contact": str(JO),
        "people-1-met": "y",
        "people-1-part": "panel",
    }
    assert visitor.post(f"{PAGE}/decisions", fields).headers["Location"].startswith(f"{PAGE}?done=")
    words = text_of(visitor.page(PAGE), ".timeline")
    assert words.index("Role cancelled") < words.index("Role frozen")
    assert when(visitor, 1) == "Today a short thank-you"
    assert when(visitor, 2) == "27 December one hello"
    visitor.post("/decisions/2/delete")
    assert when(visitor, 2) == "14 December one hello", "the first counts again, recorded late"


def test_an_open_one_is_decided(app, visitor):
    with app.app_context():
        record(decision=DecisionKind.OPEN, told=ToldBy.NOBODY)
    form = visitor.page(f"{PAGE}/decisions")
    assert [text_of(row, ".named") for row in form.select(".person")] == ["Marta Nowak", "Jo Berg"]
    assert value_of(form, "#people-0-plan option[selected]") == "correspondent"
    answer = visitor.post(f"{PAGE}/decisions", {"decision": "no_answer", "stage": "interview"})
    assert answer.status_code == 303
    assert "What became of it?" not in text_of(visitor.page(PAGE))


def test_what_plans_nothing_leaves_the_plans(visitor):
    turned_down(visitor, decision="frozen")
    people = {
        "people-0-name": "Marta Nowak",
        "people-0-contact": str(MARTA),
        "people-0-met": "y",
        "people-0-part": "hiring_manager",
    }
    assert visitor.post(f"{PAGE}/decisions", {"decision": "open", **people}).status_code == 303
    page = visitor.page(PAGE)
    assert text_of(page, "#encounter-1 .chip") == "Stay in touch"
    assert "told you" in text_of(page, "#encounter-1")
    assert "What became of it?" in text_of(page)


def test_a_decision_can_be_refused_and_looked_at(recorded):
    answer = recorded.post(f"{PAGE}/decisions", {"decision": "cancelled", "decided_on": "2027-01-01"})
    assert answer.status_code == 422
    assert "is still to come" in answer.text
    answer = recorded.post(f"{PAGE}/decisions", {"decision": "cancelled", "preview": "y"})
    assert answer.status_code == 200
    assert len(recorded.page(PAGE).select(".timeline li")) == 1


def test_only_new_doors_are_asked_later(visitor):
    turned_down(visitor, growth="y")
    doors = visitor.page(f"{PAGE}/decisions").select(".ticks input")
    assert [door["name"] for door in doors] == ["backfill", "thaw", "referral"]


# The people


def test_somebody_is_added_afterwards(recorded):
    answer = recorded.post(
        f"{PAGE}/encounters",
        {"name": "Ada Moss", "part": "peer", "said": "Come by", "promise": "A link", "round": "Two"},
    )
    assert answer.status_code == 303
    words = text_of(recorded.page(PAGE), "#encounter-3")
    assert "Ada Moss Peer · Two" in words
    assert "One hello" in words
    assert "Come by" in words
    assert "27 December one hello" in words
    assert len(recorded.page(PAGE).select("#encounter-1 .chip, #encounter-2 .chip")) == 2


def test_a_promise_is_kept(recorded):
    recorded.post("/encounters/2/edit", part(recorded, promise="A link"))
    answer = recorded.with_htmx().post("/encounters/2/promises", back=PAGE)
    page = tree(answer)
    assert "You kept your promise: A link" in text_of(page, "#opportunity")
    assert "Promise to Jo kept." in text_of(page, "#notice")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": " "}, "Whom did you meet?"),
        ({"name": "x" * 201}, "200 characters are the most."),
        ({"name": "Jo Berg", "contact": "2"}, "listed here already"),
        ({"name": "Ada", "part": "?"}, "Choose one of the values offered."),
        ({"name": "Ada", "said": "a\x00"}, "a character that no text can hold"),
        ({"name": "Ada", "plan": "?"}, "Choose one of the values offered."),
        ({"name": "\u202e"}, "Please give a name."),
    ],
)
def test_somebody_who_cannot_be_added(recorded, fields, message):
    before = held(recorded)
    answer = recorded.post(f"{PAGE}/encounters", fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert held(recorded) == before


def test_somebody_of_that_name_elsewhere_is_asked_about(recorded):
    recorded.post("/add", line="Ada Moss @ Acme", back="/")
    fields = {"name": "Ada Moss", "part": "peer"}
    answer = recorded.post(f"{PAGE}/encounters", fields)
    assert answer.status_code == 422
    assert "Is it the same person?" in answer.text
    assert recorded.post(f"{PAGE}/encounters", {**fields, "contact": "3"}).status_code == 303
    assert recorded.get("/contacts/4").status_code == 404


def test_the_correspondent_changes(recorded):
    recorded.post("/encounters/2/edit", part(recorded, plan="correspondent", thank_now="y"))
    page = recorded.page(PAGE)
    assert text_of(page, "#encounter-2 .chip") == "Stay in touch"
    assert text_of(page, "#encounter-1 .chip") == "Keep the address"


def test_somebody_is_taken_out_and_stays_a_contact(recorded):
    recorded.post("/encounters/2/delete")
    assert "Jo Berg" not in text_of(recorded.page(PAGE), "#opportunity")
    assert recorded.get(f"/contacts/{JO}").status_code == 200
    assert recorded.post(f"{PAGE}/encounters", {"name": "Jo Berg", "part": "panel"}).status_code == 303
    assert "Jo Berg" in text_of(recorded.page(PAGE), "#encounter-2")


# Deleting, undoing, what is not there


def test_delete(recorded):
    answer = recorded.post(f"{PAGE}/delete")
    assert answer.headers["Location"].startswith("/opportunities?done=")
    assert recorded.get(PAGE).status_code == 404
    assert recorded.get("/encounters/1/edit").status_code == 404
    assert recorded.get("/decisions/1/edit").status_code == 404
    assert "The people stay." in text_of(recorded.page(answer.headers["Location"]), "#notice")


WRITES = {
    "edit": lambda visitor: visitor.post(f"{PAGE}/edit", {**EDIT, "thaw": "y", "company": "Tailspin"}),
    "delete": lambda visitor: visitor.post(f"{PAGE}/delete"),
    "decide": lambda visitor: visitor.post(
        f"{PAGE}/decisions", {"decision": "cancelled", "told": "letter", "people-0-name": "Ada Moss"}
    ),
    "change the decision": lambda visitor: visitor.post(
        "/decisions/1/edit", verdict(visitor, decided_on="2026-11-01")
    ),
    "delete the decision": lambda visitor: visitor.post("/decisions/1/delete"),
    "add": lambda visitor: visitor.post(f"{PAGE}/encounters", {"name": "Ada Moss", "part": "hiring_manager"}),
    "change a part": lambda visitor: visitor.post("/encounters/1/edit", part(visitor, 1, plan="keep")),
    "take out": lambda visitor: visitor.post("/encounters/1/delete"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_each_write_is_undone(recorded, write):
    before = held(recorded)
    answer = write(recorded)
    assert answer.status_code == 303, answer.text[:300]
    assert held(recorded) != before
    recorded.undo(answer, back=PAGE)
    assert held(recorded) == before


def test_undo_of_the_recording_leads_to_the_list(recorded):
    answer = recorded.post("/undos/1", back=PAGE)
    assert answer.headers["Location"].startswith("/opportunities?done=")
    turned_down(recorded)
    answer = recorded.with_htmx().post("/undos/3", back="/opportunities/2")
    assert answer.headers["HX-Redirect"].startswith("/opportunities?done=")


@pytest.mark.parametrize("path", ["/opportunities/9", "/opportunities/9/edit", "/opportunities/9/decisions"])
def test_what_is_not_here(visitor, path):
    assert visitor.get(path).status_code == 404
    assert visitor.post(path).status_code in (404, 405)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (f"{PAGE}/edit", {**EDIT, "company": ""}),
        (f"{PAGE}/edit", {**EDIT, "title": "x" * 201}),
        (f"{PAGE}/edit", {**EDIT, "careers_url": "x" * 501}),
        (f"{PAGE}/edit", {**EDIT, "notes": "x" * 20_001}),
        (f"{PAGE}/doors", {"version": "1", "look_again_on": "soon"}),
        (f"{PAGE}/edit", {**EDIT, "version": "one"}),
        ("/decisions/1/edit", {"seen": "-1"}),
        ("/decisions/1/edit", {"seen": "1", "decided_on": "2300-01-01"}),
        ("/decisions/1/edit", {"seen": "1", "decided_on": "2027-01-01"}),
        ("/encounters/1/edit", {"seen": "x"}),
        ("/encounters/1/edit", {"seen": "1", "round": "x" * 201}),
        ("/encounters/1/edit", {"seen": "1", "promise": "a\x00"}),
    ],
)
def test_bad_input_is_said_at_its_place(recorded, path, fields):
    before = held(recorded)
    answer = recorded.post(path, fields)
    assert tree(answer, 422).select(".wrong")
    assert held(recorded) == before


def test_htmx_gets_the_page_without_its_frame(recorded):
    answer = recorded.with_htmx().post("/encounters/2/delete", back=PAGE)
    page = tree(answer)
    assert page.select_one("#opportunity")
    assert page.select_one("hx-partial[data-hx-target='#notice']")
    assert "<html" not in answer.text


# The list


def test_the_list(visitor, app):
    assert "Nothing here yet." in text_of(visitor.page("/opportunities"))
    with app.app_context():
        record(date(2026, 11, 2), title="Older")
        record(TODAY, title="Newer", company="Acme", decision=DecisionKind.NO_ANSWER, told=ToldBy.NOBODY)
        record(TODAY, title="Going on", company="Contoso", decision=DecisionKind.OPEN, told=ToldBy.NOBODY)
    page = visitor.page("/opportunities")
    assert [text_of(row, "h2") for row in page.select(".roles li")] == ["Going on", "Newer", "Older"]
    rows = [text_of(row, ".became") for row in page.select(".roles li")]
    assert rows == ["Open", "No answer 23 November", "Turned down 2 November"]


def test_older_ones_have_a_page_of_their_own(visitor, app):
    with app.app_context():
        for number in range(52):
            record(title=f"Role {number}", company=f"Company {number}", people=())
    page = visitor.page("/opportunities")
    assert len(page.select(".roles li")) == 50
    older = page.select_one("a[href='/opportunities?page=2']")
    assert older is not None
    assert len(visitor.page("/opportunities?page=2").select(".roles li")) == 2
    assert "no older ones" in text_of(visitor.page("/opportunities?page=999"))
    assert len(visitor.page("/opportunities?page=-1").select(".roles li")) == 50
