"""What was done, for the notice with its Undo."""

from dataclasses import dataclass
from typing import Any

from followup.db import reading
from followup.domain.errors import NotFound
from followup.queries import lookups


@dataclass(frozen=True, slots=True)
class Done:
    """A change as a notice shows it."""

    id: int
    summary: str
    answer: dict[str, Any]
    is_undone: bool


def change(change_id: int) -> Done | None:
    """The change, or None where there is none."""
    with reading() as session:
        try:
            row = lookups.change(session, change_id)
        except NotFound:
            return None
        return Done(row.id, row.summary, row.answer, row.undone_by is not None)
