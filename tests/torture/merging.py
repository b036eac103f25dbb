"""A process that merges two cards and takes it back, until it is killed: `python -m tests.torture.merging FOLDER`."""

import sys
from itertools import count
from pathlib import Path

from followup.actions import merges
from followup.actions.undos import undo
from followup.clock import FixedClock
from followup.db import reading
from followup.domain.merging import Chosen
from followup.models import Contact
from followup.queries import lookups
from tests.conftest import open_app
from tests.factories import TODAY


def main(folder: Path) -> None:
    """Go on from wherever it was killed the last time."""
    with open_app(folder, FixedClock(TODAY)).app_context():
        for _ in count():
            with reading() as session:
                one, other = session.get_one(Contact, 1), session.get_one(Contact, 2)
                versions, is_merged = (one.version, other.version), other.deleted_on is not None
                newest = lookups.newest_change(session)
            if is_merged and newest is not None:
                undo(newest.id, TODAY)
            else:
                merges.merge(1, 2, versions, Chosen(), TODAY)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
