"""Writing a file that leaves: private, whole or not at all, and never over somebody else's."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from followup.domain.errors import Refused
from followup.storage.copies import partial_beside, sync_folder
from followup.storage.trouble import plainly

#: So many bytes say whose a file is.
_BEGINNING = 400


def save(target: Path, pieces: Iterable[bytes], marks: Sequence[bytes]) -> None:
    """Write `pieces` to the one file `target`, mode 0600; an older one is replaced when the new one is whole.

    marks: what an export of Followup has within its first lines. Raises Refused where any other file is there.
    """
    with plainly(target):
        if target.exists() and not _is_ours(target, marks):
            raise Refused(f"{target} is there already and is no export of Followup; choose another name.")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with partial_beside(target) as partial:
            with partial.open("wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, target)
        sync_folder(target.parent)


def _is_ours(target: Path, marks: Sequence[bytes]) -> bool:
    """Whether it is empty, or begins as an export does."""
    if not target.is_file():
        return False
    with target.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return not beginning or any(mark in beginning for mark in marks)
