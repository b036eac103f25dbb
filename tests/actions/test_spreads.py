"""Spreading who waits over the coming weeks (W5), undone as one."""

from collections import Counter
from datetime import date

import pytest

from followup.actions import contacts, spreads, touchpoints, undos
from followup.domain import quickadd
from followup.domain.errors import Invalid
from followup.domain.values import Direction
from followup.queries import week

TODAY = date(2026, 12, 1)
ADDED = date(2026, 11, 1)


def fill(count: int) -> None:
    """So many people whose first note has waited for weeks."""
    for number in range(count):
        contacts.quick_add(quickadd.parse(f"Person{number} Aye @ Company{number}", ADDED), ADDED)


def test_it_works(app):
    fill(13)
    waiting = [item.entry.contact for item in week.week(TODAY, TODAY).week.waiting]
    spreads.spread(TODAY)
    shown = week.week(TODAY, TODAY).week
    assert [item.entry.contact for item in shown.waiting] == waiting, "this week's five stay"
    assert shown.can_wait == []
    weeks = Counter(person.day for person in week.week(TODAY, TODAY).coming)
    assert weeks == {date(2026, 12, 7): 5}
    after = week.week(date(2026, 12, 14), TODAY).week
    assert len([*after.waiting, *after.due, *after.can_wait]) == 13


def test_undo_takes_all_of_it_back(app):
    fill(9)
    before = week.week(TODAY, TODAY)
    undos.undo(spreads.spread(TODAY).id, TODAY)
    assert week.week(TODAY, TODAY).week == before.week


def test_nobody_beyond_the_budget(app):
    fill(5)
    with pytest.raises(Invalid, match="Nobody waits beyond"):
        spreads.spread(TODAY)


def test_your_turn_is_never_spread(app):
    fill(6)
    shown = week.week(TODAY, TODAY).week
    assert len(shown.can_wait) == 1
    letter = touchpoints.Exchange(date(2026, 11, 20), direction=Direction.IN, wants_answer=True)
    touchpoints.log(shown.can_wait[0].entry.contact, letter, TODAY)
    with pytest.raises(Invalid):
        spreads.spread(TODAY)
