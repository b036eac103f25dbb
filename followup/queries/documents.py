"""What of Followup's own document is here already, and what would be new."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.documents import Document, Table
from followup.domain.folding import fold, fold_point
from followup.models import Setting, Writing
from followup.queries import exports
from followup.queries.settings import DEMO

#: A row as it is compared: its values, those that lead to other rows as they are here.
Key = tuple[Any, ...]
#: What never makes a row another one.
_ASIDE = frozenset({"id", "position", "deleted_on"})
#: By table: what else does not, or, of those of which there is one only, what makes it the same.
_NOT_COMPARED = {"employments": frozenset({"is_current"})}
_ONE_EACH = {"encounters": ("contact_id", "opportunity_id"), "drafts": ("contact_id",), "settings": ("name",)}
_NAMED = ("companies", "tags")
#: A name that so many have is compared with no more of them.
_NAMESAKES = 50
#: What does not tell whether anything is here.
_BESIDE = (Setting, Writing)


class Count(NamedTuple):
    """Of a table: how many rows of the document are new, and how many are here."""

    new: int
    known: int


@dataclass(slots=True)
class Match:
    """How a document meets what is here.

    is_empty: nothing is here, so that ids and the order of entry are kept. here: by table, the id that a row of the
    document has here, by its own. new: by table, the places of the rows that are not here. back: encounters that are
    in the trash here and not there: their place, and the id here.
    """

    is_empty: bool
    here: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    new: dict[str, list[int]] = field(default_factory=dict)
    back: list[tuple[int, int]] = field(default_factory=list)


def compare(document: Document) -> dict[str, Count]:
    """How much of a document is new and how much is here, by table; of those without a row nothing is said."""
    with reading() as session:
        found = match(session, document)
    return {
        table: Count(len(found.new[table]), len(rows) - len(found.new[table]))
        for table, rows in document.rows.items()
        if rows
    }


def match(session: Session, document: Document) -> Match:
    """Find each row of the document here; nothing of what is here is changed by it.

    A row is here once at most. What is in the trash there is looked for in the trash first; what is not, outside it.
    """
    found = Match(is_empty=_is_empty(session))
    for table in document.tables:
        rows = document.rows.get(table.name, [])
        if not rows or (found.is_empty and table.name not in (Setting.__tablename__, Writing.__tablename__)):
            found.new[table.name] = list(range(len(rows)))
        elif table.name == "contacts":
            _Contacts(session, document, found).match()
        else:
            _match_table(session, table, rows, found)
    if not found.is_empty and found.new.get("settings"):
        # What is one's own is not made up because of it.
        settings = document.rows["settings"]
        found.new["settings"] = [place for place in found.new["settings"] if settings[place][0] != DEMO]
    return found


def _is_empty(session: Session) -> bool:
    return not any(
        session.scalar(select(exists(select(*exports.model(table.name).__table__.primary_key))))
        for table in exports.TABLES
        if exports.model(table.name) not in _BESIDE
    )


class _Compared:
    """How rows of a table are compared."""

    def __init__(self, table: Table, found: Match) -> None:
        self.table = table
        self.places = {name: place for place, name in enumerate(table.names)}
        aside = _ASIDE | _NOT_COMPARED.get(table.name, frozenset())
        wanted = _ONE_EACH.get(table.name) or [name for name in table.names if name not in aside]
        self.compared = [self.places[name] for name in wanted]
        self.links = {
            place: found.here[column.refers] for place, column in enumerate(table.columns) if column.refers
        }
        self.value = self.places.get("value") if table.name == "contact_points" else None
        self.name = self.places["name"] if table.name in _NAMED else None

    def key(self, row: Sequence[Any]) -> Key:
        """What makes a row of here the same as another."""
        if self.name is not None:
            return (fold(row[self.name]),)
        if self.table.name == "distinctions":
            # Of two people, whichever comes first.
            return tuple(sorted(row))
        return tuple(fold_point(row[place]) if place == self.value else row[place] for place in self.compared)

    def key_there(self, row: Sequence[Any]) -> Key | None:
        """The same of a row of the document; None where it leads to something that is not here."""
        mapped = list(row)
        for place, here in self.links.items():
            if row[place] is not None:
                if row[place] not in here:
                    return None
                mapped[place] = here[row[place]]
        return self.key(mapped)

    def is_trash(self, row: Sequence[Any]) -> bool:
        """Whether it is in the trash."""
        place = self.places.get("deleted_on")
        return place is not None and row[place] is not None


def _match_table(session: Session, table: Table, rows: Sequence[Sequence[Any]], found: Match) -> None:
    compared = _Compared(table, found)
    wanted: dict[Key, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        key = compared.key_there(row)
        if key is not None:
            wanted[key].append(place)
    here: dict[Key, list[Any]] = defaultdict(list)
    for row in exports.rows(session, table, exports.Seen()):
        key = compared.key(row)
        if key in wanted:
            here[key].append((compared.is_trash(row), row[0]))
    is_one = table.name in _ONE_EACH
    known: set[int] = set()
    for key, there in wanted.items():
        for place, (is_trash, row_id) in _pairs(compared, rows, there, here.get(key, []), is_one):
            known.add(place)
            found.here[table.name][rows[place][0]] = row_id
            if table.name == "encounters" and is_trash and not compared.is_trash(rows[place]):
                found.back.append((place, row_id))
    found.new[table.name] = [place for place in range(len(rows)) if place not in known]


def _pairs(
    compared: _Compared, rows: Sequence[Sequence[Any]], there: list[int], here: list[Any], is_one: bool
) -> Iterator[tuple[int, Any]]:
    """Rows of the document with those of here that are the same, each with one at most."""
    if is_one:
        yield from zip(there, here, strict=False)
        return
    live = [one for one in here if not one[0]]
    trash = [one for one in here if one[0]]
    thrown = [place for place in there if compared.is_trash(rows[place])]
    kept = [place for place in there if not compared.is_trash(rows[place])]
    yield from zip(kept, live, strict=False)
    yield from zip(thrown, [*trash, *live[len(kept) :]], strict=False)


@dataclass(slots=True)
class _Person:
    """Somebody as they are told apart from their namesakes."""

    id: int
    folded: str
    row: Key
    is_trash: bool
    points: set[str] = field(default_factory=set)
    companies: set[Any] = field(default_factory=set)

    @property
    def all(self) -> Key:
        """Everything that is compared."""
        return (self.folded, self.row, frozenset(self.points), frozenset(self.companies))


class _Contacts:
    """Contacts are the same by their name and a shared address, or a shared company, or where both have neither."""

    def __init__(self, session: Session, document: Document, found: Match) -> None:
        self.session = session
        self.document = document
        self.found = found
        self.tables = {table.name: table for table in document.tables}

    def match(self) -> None:
        """Find each here: whoever is the same in everything first, then the most alike."""
        there = self._there()
        here = self._here({person.folded for person in there.values()})
        pairs: dict[int, int] = {}
        for is_alike in (self._wholly, self._partly):
            taken = set(pairs.values())
            others = [person for number, person in there.items() if number not in pairs]
            pairs.update(is_alike(others, [person for person in here if person.id not in taken]))
        places = {row[0]: place for place, row in enumerate(self.document.rows["contacts"])}
        self.found.here["contacts"] = pairs
        self.found.new["contacts"] = [place for number, place in places.items() if number not in pairs]

    def _there(self) -> dict[int, _Person]:
        people = self._people(self.document.rows["contacts"])
        companies = self.found.here["companies"]
        self._add(people, self.document.rows.get("contact_points", []), "contact_points")
        self._add(people, self.document.rows.get("employments", []), "employments", companies)
        return people

    def _here(self, names: set[str]) -> list[_Person]:
        rows = exports.rows(self.session, self.tables["contacts"], exports.Seen())
        place = self.tables["contacts"].names.index("name")
        people = self._people(row for row in rows if fold(row[place]) in names)
        for name in ("contact_points", "employments"):
            self._add(people, exports.rows(self.session, self.tables[name], exports.Seen()), name)
        return list(people.values())

    def _people(self, rows: Iterable[Sequence[Any]]) -> dict[int, _Person]:
        names = self.tables["contacts"].names
        name, deleted = names.index("name"), names.index("deleted_on")
        return {
            row[0]: _Person(
                row[0],
                fold(row[name]),
                tuple(value for place, value in enumerate(row) if names[place] not in _ASIDE),
                row[deleted] is not None,
            )
            for row in rows
        }

    def _add(
        self,
        people: dict[int, _Person],
        rows: Iterable[Sequence[Any]],
        table: str,
        here: dict[int, int] | None = None,
    ) -> None:
        """Add addresses, or companies. here: the id that a company of the document has here."""
        names = self.tables[table].names
        owner = names.index("contact_id")
        value = names.index("value" if table == "contact_points" else "company_id")
        for row in rows:
            person = people.get(row[owner])
            if person is None or row[value] is None:
                continue
            if table == "contact_points":
                person.points.add(fold_point(row[value]))
            else:
                # One that is not here is nobody's company here.
                person.companies.add(
                    row[value] if here is None else here.get(row[value], f"new {row[value]}")
                )

    @staticmethod
    def _wholly(there: list[_Person], here: list[_Person]) -> Iterator[tuple[int, int]]:
        found: dict[Any, list[_Person]] = defaultdict(list)
        for person in reversed(here):
            found[person.all, person.is_trash].append(person)
        for person in there:
            same = found.get((person.all, person.is_trash))
            if same:
                yield person.id, same.pop().id

    @staticmethod
    def _partly(there: list[_Person], here: list[_Person]) -> Iterator[tuple[int, int]]:
        found: dict[str, list[_Person]] = defaultdict(list)
        for person in here:
            found[person.folded].append(person)
        likely = sorted(
            (_unlikeness(left, right), left.id, right.id)
            for left in there
            for right in found.get(left.folded, [])[:_NAMESAKES]
            if _are_same(left, right)
        )
        taken: set[tuple[str, int]] = set()
        for _, left, right in likely:
            if ("there", left) not in taken and ("here", right) not in taken:
                taken |= {("there", left), ("here", right)}
                yield left, right


def _are_same(there: _Person, here: _Person) -> bool:
    if here.is_trash and not there.is_trash:
        return False
    has_none = not (there.points or there.companies or here.points or here.companies)
    return has_none or bool(there.points & here.points or there.companies & here.companies)


def _unlikeness(there: _Person, here: _Person) -> tuple[Any, ...]:
    """Small where they are alike: by what they share of their addresses, then of their companies."""
    return (
        there.is_trash != here.is_trash,
        -_shared(there.points, here.points),
        -_shared(there.companies, here.companies),
        there.row != here.row,
    )


def _shared(one: set[Any], other: set[Any]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
