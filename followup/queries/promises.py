"""What was promised to people and is not kept yet."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from followup.models import Encounter, Opportunity, Touchpoint


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, made at a touchpoint or at an encounter (`made_at`), by the id of that."""

    made_at: str
    id: int
    text: str


def open_promises(session: Session, contacts: Collection[int]) -> dict[int, list[Promise]]:
    """The promises to `contacts` that are not kept yet, by contact, the oldest first."""
    touchpoints = select(
        Touchpoint.contact_id, literal("touchpoint"), Touchpoint.id, Touchpoint.promise
    ).where(
        Touchpoint.contact_id.in_(contacts),
        Touchpoint.promise != "",
        Touchpoint.promise_kept_on.is_(None),
        Touchpoint.deleted_on.is_(None),
    )
    encounters = (
        select(Encounter.contact_id, literal("encounter"), Encounter.id, Encounter.promise)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.contact_id.in_(contacts),
            Encounter.promise != "",
            Encounter.promise_kept_on.is_(None),
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
    )
    found: dict[int, list[Promise]] = defaultdict(list)
    for contact, made_at, row_id, text in session.execute(union_all(encounters, touchpoints)):
        found[contact].append(Promise(made_at, row_id, text))
    return found
