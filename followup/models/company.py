"""Companies."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.models.types import Body, Deletable, Id, Line, Name


class Company(Deletable, Base):
    """A company; `folded` is its name for comparing. `own_employer`: the user works there."""

    __tablename__ = "companies"

    id: Mapped[Id]
    name: Mapped[Name]
    folded: Mapped[Line] = mapped_column(index=True)
    website: Mapped[Line] = mapped_column(default="")
    careers_url: Mapped[Line] = mapped_column(default="")
    news_url: Mapped[Line] = mapped_column(default="")
    own_employer: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[Body] = mapped_column(default="")
    added_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
