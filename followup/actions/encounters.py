"""The people met in an opportunity: the part each played, and what is planned for them (R4, R5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.actions.contacts import employ, new_contact
from followup.domain import fields
from followup.domain.errors import Ambiguous, Conflict, Invalid
from followup.domain.met import FROM_OUTSIDE, Candidate, Ending, Met, Preset, ending, meant, presets
from followup.domain.values import MetPlan, Part, Stage
from followup.domain.wording import joined
from followup.models import Company, Contact, Decision, Employment, Encounter, Opportunity
from followup.queries import lookups


@dataclass(frozen=True, slots=True)
class PersonMet:
    """Somebody met: a name (or the id of a contact), the part, and the plan where it is not the preset one.

    thank_now: None for the preset. is_new: somebody else than whoever is here under that name.
    """

    name: str
    part: Part = Part.OTHER
    told_you: bool = False
    plan: MetPlan | None = None
    thank_now: bool | None = None
    contact: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """The part that somebody played, with what is noted of it beside the plan."""

    part: Part = Part.OTHER
    told_you: bool = False
    round: str = ""
    said: str = ""
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Where people are met: the opportunity at its company, how far it went and how it ended."""

    company: Company
    opportunity: Opportunity
    end: Ending


def meet(
    session: Session,
    case: Case,
    people: Sequence[PersonMet],
    today: date,
    advised: Sequence[Preset] | None = None,
) -> list[Contact]:
    """Note everybody met, with the plan for each; new ones are added. Raises Invalid, Ambiguous or NotFound.

    advised: what is preset for them beside others who were met before.
    """
    company, stage = case.company, case.opportunity.stage
    contacts = [_person(session, person, company, today) for person in people]
    ids = {contact.id for contact, _ in contacts}
    if len(ids) < len(contacts):
        raise Invalid("The same person is listed twice.", "people")
    carriers = rhythm_carriers(session, company.id)
    if advised is None:
        advised = advice(people, stage, case.end, company.own_employer, bool(carriers - ids))
    settled = settle(people, advised)
    for (contact, is_new), person in zip(contacts, settled, strict=True):
        if person.part not in FROM_OUTSIDE:
            employ(session, contact, company, "", today)
        if person.plan is MetPlan.CORRESPONDENT:
            _give_rhythm(contact, _cadence(stage), is_new, today)
            if person.part not in FROM_OUTSIDE:
                _hand_over(session, carriers - {contact.id})
    for (contact, _), person, chosen in zip(contacts, settled, people, strict=True):
        before = _note(session, contact, case, person, chosen.plan is not None, today)
        # What was chosen here once, and is as it was, says nothing about a rhythm that was given since.
        if chosen.plan in (MetPlan.ONE_HELLO, MetPlan.KEEP) and chosen.plan is not before:
            contact.cadence = None
    return [contact for contact, _ in contacts]


def advice(
    people: Sequence[PersonMet], stage: Stage, end: Ending, own_employer: bool, carried: bool = False
) -> list[Preset]:
    """What is preset for each of the people, whatever the user chose for that one.

    carried: somebody else carries the company's rhythm already. Then, and where the user chose a correspondent,
    no second one is preset.
    """
    found = presets([Met(person.part, person.told_you) for person in people], stage, own_employer, end)
    spare = MetPlan.ONE_HELLO if stage.rank >= Stage.INTERVIEW.rank and end is Ending.TOLD else MetPlan.KEEP
    chosen = {index for index, person in enumerate(people) if person.plan is MetPlan.CORRESPONDENT}
    return [
        replace(preset, plan=spare, cadence=None)
        if preset.plan is MetPlan.CORRESPONDENT and (carried or chosen - {index})
        else preset
        for index, preset in enumerate(found)
    ]


def settle(people: Sequence[PersonMet], advised: Sequence[Preset]) -> list[PersonMet]:
    """The people with every plan settled: the user's choice, else the preset.

    Raises Invalid for two correspondents of the company.
    """
    settled = [
        replace(
            person,
            plan=person.plan or preset.plan,
            thank_now=preset.thank_now if person.thank_now is None else person.thank_now,
        )
        for person, preset in zip(people, advised, strict=True)
    ]
    chosen = [p for p in settled if p.plan is MetPlan.CORRESPONDENT and p.part not in FROM_OUTSIDE]
    if len(chosen) > 1:
        names = joined([person.name for person in chosen])
        raise Invalid(f"One correspondent per company: choose between {names}.", "people")
    return settled


def add(
    opportunity_id: int, person: PersonMet, role: Role, today: date, request_id: str | None = None
) -> Draft:
    """Add somebody met to an opportunity afterwards. Raises NotFound, Ambiguous, or Invalid at a field."""
    with change("Added somebody met", today, request_id) as draft:
        session = draft.session
        opportunity = lookups.opportunity(session, opportunity_id)
        case = Case(session.get_one(Company, opportunity.company_id), opportunity, _end(session, opportunity))
        listed = _listed(session, opportunity_id)
        carried = bool(rhythm_carriers(session, case.company.id) - {row.contact_id for row in listed})
        known = [PersonMet("", row.part, row.told_you, row.plan) for row in listed]
        advised = advice([*known, person], opportunity.stage, case.end, case.company.own_employer, carried)
        (contact,) = meet(session, case, [person], today, advised[-1:])
        if contact.id in {row.contact_id for row in listed}:
            raise Invalid("This person is listed here already.", "name")
        session.flush()
        row = _encounter(session, contact.id, opportunity_id)
        if row is None:
            raise RuntimeError("somebody met has no encounter")
        for name, value in _details(role).items():
            setattr(row, name, value)
        session.flush()
        draft.summary = f"Added: {contact.short_name}, met at {case.company.name}."
        draft.answer = {"opportunity": opportunity_id, "encounter": row.id}
    return draft


def edit(
    encounter_id: int,
    seen: int,
    role: Role,
    plan: MetPlan,
    thank_now: bool,
    today: date,
    request_id: str | None = None,
) -> Draft:
    """Change somebody's part and plan. Raises NotFound, Invalid at a field, Conflict when `seen` is old."""
    with change("Changed a part", today, request_id) as draft:
        session = draft.session
        row = lookups.encounter(session, encounter_id)
        if lookups.seen(row) != seen:
            raise Conflict("This was changed in another tab. Nothing was overwritten; look at it again.")
        contact = lookups.contact(session, row.contact_id)
        opportunity = lookups.opportunity(session, row.opportunity_id)
        if plan is not row.plan:
            _replan(session, contact, opportunity, plan, role.part, today)
        if role.promise != row.promise:
            row.promise_kept_on = None
        for name, value in {**_details(role), "plan": plan, "thank_now": thank_now}.items():
            setattr(row, name, value)
        draft.summary = f"Changed: the part of {contact.short_name}."
        draft.answer = {"opportunity": opportunity.id, "encounter": row.id}
    return draft


def delete(encounter_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take somebody out of an opportunity; the contact stays. Raises NotFound."""
    with change("Took somebody out", today, request_id) as draft:
        row = lookups.encounter(draft.session, encounter_id)
        row.deleted_on = today
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"{contact.short_name} is not listed here any more."
        draft.answer = {"opportunity": row.opportunity_id}
    return draft


def keep_promise(encounter_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note that a promise to somebody met was kept. Raises NotFound, Invalid where none is open."""
    with change("Promise kept", today, request_id) as draft:
        row = draft.session.get(Encounter, encounter_id)
        if row is None or row.deleted_on or not row.promise or row.promise_kept_on:
            raise Invalid("This promise is settled already.", "promise")
        row.promise_kept_on = today
        contact = lookups.contact(draft.session, row.contact_id)
        draft.summary = f"Promise to {contact.short_name} kept."
        draft.answer = {"contact": contact.id}
    return draft


def _details(role: Role) -> dict[str, Any]:
    return {
        "part": role.part,
        "told_you": role.told_you,
        "round": fields.name(role.round, "round", required=False),
        "said": fields.text(role.said, "said"),
        "promise": fields.line(role.promise, "promise"),
    }


def _listed(session: Session, opportunity_id: int) -> list[Encounter]:
    met = select(Encounter).where(Encounter.opportunity_id == opportunity_id, Encounter.deleted_on.is_(None))
    return list(session.scalars(met.order_by(Encounter.id)))


def _end(session: Session, opportunity: Opportunity) -> Ending:
    """How the opportunity ended, by its newest decision."""
    newest = session.execute(
        select(Decision.kind, Decision.told)
        .where(Decision.opportunity_id == opportunity.id, Decision.deleted_on.is_(None))
        .order_by(Decision.decided_on.desc(), Decision.position.desc())
    ).first()
    return ending(*newest) if newest else Ending.OTHER


def _replan(
    session: Session, contact: Contact, opportunity: Opportunity, plan: MetPlan, part: Part, today: date
) -> None:
    """The rhythm follows the plan that was chosen."""
    if plan is not MetPlan.CORRESPONDENT:
        contact.cadence = None
        return
    _give_rhythm(contact, _cadence(opportunity.stage), False, today)
    if part not in FROM_OUTSIDE:
        _hand_over(session, rhythm_carriers(session, opportunity.company_id) - {contact.id})


def _person(session: Session, person: PersonMet, company: Company, today: date) -> tuple[Contact, bool]:
    """The contact that is meant, and whether it is new. Somebody of the same name at another company is another one."""
    if person.contact is not None:
        return lookups.contact(session, person.contact), False
    if person.is_new:
        return new_contact(session, person.name, today, None), True
    named = lookups.contacts_named(session, fields.name(person.name))
    known = {contact.id: contact for contact in named}
    found = meant(
        [
            Candidate(c.id, c.name, "", str(c.company_id or ""), True, c.company_id == company.id)
            for c in named
        ],
        person.part,
    )
    if len(found) > 1:
        listed = tuple(f"{contact}: {known[contact].name}" for contact in found)
        raise Ambiguous(f'Several contacts are called "{person.name[:60]}": {"; ".join(listed)}.', listed)
    if found:
        return known[found[0]], False
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


def _encounter(session: Session, contact_id: int, opportunity_id: int) -> Encounter | None:
    return session.scalars(
        select(Encounter).where(
            Encounter.contact_id == contact_id, Encounter.opportunity_id == opportunity_id
        )
    ).first()


def _note(
    session: Session, contact: Contact, case: Case, person: PersonMet, is_chosen: bool, today: date
) -> MetPlan | None:
    """Note the part and the plan; returns the plan that there was.

    An ending that plans nothing by itself leaves a plan as it is, unless another one was chosen.
    """
    row = _encounter(session, contact.id, case.opportunity.id)
    before = row.plan if row and row.deleted_on is None else None
    if row is None:
        row = Encounter(contact_id=contact.id, opportunity_id=case.opportunity.id, recorded_on=today)
        session.add(row)
    if row.deleted_on is not None:
        row.deleted_on, row.recorded_on = None, today
    settled: dict[str, Any] = {"part": person.part}
    if before is None or is_chosen or case.end is not Ending.OTHER:
        settled |= {"told_you": person.told_you, "plan": person.plan, "thank_now": bool(person.thank_now)}
    for name, value in settled.items():
        setattr(row, name, value)
    return before


def move(session: Session, opportunity: Opportunity, company: Company) -> None:
    """The opportunity turns out to be one of `company`: whoever is known from it alone works there, too."""
    elsewhere = (
        select(func.count())
        .select_from(Encounter)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .where(
            Encounter.contact_id == Employment.contact_id,
            Encounter.opportunity_id != opportunity.id,
            Opportunity.company_id == opportunity.company_id,
        )
        .correlate(Employment)
        .scalar_subquery()
    )
    current = session.scalars(
        select(Employment)
        .join(Encounter, Encounter.contact_id == Employment.contact_id)
        .where(
            Encounter.opportunity_id == opportunity.id,
            Encounter.deleted_on.is_(None),
            Encounter.part.not_in(FROM_OUTSIDE),
            Employment.company_id == opportunity.company_id,
            Employment.is_current,
            elsewhere == 0,
        )
    )
    for employment in current.all():
        employment.company_id = company.id
