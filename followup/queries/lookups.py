"""Finding what a name or an id means: contacts, companies, tags, changes."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar
from zlib import crc32

from sqlalchemy import ColumnElement, exists, func, inspect, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import Ambiguous, Conflict, NotFound
from followup.domain.folding import fold, fold_point
from followup.domain.reasons import Owner
from followup.domain.values import Closing, DecisionKind
from followup.models import (
    Base,
    Change,
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Cool,
    Decision,
    Draft,
    Employment,
    Encounter,
    Hold,
    Opening,
    Opportunity,
    ReasonToWrite,
    RequestId,
    Snooze,
    StandingChange,
    Starter,
    Tag,
    Touchpoint,
)

_LISTED = 8
_NO_CONTACT = "This contact is not here any more."
_PAGES = {"contacts": Contact, "companies": Company, "opportunities": Opportunity}


def is_here(noun: str, row_id: int) -> bool:
    """Whether a contact, company or opportunity has a page: it exists, and is not in the trash."""
    table = _PAGES[noun]
    with reading() as session:
        return bool(session.scalar(select(exists().where(table.id == row_id, table.deleted_on.is_(None)))))


Row = TypeVar("Row", bound=Base)
OfContact = TypeVar("OfContact", Touchpoint, Snooze, StandingChange, Cool, Employment, ContactPoint, Opening)


def _row(session: Session, table: type[Row], row_id: int, gone: str) -> Row:
    """The row, for changing it. Raises NotFound, also for one in the trash."""
    found = session.get(table, row_id)
    if found is None or getattr(found, "deleted_on", None) is not None:
        raise NotFound(gone)
    return found


def _of_contact(session: Session, table: type[OfContact], row_id: int, gone: str) -> OfContact:
    """The same where its contact must be there, too."""
    owned = select(table, Contact.deleted_on).join(Contact, Contact.id == table.contact_id)
    found = session.execute(owned.where(table.id == row_id)).one_or_none()
    if found is None or getattr(found[0], "deleted_on", None) is not None:
        raise NotFound(gone)
    if found[1] is not None:
        raise NotFound(_NO_CONTACT)
    return found[0]


def contact(session: Session, contact_id: int) -> Contact:
    """The contact. Raises NotFound."""
    return _row(session, Contact, contact_id, _NO_CONTACT)


def contact_at(session: Session, contact_id: int, version: int) -> Contact:
    """The contact for changing its card, as a page showed it. Raises NotFound, or Conflict when `version` is old."""
    found = contact(session, contact_id)
    if found.version != version:
        raise Conflict("This card was changed in another tab. Nothing was overwritten; look at it again.")
    return found


def touchpoint(session: Session, touchpoint_id: int) -> Touchpoint:
    """The touchpoint. Raises NotFound."""
    return _of_contact(session, Touchpoint, touchpoint_id, "This touchpoint is not here any more.")


def snooze(session: Session, snooze_id: int) -> Snooze:
    """The day to come back on. Raises NotFound."""
    return _of_contact(session, Snooze, snooze_id, "This day is taken out already.")


def standing_change(session: Session, change_id: int) -> StandingChange:
    """The closing or reopening. Raises NotFound."""
    return _of_contact(session, StandingChange, change_id, "This is taken out already.")


def cool(session: Session, cool_id: int) -> Cool:
    """The sense of distance, or its end. Raises NotFound."""
    return _of_contact(session, Cool, cool_id, "This is taken out already.")


def opening(session: Session, opening_id: int) -> Opening:
    """What came of it. Raises NotFound."""
    return _of_contact(session, Opening, opening_id, "This opening is not here any more.")


def employment(session: Session, employment_id: int) -> Employment:
    """The employment. Raises NotFound."""
    return _of_contact(session, Employment, employment_id, "This job is not here any more.")


def point(session: Session, point_id: int) -> ContactPoint:
    """The e-mail address, telephone number or link. Raises NotFound."""
    return _of_contact(session, ContactPoint, point_id, "This address is not here any more.")


def draft(session: Session, contact_id: int) -> Draft:
    """The draft to a contact. Raises NotFound."""
    return _row(session, Draft, contact_id, "There is no draft here any more.")


def draft_kept(session: Session, contact_id: int, version: int) -> str:
    """Which page kept this version of the draft to a contact; empty where that is not known."""
    answer = Change.answer
    kept = select(func.json_extract(answer, "$.page")).where(
        func.json_extract(answer, "$.contact") == contact_id,
        func.json_extract(answer, "$.version") == version,
    )
    return session.scalars(kept.order_by(Change.id.desc()).limit(1)).first() or ""


def reason(session: Session, reason_id: int) -> ReasonToWrite:
    """The reason to write. Raises NotFound."""
    return _row(session, ReasonToWrite, reason_id, "This reason is not here any more.")


def starter(session: Session, starter_id: int) -> Starter:
    """The starter of the user's own. Raises NotFound."""
    return _row(session, Starter, starter_id, "This beginning is not here any more.")


def company(session: Session, company_id: int) -> Company:
    """The company. Raises NotFound."""
    return _row(session, Company, company_id, "This company is not here any more.")


def holds(session: Session, company_id: int | None, today: date) -> list[Hold]:
    """The holds in force of a company, or (None) of everything, the one that lasts longest first."""
    found = select(Hold).where(
        Hold.company_id.is_not_distinct_from(company_id),
        Hold.made_on <= today,
        Hold.until > today,
        Hold.deleted_on.is_(None),
    )
    return list(session.scalars(found.order_by(Hold.until.desc(), Hold.id.desc())))


def tag(session: Session, tag_id: int) -> Tag:
    """The tag. Raises NotFound."""
    return _row(session, Tag, tag_id, "This tag is not here any more.")


def change(session: Session, change_id: int) -> Change:
    """The change, for undoing it. Raises NotFound."""
    return _row(session, Change, change_id, "There is nothing to undo here any more.")


def is_undone(session: Session, change_id: int) -> bool:
    """Whether the change does not hold: undone, and the undo not undone in its turn."""
    undone, by = False, change_id
    while by := session.scalar(select(Change.undone_by).where(Change.id == by)):
        undone = not undone
    return undone


class Ended(NamedTuple):
    """How a draft ended: by which change, and with which text."""

    change: int
    text: str


def draft_ended(session: Session, contact_id: int, page: str, verbs: Iterable[str]) -> Ended | None:
    """How this page sent its draft to a contact, or threw it away; None where it has not.

    verbs: of the changes that do so.
    """
    answer = Change.answer
    found = session.scalars(
        select(Change)
        .where(
            Change.verb.in_(verbs),
            Change.undone_by.is_(None),
            func.json_extract(answer, "$.contact") == contact_id,
            func.json_extract(answer, "$.page") == page,
        )
        .order_by(Change.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    if sent := session.get(Touchpoint, found.answer.get("touchpoint", 0)):
        return Ended(found.id, sent.text)
    was = [step["was"]["text"] for step in found.steps if step["table"] == Draft.__tablename__]
    return Ended(found.id, *was)


def newest_change(session: Session) -> Change | None:
    """The newest change; None before the first."""
    return session.scalars(select(Change).order_by(Change.id.desc()).limit(1)).first()


def is_requested(session: Session, change_id: int) -> bool:
    """Whether a request that may be sent again stands for this change."""
    return bool(session.scalar(select(exists().where(RequestId.change_id == change_id))))


def opportunity(session: Session, opportunity_id: int) -> Opportunity:
    """The opportunity. Raises NotFound."""
    return _row(session, Opportunity, opportunity_id, "This opportunity is not here any more.")


def decision(session: Session, decision_id: int) -> Decision:
    """The decision, with its opportunity there. Raises NotFound."""
    found = _row(session, Decision, decision_id, "This decision is not here any more.")
    opportunity(session, found.opportunity_id)
    return found


def encounter(session: Session, encounter_id: int) -> Encounter:
    """Somebody's part in an opportunity that is there. Raises NotFound."""
    found = _row(session, Encounter, encounter_id, "This person is not listed here any more.")
    opportunity(session, found.opportunity_id)
    return found


def seen(row: Decision | Encounter | Opening) -> int:
    """A number that differs when the row does: what a form was shown, for a table that counts no versions."""
    columns = inspect(type(row)).column_attrs
    return crc32(repr([str(getattr(row, column.key)) for column in columns]).encode()) + 1


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


def is_alive() -> ColumnElement[bool]:
    """The condition that a contact was not closed for good: the dead are in no offer and no match (R1)."""
    newest = (
        select(StandingChange.because)
        .where(StandingChange.contact_id == Contact.id, StandingChange.deleted_on.is_(None))
        .order_by(StandingChange.day.desc(), StandingChange.position.desc())
        .limit(1)
        .correlate(Contact)
        .scalar_subquery()
    )
    return func.coalesce(newest, "") != Closing.DIED


def contacts_named(session: Session, name: str) -> list[Contact]:
    """Everybody alive of that whole name, however it is spelled, but for the trash."""
    named = select(Contact).where(Contact.folded == fold(name), Contact.deleted_on.is_(None), is_alive())
    return list(session.scalars(named.order_by(Contact.id)))


def contacts_reached_by(session: Session, points: Iterable[str]) -> list[Contact]:
    """Everybody alive who has one of these e-mail addresses, phone numbers or links."""
    wanted = [fold_point(point) for point in points]
    reached = (
        select(Contact)
        .join(ContactPoint, ContactPoint.contact_id == Contact.id)
        .where(ContactPoint.folded.in_(wanted), Contact.deleted_on.is_(None), is_alive())
    )
    return list(session.scalars(reached.order_by(Contact.id).distinct()))


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


def owners(session: Session, words: str) -> list[Owner]:
    """Companies and contacts of that whole name, however it is spelled; else those that have it in theirs.

    A few at most; the dead and what is in the trash left out.
    """
    folded = fold(words)
    if not folded:
        return []
    companies = select(Company.id, Company.name).where(Company.deleted_on.is_(None)).limit(_LISTED)
    people = _candidates().where(is_alive())
    for is_called in (
        (Company.folded == folded, Contact.folded == folded),
        (Company.folded.contains(folded, autoescape=True), Contact.folded.contains(folded, autoescape=True)),
    ):
        found = [Owner("company", *row) for row in session.execute(companies.where(is_called[0]))]
        for contact_id, name, employer in session.execute(people.where(is_called[1])):
            found.append(Owner("contact", contact_id, name, employer or ""))
        if found:
            return found[:_LISTED]
    return []
