"""Renaming a tag, giving it a rhythm, taking it off everybody; and who takes the rhythm of a tag."""

import pytest

from followup.actions import settings, standing, tags
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.errors import Invalid
from followup.queries import tags as found
from followup.storage import doctor
from tests.factories import TODAY, add, person, stored

PYTHON, POLAND = 1, 2


@pytest.fixture(autouse=True)
def people(app):
    """Ruth is monthly as everybody, Sam was given a rhythm, Ada is in the address book; all know Python."""
    person("Ruth Aye @ Tidewater #python")
    person("Sam Roe @ Orchard, quarterly #python #poland")
    person("Ada Moss, just in the address book #python")


def rhythms() -> list[int | None]:
    with reading() as session:
        rows = session.connection().exec_driver_sql("SELECT cadence FROM contacts ORDER BY id")
        return [row[0] for row in rows]


def both_ways(done, before):
    """Undone it is as before, and the undo undone as after it."""
    after = stored()
    undone = undo(done.id, TODAY)
    assert stored() == before
    undo(undone.id, TODAY)
    assert stored() == after
    assert doctor(TODAY) == []


def test_it_works():
    before = stored()
    done = tags.edit(PYTHON, "Python", 60, TODAY, also_theirs=True)
    assert done.summary == "Python: every two months. One person takes it."
    assert rhythms() == [60, 90, None]
    both_ways(done, before)


def test_without_the_tick_everybody_stays():
    before = stored()
    done = tags.edit(PYTHON, "python", 60, TODAY)
    assert done.summary == "python: every two months."
    assert rhythms() == [30, 90, None]
    both_ways(done, before)


def test_who_is_added_takes_the_shortest_unless_the_line_says_more():
    tags.edit(PYTHON, "python", 60, TODAY)
    tags.edit(POLAND, "poland", 180, TODAY)
    person("Jo Berg #poland")
    person("Tom Oak #poland #python")
    person("Eva Lind #poland, monthly")
    person("Kim Hay #poland, just in the address book")
    person("Lou Day #other")
    assert rhythms()[3:] == [180, 60, 30, None, 30]


def test_who_is_tagged_later_takes_it_where_none_was_chosen():
    tags.edit(POLAND, "poland", 180, TODAY)
    ruth, ada, jo = 1, 3, person("Jo Berg")
    standing.set_cadence(jo, 14, TODAY)
    for contact in (ruth, ada, jo):
        add("Somebody #poland", into=contact)
    assert rhythms() == [180, 90, None, 14]


def test_who_follows_two_tags_keeps_to_the_shorter():
    tags.edit(PYTHON, "python", 60, TODAY)
    tags.edit(POLAND, "poland", 90, TODAY)
    person("Tom Oak #poland #python")
    tags.edit(PYTHON, "python", 180, TODAY, also_theirs=True)
    assert rhythms()[3] == 90


def test_no_rhythm_of_its_own_any_more():
    tags.edit(PYTHON, "python", 60, TODAY, also_theirs=True)
    settings.save({"cadence": "90"}, TODAY)
    done = tags.edit(PYTHON, "python", None, TODAY, also_theirs=True)
    assert done.summary == "python: no rhythm of its own. One person takes it."
    assert rhythms() == [90, 90, None]


def test_rename():
    before = stored()
    done = tags.edit(PYTHON, "Pythonistas", None, TODAY)
    assert [row.name for row in found.index().rows] == ["poland", "Pythonistas"]
    both_ways(done, before)


def test_a_name_in_use_is_refused():
    with pytest.raises(Invalid, match="this name already"):
        tags.edit(PYTHON, "POLAND", None, TODAY)


def test_a_name_that_nobody_uses_any_more_is_free():
    tags.delete(POLAND, TODAY)
    before = stored()
    done = tags.edit(PYTHON, "Poland", None, TODAY)
    assert [(row.name, row.people) for row in found.index().rows] == [("Poland", 3)]
    assert done.answer["tag"] == POLAND
    both_ways(done, before)


def test_delete():
    tags.edit(PYTHON, "python", 60, TODAY, also_theirs=True)
    before = stored()
    done = tags.delete(PYTHON, TODAY)
    assert [row.name for row in found.index().rows] == ["poland"]
    assert rhythms() == [60, 90, None], "everybody keeps their rhythm"
    both_ways(done, before)


@pytest.mark.parametrize("cadence", [0, 1, 31, 365])
def test_a_rhythm_is_one_of_those_offered(cadence):
    with pytest.raises(Invalid):
        tags.edit(PYTHON, "python", cadence, TODAY)
