"""The pages of check-ins: the form, the answer, the history, where it is offered."""

from datetime import date, timedelta

import pytest

from followup.db import writing
from followup.models import Company
from tests.web.conftest import text_of, tree
from tests.web.people import add, turned_down

READY = {"sting": "2", "avoid": "1", "regret": "1", "well": "5"}
LIGHT = {**READY, "sting": "4"}
REST = {**READY, "avoid": "4"}
FIVE = "Choose one of the five, from “not at all” to “very much”."


def check_in(visitor, feelings, company="1"):
    """Say it; gives the page with the answer."""
    answer = visitor.post("/checkins", feelings, company=company, back=f"/companies/{company}")
    assert answer.status_code == 303, answer.text
    return visitor.page(answer.headers["Location"])


def buttons(page, selector="main"):
    return [" ".join(found.get_text(" ").split()) for found in page.select(f"{selector} .btn")]


def test_it_works(visitor):
    turned_down(visitor)
    form = visitor.page("/checkins/new?company=1")
    assert text_of(form, "h1") == "How is it with Northwind now?"
    assert [text_of(field, "legend") for field in form.select("fieldset")] == [
        "It still stings",
        "I'd rather avoid them",
        "I'd like them to regret it",
        "I wish them well",
    ]
    assert len(form.select("fieldset [type=radio]")) == 20
    page = check_in(visitor, REST)
    assert "Quiet with Northwind until 7 December: notes written with a lighter heart" in text_of(page)
    assert buttons(page, ".follows") == ["Let it rest", "Reach out anyway"]
    assert text_of(page, "#notice p") == "Saved: how it is with Northwind."
    assert "At rest until 7 December" in text_of(visitor.page("/companies/1"), "#quiet")


def test_reach_out_anyway(visitor):
    turned_down(visitor)
    (form,) = check_in(visitor, REST).select(".follows form")
    answer = visitor.post(str(form["action"]), back="/companies/1")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "The hold is lifted."
    assert "Let everybody here rest" in text_of(page, "#quiet")
    again = visitor.page("/checkins/1")
    assert "What you said then is over by now." in text_of(again)


def test_reach_out_anyway_says_what_still_rests(visitor):
    turned_down(visitor)
    visitor.post("/holds", company="1", kind="bad_time", until="2026-12-23")
    page = check_in(visitor, REST)
    assert text_of(page, ".other") == "It also rests: a bad time for them, until 23 December. Lift"
    (form,) = page.select(".follows form")
    answer = visitor.post(str(form["action"]), back="/companies/1")
    page = visitor.page(answer.headers["Location"])
    still = "It still rests: a bad time for them, until 23 December."
    assert text_of(page, "#notice p") == f"The hold is lifted. {still}"
    assert "At rest until 23 December . A bad time for them." in text_of(page, "#quiet")
    page = visitor.page("/checkins/1")
    assert text_of(page, ".other") == f"{still} Lift"
    (form,) = page.select(".other form")
    visitor.post(str(form["action"]), back="/companies/1")
    assert "Let everybody here rest" in text_of(visitor.page("/companies/1"), "#quiet")
    assert visitor.page("/checkins/1").select(".other") == []


@pytest.mark.parametrize(
    ("feelings", "title", "said"),
    [
        (READY, "Nothing in the way", "A plain, friendly note to Northwind is fine, whenever its day comes."),
        (LIGHT, "A light touch", "A light touch with Northwind until 7 December, while things settle"),
    ],
)
def test_the_other_answers(visitor, feelings, title, said):
    turned_down(visitor)
    page = check_in(visitor, feelings)
    assert text_of(page, "h1") == title
    assert said in text_of(page, ".follows")
    assert buttons(page, ".follows") == ["On to Northwind"]
    assert "Held" not in text_of(visitor.page("/"))
    light = "You wished for a light touch until 7 December."
    assert (light in text_of(visitor.page("/companies/1"), "#quiet")) is (feelings is LIGHT)


def test_quiet_that_lasts_is_said_and_can_be_lifted(visitor):
    turned_down(visitor)
    check_in(visitor, REST)
    page = check_in(visitor, READY)
    assert "It is still at rest until 7 December, as you wished." in text_of(page, ".follows")
    assert buttons(page, ".follows") == ["Keep the quiet", "Lift the quiet"]


def test_each_statement_needs_an_answer(visitor):
    turned_down(visitor)
    answer = visitor.post("/checkins", company="1", sting="3", avoid="6", regret="")
    page = tree(answer, 422)
    said = [text_of(page, f"#{name}-wrong") for name in ("sting", "avoid", "regret", "well")]
    assert said == ["", FIVE, FIVE, FIVE]
    assert [field["id"] for field in page.select("[checked]")] == ["sting-3"]
    assert [field["id"] for field in page.select("[autofocus]")] == ["avoid-1"]
    assert page.select_one("fieldset[aria-describedby=well-wrong] #well-wrong")
    assert visitor.page("/checkins").select(".lines") == []


@pytest.mark.parametrize("company", ["", "0", "9", "x", "9" * 30])
def test_a_company_that_is_not_here(visitor, company):
    assert visitor.get(f"/checkins/new?company={company}").status_code == 404
    assert visitor.post("/checkins", READY, company=company).status_code in (404, 422)


def test_sent_twice_it_is_said_once(visitor):
    turned_down(visitor)
    places = {
        visitor.post("/checkins", REST, company="1", request_id="one").headers["Location"] for _ in range(2)
    }
    assert len(places) == 1
    assert len(visitor.page("/checkins").select(".lines li")) == 1


def test_undo(visitor):
    turned_down(visitor)
    answer = visitor.post("/checkins", REST, company="1")
    visitor.undo(answer, back="/companies/1")
    assert visitor.page("/checkins").select(".lines li") == []
    assert visitor.get("/checkins/1").status_code == 404
    assert "Let everybody here rest" in text_of(visitor.page("/companies/1"), "#quiet")


# What was said


def test_the_history(visitor, clock):
    turned_down(visitor)
    check_in(visitor, REST)
    clock.day += timedelta(14)
    check_in(visitor, LIGHT)
    page = visitor.page("/checkins")
    lines = [" ".join(line.get_text(" ").split()) for line in page.select(".lines li")]
    assert [line.partition(" It still")[0] for line in lines] == [
        "A light touch 7 December",
        "Two quiet weeks 23 November",
    ]
    assert "It still stings a little I'd rather avoid them quite a lot" in lines[1]
    assert not any(letter.isdigit() for letter in text_of(page, ".lines dl")), "no figures"


def test_delete_one_then_all(visitor):
    turned_down(visitor)
    for _ in range(3):
        check_in(visitor, READY)
    answer = visitor.post("/checkins/2/delete", back="/checkins")
    assert len(visitor.page(answer.headers["Location"]).select(".lines li")) == 2
    answer = visitor.post("/checkins/delete", back="/checkins")
    page = visitor.page(answer.headers["Location"])
    assert page.select(".lines li") == []
    assert text_of(page, "#notice p") == "All check-ins are deleted."
    assert visitor.post("/checkins/2/delete").status_code == 404
    visitor.undo(answer)
    assert len(visitor.page("/checkins").select(".lines li")) == 2


def test_somebody_to_talk_to(visitor, clock):
    turned_down(visitor)
    answer = visitor.post("/checkins/talk_to", talk_to="Dr Okafor, 030 1234567, Tuesdays after five")
    page = visitor.page(answer.headers["Location"])
    assert page.select_one("#talk_to")["value"] == "Dr Okafor, 030 1234567, Tuesdays after five"
    for _ in range(3):
        page = check_in(visitor, REST)
        clock.day += timedelta(14)
    talking = text_of(page, ".talking")
    assert "This one has stayed heavy for four weeks." in talking
    assert "You saved Dr Okafor, 030 12345" in talking
    assert talking.endswith("Dr Okafor, 030 1234567, Tuesdays after five"), "and all of it below"
    tree(visitor.post("/checkins/talk_to", talk_to="x" * 201), 422)
    visitor.post("/checkins/talk_to", talk_to="")
    assert visitor.page("/checkins").select_one("#talk_to").get("value", "") == ""


def test_nobody_saved_yet(visitor, clock):
    turned_down(visitor)
    for _ in range(3):
        page = check_in(visitor, REST)
        clock.day += timedelta(14)
    assert page.select_one(".talking a")["href"] == "/checkins#talk"


# Where it is offered


def test_it_is_asked_where_a_decision_was_recorded_and_never_forced(visitor):
    turned_down(visitor)
    page = visitor.page("/opportunities/1")
    assert page.select_one("[aria-labelledby=asked] a")["href"] == "/checkins/new?company=1"
    turned_down(visitor, company="Contoso", **{"people-0-contact": "new", "people-1-contact": "new"})
    assert visitor.page("/opportunities/2").select_one("[aria-labelledby=asked]") is None
    check_in(visitor, READY)
    assert visitor.page("/opportunities/1").select_one("[aria-labelledby=asked]") is None


def test_it_is_offered_on_a_company_and_in_the_held_part_of_the_week(visitor, clock):
    add(visitor, "Dana Li @ Acme, today")
    offered = "a[href='/checkins/new?company=1']"
    assert visitor.page("/companies/1").select_one(offered)
    assert visitor.page("/").select_one(offered) is None
    check_in(visitor, REST)
    page = visitor.page("/")
    assert page.select_one(f"[aria-labelledby=held] {offered}")
    clock.day = date(2026, 12, 7)
    page = visitor.page("/")
    assert "Two quiet weeks with Acme are over. How is it now?" in text_of(page, "[aria-labelledby=rested]")
    assert page.select_one(f"[aria-labelledby=rested] {offered}")
    assert page.select_one("[aria-labelledby=held]") is None


def test_everything_on_hold_offers_nothing(visitor):
    add(visitor, "Dana Li @ Acme, today")
    visitor.post("/holds", kind="away", until="2026-12-24")
    page = visitor.page("/")
    assert page.select_one("[aria-labelledby=held]")
    assert page.select_one("a[href^='/checkins']") is None


def test_a_company_in_the_trash_keeps_its_name(visitor):
    with writing() as session:
        session.add(Company(name="Contoso", folded="contoso", added_on=date(2026, 1, 1)))
    check_in(visitor, READY)
    with writing() as session:
        session.get_one(Company, 1).deleted_on = date(2026, 11, 23)
    page = visitor.page("/checkins")
    assert text_of(page, "section h2") == "Contoso"
    assert page.select_one("section h2 a") is None
    assert visitor.get("/checkins/1").status_code == 404


def test_undoing_the_no_keeps_the_company_that_rests(visitor):
    turned_down(visitor)
    check_in(visitor, REST)
    visitor.post("/undos/1")
    page = visitor.page("/")
    assert visitor.get("/opportunities/1").status_code == 404
    for link in page.select("a[href^='/checkins'], a[href^='/companies']"):
        assert visitor.get(str(link["href"])).status_code == 200
    assert text_of(page, "[aria-labelledby=held] b") == "Northwind"
    assert visitor.get("/checkins/1").status_code == 200
