"""Every write goes through a change: one transaction that keeps what undoes it.

What an action does to the rows is watched, not declared, so that no action can forget its inverse.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import and_, bindparam, event, insert, inspect, or_, select, update
from sqlalchemy.orm import Session

from followup.actions import multitudes, projection, recomputations, searching
from followup.db import stored_generation, writing
from followup.domain.errors import Conflict, FollowupError
from followup.domain.request_ids import OUTLIVED, generation_of
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
    Hold,
    Opportunity,
    OpportunityDoor,
    ReasonToWrite,
    RequestId,
    Setting,
    Tag,
    Touchpoint,
)
from followup.models import Draft as DraftRow
from followup.queries import histories, lookups

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
    "drafts": {"version"},
    "starters": {"version"},
}
#: What is about a contact and moves neither the plan nor the card: saving it makes no open form of the card old.
_BESIDE = (ContactTag, DraftRow, ReasonToWrite)
#: What of an opportunity its moments (R12) follow from, beside its doors and decisions.
_MOMENTS_FROM = {"company_id", "winner_started_on", "winner_from_inside", "look_again_on", "deleted_on"}
#: What a search reads of companies and what belongs to them, and by what it is there at all.
_READ: dict[Any, frozenset[str]] = {
    Company: frozenset({"name", "website", "notes", "deleted_on"}),
    Opportunity: frozenset({"company_id", "title", "notes", "deleted_on"}),
    Decision: frozenset({"opportunity_id", "feedback", "deleted_on"}),
    Encounter: frozenset({"opportunity_id", "contact_id", "said", "deleted_on"}),
    ReasonToWrite: frozenset({"company_id", "contact_id", "text", "link", "deleted_on"}),
}
#: Columns of a contact that only the history is computed from.
_RHYTHM = frozenset({"cadence", "cadence_given_on"})
_UNRECORDED = (Change, RequestId, Counter)
_BATCH = 500
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


_KEEP = insert(Change).returning(Change.id)
#: In place of the same request that was carried out before and does not hold any more.
_KEEP_REQUEST = insert(RequestId).prefix_with("OR REPLACE")


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
        #: Whose plan or words it may have changed, and in which tables; "texts" are those of touchpoints.
        self.contacts: set[int] = set()
        self.opportunities: set[int] = set()
        #: Opportunities whose decisions and doors, and companies whose moments (R12), may have changed.
        self.decided: set[int] = set()
        self.doors: set[int] = set()
        self.opened: set[int] = set()
        self.touched: set[str] = set()
        #: Who is found by other words now, though no plan moved.
        self.described: set[int] = set()
        #: Who was inserted with their projection, since nothing is planned for them.
        self.settled: set[int] = set()
        self.id = 0
        self.undoes: Change | None = None
        #: Everybody's projection is to be computed anew, in batches, once this is committed.
        self.recomputes = False
        #: Whether everybody's projection may have changed, by a great many rows that got the same value.
        self.concerns_all = False

    def position(self) -> int:
        """The next place in the order of entry, from 1, given once."""
        value = self.session.execute(_NEXT_POSITION).scalar()
        if value is None:
            self.session.execute(insert(Counter).values(name="position", value=1))
            return 1
        return value

    def positions(self, many: int) -> range:
        """The next `many` places in the order of entry, each given once."""
        if many < 1:
            return range(0)
        first = self.position()
        if many > 1:
            more = update(Counter).where(Counter.name == "position").values(value=first + many - 1)
            self.session.connection().execute(more)
        return range(first, first + many)

    def set_many(self, table: type[Base], column: str, ids: list[int], was: Any, now: Any) -> None:
        """Give the rows `ids` of a table, which all have `was` in a column, the plain value `now`: one step for all.

        For thousands at once: nothing of them is loaded. Of a great many contacts, and for other tables, everybody's
        projection is computed anew, in batches where there are many; of a few contacts theirs alone.
        """
        if not ids:
            return
        self.session.flush()
        rows: Any = table.__table__
        wanted = {rows.c[column]: now, rows.c.version: rows.c.version + 1}
        for start in range(0, len(ids), _BATCH):
            some = rows.c.id.in_(ids[start : start + _BATCH])
            self.session.connection().execute(update(rows).where(some).values(wanted))
        self.session.expire_all()
        values = {"was": plain(was), "now": plain(now)}
        self.steps.append({"table": table.__tablename__, "column": column, "ids": ids, **values})
        if table is Contact and column in _RHYTHM and len(self.contacts) + len(ids) <= recomputations.AT_ONCE:
            # Nothing but the plan follows from these: that is always computed.
            self.contacts.update(ids)
        else:
            self.concerns_all = True

    def insert_many(self, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Insert plain rows, thousands at once: one step for all. Returns their keys in the order of `rows`.

        A row has its values by column, days as dates; a column that it lacks takes its preset. An id that it has is
        kept, others are given. A key of several columns is a tuple. What a row leads to must be there already.
        """
        if not rows:
            return []
        self.session.flush()
        given = [dict(row) for row in rows]
        keys = multitudes.insert_rows(self.session, table, given)
        self.steps.append({"table": table.__tablename__, "inserted": multitudes.packed(keys)})
        names = [column.name for column in table.__table__.primary_key]
        for row, key in zip(given, keys, strict=True):
            row.update(zip(names, key if isinstance(key, tuple) else (key,), strict=True))
        self._touch_many(table, given)
        return keys

    def trash_many(self, table: type[Base], ids: Sequence[int], today: date, with_all: bool = False) -> None:
        """Move rows to the trash, thousands at once. Those that are there already are left alone.

        with_all: with whatever was built on them, as somebody asks who deletes them, so that this can be done again.
        """
        self.session.flush()
        moved = multitudes.trash(self.session, table, ids, None, today)
        if moved:
            step = {
                "table": table.__tablename__,
                "trashed": multitudes.packed(moved),
                "on": today.isoformat(),
                **({"with_all": True} if with_all else {}),
            }
            self.steps.append(step)
            self._touch_stored(table, moved)

    def restore_many(
        self, table: type[Base], ids: Sequence[int], day: date, with_all: bool = False
    ) -> list[int]:
        """Take the rows that were moved there on `day` out of the trash again; returns their ids.

        with_all: they were moved there with whatever was built on them.
        """
        self.session.flush()
        moved = multitudes.trash(self.session, table, ids, day, None)
        if moved:
            # Undone, this counts as an insertion does, where nobody asked to delete all: what was built on it is kept.
            kind = "restored" if with_all else "inserted"
            self.steps.append({"table": table.__tablename__, kind: multitudes.packed(moved)})
            self._touch_stored(table, moved)
        return moved

    def delete_many(self, table: type[Base], keys: Sequence[Any]) -> None:
        """Delete rows of a table without a trash, thousands at once."""
        self.session.flush()
        rows = multitudes.remove(self.session, table, keys)
        if rows:
            taken = [[plain(value) for value in row.values()] for row in rows]
            self.steps.append({"table": table.__tablename__, "columns": list(rows[0]), "deleted": taken})
            self._touch_many(table, rows)

    def _touch_stored(self, table: type[Base], ids: Sequence[int]) -> None:
        core: Any = table.__table__
        for some in multitudes.batches(ids):
            found = self.session.connection().execute(select(core).where(core.c.id.in_(some)))
            self._touch_many(table, [dict(row) for row in found.mappings()])

    def _touch_many(self, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Note whom these rows are about, as `_touch` does for one."""
        self.touched.add(table.__tablename__)
        if table is Contact:
            self.contacts.update(row["id"] for row in rows)
        elif table is Opportunity:
            self.opportunities.update(row["id"] for row in rows)
            self.opened.update(row["company_id"] for row in rows)
        elif table is Decision:
            decided = {row["opportunity_id"] for row in rows}
            self.opportunities |= decided
            self.decided |= decided
        elif table is OpportunityDoor:
            self.doors.update(row["opportunity_id"] for row in rows)
        elif table is ContactTag:
            self.described.update(row["contact_id"] for row in rows)
        elif "contact_id" in table.__table__.columns and table not in _BESIDE:
            self.contacts.update(row["contact_id"] for row in rows)
        if table is Touchpoint and any(row.get("text") for row in rows):
            self.touched.add("texts")

    def done(self, contact: Contact, what: str) -> None:
        """Sum up what was done to a contact: "Ruth: the name is changed."."""
        self.summary = f"{contact.short_name}: {what}."
        self.answer = {"contact": contact.id}


@contextmanager
def change(
    verb: str,
    today: date,
    request_id: str | None = None,
    holds: Callable[[Session, dict[str, Any]], bool] | None = None,
) -> Generator[Draft]:
    """One action: everything inside is committed together, projected, and can be undone.

    Raises AlreadyDone when `request_id` was carried out before, Conflict when that was something else, and what
    `db.writing` raises; then nothing inside is kept. What is undone since is carried out again, and so is what does
    not hold any more: `holds` tells by the answer it gave; None for what always does.
    """
    with writing() as session:
        if request_id:
            _refuse_outlived(session, request_id)
            _refuse_repeated(session, request_id, verb, holds)
        draft = session.info["draft"] = Draft(session, verb)
        yield draft
        session.flush()
        contacts = draft.contacts | _met(session, draft.opportunities) | _employed(session, draft)
        contacts -= draft.settled
        projection.project(session, contacts, draft.touched)
        described = _renamed(session, draft.steps) | draft.described | draft.settled
        projection.describe(session, described - contacts)
        searching.index(session, _with_reasons(session, draft.steps), _reworded(session, draft.steps))
        if draft.concerns_all or _changes_everybody(draft.steps):
            draft.recomputes = not recomputations.begin(session)
        row = {
            "made_on": today,
            "verb": draft.verb,
            "summary": draft.summary[:500],
            "steps": draft.steps,
            "answer": draft.answer,
        }
        draft.id = session.connection().execute(_KEEP, row).scalar_one()
        if draft.undoes is not None:
            draft.undoes.undone_by = draft.id
        if request_id:
            session.connection().execute(_KEEP_REQUEST, {"id": request_id, "change_id": draft.id})


def _refuse_outlived(session: Session, request_id: str) -> None:
    """A page from before a restore may name rows that are others now."""
    made = generation_of(request_id)
    if made is not None and made != stored_generation(session):
        raise Conflict(OUTLIVED)


def _refuse_repeated(
    session: Session, request_id: str, verb: str, holds: Callable[[Session, dict[str, Any]], bool] | None
) -> None:
    done = session.connection().execute(_DONE, {"request": request_id}).one_or_none()
    if done and done.verb != verb:
        raise Conflict(
            "This form was used for something else already. Open the page again, then try once more."
        )
    if done and not lookups.is_undone(session, done.id) and (holds is None or holds(session, done.answer)):
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
            _touch(draft, row, was)
    for row in session.deleted:
        if not isinstance(row, _UNRECORDED):
            steps.append({"table": row.__tablename__, "key": _key(row), "was": values(row), "now": None})
            _touch(draft, row)
    # The session has them in no order.
    draft.steps += sorted(steps, key=lambda step: (step["table"], step["key"]))
    session.info["new"] = [row for row in session.new if not isinstance(row, _UNRECORDED)]


@event.listens_for(Session, "after_flush")
def _watch_new(session: Session, *_: Any) -> None:
    """After a flush of a change: note the new rows, which have their ids now."""
    for row in session.info.pop("new", ()):
        # A setting keeps its key when it is set anew, so that only its value tells whether it was; a draft its
        # contact's; a hold is given another day when it is placed anew.
        now = values(row) if isinstance(row, (Setting, DraftRow, Hold)) else {}
        step = {"table": row.__tablename__, "key": _key(row), "was": None, "now": now}
        session.info["draft"].steps.append(step)
        _touch(session.info["draft"], row)


def _touch(draft: Draft, row: Any, was: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Note whom a row is about. was: the values that were replaced, by their columns."""
    draft.touched.add(row.__tablename__)
    if isinstance(row, Contact):
        draft.contacts.add(row.id)
    elif isinstance(row, Opportunity):
        draft.opportunities.add(row.id)
        if not _MOMENTS_FROM.isdisjoint(was):
            draft.opened |= {row.company_id, was.get("company_id", row.company_id)}
    elif isinstance(row, Decision):
        draft.opportunities.add(row.opportunity_id)
        draft.decided.add(row.opportunity_id)
    elif isinstance(row, OpportunityDoor):
        draft.doors.add(row.opportunity_id)
    elif hasattr(row, "contact_id") and not isinstance(row, _BESIDE):
        # It may have been moved here from somebody else.
        draft.contacts |= {row.contact_id, was.get("contact_id", row.contact_id)}
    if isinstance(row, Touchpoint) and (row.text or "text" in was):
        draft.touched.add("texts")


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
        "key" in step and step["table"] == Setting.__tablename__ and step["key"][0] in projection.COUNTED_WITH
        for step in steps
    )


def _renamed(session: Session, steps: list[dict[str, Any]]) -> set[int]:
    """The contacts that are found by other words now, though no plan moved: tagged, or of a renamed company or tag."""
    steps = [step for step in steps if "key" in step]
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


def _with_reasons(session: Session, steps: list[dict[str, Any]]) -> set[int]:
    """The contacts whose reasons to write say something else now."""
    return set(_owners(session, steps, ReasonToWrite, ReasonToWrite.contact_id))


def _reworded(session: Session, steps: list[dict[str, Any]]) -> set[int]:
    """The companies that are found by other words now: their own, an opportunity's, or those of a reason to write."""
    found = {
        *_owners(session, steps, Company, Company.id),
        *_owners(session, steps, Opportunity, Opportunity.company_id),
        *_owners(session, steps, ReasonToWrite, ReasonToWrite.company_id),
    }
    opportunities = {
        *_owners(session, steps, Decision, Decision.opportunity_id),
        *_owners(session, steps, Encounter, Encounter.opportunity_id),
    }
    # What somebody said goes to the trash with them.
    binned = [row for row, was in _altered(steps, Contact) if "deleted_on" in (was or ())]
    opportunities |= set(_read(session, Encounter.opportunity_id, Encounter.contact_id, binned))
    return found | set(_read(session, Opportunity.company_id, Opportunity.id, sorted(opportunities)))


def _owners(session: Session, steps: list[dict[str, Any]], table: Any, owner: Any) -> set[int]:
    """To whom the rows of a table belong, or belonged, of which a change altered what a search reads."""
    rows: list[int] = []
    found: set[int | None] = set()
    for row, was in _altered(steps, table):
        if was is None or not _READ[table].isdisjoint(was):
            rows.append(row)
            found.add((was or {}).get(owner.key))
    if owner is table.id:
        return set(rows)
    found.update(_read(session, owner, table.id, rows))
    return {one for one in found if one is not None}


def _altered(steps: list[dict[str, Any]], table: Any) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The ids of the rows of a table that a change wrote, each with the values that it replaced; None for a new one."""
    for step in steps:
        if step["table"] != table.__tablename__:
            continue
        if "ids" in step:
            yield from ((row, {step["column"]: step["was"]}) for row in step["ids"])
        elif "inserted" in step:
            yield from ((row, None) for row in multitudes.unpacked(table, step["inserted"]))
        elif "trashed" in step or "restored" in step:
            moved = step.get("trashed") or step["restored"]
            yield from ((row, {"deleted_on": None}) for row in multitudes.unpacked(table, moved))
        elif "deleted" in step:
            rows = (dict(zip(step["columns"], values, strict=True)) for values in step["deleted"])
            yield from ((row["id"], row) for row in rows)
        else:
            yield step["key"][0], step["was"]


def _read(session: Session, column: Any, key: Any, ids: list[int]) -> list[int]:
    return [
        value
        for start in range(0, len(ids), _BATCH)
        for value in session.scalars(select(column).where(key.in_(ids[start : start + _BATCH])))
    ]


def _employed(session: Session, draft: Draft) -> set[int]:
    """Who works where the moments (R12) may have changed."""
    if not (draft.decided or draft.doors or draft.opened):
        return set()
    moved = or_(
        Opportunity.id.in_(draft.doors),
        and_(Opportunity.id.in_(draft.decided), histories.brings_moments()),
    )
    companies = select(Opportunity.company_id).where(moved)
    at = or_(Contact.company_id.in_(companies), Contact.company_id.in_(draft.opened))
    return set(session.scalars(select(Contact.id).where(at)))


def _met(session: Session, opportunities: set[int]) -> set[int]:
    """Who was met for these opportunities."""
    if not opportunities:
        return set()
    return set(
        session.scalars(select(Encounter.contact_id).where(Encounter.opportunity_id.in_(opportunities)))
    )
