"""What happens with a contact: touchpoints, snoozes, closing and reopening, cool; and holds.

`day` is the local date of the event, `position` its place in the order of entry.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.domain.values import Channel, Closing, Direction, HoldKind, Intent, Tone, Weight
from followup.models.types import Body, Deletable, Id, Line, choice


class Touchpoint(Deletable, Base):
    """One dated exchange.

    `is_answer` is a projection: this direct outbound answered a letter that wanted an answer, so that it opens
    no company gap (W3).
    """

    __tablename__ = "touchpoints"
    __table_args__ = (
        Index("ix_touchpoints_contact", "contact_id", "day"),
        Index("ix_touchpoints_day", "day", "contact_id"),
        # The few promises that are open, among all that was ever said.
        Index(
            "ix_touchpoints_promised",
            "day",
            sqlite_where=sql("promise != '' AND promise_kept_on IS NULL AND deleted_on IS NULL"),
        ),
    )

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    day: Mapped[date]
    position: Mapped[int]
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    direction: Mapped[Direction] = mapped_column(choice(Direction))
    weight: Mapped[Weight] = mapped_column(choice(Weight))
    tone: Mapped[Tone | None] = mapped_column(choice(Tone))
    wants_answer: Mapped[bool] = mapped_column(default=False)
    arrived: Mapped[bool] = mapped_column(default=True)
    intent: Mapped[Intent | None] = mapped_column(choice(Intent))
    text: Mapped[Body] = mapped_column(default="")
    promise: Mapped[Line] = mapped_column(default="")
    promise_kept_on: Mapped[date | None]
    starter: Mapped[Line] = mapped_column(default="", server_default=sql("''"))
    is_answer: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class Snooze(Deletable, Base):
    """A dated wish; pinned is "write this week"."""

    __tablename__ = "snoozes"

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    day: Mapped[date]
    position: Mapped[int]
    until: Mapped[date]
    pinned: Mapped[bool] = mapped_column(default=False)


class StandingChange(Deletable, Base):
    """The user closed the contact; without a reason: reopened it."""

    __tablename__ = "standing_changes"

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    day: Mapped[date]
    position: Mapped[int]
    because: Mapped[Closing | None] = mapped_column(choice(Closing))


class Cool(Deletable, Base):
    """The user sensed that they would rather not, or that it is over (`ended`)."""

    __tablename__ = "cools"

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    day: Mapped[date]
    position: Mapped[int]
    ended: Mapped[bool] = mapped_column(default=False)


class Hold(Deletable, Base):
    """A company, or (without one) everything, rests until a day. A lifted hold has its `until` moved."""

    __tablename__ = "holds"

    id: Mapped[Id]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    kind: Mapped[HoldKind] = mapped_column(choice(HoldKind))
    made_on: Mapped[date]
    until: Mapped[date]
