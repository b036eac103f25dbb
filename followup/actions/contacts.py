"""Adding people from the quick-add line."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields, tags
from followup.domain.errors import FollowupError, Invalid
from followup.domain.folding import fold, fold_point
from followup.domain.quickadd import QuickAdd
from followup.domain.values import PointKind
from followup.domain.wording import day_name
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Employment,
    Encounter,
    Opportunity,
    Snooze,
    Tag,
)
from followup.queries import lookups, settings
from followup.queries.changes import ADDED


class AlreadyHere(FollowupError):
    """Somebody who seems to be the same is here; `candidates` are (id, name, company or "")."""

    def __init__(self, name: str, candidates: list[tuple[int, str, str]]) -> None:
        who = "; ".join(
            f"{known}{f' at {company}' if company else ''} ({number})"
            for number, known, company in candidates
        )
        super().__init__(f"{name} seems to be here already: {who}.")
        self.candidates = candidates


def quick_add(
    quick: QuickAdd,
    today: date,
    into: int | None = None,
    another: bool = False,
    request_id: str | None = None,
) -> Draft:
    """Add the person of a quick-add line with all that the line says, or add that to the contact `into`.

    Raises NotFound for `into`, Invalid when the line leaves a question open or names a day that is over, and
    AlreadyHere when somebody who seems to be the same is here, unless `another` says that it is somebody else.
    """
    if quick.question:
        raise Invalid(quick.question, "line")
    if quick.start and quick.start < today:
        raise Invalid(f"{quick.start.isoformat()} is over. Give today or a later day.", "line")
    with change(ADDED, today, request_id) as draft:
        session = draft.session
        if into is None and not another:
            _refuse_double(session, quick)
        contact = lookups.contact(session, into) if into is not None else _new(session, quick, today)
        company = named_company(session, quick.company, today) if quick.company else None
        if company or quick.title:
            employ(session, contact, company, quick.title or "", today)
        _add_points(session, contact, quick)
        add_tags(session, contact, quick.tags)
        _take_cadence(session, contact, quick, into is None, today)
        contact.notes = fields.text("\n".join(filter(None, [contact.notes, _note(quick, company)])), "note")
        if quick.stage and company:
            _open_opportunity(session, contact, company, quick, today)
        if quick.start:
            session.add(
                Snooze(
                    contact_id=contact.id,
                    day=today,
                    position=draft.position(),
                    until=quick.start,
                    pinned=False,
                )
            )
        where = f" at {company.name}" if company else ""
        verb = "Added" if into is None else "Added to"
        first = f" Comes up on {day_name(quick.start, today)}." if quick.start else ""
        draft.summary = f"{verb} {contact.name}{where}.{first}"
        draft.answer = {"contact": contact.id}
    return draft


def _refuse_double(session: Session, quick: QuickAdd) -> None:
    found = lookups.contacts_reached_by(session, [*quick.emails, *quick.phones, *quick.links])
    found += [contact for contact in lookups.contacts_named(session, quick.name) if contact not in found]
    if found:
        companies = _company_names(session, found)
        raise AlreadyHere(quick.name, [(c.id, c.name, companies.get(c.company_id or 0, "")) for c in found])


def _company_names(session: Session, contacts: list[Contact]) -> dict[int, str]:
    ids = [contact.company_id for contact in contacts if contact.company_id is not None]
    named = select(Company.id, Company.name).where(Company.id.in_(ids))
    return dict(session.execute(named).all())


def _new(session: Session, quick: QuickAdd, today: date) -> Contact:
    return new_contact(session, quick.name, today, settings.load(session).cadence)


def new_contact(session: Session, name: str, today: date, cadence: int | None) -> Contact:
    """A new contact, flushed so that it has its id; `cadence` in days. Raises Invalid for an empty or overlong name."""
    clean = fields.name(name)
    contact = Contact(name=clean, folded=fold(clean), added_on=today, cadence=cadence, notes="")
    session.add(contact)
    session.flush()
    return contact


def named_company(session: Session, name: str, today: date) -> Company:
    """The company of that name, new where it is not known yet. Raises Invalid."""
    clean = fields.name(name, "company")
    found = lookups.company_named(session, clean)
    if found is None:
        found = Company(name=clean, folded=fold(clean), added_on=today)
        session.add(found)
        session.flush()
    return found


def employ(session: Session, contact: Contact, company: Company | None, title: str, today: date) -> None:
    """Note where somebody works now; what was current and differs ends today. Raises Invalid for an overlong title."""
    current = session.scalars(
        select(Employment).where(Employment.contact_id == contact.id, Employment.is_current)
    ).all()
    for employment in current:
        if company is None or employment.company_id in (None, company.id):
            employment.company_id = company.id if company else employment.company_id
            employment.title = fields.name(title, "title", required=False) or employment.title
            return
    for employment in current:
        employment.is_current, employment.ended_on = False, today
    session.add(
        Employment(
            contact_id=contact.id,
            company_id=company.id if company else None,
            title=fields.name(title, "title", required=False),
            is_current=True,
        )
    )


def _add_points(session: Session, contact: Contact, quick: QuickAdd) -> None:
    known = set(session.scalars(select(ContactPoint.folded).where(ContactPoint.contact_id == contact.id)))
    kinds = ((PointKind.EMAIL, quick.emails), (PointKind.PHONE, quick.phones), (PointKind.LINK, quick.links))
    for kind, values in kinds:
        for value in values:
            clean = fields.line(value, "address")
            if fold_point(clean) not in known:
                known.add(fold_point(clean))
                point = ContactPoint(contact_id=contact.id, kind=kind, value=clean, folded=fold_point(clean))
                session.add(point)


def add_tags(session: Session, contact: Contact, names: Collection[str]) -> None:
    """Put tags on a contact, new where they are not known yet. Raises Invalid.

    They bring their rhythm where none was chosen yet.
    """
    before = lookups.tag_cadences(session, contact.id) if names else []
    for name in names:
        clean = fields.name(name, "tag")
        tag = lookups.tag_named(session, clean)
        if tag is None:
            tag = Tag(name=clean, folded=fold(clean))
            session.add(tag)
            session.flush()
        if session.get(ContactTag, (contact.id, tag.id)) is None:
            session.add(ContactTag(contact_id=contact.id, tag_id=tag.id))
            session.flush()
    after = lookups.tag_cadences(session, contact.id) if names else []
    if after != before:
        contact.cadence = tags.taken(contact.cadence, before, after, settings.load(session).cadence)


def _take_cadence(session: Session, contact: Contact, quick: QuickAdd, is_new: bool, today: date) -> None:
    if quick.address_book:
        contact.cadence = None
    elif quick.cadence:
        if contact.cadence is None and not is_new:
            contact.cadence_given_on = today
        contact.cadence = quick.cadence


def _note(quick: QuickAdd, company: Company | None) -> str:
    """The rest of the line; a stage without a company has no opportunity to go to, and stays in words."""
    stage = quick.stage.value.replace("_", " ") if quick.stage and company is None else ""
    role = quick.role if stage and quick.role else ""
    return ", ".join(filter(None, [quick.note, f"{stage} for {role}" if role else stage]))


def _open_opportunity(
    session: Session, contact: Contact, company: Company, quick: QuickAdd, today: date
) -> None:
    title = fields.name(quick.role or "", "role", required=False)
    opportunity = lookups.open_opportunity(session, company.id, title)
    if opportunity is None:
        opportunity = Opportunity(company_id=company.id, title=title, stage=quick.stage, added_on=today)
        session.add(opportunity)
        session.flush()
    elif quick.stage and quick.stage.rank > opportunity.stage.rank:
        opportunity.stage = quick.stage
    met = select(Encounter.id).where(
        Encounter.contact_id == contact.id, Encounter.opportunity_id == opportunity.id
    )
    if session.scalar(met) is None:
        session.add(Encounter(contact_id=contact.id, opportunity_id=opportunity.id, recorded_on=today))
