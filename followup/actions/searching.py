"""Keeping the search index: after every change the documents of the contacts that it touched, here alone."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import bindparam, column, delete, insert, literal, null, select, table, union_all, update
from sqlalchemy.orm import Session

from followup.domain.searching import indexed, indexed_name
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Employment,
    SearchDocument,
    Tag,
    Touchpoint,
)
from followup.models.search import INDEXES, SEARCHED, TOUCHPOINTS
from followup.queries.histories import IDS

#: A document without its id: contact, name, place, body.
Words = tuple[int, str, str, str]
_COLUMNS = ("contact_id", *SEARCHED)
_NOTHING: Words = (0, "", "", "")
_DOCUMENTS = select(
    SearchDocument.id,
    SearchDocument.contact_id,
    SearchDocument.name,
    SearchDocument.place,
    SearchDocument.body,
).where(SearchDocument.contact_id.in_(IDS))


def index(session: Session, contacts: Collection[int]) -> None:
    """Bring the documents of `contacts` up to date; those that say the same already are left alone."""
    wanted, stored = documents(session, contacts), _stored(session, contacts)
    gone = sorted(stored.keys() - wanted.keys())
    new = {key: words for key, words in wanted.items() if key not in stored}
    changed = {key: words for key, words in wanted.items() if key in stored and stored[key] != words}
    # The indexes keep no text of their own: what they forget, they must be told as it was.
    _tell(session, {key: stored[key] for key in [*gone, *changed]}, forget=True)
    rows: Any = SearchDocument.__table__
    connection = session.connection()
    if gone:
        connection.execute(delete(rows).where(rows.c.id.in_(gone)))
    if new:
        connection.execute(insert(rows), [_row(key, words) for key, words in new.items()])
    if changed:
        connection.execute(
            update(rows)
            .where(rows.c.id == bindparam("key"))
            .values({name: bindparam(f"new_{name}") for name in _COLUMNS}),
            [{"key": key, **_row(key, words, "new_")} for key, words in changed.items()],
        )
    _tell(session, {**new, **changed})


def stale(session: Session, contacts: Collection[int]) -> set[int]:
    """Those of `contacts`, by id, of which the index does not say what it should, for the doctor."""
    wanted, stored = documents(session, contacts), _stored(session, contacts)
    keys = {key for key in wanted.keys() | stored.keys() if wanted.get(key) != stored.get(key)}
    return {(wanted.get(key) or stored.get(key) or _NOTHING)[0] for key in keys}


def rebuild(session: Session) -> None:
    """Make both indexes anew from the documents."""
    for name in INDEXES:
        session.execute(insert(table(name, column(name))).values({name: literal("rebuild")}))


def compact(session: Session) -> None:
    """Merge what both indexes are made of, so that nothing is left in them of what they were told to forget."""
    for name in INDEXES:
        session.execute(insert(table(name, column(name))).values({name: literal("optimize")}))


def documents(session: Session, contacts: Collection[int]) -> dict[int, Words]:
    """What the index should hold of `contacts`, by the document's id. Nothing of those in the trash."""
    parts: dict[int, dict[str, list[str]]] = {}
    texts: list[tuple[int, int, str]] = []
    for part, contact, key, words in session.connection().execute(_words(), {"ids": list(contacts)}).all():
        if part == "text":
            texts.append((contact, key, words))
        elif part == "name" or contact in parts:
            parts.setdefault(contact, {"name": [], "place": [], "body": []})[part].append(words)
    found = {
        contact: (
            contact,
            " ".join(map(indexed_name, words["name"])),
            indexed(" ".join(words["place"])),
            indexed("\n".join(words["body"])),
        )
        for contact, words in parts.items()
    }
    return found | {
        TOUCHPOINTS + key: (contact, "", "", indexed(words))
        for contact, key, words in texts
        if contact in parts
    }


@cache
def _words():
    """Every text of the contacts IDS: its part, the contact, the touchpoint's id, the text. Names come first."""
    no_id = null()

    def of_contact(part: str, words):
        return select(literal(part), Contact.id, no_id, words).where(
            Contact.id.in_(IDS), Contact.deleted_on.is_(None), words != ""
        )

    def of(part: str, owner, words):
        return select(literal(part), owner, no_id, words).where(owner.in_(IDS), words != "")

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
        select(literal("text"), Touchpoint.contact_id, Touchpoint.id, Touchpoint.text).where(
            Touchpoint.contact_id.in_(IDS), Touchpoint.text != "", Touchpoint.deleted_on.is_(None)
        ),
    )


def _stored(session: Session, contacts: Collection[int]) -> dict[int, Words]:
    rows = session.connection().execute(_DOCUMENTS, {"ids": list(contacts)}).all()
    return {key: (contact, name, place, body) for key, contact, name, place, body in rows}


def _row(key: int, words: Words, prefix: str = "") -> dict[str, object]:
    row: dict[str, object] = {f"{prefix}{name}": value for name, value in zip(_COLUMNS, words, strict=True)}
    return row if prefix else {"id": key, **row}


def _tell(session: Session, found: dict[int, Words], forget: bool = False) -> None:
    """Add documents to both indexes, or take them out as they were."""
    if not found:
        return
    rows = [
        {"rowid": key, "name": name, "place": place, "body": body}
        for key, (_, name, place, body) in found.items()
    ]
    for index_name in INDEXES:
        columns = [column("rowid"), *map(column, SEARCHED)]
        extra = [column(index_name)] if forget else []
        told = [{**row, **({index_name: "delete"} if forget else {})} for row in rows]
        session.connection().execute(insert(table(index_name, *columns, *extra)), told)
