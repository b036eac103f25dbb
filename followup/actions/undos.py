"""Undoing a change: what it inserted goes to the trash, what it altered gets its old values back."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Date, inspect, select
from sqlalchemy.orm import Session

from followup.actions import multitudes
from followup.actions.changes import Draft, change, plain
from followup.domain.errors import Conflict
from followup.domain.values import go_together
from followup.domain.wording import joined
from followup.models import (
    Base,
    Change,
    CheckIn,
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Decision,
    Employment,
    Encounter,
    Hold,
    Opening,
    Opportunity,
    ReasonToWrite,
    Setting,
    Tag,
    Touchpoint,
)
from followup.models import Draft as DraftRow
from followup.queries import lookups

#: A row by its table and its key, as a step has them.
Row = tuple[type[Base], tuple[Any, ...]]
_BATCH = 500


def undo(change_id: int, today: date, request_id: str | None = None) -> Draft:
    """Apply the inverse of a change; undoing that undo does it again.

    What was altered since, or has been built on, is kept, and the summary says so. Raises NotFound, or Conflict
    when it is undone.
    """
    with change("Undone", today, request_id) as draft:
        row = lookups.change(draft.session, change_id)
        if row.undone_by is not None:
            raise Conflict("This was undone already.")
        if row.answer.get("purged"):
            raise Conflict("What this changed was deleted for good, so it cannot be undone.")
        draft.undoes = row
        kept = reverse_all(draft, row, today)
        draft.summary = f"Undone: {row.summary}"
        if kept:
            named = joined(sorted(kept))
            draft.summary = f"Undone, but what you changed since was kept ({named}). It was: {row.summary}"
        draft.answer = {**row.answer, "undone": change_id}
    return draft


def reverse_all(draft: Draft, undone: Change, today: date) -> set[str]:
    """Apply the steps of a change backwards, inside another one; returns what was kept as it is, in words."""
    session, every = draft.session, undone.steps
    kept_of_many = _reverse_many_rows(draft, undone, today)
    steps = [step for step in every if "key" in step]
    inserted = {_row(step) for step in steps if step["was"] is None}
    moved = {(*_row(step), name) for step in steps if step["was"] and step["now"] for name in step["now"]}
    used = _used_since(session, inserted, moved)
    kept = {_NAMES[table.__tablename__] for table, _ in used if table in (Contact, Opportunity, Touchpoint)}
    for name, group in groupby(reversed(steps), key=lambda step: step["table"]):
        for step in group:
            if _row(step) not in used and not _reverse(session, step, today):
                kept.add(_NAMES.get(name, "a detail"))
        # What belongs to something goes before it and comes back after it: references are checked at once.
        session.flush()
    for step in reversed(every):
        if "ids" in step and not _reverse_many(draft, step):
            kept.add(_NAMES[step["table"]])
    return kept | kept_of_many


def _reverse_many_rows(draft: Draft, undone: Change, today: date) -> set[str]:
    """Apply the steps of rows that were inserted, deleted or moved to the trash many at once backwards."""
    session = draft.session
    used = multitudes.used_since(session, undone)
    kept = set(multitudes.say_kept(session, used, _NAMES))
    for step in reversed(undone.steps):
        table = _TABLES[step["table"]]
        if "inserted" in step:
            keys = multitudes.unpacked(table, step["inserted"])
            free = [key for key in keys if (step["table"], key) not in used]
            if hasattr(table, "deleted_on"):
                draft.trash_many(table, free, today)
            else:
                draft.delete_many(table, free)
        elif "trashed" in step:
            ids = multitudes.unpacked(table, step["trashed"])
            on, with_all = date.fromisoformat(step["on"]), step.get("with_all", False)
            if len(draft.restore_many(table, ids, on, with_all)) < len(ids):
                kept.add(_NAMES[step["table"]])
        elif "restored" in step:
            draft.trash_many(table, multitudes.unpacked(table, step["restored"]), today, with_all=True)
        elif "deleted" in step:
            rows = [dict(zip(step["columns"], values, strict=True)) for values in step["deleted"]]
            back = [multitudes.typed(table, row) for row in multitudes.free(session, table, rows)]
            draft.insert_many(table, back)
    return kept


def _reverse_many(draft: Draft, step: dict[str, Any]) -> bool:
    """Apply the step of many rows backwards; False where some were altered since and were kept as they are."""
    table, ids = _TABLES[step["table"]], step["ids"]
    rows: Any = table.__table__
    was, now = (_typed(table, step["column"], step[name]) for name in ("was", "now"))
    untouched: list[int] = []
    for start in range(0, len(ids), _BATCH):
        some = rows.c.id.in_(ids[start : start + _BATCH])
        found = select(rows.c.id).where(some, rows.c[step["column"]].is_not_distinct_from(now))
        untouched += draft.session.scalars(found)
    draft.set_many(table, step["column"], untouched, now, was)
    return len(untouched) == len(ids)


def _row(step: dict[str, Any]) -> Row:
    return _TABLES[step["table"]], tuple(step["key"])


def _used_since(
    session: Session, inserted: Collection[Row], moved: Collection[tuple[type[Base], tuple[Any, ...], str]]
) -> set[Row]:
    """Which of the inserted rows something from elsewhere has been built on, with what belongs to these.

    A contact is kept for what was exchanged or is being written, for reasons and for other opportunities, with the
    addresses and employments; a company for its reasons, holds and check-ins; it and an opportunity for whoever
    else is there. A tag is never taken back: a word that nobody has hides nothing. moved: the columns that the same
    change altered, with their rows; what it moved there goes back.
    """
    kept: set[Row] = {row for row in inserted if row[0] is Tag}
    for parent, children in _BUILT_ON.items():
        ids = sorted(key[0] for table, key in inserted if table is parent)
        for child in children:
            for key, owner, column in _children(session, parent, child, ids):
                is_ours = (child, key) in inserted or (child, key, column) in moved
                if not is_ours or (child, key) in kept:
                    kept.add((parent, (owner,)))
        if parent is Contact:
            kept |= _belongings(session, kept, inserted)
    return kept


def _belongings(session: Session, kept: set[Row], inserted: Collection[Row]) -> set[Row]:
    ids = sorted(key[0] for table, key in kept if table is Contact)
    return {
        (child, key)
        for child in (ContactPoint, ContactTag, Employment)
        for key, _, _ in _children(session, Contact, child, ids)
        if (child, key) in inserted
    }


def _children(
    session: Session, parent: type[Base], child: type[Base], ids: list[int]
) -> Iterator[tuple[tuple[Any, ...], int, str]]:
    """The rows of `child` outside the trash that belong to one of `ids` of `parent`: key, owner, by which column."""
    table = child.__table__
    for owner in (column for column in table.columns if column.references(parent.__table__.c.id)):
        found = select(owner, *table.primary_key)
        if "deleted_on" in table.columns:
            found = found.where(table.c.deleted_on.is_(None))
        for start in range(0, len(ids), _BATCH):
            for belongs_to, *key in session.execute(found.where(owner.in_(ids[start : start + _BATCH]))):
                yield tuple(key), belongs_to, owner.name


def _reverse(session: Session, step: dict[str, Any], today: date) -> bool:
    """Apply one step backwards; False when the row was altered since and was kept as it is."""
    table, key = _row(step)
    row: Any = session.get(table, key)
    if step["was"] is None:
        if isinstance(row, Setting) and row.value != step["now"].get("value"):
            return False
        if isinstance(row, DraftRow) and any(getattr(row, n) != step["now"].get(n) for n in _WRITTEN):
            return False
        held = {name: value for name, value in step["now"].items() if name in _HELD}
        if isinstance(row, Hold) and any(plain(getattr(row, n)) != value for n, value in held.items()):
            return False
        _take_back(session, row, today)
        return True
    if step["now"] is None:
        if isinstance(row, DraftRow):
            return _joined(row, step["was"])
        _put_back(session, table, row, step["was"])
        return True
    if row is None:
        return False
    untouched = [name for name, value in step["now"].items() if plain(getattr(row, name)) == value]
    for name in untouched:
        setattr(row, name, _typed(table, name, step["was"][name]))
    if isinstance(row, Touchpoint) and not go_together(
        row.direction, row.weight, row.tone, row.wants_answer, row.arrived
    ):
        # With what was changed since it would say what no form can.
        for name in untouched:
            setattr(row, name, _typed(table, name, step["now"][name]))
        return False
    if untouched and hasattr(row, "version"):
        row.version += 1
    return len(untouched) == len(step["now"])


def _take_back(session: Session, row: Any, today: date) -> None:
    if row is None:
        return
    if hasattr(row, "deleted_on"):
        row.deleted_on = row.deleted_on or today
    else:
        session.delete(row)


def _put_back(session: Session, table: type[Base], taken: Base | None, was: dict[str, Any]) -> None:
    """Insert a deleted row again, under a new id where its own was given to another row since."""
    values = {name: _typed(table, name, value) for name, value in was.items()}
    if taken is not None and values.pop("id", None) is None:
        return
    session.add(table(**values))


def _joined(row: DraftRow, was: dict[str, Any]) -> bool:
    """Put a draft back below the one that was begun since. True where that says the same."""
    if row.text == was["text"]:
        return True
    row.text = "\n\n".join(filter(None, (row.text, was["text"])))
    row.version += 1
    return False


def _typed(table: type[Base], name: str, value: Any) -> Any:
    """A plain value as the column takes it."""
    kind = inspect(table).columns[name].type
    if value is None:
        return None
    return date.fromisoformat(value) if isinstance(kind, Date) else value


_TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
#: In this order, since what a contact keeps keeps its company.
_BUILT_ON: dict[type[Base], tuple[type[Base], ...]] = {
    Touchpoint: (Opening,),
    Contact: (Touchpoint, Encounter, DraftRow, ReasonToWrite, Opening),
    Opportunity: (Decision, Encounter, Opening),
    Company: (Employment, Opportunity, ReasonToWrite, Hold, CheckIn),
}
#: What somebody wrote into a draft.
_WRITTEN = ("text", "subject")
#: What changes of a hold when it is placed again.
_HELD = ("kind", "until")
_NAMES = {
    "check_ins": "a check-in",
    "companies": "a company",
    "contact_points": "an address",
    "contacts": "a person",
    "cools": "a note of distance",
    "decisions": "a decision",
    "drafts": "a draft",
    "employments": "an employment",
    "encounters": "a part played",
    "holds": "a hold",
    "openings": "a door that opened",
    "opportunities": "an opportunity",
    "reasons": "a reason to write",
    "settings": "a setting",
    "snoozes": "a day to come back on",
    "standing_changes": "a closing",
    "starters": "a beginning of your own",
    "tags": "a tag",
    "touchpoints": "a touchpoint",
}
