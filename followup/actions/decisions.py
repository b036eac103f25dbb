"""Mending what became of an opportunity: the newest decision counts."""

from dataclasses import dataclass
from datetime import date

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Conflict
from followup.domain.values import DecisionKind, Reason, ToldBy
from followup.domain.wording import day_name
from followup.queries import lookups


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision as its form has it."""

    kind: DecisionKind
    decided_on: date
    told: ToldBy = ToldBy.NOBODY
    reason: Reason = Reason.UNKNOWN
    feedback: str = ""


def edit(decision_id: int, seen: int, verdict: Verdict, today: date, request_id: str | None = None) -> Draft:
    """Change a decision; the plans follow. Raises NotFound, Invalid at a field, Conflict when `seen` is old."""
    fields.past_day(verdict.decided_on, today, "decided_on")
    with change("Changed a decision", today, request_id) as draft:
        row = lookups.decision(draft.session, decision_id)
        if lookups.seen(row) != seen:
            raise Conflict("This was changed in another tab. Nothing was overwritten; look at it again.")
        row.kind, row.decided_on = verdict.kind, verdict.decided_on
        row.told, row.reason = verdict.told, verdict.reason
        row.feedback = fields.text(verdict.feedback, "feedback")
        draft.summary = f"Changed: the decision of {day_name(row.decided_on, today)}."
        draft.answer = {"opportunity": row.opportunity_id}
    return draft


def delete(decision_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move a decision to the trash; the one before counts again. Raises NotFound."""
    with change("Deleted a decision", today, request_id) as draft:
        row = lookups.decision(draft.session, decision_id)
        row.deleted_on = today
        draft.summary = f"Deleted: the decision of {day_name(row.decided_on, today)}."
        draft.answer = {"opportunity": row.opportunity_id}
    return draft
