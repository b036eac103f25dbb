"""Named people for the tests of pages, made through the pages themselves."""

from tests.web.conftest import Visitor, value_of

MARTA, JO = 1, 2

TWO = {
    "company": "Northwind",
    "decided_on": "2026-11-22",
    "people-0-name": "Marta Nowak",
    "people-0-part": "hiring_manager",
    "people-0-told_you": "y",
    "people-1-name": "Jo Berg",
    "people-1-part": "panel",
}


def turned_down(visitor: Visitor, **changes: str) -> None:
    """Northwind said no yesterday: Marta (1) told it, Jo (2) was on the panel."""
    answer = visitor.post(
        "/opportunities/new",
        {
            **TWO,
            "title": "Staff Engineer",
            "stage": "final_round",
            "decision": "turned_down",
            "told": "person",
            **changes,
        },
    )
    assert answer.status_code == 303, answer.text


def add(visitor: Visitor, line: str) -> None:
    """Quick add."""
    answer = visitor.post("/add", line=line, back="/")
    assert answer.status_code == 303, answer.text


def add_many(visitor: Visitor, count: int, more: str = "") -> None:
    """So many people, each of a company of their own."""
    for number in range(count):
        add(visitor, f"Person{number} Aye @ Company{number}{more}")


def rhythm_of(visitor: Visitor, contact: int) -> str:
    """The rhythm that somebody's form has chosen, in days."""
    return value_of(visitor.page(f"/contacts/{contact}/rhythm"), "[name=cadence][checked]")
