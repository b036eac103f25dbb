"""A new job: thanks for everybody who opened a door, and a slower rhythm for the others, in one change."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields, openings
from followup.domain.constants import LANDED_CADENCE
from followup.domain.openings import Landed
from followup.models import Contact, Opening, Setting
from followup.queries import landings
from followup.queries.settings import LANDED_ON, STARTS_ON


def land(starts_on: date | None, today: date, request_id: str | None = None) -> Draft:
    """Plan what a new job brings, undone together; starts_on: None where that is not known yet.

    Whoever opened a door is to be thanked, once more where that was done before; not where it was done since a job was
    planned already. `recomputes` says that batches must follow. Raises Invalid for a day that no person may mean.
    """
    if starts_on:
        fields.any_day(starts_on, "starts_on")
    with change("Landed", today, request_id) as draft:
        session = draft.session
        found = landings.everybody(session)
        thanked = [contact for contact, _, plan in found if plan is Landed.THANKS]
        slower: dict[int, list[int]] = defaultdict(list)
        for contact, cadence, plan in found:
            if plan is Landed.QUARTERLY and cadence is not None:
                slower[cadence].append(contact)
        _thank_again(session, thanked)
        _start(session, starts_on, today)
        for cadence, contacts in sorted(slower.items()):
            draft.set_many(Contact, "cadence", contacts, cadence, LANDED_CADENCE)
        count = sum(map(len, slower.values()))
        before = sum(plan is Landed.THANKED for _, _, plan in found)
        said = (openings.say_start(starts_on, today), openings.say_openers(len(thanked), before))
        draft.summary = " ".join(filter(None, (*said, openings.say_quarterly(count))))
    return draft


def _thank_again(session: Session, contacts: list[int]) -> None:
    """Have each of these thanked: for what is open, else for the newest door that they opened."""
    rows = select(Opening).where(Opening.deleted_on.is_(None)).order_by(Opening.day, Opening.position)
    newest: dict[int, Opening] = {}
    waiting: set[int] = set()
    for row in session.scalars(rows):
        newest[row.contact_id] = row
        if row.thanked_on is None:
            waiting.add(row.contact_id)
    for contact in contacts:
        if contact not in waiting:
            newest[contact].thanked_on = None


def _start(session: Session, starts_on: date | None, today: date) -> None:
    if session.get(Setting, LANDED_ON) is None:
        session.add(Setting(name=LANDED_ON, value=today.isoformat()))
    if starts_on:
        row = session.get(Setting, STARTS_ON) or Setting(name=STARTS_ON)
        row.value = starts_on.isoformat()
        session.add(row)
