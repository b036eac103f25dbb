"""What was done, for the notice with its Undo."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from followup.db import reading
from followup.domain.errors import NotFound
from followup.models import Change, Company, Contact
from followup.queries import lookups

#: The verb of a quick add.
ADDED = "Added"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Done:
    """A change as a notice shows it; `answer` as its action left it."""

    id: int
    summary: str
    answer: dict[str, Any]
    is_undone: bool


def change(change_id: int) -> Done | None:
    """The change, or None where there is none."""
    with reading() as session:
        try:
            row = lookups.change(session, change_id)
        except NotFound:
            return None
        return Done(row.id, row.summary, row.answer, row.undone_by is not None)


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody added today, with the change to undo."""

    change: int
    contact: int
    name: str
    company: str


def added(today: date) -> list[Added]:
    """Who was added today and not taken back, the newest first."""
    with reading() as session:
        rows = session.execute(
            select(Change.id, Contact.id, Contact.name, Company.name)
            .join(Contact, Contact.id == func.json_extract(Change.answer, "$.contact"))
            .outerjoin(Company, Company.id == Contact.company_id)
            .where(
                Change.made_on == today,
                Change.verb == ADDED,
                Change.undone_by.is_(None),
                Contact.deleted_on.is_(None),
            )
            .order_by(Change.id.desc())
            .limit(SHOWN)
        )
        return [Added(change, contact, name, company or "") for change, contact, name, company in rows]
