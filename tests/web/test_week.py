"""The page of the week."""

from datetime import date

from tests.web.conftest import text_of
from tests.web.people import JO, MARTA, add, turned_down


def test_it_works(visitor):
    turned_down(visitor)
    page = visitor.page("/")
    assert "Marta told you yesterday" in text_of(page, f"#card-{MARTA}")
    assert page.select_one(f"#card-{JO}") is None, "Jo is planned for the end of December"


def test_empty_database_offers_two_ways_in(visitor):
    page = visitor.page("/")
    assert "tell Followup whom you met" in text_of(page)
    assert [a["href"] for a in page.select(".note a")] == ["/opportunities/new", "/add"]


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
    for number in range(8):
        add(visitor, f"Person{number} Aye @ Company{number}")
    clock.day = date(2026, 12, 1)
    page = visitor.page("/")
    assert len(page.select("section[aria-labelledby=waiting] .card")) == 5
    assert text_of(page, "details summary h2") == "Can wait 3"


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
