"""The rhythm that tags give: the shortest of them, to whoever has none chosen yet."""

import pytest

from followup.domain import tags


@pytest.mark.parametrize(
    ("cadence", "before", "after", "expected"),
    [
        # New, at the preset of 30 days.
        (30, [], [], 30),
        (30, [], [90], 90),
        (30, [], [14], 14),
        (30, [], [180, 60, 90], 60),
        # One more tag, for somebody who follows those there.
        (60, [60], [60, 90], 60),
        (60, [60], [60, 14], 14),
        # A rhythm chosen for this person stays, and so does none.
        (180, [], [14], 180),
        (90, [60], [60, 14], 90),
        (None, [], [14], None),
        # A tag without a rhythm gives none.
        (30, [], [None], 30),
        (30, [None], [None, 60], 60),
        # The tag lost its rhythm: back to the preset.
        (60, [60], [None], 30),
    ],
)
def test_it_works(cadence, before, after, expected):
    assert tags.taken(cadence, before, after, 30) == expected
