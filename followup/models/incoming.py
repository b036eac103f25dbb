"""A file of people that was chosen for import, until it is brought in or a day has passed."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from followup.db import Base
from followup.domain.incoming import ImportState
from followup.models.types import Id, Line, Name, choice


class Import(Base):
    """A chosen file: in no export, backup or undo.

    `data` is the file as it came, while it is to be read; `people`, `wrong` and `matches` what was found in it. Of a
    table, `headers` and `mapping` stay when the rest is dropped, so that the next one like it is read alike.
    """

    __tablename__ = "imports"

    id: Mapped[Id]
    name: Mapped[Name]
    kind: Mapped[Line]
    day: Mapped[date]
    state: Mapped[ImportState] = mapped_column(choice(ImportState))
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    headers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    mapping: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    people: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    wrong: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    matches: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    choices: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    problem: Mapped[Line] = mapped_column(default="")
