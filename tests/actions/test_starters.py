"""Beginnings of one's own. Undo is tried in test_undo."""

import pytest

from followup.actions import starters
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.values import Intent
from followup.queries import starters as queries
from tests.factories import TODAY, stored


def test_it_works(app):
    assert starters.add(Intent.SHARE, "  Look, {name}\r\n", TODAY).summary == "Kept: a beginning of your own."
    starters.add(Intent.ASK, "One question, {name}", TODAY)
    starters.edit(1, 1, Intent.SHARE, "See here, {name}", TODAY)
    found = queries.index()
    assert {intent: [row.text for row in rows] for intent, rows in found.items()} == {
        Intent.SHARE: ["See here, {name}"],
        Intent.ASK: ["One question, {name}"],
    }
    starters.delete(1, TODAY)
    assert list(queries.index()) == [Intent.ASK]


def test_another_tab_was_quicker(app):
    starters.add(Intent.SHARE, "Look", TODAY)
    starters.edit(1, 1, Intent.SHARE, "one", TODAY)
    before = stored()
    with pytest.raises(Conflict, match="another tab"):
        starters.edit(1, 1, Intent.SHARE, "two", TODAY)
    assert stored() == before


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001, "a\x00b"])
def test_bad_input(app, text):
    with pytest.raises(Invalid) as refused:
        starters.add(Intent.SHARE, text, TODAY)
    assert refused.value.field == "text"
    assert stored()["starters"] == []


def test_what_is_not_there(app):
    for act in (lambda: starters.edit(9, 1, Intent.ASK, "a", TODAY), lambda: starters.delete(9, TODAY)):
        with pytest.raises(NotFound):
            act()
