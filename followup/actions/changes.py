"""Every write goes through a change: one transaction that keeps what undoes it.

What an action does to the rows is watched, not declared, so that no action can forget its inverse.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, event, insert, inspect, select, update
from sqlalchemy.orm import Session

from followup.actions import projection, recomputations
from followup.db import writing
from followup.domain.errors import Conflict, FollowupError
from followup.models import (
    Base,
    Change,
    Company,
    Contact,
    ContactTag,
    Counter,
    Decision,
    Employment,
    Encounter,
    Opportunity,
    RequestId,
    Setting,
    Tag,
)

#: Written by the projection alone, or only ever counted up: not part of what a change did.
PROJECTED = {
    "contacts": {
        "company_id",
        "title",
        "standing",
        "due_on",
        "is_urgent",
        "lapses_on",
        "then_due_on",
        "then_standing",
        "touched_on",
        "stage_rank",
        "is_correspondent",
        "version",
    },
    "touchpoints": {"is_answer", "version"},
    "companies": {"version"},
    "opportunities": {"version"},
}
_UNRECORDED = (Change, RequestId, Counter)
_NEXT_POSITION = (
    update(Counter)
    .where(Counter.name == "position")
    .values(value=Counter.value + 1)
    .returning(Counter.value)
    .execution_options(synchronize_session=False)
)
_DONE = (
    select(Change.id, Change.answer, Change.verb)
    .join(RequestId, RequestId.change_id == Change.id)
    .where(RequestId.id == bindparam("request"))
)


class AlreadyDone(FollowupError):
    """The same request was carried out before; `change` (its id) and `answer` say what it did."""

    def __init__(self, change: int, answer: dict[str, Any]) -> None:
        super().__init__("This was saved already.")
        self.change = change
        self.answer = answer


class Draft:
    """A change being made. Add to `session`; fill `summary` and `answer` before the end.

    summary: one sentence, of which 500 characters are kept. answer: plain values by name, for the reply and for a
    request sent again. id: of the change, 0 until it is made.
    """

    def __init__(self, session: Session, verb: str) -> None:
        self.session = session
        self.verb = verb
        self.summary = verb
        self.answer: dict[str, Any] = {}
        self.steps: list[dict[str, Any]] = []
        self.contacts: set[int] = set()
        self.id = 0
        self.undoes: Change | None = None
        #: Everybody's projection is to be computed anew, in batches, once this is committed.
        self.recomputes = False

    def position(self) -> int:
        """The next place in the order of entry, from 1, given once."""
        value = self.session.execute(_NEXT_POSITION).scalar()
        if value is None:
            self.session.execute(insert(Counter).values(name="position", value=1))
            return 1
        return value


@contextmanager
def change(verb: str, today: date, request_id: str | None = None) -> Generator[Draft]:
    """One action: everything inside is committed together, projected, and can be undone.

    Raises AlreadyDone when `request_id` was carried out before, Conflict when that was something else, and what
    `db.writing` raises; then nothing inside is kept.
    """
    with writing() as session:
        if request_id:
            _refuse_repeated(session, request_id, verb)
        draft = session.info["draft"] = Draft(session, verb)
        yield draft
        session.flush()
        contacts = draft.contacts | _contacts_of(session, draft.steps)
        projection.project(session, contacts)
        projection.describe(session, _renamed(session, draft.steps) - contacts)
        if _changes_everybody(draft.steps):
            draft.recomputes = not recomputations.begin(session)
        row = Change(
            made_on=today,
            verb=draft.verb,
            summary=draft.summary[:500],
            steps=draft.steps,
            answer=draft.answer,
        )
        session.add(row)
        session.flush()
        draft.id = row.id
        if draft.undoes is not None:
            draft.undoes.undone_by = row.id
        if request_id:
            session.add(RequestId(id=request_id, change_id=row.id))


def _refuse_repeated(session: Session, request_id: str, verb: str) -> None:
    done = session.connection().execute(_DONE, {"request": request_id}).one_or_none()
    if done and done.verb != verb:
        raise Conflict(
            "This form was used for something else already. Open the page again, then try once more."
        )
    if done:
        raise AlreadyDone(done.id, done.answer)


@event.listens_for(Session, "before_flush")
def _watch(session: Session, *_: Any) -> None:
    """Before a flush of a change: note the updates and deletions with the values that they replace."""
    draft = session.info.get("draft")
    if draft is None:
        return
    steps: list[dict[str, Any]] = []
    for row in session.dirty:
        if isinstance(row, _UNRECORDED) or not session.is_modified(row):
            continue
        state = inspect(row)
        table = row.__tablename__
        was, now = {}, {}
        for column in state.mapper.column_attrs:
            history = state.attrs[column.key].history
            if history.has_changes() and column.key not in PROJECTED.get(table, ()):
                was[column.key] = plain(history.deleted[0] if history.deleted else None)
                now[column.key] = plain(history.added[0] if history.added else None)
        if was:
            steps.append({"table": table, "key": _key(row), "was": was, "now": now})
    for row in session.deleted:
        if not isinstance(row, _UNRECORDED):
            steps.append({"table": row.__tablename__, "key": _key(row), "was": values(row), "now": None})
    # The session has them in no order.
    draft.steps += sorted(steps, key=lambda step: (step["table"], step["key"]))
    session.info["new"] = [row for row in session.new if not isinstance(row, _UNRECORDED)]


@event.listens_for(Session, "after_flush")
def _watch_new(session: Session, *_: Any) -> None:
    """After a flush of a change: note the new rows, which have their ids now."""
    for row in session.info.pop("new", ()):
        # A setting keeps its key when it is set anew, so that only its value tells whether it was.
        now = values(row) if isinstance(row, Setting) else {}
        step = {"table": row.__tablename__, "key": _key(row), "was": None, "now": now}
        session.info["draft"].steps.append(step)


def _key(row: Base) -> list[Any]:
    return [plain(value) for value in inspect(row).mapper.primary_key_from_instance(row)]


def values(row: Base) -> dict[str, Any]:
    """All columns of a row as plain values."""
    return {column.key: plain(getattr(row, column.key)) for column in inspect(row).mapper.column_attrs}


def plain(value: Any) -> Any:
    """A column's value as JSON takes it."""
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _changes_everybody(steps: list[dict[str, Any]]) -> bool:
    """Whether a setting was changed that every stored projection depends on."""
    return any(
        step["table"] == Setting.__tablename__ and step["key"][0] in projection.COUNTED_WITH for step in steps
    )


def _renamed(session: Session, steps: list[dict[str, Any]]) -> set[int]:
    """The contacts that are found by other words now, though no plan moved: tagged, or of a renamed company or tag."""
    found = {step["key"][0] for step in steps if step["table"] == ContactTag.__tablename__}
    for table, member, owner in (
        (Company, Employment.contact_id, Employment.company_id),
        (Tag, ContactTag.contact_id, ContactTag.tag_id),
    ):
        renamed = [
            step["key"][0]
            for step in steps
            if step["table"] == table.__tablename__ and "name" in (step["was"] or ())
        ]
        if renamed:
            found.update(session.scalars(select(member).where(owner.in_(renamed))))
    return found


def _contacts_of(session: Session, steps: list[dict[str, Any]]) -> set[int]:
    """The contacts whose plan the steps may have changed."""
    found: set[int] = set()
    opportunities: set[int] = set()
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    for step in steps:
        table = tables[step["table"]]
        if table is Contact:
            found.add(step["key"][0])
        elif table is Opportunity:
            opportunities.add(step["key"][0])
        elif table is Decision or (table is not ContactTag and hasattr(table, "contact_id")):
            row = session.get(table, tuple(step["key"]))
            column = "opportunity_id" if table is Decision else "contact_id"
            owner = getattr(row, column) if row is not None else (step["was"] or {}).get(column)
            if owner is not None:
                (opportunities if table is Decision else found).add(owner)
    if opportunities:
        met = select(Encounter.contact_id).where(Encounter.opportunity_id.in_(opportunities))
        found.update(session.scalars(met))
    return found
