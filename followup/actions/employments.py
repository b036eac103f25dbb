"""Where a contact works and worked: one employment at most is the current one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.actions.contacts import named_company
from followup.domain import fields
from followup.domain.errors import Invalid
from followup.domain.folding import fold
from followup.domain.wording import cut
from followup.models import Company, Contact, Employment
from followup.queries import lookups


@dataclass(frozen=True, slots=True)
class Job:
    """An employment as a form gives it: a company or a title, the days where they are known."""

    company: str = ""
    title: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    is_current: bool = True


def add(contact_id: int, job: Job, today: date, request_id: str | None = None) -> Draft:
    """Add where somebody works, or worked. Raises NotFound, Invalid at a field."""
    _check(job, today)
    with change("Added a job", today, request_id) as draft:
        contact = lookups.contact(draft.session, contact_id)
        row = Employment(contact_id=contact_id, company_id=None)
        _set(draft.session, row, job, today)
        draft.session.add(row)
        draft.done(contact, f"{_where(draft.session, row)} is on the card")
    return draft


def edit(employment_id: int, version: int, job: Job, today: date, request_id: str | None = None) -> Draft:
    """Change an employment. `version` is the card's. Raises NotFound, Conflict, Invalid at a field."""
    _check(job, today)
    with change("Changed a job", today, request_id) as draft:
        row = lookups.employment(draft.session, employment_id)
        contact = lookups.contact_at(draft.session, row.contact_id, version)
        _set(draft.session, row, job, today)
        draft.done(contact, f"{_where(draft.session, row)} is changed")
    return draft


def end(employment_id: int, today: date, request_id: str | None = None) -> Draft:
    """Somebody does not work there any more, since today. Raises NotFound, Invalid when that is known already."""
    with change("Ended a job", today, request_id) as draft:
        row = lookups.employment(draft.session, employment_id)
        contact = lookups.contact(draft.session, row.contact_id)
        if not row.is_current:
            raise Invalid("This ended already.", "is_current")
        row.is_current = False
        if row.ended_on is None or row.ended_on > today:
            row.ended_on = max(today, row.started_on or today)
        draft.done(contact, f"{_where(draft.session, row)} is over")
    return draft


def delete(employment_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take an employment off its card. Raises NotFound."""
    with change("Deleted a job", today, request_id) as draft:
        row = lookups.employment(draft.session, employment_id)
        contact = lookups.contact(draft.session, row.contact_id)
        draft.done(contact, f"{_where(draft.session, row)} is off the card")
        draft.session.delete(row)
    return draft


def set_current(session: Session, contact: Contact, company: str, title: str, today: date) -> None:
    """What a card says about where somebody works now. Another company is another employment; the one before ends.

    Raises Invalid at a field.
    """
    clean, company = fields.name(title, "title", required=False), company.strip()
    current = session.scalars(
        select(Employment)
        .where(Employment.contact_id == contact.id, Employment.is_current)
        .order_by(Employment.id.desc())
    ).first()
    if not company and not clean:
        if current:
            current.is_current, current.ended_on = False, current.ended_on or today
        return
    found = named_company(session, company, today) if company else None
    if current and (found is None or current.company_id in (None, found.id)):
        current.company_id, current.title = found.id if found else None, clean
        return
    if current:
        current.is_current, current.ended_on = False, current.ended_on or today
    session.add(
        Employment(
            contact_id=contact.id, company_id=found.id if found else None, title=clean, is_current=True
        )
    )


def _check(job: Job, today: date) -> None:
    if not fold(job.company) and not fold(job.title):
        raise Invalid("Please give a company or a title.", "company")
    if job.started_on and job.ended_on and job.ended_on < job.started_on:
        raise Invalid("It cannot end before it began.", "ended_on")
    if job.is_current and job.ended_on and job.ended_on <= today:
        raise Invalid("It ended, or they work there now: one of the two.", "ended_on")


def _set(session: Session, row: Employment, job: Job, today: date) -> None:
    """Fill an employment in; where it is the current one now, another that was ends."""
    company = named_company(session, job.company, today) if fold(job.company) else None
    row.company_id = company.id if company else None
    row.title = fields.name(job.title, "title", required=False)
    row.started_on, row.ended_on, row.is_current = job.started_on, job.ended_on, job.is_current
    if job.is_current:
        others = select(Employment).where(Employment.contact_id == row.contact_id, Employment.is_current)
        for other in session.scalars(others):
            if other is not row:
                other.is_current = False
                # The day is known only where the new one says when it began.
                if job.started_on and job.started_on >= (other.started_on or job.started_on):
                    other.ended_on = other.ended_on or job.started_on


def _where(session: Session, row: Employment) -> str:
    """The company of an employment, else its title, for a sentence."""
    company = session.get(Company, row.company_id) if row.company_id else None
    return cut(company.name) if company else cut(row.title)
