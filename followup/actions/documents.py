"""Bringing Followup's own document in: what is here already stays as it is, everything else is added."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain.documents import Document, Table, refuse_what_is_to_come
from followup.domain.folding import fold, fold_point
from followup.domain.wording import counted, joined
from followup.models import Counter, Distinction, Employment, Encounter, Setting, Writing
from followup.queries import documents, exports
from followup.queries.documents import Match

#: So many rows are handed over at once.
_BATCH = 2000
#: What is computed from another column as it comes in.
_FOLDED = {
    "companies": ("name", fold),
    "contacts": ("name", fold),
    "tags": ("name", fold),
    "contact_points": ("value", fold_point),
}
_SAID = {"contacts": ("person", "people"), "touchpoints": ("touchpoint", "touchpoints")}


def put(document: Document, today: date, request_id: str | None = None) -> Draft:
    """Add what of a document is not here, in one change.

    Into an empty database ids and the order of entry are kept. Else every row has a new id, and its place after
    everything that is here. Private writing is kept out of what undoes it, and so stays. Raises Invalid where
    something is said to have happened after tomorrow.
    """
    refuse_what_is_to_come(document, today)
    with change("Brought in", today, request_id) as draft:
        found = documents.match(draft.session, document)
        positions = _positions(draft.session, document, found)
        for table in document.tables:
            _add(draft, document, table, found, positions)
        _bring_back(draft, document, found)
        added = {name: len(places) for name, places in found.new.items() if places}
        draft.answer = {"added": added}
        draft.summary = _summary(document, added)
    return draft


def _summary(document: Document, added: Mapping[str, int]) -> str:
    if not added:
        return "Everything in the file was here already."
    said = [
        f"{counted(added[name], one)}" if added[name] == 1 else f"{added[name]} {many}"
        for name, (one, many) in _SAID.items()
        if name in added
    ]
    others = sum(count for name, count in added.items() if name not in _SAID)
    if others:
        said.append(counted(others, "detail") if others == 1 else f"{others} details")
    known = document.count() - sum(added.values())
    return f"Added from the file: {joined(said)}." + (f" {known} were here already." if known else "")


def _positions(session: Session, document: Document, found: Match) -> dict[tuple[str, int], int]:
    """The place in the order of entry that each new row has, by table and place; empty where they keep theirs."""
    order = [
        (rows[place][table.names.index("position")], number, place)
        for number, table in enumerate(document.tables)
        if "position" in table.names
        for rows in [document.rows[table.name]]
        for place in found.new[table.name]
    ]
    if not order:
        return {}
    if found.is_empty:
        _count_up(session, to=max(position for position, _, _ in order))
        return {}
    order.sort()
    last = _count_up(session, by=len(order))
    first = last - len(order) + 1
    return {
        (document.tables[number].name, place): position
        for position, (_, number, place) in enumerate(order, first)
    }


def _count_up(session: Session, by: int = 0, to: int = 0) -> int:
    """Let the order of entry go on by so many places, or up to one at least; return the last."""
    connection, counted_up = session.connection(), Counter.name == "position"
    now = connection.execute(select(Counter.value).where(counted_up)).scalar()
    last = max((now or 0) + by, to)
    if now is None:
        connection.execute(insert(Counter).values(name="position", value=last))
    else:
        connection.execute(update(Counter).where(counted_up).values(value=last))
    return last


def _add(
    draft: Draft, document: Document, table: Table, found: Match, positions: dict[tuple[str, int], int]
) -> None:
    """Insert the new rows of a table, and note which ids they have here."""
    model, rows = exports.model(table.name), document.rows[table.name]
    places = found.new[table.name]
    if table.name == "settings":
        draft.session.add_all(Setting(name=rows[place][0], value=rows[place][1]) for place in places)
        return
    keeps_ids = found.is_empty and (model is not Writing or not _has_writing(draft.session))
    employed = _employed(draft.session, found) if model is Employment else frozenset()
    names, has_id = table.names, "id" in table.names
    for start in range(0, len(places), _BATCH):
        some = places[start : start + _BATCH]
        made = []
        for place in some:
            values = dict(zip(names, _typed(table, rows[place], found), strict=True))
            if has_id and not keeps_ids:
                del values["id"]
            if (table.name, place) in positions:
                values["position"] = positions[table.name, place]
            if table.name in _FOLDED:
                source, folded = _FOLDED[table.name]
                values["folded"] = folded(values[source])
            if values.get("contact_id") in employed:
                # Where they work now is known here already.
                values["is_current"] = False
            if model is Distinction:
                values = dict(zip(names, sorted(values.values()), strict=True))
            made.append(values)
        if model is Writing:
            # Nothing that undoes a change may hold private writing.
            draft.session.connection().execute(insert(model), made)
            continue
        keys = draft.insert_many(model, made)
        if has_id:
            found.here[table.name].update(
                (rows[place][0], key) for place, key in zip(some, keys, strict=True)
            )


def _typed(table: Table, row: Iterable[Any], found: Match) -> Iterator[Any]:
    """The values as the columns take them, what leads to other rows as these are here."""
    for column, value in zip(table.columns, row, strict=True):
        if value is None:
            yield None
        elif column.refers:
            yield found.here[column.refers][value]
        elif column.kind is date:
            yield _day(value)
        elif column.kind is datetime:
            yield datetime.fromisoformat(value)
        else:
            yield value


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _has_writing(session: Session) -> bool:
    return session.scalar(select(Writing.id).limit(1)) is not None


def _employed(session: Session, found: Match) -> frozenset[int]:
    """Those who were here before, and work somewhere now."""
    if found.is_empty:
        return frozenset()
    current = select(Employment.contact_id).where(Employment.is_current)
    return frozenset(session.scalars(current))


def _bring_back(draft: Draft, document: Document, found: Match) -> None:
    """Take encounters out of the trash, as the document has them: there is one of a person and an opportunity."""
    for table in (table for table in document.tables if table.name == "encounters"):
        for place, row_id in found.back:
            row = draft.session.get_one(Encounter, row_id)
            values = _typed(table, document.rows[table.name][place], found)
            for name, value in zip(table.names, values, strict=True):
                if name != "id":
                    setattr(row, name, value)
