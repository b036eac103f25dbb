"""The rhythm that tags give. A tag without a rhythm of its own counts as None."""

from collections.abc import Iterable


def given(tags: Iterable[int | None], preset: int) -> int:
    """The shortest rhythm of these tags, in days; the preset of Settings where none of them has one."""
    return min((cadence for cadence in tags if cadence is not None), default=preset)


def taken(
    cadence: int | None, before: Iterable[int | None], after: Iterable[int | None], preset: int
) -> int | None:
    """The rhythm, in days, of somebody whose tags had the rhythms `before` and have `after`; None for none.

    Whoever still has the rhythm that the tags or Settings gave takes the shortest of the tags. A rhythm chosen for
    this person stays, and so does none.
    """
    return given(after, preset) if cadence == given(before, preset) else cadence
