"""Finding what a name or an id means: contacts, companies, tags, changes."""

from collections.abc import Iterable
from zlib import crc32

from sqlalchemy import exists, func, inspect, select
from sqlalchemy.orm import Session

from followup.domain.errors import Ambiguous, Conflict, NotFound
from followup.domain.folding import fold, fold_point
from followup.domain.values import Closing, DecisionKind
from followup.models import (
    Change,
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Decision,
    Employment,
    Encounter,
    Opportunity,
    StandingChange,
    Tag,
    Touchpoint,
)

_LISTED = 8


def contact(session: Session, contact_id: int) -> Contact:
    """The contact, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(Contact, contact_id)
    if found is None or found.deleted_on is not None:
        raise NotFound("This contact is not here any more.")
    return found


def contact_at(session: Session, contact_id: int, version: int) -> Contact:
    """The contact for changing its card, as a page showed it. Raises NotFound, or Conflict when `version` is old."""
    found = contact(session, contact_id)
    if found.version != version:
        raise Conflict("This card was changed in another tab. Nothing was overwritten; look at it again.")
    return found


def touchpoint(session: Session, touchpoint_id: int) -> Touchpoint:
    """The touchpoint, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(Touchpoint, touchpoint_id)
    if found is None or found.deleted_on is not None:
        raise NotFound("This touchpoint is not here any more.")
    contact(session, found.contact_id)
    return found


def employment(session: Session, employment_id: int) -> Employment:
    """The employment, for changing it. Raises NotFound."""
    found = session.get(Employment, employment_id)
    if found is None:
        raise NotFound("This job is not here any more.")
    contact(session, found.contact_id)
    return found


def point(session: Session, point_id: int) -> ContactPoint:
    """The e-mail address, telephone number or link, for changing it. Raises NotFound."""
    found = session.get(ContactPoint, point_id)
    if found is None:
        raise NotFound("This address is not here any more.")
    contact(session, found.contact_id)
    return found


def opportunity(session: Session, opportunity_id: int) -> Opportunity:
    """The opportunity, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(Opportunity, opportunity_id)
    if found is None or found.deleted_on is not None:
        raise NotFound("This opportunity is not here any more.")
    return found


def decision(session: Session, decision_id: int) -> Decision:
    """The decision, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(Decision, decision_id)
    if found is None or found.deleted_on is not None:
        raise NotFound("This decision is not here any more.")
    opportunity(session, found.opportunity_id)
    return found


def encounter(session: Session, encounter_id: int) -> Encounter:
    """Somebody's part in an opportunity, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(Encounter, encounter_id)
    if found is None or found.deleted_on is not None:
        raise NotFound("This person is not listed here any more.")
    opportunity(session, found.opportunity_id)
    return found


def seen(row: Decision | Encounter) -> int:
    """A number that differs when the row does: what a form was shown, for a table that counts no versions."""
    columns = inspect(type(row)).column_attrs
    return crc32(repr([str(getattr(row, column.key)) for column in columns]).encode()) + 1


def change(session: Session, change_id: int) -> Change:
    """The change, for undoing it. Raises NotFound."""
    found = session.get(Change, change_id)
    if found is None:
        raise NotFound("There is nothing to undo here any more.")
    return found


def company_named(session: Session, name: str) -> Company | None:
    """The company of that name, however it is spelled; None for none, and for one in the trash."""
    return session.scalars(
        select(Company).where(Company.folded == fold(name), Company.deleted_on.is_(None)).order_by(Company.id)
    ).first()


def tag_named(session: Session, name: str) -> Tag | None:
    """The tag of that name, however it is spelled; None for none."""
    return session.scalars(select(Tag).where(Tag.folded == fold(name))).first()


def tag_cadences(session: Session, contact_id: int) -> list[int]:
    """The rhythms of the tags of a contact, in days."""
    found = (
        select(Tag.cadence)
        .join(ContactTag)
        .where(ContactTag.contact_id == contact_id, Tag.cadence.is_not(None))
        .order_by(Tag.id)
    )
    return [cadence for cadence in session.scalars(found) if cadence is not None]


def company(session: Session, company_id: int) -> Company:
    """The company, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(Company, company_id)
    if found is None or found.deleted_on is not None:
        raise NotFound("This company is not here any more.")
    return found


def tag(session: Session, tag_id: int) -> Tag:
    """The tag, for changing it. Raises NotFound."""
    found = session.get(Tag, tag_id)
    if found is None:
        raise NotFound("This tag is not here any more.")
    return found


def open_opportunity(session: Session, company_id: int, title: str) -> Opportunity | None:
    """An open opportunity of that title at the company (any, where the title is empty), the newest; None for none.

    It is open while it has no decision, and while the newest only froze it.
    """
    ended = exists().where(
        Decision.opportunity_id == Opportunity.id,
        Decision.kind.not_in([DecisionKind.OPEN, DecisionKind.FROZEN]),
        Decision.deleted_on.is_(None),
    )
    found = session.scalars(
        select(Opportunity)
        .where(Opportunity.company_id == company_id, Opportunity.deleted_on.is_(None), ~ended)
        .order_by(Opportunity.id.desc())
    )
    return next((row for row in found if not title or fold(row.title) in ("", fold(title))), None)


def contacts_named(session: Session, name: str) -> list[Contact]:
    """Every contact of that whole name, however it is spelled, but for the trash."""
    named = select(Contact).where(Contact.folded == fold(name), Contact.deleted_on.is_(None))
    return list(session.scalars(named.order_by(Contact.id)))


def contacts_reached_by(session: Session, points: Iterable[str]) -> list[Contact]:
    """Every contact that has one of these e-mail addresses, phone numbers or links."""
    reached = (
        select(Contact)
        .join(ContactPoint, ContactPoint.contact_id == Contact.id)
        .where(ContactPoint.folded.in_([fold_point(point) for point in points]), Contact.deleted_on.is_(None))
    )
    return list(session.scalars(reached.order_by(Contact.id).distinct()))


def died(session: Session, contact: Contact) -> bool:
    """Whether a contact was closed for good: in no offer and no match (R1)."""
    newest = session.scalars(
        select(StandingChange.because)
        .where(StandingChange.contact_id == contact.id, StandingChange.deleted_on.is_(None))
        .order_by(StandingChange.day.desc(), StandingChange.position.desc())
    ).first()
    return newest is Closing.DIED


def who(session: Session, words: str) -> int:
    """The id of the one contact that `words` mean: an id, a whole name, or a part that fits one alone.

    Raises NotFound, or Ambiguous with the candidates.
    """
    if words.isascii() and words.isdigit() and len(words) < 18:
        try:
            return contact(session, int(words)).id
        except NotFound:
            raise NotFound(
                f"There is no contact {words}. A name, or a part of it, finds people, too."
            ) from None
    folded = fold(words)
    exact = list(session.execute(_candidates().where(Contact.folded == folded)))
    found = exact or list(
        session.execute(_candidates().where(Contact.folded.contains(folded, autoescape=True)))
    )
    if len(found) == 1 and folded:
        return found[0][0]
    if not found or not folded:
        raise NotFound(f'Nobody here is called "{words[:60]}". `followup add` makes a new contact.')
    candidates = tuple(f"{row[0]}: {row[1]}" + (f", {row[2]}" if row[2] else "") for row in found[:_LISTED])
    more = " and others" if len(found) > _LISTED else ""
    raise Ambiguous(
        f'"{words[:60]}" fits several: {"; ".join(candidates)}{more}. Give the number.', candidates
    )


def _candidates():
    return (
        select(Contact.id, Contact.name, Company.name)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.deleted_on.is_(None))
        .order_by(func.length(Contact.name), Contact.id)
        .limit(_LISTED + 1)
    )
