"""How it is with a company now, and the rest that may follow."""

from datetime import date

from sqlalchemy import select

from followup.actions import holds
from followup.actions.changes import Draft, change
from followup.domain import checkin
from followup.domain.checkin import Feelings
from followup.domain.errors import NotFound
from followup.domain.values import HoldKind, Route
from followup.domain.wording import cut
from followup.models import CheckIn
from followup.queries import checkins, lookups


def check_in(company_id: int, feelings: Feelings, today: date, request_id: str | None = None) -> Draft:
    """Keep how it is with a company; where a rest follows, the company is held. Raises NotFound.

    A hold for oneself that lasts is given the later end. Nothing is lifted by itself.
    """
    with change("Checked in", today, request_id) as draft:
        session = draft.session
        name = lookups.company(session, company_id).name
        route = checkin.route(feelings)
        row = CheckIn(
            company_id=company_id,
            day=today,
            position=draft.position(),
            sting=feelings.sting,
            avoid=feelings.avoid,
            regret=feelings.regret,
            well=feelings.well,
            route=route,
            suggested_talking=checkin.suggests_talking(
                [*checkins.said(session, company_id), (today, route)],
                checkins.last_suggested_on(session),
                today,
            ),
        )
        session.add(row)
        if route is Route.REST:
            holds.at_least(session, company_id, HoldKind.SELF, checkin.rest_until(today), today)
        session.flush()
        draft.summary = f"Saved: how it is with {cut(name)}."
        draft.answer = {"check_in": row.id}
    return draft


def delete(check_in_id: int, today: date, request_id: str | None = None) -> Draft:
    """Delete a check-in. A rest that followed stays until it is lifted. Raises NotFound."""
    with change("Deleted", today, request_id) as draft:
        row = draft.session.get(CheckIn, check_in_id)
        if row is None:
            raise NotFound("This check-in is not here any more.")
        draft.session.delete(row)
        draft.summary = "One check-in is deleted."
    return draft


def delete_all(today: date, request_id: str | None = None) -> Draft:
    """Delete every check-in. Rests that followed stay until they are lifted."""
    with change("Deleted", today, request_id) as draft:
        for row in draft.session.scalars(select(CheckIn)):
            draft.session.delete(row)
        draft.summary = "All check-ins are deleted."
    return draft
