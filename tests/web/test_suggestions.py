"""Suggestions while somebody types."""

import pytest

from tests.web.people import add


@pytest.fixture(autouse=True)
def companies(visitor):
    for line in ("Ruth Aye @ Müller & Söhne", "Sam Roe @ Northwind", "Jo Berg @ Great Northern"):
        add(visitor, line)


def offered(visitor, typed: str, field: str = "company") -> list[str]:
    page = visitor.with_htmx().page(f"/suggestions/companies?field={field}&{field}={typed}")
    return [str(option["value"]) for option in page.select(f"#names-{field} option")]


def test_it_works(visitor):
    assert offered(visitor, "north") == ["Northwind", "Great Northern"]


def test_however_it_is_spelled(visitor):
    assert offered(visitor, "mull", "employments-0-company") == ["Müller & Söhne"]


@pytest.mark.parametrize("typed", ["", "%20", "%25", "_", "x" * 5000])
def test_nothing_fits(visitor, typed):
    assert offered(visitor, typed) == []


def test_the_field_asks_for_them(visitor):
    field = visitor.page("/opportunities/new").select_one("#company")
    assert field["list"] == "names-company"
    assert field["data-hx-get"] == "/suggestions/companies?field=company"
