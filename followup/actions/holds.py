"""Quiet for a company, or for everything (W1)."""

from datetime import date

from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Invalid, NotFound
from followup.domain.values import HoldKind
from followup.domain.wording import HOLD_NAMES, cut, day_name
from followup.models import Company, Hold
from followup.queries import lookups


def hold(
    company_id: int | None, kind: HoldKind, until: date, today: date, request_id: str | None = None
) -> Draft:
    """Let a company (None: everything) rest until a day; a hold of that kind that lasts is given the day.

    Raises NotFound, Invalid for a day that is over.
    """
    if fields.coming_day(until, today, "until") == today:
        raise Invalid("Give a day after today.", "until")
    with change("Held", today, request_id) as draft:
        name = ""
        if company_id is not None:
            name = cut(lookups.company(draft.session, company_id).name)
        row = _placed(draft.session, company_id, kind, until, today)
        row.until = until
        draft.summary = _said(name, until, today)
        draft.answer = {"hold": row.id}
    return draft


def at_least(session: Session, company_id: int, kind: HoldKind, until: date, today: date) -> date:
    """Let a company rest within a change, until a day or until a hold of that kind is over; gives the later."""
    row = _placed(session, company_id, kind, until, today)
    row.until = max(row.until, until)
    return row.until


def _placed(session: Session, company_id: int | None, kind: HoldKind, until: date, today: date) -> Hold:
    """The hold of that kind that lasts, the only one then, else a new one until that day."""
    lasting = [row for row in lookups.holds(session, company_id, today) if row.kind is kind]
    if lasting:
        _end_others(session, lasting[0], today)
        return lasting[0]
    row = Hold(company_id=company_id, kind=kind, made_on=today, until=until)
    session.add(row)
    session.flush()
    return row


def _end_others(session: Session, row: Hold, today: date) -> None:
    """End what else is in force there of the kind of `row`: of one kind only one lasts."""
    for other in lookups.holds(session, row.company_id, today):
        if other.kind is row.kind and other is not row:
            other.until = today


def change_hold(
    hold_id: int, kind: HoldKind, until: date, today: date, request_id: str | None = None
) -> Draft:
    """Give a hold that lasts another day or reason. Raises NotFound when it is over, Invalid for a day that is."""
    if fields.coming_day(until, today, "until") == today:
        raise Invalid("Give a day after today.", "until")
    with change("Hold changed", today, request_id) as draft:
        row = _lasting(draft.session, hold_id, today)
        row.kind, row.until = kind, until
        _end_others(draft.session, row, today)
        company = draft.session.get(Company, row.company_id) if row.company_id is not None else None
        draft.summary = _said(cut(company.name) if company else "", until, today)
        draft.answer = {"hold": row.id}
    return draft


def _said(company: str, until: date, today: date) -> str:
    what = f"{company} rests" if company else "Everything rests"
    return f"{what} until {day_name(until, today)}. Who writes to you still shows up."


def _lasting(session: Session, hold_id: int, today: date) -> Hold:
    row = session.get(Hold, hold_id)
    if row is None or row.deleted_on or row.until <= today:
        raise NotFound("This hold is over already.")
    return row


def hold_named(company: str, until: date, today: date) -> Draft:
    """Let a company of that name rest for oneself, or "everything" while away. Raises as `hold` does."""
    if company.casefold() == "everything":
        return hold(None, HoldKind.AWAY, until, today)
    return hold(_company_id(company), HoldKind.SELF, until, today)


def _company_id(name: str) -> int:
    from followup.db import reading

    with reading() as session:
        found = lookups.company_named(session, name)
        if found is None:
            raise NotFound(
                f'No company here is called "{name[:60]}". Write its name as on its page, or "everything".'
            )
        return found.id


def lift(hold_id: int, today: date, request_id: str | None = None) -> Draft:
    """End a hold today, with all of its kind there; the summary says what still rests.

    Raises NotFound when it is over already.
    """
    with change("Hold lifted", today, request_id) as draft:
        row = _lasting(draft.session, hold_id, today)
        row.until = today
        _end_others(draft.session, row, today)
        others = lookups.holds(draft.session, row.company_id, today)
        left = next((other for other in others if other.kind is not row.kind), None)
        if row.company_id is None:
            draft.summary = "The quiet is over. Welcome back."
        elif left is None:
            draft.summary = "The hold is lifted."
        else:
            day = day_name(left.until, today)
            draft.summary = f"The hold is lifted. It still rests: {HOLD_NAMES[left.kind]}, until {day}."
    return draft
