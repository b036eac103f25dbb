"""The pages of private writing: beginning, the time, keeping, two tabs, destroying."""

import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime, time, timedelta

import pytest

from followup.clock import FixedClock
from followup.db import DATABASE, db
from tests.web.conftest import text_of, tree, value_of

EDIT = "/writing/1/edit"


@pytest.fixture
def now(clock, monkeypatch):
    """A clock whose time can be moved, from noon on."""
    moment = {"time": time(12)}
    monkeypatch.setattr(
        FixedClock, "now", lambda self: datetime.combine(self.day, moment["time"], self.zone())
    )
    return moment


def begin(visitor, question="feel"):
    answer = visitor.post("/writing", question=question)
    assert answer.status_code == 303, answer.text
    return visitor.page(answer.headers["Location"])


def text_in(page):
    return page.select_one("#text").get_text().removeprefix("\n").replace("\r\n", "")


def test_it_works(visitor):
    page = visitor.page("/writing")
    assert value_of(page, "[name=question][checked]") == "feel"
    page = begin(visitor)
    assert text_of(page, "h1") == "What do you feel about it, deep down?"
    assert "20 minutes left, until 12:20" in text_of(page, "#timer")
    answer = visitor.post(EDIT, text="Tired, mostly.", version=value_of(page, "[name=version]"))
    page = visitor.page(answer.headers["Location"])
    assert text_in(page) == "Tired, mostly."
    assert text_of(page, "#kept") == "Kept, and here again when you come back. Save"
    answer = visitor.post("/writing/1/delete")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice") == "It is destroyed, and gone from the file."
    assert visitor.get("/writing/1").status_code == 404


def test_it_says_what_it_is_and_what_it_cannot_promise(visitor):
    page = text_of(visitor.page("/writing"))
    for said in (
        "After eight months 53 of a hundred had a job, and 24 of a hundred others.",
        "One small study: 41 people, in groups by lot (Spera, Buhrfeind and Pennebaker 1994).",
        "What the disk itself still has underneath is beyond Followup.",
        "followup backup --with-writing",
    ):
        assert said in page


def test_it_is_linked_from_the_settings_and_check_ins(visitor):
    for path in ("/settings", "/checkins"):
        assert visitor.page(path).select_one("main a[href='/writing']"), path


# The time


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (time(12), "20 minutes left, until 12:20"),
        (time(12, 0, 30), "20 minutes left"),
        (time(12, 18, 59), "2 minutes left"),
        (time(12, 19, 30), "1 minute left"),
    ],
)
def test_the_time_is_told_without_a_script(visitor, now, later, said):
    begin(visitor)
    now["time"] = later
    page = visitor.page("/writing/1")
    assert said in text_of(page, "#timer [data-left]:not([hidden])")
    assert page.select_one("#timer [data-over]").has_attr("hidden")


@pytest.mark.parametrize("later", [time(12, 20), time(23, 59)])
def test_when_it_is_over_nothing_is_cut_off(visitor, now, later):
    begin(visitor)
    now["time"] = later
    page = visitor.page("/writing/1")
    assert "The twenty minutes are over." in text_of(page, "#timer [data-over]:not([hidden])")
    assert page.select_one("#timer [data-left]:not([hidden])") is None
    assert visitor.post(EDIT, text="Still here.", version="1").status_code == 303


def test_the_time_of_the_user(visitor, clock):
    clock.__init__(clock.day, "Asia/Tokyo")
    assert "until 12:20" in text_of(begin(visitor), "#timer")


def test_another_day_has_no_timer(visitor, clock):
    begin(visitor)
    clock.day += timedelta(1)
    page = visitor.page("/writing/1")
    assert page.select_one("#timer") is None
    assert "yesterday" in text_of(page, ".pagehead")


def test_midnight_cuts_nothing_off(visitor, clock, now):
    now["time"] = time(23, 50)
    begin(visitor)
    clock.day += timedelta(1)
    now["time"] = time(0, 9, 30)
    assert "1 minute left, until 00:10" in text_of(visitor.page("/writing/1"), "#timer")
    assert visitor.page("/writing").select_one("main a[href='/writing/1'].btn"), "it is gone on with"
    now["time"] = time(0, 10)
    assert visitor.page("/writing/1").select_one("#timer") is None
    assert visitor.page("/writing").select_one("form[action='/writing']")


# Five days


def test_five_days_with_three_questions(visitor, clock):
    offered = []
    for number in range(1, 6):
        offered.append(value_of(visitor.page("/writing"), "[name=question][checked]"))
        begin(visitor, offered[-1])
        visitor.post(f"/writing/{number}/edit", text="A line.", version="1")
        assert "Go on with today" in text_of(visitor.page("/writing"))
        clock.day += timedelta(1)
    assert offered == ["feel", "feel", "gained", "gained", "friend"]
    page = visitor.page("/writing")
    assert "Five days are done, and that is plenty." in text_of(page)
    assert len(page.select(".lines li")) == 5
    assert page.select_one("form[action='/writing']"), "another one is not forbidden"


def test_a_day_without_a_word_is_not_done(visitor, clock):
    for _ in range(5):
        assert value_of(visitor.page("/writing"), "[name=question][checked]") == "feel"
        begin(visitor)
        clock.day += timedelta(1)
    page = visitor.page("/writing")
    assert "Five days are done" not in text_of(page)
    assert text_of(page).count("Nothing written") == 5


def test_the_day_begins_once(visitor):
    begin(visitor)
    begin(visitor, "friend")
    assert len(visitor.page("/writing").select(".lines li")) == 1


@pytest.mark.parametrize("question", ["", "else", "FEEL"])
def test_a_question_is_needed(visitor, question):
    page = tree(visitor.post("/writing", question=question), 422)
    assert text_of(page, ".wrong") == "Choose one of the values offered."


# Keeping


def test_as_it_is_typed(visitor):
    begin(visitor)
    typing = visitor.with_htmx()
    for number, text in enumerate(("Ti", "Tired", "Tired, mostly.", "Tired, mostly."), 1):
        part = tree(typing.post(EDIT, text=text, version=str(number)))
        assert text_of(part, "[role=status]") == "Kept, and here again when you come back."
    assert value_of(part, "[name=version]") == "4"
    assert part.select_one("html") is None
    assert text_in(visitor.page("/writing/1")) == "Tired, mostly."


@pytest.mark.parametrize("htmx", [False, True])
def test_two_tabs(visitor, htmx):
    begin(visitor)
    visitor.post(EDIT, text="From the first tab.", version="1")
    second = visitor.with_htmx() if htmx else visitor
    answer = tree(second.post(EDIT, text="From the second.", version="1"), 409)
    assert text_of(answer, "#other") == "From the first tab."
    assert htmx or text_in(answer) == "From the second."
    assert [button["value"] for button in answer.select("#kept button")] == ["both", "this"]
    assert text_in(visitor.page("/writing/1")) == "From the first tab."
    version = value_of(answer, "[name=version]")
    visitor.post(EDIT, text="From the second.", version=version, keep="both")
    assert text_in(visitor.page("/writing/1")) == "From the first tab.\n\nFrom the second."


def test_mine_alone(visitor):
    begin(visitor)
    visitor.post(EDIT, text="From the first tab.", version="1")
    answer = tree(visitor.post(EDIT, text="From the second.", version="1"), 409)
    visitor.post(EDIT, text="From the second.", version=value_of(answer, "[name=version]"), keep="this")
    assert text_in(visitor.page("/writing/1")) == "From the second."


def test_too_long_is_told_and_kept_on_the_page(visitor):
    begin(visitor)
    page = tree(visitor.post(EDIT, text="x" * 20_001, version="1"), 422)
    assert "20,000 characters are the most" in text_of(page, "#text-wrong")
    assert len(text_in(page)) == 20_001
    part = tree(visitor.with_htmx().post(EDIT, text="x" * 20_001, version="1"), 422)
    assert "20,000 characters are the most" in text_of(part, "[role=status]")


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_refused_does_not_overwrite_another_tab_afterwards(visitor, htmx):
    begin(visitor)
    visitor.post(EDIT, text="From the first tab.", version="1")
    second = visitor.with_htmx() if htmx else visitor
    refused = tree(second.post(EDIT, text="x" * 20_001, version="1"), 422)
    answer = second.post(EDIT, text="x", version=value_of(refused, "[name=version]"))
    assert answer.status_code == 409
    assert text_in(visitor.page("/writing/1")) == "From the first tab."


def test_both_are_too_long(visitor):
    begin(visitor)
    visitor.post(EDIT, text="From the first tab.", version="1")
    page = tree(visitor.post(EDIT, text="x" * 19_999, version="2", keep="both"), 422)
    assert "20000 is the most" in text_of(page, "#text-wrong")
    assert text_of(page, "#other") == "From the first tab."
    assert [button["value"] for button in page.select("#kept button")] == ["both", "this"]


# What is in the way


@pytest.fixture
def locked(app, monkeypatch):
    """A block in which another program holds the database."""
    monkeypatch.setattr("followup.db.PATIENCE_SECONDS", 0.1)

    @contextmanager
    def hold():
        path = app.config["FOLLOWUP"].data / DATABASE
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    return hold


def send_again(visitor, page, text):
    """Press Save on a page as it is."""
    form = page.select_one("main form:has(textarea)")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}
    return visitor.post(form["action"], fields, text=text)


def test_a_locked_file_loses_nothing_without_a_script(visitor, locked):
    begin(visitor)
    with locked():
        page = tree(visitor.post(EDIT, text="Tired, mostly.", version="1"), 409)
    assert text_of(page, ".wrong").startswith("Another program holds the database just now.")
    assert text_in(page) == "Tired, mostly."
    assert send_again(visitor, page, text_in(page)).status_code == 303
    assert text_in(visitor.page("/writing/1")) == "Tired, mostly."


def test_what_was_chosen_stays_chosen(visitor, locked):
    begin(visitor)
    visitor.post(EDIT, text="From the first tab.", version="1")
    with locked():
        page = tree(visitor.post(EDIT, text="From the second.", version="2", keep="both"), 409)
    send_again(visitor, page, text_in(page))
    assert text_in(visitor.page("/writing/1")) == "From the first tab.\n\nFrom the second."


def test_a_locked_file_is_no_other_text(visitor, locked):
    """The page itself goes on trying: an answer without both of these is not another tab's."""
    begin(visitor)
    with locked():
        part = tree(visitor.with_htmx().post(EDIT, text="Tired, mostly.", version="1"), 409)
    assert part.select("[name=version], #other") == []
    assert text_of(part, "#notice").startswith("Another program holds")


def test_a_full_disk_loses_nothing_without_a_script(app, visitor):
    begin(visitor)
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    page = tree(visitor.post(EDIT, text="Tired. " * 2000, version="1"), 503)
    assert text_of(page, ".wrong").startswith("The disk is full, so nothing was saved.")
    assert text_in(page) == "Tired. " * 2000


@pytest.mark.parametrize("text", ["Tired, mostly.", "x" * 20_001])
def test_destroyed_elsewhere_the_text_stays_in_the_field(visitor, text):
    begin(visitor)
    visitor.post("/writing/1/delete")
    page = tree(visitor.post(EDIT, text=text, version="1"), 404)
    said = "This writing is not here any more. What you typed still stands below; copy it to keep it."
    assert text_of(page, ".wrong") == said
    assert text_in(page) == text
    assert page.select("form:has(textarea) button") == []
    assert text_of(tree(visitor.with_htmx().post(EDIT, text=text, version="1"), 404), "#notice") == said


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</textarea><b>", "\n\nfirst", "مرحبا 🙂"])
def test_any_text_comes_back_as_it_was(visitor, text):
    begin(visitor)
    visitor.post(EDIT, text=text, version="1")
    page = visitor.page("/writing/1")
    assert text_in(page) == text.strip()
    assert len(page.select("textarea")) == 1


def test_it_is_in_no_cache_no_search_and_on_no_other_page(visitor):
    begin(visitor)
    visitor.post(EDIT, text="Zanzibar heron", version="1")
    for path in ("/writing", "/writing/1", "/writing/9"):
        assert visitor.get(path).headers["Cache-Control"] == "no-store"
    for path in ("/", "/contacts?q=zanzibar", "/writing", "/checkins", "/settings", "/suggestions/companies"):
        assert "Zanzibar" not in visitor.get(path).text


def test_what_is_left_in_a_log_is_said(visitor):
    said = text_of(visitor.page("/writing?destroyed=soon"), "#notice")
    assert said.startswith("It is destroyed. The file is in use just now;")
    assert text_of(visitor.page("/writing?destroyed=else"), "#notice") == ""


def test_all_of_it(visitor, clock):
    for _ in range(2):
        begin(visitor)
        clock.day += timedelta(1)
    answer = visitor.post("/writing/delete")
    assert answer.status_code == 303
    assert visitor.page("/writing").select(".lines li") == []
    assert visitor.post("/writing/1/delete").status_code == 404
    assert visitor.post(EDIT, text="x", version="1").status_code == 404
