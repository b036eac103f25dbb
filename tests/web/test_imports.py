"""Import on the pages: a file, what it would bring, what is chosen, and bringing it in with one Undo."""

import io
import threading
from datetime import timedelta

import pytest

from followup.actions import imports as actions
from followup.actions import staging, standing
from followup.domain.values import Closing
from followup.storage import doctor
from followup.web import imports as pages
from tests.factories import TODAY, log, person, stored
from tests.web.conftest import text_of, tree

LINKEDIN = """Notes:
"When exporting your connection data, you may notice some are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ruth,Abernethy,https://www.linkedin.com/in/ruth,ruth@contoso.example,Contoso,CTO,15 Mar 2024
Tomas,Lind,https://www.linkedin.com/in/tomas,,Contoso,Designer,03 Feb 2023
سارة,الأحمد,https://www.linkedin.com/in/sara,,شركة النور,مهندسة,01 Jan 2022
"""
TABLE = "Who,Firm,Reach me\nRuth Abernethy,Contoso,ruth@contoso.example\nTomas Lind,Globex,\n,Nobody,x@y.example\n"


def upload(visitor, text, name="Connections.csv", **fields):
    data = text.encode() if isinstance(text, str) else text
    return visitor.post("/import", {"file": (io.BytesIO(data), name), **fields})


def chosen(visitor, text=LINKEDIN, name="Connections.csv"):
    """The address of the preview."""
    answer = upload(visitor, text, name)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def names():
    return sorted(row[1] for row in stored()["contacts"])


def test_it_works(app, visitor):
    place = chosen(visitor)
    page = visitor.page(place)
    assert "Add 3 people" in text_of(page)
    assert "Ruth Abernethy" in text_of(page)
    assert names() == []
    answer = visitor.post(place, back="/picks", request_id="once")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/picks?done=")
    assert "Three people added to the address book." in text_of(visitor.page(answer.headers["Location"]))
    found = stored()
    assert names() == ["Ruth Abernethy", "Tomas Lind", "سارة الأحمد"]
    assert sorted(row[1] for row in found["companies"]) == ["Contoso", "شركة النور"]
    ruth = next(row for row in found["contacts"] if row[1] == "Ruth Abernethy")
    assert "Connected on LinkedIn on 15 March 2024." in ruth
    assert sorted(row[3] for row in found["contact_points"] if row[1] == ruth[0]) == [
        "https://www.linkedin.com/in/ruth",
        "ruth@contoso.example",
    ]
    assert doctor(TODAY) == []
    assert "Nobody" in text_of(visitor.page("/")) or "first" in text_of(visitor.page("/"))
    again = visitor.post(place, back="/picks", request_id="once")
    assert again.headers["Location"] == answer.headers["Location"]
    assert len(names()) == 3
    visitor.undo(answer)
    assert names() == []
    assert doctor(TODAY) == []


def test_the_same_file_twice_changes_nothing_and_says_so(app, visitor):
    visitor.post(chosen(visitor))
    before = stored()
    place = chosen(visitor)
    page = visitor.page(place)
    assert "Everybody in this file is here already" in text_of(page)
    assert "Here already 3" in text_of(page)
    assert page.select_one(f'button[formaction="{place}"]') is None
    answer = visitor.post(place)
    assert answer.status_code == 422
    assert "nothing was changed" in answer.text
    assert stored() == before


def test_each_list_says_why(app, visitor):
    ruth = person("Ruth A., ruth@contoso.example")
    person("Tomas Lindt @ Umbrella")
    place = chosen(visitor)
    assert "Add 2 people" in text_of(visitor.page(place))
    assert "has ruth@contoso.example, too" in text_of(visitor.page(f"{place}?list=same"))
    assert "a name like it" in text_of(visitor.page(f"{place}?list=near"))
    assert f'href="/contacts/{ruth}"' in visitor.get(f"{place}?list=same").text


def test_completing_adds_what_is_missing_and_overwrites_nothing(app, visitor):
    ruth = person("Ruth A., ruth@contoso.example, monthly #old")
    place = chosen(visitor)
    answer = visitor.post(f"{place}/choices", {"same": "complete", "near": "new", "list": "same"})
    assert answer.headers["Location"] == f"{place}?list=same"
    assert 'value="complete" selected' in visitor.get(place).text
    visitor.post(place, {"same": "complete", "near": "new"})
    found = stored()
    row = next(row for row in found["contacts"] if row[0] == ruth)
    assert row[1] == "Ruth A."
    assert "Connected on LinkedIn on 15 March 2024." in row
    assert [job[3] for job in found["employments"] if job[1] == ruth] == ["CTO"]
    assert len([one for one in found["contact_points"] if one[1] == ruth]) == 2
    assert 30 in row
    assert doctor(TODAY) == []


def test_a_choice_for_one_alone(app, visitor):
    person("Ruth A., ruth@contoso.example")
    person("Tomas Lind @ Contoso")
    place = chosen(visitor)
    visitor.post(f"{place}/choices", {"same": "complete", "near": "new", "one-0": "new"})
    assert "Add 2 people" in text_of(visitor.page(place))
    visitor.post(f"{place}/choices", {"one-0": ""})
    assert "Add one person" in text_of(visitor.page(place))
    assert visitor.post(f"{place}/choices", {"one-0": "nonsense"}).status_code == 422
    assert visitor.post(f"{place}/choices", {"same": "nonsense"}).status_code == 422


def test_the_dead_are_in_no_match_and_are_not_added_again(app, visitor):
    ruth = person("Ruth Abernethy, ruth@contoso.example")
    standing.close(ruth, Closing.DIED, TODAY)
    place = chosen(visitor)
    page = visitor.page(place)
    assert "Ruth" not in text_of(page)
    visitor.post(place)
    assert names() == ["Ruth Abernethy", "Tomas Lind", "سارة الأحمد"]


def test_the_closed_stay_closed(app, visitor):
    ruth = person("Ruth A., ruth@contoso.example")
    standing.close(ruth, Closing.RATHER_NOT, TODAY)
    visitor.post(chosen(visitor), {"same": "complete"})
    row = next(row for row in stored()["contacts"] if row[0] == ruth)
    assert "closed" in row


def test_somebody_who_came_meanwhile_is_not_added_twice(app, visitor):
    place = chosen(visitor)
    person("Ruth Abernethy @ Contoso")
    visitor.post(place)
    assert names().count("Ruth Abernethy") == 1


def test_who_was_written_to_since_stays(app, visitor):
    answer = visitor.post(chosen(visitor))
    ruth = next(row[0] for row in stored()["contacts"] if row[1] == "Ruth Abernethy")
    log(ruth)
    undone = visitor.undo(answer)
    assert names() == ["Ruth Abernethy"]
    assert "kept (Ruth Abernethy)" in text_of(visitor.page(undone.headers["Location"]))


# Columns


def test_a_table_asks_what_its_columns_hold_and_remembers(app, visitor):
    place = chosen(visitor, TABLE, "people.csv")
    page = visitor.page(place)
    assert "Ruth Abernethy" in text_of(page)
    fields = {"column-0": "name", "column-1": "company", "column-2": "emails"}
    answer = visitor.post(f"{place}/columns", fields)
    assert answer.status_code == 303
    assert "Add 2 people" in text_of(visitor.page(place))
    assert "Not taken 1" in text_of(visitor.page(place))
    assert "line 4" in text_of(visitor.page(f"{place}?list=wrong"))
    visitor.post(place)
    assert names() == ["Ruth Abernethy", "Tomas Lind"]
    staging.drop(TODAY)
    again = visitor.page(chosen(visitor, TABLE, "people.csv"))
    assert [str(one["value"]) for one in again.select("option[selected]")][-3:] == list(fields.values())


def test_columns_without_a_name_are_refused_with_what_was_chosen(app, visitor):
    place = chosen(visitor, TABLE, "people.csv")
    for fields in ({"column-1": "company"}, {"column-0": "nonsense", "column-1": "company"}):
        page = tree(visitor.post(f"{place}/columns", fields), 422)
        assert [str(one["value"]) for one in page.select("option[selected]")] == ["company"]
        assert page.select_one(".wrong") is not None


# Bad files


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "empty.csv"), (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png"), (b"\x00\x00\x00", "people.csv")],
    ids=["empty", "picture", "zeros"],
)
def test_what_is_no_file_of_people_is_refused(app, visitor, data, name):
    answer = upload(visitor, data, name)
    if answer.status_code == 303:
        assert "could not be read" in text_of(visitor.page(answer.headers["Location"]))
    else:
        assert tree(answer, 422).select_one("#file-wrong") is not None
    assert names() == []


def test_without_a_file(app, visitor):
    assert tree(visitor.post("/import"), 422).select_one("#file-wrong") is not None


def test_a_file_that_is_too_large_gets_a_page(app, visitor):
    body, kind = b"a" * (10 * 1024 * 1024 + 1), "multipart/form-data; boundary=x"
    answer = app.test_client().post("/import", data=body, content_type=kind, headers=visitor.headers)
    page = tree(answer, 413)
    assert "Ten megabytes are the most." in text_of(page)


def test_a_name_of_a_file_is_text_only(app, visitor):
    place = chosen(visitor, name='<script>"\u202e.csv' + "x" * 300 + ".csv")
    assert '<script>"' not in visitor.get(place).text


def test_a_file_that_is_not_there(app, visitor):
    assert visitor.get("/import/77").status_code == 404
    for path in ("", "/choices", "/columns", "/readings", "/delete"):
        assert visitor.post(f"/import/77{path}").status_code == 404


# How far it is


def test_a_large_file_is_read_in_the_background(app, visitor, monkeypatch):
    go, began = threading.Event(), threading.Event()
    monkeypatch.setattr(pages, "AT_ONCE", 0)
    compare = pages._compare

    def slow(key):
        began.set()
        go.wait(5)
        compare(key)

    monkeypatch.setattr(pages, "_compare", slow)
    place = chosen(visitor)
    began.wait(5)
    assert "The file is being read." in text_of(visitor.page(place))
    assert 'http-equiv="refresh"' in visitor.get(place).text
    assert 'id="progress"' in visitor.with_htmx().get(place).text
    go.set()
    for thread in threading.enumerate():
        if thread.name == "followup-import":
            thread.join(5)
    assert visitor.with_htmx().get(place).headers["HX-Redirect"] == place
    assert "Add 3 people" in text_of(visitor.page(place))


def test_reading_that_was_cut_short_begins_again(app, visitor):
    cut = staging.choose_file("Connections.csv", "linkedin", LINKEDIN.encode(), TODAY)
    place = f"/import/{cut}"
    assert "cut short" in text_of(visitor.page(place))
    assert visitor.post(f"{place}/readings").status_code == 303
    assert "Add 3 people" in text_of(visitor.page(place))


def test_lists_have_fifty_a_page(app, visitor):
    lines = "".join(f"Person{number},Aye,,,Acme,,\n" for number in range(120))
    place = chosen(visitor, LINKEDIN.splitlines()[3] + "\n" + lines)
    first, last = visitor.page(place), visitor.page(f"{place}?list=new&from=100")
    assert len(first.select(".lines li")) == 50
    assert len(last.select(".lines li")) == 20
    assert first.find("a", string="Following ones")["href"] == f"{place}?list=new&from=50"


# What is kept


def test_old_files_are_dropped(app, visitor, clock):
    place = chosen(visitor)
    staging.drop(TODAY + timedelta(1))
    assert visitor.get(place).status_code == 200
    staging.drop(TODAY + timedelta(2))
    assert visitor.get(place).status_code == 404


def test_a_file_is_forgotten(app, visitor):
    place = chosen(visitor)
    assert visitor.post(f"{place}/delete").headers["Location"] == "/import"
    assert visitor.get(place).status_code == 404


def test_nothing_is_there_where_it_fails_inside(app, visitor, monkeypatch):
    place = chosen(visitor)
    before = stored()

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(actions, "_fill_texts", fail)
    assert visitor.post(place).status_code == 500
    assert stored() == before
    monkeypatch.undo()
    assert visitor.post(place).status_code == 303
    assert len(names()) == 3


def test_the_ways_here(app, visitor):
    assert visitor.page("/settings").select_one('a[href="/import"]') is not None
    assert visitor.page("/contacts").select_one('a[href="/import"]') is not None


# Followup's own


def test_an_export_of_followup_comes_back(app, visitor):
    added = person("Ruth Abernethy @ Contoso")
    data = visitor.get("/export/followup.json")
    exported = data.data if data.status_code == 200 else export()
    before = stored()
    place = chosen(visitor, exported, "followup.json")
    assert "it would change nothing" in text_of(visitor.page(place))
    assert tree(visitor.post(place), 422).select_one(".wrong") is not None
    assert stored() == before
    visitor.post(f"/contacts/{added}/delete")
    log(person("Somebody Else"))
    place = chosen(visitor, exported, "followup.json")
    assert "1 new" in text_of(visitor.page(place))
    answer = visitor.post(place, back="/contacts")
    assert answer.status_code == 303
    assert names() == ["Ruth Abernethy", "Somebody Else"]
    assert "brought in" in text_of(visitor.page(place))
    visitor.undo(answer)
    assert names() == ["Somebody Else"]


def export():
    from followup.exchange import json
    from followup.queries import exports

    rows = exports.everything()
    return "".join(json.write(exports.tables(), rows))
