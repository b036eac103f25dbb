"""Settings: saving, the preview, the theme, and computing everybody anew."""

from datetime import date

import pytest

from followup.actions import recomputations
from followup.clock import Clock
from followup.queries import settings
from followup.storage import automatic_backup
from tests.conftest import open_app
from tests.web.conftest import Visitor, text_of, value_of
from tests.web.people import MARTA, add, add_many, rhythm_of, turned_down


def waiting(visitor: Visitor, clock, count: int) -> None:
    """So many people whose dates came last week."""
    add_many(visitor, count)
    clock.day = date(2026, 12, 1)


def foreseen(visitor: Visitor, **fields: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in fields.items())
    return text_of(visitor.with_htmx().page(f"/settings/preview?{query}"), "#preview")


def test_it_works(visitor, clock):
    waiting(visitor, clock, 8)
    answer = visitor.post("/settings", budget="3")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Saved: three a week."
    assert value_of(page, "#budget") == "3"
    assert "Three a week keep up about twelve people monthly, or 36 quarterly." in text_of(page)
    week = visitor.page("/")
    assert len(week.select("section[aria-labelledby=waiting] .card")) == 3
    visitor.undo(answer)
    assert len(visitor.page("/").select("section[aria-labelledby=waiting] .card")) == 5


def test_every_setting_has_a_label_and_a_line(visitor):
    page = visitor.page("/settings")
    names = {str(field["name"]) for field in page.select(".setting [name]")}
    assert names == {
        *(
            "budget",
            "cadence",
            "first_weekday",
            "gap",
            "company_gap",
            "answer_days",
            "theme",
            "keys",
            "my_name",
        )
    }, "the zone is settled by the environment of the tests"
    assert all(row.select_one("p.small") for row in page.select(".setting"))


def test_the_preview_says_who_moves(visitor, clock):
    waiting(visitor, clock, 6)
    said = foreseen(visitor, budget="3")
    assert "Three a week instead of five." in said
    assert "Person3 and Person4 move from due to “can wait”." in said
    assert "Person5 moves from “can wait” to due." in foreseen(visitor, budget="9")


def test_the_preview_says_which_dates_move(visitor):
    add(visitor, "Ruth Aye @ Tidewater, every two weeks")
    add(visitor, "Sam Roe @ Orchard, every two weeks")
    for contact in ("1", "2"):
        visitor.post(f"/contacts/{contact}/touchpoints", direction="in")
        visitor.post(f"/contacts/{contact}/touchpoints", direction="out")
    said = foreseen(visitor, gap="17")
    assert "Ruth's next date moves from 7 to 10 December. Two people move in all." in said
    assert "Nothing changes so far." in foreseen(visitor)


def test_the_preview_of_a_company_gap(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="out")
    assert "Jo's next date moves from 6 January 2027 to 27 December." in foreseen(visitor, company_gap="0")


def test_a_preview_changes_nothing(visitor, clock):
    waiting(visitor, clock, 6)
    answer = visitor.post("/settings", budget="3", gap="60", preview="y")
    assert answer.status_code == 200
    assert "Three a week instead of five." in answer.text
    assert value_of(visitor.page("/settings"), "#budget") == "5"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"budget": "0"}, "Give a whole number from 1 to 50."),
        ({"budget": "fünf"}, "Give a whole number from 1 to 50."),
        ({"budget": ""}, "Give a whole number from 1 to 50."),
        ({"budget": "9" * 5000}, "Give a whole number from 1 to 50."),
        ({"gap": "91"}, "Give a whole number from 1 to 90."),
        ({"company_gap": "-1"}, "Give a whole number from 0 to 90."),
        ({"answer_days": "1.5"}, "Give a whole number from 0 to 14."),
        ({"cadence": "31"}, "Choose one of the values offered."),
        ({"cadence": ""}, "Choose one of the values offered."),
        ({"first_weekday": "7"}, "Choose one of the values offered."),
        ({"theme": "pink"}, "Choose one of the values offered."),
    ],
)
def test_bad_input_is_said_and_nothing_is_saved(visitor, fields, message):
    answer = visitor.post("/settings", {"budget": "7", **fields})
    assert answer.status_code == 422
    assert message in answer.text
    assert value_of(visitor.page("/settings"), "#budget") == "5"
    query = "&".join(f"{name}={value}" for name, value in fields.items())
    shown = visitor.with_htmx().get(f"/settings/preview?{query}")
    assert shown.status_code == 422
    assert message in shown.text
    assert visitor.post("/settings", {**fields, "preview": "y"}).status_code == 422


def test_the_first_day_of_the_week(visitor):
    visitor.post("/settings", first_weekday="6")
    assert "Sunday 22 – Saturday 28 November" in text_of(visitor.page("/"))


def test_the_rhythm_of_new_people(visitor):
    visitor.post("/settings", cadence="90")
    add(visitor, "Ruth Aye")
    assert rhythm_of(visitor, 1) == "90"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_on_every_page_and_every_device(visitor, theme):
    answer = visitor.post("/settings/theme", theme=theme, back="/add")
    assert answer.headers["Location"].startswith("/add?done=")
    for path, status in (("/", 200), ("/add", 200), ("/settings", 200), ("/contacts/99", 404)):
        answer = visitor.get(path)
        assert answer.status_code == status
        assert f'<html lang="en" data-theme="{theme}">' in answer.text
        assert f'<meta name="color-scheme" content="{theme}">' in answer.text
    pressed = visitor.page("/").select(".theme [aria-pressed=true]")
    assert [button["value"] for button in pressed] == [theme]
    visitor.post("/settings/theme", theme="system")
    assert '<html lang="en">' in visitor.get("/").text


def test_no_such_theme(visitor):
    assert visitor.post("/settings/theme", theme="pink").status_code == 422
    assert '<html lang="en">' in visitor.get("/").text


def test_the_time_zone(app, visitor):
    app.extensions["followup_clock"] = Clock(None, settings.time_zone)
    page = visitor.page("/settings")
    assert page.select_one("#time_zone option[value='Europe/Warsaw']") is not None
    visitor.post("/settings", time_zone="Pacific/Auckland")
    assert value_of(visitor.page("/settings"), "#time_zone option[selected]") == "Pacific/Auckland"
    assert "there now." in foreseen(visitor, time_zone="Pacific/Pago_Pago")
    assert "there now." in foreseen(visitor, time_zone="")
    for wrong in ("Europe/Atlantis", "../etc/passwd", "\x00"):
        assert visitor.post("/settings", time_zone=wrong).status_code == 422
        assert visitor.get("/settings/preview?time_zone=Europe/Atlantis").status_code == 422
    assert settings.time_zone() == "Pacific/Auckland"


def test_a_zone_that_is_settled_is_shown_locked(visitor):
    page = visitor.page("/settings")
    assert "FOLLOWUP_TZ has settled it" in text_of(page)
    assert page.select_one("[name=time_zone]") is None
    visitor.post("/settings", time_zone="Pacific/Auckland")
    assert settings.time_zone() is None


def test_what_else_it_shows(app, visitor):
    config = app.config["FOLLOWUP"]
    assert "Backups None yet" in text_of(visitor.page("/settings"))
    automatic_backup(config.data, app.extensions["followup_clock"].now())
    words = text_of(visitor.page("/settings"))
    assert "Backups 23 November" in words
    assert str(config.data) in words
    assert f"Followup {app.config['VERSION']}" in words


def test_a_gap_that_makes_work_for_many(app, visitor, monkeypatch):
    monkeypatch.setattr(recomputations, "AT_ONCE", 2)
    started = []
    monkeypatch.setattr(recomputations, "in_background", started.append)
    add_many(visitor, 4)
    answer = visitor.post("/settings", gap="30")
    assert len(started) == 1
    page = visitor.page(answer.headers["Location"])
    assert "Everybody's dates are worked out anew: 0 of 4." in text_of(page, "#recomputation")
    alone = visitor.get("/settings/recomputations").text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in alone
    part = visitor.with_htmx().get("/settings/recomputations").text
    assert "load delay:1s" in part
    assert "<html" not in part
    recomputations.run()
    assert "Everybody's dates are up to date." in text_of(visitor.page("/settings/recomputations"))
    assert "refresh" not in visitor.get("/settings/recomputations").text
    assert "data-hx-trigger" not in visitor.with_htmx().get("/settings/recomputations").text
    visitor.undo(answer)
    assert len(started) == 2, "the undo is work, too"


def test_the_same_form_twice_is_saved_once(visitor):
    first = visitor.post("/settings", budget="3", request_id="once").headers["Location"]
    visitor.post("/settings", budget="4", request_id="twice")
    assert visitor.post("/settings", budget="3", request_id="once").headers["Location"] == first
    assert value_of(visitor.page("/settings"), "#budget") == "4"


def test_they_outlive_the_program(app, visitor, clock):
    visitor.post("/settings", budget="3", theme="dark")
    again = Visitor(open_app(app.config["FOLLOWUP"].data, clock))
    assert value_of(again.page("/settings"), "#budget") == "3"
