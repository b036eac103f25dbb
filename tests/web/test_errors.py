"""Bad input never becomes a 500, whatever the route."""

from datetime import date

import pytest
from sqlalchemy.exc import StatementError

from followup.db import engine_at, writing
from followup.models import Company
from tests.web.people import turned_down

HOSTILE = {
    "too long": "x" * 30_000,
    "NUL": "a\x00b",
    "a number of 20 digits": "1" * 20,
    "a negative number": "-1",
    "year 0": "0000-00-00",
    "a far year": "99999-01-01",
    "markup": "<script>alert(1)</script>",
    "a template": "{{ 7 * 7 }}{% raw %}",
    "overrides": "\u202eabc\u2066",
    "nothing": "",
    "emoji": "🫠" * 300,
    "a list": "[]",
}
FIELDS = (
    *("line", "into", "another", "channel", "direction", "weight", "tone", "day", "text", "wants_answer"),
    *(
        "until",
        "wish",
        "because",
        "reopen",
        "ended",
        "kind",
        "company",
        "cadence",
        "version",
        "request_id",
        "back",
    ),
    *("title", "decided_on", "stage", "decision", "told", "reason", "feedback", "winner_started_on"),
    *("touchpoint", "opportunity", "led_to", "contact", "look_again_on", "again", "starts_on"),
    *("name", "called", "value", "tags", "started_on", "ended_on", "is_current", "notes", "how_met", "start"),
    *(
        "emails-0",
        "phones-0",
        "links-0",
        "emails-99",
        "emails-x",
        "seen",
        "field",
        "skip",
        "later",
        "in_place",
    ),
    *(
        "people-0-name",
        "people-0-part",
        "people-0-plan",
        "people-0-told_you",
        "people-99-name",
        "people-x-name",
    ),
)


def routes(app, method):
    """Every address that takes `method`, with an id that is there."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint != "asset":
            yield app.url_map.bind("localhost").build(
                rule.endpoint, dict.fromkeys(rule.arguments, 1), method=method
            )


def test_it_works(app, visitor):
    turned_down(visitor)
    for path in routes(app, "GET"):
        assert visitor.get(path).status_code in (200, 404), path


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_fields_are_refused_or_kept_as_text(app, visitor, hostile):
    turned_down(visitor)
    visitor.post("/contacts/1/touchpoints", direction="out")
    for path in routes(app, "POST"):
        for field in FIELDS:
            answer = visitor.post(path, {"direction": "out", "until": "2026-12-24", field: hostile})
            assert answer.status_code < 500, (path, field)
            assert "Traceback" not in answer.text
        assert visitor.post(path, dict.fromkeys(FIELDS, hostile)).status_code < 500, path
    for path in ("/", "/contacts/1", "/contacts/2", "/opportunities/1"):
        assert visitor.get(path).status_code in (200, 404)


@pytest.mark.parametrize("number", ["0", "-1", "1" * 19, "1" * 20, "1" * 4000, "1.5", "١", "%00", "a"])
@pytest.mark.parametrize("path", ["/contacts/{}", "/touchpoints/{}/edit", "/opportunities/{}", "/?done={}"])
def test_ids_are_bounded(visitor, path, number):
    answer = visitor.get(path.format(number))
    assert answer.status_code == (200 if "done" in path else 404)


def test_ids_that_are_not_here(app, visitor):
    rules = [rule for rule in app.url_map.iter_rules() if rule.arguments and "POST" in (rule.methods or ())]
    for rule in rules:
        path = app.url_map.bind("localhost").build(
            rule.endpoint, dict.fromkeys(rule.arguments, 10**17), method="POST"
        )
        answer = visitor.post(path, {"direction": "out", "wish": "tomorrow"})
        assert answer.status_code in (404, 422), path


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/contacts/1/cadence", {"cadence": "1" * 400}),
        ("/contacts/1/cadence", {"cadence": "٣٠"}),
        ("/holds", {"company": "1" * 400, "until": "2026-12-24"}),
        ("/holds", {"kind": "away", "until": "2026-11-23"}),
        ("/add", {"line": "Ruth Aye", "into": "1" * 400}),
        ("/opportunities/new", {"people-²-name": "Ruth", "people-1-name": "Jo"}),
    ],
)
def test_numbers_that_are_none(visitor, path, fields):
    turned_down(visitor)
    assert visitor.post(path, fields).status_code == 422


def test_a_request_id_of_another_form_is_a_conflict(visitor):
    turned_down(visitor)
    visitor.post("/contacts/1/touchpoints", direction="out", request_id="r1")
    answer = visitor.post("/opportunities/new", {"company": "Contoso", "request_id": "r1"})
    assert answer.status_code == 409
    assert visitor.post("/contacts/1/cools", request_id="r1").status_code == 409


def test_an_unexpected_fault_is_a_page_without_a_trace(app, visitor):
    app.add_url_rule("/fault", view_func=lambda: 1 / 0)
    answer = visitor.get("/fault")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "ZeroDivisionError" not in answer.text


@pytest.mark.parametrize(
    ("wrong", "kind"), [({"id": 1}, "IntegrityError"), ({"added_on": "never"}, "StatementError")]
)
def test_what_was_to_be_stored_is_in_no_log(app, visitor, caplog, wrong, kind):
    def fault():
        with writing() as session:
            for name in ("Zanzibar", "Zanzibar Trading"):
                values = {"name": name, "folded": name.casefold(), "added_on": date(2026, 11, 23), **wrong}
                session.add(Company(**values))
                session.flush()

    app.add_url_rule("/fault", view_func=fault)
    assert visitor.get("/fault").status_code == 500
    assert kind in caplog.text
    assert "zanzibar" not in caplog.text.casefold()


def test_nor_with_an_engine_of_its_own(app):
    engine = engine_at(app.config["FOLLOWUP"].data)
    with engine.connect() as connection, pytest.raises(StatementError) as error:
        connection.exec_driver_sql("INSERT INTO companies (name) VALUES (?)", ("Zanzibar",))
    engine.dispose()
    assert "Zanzibar" not in str(error.value)


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\tevil"])
def test_nobody_is_sent_elsewhere(visitor, back):
    turned_down(visitor)
    answer = visitor.post("/contacts/1/touchpoints", direction="out", back=back)
    assert answer.headers["Location"].startswith("/?done=")
