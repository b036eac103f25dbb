"""Which contacts the words of a search mean, and where they were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, column, func, literal_column, select, table
from sqlalchemy.orm import Session

from followup.domain.searching import Asked, asked
from followup.models import Contact, SearchDocument
from followup.models.search import COMPANIES, TOUCHPOINTS

#: Where counting stops ("200+").
CAP = 201
#: How many of the newest touchpoints with the words are looked at; beyond them the words say too little.
NEWEST = 2000
#: A name says more than where somebody works, and that more than a note (weights of bm25).
_WEIGHTS = (10.0, 4.0, 1.0)

_trigrams = table("search_trigrams", column("rowid"))
_words = table("search_words", column("rowid"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A contact that was found; touchpoint: the newest one with the words, where the contact's own have them not."""

    contact: int
    touchpoint: int | None = None


def hits(
    session: Session, words: str, among: Sequence[ColumnElement[bool]] = (), most: int | None = CAP
) -> list[Hit]:
    """The contacts that have every word, at most `most` (None for all); nobody where there are no words.

    First who is found by what is known of them, the best match first, then who is by what was exchanged, the newest
    first. among: conditions on Contact.
    """
    question = asked(words)
    if question is None:
        return []
    live = (Contact.deleted_on.is_(None), *among)
    found = {contact: Hit(contact) for contact in session.scalars(_by_contact(question, live, most))}
    if most is None or len(found) < most:
        for contact, document in session.execute(_by_touchpoint(question, live, most)):
            found.setdefault(contact, Hit(contact, document - TOUCHPOINTS))
    return list(found.values())[:most]


def matching(question: Asked) -> tuple[Any, Sequence[ColumnElement[bool]]]:
    """The index to ask first, and the conditions on it."""

    def of(index: str, words: str) -> ColumnElement[bool]:
        return literal_column(index).op("MATCH")(bindparam("wanted", words, unique=True))

    short = of("search_words", question.words)
    if not question.trigrams:
        return _words, [short]
    long = of("search_trigrams", question.trigrams)
    if not question.words:
        return _trigrams, [long]
    # The plus keeps SQLite from asking the one index anew for each row of the other, which takes seconds.
    row = literal_column("+search_trigrams.rowid")
    return _trigrams, [long, row.in_(select(_words.c.rowid).where(short))]


def _by_contact(question: Asked, live: Sequence[ColumnElement[bool]], most: int | None):
    index, conditions = matching(question)
    rank = func.bm25(literal_column(index.name), *_WEIGHTS)
    return (
        select(index.c.rowid)
        .join(Contact, Contact.id == index.c.rowid)
        .where(*conditions, index.c.rowid < TOUCHPOINTS, *live)
        # Rank tells nothing of single letters, and takes long where nearly everybody matches.
        .order_by(rank if question.trigrams else Contact.folded, index.c.rowid)
        .limit(most)
    )


def _by_touchpoint(question: Asked, live: Sequence[ColumnElement[bool]], most: int | None):
    index, conditions = matching(question)
    newest = (
        select(index.c.rowid)
        .where(*conditions, index.c.rowid >= TOUCHPOINTS, index.c.rowid < COMPANIES)
        .order_by(index.c.rowid.desc())
        .limit(NEWEST if most is not None else None)
        .subquery()
    )
    document = func.max(SearchDocument.id)
    return (
        select(SearchDocument.contact_id, document)
        .join(newest, newest.c.rowid == SearchDocument.id)
        .join(Contact, Contact.id == SearchDocument.contact_id)
        .where(*live)
        .group_by(SearchDocument.contact_id)
        .order_by(document.desc())
        .limit(most)
    )
