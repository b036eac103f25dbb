"""CSV: as spreadsheets open it, and never run."""

import csv
import io

import pytest

from followup.domain.outgoing import Exchanged, Person
from followup.exchange import sheets

DANA = Person(
    id=7,
    name="Dana Li",
    called="",
    emails=["dana@acme.example", "d@li.example"],
    phones=["+44 20 7946 0155"],
    links=[],
    company="Acme, Inc.",
    title='VP "Eng"',
    tags=["python", "mentor"],
    cadence=30,
    standing="active",
    due_on=None,
    how_met="",
    do_not_mention="the cat",
    notes="two\nlines",
    added_on="2026-11-23",
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(sheets.BOM), newline="")))


def test_it_works():
    text = "".join(sheets.people([DANA]))
    assert text.startswith(
        "\ufeffname,called,emails,phones,links,company,title,tags,cadence,standing,due_on,how_met,do_not_mention,"
        "notes,added_on\r\nDana Li,"
    )
    assert text.endswith("2026-11-23\r\n")
    (found,) = rows(text)
    assert (found["emails"], found["company"]) == ("dana@acme.example; d@li.example", "Acme, Inc.")
    assert (found["title"], found["notes"], found["due_on"]) == ('VP "Eng"', "two\nlines", "")
    assert found["phones"] == "'+44 20 7946 0155"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\0x", '=HYPERLINK("http://evil.example")']
)
def test_no_cell_is_a_formula(text):
    (found,) = rows("".join(sheets.people([DANA._replace(name=text, tags=[text, "x"])])))
    assert found["name"] == f"'{text}"
    assert found["tags"] == f"'{text}; x"


@pytest.mark.parametrize("text", ["1-1", "a=b", "سلمى الناصري", "🙂", "x" * 200, "-" * 0, "'quoted'"])
def test_other_cells_are_as_they_are(text):
    (found,) = rows("".join(sheets.people([DANA._replace(name=text)])))
    assert found["name"] == text


def test_touchpoints():
    row = Exchanged(
        contact="Dana Li",
        company=None,
        day="2026-11-23",
        channel="email",
        direction="in",
        weight="direct",
        tone="warm",
        intent=None,
        wants_answer=True,
        arrived=True,
        text="=cmd",
        promise="",
        promise_kept_on=None,
    )
    found = rows("".join(sheets.touchpoints([row] * 1200)))
    assert len(found) == 1200
    assert (found[-1]["wants_answer"], found[-1]["company"], found[-1]["text"]) == ("yes", "", "'=cmd")
