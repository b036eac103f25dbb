"""The document of everything: its schema is current, and no table, column or setting is forgotten or let out."""

import json
import re

import jsonschema
import pytest

from followup.actions.changes import PROJECTED
from followup.clock import FixedClock
from followup.db import Base
from followup.domain.documents import SETTINGS
from followup.domain.settings import Settings
from followup.exchange.json import write
from followup.queries import exports, settings
from tests.conftest import inside
from tests.contracts.export_schema import PLACE, text
from tests.factories import TODAY

#: What Followup keeps about itself, and what is made from the rest.
LEFT_OUT = {"changes", "counters", "imports", "request_ids", "search_documents"}
#: Settings of the moment.
OF_THE_MOMENT = {settings.RECOMPUTED}


def test_the_schema_is_current():
    assert PLACE.read_text("utf-8") == text(), "python -m tests.contracts.export_schema writes it"


@pytest.fixture(scope="module")
def demo(tmp_path_factory, demo_folder):
    with inside(tmp_path_factory.mktemp("out") / "data", FixedClock(TODAY), demo_folder):
        return json.loads("".join(write(exports.TABLES, exports.everything(with_writing=True))))


def test_an_export_of_the_demo_is_valid(demo):
    checker = jsonschema.Draft202012Validator(
        json.loads(PLACE.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    )
    checker.check_schema(checker.schema)
    assert list(checker.iter_errors(demo)) == []
    assert list(checker.iter_errors({**demo, "secrets": []}))
    assert list(checker.iter_errors({**demo, "tags": [{"id": 1, "name": "x", "cadence": None, "hash": "y"}]}))


def test_every_table_is_exported_or_known_to_be_left_out():
    """A new table joins `exports.EXPORTED`, or LEFT_OUT here; one of secrets must never be exported."""
    assert {table.name for table in exports.TABLES} | LEFT_OUT == set(Base.metadata.tables)


def test_each_table_comes_after_those_that_it_leads_to():
    seen = set()
    for table in exports.TABLES:
        assert {column.refers for column in table.columns} - {""} <= seen, table.name
        seen.add(table.name)


def test_what_is_computed_is_left_out_and_nothing_else():
    for table in exports.TABLES:
        every = {column.name for column in Base.metadata.tables[table.name].columns}
        projected = (PROJECTED.get(table.name, set()) | {"version"}) & every
        folded = {"folded"} & every
        assert every - set(table.names) == projected | folded, table.name


def test_every_setting_is_exported_or_of_the_moment():
    """A new setting joins `documents.SETTINGS`, unless it is a secret."""
    named = {value for name, value in vars(settings).items() if name.isupper() and isinstance(value, str)}
    assert set(SETTINGS) == {*Settings.__dataclass_fields__, *named} - OF_THE_MOMENT


def test_the_page_of_the_format_names_every_table():
    page = (PLACE.parent / "export.md").read_text("utf-8")
    assert [table.name for table in exports.TABLES if f"`{table.name}`" not in page] == []
    assert set(re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE))
