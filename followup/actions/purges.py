"""Deleting for good: rows, the words by which they were found, and what is kept for undoing.

None of it goes through a change: nothing here can be undone. What goes is overwritten with zeros in the file.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete as remove
from sqlalchemy import exists, select, tuple_, update
from sqlalchemy.orm import Session

from followup.actions import multitudes, searching
from followup.db import leaving_nothing, reading, settle
from followup.domain.errors import Conflict
from followup.models import (
    Base,
    Change,
    Company,
    Contact,
    Decision,
    Encounter,
    Opportunity,
    ReasonToWrite,
    RequestId,
    Touchpoint,
)
from followup.queries import trash
from followup.queries.trash import KEPT_DAYS, Choice, Reference, Rows

_REFERENCES: dict[str, tuple[Reference, ...]] = {
    table.name: tuple(one for one in trash.references() if one.table is table)
    for table in Base.metadata.sorted_tables
}
_KEYS = {table.name: [column.name for column in table.primary_key] for table in Base.metadata.sorted_tables}
_TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
#: What a search reads.
_SEARCHED = {
    table.__tablename__
    for table in (Contact, Company, Opportunity, Decision, Encounter, Touchpoint, ReasonToWrite)
}


def delete(noun: str, row_id: int) -> bool:
    """Delete something in the trash for good, with all that belongs to it.

    False where a log beside the file still holds it for a while. Raises NotFound, and Conflict for a company that
    somebody outside of the trash needs.
    """
    with leaving_nothing() as session:
        row = trash.row(session, noun, row_id)
        if isinstance(row, Company):
            held = select(Company.id).where(Company.id == row_id, trash.needed())
            if session.scalar(held) is not None:
                raise Conflict("Somebody still works there, or met you there, so this company stays.")
        _purge(session, trash.one(noun, row_id))
    return settle()


def empty() -> bool:
    """Delete for good all that is in the trash. False where a log beside the file still holds it for a while."""
    with leaving_nothing() as session:
        _purge(session, trash.trashed())
    return settle()


def tidy(today: date) -> bool:
    """Delete for good what has been in the trash for 30 days, and what would undo a change of then or earlier.

    True where there was anything.
    """
    last = today - timedelta(KEPT_DAYS)
    with reading() as session:
        if not _has_old(session, last):
            return False
    with leaving_nothing() as session:
        _purge(session, trash.trashed(last))
        _drop_changes(session, last)
    settle()
    return True


def _has_old(session: Session, last: date) -> bool:
    if session.scalar(select(exists().where(Change.made_on <= last))):
        return True
    tables = (table for table in Base.metadata.sorted_tables if "deleted_on" in table.c)
    held = select(Company.id).where(Company.deleted_on <= last, ~trash.needed())
    return session.scalar(held.limit(1)) is not None or any(
        session.scalar(select(exists().where(table.c.deleted_on <= last)))
        for table in tables
        if table.name != Company.__tablename__
    )


def _drop_changes(session: Session, last: date) -> None:
    """Forget the changes up to a day, and those that were undone by one of them."""
    old = set(session.scalars(select(Change.id).where(Change.made_on <= last)))
    more = old
    while more:
        found: set[int] = set()
        for some in trash.batches(more):
            found.update(session.scalars(select(Change.id).where(Change.undone_by.in_(some))))
        more = found - old
        old |= more
    for some in trash.batches(old):
        session.execute(update(Change).where(Change.id.in_(some)).values(undone_by=None))
    for some in trash.batches(old):
        session.execute(remove(RequestId).where(RequestId.change_id.in_(some)))
        session.execute(remove(Change).where(Change.id.in_(some)))


def _purge(session: Session, choice: Choice) -> None:
    """Take rows out with all that belongs to them, whatever refers to them, and what the changes say of them."""
    gone = trash.closure(session, choice)
    if not gone:
        return
    # They are found by no word any more; what the indexes still have of them goes when they are merged.
    for some in trash.batches(key[0] for key in gone.get(Contact.__tablename__, ())):
        searching.index(session, some)
    for some in trash.batches(key[0] for key in gone.get(Company.__tablename__, ())):
        searching.index(session, companies=some)
    for reference in trash.references():
        if not reference.belongs:
            _let_go(session, reference, gone.get(reference.parent, ()))
    for table in reversed(Base.metadata.sorted_tables):
        for some in trash.batches(gone.get(table.name, ())):
            session.execute(remove(table).where(tuple_(*table.primary_key).in_(some)))
    _strip_changes(session, gone)
    if gone.keys() & _SEARCHED:
        searching.compact(session)


def _let_go(session: Session, reference: Reference, keys: Iterable[tuple[Any, ...]]) -> None:
    for some in trash.batches(key[0] for key in keys):
        where = update(reference.table).where(reference.column.in_(some))
        session.execute(where.values({reference.column.name: None}))


# What is kept for undoing


def _strip_changes(session: Session, gone: Rows) -> None:
    """Take what is gone out of every change.

    A change that moved something from what is gone to what is not, such as a merge, cannot be undone any more: half of
    it would lose the rest.
    """
    changes: Any = Change.__table__
    every = session.execute(select(Change.id, Change.verb, Change.steps, Change.answer)).all()
    for row_id, verb, steps, answer in every:
        left = [_left(step, gone) for step in steps]
        if left == steps:
            continue
        kept = [] if _MOVED in left else [step for step in left if step]
        said = {name: value for name, value in answer.items() if name != "touchpoint"}
        if not kept:
            said["purged"] = True
        session.execute(
            update(changes).where(changes.c.id == row_id).values(steps=kept, summary=f"{verb}.", answer=said)
        )


_MOVED: dict[str, Any] = {"moved": True}


def _left(step: dict[str, Any], gone: Rows) -> dict[str, Any] | None:
    """A step without what is gone; None where nothing is left of it, _MOVED where it moved a row from or to there."""
    name = step["table"]
    here = gone.get(name, set())
    if "ids" in step:
        ids = [row_id for row_id in step["ids"] if (row_id,) not in here]
        return {**step, "ids": ids} if ids else None
    if "key" not in step:
        return _left_of_many(step, gone)
    if tuple(step["key"]) in here:
        return None
    keyed = dict(zip(_KEYS[name], step["key"], strict=True))
    left = step
    for reference in _REFERENCES[name]:
        column, parents = reference.column.name, gone.get(reference.parent, set())
        values = [(side or {}).get(column, keyed.get(column)) for side in (step["was"], step["now"])]
        is_gone = [(value,) in parents for value in values]
        if not any(is_gone):
            continue
        if reference.belongs:
            is_update = step["was"] is not None and step["now"] is not None
            return _MOVED if is_update and not all(is_gone) else None
        left = _without(left, column)
        if left is None:
            return None
    return left


def _left_of_many(step: dict[str, Any], gone: Rows) -> dict[str, Any] | None:
    """The same of a step that names many rows: inserted, moved to the trash, or deleted."""
    name = step["table"]
    here = gone.get(name, set())
    if "deleted" in step:
        rows = (dict(zip(step["columns"], values, strict=True)) for values in step["deleted"])
        left = [row for row in rows if not _belongs_to(name, row, gone)]
        for reference in _REFERENCES[name]:
            parents = gone.get(reference.parent, set())
            for row in left:
                if (row.get(reference.column.name),) in parents:
                    row[reference.column.name] = None
        return {**step, "deleted": [list(row.values()) for row in left]} if left else None
    (kind,) = step.keys() & {"inserted", "trashed", "restored"}
    keys = multitudes.unpacked(_TABLES[name], step[kind])
    kept = [key for key in keys if (key if isinstance(key, tuple) else (key,)) not in here]
    return {**step, kind: multitudes.packed(kept)} if kept else None


def _belongs_to(name: str, row: dict[str, Any], gone: Rows) -> bool:
    return tuple(row[column] for column in _KEYS[name]) in gone.get(name, set()) or any(
        (row.get(reference.column.name),) in gone.get(reference.parent, set())
        for reference in _REFERENCES[name]
        if reference.belongs
    )


def _without(step: dict[str, Any], column: str) -> dict[str, Any] | None:
    """A step without a column that is only a reference; None where it did nothing else."""
    if step["was"] is None or step["now"] is None:
        side = "now" if step["was"] is None else "was"
        return {**step, side: {**step[side], column: None}}
    was, now = (
        {name: value for name, value in step[side].items() if name != column} for side in ("was", "now")
    )
    return {**step, "was": was, "now": now} if was else None
