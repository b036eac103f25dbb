"""Followup's own JSON, out and in: everything, a table under each key, one row a line. docs/export.md describes it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from followup.domain.documents import BIGGEST_ID, BIGGEST_NUMBER, VERSION, Column, Document, Table, wrong
from followup.domain.errors import Invalid
from followup.domain.fields import EARLIEST, LATEST, TEXT_LIMIT
from followup.domain.folding import fold

#: The key that says what the file is, with the version of its format.
MARK = "followup"
#: So many rows are put into one piece of text.
_PIECE = 500
#: What no text can hold, and what is taken out of one: direction overrides, control characters.
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_TAKEN_OUT = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]")
#: Of a text without a limit of its own: what is joined of two is longer than a form takes.
LONGEST = 10 * TEXT_LIMIT
Refuse = Callable[[str], NoReturn]
_KINDS: dict[type, str] = {
    int: "a whole number",
    bool: "true or false",
    str: "a text",
    date: "a day such as 2026-11-23",
    datetime: "a time such as 2026-11-23T11:53:00",
}


def write(tables: Sequence[Table], rows: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[str]:
    """The document in pieces of text. rows: by table, in their order, each in the order of the table's columns."""
    yield f'{{\n"{MARK}": {VERSION}'
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for table in tables:
        names, found = table.names, rows[table.name]
        yield f',\n"{table.name}": ['
        for start in range(0, len(found), _PIECE):
            lines = [encode(dict(zip(names, row, strict=True))) for row in found[start : start + _PIECE]]
            yield (",\n" if start else "\n") + ",\n".join(lines)
        yield "\n]" if found else "]"
    yield "\n}\n"


def read(data: bytes, tables: Sequence[Table]) -> Document:
    """What the file holds, all of it checked. Raises Invalid, naming table and row, for anything else.

    A table that is missing is empty; a column that is missing takes its preset where it has one. A newer version of
    the format is refused.
    """
    found = _parsed(data)
    if not isinstance(found, dict) or MARK not in found:
        raise Invalid(
            f'This is no export of Followup: it does not begin with "{MARK}". Choose a file of `followup export`.'
        )
    _refuse_version(found.pop(MARK))
    known = {table.name for table in tables}
    if odd := next((name for name in found if name not in known), None):
        raise Invalid(f"There is no table {odd[:60]!r}. Was the file changed by hand?")
    document = Document(tuple(tables))
    ids: dict[str, set[Any]] = {}
    for table in tables:
        rows = _Rows(table, ids)
        document.rows[table.name] = rows.read(found.pop(table.name, []))
        ids[table.name] = rows.ids
    return document


def schema(tables: Sequence[Table]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An export of Followup",
        "type": "object",
        "required": [MARK],
        "additionalProperties": False,
        "properties": {
            MARK: {"const": VERSION},
            **{table.name: {"type": "array", "items": _row_schema(table)} for table in tables},
        },
    }


def _row_schema(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [column.name for column in table.columns if column.is_required],
        "additionalProperties": False,
        "properties": {column.name: _value_schema(column) for column in table.columns},
    }


def _value_schema(column: Column) -> dict[str, Any]:
    named: dict[type, dict[str, Any]] = {
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        str: {"type": "string"},
        date: {"type": "string", "format": "date"},
        datetime: {"type": "string", "format": "date-time"},
    }
    found = dict(named[column.kind])
    if column.name == "id" or column.refers:
        found |= {"minimum": 1, "maximum": BIGGEST_ID}
    if column.refers:
        found["description"] = f"An id of {column.refers}."
    if column.kind is str and not column.choices:
        found["maxLength"] = column.limit or LONGEST
    if column.is_nullable:
        found["type"] = [found["type"], "null"]
    if column.choices:
        found["enum"] = [*column.choices, *([None] if column.is_nullable else [])]
    if not column.is_required:
        found["default"] = column.preset
    return found


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_no_number,
        )
    except UnicodeDecodeError:
        raise Invalid(
            "This is no JSON of Followup: it is not UTF-8. Choose a file of `followup export`."
        ) from None
    except json.JSONDecodeError as error:
        raise Invalid(
            f"This cannot be read as JSON (line {error.lineno}: {error.msg}). Choose a file of `followup export`."
        ) from None
    except RecursionError:
        raise Invalid("This is no export of Followup: its brackets are too deep.") from None
    except ValueError:
        raise Invalid("This is no export of Followup: it holds a number that is too long.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(f"{twice[:60]!r} stands twice in one place. Was the file changed by hand?")
    return found


def _no_number(text: str) -> NoReturn:
    raise Invalid(f"{text[:60]} is no number that an export of Followup has.")


def _refuse_version(version: Any) -> None:
    if type(version) is not int or version < 1:
        raise Invalid(f'"{MARK}" must be the version of the format, such as {VERSION}.')
    if version > VERSION:
        raise Invalid(
            f"This file is from a newer Followup (its format is {version}, this one reads up to {VERSION}). "
            "Bring this Followup up to date, then import the file again."
        )


class _Rows:
    """The rows of a table while they are read. known: the ids of the tables before it. ids: its own."""

    def __init__(self, table: Table, known: Mapping[str, set[Any]]) -> None:
        self.table = table
        self.known = known
        self.ids: set[Any] = set()
        self.seen: dict[tuple[str, ...], set[tuple[Any, ...]]] = {
            names: set() for names in (table.key, *table.unique)
        }
        self.folded: set[str] = set()
        self.texts: dict[str, str] = {}

    def read(self, rows: Any) -> list[tuple[Any, ...]]:
        """Check them. Raises Invalid."""
        if not isinstance(rows, list):
            raise Invalid(f"{self.table.name} must be a list of rows.")
        rows.reverse()
        # Those that are read are let go of, since there may be a great many.
        return [self._row(number, rows.pop()) for number in range(1, len(rows) + 1)]

    def _row(self, number: int, row: Any) -> tuple[Any, ...]:
        def refuse(why: str) -> NoReturn:
            raise Invalid(f"{self.table.name}, row {number}: {why}.")

        if not isinstance(row, dict):
            refuse("it must be an object with a value for each column")
        values = {}
        for column in self.table.columns:
            if column.name not in row:
                if column.is_required:
                    refuse(f'"{column.name}" is missing')
                values[column.name] = column.preset
                continue
            values[column.name] = self._value(column, row.pop(column.name), refuse)
        if row:
            refuse(f"there is no column {next(iter(row))[:60]!r}")
        if why := wrong(self.table.name, values):
            refuse(why)
        for names, seen in self.seen.items():
            key = tuple(values[name] for name in names)
            if key in seen:
                refuse(f"another row has the same {' and '.join(names)}")
            seen.add(key)
        if self.table.alike:
            folded = fold(values[self.table.alike])
            if folded in self.folded:
                refuse(f"another row has a {self.table.alike} that is the same without case and accents")
            self.folded.add(folded)
        self.ids.add(values[self.table.key[0]])
        return tuple(values.values())

    def _value(self, column: Column, value: Any, refuse: Refuse) -> Any:
        name = column.name
        if value is None:
            return None if column.is_nullable else refuse(f'"{name}" must not be null')
        expected = str if column.kind in (date, datetime) else column.kind
        if type(value) is not expected:
            refuse(f'"{name}" must be {_KINDS[column.kind]}')
        if column.choices:
            return (
                value
                if value in column.choices
                else refuse(f'"{name}" is none of {", ".join(column.choices)}')
            )
        if column.kind is int:
            return self._number(column, value, refuse)
        if column.kind is date:
            return self._day(name, value, refuse)
        if column.kind is datetime:
            return self._time(name, value, refuse)
        if column.kind is str:
            return self._text(column, value, refuse)
        return value

    def _number(self, column: Column, value: int, refuse: Refuse) -> int:
        if column.refers and value not in self.known[column.refers]:
            refuse(f'"{column.name}" is {value}, and there is no such row in {column.refers}')
        is_id = column.name == "id" or column.refers
        if not (1 if is_id else 0) <= value <= (BIGGEST_ID if is_id else BIGGEST_NUMBER):
            refuse(f'"{column.name}" is too large, or too small')
        return value

    def _day(self, name: str, value: str, refuse: Refuse) -> str:
        # Few days, many rows: each is kept once.
        if value in self.texts:
            return self.texts[value]
        try:
            day = date.fromisoformat(value)
        except ValueError:
            refuse(f'"{name}" must be {_KINDS[date]}')
        if day.isoformat() != value or not EARLIEST <= day <= LATEST:
            refuse(f'"{name}" must be a day from 1900 to 2199, such as 2026-11-23')
        return self.texts.setdefault(value, value)

    def _time(self, name: str, value: str, refuse: Refuse) -> str:
        try:
            time = datetime.fromisoformat(value)
        except ValueError:
            refuse(f'"{name}" must be {_KINDS[datetime]}')
        if time.tzinfo is not None or not EARLIEST <= time.date() <= LATEST:
            refuse(f'"{name}" must be {_KINDS[datetime]}, without a zone')
        return time.isoformat()

    def _text(self, column: Column, value: str, refuse: Refuse) -> str:
        if _REFUSED.search(value):
            refuse(f'"{column.name}" holds a character that no text can hold')
        limit = column.limit or LONGEST
        if len(value) > limit:
            refuse(f'"{column.name}" has {len(value)} characters; {limit} is the most')
        value = _TAKEN_OUT.sub("", value)
        return _BREAKS.sub(" ", value) if column.limit else value
