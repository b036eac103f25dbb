"""Bringing something back from the trash, with all that went there together with it."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from followup.actions import undos
from followup.actions.changes import Draft, change
from followup.domain.errors import Conflict
from followup.domain.wording import cut
from followup.models import Change, Company, Contact, Opportunity
from followup.queries import lookups, trash

#: How a notice calls what has no name of its own.
CALLED = {
    "opportunities": "The opportunity",
    "touchpoints": "The touchpoint",
    "openings": "The opening",
    "reasons": "The reason",
    "starters": "The beginning",
    "decisions": "The decision",
    "encounters": "The person met",
}
#: What something needs to be seen, where that is in the trash itself.
_NEEDS: dict[str, type[Any]] = {
    "contact_id": Contact,
    "company_id": Company,
    "opportunity_id": Opportunity,
}


def bring_back(noun: str, row_id: int, today: date, request_id: str | None = None) -> Draft:
    """Bring something back: the change that put it into the trash is undone, where it is still known.

    Raises NotFound, and Conflict where another company has the name meanwhile.
    """
    with change("Brought back", today, request_id) as draft:
        session = draft.session
        row = trash.row(session, noun, row_id)
        if isinstance(row, Company) and lookups.company_named(session, row.name):
            raise Conflict("Another company here has this name meanwhile. Rename that one first.")
        made = _made_by(session, noun, row)
        if made is not None:
            undos.reverse_all(draft, made, today)
            draft.undoes = made
        row.deleted_on = None
        _bring_owners(session, row)
        name = cut(row.name) if isinstance(row, (Contact, Company)) else CALLED[noun]
        draft.summary = f"{name} is back, with all that went along."
        draft.answer = {"contact": row_id} if isinstance(row, Contact) else {}
    return draft


def _made_by(session: Session, noun: str, row: Any) -> Change | None:
    """The change that put a row into the trash; None where it is not known, or was undone and left the row there."""
    steps = func.json_each(Change.steps).table_valued("value")
    found = (
        select(Change)
        .join(steps, func.json_extract(steps.c.value, "$.table") == noun)
        .where(
            Change.made_on == row.deleted_on,
            func.json_extract(steps.c.value, "$.key[0]") == row.id,
            func.json_extract(steps.c.value, "$.now.deleted_on").is_not(None),
        )
        .order_by(Change.id.desc())
        .limit(1)
    )
    made = session.scalars(found).first()
    return made if made is not None and made.undone_by is None else None


def _bring_owners(session: Session, row: Any) -> None:
    for column, table in _NEEDS.items():
        owner = getattr(row, column, None)
        if owner is None or (isinstance(row, Contact) and column == "company_id"):
            continue
        found = session.get(table, owner)
        if found is not None and found.deleted_on is not None:
            found.deleted_on = None
            _bring_owners(session, found)
