"""Undoing a change: what it inserted goes to the trash, what it altered gets its old values back."""

from datetime import date
from typing import Any

from sqlalchemy import Date, inspect
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change, plain
from followup.domain.errors import Conflict
from followup.models import Base
from followup.queries import lookups


def undo(change_id: int, today: date, request_id: str | None = None) -> Draft:
    """Apply the inverse of a change; undoing that undo does it again.

    What was altered since is kept, and the summary says so. Raises NotFound, or Conflict when it is undone.
    """
    with change("Undone", today, request_id) as draft:
        row = lookups.change(draft.session, change_id)
        if row.undone_by is not None:
            raise Conflict("This was undone already.")
        draft.undoes = row
        kept = [step["table"] for step in reversed(row.steps) if not _reverse(draft.session, step, today)]
        draft.session.flush()
        draft.summary = f"Undone: {row.summary}"
        if kept:
            draft.summary = f"Undone, but what you changed since was kept. It was: {row.summary}"
        draft.answer = {**row.answer, "undone": change_id}
    return draft


def _reverse(session: Session, step: dict[str, Any], today: date) -> bool:
    """Apply one step backwards; False when the row was altered since and was kept as it is."""
    table = _TABLES[step["table"]]
    row = session.get(table, tuple(step["key"]))
    if step["was"] is None:
        return _take_back(session, row, today)
    if step["now"] is None:
        if row is None:
            session.add(table(**{name: _typed(table, name, value) for name, value in step["was"].items()}))
        return row is None
    if row is None:
        return False
    untouched = [name for name, value in step["now"].items() if plain(getattr(row, name)) == value]
    for name in untouched:
        setattr(row, name, _typed(table, name, step["was"][name]))
    return len(untouched) == len(step["now"])


def _take_back(session: Session, row: Any, today: date) -> bool:
    if row is None:
        return True
    if hasattr(row, "deleted_on"):
        row.deleted_on = today
    else:
        session.delete(row)
    return True


def _typed(table: type[Base], name: str, value: Any) -> Any:
    """A plain value as the column takes it."""
    kind = inspect(table).columns[name].type
    if value is None:
        return None
    return date.fromisoformat(value) if isinstance(kind, Date) else value


_TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
