"""Making one card of two that are of the same person."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Conflict, Invalid
from followup.domain.folding import fold
from followup.domain.merging import Chosen, Side, chosen_text, fuller_plan, known_part
from followup.domain.standing import read
from followup.domain.values import Closing
from followup.domain.wording import cut
from followup.models import (
    Contact,
    ContactPoint,
    ContactTag,
    Cool,
    Distinction,
    Employment,
    Encounter,
    Opening,
    ReasonToWrite,
    Snooze,
    StandingChange,
    Touchpoint,
)
from followup.models import Draft as DraftRow
from followup.queries import histories, lookups

#: The texts of a card that may be joined.
TEXTS = ("how_met", "do_not_mention", "notes")
#: What only has to say whose it is now. Positions stay, so that the order of events does.
_MOVED: tuple[Any, ...] = (Touchpoint, Snooze, StandingChange, Cool, Opening, ReasonToWrite)
OF_THE_DEAD = "Somebody who died is in no merge."
WITH_THEMSELVES = "These are one card already. Choose somebody else."


def merge(
    contact_id: int,
    other_id: int,
    versions: tuple[int, int],
    chosen: Chosen,
    today: date,
    request_id: str | None = None,
) -> Draft:
    """Put all that is on the card of `other_id` onto that of `contact_id`; the other goes to the trash, emptied.

    versions: of both cards as the page showed them. Raises NotFound, Conflict, Invalid at the field of a text that is
    too long with the other one, and for the dead.
    """
    with change("Merged", today, request_id) as draft:
        session = draft.session
        if contact_id == other_id:
            raise Invalid(WITH_THEMSELVES)
        lookups.contact(session, other_id)
        kept = lookups.contact_at(session, contact_id, versions[0])
        other = lookups.contact_at(session, other_id, versions[1])
        closed = _closed(session, [contact_id, other_id])
        if Closing.DIED in closed:
            raise Invalid(OF_THE_DEAD)
        _choose(kept, other, chosen)
        _unite_points(session, kept, other)
        _unite_tags(session, kept, other)
        _unite_jobs(session, kept, other, chosen.job)
        _unite_encounters(session, kept, other, today)
        _unite_drafts(session, kept, other)
        for table in _MOVED:
            for row in session.scalars(select(table).where(table.contact_id == other.id)).all():
                row.contact_id = kept.id
        other.deleted_on = today
        session.flush()
        if closed and not _closed(session, [contact_id]):
            # One of them was reopened since the other one was closed: the stricter stays.
            closing = StandingChange(
                contact_id=kept.id, day=today, position=draft.position(), because=closed[0]
            )
            session.add(closing)
        draft.summary = f"One card now: {cut(kept.name)}, with all that was on both."
        draft.answer = {"contact": kept.id}
    return draft


def _closed(session: Session, ids: list[int]) -> list[Closing]:
    """Why they are closed, those that are, the strictest first."""
    found = [read(history).closed for history in histories.load(session, ids).values()]
    return sorted((closed[1] for closed in found if closed), key=list(Closing).index)


def _choose(kept: Contact, other: Contact, chosen: Chosen) -> None:
    kept.name = chosen_text(chosen.name, kept.name, other.name)
    kept.folded = fold(kept.name)
    kept.called = chosen_text(chosen.called, kept.called, other.called)
    if chosen.rhythm is Side.OTHER:
        kept.cadence, kept.taper = other.cadence, other.taper
        kept.cadence_given_on = other.cadence_given_on
    for name in TEXTS:
        side = chosen.texts.get(name, Side.BOTH)
        setattr(kept, name, fields.text(chosen_text(side, getattr(kept, name), getattr(other, name)), name))
    kept.added_on = min(kept.added_on, other.added_on)


def _of(session: Session, table: Any, contact: Contact) -> list[Any]:
    return list(session.scalars(select(table).where(table.contact_id == contact.id)))


def _unite_points(session: Session, kept: Contact, other: Contact) -> None:
    known = {row.folded for row in _of(session, ContactPoint, kept)}
    for row in _of(session, ContactPoint, other):
        if row.folded in known:
            session.delete(row)
        else:
            row.contact_id = kept.id
            known.add(row.folded)


def _unite_tags(session: Session, kept: Contact, other: Contact) -> None:
    known = {row.tag_id for row in _of(session, ContactTag, kept)}
    for row in _of(session, ContactTag, other):
        session.delete(row)
        if row.tag_id not in known:
            session.add(ContactTag(contact_id=kept.id, tag_id=row.tag_id))


def _unite_jobs(session: Session, kept: Contact, other: Contact, now: Side) -> None:
    """All jobs of both; the same one is one. Where both work somewhere, the chosen one is that of now."""
    here, there = _of(session, Employment, kept), _of(session, Employment, other)
    ours = next((row for row in here if row.is_current), None)
    theirs = None
    every = list(here)
    for row in there:
        same = next((known for known in here if _is_same_job(known, row)), None)
        if same is None:
            row.contact_id = kept.id
            every.append(row)
        else:
            same.title = same.title or row.title
            same.started_on = same.started_on or row.started_on
            same.ended_on = same.ended_on or row.ended_on
            session.delete(row)
        if row.is_current:
            theirs = same or row
    current = (theirs or ours) if now is Side.OTHER else (ours or theirs)
    for row in every:
        row.is_current = row is current
    if current is not None:
        current.ended_on = None


def _is_same_job(one: Employment, other: Employment) -> bool:
    same_title = fold(one.title) == fold(other.title) or not (one.title and other.title)
    return one.company_id == other.company_id and same_title


def _unite_encounters(session: Session, kept: Contact, other: Contact, today: date) -> None:
    """Where both were met at one opportunity, one part is made of two; the other parts move."""
    known = {row.opportunity_id: row for row in _of(session, Encounter, kept)}
    for row in _of(session, Encounter, other):
        here = known.get(row.opportunity_id)
        if here is None:
            row.contact_id = kept.id
        elif row.deleted_on is None:
            _join(here, row)
            row.deleted_on = today


def _join(here: Encounter, row: Encounter) -> None:
    if here.deleted_on is not None:
        # What was taken out says nothing any more: the other one is what is known.
        here.deleted_on = None
        for name in ("part", "told_you", "round", "said", "promise", "promise_kept_on", "thank_now", "plan"):
            setattr(here, name, getattr(row, name))
        here.recorded_on = row.recorded_on
        return
    here.part = known_part(here.part, row.part)
    here.told_you = here.told_you or row.told_you
    here.round = here.round or row.round
    here.said = fields.text(chosen_text(Side.BOTH, here.said, row.said), "said")
    is_open = any(one.promise and not one.promise_kept_on for one in (here, row))
    kept_on = max(filter(None, (here.promise_kept_on, row.promise_kept_on)), default=None)
    here.promise = fields.line(chosen_text(Side.BOTH, here.promise, row.promise, "; "), "promise")
    here.promise_kept_on = None if is_open else kept_on
    here.thank_now = here.thank_now or row.thank_now
    here.plan = fuller_plan(here.plan, row.plan)
    here.recorded_on = min(here.recorded_on, row.recorded_on)


def _unite_drafts(session: Session, kept: Contact, other: Contact) -> None:
    """The other one's draft below that of the kept card, as an undo joins two."""
    theirs = session.get(DraftRow, other.id)
    if theirs is None:
        return
    ours = session.get(DraftRow, kept.id)
    session.delete(theirs)
    session.flush()
    if ours is not None:
        ours.text = fields.text(chosen_text(Side.BOTH, ours.text, theirs.text))
        ours.subject = ours.subject or theirs.subject
        ours.version += 1
        return
    names = ("channel", "intent", "subject", "text", "starter", "reason_id", "written_on", "version")
    session.add(DraftRow(contact_id=kept.id, **{name: getattr(theirs, name) for name in names}))


def tell_apart(contact_id: int, other_id: int, today: date, request_id: str | None = None) -> Draft:
    """Note that two who look alike are not the same person.

    Raises NotFound, Invalid for one and the same, Conflict where that is known.
    """
    with change("Told apart", today, request_id) as draft:
        one, other = (lookups.contact(draft.session, row) for row in sorted((contact_id, other_id)))
        key = (one.id, other.id)
        if one is other:
            raise Invalid(WITH_THEMSELVES)
        if draft.session.get(Distinction, key) is not None:
            raise Conflict("You said so already. They are not shown as one any more.")
        draft.session.add(Distinction(one_id=one.id, other_id=other.id))
        draft.summary = f"{cut(one.name)} and {cut(other.name)}: not the same person."
        draft.answer = {"contact": contact_id}
    return draft
