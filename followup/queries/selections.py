"""Several contacts at once: who is meant, and what there is to do with them."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, column, func, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import Conflict
from followup.domain.listing import Wanted
from followup.domain.selecting import fingerprint
from followup.domain.values import Standing
from followup.models import Contact, ContactTag, Tag
from followup.queries import contact_list
from followup.queries.search import hits

#: So many names stand for all of them, and so many of their tags are offered.
NAMED, TAGS = 12, 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is meant: `ids`, or all whom `wanted` finds. seen: the fingerprint of those whom a page showed, or ""."""

    ids: frozenset[int] = frozenset()
    wanted: Wanted | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """Those who are meant. names: the first few; closed: how many are; tags: (id, name, on how many of them)."""

    ids: list[int]
    names: list[tuple[int, str]]
    closed: int
    tags: list[tuple[int, str, int]]

    @property
    def seen(self) -> str:
        """What says whether they are still the same."""
        return fingerprint(self.ids)


def page(chosen: Chosen, today: date) -> SelectionPage:
    """Who is meant, and what they have in common."""
    with reading() as session:
        ids = _ids(session, chosen, today)
        here = among(Contact.id, ids)
        named = select(Contact.id, Contact.name).where(here).order_by(Contact.folded, Contact.id).limit(NAMED)
        closed = select(func.count()).where(here, Contact.standing == Standing.CLOSED)
        count = func.count()
        tags = (
            select(Tag.id, Tag.name, count)
            .join(ContactTag)
            .where(among(ContactTag.contact_id, ids))
            .group_by(Tag.id)
            .order_by(count.desc(), Tag.folded)
            .limit(TAGS)
        )
        return SelectionPage(
            ids=ids,
            names=[(row[0], row[1]) for row in session.execute(named)],
            closed=session.scalar(closed) or 0,
            tags=[(row[0], row[1], row[2]) for row in session.execute(tags)],
        )


def meant(session: Session, chosen: Chosen, today: date) -> list[int]:
    """The ids of those who are meant, in order. Raises Conflict where others are by now than the page showed."""
    ids = _ids(session, chosen, today)
    if chosen.seen and chosen.seen != fingerprint(ids):
        raise Conflict(
            "By now others are meant than the page showed. Nothing was changed; look at them again."
        )
    return ids


def _ids(session: Session, chosen: Chosen, today: date) -> list[int]:
    wanted = chosen.wanted
    here: list[ColumnElement[bool]] = [Contact.deleted_on.is_(None)]
    if wanted is None:
        here.append(among(Contact.id, chosen.ids))
    else:
        conditions = contact_list.conditions(wanted, today)
        if wanted.words.strip():
            return sorted(hit.contact for hit in hits(session, wanted.words, conditions, most=None))
        here += conditions
    return list(session.scalars(select(Contact.id).where(*here).order_by(Contact.id)))


def among(owner: Any, ids: Collection[int]) -> ColumnElement[bool]:
    """Whether a column is one of `ids`, however many: they are one parameter."""
    listed = func.json_each(json.dumps(sorted(ids))).table_valued(column("value"))
    return owner.in_(select(listed.c.value))
