"""What is searched: the words of rows, folded, and two full-text indexes over them."""

from sqlalchemy import DDL, ForeignKey, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.models.types import Body, Id

#: Documents of one kind have ids in one range: what stands here more than the id of the row; a contact's is its own id.
TOUCHPOINTS = 10**12
COMPANIES = 2 * 10**12
OPPORTUNITIES = 3 * 10**12
REASONS = 4 * 10**12
#: Where the last range ends.
END = 5 * 10**12
#: Letters in threes find any part of a word from three letters on; whole words find the beginnings of short ones.
SEARCHED = ("name", "place", "body")
INDEXES = {"search_trigrams": "tokenize='trigram'", "search_words": "tokenize='unicode61', prefix='1 2'"}


class SearchDocument(Base):
    """The words of one row, folded; the range of `id` says of which table.

    contact_id: whose touchpoint or reason it is, or the contact itself; company_id: the same of a company, also for an
    opportunity there. name: what it is called. place: titles, companies, tags. body: everything else. Written by
    `actions.searching` alone.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        # Nearly all documents are of contacts.
        Index("ix_search_documents_company", "company_id", sqlite_where=text("company_id IS NOT NULL")),
    )

    id: Mapped[Id]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    name: Mapped[Body] = mapped_column(default="")
    place: Mapped[Body] = mapped_column(default="")
    body: Mapped[Body] = mapped_column(default="")


for _name, _options in INDEXES.items():
    event.listen(
        SearchDocument.__table__,
        "after_create",
        DDL(
            f"CREATE VIRTUAL TABLE {_name} USING fts5"
            f"({', '.join(SEARCHED)}, content='search_documents', content_rowid='id', {_options})"
        ),
    )
