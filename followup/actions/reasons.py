"""Reasons to write: kept on a company or a contact, taken out, used up by a touchpoint."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import reasons
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.reasons import Owner, State
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
        draft.summary = f"Taken out: {called(row)}."
        draft.answer = {"reason": row.id}
    return draft


def use(session: Session, reason_id: int | None, touchpoint: Touchpoint, today: date) -> bool:
    """Note, within a change, which reason a touchpoint used up, None for none; one that it used before is open again.

    Only one that is open is taken, or that it used already. False for any other: then nothing is changed.
    """
    used = session.scalars(select(ReasonToWrite).where(ReasonToWrite.used_by == touchpoint.id)).all()
    if reason_id is not None and reason_id not in {row.id for row in used}:
        row = session.get(ReasonToWrite, reason_id)
        if row is None or not _is_open(session, row, today) or not _is_theirs(session, row, touchpoint):
            return False
        row.used_by = touchpoint.id
    for row in used:
        if row.id != reason_id:
            row.used_by = None
    return True


def _is_open(session: Session, row: ReasonToWrite, today: date) -> bool:
    """Not taken out, not expired, and used by nothing that is outside the trash."""
    by = session.get(Touchpoint, row.used_by) if row.used_by else None
    is_used = by is not None and by.deleted_on is None
    return row.deleted_on is None and reasons.state(row.added_on, is_used, today) is State.OPEN


def _is_theirs(session: Session, row: ReasonToWrite, touchpoint: Touchpoint) -> bool:
    """Whether it is of whom the touchpoint is with, or of the company where they work now."""
    if row.contact_id is not None:
        return row.contact_id == touchpoint.contact_id
    return row.company_id == lookups.contact(session, touchpoint.contact_id).company_id


def called(row: ReasonToWrite) -> str:
    """A reason in a few words: its line, else its link."""
    return cut(row.text or row.link.partition("//")[2])
