"""Logging what was exchanged: the rules follow, and the card says so."""

from datetime import date

import pytest

from tests.web.conftest import text_of
from tests.web.people import JO, MARTA, add, turned_down


def log(visitor, contact=MARTA, **fields):
    return visitor.post(f"/contacts/{contact}/touchpoints", {"back": f"/contacts/{contact}", **fields})


def test_it_works(visitor):
    turned_down(visitor)
    assert log(visitor, channel="email", direction="out").headers["Location"] == f"/contacts/{MARTA}?done=2"
    assert "23 December" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"direction": "in", "wants_answer": "y"}, "Marta wrote today and would like an answer."),
        ({"direction": "in", "tone": "warm"}, "A short thank-you lands well"),
        ({"direction": "in", "tone": "declined"}, "Marta asked for no more mail today."),
        (
            {"direction": "together", "channel": "meeting", "day": "2026-11-23"},
            "Monthly; you talked with Marta today.",
        ),
        ({"direction": "out", "did_not_arrive": "y"}, "A short thank-you lands well"),
    ],
    ids=[
        "wants an answer: R2",
        "wants none: the thank-you stays",
        "please don't: R1",
        "we talked: R7",
        "came back",
    ],
)
def test_the_rules_follow_what_happened(visitor, fields, expected):
    turned_down(visitor)
    log(visitor, **fields)
    assert expected in text_of(visitor.page(f"/contacts/{MARTA}"), "aside .why")


def test_please_dont_quiets_the_others_when_ticked(visitor):
    turned_down(visitor)
    log(visitor, direction="in", tone="declined", quiet_others="y")
    assert "You wanted quiet with Northwind until 21 February 2027." in text_of(
        visitor.page(f"/contacts/{JO}")
    )
    assert "Northwind rests until 21 February 2027" in text_of(visitor.page("/"))


def test_please_dont_leaves_the_others_when_not_ticked(visitor):
    turned_down(visitor)
    log(visitor, direction="in", tone="declined")
    assert "quiet" not in text_of(visitor.page(f"/contacts/{JO}"), "aside .why")


def test_a_closed_contact_has_no_form_for_writing(visitor):
    turned_down(visitor)
    log(visitor, direction="in", tone="declined")
    page = visitor.page(f"/contacts/{MARTA}")
    assert page.select(".pagehead form") == []
    assert "Reopen" in text_of(page, "aside")


def test_a_closed_contact_who_writes_can_be_reopened_from_the_notice(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="other")
    answer = log(visitor, direction="in", tone="warm")
    assert "Reopen" in text_of(visitor.page(answer.headers["Location"]), "#notice")


def test_nobody_is_offered_to_reopen_the_dead(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/standing", because="died")
    answer = log(visitor, direction="in", tone="warm")
    assert "Reopen" not in text_of(visitor.page(answer.headers["Location"]), "#notice")


def test_a_letter_that_came_back_counts_for_nothing(visitor):
    turned_down(visitor)
    log(visitor, channel="email", direction="out")
    visitor.post("/touchpoints/1/bounces")
    page = visitor.page(f"/contacts/{MARTA}")
    assert "came back" in text_of(page, ".timeline")
    assert "A short thank-you lands well" in text_of(page, "aside .why")


def test_a_phone_call_asks_who_spoke_and_keeps_the_text(visitor):
    turned_down(visitor)
    answer = log(visitor, channel="phone", text="She was kind.")
    assert answer.status_code == 422
    assert "Did you talk, or did one of you leave a message?" in answer.text
    assert "She was kind." in answer.text


def test_a_back_dated_letter_does_not_move_the_clock(visitor):
    turned_down(visitor)
    log(visitor, direction="out")
    log(visitor, direction="out", day="2026-11-01")
    assert "23 December" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside")


def test_editing_shows_the_conflict_of_a_second_tab(visitor):
    turned_down(visitor)
    log(visitor, direction="out")
    fields = {"version": "1", "channel": "letter", "direction": "out", "day": "2026-11-22", "text": "A card."}
    assert visitor.post("/touchpoints/1/edit", fields).status_code == 303
    second = visitor.post("/touchpoints/1/edit", {**fields, "text": "Overwritten."})
    assert second.status_code == 409
    assert "changed in another tab" in second.text
    assert "A card." in text_of(visitor.page(f"/contacts/{MARTA}"), ".timeline")


def test_deleting_and_undoing(visitor):
    turned_down(visitor)
    log(visitor, direction="out")
    answer = visitor.post("/touchpoints/1/delete")
    assert "A short thank-you" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside .why")
    visitor.undo(answer)
    assert "23 December" in text_of(visitor.page(f"/contacts/{MARTA}"), "aside")


def test_a_resent_form_makes_one_row(visitor):
    turned_down(visitor)
    answers = [log(visitor, direction="out", request_id="a" * 32) for _ in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {f"/contacts/{MARTA}?done=2"}
    assert len(visitor.page(f"/contacts/{MARTA}").select(".timeline li")) == 2, "the decision and one letter"


def test_htmx_gets_the_region_and_the_notice(visitor):
    turned_down(visitor)
    answer = visitor.with_htmx().post(f"/contacts/{MARTA}/touchpoints", direction="out", back="/")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="week">')
    assert '<hx-partial data-hx-target="#notice"' in answer.text
    assert "<html" not in answer.text


def test_somebody_in_the_address_book_who_writes_is_offered_a_rhythm(visitor):
    turned_down(visitor)
    log(visitor, JO, direction="in", tone="warm")
    page = visitor.page(f"/contacts/{JO}")
    assert "A note every three months would keep it alive." in text_of(page, "aside")
    visitor.post(f"/contacts/{JO}/cadence", cadence="90")
    assert "would keep it alive" not in text_of(visitor.page(f"/contacts/{JO}"), "aside")


def test_a_referrer_who_writes_is_not_offered_a_rhythm(visitor):
    turned_down(visitor, **{"people-1-part": "referrer"})
    log(visitor, JO, direction="in", tone="warm")
    assert "would keep it alive" not in text_of(visitor.page(f"/contacts/{JO}"), "aside")


def test_tomorrow_is_no_day_for_a_touchpoint(visitor, clock):
    add(visitor, "Ruth Aye")
    assert log(visitor, 1, direction="out", day="2026-11-24").status_code == 422
    clock.day = date(2026, 11, 24)
    assert log(visitor, 1, direction="out", day="2026-11-24").status_code == 303


def test_a_promise_stands_on_the_card_until_it_is_kept(visitor):
    turned_down(visitor)
    log(visitor, direction="in", wants_answer="y", promise="the motion planning paper")
    assert "You promised: the motion planning paper" in text_of(visitor.page("/"), f"#card-{MARTA}")
    answer = visitor.post("/touchpoints/1/promises", back="/")
    assert "Promise to Marta kept." in text_of(visitor.page(answer.headers["Location"]), "#notice")
    assert "You promised" not in text_of(visitor.page("/"))
    assert visitor.post("/touchpoints/1/promises").status_code == 422


def test_what_was_logged_can_be_changed_in_place(visitor):
    turned_down(visitor)
    page = visitor.page(log(visitor, direction="out", back="/").headers["Location"])
    form = page.select_one("#notice .mend form")
    assert form is not None
    assert form["action"] == "/touchpoints/1/edit"
    fields = {
        "version": "1",
        "back": "/",
        "direction": "out",
        "channel": "letter",
        "day": "2026-11-22",
        "text": "By hand.",
    }
    answer = visitor.post("/touchpoints/1/edit", fields)
    assert answer.headers["Location"].startswith("/?done=")
    changed = text_of(visitor.page(f"/contacts/{MARTA}"), "#touchpoint-1")
    assert "Letter · 22 November" in changed
    assert "By hand." in changed


def test_changing_in_place_says_what_is_wrong_there(visitor):
    turned_down(visitor)
    log(visitor, direction="out")
    fields = {
        "version": "1",
        "back": "/",
        "direction": "out",
        "channel": "letter",
        "day": "2026-11-24",
        "text": "Mine.",
    }
    answer = visitor.with_htmx().post("/touchpoints/1/edit", fields)
    assert answer.status_code == 422
    assert answer.text.startswith('<hx-partial data-hx-target="#notice"')
    assert "2026-11-24 is still to come." in answer.text
    assert "Mine." in answer.text
