"""The page of the week."""

from datetime import date

from tests.web.conftest import text_of, tree, value_of
from tests.web.people import JO, MARTA, add, add_many, turned_down


def test_it_works(visitor):
    turned_down(visitor)
    page = visitor.page("/")
    assert "Marta told you yesterday" in text_of(page, f"#card-{MARTA}")
    assert page.select_one(f"#card-{JO}") is None, "Jo is planned for the end of December"


def test_empty_database_offers_three_ways_in(visitor):
    page = visitor.page("/")
    assert "tell Followup whom you met" in text_of(page)
    assert [a["href"] for a in page.select(".note a")] == ["/opportunities/new", "/add"]
    assert [form["action"] for form in page.select(".note form")] == ["/demos"]


def test_the_demo_comes_and_goes_and_a_backup_stays(app, visitor):
    visitor.post("/demos")
    assert "These people are made up" in text_of(visitor.page("/"))
    assert len(visitor.page("/").select(".card")) > 3
    visitor.post("/settings", theme="dark", budget="3")
    assert visitor.post("/demos").status_code == 409
    visitor.post("/demos/delete")
    assert "tell Followup whom you met" in text_of(visitor.page("/"))
    assert 'data-theme="dark"' in visitor.get("/").text
    assert value_of(visitor.page("/settings"), "#budget") == "5"
    assert len(list((app.config["FOLLOWUP"].data / "backups").glob("before-the-end-of-the-demo-*"))) == 1


def test_ones_own_people_are_never_emptied(visitor):
    add(visitor, "Dana Li @ Acme")
    assert visitor.post("/demos").status_code == 409
    assert visitor.post("/demos/delete").status_code == 409
    assert visitor.get("/contacts/1").status_code == 200


def test_nothing_due_says_so_kindly(visitor):
    add(visitor, "Ruth Aye @ Tidewater, in 3 months")
    assert "Nobody to write to this week. That is the plan working." in text_of(visitor.page("/"))


def test_waiting_comes_before_due(visitor, clock):
    turned_down(visitor)
    clock.day = date(2027, 1, 20)
    page = visitor.page("/")
    assert "Since" in text_of(page, f"#card-{MARTA} .when")
    assert page.select_one("#waiting") is not None


def test_logging_moves_the_card_to_reached(visitor):
    turned_down(visitor)
    answer = visitor.post(f"/contacts/{MARTA}/touchpoints", channel="email", direction="out", back="/")
    page = visitor.page(answer.headers["Location"])
    assert page.select_one(f"#card-{MARTA}") is None
    assert "Marta Nowak" in text_of(page, "section[aria-labelledby=reached]")
    assert "Logged: e-mail to Marta. Next around 23 December." in text_of(page, "#notice")
    assert "0/5" in text_of(page, ".ring"), "a thank-you does not count toward the week's budget"


def test_over_the_budget_people_can_wait(visitor, clock):
    add_many(visitor, 8)
    clock.day = date(2026, 12, 1)
    page = visitor.page("/")
    assert len(page.select("section[aria-labelledby=waiting] .card")) == 5
    assert text_of(page, "details summary h2") == "Can wait 3"
    assert [a["href"] for a in page.select(".keeps a")] == [f"/contacts/{number}" for number in (6, 7, 8)]
    assert "You added Person5" in text_of(page, ".keeps")


def test_of_many_who_can_wait_the_first_are_named(visitor, clock):
    add_many(visitor, 30)
    clock.day = date(2026, 12, 1)
    page = visitor.page("/")
    assert len(page.select(".keeps li")) == 20
    assert "5 more keep just as well." in text_of(page)
    assert len(page.select(".card")) == 5


def test_a_refused_form_is_shown_for_somebody_who_can_wait(visitor, clock):
    add_many(visitor, 30)
    clock.day = date(2026, 12, 1)
    answer = visitor.post("/contacts/29/snoozes", until="2300-01-01", back="/")
    page = tree(answer, 422)
    assert "Give a day from 1900 to 2199." in text_of(page, "details[open] #card-29")


def test_names_of_any_length_and_script_are_kept(visitor, clock):
    long = "Wolfe" + "schlegel" * 24
    add(visitor, long)
    add(visitor, "أماني الخطيب @ Orchard")
    clock.day = date(2026, 12, 1)
    words = text_of(visitor.page("/"))
    assert long in words
    assert "أماني الخطيب" in words


def test_markup_in_a_name_is_text(visitor, clock):
    add(visitor, "<script>alert(1)</script> {{7*7}}")
    clock.day = date(2026, 12, 1)
    page = visitor.page("/")
    assert page.select("main script") == []
    assert "<script>alert(1)</script> {{7*7}}" in text_of(page)


def test_the_rest_can_be_spread_over_the_coming_weeks(visitor, clock):
    add_many(visitor, 13)
    clock.day = date(2026, 12, 1)
    answer = visitor.post("/spreads", back="/")
    page = visitor.page(answer.headers["Location"])
    assert "8 people spread over the next two weeks." in text_of(page, "#notice")
    assert page.select_one("details summary h2") is None, "nobody can wait any more"
    assert len(page.select("section[aria-labelledby=coming] li")) == 5
    undone = visitor.undo(answer)
    assert text_of(visitor.page(undone.headers["Location"]), "details summary h2") == "Can wait 8"


def test_nobody_to_spread(visitor):
    assert visitor.post("/spreads").status_code == 422


def test_next_week_is_shown_and_who_is_next_at_all(visitor):
    add(visitor, "Ruth Aye @ Tidewater, 3 Dec")
    assert "Ruth Aye Thursday" in text_of(visitor.page("/"), "section[aria-labelledby=coming]")
    assert "Next: Ruth , around 3 December." in text_of(visitor.page("/"))


def test_next_week_knows_of_gaps_and_holds(visitor):
    add(visitor, "Marta Nowak @ Northwind, 20 Feb")
    add(visitor, "Jo Berg @ Northwind, 30 Nov")
    add(visitor, "Ruth Aye @ Tidewater, 1 Dec")
    visitor.post("/contacts/1/touchpoints", direction="out")
    visitor.post("/holds", kind="bad_time", company=2, until="2026-12-04")
    page = visitor.page("/")
    coming = text_of(page, "section[aria-labelledby=coming]")
    assert coming == "Next week Ruth Aye Friday", "Jo waits until 7 December, Ruth until the hold's end"
    visitor.post("/holds", kind="bad_time", company=2, until="2026-12-21")
    page = visitor.page("/")
    assert page.select_one("section[aria-labelledby=coming]") is None
    assert "Next: Jo , around 7 December." in text_of(page)


def test_who_rests_is_a_quiet_line(visitor, clock):
    add(visitor, "Ruth Aye @ Tidewater")
    for day in ("2026-03-01", "2026-05-01"):
        visitor.post("/contacts/1/touchpoints", direction="out", day=day)
    visitor.post("/contacts/1/touchpoints", direction="out", channel="linkedin_comment", day="2026-11-20")
    assert "Ruth Aye rests for a while, or until they write." in text_of(visitor.page("/"))
