"""Changing and deleting companies."""

from dataclasses import dataclass
from datetime import date

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Conflict, Invalid
from followup.domain.folding import fold
from followup.domain.wording import cut
from followup.queries import companies, lookups


@dataclass(frozen=True, slots=True)
class Card:
    """What may be changed about a company. own_employer: the user works there."""

    name: str
    website: str = ""
    careers_url: str = ""
    news_url: str = ""
    own_employer: bool = False
    notes: str = ""


def edit(company_id: int, version: int, card: Card, today: date, request_id: str | None = None) -> Draft:
    """Change a company. Raises NotFound, Invalid, and Conflict when another tab was quicker."""
    with change("Company changed", today, request_id) as draft:
        row = lookups.company(draft.session, company_id)
        if row.version != version:
            raise Conflict(
                "This company was changed in another tab. Nothing was overwritten; look at it again."
            )
        name = fields.name(card.name, "name")
        if fold(name) != row.folded and lookups.company_named(draft.session, name):
            raise Invalid("Another company here has this name already.", "name")
        row.name, row.folded = name, fold(name)
        row.website = fields.link(card.website, "website")
        row.careers_url = fields.link(card.careers_url, "careers_url")
        row.news_url = fields.link(card.news_url, "news_url")
        row.own_employer = card.own_employer
        row.notes = fields.text(card.notes, "notes")
        row.version += 1
        draft.summary = f"Saved: {cut(name)}."
        draft.answer = {"company": company_id}
    return draft


def delete(company_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move a company to the trash. Raises NotFound, and Conflict while somebody or something belongs to it."""
    with change("Company deleted", today, request_id) as draft:
        row = lookups.company(draft.session, company_id)
        if companies.has_anything(draft.session, company_id):
            raise Conflict("Somebody or something belongs to this company, so it stays.")
        row.deleted_on = today
        row.version += 1
        draft.summary = f"Deleted: {cut(row.name)}."
        draft.answer = {"company": company_id}
    return draft
