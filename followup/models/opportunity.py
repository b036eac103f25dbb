"""Opportunities with their doors and decisions, and the people met (encounters)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.domain.values import DecisionKind, Door, MetPlan, Part, Reason, Stage, ToldBy
from followup.models.types import Body, Deletable, Id, Line, Name, choice


class Opportunity(Deletable, Base):
    """A role at a company; without a decision it is open."""

    __tablename__ = "opportunities"
    __table_args__ = (
        Index(
            "ix_opportunities_look_again",
            "look_again_on",
            sqlite_where=text("look_again_on IS NOT NULL AND deleted_on IS NULL"),
        ),
    )

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    title: Mapped[Name] = mapped_column(default="")
    stage: Mapped[Stage] = mapped_column(choice(Stage))
    careers_url: Mapped[Line] = mapped_column(default="")
    winner_started_on: Mapped[date | None]
    winner_from_inside: Mapped[bool | None]
    look_again_on: Mapped[date | None]
    notes: Mapped[Body] = mapped_column(default="")
    added_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)


class OpportunityDoor(Base):
    """Why an opportunity is worth staying in touch for."""

    __tablename__ = "opportunity_doors"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), primary_key=True)
    door: Mapped[Door] = mapped_column(choice(Door), primary_key=True)


class Decision(Deletable, Base):
    """What became of an opportunity; the newest counts. `recorded_on`: the day it was entered."""

    __tablename__ = "decisions"

    id: Mapped[Id]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(choice(DecisionKind))
    decided_on: Mapped[date]
    recorded_on: Mapped[date]
    position: Mapped[int]
    told: Mapped[ToldBy] = mapped_column(choice(ToldBy))
    reason: Mapped[Reason] = mapped_column(choice(Reason), default=Reason.UNKNOWN)
    feedback: Mapped[Body] = mapped_column(default="")


class Encounter(Deletable, Base):
    """A person met in an opportunity, with the plan for them (R4). `recorded_on`: the day it was entered."""

    __tablename__ = "encounters"
    __table_args__ = (
        UniqueConstraint("contact_id", "opportunity_id"),
        Index(
            "ix_encounters_promised",
            "recorded_on",
            sqlite_where=text("promise != '' AND promise_kept_on IS NULL AND deleted_on IS NULL"),
        ),
    )

    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    part: Mapped[Part] = mapped_column(choice(Part), default=Part.OTHER)
    told_you: Mapped[bool] = mapped_column(default=False)
    round: Mapped[Name] = mapped_column(default="")
    said: Mapped[Body] = mapped_column(default="")
    promise: Mapped[Line] = mapped_column(default="")
    promise_kept_on: Mapped[date | None]
    thank_now: Mapped[bool] = mapped_column(default=False)
    plan: Mapped[MetPlan] = mapped_column(choice(MetPlan), default=MetPlan.KEEP)
    recorded_on: Mapped[date]
