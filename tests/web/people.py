"""Named people for the tests of pages, made through the pages themselves."""

from tests.web.conftest import Visitor, value_of

MARTA, JO = 1, 2


def turned_down(visitor: Visitor, **changes: str) -> None:
    """Northwind said no yesterday: Marta (1) told it, Jo (2) was on the panel."""
    answer = visitor.post(
        "/opportunities/new",
        {
            "company": "Northwind",
            "title": "Staff Engineer",
            "decided_on": "2026-11-22",
            "stage": "final_round",
            "decision": "turned_down",
            "told": "person",
            "people-0-name": "Marta Nowak",
            "people-0-part": "hiring_manager",
            "people-0-told_you": "y",
            "people-1-name": "Jo Berg",
            "people-1-part": "panel",
            **changes,
        },
    )
    assert answer.status_code == 303, answer.text


def add(visitor: Visitor, line: str) -> None:
    """Quick add."""
    answer = visitor.post("/add", line=line, back="/")
    assert answer.status_code == 303, answer.text


def rhythm_of(visitor: Visitor, contact: int) -> str:
    """The rhythm that somebody's form has chosen, in days."""
    return value_of(visitor.page(f"/contacts/{contact}/rhythm"), "[name=cadence][checked]")
