"""What came of it, on the pages: noted from a contact and from a touchpoint, listed with its path, thanked for."""

import pytest

from tests.web.conftest import Visitor, text_of, tree, value_of
from tests.web.people import JO, MARTA, add, turned_down

NEW = {"contact": str(MARTA), "kind": "introduction", "day": "2026-11-22", "text": "To Lena at Contoso"}


@pytest.fixture
def met(visitor: Visitor) -> Visitor:
    """Northwind said no yesterday; Marta wrote today."""
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="in", channel="email", text="Meet Lena")
    return visitor


def note(visitor: Visitor, **changes: str):
    answer = visitor.post("/openings", {**NEW, "back": f"/contacts/{MARTA}", **changes})
    assert answer.status_code == 303, answer.text
    return answer


def test_it_works(met):
    page = met.page(f"/contacts/{MARTA}")
    link = page.select_one(f"a[href='/openings/new?contact={MARTA}']")
    assert link is not None
    form = met.page(link["href"])
    assert "by Marta Nowak" in text_of(form, ".pagehead")
    assert value_of(form, "#opportunity [selected]") == "1", "the newest “no” is preset"
    assert value_of(form, "[name=contact]") == str(MARTA)
    answer = note(met, opportunity="1", touchpoint="1")
    assert answer.headers["Location"].startswith(f"/contacts/{MARTA}?done=")
    page = met.page(answer.headers["Location"])
    assert "Marta opened a door: an introduction." in text_of(page, "#notice")
    assert "An introduction · 22 November To Lena at Contoso" in text_of(page, "#openings")
    words = text_of(met.page("/openings"))
    for said in (
        "It started with Staff Engineer at Northwind · turned down, 22 November",
        "E-mail from them · 23 November",
        "An introduction by Marta Nowak · 22 November",
    ):
        assert said in words


def test_from_a_touchpoint(met):
    page = met.page(f"/contacts/{MARTA}")
    link = page.select_one("#touchpoint-1 a[href^='/openings/new']")
    assert link is not None
    assert link.get_text(" ", strip=True) == "Something came of it: E-mail from them, 23 November"
    form = met.page(link["href"])
    assert value_of(form, "#touchpoint [selected]") == "1"
    assert value_of(form, "[name=contact]") == str(MARTA)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/openings/new", 404),
        ("/openings/new?contact=99", 404),
        ("/openings/new?touchpoint=99", 404),
        ("/openings/new?contact=x", 404),
        ("/openings/99/edit", 404),
    ],
)
def test_nobody_there(met, path, status):
    assert met.get(path).status_code == status


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"day": "soon"}, "Write the day as 2026-12-01."),
        ({"day": "2027-01-01"}, "still to come"),
        ({"kind": "nonsense"}, "Choose one of the values offered."),
        ({"touchpoint": "x"}, "Choose one of the values offered."),
        ({"touchpoint": "0"}, "Choose one of the values offered."),
        ({"opportunity": "1", "led_to": "1"}, "Where it started and where it led are two opportunities."),
        ({"text": "x" * 20_001}, "This is very long"),
    ],
)
def test_bad_input_keeps_what_was_written(met, fields, message):
    answer = met.post("/openings", {**NEW, **fields})
    page = tree(answer, 422)
    assert message in text_of(page)
    assert page.select_one("form [aria-invalid], form .wrong")
    if "text" not in fields:
        assert text_of(page, "#text") == NEW["text"]


@pytest.mark.parametrize("field", ["touchpoint", "opportunity", "led_to"])
@pytest.mark.parametrize("action", ["/openings", "/openings/1/edit"])
def test_a_row_that_is_gone_meanwhile_keeps_what_was_written(met, field, action):
    note(met)
    seen = value_of(met.page("/openings/1/edit"), "[name=seen]")
    met.post("/touchpoints/1/delete")
    met.post("/opportunities/1/delete")
    page = tree(met.post(action, {**NEW, "seen": seen, field: "1", "text": "Not to be lost"}), 422)
    assert "is not here any more." in text_of(page, f"#{field}-wrong")
    assert text_of(page, "#text") == "Not to be lost"
    assert value_of(page, f"#{field} option") == "", "it is not offered again"
    assert not page.select(f"#{field} option[value='1']")


def test_of_nobody(met):
    assert met.post("/openings", {**NEW, "contact": ""}).status_code == 404
    assert met.post("/openings", {**NEW, "contact": "99"}).status_code == 404


def test_changed_and_deleted(met):
    note(met, opportunity="1")
    form = met.page("/openings/1/edit")
    assert value_of(form, "[name=kind][checked]") == "introduction"
    seen = value_of(form, "[name=seen]")
    fields = {**NEW, "kind": "job", "seen": seen, "text": "At last"}
    assert met.post("/openings/1/edit", fields).headers["Location"].startswith(f"/contacts/{MARTA}?done=")
    assert "A job" in text_of(met.page(f"/contacts/{MARTA}"), "#openings")
    assert met.post("/openings/1/edit", {**fields, "text": "Overwritten"}).status_code == 409
    answer = tree(met.post("/openings/1/edit", {**fields, "day": "soon"}), 422)
    assert text_of(answer, "#text") == "At last"
    gone = met.post("/openings/1/delete", back="/openings")
    assert gone.headers["Location"].startswith("/openings?done=")
    assert met.get("/openings/1/edit").status_code == 404
    met.undo(gone, back="/openings")
    assert met.get("/openings/1/edit").status_code == 200


# Thanks


def test_the_thanks_stand_in_the_week(met, clock):
    note(met)
    page = met.page("/")
    assert text_of(page, "#thanks-1 h3") == "Thank Marta for the introduction"
    assert "Marta opened a door yesterday. A line in your own words is plenty." in text_of(page, "#thanks-1")
    answer = met.post("/openings/1/thanks", back="/")
    assert answer.headers["Location"].startswith("/?done=")
    page = met.page(answer.headers["Location"])
    assert not page.select("#thanks-1")
    assert "Marta is thanked." in text_of(page, "#notice")
    assert page.select("#notice details.mend"), "what was logged can be mended"
    met.undo(answer)
    assert met.page("/").select("#thanks-1")


def test_several_doors_are_one_line_of_thanks(met):
    for kind in ("referral", "introduction", "introduction"):
        note(met, kind=kind)
    page = met.page("/")
    assert text_of(page, "#thanks h2, h2#thanks") == "A line of thanks 1"
    assert text_of(page, "#thanks-1 h3") == "Thank Marta for the referral and the introductions"
    assert "Marta opened three doors, the last yesterday." in text_of(page, "#thanks-1")
    theirs = met.page(f"/contacts/{MARTA}")
    assert len(theirs.select("#openings form[action$='/thanks']")) == 1
    met.post("/openings/1/thanks", back="/")
    assert not met.page("/").select("[id^=thanks-]")
    assert not met.page(f"/contacts/{MARTA}").select("#openings form")


def test_thanks_are_written_from_the_week(met):
    note(met)
    link = met.page("/").select_one("#thanks-1 a[href*='/draft']")
    assert link is not None
    assert link.get_text(" ", strip=True).startswith("Write")
    page = met.page(link["href"])
    assert value_of(page, "[name=intent] [selected]") == "thank_decision"
    answer = met.post(
        f"/contacts/{MARTA}/draft/sent", channel="email", intent="thank_decision", text="Thank you"
    )
    assert not met.page("/").select("#thanks-1")
    assert "thanked" in text_of(met.page(f"/contacts/{MARTA}"), "#openings")
    met.undo(answer, back="/")
    assert met.page("/").select("#thanks-1")


def test_what_a_draft_is_for_is_one_of_the_intents(met):
    page = met.page(f"/contacts/{MARTA}/draft?intent=nonsense")
    assert value_of(page, "[name=intent] [selected]") == value_of(
        met.page(f"/contacts/{MARTA}/draft"), "[name=intent] [selected]"
    )


def test_they_may_not_be_needed(met):
    note(met)
    answer = met.post("/openings/1/settlements", back="/")
    assert not met.page("/").select("#thanks-1")
    assert "No thanks to Marta are due any more." in text_of(met.page(answer.headers["Location"]), "#notice")


def test_with_htmx_the_week_comes_back(met):
    note(met)
    answer = met.with_htmx().post("/openings/1/thanks", back="/")
    page = tree(answer)
    assert page.select_one("#week")
    assert not page.select("#thanks-1")
    again = tree(met.with_htmx().post("/openings/1/thanks", back="/"), 422)
    assert "These thanks are settled already." in text_of(again, "#week")


def test_thanks_on_the_page_of_a_contact(met):
    note(met)
    page = met.page(f"/contacts/{MARTA}")
    assert page.select_one("#openings form[action='/openings/1/thanks']")
    met.post("/openings/1/thanks", back=f"/contacts/{MARTA}")
    words = text_of(met.page(f"/contacts/{MARTA}"), "#openings")
    assert "thanked" in words
    assert "Not needed" not in words


def test_nobody_else_is_to_go_when_only_thanks_are(visitor):
    add(visitor, "Ruth Abernethy, just in the address book")
    visitor.post("/openings", {**NEW, "contact": "1"})
    words = text_of(visitor.page("/"))
    assert "That is the plan working" not in words
    assert "1 to go, no rush." in words


def test_an_empty_list(visitor):
    assert "Nothing yet, and that is usual for a while." in text_of(visitor.page("/openings"))
    assert "There are no older ones." in text_of(visitor.page("/openings?page=2"))


def test_a_long_list(visitor):
    add(visitor, "Ruth Abernethy")
    for number in range(51):
        visitor.post("/openings", {**NEW, "contact": "1", "text": f"door {number}"})
    page = visitor.page("/openings")
    assert len(page.select("li.card")) == 50
    assert "door 50" in text_of(page)
    assert len(visitor.page("/openings?page=2").select("li.card")) == 1


# Promises


def test_promises_stand_in_the_week_until_they_are_kept(met):
    met.post(f"/contacts/{JO}/touchpoints", direction="out", channel="email", promise="the paper")
    page = met.page("/")
    assert "the paper" in text_of(page, "[aria-labelledby=promised]")
    form = page.select_one("[aria-labelledby=promised] form")
    assert form is not None
    assert met.post(form["action"], back="/").status_code == 303
    assert not met.page("/").select("[aria-labelledby=promised]")


def test_all_promises(met):
    assert "Nothing is promised just now." in text_of(met.page("/promises"))
    for number in range(12):
        met.post(f"/contacts/{JO}/touchpoints", direction="out", channel="email", promise=f"thing {number}")
    page = met.page("/")
    assert len(page.select("[aria-labelledby=promised] li")) == 10
    assert page.select_one("a[href='/promises']")
    page = met.page("/promises")
    assert len(page.select("main li")) == 12
    form = page.select_one("main li form")
    assert form is not None
    answer = met.post(form["action"], back="/promises")
    assert answer.headers["Location"].startswith("/promises?done=")
    assert len(met.page("/promises").select("main li")) == 11
