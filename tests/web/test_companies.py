"""Companies: the list, the page of one, its form, and quiet."""

import re
from datetime import date

import pytest

from followup.db import writing
from followup.models import Company
from tests.web.conftest import text_of, value_of
from tests.web.people import JO, MARTA, add, turned_down

LONG = "Wolfe" + "schlegel" * 24


def fill(count: int) -> None:
    """Companies without anybody, by the shortest way."""
    with writing() as session:
        session.add_all(
            Company(name=f"Company {n:05}", folded=f"company {n:05}", added_on=date(2026, 1, 1))
            for n in range(count)
        )


def test_it_works(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="out")
    page = visitor.page("/companies/1")
    assert text_of(page, "h1") == "Northwind"
    people = text_of(page, "section[aria-labelledby=people]")
    assert "Marta Nowak 23 December" in people
    assert "Jo moves from 27 December to 6 January 2027, so that two people here" in people
    tact = text_of(page, "aside .card")
    assert "Marta Nowak carries the rhythm here: every month." in tact
    assert "Last word: e-mail to Marta Nowak , today." in tact
    assert "You wrote to Marta today. The others wait until 7 December." in tact
    assert "Staff Engineer 22 November Turned down · final round" in text_of(
        page, "section[aria-labelledby=roles]"
    )
    assert page.select_one("form[action='/companies/1/delete']") is None


def test_the_list(visitor):
    turned_down(visitor)
    add(visitor, "Ruth Aye @ Müller & Söhne")
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="out")
    visitor.post("/holds", company="1", kind="bad_time", until="2026-12-24")
    rows = [" ".join(row.get_text(" ").split()) for row in visitor.page("/companies").select(".lines li")]
    assert rows == ["Müller & Söhne 1 person", "Northwind Rests until 24 December 2 people · last word today"]


@pytest.mark.parametrize(
    ("words", "found"), [("mull", 1), ("MÜLLER", 1), ("n", 2), ("%", 0), ("_", 0), ("x" * 5000, 0), ("  ", 2)]
)
def test_find(visitor, words, found):
    turned_down(visitor)
    add(visitor, "Ruth Aye @ Müller & Söhne")
    assert len(visitor.page(f"/companies?q={words}").select(".lines li")) == found
    assert len(visitor.with_htmx().page(f"/companies?q={words}").select("#companies .lines li")) == found


def test_an_empty_list_helps(visitor):
    page = visitor.page("/companies")
    assert "Companies come with their people." in text_of(page)
    assert [a["href"] for a in page.select(".note a")] == ["/opportunities/new", "/add"]


def test_more_by_link_until_the_end(visitor):
    fill(120)
    seen, path = [], "/companies?q=comp"
    while path:
        page = visitor.page(path)
        seen += [a.get_text() for a in page.select(".lines li:not(#more) a")]
        more = page.select_one("#more a")
        path = str(more["href"]) if more else ""
    assert seen == [f"Company {n:05}" for n in range(120)]


def test_more_for_who_scrolls(visitor):
    fill(120)
    more = visitor.page("/companies").select_one("#more a")
    assert more is not None
    assert more["data-hx-trigger"] == "revealed"
    rows = visitor.with_htmx().page(str(more["data-hx-get"]))
    assert rows.select_one("#companies") is None, "the rows alone"
    assert len(rows.select("li")) == 51


def test_ten_thousand(visitor):
    fill(10_000)
    page = visitor.page("/companies")
    assert text_of(page, ".tally") == "1,000 and more companies"
    assert len(page.select(".lines li")) == 51


@pytest.mark.parametrize("after", ["0", "x", "-1", "9" * 30, "99", "٣", ""])
def test_an_odd_place_to_go_on_from(visitor, after):
    turned_down(visitor)
    assert visitor.get(f"/companies?after={after}").status_code == 200


def test_who_worked_there_before(visitor):
    add(visitor, "Ruth Aye, Editor @ Tidewater")
    visitor.post("/add", line="Ruth Aye, Editor @ Orchard", into="1")
    before = visitor.page("/companies/1")
    assert "Ruth Aye Editor until 23 November" in text_of(before, "section[aria-labelledby=former]")
    assert "Nobody you know works here now." in text_of(before)
    assert "Ruth Aye" in text_of(visitor.page("/companies/2"), "section[aria-labelledby=people]")


def test_edit(visitor):
    turned_down(visitor)
    form = visitor.page("/companies/1/edit")
    assert value_of(form, "#name") == "Northwind"
    fields = {
        "version": value_of(form, "input[name=version]"),
        "name": "Northwind Robotics",
        "website": "northwind.example",
        "careers_url": "https://northwind.example/jobs",
        "news_url": "",
        "own_employer": "y",
        "notes": "Based in Łódź.",
    }
    answer = visitor.post("/companies/1/edit", fields)
    assert answer.headers["Location"].startswith("/companies/1?done=")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Saved: Northwind Robotics."
    assert "you work here" in text_of(page, ".pagehead")
    links = [(a.get_text(), a["href"], a["rel"]) for a in page.select("aside a[rel]")]
    assert links == [
        ("Website", "https://northwind.example", ["noreferrer", "noopener"]),
        ("Their open roles", "https://northwind.example/jobs", ["noreferrer", "noopener"]),
    ]
    assert "Based in Łódź." in text_of(page)


def test_a_second_tab_that_is_behind(visitor):
    turned_down(visitor)
    visitor.post("/companies/1/edit", version="1", name="Northwind Robotics")
    answer = visitor.post("/companies/1/edit", version="1", name="Overwritten")
    assert answer.status_code == 409
    assert "changed in another tab" in answer.text
    assert text_of(visitor.page("/companies/1"), "h1") == "Northwind Robotics"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "What is it called?"),
        ({"name": "\u202e"}, "Please give a name."),
        ({"name": "x" * 201}, "200 characters are the most."),
        ({"name": "müller"}, "Another company here has this name already."),
        ({"website": "javascript:alert(1)"}, "Write the address of a web page"),
        ({"careers_url": "https://" + "x" * 500}, "500 characters are the most."),
        ({"news_url": "a\x00b.example"}, "a character that no text can hold"),
        ({"notes": "x" * 20_001}, "This is very long"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(visitor, changes, message):
    turned_down(visitor)
    add(visitor, "Ruth Aye @ Müller")
    fields = {"version": "1", "name": "Northwind", "notes": "Kept as typed.", **changes}
    answer = visitor.post("/companies/1/edit", fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert fields["notes"] in answer.text
    assert text_of(visitor.page("/companies/1"), "h1") == "Northwind"


def test_a_version_that_is_no_number_saves_nothing(visitor):
    turned_down(visitor)
    assert visitor.post("/companies/1/edit", version="one", name="Southwind").status_code == 422
    assert text_of(visitor.page("/companies/1"), "h1") == "Northwind"


@pytest.mark.parametrize("path", ["/companies/99", "/companies/99/edit", "/companies/0"])
def test_no_such_company(visitor, path):
    assert visitor.get(path).status_code == 404
    assert visitor.post("/companies/99/edit", name="x", version="1").status_code == 404
    assert visitor.post("/companies/99/delete").status_code == 404


def test_one_with_people_is_not_deleted(visitor):
    turned_down(visitor)
    assert visitor.post("/companies/1/delete").status_code == 409


def test_an_empty_one_is_deleted_with_undo(visitor):
    fill(1)
    answer = visitor.post("/companies/1/delete")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Deleted: Company 00000."
    assert visitor.get("/companies/1").status_code == 404
    visitor.undo(answer)
    assert visitor.get("/companies/1").status_code == 200


def test_quiet_is_placed_changed_and_lifted(visitor):
    turned_down(visitor)
    here = {"back": "/companies/1"}
    visitor.post("/holds", {**here, "company": "1", "kind": "bad_time", "until": "2027-01-10"})
    quiet = text_of(visitor.page("/companies/1"), "#quiet")
    assert "At rest until 10 January 2027 . A bad time for them." in quiet
    assert "Marta and Jo rest until then." in quiet
    answer = visitor.post("/holds/1/edit", {**here, "kind": "self", "until": "2026-12-24"})
    assert answer.headers["Location"].startswith("/companies/1?done=")
    quiet = text_of(visitor.page("/companies/1"), "#quiet")
    assert "At rest until 24 December . For myself. Marta rests until then." in quiet
    visitor.post("/holds/1/delete", here)
    assert "Let everybody here rest for a while." in text_of(visitor.page("/companies/1"), "#quiet")
    assert visitor.post("/holds/1/edit", {**here, "until": "2026-12-24"}).status_code == 404


def test_quiet_with_htmx_changes_the_region(visitor):
    turned_down(visitor)
    fields = {"back": "/companies/1", "company": "1", "kind": "self", "until": "2026-12-24"}
    answer = visitor.with_htmx().post("/holds", fields)
    assert answer.status_code == 200
    assert '<div id="company">' in answer.text
    assert "<html" not in answer.text
    assert 'data-hx-target="#company"' in answer.text


@pytest.mark.parametrize("path", ["/holds", "/holds/1/edit"])
@pytest.mark.parametrize("until", ["", "2026-11-23", "soon"])
def test_a_bad_day_is_said_at_its_place(visitor, path, until):
    turned_down(visitor)
    visitor.post("/holds", company="1", kind="self", until="2026-12-24")
    answer = visitor.post(path, {"back": "/companies/1", "company": "1", "kind": "self", "until": until})
    assert answer.status_code == 422
    assert 'id="hold-wrong"' in answer.text


def test_away_is_told_apart(visitor):
    turned_down(visitor)
    visitor.post("/holds", kind="away", until="2026-12-24")
    quiet = text_of(visitor.page("/companies/1"), "#quiet")
    assert "You are away until 24 December; everybody rests." in quiet
    assert "Let everybody here rest" in quiet


def test_names_of_any_length_and_script(visitor):
    for name in (LONG, "أماني للاستشارات", "<script>alert(1)</script> {{7*7}}"):
        add(visitor, f"Dana Li {len(name)} @ {name}")
    page = visitor.page("/companies")
    assert page.select("main script") == []
    for name in (LONG, "أماني للاستشارات"):
        assert name in text_of(page)
    assert LONG in text_of(visitor.page("/companies/1"), "h1")


def test_many_people_at_one_company(visitor):
    for number in range(103):
        add(visitor, f"Person{number} Aye @ Acme")
    page = visitor.page("/companies/1")
    assert len(page.select("section[aria-labelledby=people] li")) == 100
    assert "These 100 come first; the others have later dates, or none." in text_of(page)
    assert re.search(r"\b103 people", text_of(page, ".pagehead"))


def test_who_is_not_there_any_more_moves_nobody(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{JO}/standing", because="other")
    people = text_of(visitor.page("/companies/1"), "section[aria-labelledby=people]")
    assert "Jo Berg Closed" in people
