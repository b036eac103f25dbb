"""Bringing in the people of a file: all of them, or none; with one Undo."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.actions.staging import DROPPED
from followup.domain import matching
from followup.domain.errors import Conflict, Invalid
from followup.domain.fields import TEXT_LIMIT
from followup.domain.folding import fold, fold_point
from followup.domain.incoming import ImportState, Incoming
from followup.domain.matching import Choice, Choices, Likeness, Match
from followup.domain.values import PointKind
from followup.domain.wording import day_name, number
from followup.models import Company, Contact, ContactPoint, ContactTag, Employment, Import, Tag
from followup.queries import imports

BATCH = 5000


def bring(import_id: int, today: date, request_id: str | None = None) -> Draft:
    """Bring in a chosen file as it was chosen. Raises NotFound, Conflict where it was, Invalid where nothing is new."""
    row = imports.chosen(import_id)
    people = [imports.unpacked(person) for person in row.people or ()]
    with change("Imported", today, request_id) as draft:
        state = draft.session.scalar(select(Import.state).where(Import.id == import_id))
        if state is not ImportState.READY:
            raise Conflict("This file was brought in already. Choose it again to bring it in once more.")
        _bring(draft, people, imports.matches_of(row), imports.choices_of(row), today)
        # By Core, since it is no part of what an undo takes back.
        done = update(Import).where(Import.id == import_id).values(**DROPPED, state=ImportState.DONE)
        draft.session.connection().execute(done)
        draft.answer["import"] = import_id
    return draft


def bring_people(
    people: Sequence[Incoming], matches: Sequence[Match], choices: Choices, today: date
) -> Draft:
    """Bring in people who were just read. Raises Invalid where nothing is new."""
    with change("Imported", today) as draft:
        _bring(draft, people, matches, choices, today)
    return draft


@dataclass(slots=True)
class _Rows:
    """What is inserted, and what is asked for on the way."""

    points: list[dict[str, Any]] = field(default_factory=list)
    jobs: list[dict[str, Any]] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)


def _bring(
    draft: Draft, people: Sequence[Incoming], matches: Sequence[Match], choices: Choices, today: date
) -> None:
    wanted = _wanted(draft.session, people, matches, choices)
    added = [person for person, choice, _ in wanted if choice is Choice.NEW]
    completed = [(contact, person) for person, choice, contact in wanted if choice is Choice.COMPLETE]
    rows, session = _Rows(), draft.session
    missing = _missing(session, completed)
    brought = [*added, *(part for _, part in missing)]
    companies = _companies(draft, brought, today)
    tags = _tags(draft, brought)
    ids = draft.insert_many(Contact, [_contact(person, companies, today) for person in added])
    # Nothing is planned for them, and where they work is in their rows: their projection is there already.
    draft.settled.update(ids)
    for contact, person in [*zip(ids, added, strict=True), *missing]:
        _gather(rows, contact, person, companies, tags)
    draft.insert_many(Employment, rows.jobs)
    draft.insert_many(ContactPoint, rows.points)
    draft.insert_many(ContactTag, rows.tags)
    texts = _fill_texts(session, completed)
    touched = len({contact for contact, part in missing if _says(part)} | texts)
    here = len(wanted) - len(added) - touched
    if not added and not touched:
        raise Invalid("Everybody in this file is here already, so nothing was changed.")
    draft.summary = summary(len(added), touched, here)
    draft.answer = {"added": len(added), "completed": touched}


def summary(added: int, completed: int, here: int) -> str:
    """What was done, in one or two sentences."""
    said = []
    if added:
        said.append(f"{_people(added)} added to the address book.")
    if completed:
        said.append(f"{_people(completed)} completed.")
    if here:
        said.append(f"{_people(here)} {'was' if here == 1 else 'were'} here already.")
    return " ".join(said)


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{number(count).capitalize()} people"


def _wanted(
    session: Session, people: Sequence[Incoming], matches: Sequence[Match], choices: Choices
) -> list[tuple[Incoming, Choice, int]]:
    """Each of the people with what is done and with whom, looked up anew: somebody may have come or gone since."""
    here = imports.here(session)
    alive = {one.id for one in here if not one.died}
    found = []
    for place, (person, now) in enumerate(
        zip(people, matching.match(people, here, also_near=False), strict=True)
    ):
        match = now
        if now.kind is Likeness.NEW and matches[place].kind is Likeness.NEAR:
            match = matches[place] if matches[place].contact in alive else now
        found.append((person, choices.of(place, match.kind), match.contact or 0))
    return found


def _missing(session: Session, completed: Sequence[tuple[int, Incoming]]) -> list[tuple[int, Incoming]]:
    """Of each what their contact lacks: addresses, a job where none is current, tags."""
    ids = sorted({contact for contact, _ in completed})
    points: set[tuple[int, str]] = set()
    tags: set[tuple[int, str]] = set()
    employed: set[int] = set()
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        known = select(ContactPoint.contact_id, ContactPoint.folded).where(ContactPoint.contact_id.in_(some))
        points.update((contact, point) for contact, point in session.execute(known))
        tagged = select(ContactTag.contact_id, Tag.folded).join(Tag).where(ContactTag.contact_id.in_(some))
        tags.update((contact, tag) for contact, tag in session.execute(tagged))
        current = Employment.contact_id.in_(some), Employment.is_current
        employed.update(session.scalars(select(Employment.contact_id).where(*current)))

    def lacked(contact: int, values: tuple[str, ...]) -> tuple[str, ...]:
        new = [value for value in values if (contact, fold_point(value)) not in points]
        points.update((contact, fold_point(value)) for value in new)
        return tuple(new)

    found = []
    for contact, person in completed:
        unemployed = contact not in employed
        new_tags = tuple(tag for tag in person.tags if (contact, fold(tag)) not in tags)
        tags.update((contact, fold(tag)) for tag in new_tags)
        found.append(
            (
                contact,
                Incoming(
                    line=person.line,
                    name=person.name,
                    emails=lacked(contact, person.emails),
                    phones=lacked(contact, person.phones),
                    links=lacked(contact, person.links),
                    company=person.company if unemployed else "",
                    title=person.title if unemployed else "",
                    tags=new_tags,
                ),
            )
        )
        if person.company or person.title:
            employed.add(contact)
    return found


def _says(part: Incoming) -> bool:
    return bool(part.emails or part.phones or part.links or part.company or part.title or part.tags)


def _fill_texts(session: Session, completed: Sequence[tuple[int, Incoming]]) -> set[int]:
    """Give those of the contacts who have none what they are called, how you met, and notes; returns their ids."""
    wanted = dict(completed)
    filled = set()
    ids = sorted(wanted)
    for start in range(0, len(ids), BATCH):
        for row in session.scalars(select(Contact).where(Contact.id.in_(ids[start : start + BATCH]))):
            person = wanted[row.id]
            texts = {"called": person.called, "how_met": _how_met(person), "notes": person.notes}
            for name, text in texts.items():
                if text and not getattr(row, name):
                    setattr(row, name, text)
                    filled.add(row.id)
    session.flush()
    return filled


def _companies(draft: Draft, people: Sequence[Incoming], today: date) -> dict[str, int]:
    """The ids of their companies by the folded name, new where they are not known yet."""
    wanted = {fold(person.company): person.company for person in reversed(people) if person.company}
    rows = draft.session.execute(
        select(Company.folded, Company.id).where(Company.deleted_on.is_(None)).order_by(Company.id.desc())
    )
    known = {folded: company for folded, company in rows if folded in wanted}
    new = [folded for folded in wanted if folded not in known]
    ids = draft.insert_many(
        Company, [{"name": wanted[folded], "folded": folded, "added_on": today} for folded in new]
    )
    return known | dict(zip(new, ids, strict=True))


def _tags(draft: Draft, people: Sequence[Incoming]) -> dict[str, int]:
    wanted = {fold(tag): tag for person in reversed(people) for tag in person.tags if fold(tag)}
    known = dict(draft.session.execute(select(Tag.folded, Tag.id)).all())
    new = [folded for folded in wanted if folded not in known]
    ids = draft.insert_many(Tag, [{"name": wanted[folded], "folded": folded} for folded in new])
    return known | dict(zip(new, ids, strict=True))


def _contact(person: Incoming, companies: dict[str, int], today: date) -> dict[str, Any]:
    """Somebody new: in the address book, without a rhythm or a date, whatever their tags bring."""
    return {
        "name": person.name,
        "folded": fold(person.name),
        "called": person.called,
        "cadence": None,
        "how_met": _how_met(person),
        "notes": person.notes,
        "added_on": today,
        "company_id": companies[fold(person.company)] if person.company else None,
        "title": person.title,
    }


def _how_met(person: Incoming) -> str:
    if person.connected_on is None:
        return person.how_met
    # With its year, since nobody knows when it will be read.
    connected = f"Connected on LinkedIn on {day_name(person.connected_on, date.min)}."
    return "\n".join(filter(None, [person.how_met, connected]))[:TEXT_LIMIT]


def _gather(
    rows: _Rows, contact: int, person: Incoming, companies: dict[str, int], tags: dict[str, int]
) -> None:
    """Note the rows of somebody's addresses, job and tags, each once."""
    seen = set()
    for kind, values in (
        (PointKind.EMAIL, person.emails),
        (PointKind.PHONE, person.phones),
        (PointKind.LINK, person.links),
    ):
        for value in values:
            if fold_point(value) not in seen:
                seen.add(fold_point(value))
                rows.points.append(
                    {"contact_id": contact, "kind": kind, "value": value, "folded": fold_point(value)}
                )
    if person.company or person.title:
        company = companies[fold(person.company)] if person.company else None
        job = {"contact_id": contact, "company_id": company, "title": person.title, "is_current": True}
        rows.jobs.append(job)
    for tag in dict.fromkeys(fold(tag) for tag in person.tags if fold(tag)):
        rows.tags.append({"contact_id": contact, "tag_id": tags[tag]})
