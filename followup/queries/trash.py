"""The trash: what waits there, and what goes with it for good."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Table,
    and_,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy import String as Text
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import NotFound
from followup.domain.values import Channel, DecisionKind, Intent, OpeningKind
from followup.models import (
    Base,
    Change,
    Company,
    Contact,
    Decision,
    Employment,
    Encounter,
    Opening,
    Opportunity,
    ReasonToWrite,
    RequestId,
    Starter,
    Touchpoint,
)

#: So many days it waits, and so long an undo lasts.
KEPT_DAYS = 30
SHOWN = 50
#: What has a line of its own there. What belongs to one of these went with it.
NOUNS: dict[str, type[Any]] = {
    table.__tablename__: table
    for table in (
        *(Contact, Company, Opportunity, Touchpoint),
        *(Opening, ReasonToWrite, Starter, Decision, Encounter),
    )
}
#: Rows by the names of their tables, each by its key.
Rows = dict[str, set[tuple[Any, ...]]]
#: Of a table, which rows are chosen; None for none.
Choice = Callable[[Table], ColumnElement[bool] | None]
GONE = "This is not in the trash any more."
_BATCH = 500
#: Without these, what refers to another row would say something else: a hold of no company is one of everything.
_BELONGS_ALSO = {("reasons", "contact_id"), ("reasons", "company_id"), ("holds", "company_id")}
_BOOKKEEPING = {Change.__tablename__, RequestId.__tablename__}


class Reference(NamedTuple):
    """A column that refers to rows of `parent`. belongs: its row goes with them; else only the reference does."""

    table: Table
    column: Column[Any]
    parent: str
    belongs: bool


class Waiting(NamedTuple):
    """Something in the trash. noun: its table. what and whose: its words, as far as it has any; kind: its value.

    day: when it happened, None for what has no day.
    """

    noun: str
    id: int
    deleted_on: date
    what: str
    whose: str
    kind: Any
    day: date | None

    @property
    def goes_on(self) -> date:
        """The day on which it goes for good."""
        return self.deleted_on + timedelta(KEPT_DAYS)


class Going(NamedTuple):
    """What goes for good: one thing with all that belongs to it, counted by table; or everything (`one` is None)."""

    one: Waiting | None
    counts: Mapping[str, int]


_KINDS: dict[str, Any] = {
    "touchpoints": Channel,
    "openings": OpeningKind,
    "decisions": DecisionKind,
    "starters": Intent,
}


def index(page: int) -> tuple[list[Waiting], bool]:
    """A page of the trash, from 1, the newest first, and whether there is more."""
    with reading() as session:
        every = _every().limit(SHOWN + 1).offset((page - 1) * SHOWN)
        rows = [_waiting(row) for row in session.execute(every)]
    return rows[:SHOWN], len(rows) > SHOWN


def going(noun: str, row_id: int) -> Going:
    """What goes with something in the trash when it is deleted for good. Raises NotFound."""
    with reading() as session:
        if noun not in NOUNS:
            raise NotFound(GONE)
        found = session.execute(_parts()[noun].where(NOUNS[noun].id == row_id)).one_or_none()
        if found is None:
            raise NotFound(GONE)
        return Going(_waiting(found), _counts(session, one(noun, row_id)))


def everything() -> Going:
    """What goes when the trash is emptied."""
    with reading() as session:
        return Going(None, _counts(session, trashed()))


def row(session: Session, noun: str, row_id: int) -> Any:
    """The row in the trash, for changing it. Raises NotFound."""
    found = session.get(NOUNS[noun], row_id) if noun in NOUNS else None
    if found is None or found.deleted_on is None:
        raise NotFound(GONE)
    return found


def one(noun: str, row_id: int) -> Choice:
    """Chooses one row of a table."""
    return lambda table: table.c.id == row_id if table.name == noun else None


def trashed(until: date | None = None) -> Choice:
    """Chooses what was deleted, up to a day where that is given; no company that somebody still needs."""

    def choose(table: Table) -> ColumnElement[bool] | None:
        if "deleted_on" not in table.c:
            return None
        is_over = table.c.deleted_on.is_not(None) if until is None else table.c.deleted_on <= until
        return and_(is_over, ~needed()) if table.name == Company.__tablename__ else is_over

    return choose


def needed():
    """Whether a company in the trash is one that somebody outside of it works or worked at, or met there."""
    employed = exists().where(
        Employment.company_id == Company.id,
        Contact.id == Employment.contact_id,
        Contact.deleted_on.is_(None),
    )
    role = exists().where(Opportunity.company_id == Company.id, Opportunity.deleted_on.is_(None))
    return or_(employed, role)


def closure(session: Session, choice: Choice) -> Rows:
    """The keys of the rows chosen, and of all that belongs to them, by the names of their tables."""
    found: Rows = {}
    for table in Base.metadata.sorted_tables:
        where = _goes(table, choice)
        if where is not None:
            keys = {tuple(key) for key in session.execute(select(*table.primary_key).where(where))}
            found |= {table.name: keys} if keys else {}
    return found


def _counts(session: Session, choice: Choice) -> dict[str, int]:
    """How many that are of each table, in one statement."""
    goes = {table: _goes(table, choice) for table in Base.metadata.sorted_tables}
    counts = (
        select(literal(table.name), func.count()).select_from(table).where(where)
        for table, where in goes.items()
        if where is not None
    )
    return {name: count for name, count in session.execute(union_all(*counts)) if count}


def _goes(table: Table, choice: Choice) -> ColumnElement[bool] | None:
    """Which rows of a table go: those chosen, and those that belong to one that goes. None: none of them."""
    terms = [choice(table)]
    for reference in references():
        if reference.table is table and reference.belongs:
            parent = Base.metadata.tables[reference.parent]
            where = _goes(parent, choice)
            terms.append(None if where is None else reference.column.in_(select(parent.c.id).where(where)))
    said = [term for term in terms if term is not None]
    return or_(*said) if said else None


def batches(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Ids in order, so many at once as a statement takes well."""
    every = sorted(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))


@cache
def references() -> tuple[Reference, ...]:
    """Every column by which one row refers to another, bookkeeping left out."""
    return tuple(
        Reference(
            table,
            column,
            key.column.table.name,
            not column.nullable or (table.name, column.name) in _BELONGS_ALSO,
        )
        for table in Base.metadata.sorted_tables
        if table.name not in _BOOKKEEPING
        for column in table.columns
        for key in column.foreign_keys
    )


def _waiting(found: Any) -> Waiting:
    noun, row_id, deleted_on, what, whose, kind, day = found
    read = _KINDS.get(noun)
    return Waiting(
        noun, row_id, deleted_on, what or "", whose or "", read(kind) if read and kind else kind, day
    )


def _every():
    every = union_all(*_parts().values()).subquery()
    return select(*every.c).order_by(every.c.deleted_on.desc(), every.c.noun, every.c.id.desc())


def _parts() -> dict[str, Any]:
    """What is listed of each table. What hangs on something that is in the trash itself waits with that."""

    def part(table: Any, what: Any, whose: Any, kind: Any = None, day: Any = None):
        columns = (
            literal(table.__tablename__).label("noun"),
            table.id.label("id"),
            table.deleted_on.label("deleted_on"),
            type_coerce(what, Text).label("what"),
            type_coerce(whose, Text).label("whose"),
            type_coerce(null() if kind is None else kind, Text).label("kind"),
            type_coerce(null() if day is None else day, Date).label("day"),
        )
        return select(*columns).where(table.deleted_on.is_not(None))

    live = Contact.deleted_on.is_(None)
    role = func.coalesce(func.nullif(Opportunity.title, ""), Company.name)
    at_role = Opportunity.deleted_on.is_(None)
    found = (
        part(Contact, Contact.name, Company.name).outerjoin(Company, Company.id == Contact.company_id),
        part(Company, Company.name, literal("")),
        part(Opportunity, Opportunity.title, Company.name).join(Company),
        part(Touchpoint, Touchpoint.text, Contact.name, Touchpoint.channel, Touchpoint.day)
        .join(Contact, Contact.id == Touchpoint.contact_id)
        .where(live),
        part(Opening, Opening.text, Contact.name, Opening.kind, Opening.day)
        .join(Contact, Contact.id == Opening.contact_id)
        .where(live),
        part(
            ReasonToWrite,
            func.coalesce(func.nullif(ReasonToWrite.text, ""), ReasonToWrite.link),
            func.coalesce(Contact.name, Company.name),
        )
        .outerjoin(Contact, Contact.id == ReasonToWrite.contact_id)
        .outerjoin(Company, Company.id == ReasonToWrite.company_id)
        .where(live, Company.deleted_on.is_(None)),
        part(Starter, Starter.text, literal(""), Starter.intent),
        part(Decision, Decision.feedback, role, Decision.kind, Decision.decided_on)
        .join(Opportunity, Opportunity.id == Decision.opportunity_id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(at_role),
        part(Encounter, Contact.name, role)
        .join(Contact, Contact.id == Encounter.contact_id)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(live, at_role),
    )
    return dict(zip(NOUNS, found, strict=True))
