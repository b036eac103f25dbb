"""What came of it: the list with the paths that led there, one opening for its form."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from followup.db import reading
from followup.domain.openings import ENDED, Ended, Path, Step, paths, started_from
from followup.domain.values import Channel, DecisionKind, Direction, OpeningKind
from followup.models import Company, Contact, Decision, Encounter, Opening, Opportunity, Touchpoint
from followup.queries import lookups
from followup.queries.opportunities import newest_decision

#: Openings on one page of the list; how many are looked at for paths.
SHOWN = 50
MOST = 1000
#: How many touchpoints and opportunities a form offers, the newest.
OFFERED = 50


@dataclass(frozen=True, slots=True)
class Role:
    """An opportunity in a line, with its newest decision; None while there is none."""

    id: int
    title: str
    company: str
    decision: DecisionKind | None
    decided_on: date | None

    @property
    def name(self) -> str:
        """Role and company, as far as they are known."""
        return f"{self.title} at {self.company}" if self.title else self.company


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A touchpoint in a line."""

    id: int
    day: date
    channel: Channel
    direction: Direction


@dataclass(frozen=True, slots=True)
class Opened(Step):
    """An opening in the list. no: where it started; then: where it led; each None where it is not known."""

    kind: OpeningKind = OpeningKind.CONVERSATION
    contact: int = 0
    name: str = ""
    text: str = ""
    thanked_on: date | None = None
    touchpoint: Exchanged | None = None
    no: Role | None = None
    then: Role | None = None


def index(page: int) -> tuple[list[Path[Opened]], bool]:
    """A page of the list, from 1, the newest first, with the path to each, and whether there are more."""
    with reading() as session:
        found = [_opened(tuple(row)) for row in session.execute(_every())]
    start = (page - 1) * SHOWN
    return paths(found)[start : start + SHOWN], len(found) > start + SHOWN


def _every() -> Any:
    first, second = aliased(Opportunity), aliased(Opportunity)
    roles: list[Any] = []
    rows = select(
        Opening.id,
        Opening.day,
        Opening.position,
        Opening.opportunity_id,
        Opening.led_to,
        Opening.kind,
        Contact.id,
        Contact.name,
        Opening.text,
        Opening.thanked_on,
        Touchpoint.id,
        Touchpoint.day,
        Touchpoint.channel,
        Touchpoint.direction,
    )
    rows = (
        rows.select_from(Opening)
        .join(Contact, Contact.id == Opening.contact_id)
        .outerjoin(Touchpoint, (Touchpoint.id == Opening.touchpoint_id) & Touchpoint.deleted_on.is_(None))
    )
    for role, which in ((first, Opening.opportunity_id), (second, Opening.led_to)):
        company, decision = aliased(Company), aliased(Decision)
        rows = (
            rows.outerjoin(role, (role.id == which) & role.deleted_on.is_(None))
            .outerjoin(company, company.id == role.company_id)
            .outerjoin(decision, decision.id == newest_decision(role))
        )
        roles += [role.id, role.title, company.name, decision.kind, decision.decided_on]
    return (
        rows.add_columns(*roles)
        .where(Opening.deleted_on.is_(None), Contact.deleted_on.is_(None))
        .order_by(Opening.day.desc(), Opening.position.desc())
        .limit(MOST)
    )


def _opened(row: tuple[Any, ...]) -> Opened:
    step, (kind, contact, name, text, thanked_on) = row[:5], row[5:10]
    exchanged, no, then = row[10:14], row[14:19], row[19:24]
    return Opened(
        *step,
        kind,
        contact,
        name,
        text,
        thanked_on,
        Exchanged(*exchanged) if exchanged[0] is not None else None,
        Role(*no) if no[0] is not None else None,
        Role(*then) if then[0] is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of an opening shows.

    fields: what is known so far. touchpoints, noes, roles: what is offered for the touchpoint, for the "no" that it
    started from (first where they were met), and for where it led. seen: see `lookups.seen`; 0 for a new one. id: 0
    for a new one.
    """

    id: int
    contact: int
    name: str
    fields: dict[str, Any]
    touchpoints: list[Exchanged]
    noes: list[Role]
    roles: list[Role]
    seen: int = 0


def new(contact_id: int | None, touchpoint_id: int | None, today: date) -> Asked:
    """A new opening by a contact, or by the contact of a touchpoint that it came from. Raises NotFound."""
    with reading() as session:
        if touchpoint_id is not None:
            contact_id = lookups.touchpoint(session, touchpoint_id).contact_id
        fields = {"touchpoint": touchpoint_id, "day": today}
        return _asked(session, 0, contact_id or 0, fields, with_preset=True)


def one(opening_id: int) -> Asked:
    """An opening for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.opening(session, opening_id)
        fields = {
            "kind": row.kind,
            "day": row.day,
            "touchpoint": row.touchpoint_id,
            "opportunity": row.opportunity_id,
            "led_to": row.led_to,
            "text": row.text,
        }
        return _asked(session, row.id, row.contact_id, fields, lookups.seen(row))


def _asked(
    session: Session,
    row_id: int,
    contact_id: int,
    fields: dict[str, Any],
    seen: int = 0,
    with_preset: bool = False,
) -> Asked:
    contact = lookups.contact(session, contact_id)
    met_in = select(Encounter.opportunity_id).where(
        Encounter.contact_id == contact_id, Encounter.deleted_on.is_(None)
    )
    no, led_to = fields.get("opportunity"), fields.get("led_to")
    met = _roles(session, Opportunity.id.in_(met_in) | (Opportunity.id == no), OFFERED, no)
    if with_preset:
        ended = [
            Ended(role.id, role.decision, role.decided_on, place) for place, role in enumerate(met[::-1])
        ]
        fields["opportunity"] = started_from(ended)
    return Asked(
        id=row_id,
        contact=contact_id,
        name=contact.name,
        fields=fields,
        touchpoints=_touchpoints(session, contact_id, fields.get("touchpoint")),
        noes=[*met, *_other_noes(session, [role.id for role in met])],
        roles=_newest_roles(session, led_to),
        seen=seen,
    )


def _touchpoints(session: Session, contact_id: int, kept: int | None) -> list[Exchanged]:
    """The newest touchpoints, and the one that is chosen."""
    found = (
        select(Touchpoint.id, Touchpoint.day, Touchpoint.channel, Touchpoint.direction)
        .where(Touchpoint.contact_id == contact_id, Touchpoint.deleted_on.is_(None))
        .order_by((Touchpoint.id == kept).desc(), Touchpoint.day.desc(), Touchpoint.position.desc())
        .limit(OFFERED)
    )
    rows = [Exchanged(*row) for row in session.execute(found)]
    return sorted(rows, key=lambda row: row.day, reverse=True)


def _other_noes(session: Session, offered: list[int]) -> list[Role]:
    """The newest opportunities that ended, beside those offered already: OFFERED at most with them."""
    has_ended = Decision.kind.in_(ENDED) & Opportunity.id.not_in(offered)
    return _roles(session, has_ended, OFFERED - len(offered))


def _newest_roles(session: Session, kept: int | None) -> list[Role]:
    """The newest opportunities, and the one that is chosen."""
    newest = select(Opportunity.id).where(Opportunity.deleted_on.is_(None)).order_by(Opportunity.id.desc())
    return _roles(session, Opportunity.id.in_(newest.limit(OFFERED)) | (Opportunity.id == kept))


def _roles(session: Session, which: Any, most: int | None = None, kept: int | None = None) -> list[Role]:
    """These opportunities, by their newest decisions, first the one that is kept and those without a decision.

    most: how many at most; None for all.
    """
    rows = session.execute(
        select(Opportunity.id, Opportunity.title, Company.name, Decision.kind, Decision.decided_on)
        .join(Company, Company.id == Opportunity.company_id)
        .outerjoin(Decision, Decision.id == newest_decision())
        .where(Opportunity.deleted_on.is_(None), which)
        .order_by(
            (Opportunity.id == kept).desc(),
            Decision.decided_on.is_not(None),
            Decision.decided_on.desc(),
            Decision.position.desc(),
            Opportunity.id.desc(),
        )
        .limit(most)
    )
    return [Role(*row) for row in rows]
