"""Thousands of rows at once, past the session's own objects, and the undo of these.

A step of a change then names many rows: `inserted` (their keys), `trashed` (their ids, and `on` which day), `deleted`
(the rows themselves). Keys that follow each other are kept as [first, last].
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, inspect, select, tuple_, update
from sqlalchemy.orm import Session

from followup.domain.wording import joined
from followup.models import (
    Base,
    Change,
    Contact,
    Decision,
    Opportunity,
    OpportunityDoor,
    RequestId,
    SearchDocument,
    Tag,
)

BATCH = 5000
#: How many of those who were kept are named.
_NAMED = 3
#: A row by its table's name and its key: an id, or a tuple where the key has several columns.
Node = tuple[str, Any]
_TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
_CONTACTS, _OPPORTUNITIES = Contact.__tablename__, Opportunity.__tablename__
#: What leads to a row without being built on it.
_NOBODYS = (RequestId, SearchDocument)
#: What stays with an opportunity that is kept. With a contact everything does.
_OF_OPPORTUNITY = (Decision.__tablename__, OpportunityDoor.__tablename__)


def batches(values: Sequence[Any], size: int = BATCH) -> Iterator[Sequence[Any]]:
    """A list in parts of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))


def insert_rows(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> list[Any]:
    """Insert plain rows by Core; returns their keys in order. Those without an id are given the next ones."""
    core: Any = table.__table__
    given = {name for row in rows for name in row}
    # Of rows inserted together each must have the same columns.
    filled = {column.name: _preset(column) for column in core.columns if column.name in given}
    rows = [{**filled, **row} for row in rows]
    if "id" in core.columns:
        following = _next_id(session, core, rows)
        for row in rows:
            if row.get("id") is None:
                row["id"] = following
                following += 1
    for some in batches(rows):
        session.connection().execute(insert(core), some)
    names = [column.name for column in core.primary_key]
    return [row[names[0]] if len(names) == 1 else tuple(row[name] for name in names) for row in rows]


def _preset(column: Any) -> Any:
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def _next_id(session: Session, core: Any, rows: Sequence[dict[str, Any]]) -> int:
    newest = session.scalar(select(func.max(core.c.id))) or 0
    last = "SELECT seq FROM sqlite_sequence WHERE name = :name"
    used = session.connection().exec_driver_sql(last, {"name": core.name})
    given = max((row["id"] for row in rows if row.get("id") is not None), default=0)
    return max(newest, used.scalar() or 0, given) + 1


def packed(keys: Iterable[Any]) -> list[Any]:
    """Keys as a step keeps them: ids that follow each other as [first, last], others as lists of their values."""
    found: list[Any] = []
    for key in sorted(keys):
        if isinstance(key, tuple):
            found.append(list(key))
        elif found and isinstance(key, int) and found[-1][1] == key - 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found


def unpacked(table: type[Base], kept: list[Any]) -> list[Any]:
    """The keys of `packed`."""
    if len(list(table.__table__.primary_key)) > 1:
        return [tuple(key) for key in kept]
    if kept and isinstance(kept[0][0], str):
        return [first for first, _ in kept]
    return [key for first, last in kept for key in range(first, last + 1)]


def trash(
    session: Session, table: type[Base], ids: Sequence[int], was: date | None, now: date | None
) -> list[int]:
    """Move the rows that have `was` as the day of their deletion to `now`; returns their ids."""
    core: Any = table.__table__
    moved: list[int] = []
    new: dict[Any, Any] = {core.c.deleted_on: now}
    if "version" in core.columns:
        new[core.c.version] = core.c.version + 1
    for some in batches(ids):
        here = core.c.id.in_(some), core.c.deleted_on.is_not_distinct_from(was)
        moved += session.connection().execute(select(core.c.id).where(*here)).scalars()
        session.connection().execute(update(core).where(*here).values(new))
    session.expire_all()
    return moved


def remove(session: Session, table: type[Base], keys: Sequence[Any]) -> list[dict[str, Any]]:
    """Delete rows for good; returns them."""
    core: Any = table.__table__
    found: list[dict[str, Any]] = []
    for some in batches(keys):
        these = _keyed(core, some)
        found += [dict(row) for row in session.connection().execute(select(core).where(these)).mappings()]
        session.connection().execute(delete(core).where(these))
    session.expire_all()
    return found


def _keyed(core: Any, keys: Sequence[Any]) -> Any:
    columns = list(core.primary_key)
    return columns[0].in_(keys) if len(columns) == 1 else tuple_(*columns).in_(keys)


def typed(table: type[Base], row: dict[str, Any]) -> dict[str, Any]:
    """A row of plain values as its columns take them."""
    columns = inspect(table).columns
    days = {name for name in row if columns[name].type.python_type is date}
    return {
        name: date.fromisoformat(value) if name in days and value is not None else value
        for name, value in row.items()
    }


def free(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of deleted rows that can come back: under a new id where theirs was given to another row since."""
    core: Any = table.__table__
    names = [column.name for column in core.primary_key]

    def key(row: dict[str, Any]) -> Any:
        return row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)

    taken: set[Any] = set()
    for some in batches([key(row) for row in rows]):
        for found in session.connection().execute(select(*core.primary_key).where(_keyed(core, some))):
            taken.add(found[0] if len(names) == 1 else tuple(found))
    back = [row for row in rows if key(row) not in taken]
    if names == ["id"]:
        back += [{**row, "id": None} for row in rows if key(row) in taken]
    return back


# What was built on it since


def used_since(session: Session, change: Change) -> set[Node]:
    """Which rows that the change inserted, many at once, are kept when it is undone.

    A row is kept when it was edited since, or when somebody built on it; with it what it belongs to, and with a
    contact all that the change knew of them. A tag is never taken back.
    """
    inserted = _inserted(change.steps)
    if not inserted:
        return set()
    ours = inserted | {(step["table"], _key(step["key"])) for step in change.steps if "key" in step}
    known = _links(session, inserted)
    parents: dict[Node, list[Node]] = dict(known)
    children: dict[Node, list[Node]] = defaultdict(list)
    for node, above in known.items():
        for parent in above:
            goes_along = parent[0] == _CONTACTS or (
                parent[0] == _OPPORTUNITIES and node[0] in _OF_OPPORTUNITY
            )
            if goes_along and parent in inserted:
                children[parent].append(node)
    waiting = [node for node in inserted if node[0] == Tag.__tablename__]
    waiting += [node for node in _edited(session, change, inserted) if node in inserted]
    waiting += _built_on(session, inserted, ours)
    kept: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in kept:
            kept.add(node)
            waiting += [parent for parent in parents.get(node, ()) if parent in inserted]
            waiting += children.get(node, ())
    return kept


def say_kept(session: Session, kept: set[Node], names: dict[str, str]) -> list[str]:
    """What was kept, in words: people by their names, of many the first few; of the rest what it is."""
    ids = sorted(key for table, key in kept if table == _CONTACTS)
    here = [
        name
        for some in batches(ids)
        for name in session.scalars(
            select(Contact.name)
            .where(Contact.id.in_(some), Contact.deleted_on.is_(None))
            .order_by(Contact.id)
        )
    ]
    said = here[:_NAMED]
    if len(here) > _NAMED:
        others = len(here) - _NAMED
        said.append("one other person" if others == 1 else f"{others} others")
    if not here:
        tables = {_CONTACTS, Tag.__tablename__}
        said = sorted({names.get(table, "a detail") for table, _ in kept if table not in tables})
    return [joined(said)] if said else []


def _key(key: Sequence[Any]) -> Any:
    return key[0] if len(key) == 1 else tuple(key)


def _inserted(steps: list[dict[str, Any]]) -> set[Node]:
    return {
        (step["table"], key)
        for step in steps
        if "inserted" in step
        for key in unpacked(_TABLES[step["table"]], step["inserted"])
    }


def _references(table: type[Base]) -> list[tuple[Any, str]]:
    """The columns that lead to another row, with its table. Where a contact works is a projection."""
    core: Any = table.__table__
    return [
        (column, key.column.table.name)
        for column in core.columns
        for key in column.foreign_keys
        if not (core.name == _CONTACTS or key.column.table is core)
    ]


def _rows(session: Session, table: type[Base], ids: Collection[Any], by: Any) -> Iterator[Any]:
    core: Any = table.__table__
    links = [column for column, _ in _references(table)]
    found = select(*core.primary_key, *links)
    if "deleted_on" in core.columns:
        found = found.where(core.c.deleted_on.is_(None))
    # Without the links, a table of one key column still needs its key.
    some_ids = bindparam("some", expanding=True)
    for some in batches(sorted(ids)):
        where = by.in_(some_ids) if by is not None else None
        if where is None:
            yield from session.connection().execute(found.where(_keyed(core, some)))
        else:
            yield from session.connection().execute(found.where(where), {"some": list(some)})


def _as_nodes(table: type[Base], row: Any) -> tuple[Node, list[Node]]:
    size = len(list(table.__table__.primary_key))
    above = [
        (parent, value)
        for (_, parent), value in zip(_references(table), row[size:], strict=True)
        if value is not None
    ]
    return (table.__tablename__, _key(row[:size])), above


def _by_table(nodes: Iterable[Node]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for table, key in nodes:
        found[table].append(key)
    return found


def _links(session: Session, nodes: Iterable[Node]) -> dict[Node, list[Node]]:
    """What each of these rows belongs to."""
    found = {}
    for name, keys in _by_table(nodes).items():
        table = _TABLES[name]
        for row in _rows(session, table, keys, None):
            node, above = _as_nodes(table, row)
            found[node] = above
    return found


def _built_on(session: Session, inserted: set[Node], ours: set[Node]) -> Iterator[Node]:
    """The inserted rows that a row outside the trash leads to which came from elsewhere."""
    ids = _by_table(inserted)
    for table in _TABLES.values():
        for column, parent in _references(table) if table not in _NOBODYS else ():
            if parent in ids and parent != Tag.__tablename__:
                for row in _rows(session, table, ids[parent], column):
                    node, above = _as_nodes(table, row)
                    if node not in ours:
                        yield from (one for one in above if one in inserted)


def _edited(session: Session, change: Change, inserted: set[Node]) -> Iterator[Node]:
    """What later changes that still hold altered, with the contacts whom it is about."""
    later = session.execute(
        select(Change.id, Change.undone_by, Change.steps)
        .where(Change.id > change.id)
        .order_by(Change.id.desc())
    )
    holds: dict[int, bool] = {}
    undoing: set[int] = set()
    found: list[tuple[int, list[dict[str, Any]]]] = []
    for row_id, undone_by, steps in later:
        holds[row_id] = undone_by is None or not holds.get(undone_by, True)
        if undone_by is not None:
            undoing.add(undone_by)
        found.append((row_id, steps))
    for row_id, steps in found:
        if row_id in undoing or not holds[row_id]:
            continue
        for step in steps:
            table = step["table"]
            if "ids" in step:
                yield from ((table, key) for key in step["ids"])
            elif "key" in step and step["was"] is not None:
                yield table, _key(step["key"])
                contact = step["was"].get("contact_id")
                if contact is not None:
                    yield _CONTACTS, contact
