"""Contacts with their addresses, employments and tags."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from followup.db import Base
from followup.domain.values import PointKind, Standing
from followup.domain.wording import short_name
from followup.models.types import Body, Deletable, Id, Line, Name, choice

_LIVE = text("deleted_on IS NULL")


class Contact(Deletable, Base):
    """A person.

    The columns after `version` are a projection of the history, written by `actions.projection.project` alone:
    what is shown is always the plan for the day, these only find the row. `lapses_on` is the last day of
    `due_on`; from the next day on `then_due_on` and `then_standing` hold.
    """

    __tablename__ = "contacts"

    id: Mapped[Id]
    name: Mapped[Name]
    folded: Mapped[Line] = mapped_column(index=True)
    called: Mapped[Name] = mapped_column(default="")
    cadence: Mapped[int | None]
    cadence_given_on: Mapped[date | None]
    taper: Mapped[bool] = mapped_column(default=True)
    how_met: Mapped[Body] = mapped_column(default="")
    do_not_mention: Mapped[Body] = mapped_column(default="")
    notes: Mapped[Body] = mapped_column(default="")
    added_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    title: Mapped[Name] = mapped_column(default="")
    standing: Mapped[Standing] = mapped_column(choice(Standing), default=Standing.ACTIVE)
    due_on: Mapped[date | None]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    lapses_on: Mapped[date | None]
    then_due_on: Mapped[date | None]
    then_standing: Mapped[Standing | None] = mapped_column(choice(Standing))
    touched_on: Mapped[date | None]
    stage_rank: Mapped[int] = mapped_column(default=-1)
    is_correspondent: Mapped[bool] = mapped_column(default=False)

    points: Mapped[list["ContactPoint"]] = relationship(lazy="raise", order_by="ContactPoint.id")
    employments: Mapped[list["Employment"]] = relationship(lazy="raise", order_by="Employment.id")

    __table_args__ = (
        Index("ix_contacts_due", "due_on", sqlite_where=text("deleted_on IS NULL AND due_on IS NOT NULL")),
        Index(
            "ix_contacts_lapse",
            "lapses_on",
            sqlite_where=text("deleted_on IS NULL AND lapses_on IS NOT NULL"),
        ),
        Index("ix_contacts_standing", "standing", sqlite_where=_LIVE),
        # The orders of the list of contacts.
        Index("ix_contacts_list_touched", "touched_on", "id", sqlite_where=_LIVE),
        Index("ix_contacts_list_name", "folded", "id", sqlite_where=_LIVE),
    )

    @property
    def short_name(self) -> str:
        """What to call them in a sentence."""
        return short_name(self.name, self.called)


class ContactPoint(Base):
    """An e-mail address, a phone number or a link of a contact; `folded` is for comparing."""

    __tablename__ = "contact_points"
    # Rows of this table are deleted for good: an id must not come back for another row, which an undo would take.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    kind: Mapped[PointKind] = mapped_column(choice(PointKind))
    value: Mapped[Line]
    folded: Mapped[Line] = mapped_column(index=True)


class Employment(Base):
    """Where a contact works or worked; the current one is where they work now."""

    __tablename__ = "employments"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    title: Mapped[Name] = mapped_column(default="")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    is_current: Mapped[bool] = mapped_column(default=True)


class Tag(Base):
    """A word that groups contacts, with a cadence of its own where it has one."""

    __tablename__ = "tags"

    id: Mapped[Id]
    name: Mapped[Name]
    folded: Mapped[Line] = mapped_column(unique=True)
    cadence: Mapped[int | None]


class ContactTag(Base):
    """A tag on a contact."""

    __tablename__ = "contact_tags"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)


class Distinction(Base):
    """Two contacts who look alike and are not the same person: the user said so. `one_id` is the lower id."""

    __tablename__ = "distinctions"

    one_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True, index=True)
