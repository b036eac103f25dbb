"""Reasons to write: kept on a company or a contact, taken out, used up by a touchpoint."""

from datetime import date

from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import reasons
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.reasons import Owner
from followup.domain.wording import cut
from followup.models import ReasonToWrite, Touchpoint
from followup.queries import lookups


class WhoseIsIt(Ambiguous):
    """The name fits several; `owners` lists them."""

    def __init__(self, owners: list[Owner]) -> None:
        super().__init__("Several fit that name. Which one is it?", tuple(owner.name for owner in owners))
        self.owners = owners


def add(whose: Owner | str, text: str, link: str, today: date, request_id: str | None = None) -> Draft:
    """Keep a line, a link or both for a contact or a company; a link within the line is taken out of it.

    whose: a name is looked for among the companies, then among the contacts. Raises Invalid at a field, NotFound,
    and WhoseIsIt for a name that fits several.
    """
    with change("Reason kept", today, request_id) as draft:
        found = reasons.read(text, link)
        owner = _named(draft.session, whose) if isinstance(whose, str) else whose
        row = ReasonToWrite(text=found.text, link=found.link, added_on=today)
        if owner.kind == "company":
            name = cut(lookups.company(draft.session, owner.id).name)
            row.company_id = owner.id
        else:
            name = lookups.contact(draft.session, owner.id).short_name
            row.contact_id = owner.id
        draft.session.add(row)
        draft.session.flush()
        draft.summary = f"Kept as a reason to write to {name}."
        draft.answer = {"reason": row.id}
    return draft


def _named(session: Session, name: str) -> Owner:
    if not name.strip():
        raise Invalid("Whom is it for?", "who")
    found = lookups.owners(session, name)
    if not found:
        raise Invalid(f"Nobody and no company here is called “{cut(name.strip())}”.", "who")
    if len(found) > 1:
        raise WhoseIsIt(found)
    return found[0]


def delete(reason_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a reason out. Raises NotFound."""
    with change("Reason taken out", today, request_id) as draft:
        row = lookups.reason(draft.session, reason_id)
        row.deleted_on = today
        draft.summary = f"Taken out: {_called(row)}."
        draft.answer = {"reason": row.id}
    return draft


def use(session: Session, reason_id: int, touchpoint: Touchpoint) -> None:
    """Note, within a change, that a touchpoint used up a reason. One that is gone meanwhile is left alone."""
    row = session.get(ReasonToWrite, reason_id)
    if row is not None and row.deleted_on is None:
        row.used_by = touchpoint.id


def _called(row: ReasonToWrite) -> str:
    return cut(row.text or row.link.partition("//")[2])
