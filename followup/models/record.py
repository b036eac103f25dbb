"""What Followup keeps about itself: settings, changes with their inverse, request ids, counters."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.models.types import Id, Line


class Setting(Base):
    """A setting of daily life that differs from its preset."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    value: Mapped[Line]


class Change(Base):
    """One action with what undoes it.

    `verb` is the kind of action ("Added"), `summary` what it did in a sentence. `steps` lists, in order, the rows
    that it inserted, updated or deleted, with the values before and after; rows that got the same value of one column
    are one step with their `ids`, rows that were inserted many at once too (`actions.multitudes`).
    `answer` is what a resent request needs to give the same answer: ids by name.
    """

    __tablename__ = "changes"

    id: Mapped[Id]
    made_on: Mapped[date] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(String(30))
    summary: Mapped[Line]
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("changes.id"))


class RequestId(Base):
    """A request that was carried out, so that the same one sent again changes nothing."""

    __tablename__ = "request_ids"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id"), index=True)


class Counter(Base):
    """The order of entry: the last position given."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(30), primary_key=True)
    value: Mapped[int]
