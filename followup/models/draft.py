"""What a message is made of: reasons to write, starters, drafts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.domain.values import Channel, Intent
from followup.models.types import Body, Deletable, Id, Line, choice


class ReasonToWrite(Deletable, Base):
    """A link or a line kept on a company or on a contact until a touchpoint used it, or it expired."""

    __tablename__ = "reasons"
    __table_args__ = (CheckConstraint("(company_id IS NULL) != (contact_id IS NULL)", name="owner"),)

    id: Mapped[Id]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    text: Mapped[Line] = mapped_column(default="")
    link: Mapped[Line] = mapped_column(default="")
    added_on: Mapped[date]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("touchpoints.id"), index=True)


class Starter(Deletable, Base):
    """A beginning of the user's own, beside those that are shipped."""

    __tablename__ = "starters"

    id: Mapped[Id]
    intent: Mapped[Intent] = mapped_column(choice(Intent))
    text: Mapped[Body]
    version: Mapped[int] = mapped_column(default=1)


class Draft(Base):
    """A message that is being written to a contact: one at a time, until it is sent or thrown away.

    `starter` is the key of what it began with.
    """

    __tablename__ = "drafts"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    intent: Mapped[Intent | None] = mapped_column(choice(Intent))
    subject: Mapped[Line] = mapped_column(default="")
    text: Mapped[Body] = mapped_column(default="")
    starter: Mapped[Line] = mapped_column(default="")
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("reasons.id"))
    written_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
