"""Companies: the list, and the page of one with its people, opportunities, gap and quiet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import checkin, why
from followup.domain import week as rules
from followup.domain.errors import NotFound
from followup.domain.folding import fold
from followup.domain.settings import Settings
from followup.domain.values import Channel, DecisionKind, Direction, HoldKind, Route, Stage, Standing
from followup.domain.week import Item
from followup.domain.wording import short_name
from followup.models import (
    CheckIn,
    Company,
    Contact,
    Decision,
    Employment,
    Hold,
    Opportunity,
    ReasonToWrite,
    Touchpoint,
)
from followup.queries import lookups, outlook, reasons, settings
from followup.queries.opportunities import newest_decision
from followup.queries.outlook import Person
from followup.queries.reasons import Reason

#: Rows a page, where counting stops, and how many people, opportunities and former people a company's page shows.
A_PAGE = 50
CAP = 1000
SHOWN = 100
_WIDTH = 9


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company in the list. `newest` is the day of the newest touchpoint with somebody who works there now."""

    id: int
    name: str
    people: int
    newest: date | None
    rests_until: date | None


@dataclass(frozen=True, slots=True)
class CompanyList:
    """A page of the list. `after`: where the next page begins; None at the end. `count` stops at CAP."""

    words: str
    rows: list[CompanyRow]
    after: int | None
    count: int


def index(words: str, after: int | None, today: date) -> CompanyList:
    """The companies that hold `words` in their names, by name, from the one after the company `after` on.

    after: an id; None for the first page.
    """
    wanted = [Company.deleted_on.is_(None)]
    if folded := fold(words):
        wanted.append(Company.folded.contains(folded, autoescape=True))
    found = select(Company.id, Company.name).where(*wanted).order_by(Company.folded, Company.id)
    if after is not None:
        last = [
            select(column).where(Company.id == after).scalar_subquery()
            for column in (Company.folded, Company.id)
        ]
        found = found.where(tuple_(Company.folded, Company.id) > tuple_(*last))
    with reading() as session:
        count = select(func.count()).select_from(select(Company.id).where(*wanted).limit(CAP).subquery())
        rows = session.execute(found.add_columns(count.scalar_subquery()).limit(A_PAGE + 1)).all()
        about = _about(session, [row.id for row in rows[:A_PAGE]], today)
    shown = [CompanyRow(row.id, row.name, *about.get(row.id, (0, None, None))) for row in rows[:A_PAGE]]
    return CompanyList(words, shown, shown[-1].id if len(rows) > A_PAGE else None, rows[0][2] if rows else 0)


def _about(session: Session, ids: list[int], today: date) -> dict[int, tuple[int, date | None, date | None]]:
    """For each company: how many work there now, the newest touchpoint, and until when it rests."""
    newest = (
        select(func.max(Touchpoint.day))
        .where(Touchpoint.contact_id == Contact.id, Touchpoint.day <= today, Touchpoint.deleted_on.is_(None))
        .correlate(Contact)
        .scalar_subquery()
    )
    rests = (
        select(func.max(Hold.until))
        .where(Hold.company_id == Company.id, *_in_force(today))
        .correlate(Company)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Company.id, func.count(Contact.id), func.max(newest), rests)
        .outerjoin(Contact, (Contact.company_id == Company.id) & Contact.deleted_on.is_(None))
        .where(Company.id.in_(ids))
        .group_by(Company.id)
    )
    return {company: (people, last, until) for company, people, last, until in rows}


def _in_force(today: date) -> tuple[Any, ...]:
    return Hold.deleted_on.is_(None), Hold.made_on <= today, Hold.until > today


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """What is known about a company itself. can_go: nobody and nothing belongs to it."""

    id: int
    version: int
    name: str
    website: str
    careers_url: str
    news_url: str
    own_employer: bool
    notes: str
    can_go: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works there now. `place` is None without a date; `moved` says what the company gap moved."""

    person: Person
    place: Item | None
    moved: str


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who worked there before, until a day or (None) nobody knows when."""

    contact: int
    name: str
    title: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Role:
    """An opportunity there, with what became of it and on which day; None while it is open."""

    id: int
    title: str
    stage: Stage
    decision: DecisionKind | None
    day: date | None


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest touchpoint with somebody who works there now."""

    contact: int
    name: str
    day: date
    channel: Channel
    direction: Direction


@dataclass(frozen=True, slots=True)
class CompanyHold:
    """A hold in force, and whom it holds. everything: it is not this company's alone."""

    id: int
    kind: HoldKind
    until: date
    everything: bool
    holds: list[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """W3: the newest note that keeps the colleagues waiting: to whom, when, and until which day."""

    contact: int
    name: str
    day: date
    until: date


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """What the page of a company shows. `count`: how many work there now, more than `people` where they are many.

    light_until: the day on which the light touch of the newest check-in ends; None for none.
    """

    card: CompanyCard
    settings: Settings
    people: list[Colleague]
    count: int
    former: list[Former]
    roles: list[Role]
    last: LastWord | None
    gap: Gap | None
    quiet: CompanyHold | None
    away: CompanyHold | None
    light_until: date | None
    reasons: list[Reason]

    @property
    def correspondents(self) -> list[Person]:
        """Who carries the rhythm here."""
        people = [colleague.person for colleague in self.people if colleague.person.entry.correspondent]
        return [person for person in people if person.entry.plan.standing is not Standing.CLOSED]


def card(company_id: int) -> CompanyCard:
    """The company for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.company(session, company_id)
        return CompanyCard(
            row.id,
            row.version,
            row.name,
            row.website,
            row.careers_url,
            row.news_url,
            row.own_employer,
            row.notes,
            can_go=False,
        )


def page(company_id: int, today: date) -> CompanyPage:
    """Everything on the page of a company. Raises NotFound."""
    with reading() as session:
        chosen = settings.load(session)
        found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for part, *row in session.execute(_details(company_id, today), reasons.days(today)):
            found[part].append(tuple(row))
        if not found["card"]:
            raise NotFound("This company is not here any more.")
        ids = [row[0] for row in found["now"]]
        people, around, places = outlook.placed(session, ids, chosen, today)
    entries = [person.entry for person in people.values()]
    quiet = [_quiet(row, entries, company_id) for row in found["holds"]]
    return CompanyPage(
        card=_card(company_id, found["card"][0]),
        settings=chosen,
        people=_colleagues(people, places, around, chosen, today),
        count=found["card"][0][8],
        former=[Former(row, name, title, _day(until)) for row, name, title, until, *_ in found["before"]],
        roles=[_role(row) for row in found["roles"]],
        last=next((_last(row) for row in found["last"]), None),
        gap=_gap(people, around.notes, chosen, today),
        quiet=next((hold for hold in quiet if not hold.everything), None),
        away=next((hold for hold in quiet if hold.everything), None),
        light_until=next((_light(row, today) for row in found["felt"]), None),
        reasons=reasons.newest_first(map(reasons.read, found["reasons"])),
    )


def _details(company_id: int, today: date):
    """All the small lists of the page in one statement: the part, then columns of its own."""
    here = (Contact.company_id == company_id, Contact.deleted_on.is_(None))
    day = case((Contact.lapses_on < today, Contact.then_due_on), else_=Contact.due_on)
    now = (
        _columns("now", Contact.id)
        .where(*here)
        .order_by(Contact.standing == "closed", day.is_(None), day, Contact.folded, Contact.id)
        .limit(SHOWN)
    )
    last = (
        _columns(
            "last",
            Contact.id,
            Contact.name,
            type_coerce(Touchpoint.day, String),
            type_coerce(Touchpoint.channel, String),
            type_coerce(Touchpoint.direction, String),
        )
        .join(Contact, Contact.id == Touchpoint.contact_id)
        .where(*here, Touchpoint.deleted_on.is_(None), Touchpoint.arrived, Touchpoint.day <= today)
        .order_by(Touchpoint.day.desc(), Touchpoint.position.desc())
        .limit(1)
    )
    holds = (
        _columns(
            "holds", Hold.id, type_coerce(Hold.kind, String), type_coerce(Hold.until, String), Hold.company_id
        )
        .where((Hold.company_id == company_id) | Hold.company_id.is_(None), *_in_force(today))
        .order_by(Hold.until.desc(), Hold.id.desc())
        .limit(SHOWN)
    )
    felt = (
        _columns("felt", type_coerce(CheckIn.day, String), type_coerce(CheckIn.route, String))
        .where(CheckIn.company_id == company_id)
        .order_by(CheckIn.day.desc(), CheckIn.position.desc())
        .limit(1)
    )
    kept = _columns("reasons", *reasons.COLUMNS).where(
        ReasonToWrite.company_id == company_id, *reasons.IS_OPEN
    )
    parts = (now, last, holds, felt, kept, _former(company_id), _roles(company_id))
    return union_all(_company(company_id), *(select(part.subquery()) for part in parts))


def _columns(part: str, *columns: Any):
    """A part of the union, as wide as the widest."""
    padding = [null().label(f"none{place}") for place in range(_WIDTH - len(columns))]
    named = [column.label(f"column{place}") for place, column in enumerate(columns)]
    return select(literal(part).label("part"), *named, *padding)


def has_anything(session: Session, company_id: int) -> bool:
    """Whether somebody or something belongs to a company, in the trash, too."""
    return bool(session.scalar(select(_points_to(company_id))))


def _points_to(company_id: int) -> ColumnElement[bool]:
    # In the trash, too: what comes back from there needs its company.
    tables = (Employment, Opportunity, ReasonToWrite, Hold, CheckIn)
    return or_(*(exists().where(table.company_id == company_id) for table in tables))


def _company(company_id: int):
    people = select(func.count()).where(Contact.company_id == company_id, Contact.deleted_on.is_(None))
    return _columns(
        "card",
        Company.version,
        Company.name,
        Company.website,
        Company.careers_url,
        Company.news_url,
        Company.own_employer,
        Company.notes,
        ~_points_to(company_id),
        people.scalar_subquery(),
    ).where(Company.id == company_id, Company.deleted_on.is_(None))


def _former(company_id: int):
    ended = func.max(Employment.ended_on)
    return (
        _columns("before", Contact.id, Contact.name, Employment.title, type_coerce(ended, String))
        .join(Contact, Contact.id == Employment.contact_id)
        .where(
            Employment.company_id == company_id,
            ~Employment.is_current,
            Contact.company_id.is_distinct_from(company_id),
            Contact.deleted_on.is_(None),
        )
        .group_by(Contact.id)
        .order_by(ended.desc(), Contact.folded, Contact.id)
        .limit(SHOWN)
    )


def _roles(company_id: int):
    return (
        _columns(
            "roles",
            Opportunity.id,
            Opportunity.title,
            type_coerce(Opportunity.stage, String),
            type_coerce(Decision.kind, String),
            type_coerce(Decision.decided_on, String),
        )
        .outerjoin(Decision, Decision.id == newest_decision())
        .where(Opportunity.company_id == company_id, Opportunity.deleted_on.is_(None))
        .order_by(func.coalesce(Decision.decided_on, Opportunity.added_on).desc(), Opportunity.id.desc())
        .limit(SHOWN)
    )


def _card(company_id: int, row: tuple[Any, ...]) -> CompanyCard:
    version, name, website, careers_url, news_url, own_employer, notes, can_go, _ = row
    return CompanyCard(
        company_id, version, name, website, careers_url, news_url, bool(own_employer), notes, bool(can_go)
    )


def _colleagues(
    people: dict[int, Person],
    places: dict[int, Item],
    around: outlook.Neighbourhood,
    chosen: Settings,
    today: date,
) -> list[Colleague]:
    """By their dates as the gap and the quiet have them, those without one last."""

    def moved(person: Person, item: Item | None) -> str:
        due = person.entry.plan.due_on
        if item is None or item.moved_to is None or due is None:
            return ""
        start = max(due, today)
        while hold := rules.held_by(person.entry, around.holds, start):
            start = hold.until
        if start >= item.moved_to:
            return ""
        name = short_name(person.entry.name, person.called)
        return why.moved_from(name, start, item.moved_to, chosen.company_gap, today)

    found = [
        Colleague(person, places.get(contact), moved(person, places.get(contact)))
        for contact, person in people.items()
    ]
    return sorted(found, key=_by_date)


def _by_date(colleague: Colleague) -> tuple[date, str]:
    return (colleague.place.day if colleague.place else date.max, colleague.person.entry.name.casefold())


def _role(row: tuple[Any, ...]) -> Role:
    row_id, title, stage, decision, day, *_ = row
    return Role(row_id, title, Stage(stage), DecisionKind(decision) if decision else None, _day(day))


def _last(row: tuple[Any, ...]) -> LastWord:
    contact, name, day, channel, direction, *_ = row
    return LastWord(contact, name, date.fromisoformat(day), Channel(channel), Direction(direction))


def _quiet(row: tuple[Any, ...], entries: list[rules.Entry], company_id: int) -> CompanyHold:
    row_id, kind, until, company, *_ = row
    hold = rules.Hold(company, HoldKind(kind), date.min, date.fromisoformat(until))
    held = [
        entry.name
        for entry in entries
        if entry.plan.due_on and entry.plan.due_on < hold.until and rules.held_by(entry, [hold], date.min)
    ]
    return CompanyHold(row_id, hold.kind, hold.until, company != company_id, held)


def _light(row: tuple[Any, ...], today: date) -> date | None:
    day, route, *_ = row
    until = checkin.light_touch_until(date.fromisoformat(day))
    return until if Route(route) is Route.LIGHT_TOUCH and until > today else None


def _gap(people: dict[int, Person], notes: list[rules.Note], chosen: Settings, today: date) -> Gap | None:
    """The newest note that opened a gap which still lasts."""
    last = max(notes, key=lambda note: (note.day, note.contact), default=None)
    until = last.day + timedelta(chosen.company_gap) if last else today
    if last is None or until <= today or last.contact not in people:
        return None
    return Gap(last.contact, people[last.contact].entry.name, last.day, until)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
