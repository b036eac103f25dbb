"""Opportunities: the list, and one with the people met and what is planned for each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from followup.db import reading
from followup.domain.errors import NotFound
from followup.domain.history import Doors
from followup.domain.met import Doing, Ending, doing_of, ending
from followup.domain.moments import Ahead, doors_ahead, may_open
from followup.domain.values import DecisionKind, Door, MetPlan, Part, Reason, Stage, ToldBy
from followup.domain.week import Item
from followup.models import Company, Contact, Decision, Encounter, Hold, Opportunity, OpportunityDoor
from followup.queries import checkins, lookups, outlook, settings

#: Opportunities on one page of the list.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list. `decision` is the newest; None while there is none."""

    id: int
    title: str
    company: str
    stage: Stage
    decision: DecisionKind | None
    decided_on: date | None
    people: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as its line shows it."""

    id: int
    kind: DecisionKind
    day: date
    told: ToldBy
    reason: Reason
    feedback: str


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met, with what is planned: the day (None for none), what it is for and why."""

    encounter: int
    contact: int
    name: str
    title: str
    part: Part
    told_you: bool
    plan: MetPlan
    thank_now: bool
    round: str
    said: str
    promise: str
    promise_kept_on: date | None
    day: date | None = None
    doing: Doing = Doing.NOTHING
    why: str = ""


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """What the page of an opportunity shows: decisions newest first, people in the order of their dates.

    careers: where roles like it are listed, by the opportunity or its company. held_until, away_until: while the
    company, or everything, rests (W1); None while it does not. ahead: what its doors ask for.
    asks: it may ask how it is with the company now.
    """

    id: int
    title: str
    company: str
    company_id: int
    stage: Stage
    careers_url: str
    notes: str
    winner_started_on: date | None
    winner_from_inside: bool | None
    look_again_on: date | None
    version: int
    doors: list[Door]
    decisions: list[Decided]
    people: list[Met]
    careers: str = ""
    held_until: date | None = None
    away_until: date | None = None
    ahead: tuple[Ahead, ...] = ()
    asks: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return not self.decisions or self.decisions[0].kind is DecisionKind.OPEN

    @property
    def may_open(self) -> bool:
        """Whether doors may open again here."""
        return bool(self.decisions) and may_open(self.decisions[0].kind)

    @property
    def is_landed(self) -> bool:
        """Whether it is the new job."""
        return bool(self.decisions) and self.decisions[0].kind is DecisionKind.HIRED

    @property
    def end(self) -> Ending:
        """How it ended, as far as the plan goes."""
        if not self.decisions:
            return Ending.OTHER
        return ending(self.decisions[0].kind, self.decisions[0].told)


def index(page: int) -> tuple[list[Listed], bool]:
    """A page of the list, from 1, and whether there are more: open ones first, then by the newest decision."""
    met = (
        select(func.count())
        .select_from(Encounter)
        .join(Contact, Contact.id == Encounter.contact_id)
        .where(
            Encounter.opportunity_id == Opportunity.id,
            Encounter.deleted_on.is_(None),
            Contact.deleted_on.is_(None),
        )
        .correlate(Opportunity)
        .scalar_subquery()
    )
    is_open = or_(Decision.id.is_(None), Decision.kind == DecisionKind.OPEN)
    with reading() as session:
        rows = session.execute(
            select(
                Opportunity.id,
                Opportunity.title,
                Company.name,
                Opportunity.stage,
                Decision.kind,
                Decision.decided_on,
                met,
            )
            .join(Company, Company.id == Opportunity.company_id)
            .outerjoin(Decision, Decision.id == newest_decision())
            .where(Opportunity.deleted_on.is_(None))
            .order_by(
                is_open.desc(), Decision.decided_on.desc(), Decision.position.desc(), Opportunity.id.desc()
            )
            .limit(SHOWN + 1)
            .offset((page - 1) * SHOWN)
        ).all()
    return [Listed(*row) for row in rows[:SHOWN]], len(rows) > SHOWN


def newest_decision(opportunity: Any = Opportunity):
    """The id of the newest decision on the opportunity of the row, for a join; `opportunity` may be an alias."""
    newest = aliased(Decision)
    return (
        select(newest.id)
        .where(newest.opportunity_id == opportunity.id, newest.deleted_on.is_(None))
        .order_by(newest.decided_on.desc(), newest.position.desc())
        .limit(1)
        .correlate(opportunity)
        .scalar_subquery()
    )


def newest_kind():
    """What the newest decision on the opportunity of the row is; null while there is none."""
    return (
        select(Decision.kind).where(Decision.id == newest_decision()).correlate(Opportunity).scalar_subquery()
    )


def page(opportunity_id: int, today: date) -> OpportunityPage:
    """The opportunity. Raises NotFound. Its statements are the same for any number of people."""
    with reading() as session:
        row = _opportunity(session, opportunity_id, today)
        doors = [door for door in Door if door.value in (row.doors or "").split(",")]
        decisions = _decisions(session, opportunity_id)
        return OpportunityPage(
            id=row.id,
            title=row.title,
            company=row.company,
            company_id=row.company_id,
            stage=row.stage,
            careers_url=row.careers_url,
            notes=row.notes,
            winner_started_on=row.winner_started_on,
            winner_from_inside=row.winner_from_inside,
            look_again_on=row.look_again_on,
            version=row.version,
            doors=doors,
            decisions=decisions,
            people=_people(session, opportunity_id, today),
            careers=row.careers_url or row.company_careers,
            held_until=row.held_until,
            away_until=row.away_until,
            ahead=tuple(_ahead(row, doors, decisions, today)),
            asks=checkins.asks(row, today),
        )


def _ahead(row: Any, doors: list[Door], decisions: list[Decided], today: date) -> list[Ahead]:
    if not decisions:
        return []
    newest = decisions[0]
    one = Doors(
        row.id,
        newest.kind,
        newest.day,
        chosen=frozenset(doors),
        winner_started_on=row.winner_started_on,
        winner_from_inside=row.winner_from_inside,
        look_again_on=row.look_again_on,
    )
    return doors_ahead(one, today)


def _opportunity(session: Session, opportunity_id: int, today: date) -> Any:
    doors = (
        select(func.group_concat(type_coerce(OpportunityDoor.door, String)))
        .where(OpportunityDoor.opportunity_id == opportunity_id)
        .scalar_subquery()
    )
    holds = select(func.max(Hold.until)).where(
        Hold.deleted_on.is_(None), Hold.made_on <= today, Hold.until > today
    )
    found = session.execute(
        select(
            Opportunity.__table__,
            Company.name.label("company"),
            Company.careers_url.label("company_careers"),
            doors.label("doors"),
            holds.where(Hold.company_id == Opportunity.company_id).scalar_subquery().label("held_until"),
            holds.where(Hold.company_id.is_(None)).scalar_subquery().label("away_until"),
            *checkins.asking(today),
        )
        .join(Company, Company.id == Opportunity.company_id)
        .where(Opportunity.id == opportunity_id, Opportunity.deleted_on.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound("This opportunity is not here any more.")
    return found


def _decisions(session: Session, opportunity_id: int) -> list[Decided]:
    rows = session.execute(
        select(
            Decision.id,
            Decision.kind,
            Decision.decided_on,
            Decision.told,
            Decision.reason,
            Decision.feedback,
        )
        .where(Decision.opportunity_id == opportunity_id, Decision.deleted_on.is_(None))
        .order_by(Decision.decided_on.desc(), Decision.position.desc())
    )
    return [Decided(*row) for row in rows]


def _people(session: Session, opportunity_id: int, today: date) -> list[Met]:
    """Everybody met, planned among all people of their companies (W3)."""
    met_here = and_(
        Encounter.contact_id == Contact.id,
        Encounter.opportunity_id == opportunity_id,
        Encounter.deleted_on.is_(None),
    )
    companies = (
        select(Contact.company_id).join(Encounter, met_here).where(Contact.company_id.is_not(None)).distinct()
    )
    rows = session.execute(
        select(
            Encounter.id,
            Contact.id,
            Contact.name,
            Contact.title,
            Encounter.part,
            Encounter.told_you,
            Encounter.plan,
            Encounter.thank_now,
            Encounter.round,
            Encounter.said,
            Encounter.promise,
            Encounter.promise_kept_on,
        )
        .outerjoin(Encounter, met_here)
        .where(
            Contact.deleted_on.is_(None),
            or_(Encounter.id.is_not(None), Contact.company_id.in_(companies)),
        )
        .order_by(Encounter.id)
    ).all()
    listed = [row for row in rows if row[0] is not None]
    if not listed:
        return []
    chosen = settings.load(session)
    people, _, places = outlook.placed(session, [row[1] for row in rows], chosen, today)
    found = [_met(tuple(row), people[row[1]], places.get(row[1])) for row in listed]
    return sorted(found, key=lambda met: met.day or date.max)


def _met(row: tuple[Any, ...], person: outlook.Person, place: Item | None) -> Met:
    plan = person.entry.plan
    doing = doing_of(person.history, plan)
    if place is None:
        return Met(*row, day=None, doing=Doing.NOTHING, why=plan.why)
    return Met(*row, day=place.moved_to or plan.due_on, doing=doing, why=place.why)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row for its form. seen: see `lookups.seen`. name: of the person."""

    id: int
    opportunity: int
    seen: int
    fields: dict[str, Any]
    name: str = ""


def decision(decision_id: int) -> Shown:
    """A decision for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.decision(session, decision_id)
        names = ("kind", "decided_on", "told", "reason", "feedback")
        return Shown(
            row.id, row.opportunity_id, lookups.seen(row), {name: getattr(row, name) for name in names}
        )


def encounter(encounter_id: int) -> Shown:
    """Somebody's part in an opportunity for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.encounter(session, encounter_id)
        names = ("part", "told_you", "round", "said", "promise", "plan", "thank_now")
        known = {name: getattr(row, name) for name in names}
        contact = lookups.contact(session, row.contact_id)
        return Shown(row.id, row.opportunity_id, lookups.seen(row), known, contact.name)
