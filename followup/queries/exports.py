"""What leaves: everything for Followup's own document, and people, exchanges and dates for other programs.

Nothing is written down while a transaction is open.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Enum, Integer, String, case, select, type_coerce
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import week
from followup.domain.documents import SETTINGS, Column, Table
from followup.domain.outgoing import Due, Exchanged, Person, Role
from followup.domain.schedule import Kind
from followup.domain.values import DecisionKind, PointKind, Weight
from followup.models import (
    Base,
    CheckIn,
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Cool,
    Decision,
    Distinction,
    Draft,
    Employment,
    Encounter,
    Hold,
    Opening,
    Opportunity,
    OpportunityDoor,
    ReasonToWrite,
    Setting,
    Snooze,
    StandingChange,
    Starter,
    Tag,
    Touchpoint,
    Writing,
)
from followup.queries import outlook, settings

#: What the document holds, in an order in which each table comes after those that it leads to.
EXPORTED: tuple[type[Base], ...] = (
    Company,
    Contact,
    ContactPoint,
    Employment,
    Tag,
    ContactTag,
    Distinction,
    Opportunity,
    OpportunityDoor,
    Decision,
    Encounter,
    Touchpoint,
    Snooze,
    StandingChange,
    Cool,
    Hold,
    CheckIn,
    ReasonToWrite,
    Opening,
    Draft,
    Starter,
    Setting,
    Writing,
)
#: Computed again from the others, by table. `actions.changes.PROJECTED` says so of most of them.
COMPUTED = {
    "contacts": {
        *("folded", "company_id", "title", "standing", "due_on", "is_urgent", "lapses_on", "then_due_on"),
        *("then_standing", "touched_on", "stage_rank", "is_correspondent"),
    },
    "companies": {"folded"},
    "tags": {"folded"},
    "contact_points": {"folded"},
    "touchpoints": {"is_answer"},
}
_WRITING = Writing.__tablename__
_KINDS = {Boolean: bool, Integer: int, Date: date, DateTime: datetime}
#: Rows that are fetched at once.
_AT_ONCE = 2000
#: People whose plans are made at once.
_PEOPLE = 500


#: A text whose folded form no two rows share, by table.
_ALIKE = {"tags": "name"}


def _described(model: type[Base]) -> Table:
    left_out = {"version", *COMPUTED.get(model.__tablename__, ())}
    core: Any = model.__table__
    unique = tuple(
        tuple(column.name for column in constraint.columns)
        for constraint in core.constraints
        if type(constraint).__name__ == "UniqueConstraint"
        and left_out.isdisjoint(column.name for column in constraint.columns)
    )
    return Table(
        name=core.name,
        columns=tuple(_column(column) for column in core.columns if column.name not in left_out),
        key=tuple(column.name for column in core.primary_key),
        unique=unique,
        alike=_ALIKE.get(core.name, ""),
    )


def _column(column: Any) -> Column:
    kind = next((plain for stored, plain in _KINDS.items() if isinstance(column.type, stored)), str)
    has_preset = column.default is not None and column.default.is_scalar
    preset = column.default.arg if has_preset else None
    return Column(
        name=column.name,
        kind=kind,
        is_nullable=column.nullable,
        is_required=not (has_preset or column.nullable),
        preset=getattr(preset, "value", preset),
        limit=(isinstance(column.type, String) and column.type.length) or 0,
        choices=tuple(column.type.enums) if isinstance(column.type, Enum) else (),
        refers=next((key.column.table.name for key in column.foreign_keys), ""),
    )


#: What the document has of each table, private writing last.
TABLES: tuple[Table, ...] = tuple(_described(model) for model in EXPORTED)
_MODELS = {model.__tablename__: model for model in EXPORTED}


def tables(with_writing: bool = False) -> tuple[Table, ...]:
    """The tables of the document; private writing only where it is asked for."""
    return tuple(table for table in TABLES if with_writing or table.name != _WRITING)


def everything(with_writing: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of `tables`, the trash included, by table and in the order of its key, as plain values."""
    seen = Seen()
    with reading() as session:
        return {table.name: list(rows(session, table, seen)) for table in tables(with_writing)}


class Seen(dict[Any, Any]):
    """Values that came before: of equal ones a single one is kept."""

    def __missing__(self, value: Any) -> Any:
        """Keep one that is new."""
        self[value] = value
        return value

    def once(self, some: Iterable[Any], places: Collection[int]) -> Iterable[tuple[Any, ...]]:
        """The rows, with what is equal in these places of them kept once. Column by column, which is far quicker."""
        columns = zip(*some, strict=True)
        return zip(
            *(
                map(self.__getitem__, column) if place in places else column
                for place, column in enumerate(columns)
            ),
            strict=True,
        )


def rows(session: Session, table: Table, seen: Seen) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as the document has them, in the order of its key."""
    core: Any = _MODELS[table.name].__table__
    wanted = [_plain(core.c[column.name], column) for column in table.columns]
    found = select(*wanted).order_by(*(core.c[name] for name in table.key))
    if table.name == Setting.__tablename__:
        found = found.where(core.c.name.in_(list(SETTINGS)))
    # Days and words come again and again; ids and texts do not.
    again = {place for place, column in enumerate(table.columns) if column.kind is date or column.choices}
    times = [place for place, column in enumerate(table.columns) if column.kind is datetime]
    for some in session.connection().execute(found).partitions(_AT_ONCE):
        for row in seen.once(some, again):
            yield _with_times(row, times) if times else row


def _with_times(row: tuple[Any, ...], places: Collection[int]) -> tuple[Any, ...]:
    return tuple(
        datetime.fromisoformat(value).isoformat() if place in places else value
        for place, value in enumerate(row)
    )


def _plain(stored: Any, column: Column) -> Any:
    """A column without what would make objects of its values."""
    return type_coerce(stored, String) if column.kind in (date, datetime) or column.choices else stored


# People, exchanges and opportunities for other programs; the trash is left out


def contacts(today: date) -> list[Person]:
    """Everybody, by their id. Of a date that is offered until a day, what holds on `today`."""
    has_lapsed = Contact.lapses_on < today
    standing = case((has_lapsed, Contact.then_standing), else_=Contact.standing)
    due_on = case((has_lapsed, Contact.then_due_on), else_=Contact.due_on)
    columns = (
        *(Contact.id, Contact.name, Contact.called, Company.name, Contact.title, Contact.cadence),
        *(type_coerce(standing, String), type_coerce(due_on, String)),
        *(Contact.how_met, Contact.do_not_mention, Contact.notes, type_coerce(Contact.added_on, String)),
    )
    people = (
        select(*columns)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.deleted_on.is_(None))
        .order_by(Contact.id)
    )
    points = select(ContactPoint.contact_id, ContactPoint.kind, ContactPoint.value).order_by(ContactPoint.id)
    tagged = (
        select(ContactTag.contact_id, Tag.name)
        .join(Tag, Tag.id == ContactTag.tag_id)
        .order_by(ContactTag.contact_id, Tag.folded)
    )
    with reading() as session:
        connection = session.connection()
        addresses: dict[int, dict[PointKind, list[str]]] = defaultdict(lambda: defaultdict(list))
        for contact, kind, value in connection.execute(points):
            addresses[contact][kind].append(value)
        tags: dict[int, list[str]] = defaultdict(list)
        for contact, name in connection.execute(tagged):
            tags[contact].append(name)
        return [
            Person._make(
                (
                    *row[:3],
                    *(addresses[row[0]][kind] for kind in PointKind),
                    *(row[3] or "", row[4], tags[row[0]]),
                    *row[5:],
                )
            )
            for row in connection.execute(people)
        ]


def touchpoints() -> list[Exchanged]:
    """Every exchange with those who are not in the trash, by day and in the order of entry."""
    touch = Touchpoint
    words = (touch.channel, touch.direction, touch.weight, touch.tone, touch.intent)
    columns = (
        *(Contact.name, Company.name, type_coerce(touch.day, String)),
        *(type_coerce(word, String) for word in words),
        *(touch.wants_answer, touch.arrived, touch.text, touch.promise),
        type_coerce(touch.promise_kept_on, String),
    )
    found = (
        select(*columns)
        .join(Contact, Contact.id == touch.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(touch.deleted_on.is_(None), Contact.deleted_on.is_(None))
        .order_by(touch.day, touch.position)
    )
    seen = Seen()
    with reading() as session:
        return [
            Exchanged._make(row)
            for some in session.connection().execute(found).partitions(_AT_ONCE)
            for row in seen.once(some, range(8))
        ]


def opportunities() -> list[Role]:
    """Every role outside the trash, by its id; open where nothing was decided."""
    role = Opportunity
    columns = (
        *(role.id, Company.name, role.title, type_coerce(role.stage, String)),
        *(type_coerce(role.winner_started_on, String), type_coerce(role.look_again_on, String)),
        *(role.careers_url, role.notes, type_coerce(role.added_on, String)),
    )
    found = (
        select(*columns)
        .join(Company, Company.id == role.company_id)
        .where(role.deleted_on.is_(None))
        .order_by(role.id)
    )
    decided = (
        select(
            Decision.opportunity_id,
            type_coerce(Decision.kind, String),
            type_coerce(Decision.decided_on, String),
            type_coerce(Decision.reason, String),
            Decision.feedback,
        )
        .where(Decision.deleted_on.is_(None))
        .order_by(Decision.decided_on, Decision.position)
    )
    opened = select(OpportunityDoor.opportunity_id, type_coerce(OpportunityDoor.door, String)).order_by(
        OpportunityDoor.opportunity_id, OpportunityDoor.door
    )
    none = (DecisionKind.OPEN.value, None, "", "")
    with reading() as session:
        connection = session.connection()
        newest = {row[0]: tuple(row[1:]) for row in connection.execute(decided)}
        doors: dict[int, list[Any]] = defaultdict(list)
        for opportunity, door in connection.execute(opened):
            doors[opportunity].append(door)
        return [
            Role._make((*row[1:4], *newest.get(row[0], none), doors[row[0]], *row[4:]))
            for row in connection.execute(found)
        ]


#: Rules whose sentence tells of a decision, which a calendar that others see must not.
_DISCREET = frozenset({"R4", "R5", "R12"})
_DECISION = "decision"
#: What a day is for where it is for something of its own: it stays what it was when the next one comes.
_PURPOSES = {Kind.ANSWER: "answer", Kind.LATE_ANSWER: "answer", Kind.THANK: "thanks", Kind.PINNED: "wish"}


def due(today: date) -> list[Due]:
    """Everybody's next day as the week plans it, after quiet companies and gaps, by day; nothing before today."""
    ids = select(Contact.id).where(Contact.deleted_on.is_(None), Contact.due_on.is_not(None))
    with reading() as session:
        wanted = list(session.scalars(ids.order_by(Contact.id)))
        chosen = settings.load(session)
    entries = []
    for start in range(0, len(wanted), _PEOPLE):
        # Of their histories nothing is kept, and others may write in between: there may be thousands.
        with reading() as session:
            some = outlook.people(session, wanted[start : start + _PEOPLE], chosen, today)
        entries += [person.entry for person in some.values()]
    with reading() as session:
        around = outlook.neighbourhood(session, entries, chosen, today)
    places = week.places(entries, around.holds, around.notes, chosen, today)
    found = []
    for entry in entries:
        plan, item = entry.plan, places.get(entry.contact)
        if item is None:
            continue
        is_told = item.moved_to is None and (plan.rule in _DISCREET or _DECISION in item.why)
        is_light = plan.advice is Weight.AMBIENT
        why = "" if is_told else item.why
        purpose = _PURPOSES.get(plan.kind, "hello")
        found.append(Due(entry.contact, entry.name, max(item.day, today), purpose, is_light, why))
    return sorted(found, key=lambda one: (one.day, one.name, one.contact))


def model(table: str) -> type[Base]:
    """The model of the table of that name. Raises KeyError."""
    return _MODELS[table]
