"""Taking everything along."""

import csv
import io
import json
from datetime import date

import icalendar
import pytest
import vobject

from tests.web.conftest import text_of
from tests.web.people import MARTA, add, turned_down

FILES = {
    "/export/followup.json": ("application/json", "followup-2026-11-23.json"),
    "/export/contacts.csv": ("text/csv; charset=utf-8", "followup-contacts-2026-11-23.csv"),
    "/export/touchpoints.csv": ("text/csv; charset=utf-8", "followup-touchpoints-2026-11-23.csv"),
    "/export/opportunities.csv": ("text/csv; charset=utf-8", "followup-opportunities-2026-11-23.csv"),
    "/export/vcard-4.vcf": ("text/vcard; charset=utf-8", "followup-2026-11-23.vcf"),
    "/export/vcard-3.vcf": ("text/vcard; charset=utf-8", "followup-2026-11-23.vcf"),
    "/export/dates.ics": ("text/calendar; charset=utf-8", "followup-2026-11-23.ics"),
}


def table(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_it_works(visitor):
    turned_down(visitor)
    page = visitor.page("/export")
    links = {str(link["href"]) for link in page.select("main a[download]")}
    form = page.select_one("main form")
    assert form is not None
    assert links | {str(form["action"])} == set(FILES)
    found = json.loads(visitor.get("/export/followup.json").data)
    assert [row["name"] for row in found["companies"]] == ["Northwind"]
    assert found["followup"] == 1


def test_the_settings_lead_there(visitor):
    assert visitor.page("/settings").select_one('main a[href="/export"]')


@pytest.mark.parametrize(("path", "kind", "name"), [(path, *about) for path, about in FILES.items()])
def test_each_is_a_file_of_the_day_that_nobody_keeps(visitor, path, kind, name):
    turned_down(visitor)
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert b"Marta" in answer.data or "opportunities" in path or "touchpoints" in path
    assert visitor.app.test_client().head(path, headers=visitor.headers).status_code == 200


@pytest.mark.parametrize("path", FILES)
def test_nobody_is_here(visitor, path):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("path", FILES)
def test_it_is_for_reading_only(visitor, path):
    assert visitor.post(path).status_code == 405


def test_another_host_gets_nothing(visitor):
    answer = visitor.app.test_client().get("/export/followup.json", headers={"Host": "evil.example"})
    assert answer.status_code == 421


def test_private_writing_only_where_it_is_ticked(visitor):
    visitor.post("/writing", question="feel")
    assert "writings" not in json.loads(visitor.get("/export/followup.json").data)
    found = json.loads(visitor.get("/export/followup.json?with_writing=y").data)
    assert len(found["writings"]) == 1
    assert "Whoever has the file can then read" in text_of(visitor.page("/export"))


def test_the_trash_is_in_json_alone(visitor):
    add(visitor, "Dana Li @ Acme, dana@acme.example")
    visitor.post("/contacts/1/touchpoints", direction="out", channel="email", text="Hello")
    visitor.post("/contacts/1/delete")
    assert json.loads(visitor.get("/export/followup.json").data)["contacts"][0]["deleted_on"] == "2026-11-23"
    for path in set(FILES) - {"/export/followup.json"}:
        answer = visitor.get(path)
        assert b"Dana" not in answer.data, path
        assert b"Hello" not in answer.data, path


def test_people(visitor):
    add(visitor, "Dana Li, VP Eng @ Acme, dana@acme.example, quarterly #b #a")
    visitor.post("/contacts/1/points", kind="phone", value="+49 30 1234567")
    visitor.post("/contacts/1/do_not_mention", value="the merger")
    (row,) = table(visitor.get("/export/contacts.csv"))
    assert (row["name"], row["company"], row["title"]) == ("Dana Li", "Acme", "VP Eng")
    assert (row["emails"], row["phones"], row["tags"]) == ("dana@acme.example", "'+49 30 1234567", "a; b")
    assert (row["cadence"], row["standing"], row["due_on"]) == ("90", "active", "2026-11-30")
    for version in (3, 4):
        text = visitor.get(f"/export/vcard-{version}.vcf").data.decode()
        (card,) = vobject.readComponents(text)
        assert (card.fn.value, card.tel.value) == ("Dana Li", "+49 30 1234567")
        assert "merger" not in text


def test_touchpoints_and_opportunities(visitor):
    turned_down(visitor)
    visitor.post(f"/contacts/{MARTA}/touchpoints", direction="out", channel="email", text="=Thank you")
    (row,) = table(visitor.get("/export/touchpoints.csv"))
    assert (row["day"], row["channel"], row["text"]) == ("2026-11-23", "email", "'=Thank you")
    assert row["contact"].startswith("Marta")
    (row,) = table(visitor.get("/export/opportunities.csv"))
    assert (row["company"], row["decision"], row["decided_on"]) == ("Northwind", "turned_down", "2026-11-22")


def test_dates(visitor, clock):
    turned_down(visitor)
    add(visitor, "Dana Li @ Acme")
    text = visitor.get("/export/dates.ics").data
    found = {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    dana = found["Write to Dana Li"]
    assert dana.decoded("DTSTART") == date(2026, 11, 30)
    assert dana["DESCRIPTION"] == "You added Dana today and have not written yet. A first hello is enough."
    # Where others may look, nothing says who decided against you.
    marta = next(event for summary, event in found.items() if "Marta" in summary)
    assert marta["DESCRIPTION"] == "Followup says why."
    assert marta["UID"] == f"contact-{MARTA}-thanks@followup"
    assert b"Northwind" not in text.replace(b"\r\n ", b"")
    assert b"decision" not in text.replace(b"\r\n ", b"")


def test_somebody_closed_is_in_no_calendar(visitor):
    add(visitor, "Dana Li @ Acme")
    visitor.post("/contacts/1/standing", because="died")
    assert b"Dana" not in visitor.get("/export/dates.ics").data


def test_a_page_takes_few_statements_however_many_there_are(app, visitor):
    from sqlalchemy import event

    from followup.db import engine

    sent: list[str] = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    found = []
    for more in range(2):
        counts = []
        for path in FILES:
            sent.clear()
            visitor.get(path)
            counts.append(len(sent))
        found.append(counts)
        for number in range(0 if more else 9):
            add(visitor, f"Person{number} Aye @ Company{number}, p{number}@example.org #t{number}")
    event.remove(engine(), "before_cursor_execute", note)
    # The dates of nobody need none of what is around them.
    assert found[0][:-1] == found[1][:-1]
