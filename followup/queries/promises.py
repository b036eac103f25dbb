"""What was promised to people and is not kept yet."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from followup.models import Encounter, Opportunity, Touchpoint
from followup.queries.histories import IDS


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, made at a touchpoint or at an encounter (`made_at`), by the id of that."""

    made_at: str
    id: int
    text: str


def open_promises(session: Session, contacts: Collection[int]) -> dict[int, list[Promise]]:
    """The promises to `contacts` that are not kept yet, by contact, the oldest first."""
    found: dict[int, list[Promise]] = defaultdict(list)
    rows = session.connection().execute(_open(), {"ids": list(contacts)}).all()
    for contact, made_at, row_id, text in rows:
        found[contact].append(Promise(made_at, row_id, text))
    return found


@cache
def _open():
    touchpoints = select(
        Touchpoint.contact_id, literal("touchpoint"), Touchpoint.id, Touchpoint.promise
    ).where(
        Touchpoint.contact_id.in_(IDS),
        Touchpoint.promise != "",
        Touchpoint.promise_kept_on.is_(None),
        Touchpoint.deleted_on.is_(None),
    )
    encounters = (
        select(Encounter.contact_id, literal("encounter"), Encounter.id, Encounter.promise)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.contact_id.in_(IDS),
            Encounter.promise != "",
            Encounter.promise_kept_on.is_(None),
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
    )
    return union_all(encounters, touchpoints)
