"""One opportunity with the people met and what is planned for each."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from followup.db import reading
from followup.domain.errors import NotFound
from followup.domain.values import DecisionKind, Door, MetPlan, Part, Stage
from followup.models import Company, Contact, Decision, Encounter, Opportunity, OpportunityDoor


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met in the opportunity."""

    contact: int
    name: str
    part: Part
    told_you: bool
    plan: MetPlan
    thank_now: bool


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """What the page of an opportunity shows. `decisions` are (kind, day, what they said), newest first."""

    id: int
    title: str
    company: str
    stage: Stage
    decisions: list[tuple[DecisionKind, date, str]]
    doors: list[Door]
    people: list[Met]


def page(opportunity_id: int) -> OpportunityPage:
    """The opportunity. Raises NotFound."""
    with reading() as session:
        row = session.get(Opportunity, opportunity_id)
        if row is None or row.deleted_on is not None:
            raise NotFound("This opportunity is not here any more.")
        decisions = session.execute(
            select(Decision.kind, Decision.decided_on, Decision.feedback)
            .where(Decision.opportunity_id == opportunity_id, Decision.deleted_on.is_(None))
            .order_by(Decision.decided_on.desc(), Decision.position.desc())
        )
        people = session.execute(
            select(
                Contact.id,
                Contact.name,
                Encounter.part,
                Encounter.told_you,
                Encounter.plan,
                Encounter.thank_now,
            )
            .join(Encounter, Encounter.contact_id == Contact.id)
            .where(
                Encounter.opportunity_id == opportunity_id,
                Encounter.deleted_on.is_(None),
                Contact.deleted_on.is_(None),
            )
            .order_by(Encounter.id)
        )
        doors = select(OpportunityDoor.door).where(OpportunityDoor.opportunity_id == opportunity_id)
        return OpportunityPage(
            id=row.id,
            title=row.title,
            company=session.get_one(Company, row.company_id).name,
            stage=row.stage,
            decisions=[(kind, day, said) for kind, day, said in decisions],
            doors=list(session.scalars(doors)),
            people=[Met(*found) for found in people],
        )
