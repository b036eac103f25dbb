"""Snoozing, writing this week, and taking a snooze out. Undo is tried in test_undo."""

from datetime import timedelta

import pytest

from followup.actions import snoozes, standing
from followup.domain.errors import Invalid, NotFound
from followup.domain.schedule import Kind
from followup.domain.snoozes import Wish
from followup.domain.values import Closing
from tests.factories import TODAY, person, planned, stored


def test_it_works(app):
    dana = person()
    done = snoozes.snooze(dana, TODAY + timedelta(9), TODAY)
    assert done.summary == "Dana comes back on 2 December."
    assert done.answer == {"contact": dana}
    plan, _ = planned()[dana]
    assert (plan.due_on, plan.rule, plan.kind) == (TODAY + timedelta(9), "R3", Kind.ORDINARY)


@pytest.mark.parametrize("how", [{"until": Wish.WRITE_THIS_WEEK}, {"until": TODAY, "pinned": True}])
def test_a_pinned_one(app, how):
    dana = person()
    assert snoozes.snooze(dana, today=TODAY, **how).summary == "Dana is on this week's page."
    assert planned()[dana][0].kind is Kind.PINNED


def test_taking_it_out_is_as_if_it_had_never_been(app):
    dana = person()
    before = planned()
    snoozes.snooze(dana, Wish.TOMORROW, TODAY)
    assert snoozes.delete(1, TODAY).summary == "24 November is taken out for Dana."
    assert planned() == before


def test_the_closed_are_not_snoozed(app):
    dana = person()
    standing.close(dana, Closing.OTHER, TODAY)
    before = stored()
    with pytest.raises(Invalid, match="Reopen first") as refused:
        snoozes.snooze(dana, Wish.TOMORROW, TODAY)
    assert refused.value.field == "until"
    assert stored() == before


def test_what_is_not_there(app):
    with pytest.raises(NotFound):
        snoozes.snooze(1, Wish.TOMORROW, TODAY)
    with pytest.raises(NotFound):
        snoozes.delete(1, TODAY)
