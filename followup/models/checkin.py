"""How one feels toward a company, and what is written for nobody else."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.domain.values import Question, Route
from followup.models.types import Body, Id, choice


class CheckIn(Base):
    """Four statements about a company, 1 (not at all) to 5 (very much), and the route that followed.

    `suggested_talking`: the sentence about talking to somebody was shown with it. Deleting takes
    the row out; only what undoes that still has it.
    """

    __tablename__ = "check_ins"

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    day: Mapped[date]
    position: Mapped[int]
    sting: Mapped[int]
    avoid: Mapped[int]
    regret: Mapped[int]
    well: Mapped[int]
    route: Mapped[Route] = mapped_column(choice(Route))
    suggested_talking: Mapped[bool] = mapped_column(default=False)


class Writing(Base):
    """A day of private writing: in no search, export, backup or undo. `started_at` is UTC, without a zone."""

    __tablename__ = "writings"

    id: Mapped[Id]
    day: Mapped[date]
    question: Mapped[Question] = mapped_column(choice(Question))
    started_at: Mapped[datetime]
    text: Mapped[Body] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
