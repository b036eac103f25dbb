"""Followup's own document of everything: what its tables hold, and whether a row of it can be true.

Values are plain, as JSON has them: days are texts such as "2026-11-23".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from followup.domain.errors import Invalid, Refused
from followup.domain.fields import is_link, point
from followup.domain.settings import ALLOWED, Keys, Theme, zone_named
from followup.domain.values import CADENCES, Direction, PointKind, Tone, Weight, go_together

#: The version of the format. A newer one is refused.
VERSION = 1
#: Ids are below it, so that those of what is searched do not meet.
BIGGEST_ID = 10**12 - 1
#: Where the order of entry ends.
BIGGEST_NUMBER = 2**53 - 1
#: The days on which something happened, or was entered.
_HAPPENED = frozenset(
    {"day", "decided_on", "recorded_on", "added_on", "made_on", "deleted_on", "written_on", "thanked_on"}
)
#: What leads to a web page, by table and column.
_LINKS = {
    ("companies", "website"),
    ("companies", "careers_url"),
    ("companies", "news_url"),
    ("opportunities", "careers_url"),
    ("reasons", "link"),
}
_STATEMENTS = ("sting", "avoid", "regret", "well")
#: A check-in's answers, from the least to the most.
_ANSWERS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is int, bool, str, date or datetime.

    limit: of characters; 0 for none of its own. choices: its words, none where any will do. refers: the table whose
    id it holds. is_required: a row without it cannot be taken; else it takes `preset`.
    """

    name: str
    kind: type
    is_nullable: bool = False
    is_required: bool = True
    preset: Any = None
    limit: int = 0
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the columns that the document has of it, those of its key, and those that no two rows share.

    alike: a text whose folded form no two rows share.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    alike: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in their order."""
        return tuple(column.name for column in self.columns)


@dataclass(slots=True)
class Document:
    """What was read: the rows by table, each row its values in the order of the table's columns."""

    tables: tuple[Table, ...]
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def count(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.rows.values()))


def wrong(table: str, row: Mapping[str, Any]) -> str | None:
    """What cannot be true of a row whose values each are of their kind: half a sentence, or None."""
    for name, value in row.items():
        if (table, name) in _LINKS and value and not is_link(value):
            return f'"{name}" must be the address of a web page, such as https://northwind.example'
    check = _CHECKS.get(table)
    return check(row) if check else None


def _rhythm(row: Mapping[str, Any]) -> str | None:
    if row["cadence"] is None or row["cadence"] in CADENCES:
        return None
    return f'"cadence" must be one of {", ".join(map(str, CADENCES))}, or null'


def _named(row: Mapping[str, Any]) -> str | None:
    return None if row["name"].strip() else '"name" must not be empty'


def _group(row: Mapping[str, Any]) -> str | None:
    return _named(row) or _rhythm(row)


def _point(row: Mapping[str, Any]) -> str | None:
    # The quick-add line keeps links that lead nowhere; what is shown is checked once more.
    if row["kind"] == PointKind.LINK and row["value"].startswith(("https://", "http://")):
        return None
    try:
        point(PointKind(row["kind"]), row["value"])
    except Invalid:
        return f'"value" is no {row["kind"]}'
    return None


def _touchpoint(row: Mapping[str, Any]) -> str | None:
    tone = Tone(row["tone"]) if row["tone"] else None
    is_possible = go_together(
        Direction(row["direction"]), Weight(row["weight"]), tone, row["wants_answer"], row["arrived"]
    )
    return None if is_possible else "direction, weight, tone, wants_answer and arrived do not go together"


def _owner(row: Mapping[str, Any]) -> str | None:
    one = (row["company_id"] is None) != (row["contact_id"] is None)
    return None if one else 'it must have either "company_id" or "contact_id"'


def _statements(row: Mapping[str, Any]) -> str | None:
    odd = next((name for name in _STATEMENTS if row[name] not in _ANSWERS), None)
    return f'"{odd}" must be from 1 to 5' if odd else None


def _setting(row: Mapping[str, Any]) -> str | None:
    name, value = row["name"], row["value"]
    if name not in SETTINGS:
        return f"there is no setting {name[:60]}"
    return None if SETTINGS[name](value) else f"the setting {name} cannot be {value[:60]!r}"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_zone(value: str) -> bool:
    try:
        return bool(zone_named(value))
    except Refused:
        return False


def _one_of(allowed: Any) -> Callable[[str], bool]:
    return frozenset(map(str, allowed)).__contains__


#: The settings that are in the document, and whether each can have a value. Any other is a secret, or momentary.
SETTINGS: Mapping[str, Callable[[str], bool]] = {
    **{name: _one_of(allowed) for name, allowed in ALLOWED.items()},
    "time_zone": _is_zone,
    "theme": _one_of(Theme),
    "keys": _one_of(Keys),
    "talk_to": bool,
    "my_name": bool,
    "starts_on": _is_day,
    "landed_on": _is_day,
    "demo": _one_of(["yes"]),
}
_CHECKS: Mapping[str, Callable[[Mapping[str, Any]], str | None]] = {
    "companies": _named,
    "contacts": _group,
    "tags": _group,
    "contact_points": _point,
    "touchpoints": _touchpoint,
    "reasons": _owner,
    "check_ins": _statements,
    "settings": _setting,
}


def refuse_what_is_to_come(document: Document, today: date) -> None:
    """Raise Invalid where something is said to have happened after tomorrow: a day is never over everywhere."""
    last = (today + timedelta(1)).isoformat()
    for table in document.tables:
        places = [i for i, column in enumerate(table.columns) if column.name in _HAPPENED]
        for number, row in enumerate(document.rows.get(table.name, ()), 1):
            for place in places:
                if row[place] is not None and row[place] > last:
                    raise Invalid(
                        f'{table.name}, row {number}: "{table.columns[place].name}" is {row[place]}, which is still '
                        "to come. Is the clock of this computer right?"
                    )
