"""Check-ins: what was said so far, the answer to one, and whether a decision asks for one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import checkin
from followup.domain.checkin import Feelings
from followup.domain.constants import ASKED_FOR_DAYS
from followup.domain.errors import NotFound
from followup.domain.values import NOES, DecisionKind, HoldKind, Route
from followup.models import CheckIn, Company, Decision, Opportunity, Setting
from followup.queries import lookups
from followup.queries.settings import TALK_TO

#: No more check-ins than this are listed, the newest.
SHOWN = 300
#: What becomes of an opportunity and may hurt.
_ASKED_ABOUT = (*sorted(NOES), DecisionKind.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class Said:
    """A check-in of the list."""

    id: int
    day: date
    feelings: Feelings
    route: Route


@dataclass(frozen=True, slots=True)
class OfCompany:
    """What was said about one company, newest first. id: None where it is in the trash."""

    id: int | None
    name: str
    said: list[Said]


@dataclass(frozen=True, slots=True)
class History:
    """Everything said so far, by company, the one asked about last first. talk_to: whom the user saved, or ""."""

    companies: list[OfCompany]
    talk_to: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class OtherHold:
    """A hold in force on the company that is not for oneself, for lifting it."""

    id: int
    kind: HoldKind
    until: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from a check-in: the sentence, and the one about talking to somebody, or "".

    hold: the id of the quiet for oneself that lasts, with its end in `until`; others: what the company rests for
    besides. talk_to: whom the user saved, or "".
    """

    company: int
    name: str
    route: Route
    sentence: str
    talking: str
    talk_to: str
    hold: int | None
    until: date | None
    others: list[OtherHold]


def index() -> History:
    """What was said so far."""
    found = (
        select(CheckIn, Company.name, Company.deleted_on)
        .join(Company, Company.id == CheckIn.company_id)
        .order_by(CheckIn.day.desc(), CheckIn.position.desc())
        .limit(SHOWN + 1)
    )
    with reading() as session:
        companies: dict[int, OfCompany] = {}
        rows = session.execute(found).all()
        for row, name, deleted_on in rows[:SHOWN]:
            of = OfCompany(row.company_id if deleted_on is None else None, name, [])
            companies.setdefault(row.company_id, of).said.append(
                Said(row.id, row.day, _feelings(row), row.route)
            )
        return History(list(companies.values()), _talk_to(session), len(rows) > SHOWN)


def _feelings(row: CheckIn) -> Feelings:
    return Feelings(row.sting, row.avoid, row.regret, row.well)


def _talk_to(session: Session) -> str:
    return session.scalar(select(Setting.value).where(Setting.name == TALK_TO)) or ""


def company(company_id: int) -> str:
    """The name of the company that a form asks about. Raises NotFound."""
    with reading() as session:
        return lookups.company(session, company_id).name


def answer(check_in_id: int, today: date) -> Answer:
    """What follows from a check-in. Raises NotFound."""
    with reading() as session:
        row = session.get(CheckIn, check_in_id)
        if row is None:
            raise NotFound("This check-in is not here any more.")
        name = lookups.company(session, row.company_id).name
        holds = lookups.holds(session, row.company_id, today)
        hold = next((hold for hold in holds if hold.kind is HoldKind.SELF), None)
        rests = row.route is Route.REST and hold is not None
        until = hold.until if rests else checkin.light_touch_until(row.day)
        over = row.route is not Route.READY and (until <= today or (row.route is Route.REST and not rests))
        talk_to = _talk_to(session)
        talking = ""
        if row.suggested_talking:
            weeks = checkin.weeks_heavy(said(session, row.company_id), row.day)
            talking = checkin.talking_sentence(weeks, talk_to or None)
        return Answer(
            company=row.company_id,
            name=name,
            route=row.route,
            sentence="" if over else checkin.sentence(row.route, name, today, until),
            talking=talking,
            talk_to=talk_to,
            hold=hold.id if hold else None,
            until=hold.until if hold else None,
            others=[OtherHold(h.id, h.kind, h.until) for h in holds if h.kind is not HoldKind.SELF],
        )


def said(session: Session, company_id: int) -> list[tuple[date, Route]]:
    """The days and routes of a company's check-ins, in the order given."""
    found = select(CheckIn.day, CheckIn.route).where(CheckIn.company_id == company_id)
    return [(day, route) for day, route in session.execute(found.order_by(CheckIn.day, CheckIn.position))]


def last_suggested_on(session: Session) -> date | None:
    """The day on which talking to somebody was suggested last, for whichever company; None for never."""
    return session.scalar(select(func.max(CheckIn.day)).where(CheckIn.suggested_talking))


def asking(today: date) -> list[Any]:
    """Columns that say which decision asks how it is: its opportunity and day, and when somebody checked in last.

    Of the decisions recorded today only the first asks. They go into the statement of a page, for `asks`.
    """
    first = (
        select(Decision.opportunity_id, Decision.decided_on)
        .join(Opportunity, Opportunity.id == Decision.opportunity_id)
        .where(
            Decision.recorded_on == today,
            Decision.decided_on >= today - timedelta(ASKED_FOR_DAYS),
            Decision.kind.in_(_ASKED_ABOUT),
            Decision.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
        .order_by(Decision.position)
        .limit(1)
        .subquery()
    )
    return [
        select(first.c.opportunity_id).scalar_subquery().label("asking"),
        select(first.c.decided_on).scalar_subquery().label("asking_of"),
        select(func.max(CheckIn.day)).scalar_subquery().label("checked_in_on"),
    ]


def asks(row: Any, today: date) -> bool:
    """Whether the page of the opportunity of a row, which has the columns of `asking`, asks how it is now."""
    return row.asking == row.id and checkin.asks(row.asking_of, today, row.checked_in_on, today)
