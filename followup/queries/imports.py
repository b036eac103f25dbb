"""A file of people that was chosen for import: how far it is, who in it is new, who is here, what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import NotFound
from followup.domain.incoming import ImportState, Incoming, Wrong
from followup.domain.matching import Choice, Choices, Here, Likeness, Match
from followup.domain.values import Closing
from followup.models import Company, Contact, ContactPoint, Import, StandingChange

PAGE = 50
_GONE = "This file is not here any more. Choose it again."
_FIELDS = tuple(field.name for field in fields(Incoming))
_TUPLES = {"emails", "phones", "links", "tags"}


class Listed(StrEnum):
    """The lists of the preview."""

    NEW = "new"
    SAME = "same"
    NEAR = "near"
    WRONG = "wrong"


class Row(NamedTuple):
    """Somebody of the file, and who is like them here. one: what was chosen for this one alone."""

    place: int
    person: Incoming
    match: Match
    known: str
    company: str
    one: Choice | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A file, one page of one of its lists, and what is chosen. brings: how many would be added, how many completed.

    next: the first place of the following page; None for the last.
    """

    id: int
    name: str
    kind: str
    state: ImportState
    problem: str
    counts: dict[Listed, int]
    listed: Listed
    rows: list[Row]
    wrong: list[Wrong]
    previous: int | None
    next: int | None
    choices: Choices
    brings: tuple[int, int]


def packed(person: Incoming) -> dict[str, Any]:
    """Somebody as JSON, without what is empty."""
    found = {name: value for name, value in asdict(person).items() if value}
    return found | (
        {"connected_on": person.connected_on.isoformat()} if person.connected_on is not None else {}
    )


def unpacked(kept: dict[str, Any]) -> Incoming:
    """Somebody of `packed`."""
    found: dict[str, Any] = {
        name: tuple(kept[name]) if name in _TUPLES else kept[name] for name in _FIELDS if name in kept
    }
    if "connected_on" in found:
        found["connected_on"] = date.fromisoformat(found["connected_on"])
    return Incoming(**found)


def matches_of(row: Import) -> list[Match]:
    """How the people of the file were here when it was read."""
    return [Match(Likeness(kind), contact, why) for kind, contact, why in row.matches or ()]


def choices_of(row: Import) -> Choices:
    """What is chosen for them."""
    kept = row.choices or {}
    one = {int(place): Choice(choice) for place, choice in kept.get("one", {}).items()}
    presets = Choices()
    return Choices(Choice(kept.get("same", presets.same)), Choice(kept.get("near", presets.near)), one)


def file(session: Session, import_id: int) -> Import:
    """The chosen file. Raises NotFound, also where it was dropped."""
    found = session.get(Import, import_id)
    if found is None:
        raise NotFound(_GONE)
    return found


def chosen(import_id: int) -> Import:
    """The chosen file outside a transaction, with all that is kept of it. Raises NotFound."""
    with reading() as session:
        found = file(session, import_id)
        session.expunge(found)
        return found


def waiting() -> list[tuple[int, str, ImportState]]:
    """The files that were chosen and not brought in yet: id, name, how far they are; the newest first."""
    with reading() as session:
        rows = select(Import.id, Import.name, Import.state).where(Import.state != ImportState.DONE)
        return [(*row,) for row in session.execute(rows.order_by(Import.id.desc()).limit(PAGE))]


def remembered(headers: Sequence[str]) -> dict[str, str] | None:
    """What the columns of the newest table with these headers meant; None where there was none."""
    with reading() as session:
        kept = select(Import.headers, Import.mapping).where(Import.mapping.is_not(None))
        for known, mapping in session.execute(kept.order_by(Import.id.desc())):
            if known == list(headers):
                return mapping
    return None


def preview(import_id: int, listed: Listed | None, skip: int) -> Preview:
    """The page of a list of a chosen file, the first list that has anybody where none is asked for. Raises NotFound."""
    with reading() as session:
        row = file(session, import_id)
        matches, choices = matches_of(row), choices_of(row)
        places: dict[Listed, list[int]] = {one: [] for one in Listed}
        for place, match in enumerate(matches):
            if match.kind is not Likeness.RESTS:
                places[Listed(match.kind.value)].append(place)
        wrong = row.wrong or []
        counts = {one: len(found) for one, found in places.items()} | {Listed.WRONG: len(wrong)}
        if listed is None:
            listed = next((one for one in Listed if counts[one]), Listed.NEW)
        shown = places[listed][skip : skip + PAGE]
        people, names = row.people or [], _names(session, [matches[place].contact for place in shown])
        rows = [
            Row(
                place,
                unpacked(people[place]),
                matches[place],
                *names.get(matches[place].contact or 0, ("", "")),
                choices.one.get(place),
            )
            for place in shown
        ]
        return Preview(
            row.id,
            row.name,
            row.kind,
            row.state,
            row.problem,
            counts,
            listed,
            rows,
            [Wrong(*one) for one in wrong[skip : skip + PAGE]] if listed is Listed.WRONG else [],
            max(skip - PAGE, 0) if skip else None,
            skip + PAGE if skip + PAGE < counts[listed] else None,
            choices,
            _brings(matches, choices),
        )


def _brings(matches: Iterable[Match], choices: Choices) -> tuple[int, int]:
    wanted = [choices.of(place, match.kind) for place, match in enumerate(matches)]
    return wanted.count(Choice.NEW), wanted.count(Choice.COMPLETE)


def _names(session: Session, ids: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    wanted = [contact for contact in ids if contact is not None]
    if not wanted:
        return {}
    rows = session.execute(
        select(Contact.id, Contact.name, func.coalesce(Company.name, ""))
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(wanted))
    )
    return {contact: (name, company) for contact, name, company in rows}


def everybody() -> list[Here]:
    """Whom a file is compared with."""
    with reading() as session:
        return here(session)


def here(session: Session) -> list[Here]:
    """The same inside a transaction. Read as plain rows: there may be thousands."""
    points: dict[int, list[str]] = {}
    for contact, folded in session.execute(select(ContactPoint.contact_id, ContactPoint.folded)):
        points.setdefault(contact, []).append(folded)
    changes = select(StandingChange.contact_id, StandingChange.because).where(
        StandingChange.deleted_on.is_(None)
    )
    newest = dict(session.execute(changes.order_by(StandingChange.day, StandingChange.position)).all())
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.folded, func.coalesce(Company.name, ""))
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.deleted_on.is_(None))
        .order_by(Contact.id)
    )
    return [
        Here(
            contact,
            name,
            folded,
            company,
            frozenset(points.get(contact, ())),
            newest.get(contact) is Closing.DIED,
        )
        for contact, name, folded, company in rows
    ]
