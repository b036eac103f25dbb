"""Keeping the search index: after every change the documents of what it touched, here alone.

What belongs to a contact (what is known of them, touchpoints, reasons) is one group of documents, what belongs to a
company (itself, opportunities, reasons) another.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, column, delete, insert, literal, select, table, union_all, update
from sqlalchemy.orm import Session

from followup.domain.searching import indexed, indexed_name
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Decision,
    Employment,
    Encounter,
    Opportunity,
    ReasonToWrite,
    SearchDocument,
    Tag,
    Touchpoint,
)
from followup.models.search import COMPANIES, INDEXES, OPPORTUNITIES, REASONS, SEARCHED, TOUCHPOINTS
from followup.queries.histories import IDS

_BATCH = 500


class Words(NamedTuple):
    """A document without its id. contact_id, company_id: to which of them it belongs."""

    contact_id: int | None
    company_id: int | None
    name: str
    place: str
    body: str


def index(session: Session, contacts: Collection[int] = (), companies: Collection[int] = ()) -> None:
    """Bring the documents of contacts and companies up to date; those that say the same already are left alone."""
    for some in _batches(contacts):
        _index(session, documents(session, some), _stored(session, SearchDocument.contact_id, some))
    for some in _batches(companies):
        _index(session, documents(session, (), some), _stored(session, SearchDocument.company_id, some))


def _batches(ids: Collection[int]) -> Iterator[list[int]]:
    every = sorted(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))


def _index(session: Session, wanted: dict[int, Words], stored: dict[int, Words]) -> None:
    gone = sorted(stored.keys() - wanted.keys())
    new = {key: words for key, words in wanted.items() if key not in stored}
    changed = {key: words for key, words in wanted.items() if key in stored and stored[key] != words}
    # The indexes keep no text of their own: what they forget, they must be told as it was.
    _tell(session, {key: stored[key] for key in [*gone, *changed]}, forget=True)
    rows: Any = SearchDocument.__table__
    connection = session.connection()
    if gone:
        connection.execute(delete(rows).where(rows.c.id == bindparam("key")), [{"key": key} for key in gone])
    if new:
        connection.execute(insert(rows), [{"id": key, **words._asdict()} for key, words in new.items()])
    if changed:
        connection.execute(
            update(rows)
            .where(rows.c.id == bindparam("key"))
            .values({name: bindparam(f"new_{name}") for name in Words._fields}),
            [
                {"key": key, **{f"new_{name}": value for name, value in words._asdict().items()}}
                for key, words in changed.items()
            ],
        )
    _tell(session, {**new, **changed})


def stale(session: Session, contacts: Collection[int]) -> set[int]:
    """Those of `contacts`, by id, of which the index does not say what it should, for the doctor."""
    different = _different(
        documents(session, contacts), _stored(session, SearchDocument.contact_id, contacts)
    )
    return {words.contact_id for words in different if words.contact_id is not None}


def stale_companies(session: Session) -> set[int]:
    """The companies, by id, of which the index does not say what it should, for the doctor; in the trash, too."""
    found: set[int] = set()
    for some in _batches(list(session.scalars(select(Company.id)))):
        stored = _stored(session, SearchDocument.company_id, some)
        different = _different(documents(session, (), some), stored)
        found |= {words.company_id for words in different if words.company_id is not None}
    return found


def _different(wanted: dict[int, Words], stored: dict[int, Words]) -> list[Words]:
    return [words for key, words in (stored | wanted).items() if wanted.get(key) != stored.get(key)]


def rebuild(session: Session) -> None:
    """Make both indexes anew from the documents."""
    for name in INDEXES:
        session.execute(insert(table(name, column(name))).values({name: literal("rebuild")}))


def compact(session: Session) -> None:
    """Merge what both indexes are made of, so that nothing is left in them of what they were told to forget."""
    for name in INDEXES:
        session.execute(insert(table(name, column(name))).values({name: literal("optimize")}))


def documents(
    session: Session, contacts: Collection[int] = (), companies: Collection[int] = ()
) -> dict[int, Words]:
    """What the index should hold of them, by the document's id. Nothing of what is in the trash."""
    connection = session.connection()
    found: dict[int, Words] = {}
    if contacts:
        texts = connection.execute(_of_contacts(), {"ids": list(contacts)}).all()
        # Everybody has a name, and those in the trash come without it.
        live = {owner for _, key, owner, part, _ in texts if part == "name"}
        for (key, owner), parts in _by_document(texts, live):
            found[key] = _composed(owner, None, parts)
    if companies:
        # In whatever order the rows come, the document is the same.
        texts = sorted(connection.execute(_of_companies(), {"ids": list(companies)}).all())
        live = {owner for base, _, owner, part, _ in texts if (base, part) == (COMPANIES, "name")}
        for (key, owner), parts in _by_document(texts, live):
            found[key] = _composed(None, owner, parts)
    return found


#: The range of a document, the id of its row, its owner's, which part of it a text is, the text.
Text = tuple[int, int, int, str, str]
Parts = dict[str, list[str]]


def _by_document(texts: Iterable[Any], live: set[int]) -> Iterable[tuple[tuple[int, int], Parts]]:
    found: dict[tuple[int, int], Parts] = {}
    for base, row, owner, part, words in texts:
        if owner in live and words.strip():
            found.setdefault((base + row, owner), {"name": [], "place": [], "body": []})[part].append(words)
    return found.items()


def _composed(contact: int | None, company: int | None, parts: Parts) -> Words:
    return Words(
        contact,
        company,
        " ".join(map(indexed_name, parts["name"])),
        indexed(" ".join(parts["place"])),
        indexed("\n".join(parts["body"])),
    )


@cache
def _of_contacts():
    """Every text of the contacts IDS, as `Text`."""

    def of_contact(part: str, words):
        return select(literal(0), Contact.id, Contact.id, literal(part), words).where(
            Contact.id.in_(IDS), Contact.deleted_on.is_(None), words != ""
        )

    def of(part: str, owner, words):
        return select(literal(0), owner, owner, literal(part), words).where(owner.in_(IDS), words != "")

    return union_all(
        of_contact("name", Contact.name),
        of_contact("name", Contact.called),
        of("place", Employment.contact_id, Employment.title),
        of("place", Employment.contact_id, Company.name).join(Company, Company.id == Employment.company_id),
        of("place", ContactTag.contact_id, Tag.name).join(Tag, Tag.id == ContactTag.tag_id),
        of("body", ContactPoint.contact_id, ContactPoint.value),
        of_contact("body", Contact.how_met),
        of_contact("body", Contact.notes),
        of_contact("body", Contact.do_not_mention),
        select(
            literal(TOUCHPOINTS), Touchpoint.id, Touchpoint.contact_id, literal("body"), Touchpoint.text
        ).where(Touchpoint.contact_id.in_(IDS), Touchpoint.text != "", Touchpoint.deleted_on.is_(None)),
        _reasons(ReasonToWrite.contact_id),
    )


@cache
def _of_companies():
    """Every text of the companies IDS, as `Text`."""

    def of_company(part: str, words):
        return select(literal(COMPANIES), Company.id, Company.id, literal(part), words).where(
            Company.id.in_(IDS), Company.deleted_on.is_(None), words != ""
        )

    def of_role(part: str, words):
        return select(
            literal(OPPORTUNITIES), Opportunity.id, Opportunity.company_id, literal(part), words
        ).where(Opportunity.company_id.in_(IDS), Opportunity.deleted_on.is_(None), words != "")

    return union_all(
        of_company("name", Company.name),
        of_company("body", Company.website),
        of_company("body", Company.notes),
        of_role("name", Opportunity.title),
        of_role("place", Company.name).join(Company, Company.id == Opportunity.company_id),
        of_role("body", Opportunity.notes),
        of_role("body", Decision.feedback).join(
            Decision, (Decision.opportunity_id == Opportunity.id) & Decision.deleted_on.is_(None)
        ),
        of_role("body", Encounter.said)
        .join(Encounter, (Encounter.opportunity_id == Opportunity.id) & Encounter.deleted_on.is_(None))
        .join(Contact, (Contact.id == Encounter.contact_id) & Contact.deleted_on.is_(None)),
        _reasons(ReasonToWrite.company_id),
    )


def _reasons(owner):
    words = ReasonToWrite.text + " " + ReasonToWrite.link
    return select(literal(REASONS), ReasonToWrite.id, owner, literal("body"), words).where(
        owner.in_(IDS), ReasonToWrite.deleted_on.is_(None)
    )


def _stored(session: Session, owner: Any, ids: Collection[int]) -> dict[int, Words]:
    found = session.connection().execute(_documents(owner), {"ids": list(ids)})
    return {key: Words(*words) for key, *words in found}


@cache
def _documents(owner: Any):
    rows: Any = SearchDocument.__table__
    return select(rows.c.id, *(rows.c[name] for name in Words._fields)).where(owner.in_(IDS))


def _tell(session: Session, found: dict[int, Words], forget: bool = False) -> None:
    """Add documents to both indexes, or take them out as they were."""
    if not found:
        return
    rows = [
        {"rowid": key, "name": words.name, "place": words.place, "body": words.body}
        for key, words in found.items()
    ]
    for index_name in INDEXES:
        columns = [column("rowid"), *map(column, SEARCHED)]
        extra = [column(index_name)] if forget else []
        told = [{**row, **({index_name: "delete"} if forget else {})} for row in rows]
        session.connection().execute(insert(table(index_name, *columns, *extra)), told)
