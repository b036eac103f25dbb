"""The door holds on every route of the app: names, origins, headers, and nothing changes on GET."""

import pytest
from flask import Flask
from sqlalchemy import text

from followup.db import engine
from followup.web.guard import CONTENT_SECURITY_POLICY
from tests.web.conftest import Visitor
from tests.web.people import turned_down

STRANGERS = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "another port of this machine": {"Sec-Fetch-Site": "same-site"},
    "another origin": {"Origin": "http://localhost:8080"},
    "a hidden origin": {"Origin": "null"},
    "one of two headers": {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    "no header": {},
    "a bearer token that nobody gave": {"Authorization": "Bearer abc"},
}


def addresses(app: Flask, method: str) -> list[str]:
    """Every address that takes `method`, ids filled in."""
    urls = app.url_map.bind("localhost")
    return [
        urls.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), method=method)
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ())
    ]


def everything() -> list[str]:
    """All rows of all tables, as text."""
    with engine().connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        return [
            str(row)
            for (table,) in tables.all()
            for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).all()
        ]


@pytest.mark.parametrize("headers", STRANGERS.values(), ids=STRANGERS.keys())
def test_it_works(app, headers):
    turned_down(Visitor(app))
    before = everything()
    stranger = Visitor(app, {"Host": "localhost:5111", **headers})
    for path in addresses(app, "POST"):
        assert (
            stranger.post(path, {"line": "Eve", "direction": "out", "wish": "tomorrow"}).status_code == 403
        ), path
    assert everything() == before


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.168.1.5", "127.0.0.2", "", "[::2]"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_our_own_names_are_answered(app, host, method):
    visitor = Visitor(app, {"Host": host, "Sec-Fetch-Site": "same-origin"})
    for path in addresses(app, method):
        answer = visitor.get(path) if method == "GET" else visitor.post(path)
        assert answer.status_code in (400, 421), path


def test_every_answer_has_the_headers(app):
    visitor = Visitor(app)
    turned_down(visitor)
    answers = [visitor.get(path) for path in addresses(app, "GET")]
    answers += [visitor.post(path) for path in addresses(app, "POST")]
    answers += [visitor.get("/nothing/here"), Visitor(app, {"Host": "evil.example"}).get("/")]
    for answer in answers:
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY, answer.request.path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_nothing_changes_on_get(app):
    visitor = Visitor(app)
    turned_down(visitor)
    before = everything()
    for path in addresses(app, "GET"):
        visitor.get(path)
        visitor.get(f"{path}?line=Eve&wish=tomorrow&direction=out&undo=1")
    assert everything() == before
