"""Recording what became of an opportunity, with the people met; mending and deleting one."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions import projection
from followup.actions.changes import Draft, change
from followup.actions.contacts import named_company
from followup.actions.encounters import Case, PersonMet, advice, meet, move, rhythm_carriers, settle
from followup.domain import fields
from followup.domain.errors import Conflict, Invalid
from followup.domain.met import Ending, Outlook, Preset, ending
from followup.domain.values import DecisionKind, Door, Reason, Stage, ToldBy
from followup.domain.wording import counted
from followup.models import Company, Contact, Decision, Opportunity, OpportunityDoor
from followup.queries import lookups
from followup.queries.preview import outlooks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an opportunity. `told` is who told it: somebody met, a letter, or nobody.

    winner_from_inside: None where that is not known. look_again_on: a day that replaces the moments of its doors.
    """

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
    look_again_on: date | None = None
    careers_url: str = ""
    people: tuple[PersonMet, ...] = field(default=())

    @property
    def end(self) -> Ending:
        """How it ended, as far as the plan goes."""
        return ending(self.decision, self.told)


@dataclass(frozen=True, slots=True)
class Details:
    """An opportunity as its form has it. Its doors have a form of their own (`actions.doors`)."""

    company: str
    title: str
    stage: Stage
    careers_url: str = ""
    notes: str = ""


def record(outcome: Outcome, today: date, request_id: str | None = None) -> Draft:
    """Record an opportunity and its decision with everybody met, all or nothing; an open one has no decision.

    A company and people known already are used; an open opportunity of that title takes the decision. Raises
    Invalid at a field, Ambiguous when a name fits several contacts, NotFound for a contact that is gone.
    """
    with change("Recorded", today, request_id) as draft:
        company = named_company(draft.session, outcome.company, today)
        opportunity = _opportunity(draft.session, company, outcome, today)
        _record(draft, outcome, company, opportunity, today)
    return draft


def decide(opportunity_id: int, outcome: Outcome, today: date, request_id: str | None = None) -> Draft:
    """Record what became of an opportunity that is here. Its company and title stay. Raises as `record` does."""
    with change("Decided", today, request_id) as draft:
        opportunity = lookups.opportunity(draft.session, opportunity_id)
        company = draft.session.get_one(Company, opportunity.company_id)
        _take(draft.session, opportunity, outcome)
        _record(draft, outcome, company, opportunity, today, again=True)
    return draft


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an outcome would make: everybody's advice and settled plan, in the order given, and their dates.

    handed_over: who would stop carrying the company's rhythm.
    """

    advised: list[Preset]
    settled: list[PersonMet]
    outlooks: list[Outlook]
    handed_over: list[str]


class _Rehearsed(Exception):
    """Ends a rehearsal, so that nothing of it is kept."""


def rehearse(outcome: Outcome, today: date, opportunity_id: int | None = None) -> Rehearsal:
    """What recording the outcome (in an opportunity that is here) would plan, without recording it.

    Raises as `record` does.
    """
    found: Rehearsal | None = None
    try:
        with change("Rehearsed", today) as draft:
            found = _rehearse(draft, outcome, today, opportunity_id)
            raise _Rehearsed
    except _Rehearsed:
        if found is None:
            raise RuntimeError("a rehearsal found nothing") from None
        return found


def _rehearse(draft: Draft, outcome: Outcome, today: date, opportunity_id: int | None) -> Rehearsal:
    session = draft.session
    if opportunity_id is None:
        company = named_company(session, outcome.company, today)
        opportunity = _opportunity(session, company, outcome, today)
    else:
        opportunity = lookups.opportunity(session, opportunity_id)
        company = session.get_one(Company, opportunity.company_id)
        _take(session, opportunity, outcome)
    before = rhythm_carriers(session, company.id)
    contacts = _record(draft, outcome, company, opportunity, today)
    ids = [contact.id for contact in contacts]
    advised = advice(
        outcome.people, outcome.stage, outcome.end, company.own_employer, bool(before - set(ids))
    )
    carriers = [lookups.contact(session, contact) for contact in sorted(before)]
    projection.project(session, {*ids, *before})
    return Rehearsal(
        advised=advised,
        settled=settle(outcome.people, advised),
        outlooks=outlooks(session, ids, today),
        handed_over=[carrier.name for carrier in carriers if carrier.cadence is None],
    )


def _record(
    draft: Draft,
    outcome: Outcome,
    company: Company,
    opportunity: Opportunity,
    today: date,
    again: bool = False,
) -> list[Contact]:
    """Note the decision and everybody met. again: one that is here already, so that it may be open once more."""
    fields.past_day(outcome.decided_on, today, "decided_on")
    told_by_person = outcome.end is Ending.TOLD and outcome.told is ToldBy.PERSON
    if told_by_person and outcome.people and not any(p.told_you for p in outcome.people):
        raise Invalid("Say who told you: one of the people you met, a letter, or nobody.", "told")
    if again or outcome.decision is not DecisionKind.OPEN:
        draft.session.add(
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
    people = meet(draft.session, Case(company, opportunity, outcome.end), outcome.people, today)
    draft.summary = _summary(company, opportunity, people)
    draft.answer = {"opportunity": opportunity.id, "contacts": [contact.id for contact in people]}
    return people


def edit(
    opportunity_id: int, version: int, details: Details, today: date, request_id: str | None = None
) -> Draft:
    """Change an opportunity as a whole. Raises NotFound, Invalid at a field, Conflict when `version` is old."""
    with change("Changed an opportunity", today, request_id) as draft:
        session = draft.session
        row = lookups.opportunity(session, opportunity_id)
        if row.version != version:
            raise Conflict("This was changed in another tab. Nothing was overwritten; look at it again.")
        company = named_company(session, details.company, today)
        if company.id != row.company_id:
            move(session, row, company)
            row.company_id = company.id
        row.title = fields.name(details.title, "title", required=False)
        row.stage = details.stage
        row.careers_url = fields.link(details.careers_url, "careers_url")
        row.notes = fields.text(details.notes, "notes")
        row.version += 1
        draft.summary = f"Changed: {called(company, row)}."
        draft.answer = {"opportunity": row.id}
    return draft


def delete(opportunity_id: int, today: date, request_id: str | None = None) -> Draft:
    """Move an opportunity to the trash; nothing is planned for it any more, the people stay. Raises NotFound."""
    with change("Deleted an opportunity", today, request_id) as draft:
        row = lookups.opportunity(draft.session, opportunity_id)
        row.deleted_on = today
        company = draft.session.get_one(Company, row.company_id)
        draft.summary = f"Deleted: {called(company, row)}. The people stay."
        draft.answer = {"opportunity": row.id}
    return draft


def _opportunity(session: Session, company: Company, outcome: Outcome, today: date) -> Opportunity:
    title = fields.name(outcome.title, "role", required=False)
    found = lookups.open_opportunity(session, company.id, title) if title else None
    if found is None:
        found = Opportunity(company_id=company.id, title=title, stage=outcome.stage, added_on=today)
        session.add(found)
    found.title = found.title or title
    _take(session, found, outcome)
    return found


def _take(session: Session, found: Opportunity, outcome: Outcome) -> None:
    """Put what an outcome says of the role itself to the opportunity; what it leaves open stays."""
    found.stage = outcome.stage
    found.careers_url = fields.link(outcome.careers_url, "careers_url") or found.careers_url
    if outcome.winner_started_on:
        found.winner_started_on = day_of(outcome.winner_started_on, "winner_started_on")
    if outcome.look_again_on:
        found.look_again_on = day_of(outcome.look_again_on, "look_again_on")
    if outcome.winner_from_inside is not None:
        found.winner_from_inside = outcome.winner_from_inside
    session.flush()
    known = {row.door for row in doors_of(session, found)}
    session.add_all(
        OpportunityDoor(opportunity_id=found.id, door=door) for door in sorted(outcome.doors - known)
    )


def doors_of(session: Session, opportunity: Opportunity) -> list[OpportunityDoor]:
    """The doors that are open."""
    found = select(OpportunityDoor).where(OpportunityDoor.opportunity_id == opportunity.id)
    return list(session.scalars(found))


def day_of(day: date | None, label: str) -> date | None:
    """A day that a person may mean; None stays None. Raises Invalid at the field `label`."""
    return fields.any_day(day, label) if day else None


def called(company: Company, opportunity: Opportunity) -> str:
    """An opportunity in a sentence: "Staff Engineer at Northwind"."""
    return f"{opportunity.title} at {company.name}" if opportunity.title else company.name


def _summary(company: Company, opportunity: Opportunity, people: list[Contact]) -> str:
    role = called(company, opportunity)
    if not people:
        return f"Recorded: {role}."
    return f"Recorded: {role}, with {counted(len(people), 'person') if len(people) == 1 else f'{len(people)} people'}."
