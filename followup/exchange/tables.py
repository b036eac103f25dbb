"""Tables in text: CSV with any usual delimiter, as rows that know their line, and people made of rows."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from followup.domain.errors import Invalid
from followup.domain.folding import fold
from followup.domain.incoming import Found, Wrong
from followup.exchange import texts
from followup.exchange.rough import Rough, shown

DELIMITERS = (",", ";", "\t")
COLUMNS_LIMIT = 500
#: Rows that are looked at to find the delimiter, in so many characters at most.
_LOOKED_AT = 20
_LOOKED_INTO = 65_536
#: Excel's own line, which says what the delimiter is.
_SAID = re.compile(r'"?sep=([,;\t])"?(\r\n|\n|\r)', re.IGNORECASE)
_FORMULA = re.compile("'[=+\\-@\t\r\x00]")
_LINE_END = re.compile(r"\r\n|\n|\r")

# Where several values in one cell end. A link and a telephone number may hold ";" themselves.
_SEVERAL = {
    "emails": re.compile(r" ::: |[;,\n]"),
    "phones": re.compile(r" ::: |;(?!\s*[a-z-]+=)|\n"),
    "links": re.compile(r" ::: |[;,]\s+|\n|[;,\s](?=https?://)"),
    "tags": re.compile(r" ::: |[;\n]"),
}
#: The address of "Dana Li <dana@northwind.example>".
_IN_BRACKETS = re.compile(r"<([^<>\s]+)>")
_LINES = ("how_met", "notes")

_ODD = "Quotation marks do not match here, so lines from here on may have run together."

Row = tuple[int, list[str]]
Rows = Iterator[Row]


def key(header: str) -> str:
    """A header for comparing: "E-Mail 1 – Value" as "e mail value"."""
    words = re.sub(r"[\W_]+", " ", fold(header[:200]))
    return " ".join(word for word in words.split() if not word.isdigit())


def unique(headers: list[str]) -> list[str]:
    """Headers as names of columns: an empty one is "Column 3", the second "E-mail" is "E-mail (2)"."""
    taken: set[str] = set()
    names = []
    for number, header in enumerate(headers, 1):
        plain = shown(plainly(header)) or f"Column {number}"
        name, again = plain, 2
        while name in taken:
            name, again = f"{plain} ({again})", again + 1
        taken.add(name)
        names.append(name)
    return names


def plainly(cell: str) -> str:
    """A cell without the ' that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if _FORMULA.match(cell) else cell


def delimiter_of(text: str) -> str:
    """The delimiter under which the first rows agree best; a comma where nothing speaks for another one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            reader = csv.reader(io.StringIO(text[:_LOOKED_INTO], newline=""), delimiter=delimiter)
            rows = list(islice((row for row in reader if row), _LOOKED_AT))
        except csv.Error:
            return 0, 0
        width = len(rows[0]) if rows else 0
        return sum(len(row) == width for row in rows if width > 1), width

    return max(DELIMITERS, key=agreement)


def first_cells(text: str) -> list[str]:
    """The headers of a table, as they stand there. Empty where they cannot be read."""
    try:
        return next(rows(text, []), (0, []))[1]
    except Invalid:
        return []


def rows(text: str, wrong: list[Wrong], begin: int = 0, delimiter: str | None = None) -> Rows:
    """The rows that are not blank, the first one included, each with the line that it begins in.

    begin: where in the text the first row is. Where quotation marks do not match, `wrong` names the line, and the rows
    are read all the same. Raises Invalid at a cell that is longer than any text, and past 20,000 rows under the first.
    """
    before = len(_LINE_END.findall(text, 0, begin))
    text = text[begin:]
    said = _SAID.match(text)
    if said:
        text, before, delimiter = text[said.end() :], before + 1, said[1]
    delimiter = delimiter or delimiter_of(text)
    odd = _odd_quotes(text, delimiter)
    if odd:
        wrong.append(Wrong(before + odd, _ODD))
    seen = 0
    for line, row in _parsed(text, delimiter):
        if any(cell and not cell.isspace() for cell in row):
            seen += 1
            if seen > texts.PEOPLE_LIMIT + 1:
                raise texts.too_many()
            yield before + line, row


def _parsed(text: str, delimiter: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise Invalid(
            f"A cell of line {line} has no end. Look for a quotation mark that is not closed there.", "file"
        ) from error


def _odd_quotes(text: str, delimiter: str) -> int:
    """The line of the first row whose quotation marks do not match; 0 where all do."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        return line
    return 0


def headers_of(row: list[str]) -> list[str]:
    """The names of the columns, by the first row. Raises Invalid where there are over 500."""
    if len(row) > COLUMNS_LIMIT:
        raise Invalid(
            f"The first line has more than {COLUMNS_LIMIT} columns. It should hold the names of a few.",
            "file",
        )
    return unique(row)


def person(row: Row, mapping: Mapping[int, str]) -> Rough:
    """Somebody of a row. mapping: fields by the number of their column, from 0; see `csv.FIELDS`.

    Where a full name is empty, first and last name make it. Several columns of one field are put together.
    """
    line, cells = row
    given: dict[str, list[str]] = {}
    for column, field in mapping.items():
        cell = plainly(cells[column]) if column < len(cells) else ""
        if cell and not cell.isspace():
            given.setdefault(field, []).append(cell)
    rough = Rough(line)
    parts = given.get("name") or [*given.get("first_name", []), *given.get("last_name", [])]
    rough.name = " ".join(parts)
    for field in ("called", "company", "title"):
        setattr(rough, field, ", ".join(dict.fromkeys(given.get(field, []))))
    for field in _LINES:
        setattr(rough, field, "\n".join(given.get(field, [])))
    for field, end in _SEVERAL.items():
        values = [part for cell in given.get(field, []) for part in _several(field, end, cell)]
        setattr(rough, field, values)
    return rough


def _several(field: str, end: re.Pattern[str], cell: str) -> list[str]:
    if field == "tags" and not end.search(cell):
        return cell.split(",")
    parts = [plainly(part.strip(" \t\r\n;,")) for part in end.split(cell)]
    if field == "emails":
        return [word for part in parts for word in _IN_BRACKETS.findall(part) or part.split()]
    return parts


def beyond(row: Row, headers: list[str], found: Found) -> None:
    """Say so where a row has more cells than there are columns: a text with a delimiter was not put in quotes."""
    line, cells = row
    rest = [cell for cell in cells[len(headers) :] if cell.strip()]
    if rest:
        why = "This line has more cells than the first one, so the last ones were left out."
        found.wrong.append(Wrong(line, why, shown("; ".join(rest))))


def whole(row: Row) -> str:
    """All of a row, for people."""
    return "; ".join(cell.strip() for cell in row[1] if cell.strip())
