"""What stands on the page of the week beside the plans: promises, thanks for doors, roles to look at again."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, String, bindparam, func, literal, null, select, type_coerce

from followup.domain.moments import may_open
from followup.domain.openings import due_for_thanks
from followup.domain.values import DecisionKind, HoldKind, OpeningKind, Standing
from followup.domain.wording import short_name
from followup.models import Company, Contact, Encounter, Opening, Opportunity, Touchpoint
from followup.queries import opportunities
from followup.queries.histories import IDS
from followup.queries.outlook import is_held
from followup.queries.promises import Owed, Promise, made_on, promises

#: How many of each the week names; the rest is a page further.
PROMISED = 10
THANKED = 10
LOOKED = 10
#: Columns of each part.
WIDTH = 9
_TODAY, _OPENED, _END = (bindparam(name, type_=Date) for name in ("today", "opened", "end"))


@dataclass(frozen=True, slots=True)
class Thanks:
    """Somebody who opened doors and is to be thanked once for all of them.

    opening: the first of them. called: what to call them in a sentence. kinds, days: of each, the oldest first.
    """

    opening: int
    contact: int
    name: str
    called: str
    company: str
    kinds: tuple[OpeningKind, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """An opportunity to look at again on a day. careers: the address of their roles; empty where it is not known."""

    opportunity: int
    title: str
    company: str
    careers: str
    day: date


@dataclass(frozen=True, slots=True)
class Asides:
    """promised: to whoever has no card, the oldest first. more_promised, more_thanks: that is not all."""

    promised: list[Owed]
    more_promised: bool
    thanks: list[Thanks]
    more_thanks: bool
    looks: list[Look]


def days(today: date) -> dict[str, date]:
    """What the statement of `parts` is given, beside "today", "end" and the "ids" of who may have a card."""
    return {"opened": due_for_thanks(today)}


def read(rows: Mapping[str, list[tuple[Any, ...]]], carded: Collection[int]) -> Asides:
    """The rows of `parts` by their first column, as what stands beside the plans.

    carded: who has a card, which has the promises to them.
    """
    promised = [owed for owed in map(_owed, rows["promised"]) if owed.contact not in carded]
    promised.sort(key=_oldest)
    thanks = _thanks(rows["thanks"])
    looks = [_look(row) for row in rows["look"] if row[7] and may_open(DecisionKind(row[7]))]
    return Asides(
        promised=promised[:PROMISED],
        more_promised=len(promised) > PROMISED,
        thanks=thanks[:THANKED],
        more_thanks=len(thanks) > THANKED,
        looks=looks[:LOOKED],
    )


def _oldest(owed: Owed) -> tuple[date, str, int]:
    return owed.day, owed.promise.made_at, owed.promise.id


def _owed(row: tuple[Any, ...]) -> Owed:
    contact, row_id, made_at, text, name, company, day, _ = row
    return Owed(
        int(contact), name, company or "", Promise(made_at, int(row_id), text), date.fromisoformat(day)
    )


def _thanks(rows: list[tuple[Any, ...]]) -> list[Thanks]:
    """One for each contact, in the order of the first doors that they opened."""
    theirs: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        theirs[row[0]].append(row)
    found = []
    for contact, opened in theirs.items():
        _, opening, _, called, name, company, *_ = opened[0]
        kinds = tuple(OpeningKind(row[2]) for row in opened)
        days = tuple(date.fromisoformat(row[6]) for row in opened)
        called = short_name(name, called)
        found.append(Thanks(int(opening), int(contact), name, called, company or "", kinds, days))
    return found


def _look(row: tuple[Any, ...]) -> Look:
    opportunity, _, _, careers, title, company, day, _ = row
    return Look(int(opportunity), title, company, careers, date.fromisoformat(day))


def parts() -> list[Any]:
    """Selects of WIDTH columns, for a union. Nothing of a company at rest (W1), nor of the closed.

    Promises stand until they are kept, also while a company rests; not after a "please don't".

    The part, then: contact (or opportunity), row, three texts, the company, a day, the newest decision.
    """
    found = [*_promises(), _open_thanks(), _looks()]
    return [select(part.subquery()) for part in found]


def _in_touch(rests: Collection[HoldKind] = tuple(HoldKind)) -> tuple[Any, ...]:
    """Who is not closed, and not at rest with a company or everything for one of these reasons."""
    held = is_held(Contact.company_id, _TODAY, rests)
    return Contact.deleted_on.is_(None), Contact.standing != Standing.CLOSED, ~held


def _texts(part: str, *columns: Any):
    """Columns as plain text, since one of the union holds values of several types."""
    texts = [type_coerce(column, String).label(f"c{place}") for place, column in enumerate(columns)]
    return select(literal(part).label("part"), *texts)


def _promises() -> list[Any]:
    """The open promises of touchpoints and of encounters: all to `ids`, to everybody else the oldest."""
    found = []
    in_touch = _in_touch([HoldKind.PLEASE_DONT])
    for table in (Touchpoint, Encounter):
        day = made_on(table)
        every = promises(table).where(day <= _TODAY, *in_touch)
        others = every.where(Contact.id.not_in(IDS)).order_by(day, table.id).limit(PROMISED + 1)
        for some in (every.where(Contact.id.in_(IDS)), others):
            row = some.subquery().c
            texts = (row.contact, row.id, row.made_at, row.promise, row.name, row.company, row.day, null())
            found.append(_texts("promised", *texts))
    return found


def _open_thanks():
    """What is to be thanked for, of the contacts who have waited longest, the oldest first."""
    due = Opening.thanked_on.is_(None), Opening.deleted_on.is_(None), Opening.day <= _OPENED
    first = (
        select(Opening.contact_id)
        .join(Contact, Contact.id == Opening.contact_id)
        .where(*due, *_in_touch())
        .group_by(Opening.contact_id)
        .order_by(func.min(Opening.day), func.min(Opening.position))
        .limit(THANKED + 1)
    )
    return (
        _texts(
            "thanks",
            Contact.id,
            Opening.id,
            Opening.kind,
            Contact.called,
            Contact.name,
            Company.name,
            Opening.day,
            null(),
        )
        .select_from(Opening)
        .join(Contact, Contact.id == Opening.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(*due, Opening.contact_id.in_(select(first.subquery())))
        .order_by(Opening.day, Opening.position)
    )


def _looks():
    careers = func.coalesce(func.nullif(Opportunity.careers_url, ""), Company.careers_url)
    decision = opportunities.newest_kind()
    return (
        _texts(
            "look",
            Opportunity.id,
            null(),
            null(),
            careers,
            Opportunity.title,
            Company.name,
            Opportunity.look_again_on,
            decision,
        )
        .select_from(Opportunity)
        .join(Company, Company.id == Opportunity.company_id)
        .where(
            Opportunity.look_again_on.is_not(None),
            Opportunity.look_again_on <= _END,
            Opportunity.deleted_on.is_(None),
            ~is_held(Opportunity.company_id, _TODAY),
        )
        .order_by(Opportunity.look_again_on, Opportunity.id)
        .limit(LOOKED * 2)
    )
