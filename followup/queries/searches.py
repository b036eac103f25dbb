"""The one search over contacts, companies, opportunities, touchpoints and reasons to write.

Never over private writing, which is not in the index, nor over the trash.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import String, cast, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.folding import fold
from followup.domain.listing import Sought
from followup.domain.searching import MOST_WORDS, Asked, asked, has_all, is_any_part
from followup.domain.values import Channel, DecisionKind, Direction
from followup.models import Company, Contact, Decision, Encounter, Opportunity, ReasonToWrite, Touchpoint
from followup.models.search import COMPANIES, END, OPPORTUNITIES, REASONS, TOUCHPOINTS
from followup.queries.contact_list import best_text, texts_of
from followup.queries.opportunities import newest_decision
from followup.queries.search import CAP, matching

#: How many of each kind stand together, and how many on a page of one kind.
SHOWN, A_PAGE = 5, 50
_RANGES = {
    Sought.CONTACTS: (0, TOUCHPOINTS),
    Sought.TOUCHPOINTS: (TOUCHPOINTS, COMPANIES),
    Sought.COMPANIES: (COMPANIES, OPPORTUNITIES),
    Sought.OPPORTUNITIES: (OPPORTUNITIES, REASONS),
    Sought.REASONS: (REASONS, END),
}
_NAMED: dict[Sought, Any] = {Sought.CONTACTS: Contact, Sought.COMPANIES: Company}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_HIGHEST = "\U0010ffff"


class Found(NamedTuple):
    """Something that has every word.

    name: of the contact, company or owner; the title of an opportunity. place: a title, or what it is a reason of
    ("contacts", "companies"). company: its name. day, word: when it was, and what (the decision; channel and
    direction). owner: the contact of a touchpoint, whose reason it is; 0 for none. people: how many work there.
    text: what a search found beside all this: its label and pieces, each with whether it was looked for.
    """

    id: int
    name: str
    place: str = ""
    company: str = ""
    day: date | None = None
    decision: DecisionKind | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    owner: int = 0
    people: int = 0
    text: tuple[str, tuple[tuple[str, bool], ...]] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind, the best first. `count` stops at CAP; `next`: the following page, if any."""

    kind: Sought
    rows: list[Found]
    count: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found. only: the one kind that was asked for; None for all. asks: there was a word to look for."""

    words: str
    only: Sought | None
    kinds: list[Kind]
    asks: bool


def page(words: str, only: Sought | None = None, number: int = 1) -> Search:
    """Whatever has every one of the words, by its kind; kinds without any are left out.

    only: one kind, of which `number` is the page, from 1.
    """
    words = _UNSTORABLE.sub("", words)
    question = asked(words)
    if question is None:
        return Search(words, only, [], asks=False)
    size = A_PAGE if only else SHOWN
    skip = (number - 1) * size if only else 0
    with reading() as session:
        found = _hits(session, question, words, [only] if only else list(Sought))
        shown = {kind: ids[skip : skip + size] for kind, ids in found.items()}
        about = _about(session, shown)
        texts = _texts(session, shown)
    kinds = [
        Kind(
            kind,
            [_explained(about[kind, row], texts[kind, row], words) for row in ids if (kind, row) in about],
            len(found[kind]),
            number + 1 if only and skip + size < min(len(found[kind]), CAP - 1) else None,
        )
        for kind, ids in shown.items()
        if found[kind]
    ]
    return Search(words, only, kinds, asks=True)


def _hits(session: Session, question: Asked, words: str, kinds: Sequence[Sought]) -> dict[Sought, list[int]]:
    """The ids of each kind, at most CAP, the best first.

    Best is a name that begins with the words, then one that has them all, then whatever has; of what has no name,
    the newest. Every part ends where it has enough, so that a search hardly takes longer the more people there are;
    for that nothing is ranked by how rare a word is.
    """
    folded = fold(words)
    best: dict[Sought, dict[int, tuple[Any, ...]]] = {kind: {} for kind in kinds}

    def rank(parts: Sequence[Any]) -> None:
        for kind, row, order in session.execute(union_all(*parts)) if parts else ():
            sought = Sought(kind)
            if sought in _NAMED:
                best[sought][row] = (_tier(order, words, folded), order, row)
            else:
                best[sought][row] = (-date.fromisoformat(order).toordinal(), -row)

    rank([_select(_JOINS[kind](_some(kind, question))) for kind in kinds])
    # Of more than are looked at, somebody of that very name may be among the others.
    many = [kind for kind in kinds if kind in _NAMED and len(best[kind]) >= CAP]
    rank([part for kind in many for part in _by_name(kind, folded)])
    return {kind: sorted(ranked, key=ranked.__getitem__)[:CAP] for kind, ranked in best.items()}


def _tier(name: str, words: str, folded: str) -> int:
    """How well a folded name fits: it begins with the words, has them all, or not even that."""
    return 0 if name.startswith(folded) else 1 if has_all(name, words) else 2


def _by_name(kind: Sought, folded: str) -> Iterator[Any]:
    """Selects of those whose names begin with the words, and of those whose names have them all."""
    table = _NAMED[kind]
    named = (
        select(literal(kind.value), table.id, table.folded)
        .where(table.deleted_on.is_(None))
        .order_by(table.folded, table.id)
        .limit(CAP)
    )
    yield _select(named.where(table.folded >= folded, table.folded < folded + _HIGHEST))
    # A walk along the index of the names. The full-text index would have to look at everybody in whose notes the
    # words stand.
    yield _select(named.where(*(_stands_in(table.folded, word) for word in folded.split()[:MOST_WORDS])))


def _stands_in(name: Any, word: str) -> Any:
    """Whether a folded name has a word: any part of it from three letters on, else its beginning."""
    if is_any_part(word):
        return func.instr(name, word) > 0
    return func.instr(literal(" ") + name, f" {word}") > 0


def _select(part: Any) -> Any:
    return select(part.subquery())


def _some(kind: Sought, question: Asked) -> Any:
    """Some documents of a kind that match, the newest but of contacts: their ids, as the kind counts them.

    Contacts stand first in the index, and nearly all else that it holds behind them: they are read from their end.
    """
    index, conditions = matching(question)
    first, end = _RANGES[kind]
    order = index.c.rowid if kind is Sought.CONTACTS else index.c.rowid.desc()
    return (
        select((index.c.rowid - first).label("row"))
        .where(*conditions, index.c.rowid > first, index.c.rowid < end)
        .order_by(order)
        .limit(CAP)
        .subquery()
    )


def _hit(kind: Sought, row: Any, order: Any) -> Any:
    return select(literal(kind.value), row.c.row, order)


def _contacts(some: Any) -> Any:
    return (
        _hit(Sought.CONTACTS, some, Contact.folded)
        .join(Contact, Contact.id == some.c.row)
        .where(Contact.deleted_on.is_(None))
    )


def _companies(some: Any) -> Any:
    return (
        _hit(Sought.COMPANIES, some, Company.folded)
        .join(Company, Company.id == some.c.row)
        .where(Company.deleted_on.is_(None))
    )


def _opportunities(some: Any) -> Any:
    return (
        _hit(Sought.OPPORTUNITIES, some, type_coerce(Opportunity.added_on, String))
        .join(Opportunity, Opportunity.id == some.c.row)
        .where(Opportunity.deleted_on.is_(None))
    )


def _touchpoints(some: Any) -> Any:
    return (
        _hit(Sought.TOUCHPOINTS, some, type_coerce(Touchpoint.day, String))
        .join(Touchpoint, Touchpoint.id == some.c.row)
        .join(Contact, Contact.id == Touchpoint.contact_id)
        .where(Touchpoint.deleted_on.is_(None), Contact.deleted_on.is_(None))
    )


def _reasons(some: Any) -> Any:
    return (
        _hit(Sought.REASONS, some, type_coerce(ReasonToWrite.added_on, String))
        .join(ReasonToWrite, ReasonToWrite.id == some.c.row)
        .outerjoin(Contact, Contact.id == ReasonToWrite.contact_id)
        .outerjoin(Company, Company.id == ReasonToWrite.company_id)
        .where(ReasonToWrite.deleted_on.is_(None), Contact.deleted_on.is_(None), Company.deleted_on.is_(None))
    )


_JOINS: dict[Sought, Callable[[Any], Any]] = {
    Sought.CONTACTS: _contacts,
    Sought.COMPANIES: _companies,
    Sought.OPPORTUNITIES: _opportunities,
    Sought.TOUCHPOINTS: _touchpoints,
    Sought.REASONS: _reasons,
}


def _about(session: Session, shown: dict[Sought, list[int]]) -> dict[tuple[Sought, int], Found]:
    """What is shown of each, without what was found in its texts."""
    parts = [_ABOUT[kind](ids) for kind, ids in shown.items() if ids]
    if not parts:
        return {}
    found = {}
    for kind, row, name, place, company, day, word, other, owner in session.execute(union_all(*parts)):
        sought = Sought(kind)
        found[sought, row] = Found(
            row,
            name or "",
            place or "",
            company or "",
            date.fromisoformat(day) if day else None,
            DecisionKind(word) if word and sought is Sought.OPPORTUNITIES else None,
            Channel(word) if sought is Sought.TOUCHPOINTS else None,
            Direction(other) if sought is Sought.TOUCHPOINTS else None,
            owner or 0,
            int(word) if sought is Sought.COMPANIES else 0,
        )
    return found


def _about_contacts(ids: Sequence[int]):
    return (
        select(
            literal(Sought.CONTACTS.value),
            Contact.id,
            Contact.name,
            Contact.title,
            Company.name,
            null(),
            null(),
            null(),
            null(),
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(ids))
    )


def _about_companies(ids: Sequence[int]):
    people = (
        select(cast(func.count(), String))
        .where(Contact.company_id == Company.id, Contact.deleted_on.is_(None))
        .correlate(Company)
        .scalar_subquery()
    )
    return select(
        literal(Sought.COMPANIES.value),
        Company.id,
        Company.name,
        null(),
        null(),
        null(),
        people,
        null(),
        null(),
    ).where(Company.id.in_(ids))


def _about_opportunities(ids: Sequence[int]):
    return (
        select(
            literal(Sought.OPPORTUNITIES.value),
            Opportunity.id,
            Opportunity.title,
            null(),
            Company.name,
            type_coerce(Decision.decided_on, String),
            type_coerce(Decision.kind, String),
            null(),
            null(),
        )
        .join(Company, Company.id == Opportunity.company_id)
        .outerjoin(Decision, Decision.id == newest_decision())
        .where(Opportunity.id.in_(ids))
    )


def _about_touchpoints(ids: Sequence[int]):
    return (
        select(
            literal(Sought.TOUCHPOINTS.value),
            Touchpoint.id,
            Contact.name,
            null(),
            Company.name,
            type_coerce(Touchpoint.day, String),
            type_coerce(Touchpoint.channel, String),
            type_coerce(Touchpoint.direction, String),
            Contact.id,
        )
        .join(Contact, Contact.id == Touchpoint.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Touchpoint.id.in_(ids))
    )


def _about_reasons(ids: Sequence[int]):
    is_of = func.iif(ReasonToWrite.contact_id.is_(None), "companies", "contacts")
    return (
        select(
            literal(Sought.REASONS.value),
            ReasonToWrite.id,
            func.coalesce(Contact.name, Company.name),
            is_of,
            null(),
            type_coerce(ReasonToWrite.added_on, String),
            null(),
            null(),
            func.coalesce(ReasonToWrite.contact_id, ReasonToWrite.company_id),
        )
        .outerjoin(Contact, Contact.id == ReasonToWrite.contact_id)
        .outerjoin(Company, Company.id == ReasonToWrite.company_id)
        .where(ReasonToWrite.id.in_(ids))
    )


_ABOUT: dict[Sought, Callable[[Sequence[int]], Any]] = {
    Sought.CONTACTS: _about_contacts,
    Sought.COMPANIES: _about_companies,
    Sought.OPPORTUNITIES: _about_opportunities,
    Sought.TOUCHPOINTS: _about_touchpoints,
    Sought.REASONS: _about_reasons,
}


def _texts(
    session: Session, shown: dict[Sought, list[int]]
) -> dict[tuple[Sought, int], list[tuple[str, str]]]:
    """Every text in which the words of what is shown may stand, with a label each."""
    found: dict[tuple[Sought, int], list[tuple[str, str]]] = defaultdict(list)
    parts = [part for kind, ids in shown.items() if ids for part in _texts_of(kind, ids)]
    if parts:
        for kind, label, row, text in session.execute(union_all(*parts)):
            found[Sought(kind), row].append((label, text))
    return found


def _texts_of(kind: Sought, ids: Sequence[int]) -> Iterator[Any]:
    def of(label: str, row, text):
        return select(literal(kind.value), literal(label), row, text).where(row.in_(ids), text != "")

    if kind is Sought.CONTACTS:
        inner = texts_of(ids, ()).subquery()
        yield select(literal(kind.value), *inner.c)
    elif kind is Sought.COMPANIES:
        yield of("note", Company.id, Company.notes)
        yield of("", Company.id, Company.website)
    elif kind is Sought.OPPORTUNITIES:
        yield of("note", Opportunity.id, Opportunity.notes)
        yield of("feedback", Decision.opportunity_id, Decision.feedback).where(Decision.deleted_on.is_(None))
        yield (
            of("said", Encounter.opportunity_id, Encounter.said)
            .join(Contact, Contact.id == Encounter.contact_id)
            .where(Encounter.deleted_on.is_(None), Contact.deleted_on.is_(None))
        )
    elif kind is Sought.TOUCHPOINTS:
        yield of("", Touchpoint.id, Touchpoint.text)
    else:
        yield of("", ReasonToWrite.id, ReasonToWrite.text)
        yield of("", ReasonToWrite.id, ReasonToWrite.link)


def _explained(found: Found, texts: Sequence[tuple[str, str]], words: str) -> Found:
    """With the text in which most of the words stand, where the rest of the row does not show them all.

    What belongs to somebody is found by its text alone, whatever they are called.
    """
    if not found.owner and has_all(f"{found.name} {found.place} {found.company}", words):
        return found
    return found._replace(text=best_text(texts, words))
