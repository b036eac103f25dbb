"""What is searched: the words of rows, folded, and two full-text indexes over them."""

from sqlalchemy import DDL, ForeignKey, event
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.models.types import Body, Id

#: Documents of touchpoints have ids from here on, so that one kind is one range of ids; a contact's is its own id.
TOUCHPOINTS = 10**12
#: Letters in threes find any part of a word from three letters on; whole words find the beginnings of short ones.
SEARCHED = ("name", "place", "body")
INDEXES = {"search_trigrams": "tokenize='trigram'", "search_words": "tokenize='unicode61', prefix='1 2'"}


class SearchDocument(Base):
    """The words of one contact (`id` is the contact's) or touchpoint (TOUCHPOINTS more than its id), folded.

    name: what they are called. place: titles, companies, tags. body: everything else. Written by
    `actions.searching` alone.
    """

    __tablename__ = "search_documents"

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
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
