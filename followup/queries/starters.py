"""The user's own starters."""

from dataclasses import dataclass

from sqlalchemy import select

from followup.db import reading
from followup.domain.values import Intent
from followup.models import Starter
from followup.queries import lookups

#: So many are listed; nobody keeps more beginnings.
LISTED = 200


@dataclass(frozen=True, slots=True)
class OwnStarter:
    """One of them; `version` is what a form must bring back."""

    id: int
    intent: Intent
    text: str
    version: int


def index() -> dict[Intent, list[OwnStarter]]:
    """Those that there are by intent, in the order in which they were written, LISTED at most."""
    columns = (Starter.id, Starter.intent, Starter.text, Starter.version)
    found = select(*columns).where(Starter.deleted_on.is_(None)).order_by(Starter.id).limit(LISTED)
    with reading() as session:
        rows = [OwnStarter(*row) for row in session.execute(found)]
    return {intent: mine for intent in Intent if (mine := [row for row in rows if row.intent is intent])}


def one(starter_id: int) -> OwnStarter:
    """One of them for its form. Raises NotFound."""
    with reading() as session:
        row = lookups.starter(session, starter_id)
        return OwnStarter(row.id, row.intent, row.text, row.version)
