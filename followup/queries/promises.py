"""What was promised to people and is not kept yet."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select

from followup.models import Encounter, Opportunity, Touchpoint


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, made at a touchpoint or at an encounter (`made_at`), by the id of that."""

    made_at: str
    id: int
    text: str


def rows() -> tuple[Any, Any]:
    """The promises that are not kept yet, those of encounters first: contact, where it was made, id, text."""
    touchpoints = select(
        Touchpoint.contact_id, literal("touchpoint"), Touchpoint.id, Touchpoint.promise
    ).where(Touchpoint.promise != "", Touchpoint.promise_kept_on.is_(None), Touchpoint.deleted_on.is_(None))
    encounters = (
        select(Encounter.contact_id, literal("encounter"), Encounter.id, Encounter.promise)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.promise != "",
            Encounter.promise_kept_on.is_(None),
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
    )
    return encounters, touchpoints
