"""Followup's own JSON: written, read again, and refused with table and row where it cannot be true."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.domain.errors import Invalid
from followup.exchange.json import read, write
from followup.queries.exports import TABLES, tables

DAY = "2026-11-23"
COMPANY = {"id": 3, "name": "Northwind", "added_on": DAY}
DANA = {"id": 7, "name": "Dana Li", "cadence": None, "cadence_given_on": None, "added_on": DAY}
LETTER = {
    "id": 9,
    "contact_id": 7,
    "day": DAY,
    "position": 1,
    "channel": "email",
    "direction": "out",
    "weight": "direct",
    "text": "Thank you.\nIt was good to talk.",
}


def document(**rows) -> bytes:
    return json.dumps({"followup": 1, **rows}).encode()


def written(data: bytes) -> str:
    found = read(data, TABLES)
    return "".join(write(found.tables, found.rows))


def test_it_works():
    text = written(document(companies=[COMPANY], contacts=[DANA], touchpoints=[LETTER]))
    assert text.startswith(
        '{\n"followup": 1,\n"companies": [\n{"id": 3, "name": "Northwind", "website": "", '
    )
    assert '"text": "Thank you.\\nIt was good to talk."' in text
    assert '\n"cools": [],\n' in text
    assert text.endswith("]\n}\n")
    assert written(text.encode()) == text
    assert json.loads(text)["contacts"][0]["taper"] is True


def test_one_row_a_line():
    lines = written(document(companies=[{**COMPANY, "id": number} for number in (1, 2, 3)])).splitlines()
    assert [line[:9] for line in lines if line.startswith('{"id"')] == ['{"id": 1,', '{"id": 2,', '{"id": 3,']


def test_private_writing_only_where_it_is_asked_for():
    names = [table.name for table in tables()]
    assert "writings" not in names
    assert [table.name for table in tables(with_writing=True)] == [*names, "writings"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": None}, 'contacts, row 1: "name" must not be null.'),
        ({"name": ""}, 'contacts, row 1: "name" must not be empty.'),
        ({"name": 5}, 'contacts, row 1: "name" must be a text.'),
        ({"name": "x" * 201}, 'contacts, row 1: "name" has 201 characters; 200 is the most.'),
        ({"name": "a\0b"}, 'contacts, row 1: "name" holds a character that no text can hold.'),
        ({"name": "a\ud800"}, 'contacts, row 1: "name" holds a character that no text can hold.'),
        ({"id": 0}, 'contacts, row 1: "id" is too large, or too small.'),
        ({"id": 10**12}, 'contacts, row 1: "id" is too large, or too small.'),
        ({"id": True}, 'contacts, row 1: "id" must be a whole number.'),
        ({"id": "7"}, 'contacts, row 1: "id" must be a whole number.'),
        ({"taper": 1}, 'contacts, row 1: "taper" must be true or false.'),
        ({"cadence": 31}, 'contacts, row 1: "cadence" must be one of 14, 30, 60, 90, 180, or null.'),
        ({"added_on": "23.11.2026"}, 'contacts, row 1: "added_on" must be a day such as 2026-11-23.'),
        ({"added_on": "2026-02-30"}, 'contacts, row 1: "added_on" must be a day such as 2026-11-23.'),
        ({"added_on": "20261123"}, 'contacts, row 1: "added_on" must be a day from 1900 to 2199'),
        ({"added_on": "1492-01-01"}, 'contacts, row 1: "added_on" must be a day from 1900 to 2199'),
        ({"added_on": [1]}, 'contacts, row 1: "added_on" must be a day such as 2026-11-23.'),
        ({"password": "x"}, "contacts, row 1: there is no column 'password'."),
    ],
)
def test_what_a_row_must_not_have(changed, why):
    with pytest.raises(Invalid) as error:
        read(document(contacts=[{**DANA, **changed}]), TABLES)
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({"contacts": [DANA, DANA]}, "contacts, row 2: another row has the same id."),
        ({"contacts": {}}, "contacts must be a list of rows."),
        ({"contacts": [[]]}, "contacts, row 1: it must be an object with a value for each column."),
        ({"contacts": [{"id": 7}]}, 'contacts, row 1: "name" is missing.'),
        ({"people": []}, "There is no table 'people'. Was the file changed by hand?"),
        ({"changes": []}, "There is no table 'changes'."),
        (
            {"touchpoints": [LETTER]},
            'touchpoints, row 1: "contact_id" is 7, and there is no such row in contacts.',
        ),
        (
            {"contacts": [DANA], "touchpoints": [{**LETTER, "channel": "pigeon"}]},
            'touchpoints, row 1: "channel" is none of email, phone,',
        ),
        (
            {"contacts": [DANA], "touchpoints": [{**LETTER, "tone": "warm"}]},
            "touchpoints, row 1: direction, weight, tone, wants_answer and arrived do not go together.",
        ),
        (
            {
                "contacts": [DANA],
                "contact_points": [{"id": 1, "contact_id": 7, "kind": "email", "value": "x"}],
            },
            'contact_points, row 1: "value" is no email.',
        ),
        (
            {
                "contacts": [DANA],
                "contact_points": [{"id": 1, "contact_id": 7, "kind": "link", "value": "data:x"}],
            },
            'contact_points, row 1: "value" is no link.',
        ),
        (
            {"companies": [{**COMPANY, "website": "javascript:alert(1)"}]},
            'companies, row 1: "website" must be the address of a web page',
        ),
        (
            {
                "contacts": [DANA],
                "reasons": [{"id": 1, "link": "javascript:x", "contact_id": 7, "added_on": DAY}],
            },
            'reasons, row 1: "link" must be the address of a web page',
        ),
        (
            {"reasons": [{"id": 1, "text": "x", "added_on": DAY}]},
            'reasons, row 1: it must have either "company_id" or "contact_id".',
        ),
        (
            {
                "tags": [
                    {"id": 1, "name": "Café", "cadence": None},
                    {"id": 2, "name": "CAFE", "cadence": None},
                ]
            },
            "tags, row 2: another row has a name that is the same without case and accents.",
        ),
        (
            {"settings": [{"name": "password", "value": "x"}]},
            "settings, row 1: there is no setting password.",
        ),
        ({"settings": [{"name": "budget", "value": "0"}]}, "the setting budget cannot be '0'."),
        ({"settings": [{"name": "time_zone", "value": "../x"}]}, "the setting time_zone cannot be '../x'."),
        ({"settings": [{"name": "starts_on", "value": "soon"}]}, "the setting starts_on cannot be 'soon'."),
        (
            {
                "companies": [COMPANY],
                "check_ins": [
                    {
                        "id": 1,
                        "company_id": 3,
                        "day": DAY,
                        "position": 1,
                        "sting": 6,
                        "avoid": 1,
                        "regret": 1,
                        "well": 5,
                        "route": "ready",
                    }
                ],
            },
            'check_ins, row 1: "sting" must be from 1 to 5.',
        ),
    ],
)
def test_what_cannot_be_true(rows, why):
    with pytest.raises(Invalid) as error:
        read(document(**rows), TABLES)
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "This cannot be read as JSON (line 1: Expecting value)."),
        (b"[]", 'This is no export of Followup: it does not begin with "followup".'),
        (b"null", "This is no export of Followup"),
        (b'{"contacts": []}', "This is no export of Followup"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[" * 100_000, "its brackets are too deep"),
        (b'{"followup": ' + b"1" * 5000 + b"}", "a number that is too long"),
        (b'{"followup": 1.0}', "1.0 is no number that an export of Followup has."),
        (b'{"followup": NaN}', "NaN is no number"),
        (b'{"followup": true}', '"followup" must be the version of the format, such as 1.'),
        (b'{"followup": 0}', '"followup" must be the version of the format'),
        (b'{"followup": 1, "followup": 1}', "'followup' stands twice in one place."),
    ],
)
def test_what_is_no_export(data, why):
    with pytest.raises(Invalid) as error:
        read(data, TABLES)
    assert why in str(error.value)


def test_a_newer_format_is_refused_with_what_to_do():
    with pytest.raises(Invalid, match=r"from a newer Followup .* Bring this Followup up to date"):
        read(b'{"followup": 2, "robots": []}', TABLES)


def test_hidden_marks_are_taken_out():
    found = json.loads(written(document(contacts=[{**DANA, "name": "Da\u202ena\nLi", "notes": "a\x07b\nc"}])))
    assert found["contacts"][0]["name"] == "Dana Li"
    assert found["contacts"][0]["notes"] == "ab\nc"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=200)


@settings(max_examples=60, deadline=None)
@given(texts.filter(str.strip), texts)
def test_any_text_comes_back(name, notes):
    text = written(document(contacts=[{**DANA, "name": name, "notes": notes}]))
    assert written(text.encode()) == text
    assert json.loads(text)["contacts"][0]["notes"] == notes


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["followup", "contacts", "id", "name", "tags"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_nonsense_is_refused_or_read(nonsense):
    data = json.dumps({"followup": 1, "contacts": nonsense}).encode()
    with contextlib.suppress(Invalid):
        read(data, TABLES)
