"""Recording what became of an opportunity, with the people met and the plan for each (R4, R5)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions import projection
from followup.actions.changes import Draft, change
from followup.actions.contacts import employ, named_company, new_contact
from followup.domain import fields
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.met import Met, Outlook, presets
from followup.domain.values import (
    DecisionKind,
    Door,
    MetPlan,
    Part,
    Reason,
    Stage,
    ToldBy,
)
from followup.domain.wording import counted, joined, short_name
from followup.models import Company, Contact, Decision, Encounter, Opportunity, OpportunityDoor
from followup.queries import lookups
from followup.queries.preview import outlooks

_FROM_OUTSIDE = (Part.AGENCY, Part.REFERRER)


@dataclass(frozen=True, slots=True)
class PersonMet:
    """Somebody met: a name (or the id of a contact), the part, and the plan where it is not the preset one."""

    name: str
    part: Part = Part.OTHER
    told_you: bool = False
    plan: MetPlan | None = None
    thank_now: bool | None = None
    contact: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an opportunity. `told` is who told it: somebody met, a letter, or nobody."""

    company: str
    title: str
    decided_on: date
    stage: Stage = Stage.FINAL_ROUND
    decision: DecisionKind = DecisionKind.TURNED_DOWN
    told: ToldBy = ToldBy.PERSON
    reason: Reason = Reason.UNKNOWN
    feedback: str = ""
    doors: frozenset[Door] = frozenset()
    winner_started_on: date | None = None
    winner_from_inside: bool | None = None
    careers_url: str = ""
    people: tuple[PersonMet, ...] = field(default=())


def record(outcome: Outcome, today: date, request_id: str | None = None) -> Draft:
    """Record a decision with everybody met, all or nothing.

    A company and people known already are used; an open opportunity of that title takes the decision. Raises
    Invalid at a field, Ambiguous when a name fits several contacts.
    """
    with change("Recorded", today, request_id) as draft:
        _record(draft, outcome, today)
    return draft


class _Rehearsed(Exception):
    """Ends a rehearsal, so that nothing of it is kept."""


def rehearse(outcome: Outcome, today: date) -> list[Outlook]:
    """What recording the outcome would plan for each person, without recording it. Raises as `record` does."""
    found: list[Outlook] = []
    try:
        with change("Rehearsed", today) as draft:
            people = [contact.id for contact in _record(draft, outcome, today)]
            projection.project(draft.session, people)
            found = outlooks(draft.session, people, today)
            raise _Rehearsed
    except _Rehearsed:
        return found


def _record(draft: Draft, outcome: Outcome, today: date) -> list[Contact]:
    fields.past_day(outcome.decided_on, today, "decided_on")
    if outcome.told is ToldBy.PERSON and outcome.people and not any(p.told_you for p in outcome.people):
        raise Invalid("Say who told you: one of the people you met, a letter, or nobody.", "told")
    session = draft.session
    company = named_company(session, outcome.company, today)
    opportunity = _opportunity(session, company, outcome, today)
    session.add(
        Decision(
            opportunity_id=opportunity.id,
            kind=outcome.decision,
            decided_on=outcome.decided_on,
            recorded_on=today,
            position=draft.position(),
            told=outcome.told,
            reason=outcome.reason,
            feedback=fields.text(outcome.feedback, "feedback"),
        )
    )
    people = _meet(session, company, opportunity, outcome, today)
    draft.summary = _summary(company, opportunity, people)
    draft.answer = {"opportunity": opportunity.id, "contacts": [contact.id for contact in people]}
    return people


def preset_plans(outcome: Outcome, own_employer: bool, carried: bool = False) -> list[PersonMet]:
    """The people of an outcome with every plan settled: the user's choice, else the preset.

    carried: somebody else carries the company's rhythm already. Then, and where the user chose a correspondent, no
    second one is preset.
    """
    people = [Met(person.part, person.told_you) for person in outcome.people]
    carried = carried or any(person.plan is MetPlan.CORRESPONDENT for person in outcome.people)
    settled = []
    for person, preset in zip(outcome.people, presets(people, outcome.stage, own_employer), strict=True):
        plan = preset.plan
        if carried and plan is MetPlan.CORRESPONDENT:
            plan = MetPlan.ONE_HELLO if outcome.stage.rank >= Stage.INTERVIEW.rank else MetPlan.KEEP
        settled.append(
            PersonMet(
                name=person.name,
                part=person.part,
                told_you=person.told_you,
                plan=person.plan or plan,
                thank_now=preset.thank_now if person.thank_now is None else person.thank_now,
                contact=person.contact,
            )
        )
    chosen = [p for p in settled if p.plan is MetPlan.CORRESPONDENT and p.part not in _FROM_OUTSIDE]
    if len(chosen) > 1:
        names = joined([person.name for person in chosen])
        raise Invalid(f"One correspondent per company: choose between {names}.", "people")
    return settled


def keep_promise(encounter_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note that a promise to somebody met was kept. Raises Invalid where none is open."""
    with change("Promise kept", today, request_id) as draft:
        row = draft.session.get(Encounter, encounter_id)
        if row is None or row.deleted_on or not row.promise or row.promise_kept_on:
            raise Invalid("This promise is settled already.", "promise")
        row.promise_kept_on = today
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"Promise to {short_name(contact.name, contact.called)} kept."
        draft.answer = {"contact": contact.id}
    return draft


def _opportunity(session: Session, company: Company, outcome: Outcome, today: date) -> Opportunity:
    title = fields.name(outcome.title, "role", required=False)
    found = lookups.open_opportunity(session, company.id, title) if title else None
    if found is None:
        found = Opportunity(company_id=company.id, title=title, stage=outcome.stage, added_on=today)
        session.add(found)
    found.title = found.title or title
    found.stage = outcome.stage
    found.careers_url = fields.line(outcome.careers_url, "careers_url") or found.careers_url
    if outcome.winner_started_on:
        found.winner_started_on = fields.any_day(outcome.winner_started_on, "winner_started_on")
    if outcome.winner_from_inside is not None:
        found.winner_from_inside = outcome.winner_from_inside
    session.flush()
    known = set(
        session.scalars(select(OpportunityDoor.door).where(OpportunityDoor.opportunity_id == found.id))
    )
    session.add_all(
        OpportunityDoor(opportunity_id=found.id, door=door) for door in sorted(outcome.doors - known)
    )
    return found


def _meet(
    session: Session, company: Company, opportunity: Opportunity, outcome: Outcome, today: date
) -> list[Contact]:
    contacts = [_person(session, person, company, today) for person in outcome.people]
    if len({contact.id for contact, _ in contacts}) < len(contacts):
        raise Invalid("The same person is listed twice.", "people")
    ids = {contact.id for contact, _ in contacts}
    carriers = rhythm_carriers(session, company.id)
    settled = preset_plans(outcome, company.own_employer, bool(carriers - ids))
    for (contact, is_new), person in zip(contacts, settled, strict=True):
        if person.part not in _FROM_OUTSIDE:
            employ(session, contact, company, "", today)
        if person.plan is MetPlan.CORRESPONDENT:
            _give_rhythm(contact, _cadence(outcome.stage), is_new, today)
            if person.part not in _FROM_OUTSIDE:
                _hand_over(session, carriers - {contact.id})
        _encounter(session, contact, opportunity, person, today)
    for (contact, _), person in zip(contacts, outcome.people, strict=True):
        if person.plan in (MetPlan.ONE_HELLO, MetPlan.KEEP):
            contact.cadence = None
    return [contact for contact, _ in contacts]


def _person(session: Session, person: PersonMet, company: Company, today: date) -> tuple[Contact, bool]:
    """The contact that is meant, and whether it is new. Somebody of the same name at another company is another one."""
    if person.contact is not None:
        return lookups.contact(session, person.contact), False
    named = [
        c for c in lookups.contacts_named(session, fields.name(person.name)) if not lookups.died(session, c)
    ]
    here = [contact for contact in named if contact.company_id == company.id]
    nowhere = [contact for contact in named if contact.company_id is None or person.part in _FROM_OUTSIDE]
    found = here or nowhere
    if len(found) > 1:
        known = tuple(f"{contact.id}: {contact.name}" for contact in found)
        raise Ambiguous(f'Several contacts are called "{person.name[:60]}": {"; ".join(known)}.', known)
    if found:
        return found[0], False
    return new_contact(session, person.name, today, None), True


def _cadence(stage: Stage) -> int | None:
    return presets([Met(Part.HIRING_MANAGER)], stage)[0].cadence


def _give_rhythm(contact: Contact, cadence: int | None, is_new: bool, today: date) -> None:
    """A correspondent's rhythm; a rhythm that the user gave earlier stays."""
    if contact.cadence is None and cadence is not None:
        contact.cadence = cadence
        contact.cadence_given_on = None if is_new else today


def rhythm_carriers(session: Session, company_id: int) -> set[int]:
    """The contacts who carry the company's rhythm now: correspondents who work there and have a cadence."""
    return set(
        session.scalars(
            select(Contact.id).where(
                Contact.company_id == company_id,
                Contact.is_correspondent,
                Contact.cadence.is_not(None),
                Contact.deleted_on.is_(None),
            )
        )
    )


def _hand_over(session: Session, carried: set[int]) -> None:
    """A new correspondent was chosen: the one before goes to the address book."""
    for contact_id in carried:
        contact = lookups.contact(session, contact_id)
        contact.cadence = None
        for encounter in session.scalars(select(Encounter).where(Encounter.contact_id == contact_id)):
            if encounter.plan is MetPlan.CORRESPONDENT:
                encounter.plan = MetPlan.KEEP


def _encounter(
    session: Session, contact: Contact, opportunity: Opportunity, person: PersonMet, today: date
) -> None:
    row = session.scalars(
        select(Encounter).where(
            Encounter.contact_id == contact.id, Encounter.opportunity_id == opportunity.id
        )
    ).first()
    if row is None:
        row = Encounter(contact_id=contact.id, opportunity_id=opportunity.id, recorded_on=today)
        session.add(row)
    settled: dict[str, Any] = {"part": person.part, "told_you": person.told_you, "deleted_on": None}
    settled |= {"plan": person.plan, "thank_now": bool(person.thank_now)}
    for name, value in settled.items():
        setattr(row, name, value)


def _summary(company: Company, opportunity: Opportunity, people: list[Contact]) -> str:
    role = f"{opportunity.title} at {company.name}" if opportunity.title else company.name
    if not people:
        return f"Recorded: {role}."
    return f"Recorded: {role}, with {counted(len(people), 'person') if len(people) == 1 else f'{len(people)} people'}."
