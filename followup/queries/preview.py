"""What a "no" plans for the people met: the first date of each, and the next as if written to on it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import met
from followup.domain.met import Outlook
from followup.models import Contact
from followup.queries import outlook, settings


def preview(contact_ids: Sequence[int], today: date) -> list[Outlook]:
    """The outlook of each contact, in the order given, among all people of their companies (W3).

    Contacts that are not here any more are left out.
    """
    with reading() as session:
        return outlooks(session, contact_ids, today)


def outlooks(session: Session, contact_ids: Sequence[int], today: date) -> list[Outlook]:
    """What `preview` gives, inside a transaction, for what is not saved yet."""
    chosen = settings.load(session)
    around = [*contact_ids, *_colleagues(session, contact_ids)]
    people = outlook.people(session, around, chosen, today)
    entries = [person.entry for person in people.values()]
    near = outlook.neighbourhood(session, entries, chosen, today)
    everybody = [met.Person(person.entry, person.history) for person in people.values()]
    looked = met.preview(everybody, near.holds, near.notes, chosen, today)
    found = {seen.person.entry.contact: seen for seen in looked}
    return [found[contact] for contact in contact_ids if contact in found]


def _colleagues(session: Session, contact_ids: Sequence[int]) -> list[int]:
    companies = select(Contact.company_id).where(
        Contact.id.in_(contact_ids), Contact.company_id.is_not(None), Contact.deleted_on.is_(None)
    )
    return list(
        session.scalars(
            select(Contact.id).where(
                Contact.company_id.in_(companies),
                Contact.id.not_in(contact_ids),
                Contact.deleted_on.is_(None),
            )
        )
    )
