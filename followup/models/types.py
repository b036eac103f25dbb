"""Column types that several tables share."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from sqlalchemy import Enum, String, Text
from sqlalchemy.orm import Mapped, mapped_column

Id = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
Line = Annotated[str, mapped_column(String(500))]
Body = Annotated[str, mapped_column(Text)]


def choice(values: type[StrEnum]) -> Enum:
    """A column of one of `values`, stored as its word."""
    return Enum(
        values, native_enum=False, length=30, values_callable=lambda kind: [member.value for member in kind]
    )


class Deletable:
    """Deleting is soft: the row waits in the trash."""

    deleted_on: Mapped[date | None]
