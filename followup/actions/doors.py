"""The doors of an opportunity: chosen and closed, with what is known of them; a look at the careers page."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.actions.opportunities import called, day_of, doors_of
from followup.domain.constants import LOOK_AGAIN_AFTER
from followup.domain.errors import Conflict, Invalid
from followup.domain.values import Door
from followup.domain.wording import day_name
from followup.models import Company, Opportunity, OpportunityDoor
from followup.queries import lookups


@dataclass(frozen=True, slots=True)
class Chosen:
    """The doors as their form has them.

    winner_from_inside: None where that is not known. look_again_on: a day that replaces their moments (R12).
    """

    doors: frozenset[Door] = frozenset()
    winner_started_on: date | None = None
    winner_from_inside: bool | None = None
    look_again_on: date | None = None


def choose(
    opportunity_id: int, version: int, chosen: Chosen, today: date, request_id: str | None = None
) -> Draft:
    """Choose exactly these doors; the dates of everybody at the company follow.

    Raises NotFound, Invalid at a field, Conflict when `version` is old.
    """
    with change("Doors", today, request_id) as draft:
        session = draft.session
        row = lookups.opportunity(session, opportunity_id)
        if row.version != version:
            raise Conflict("This was changed in another tab. Nothing was overwritten; look at it again.")
        row.winner_from_inside = chosen.winner_from_inside
        row.winner_started_on = day_of(chosen.winner_started_on, "winner_started_on")
        row.look_again_on = day_of(chosen.look_again_on, "look_again_on")
        _open(session, row, chosen.doors)
        row.version += 1
        draft.summary = f"Changed: the doors of {called(session.get_one(Company, row.company_id), row)}."
        draft.answer = {"opportunity": row.id}
    return draft


def look(opportunity_id: int, again: bool, today: date, request_id: str | None = None) -> Draft:
    """Note that somebody looked: `again` in three months, or not any more.

    Raises NotFound, Invalid where no look was planned.
    """
    with change("Looked", today, request_id) as draft:
        row = lookups.opportunity(draft.session, opportunity_id)
        if row.look_again_on is None:
            raise Invalid("No look is planned here any more.")
        row.look_again_on = today + timedelta(LOOK_AGAIN_AFTER) if again else None
        row.version += 1
        name = called(draft.session.get_one(Company, row.company_id), row)
        following = f" Look again on {day_name(row.look_again_on, today)}." if row.look_again_on else ""
        draft.summary = f"Looked at {name}.{following}"
        draft.answer = {"opportunity": row.id}
    return draft


def _open(session: Session, opportunity: Opportunity, doors: frozenset[Door]) -> None:
    known = {row.door: row for row in doors_of(session, opportunity)}
    for door, row in known.items():
        if door not in doors:
            session.delete(row)
    missing = sorted(doors - set(known))
    session.add_all(OpportunityDoor(opportunity_id=opportunity.id, door=door) for door in missing)
