"""Whether the database can be read."""

from sqlalchemy import select

from followup.db import reading
from followup.domain.errors import FollowupError
from followup.models import Contact


def is_readable() -> bool:
    """Whether one row of the database can be read."""
    try:
        with reading() as session:
            session.execute(select(Contact.id).limit(1)).all()
    except FollowupError:
        return False
    return True
