"""The user's own starters: written, changed, thrown away."""

from datetime import date

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Conflict, Invalid
from followup.domain.values import Intent
from followup.models import Starter
from followup.queries import lookups


def add(intent: Intent, text: str, today: date, request_id: str | None = None) -> Draft:
    """Keep a beginning of one's own. Raises Invalid for an empty one and beyond 20,000 characters."""
    with change("Starter kept", today, request_id) as draft:
        row = Starter(intent=intent, text=_text(text))
        draft.session.add(row)
        draft.session.flush()
        draft.summary = "Kept: a beginning of your own."
        draft.answer = {"starter": row.id}
    return draft


def edit(
    starter_id: int, version: int, intent: Intent, text: str, today: date, request_id: str | None = None
) -> Draft:
    """Change one. Raises NotFound, Invalid, and Conflict when another tab was quicker."""
    with change("Starter changed", today, request_id) as draft:
        row = lookups.starter(draft.session, starter_id)
        if row.version != version:
            raise Conflict(
                "This beginning was changed in another tab. Nothing was overwritten; look at it again."
            )
        row.intent, row.text = intent, _text(text)
        row.version += 1
        draft.summary = "Saved: a beginning of your own."
        draft.answer = {"starter": row.id}
    return draft


def delete(starter_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move one to the trash. Raises NotFound."""
    with change("Starter deleted", today, request_id) as draft:
        row = lookups.starter(draft.session, starter_id)
        row.deleted_on = today
        draft.summary = "Deleted: a beginning of your own."
        draft.answer = {"starter": row.id}
    return draft


def _text(text: str) -> str:
    clean = fields.text(text)
    if not clean:
        raise Invalid("Write how it begins.", "text")
    return clean
