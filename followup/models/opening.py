"""What came of it."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.domain.values import OpeningKind
from followup.models.types import Body, Deletable, Id, choice


class Opening(Deletable, Base):
    """A door that opened: credited to a contact, to the touchpoint it came from, and to the "no" that it began with.

    `opportunity_id` is that "no", `led_to` the opportunity that it led to; each may be unknown. `thanked_on`: when
    the contact was thanked, or needs no thanks; until then it is due.
    """

    __tablename__ = "openings"
    __table_args__ = (
        Index("ix_openings_to_thank", "day", sqlite_where=sql("thanked_on IS NULL AND deleted_on IS NULL")),
    )

    id: Mapped[Id]
    kind: Mapped[OpeningKind] = mapped_column(choice(OpeningKind))
    day: Mapped[date]
    position: Mapped[int]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    touchpoint_id: Mapped[int | None] = mapped_column(ForeignKey("touchpoints.id"), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"), index=True)
    led_to: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"), index=True)
    text: Mapped[Body] = mapped_column(default="")
    thanked_on: Mapped[date | None]
