"""Several contacts at once: one change each, what could not be done is said, and one Undo takes it all back."""

from datetime import timedelta

import pytest

from followup.actions import selections, standing, tags
from followup.actions.changes import AlreadyDone
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.listing import Kept, Wanted
from followup.domain.values import Closing
from followup.models import Contact, Tag
from followup.queries import lookups
from followup.queries.selections import Chosen, page
from followup.storage import doctor
from tests.factories import TODAY, log, person, planned, stored

LATER = TODAY + timedelta(40)


@pytest.fixture
def four(app):
    """Dana and Jo, written to; Sam, closed; Ruth, in the address book and tagged."""
    found = [
        person("Dana Li @ Acme"),
        person("Jo Berg @ Northwind"),
        person("Sam Okafor @ Acme"),
        person("Ruth Aye @ Orchard, just in the address book #press"),
    ]
    for contact in found[:2]:
        log(contact)
    standing.close(found[2], Closing.OTHER, TODAY)
    return found


def of(*ids):
    return Chosen(frozenset(ids))


def columns(*names):
    with reading() as session:
        found = session.query(Contact).order_by(Contact.id).all()
        return [tuple(getattr(row, name) for name in names) for row in found]


ALL = {
    "tag": lambda chosen, key=None: selections.tag(chosen, "python", TODAY, key),
    "untag": lambda chosen, key=None: selections.untag(chosen, 1, TODAY, key),
    "cadence": lambda chosen, key=None: selections.set_cadence(chosen, 90, TODAY, key),
    "no cadence": lambda chosen, key=None: selections.set_cadence(chosen, None, TODAY, key),
    "snooze": lambda chosen, key=None: selections.snooze(chosen, LATER, TODAY, key),
    "close": lambda chosen, key=None: selections.close(chosen, Closing.RATHER_NOT, TODAY, key),
    "delete": lambda chosen, key=None: selections.delete(chosen, TODAY, key),
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tag", "Four people have the tag python."),
        ("untag", "One person has the tag press no more. Three were left as before: without it already."),
        ("cadence", "Four people come up quarterly."),
        (
            "no cadence",
            "Three people are just in the address book. One was left as before: that was their rhythm.",
        ),
        (
            "snooze",
            "Three people come back on 2 January 2027. One was left as before: closed, so without dates.",
        ),
        (
            "close",
            "Three people are closed and won't come up again. One was left as before: closed already.",
        ),
        ("delete", "Four people are in the trash, with all that happened between you."),
    ],
)
def test_it_works(four, name, said):
    before, plans = stored(without=["tags"]), planned()
    change = ALL[name](of(*four), "once")
    assert change.summary == said
    after = stored(without=["tags"])
    assert after != before
    assert doctor(TODAY) == []
    with pytest.raises(AlreadyDone):
        ALL[name](of(*four), "once")
    undone = undo(change.id, TODAY)
    assert (stored(without=["tags"]), planned()) == (before, plans)
    assert doctor(TODAY) == []
    assert undone.summary == f"Undone: {said}"
    undo(undone.id, TODAY)
    again = stored(without=["tags"])
    for table, rows in after.items():
        assert len(again[table]) == len(rows), table
    assert doctor(TODAY) == []


@pytest.mark.parametrize("name", ALL)
def test_nobody(four, name):
    with pytest.raises(Invalid, match="Nobody is chosen any more"):
        ALL[name](of(999))


def test_what_cannot_be_done_for_anybody(four):
    with pytest.raises(Invalid, match="All of them are closed and have no dates"):
        selections.snooze(of(four[2]), LATER, TODAY)
    with pytest.raises(Invalid, match="All of them are closed already"):
        selections.close(of(four[2]), Closing.DIED, TODAY)
    with pytest.raises(Invalid, match="Everybody has this tag"):
        selections.tag(of(four[3]), "Press", TODAY)
    with pytest.raises(Invalid, match="Nobody of them has this tag"):
        selections.untag(of(four[0]), 1, TODAY)
    with pytest.raises(NotFound):
        selections.untag(of(four[0]), 99, TODAY)
    with pytest.raises(Invalid, match="Everybody has this rhythm"):
        selections.set_cadence(of(four[3]), None, TODAY)
    with pytest.raises(Invalid):
        selections.set_cadence(of(four[3]), 31, TODAY)
    with pytest.raises(Invalid):
        selections.snooze(of(four[0]), TODAY - timedelta(1), TODAY)
    with pytest.raises(Invalid) as refused:
        selections.tag(of(four[0]), "x" * 201, TODAY)
    assert refused.value.field == "name"


def test_a_rhythm_given_after_none_leaves_some_room(four):
    change = selections.set_cadence(of(*four), 60, TODAY)
    assert columns("cadence", "cadence_given_on")[3] == (60, TODAY)
    assert columns("cadence_given_on")[0] == (None,)
    later = selections.set_cadence(of(four[3]), None, TODAY)
    assert columns("cadence", "cadence_given_on")[3] == (None, TODAY)
    undo(later.id, TODAY)
    undo(change.id, TODAY)
    assert columns("cadence", "cadence_given_on")[3] == (None, None)


def test_a_rhythm_changed_since_is_kept(four):
    change = selections.set_cadence(of(*four), 60, TODAY)
    standing.set_cadence(four[0], 180, TODAY)
    undone = undo(change.id, TODAY)
    assert "what you changed since was kept" in undone.summary
    assert [row[0] for row in columns("cadence")] == [180, 30, 30, None]
    assert doctor(TODAY) == []


def test_a_tag_brings_its_rhythm_where_none_was_chosen(four):
    tags.edit(1, "press", 14, TODAY)
    standing.set_cadence(four[1], 90, TODAY)
    change = selections.tag(of(*four), "Press", TODAY)
    assert [row[0] for row in columns("cadence")] == [14, 90, 14, None]
    undo(change.id, TODAY)
    assert [row[0] for row in columns("cadence")] == [30, 90, 30, None]
    assert doctor(TODAY) == []


def test_the_tag_of_a_name_that_is_cleaned(four):
    selections.tag(of(four[0]), " مجلس\x00 \u202e\ud800الإدارة ", TODAY)
    with reading() as session:
        assert "مجلس الإدارة" in [tag.name for tag in session.query(Tag)]


def test_a_tag_that_was_given_to_somebody_else_since_stays(four):
    change = selections.tag(of(four[0], four[1]), "board", TODAY)
    selections.tag(of(four[2]), "board", TODAY)
    undo(change.id, TODAY)
    found = page(of(*four), TODAY)
    assert [(name, has) for _, name, has in found.tags] == [("board", 1), ("press", 1)]


def test_who_was_written_to_since_comes_back_all_the_same(four):
    change = selections.snooze(of(*four), LATER, TODAY)
    log(four[0])
    undo(change.id, TODAY)
    assert stored()["snoozes"] == []


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (Wanted(), [0, 1, 2, 3]),
        (Wanted(company="acme"), [0, 2]),
        (Wanted(kept=Kept.CLOSED), [2]),
        (Wanted(words="berg"), [1]),
        (Wanted(words="acme", kept=Kept.ACTIVE), [0]),
        (Wanted(tag="press"), [3]),
        (Wanted(words="nobody at all"), []),
    ],
)
def test_all_whom_the_list_finds(four, wanted, who):
    assert page(Chosen(wanted=wanted), TODAY).ids == [four[place] for place in who]


def test_more_than_a_list_counts(app):
    for number in range(230):
        person(f"Person{number} Aye")
    assert len(page(Chosen(wanted=Wanted(words="aye")), TODAY).ids) == 230


def test_others_by_now(four):
    shown = page(Chosen(wanted=Wanted(company="acme")), TODAY).seen
    person("Noor Haddad @ Acme")
    before = stored()
    with pytest.raises(Conflict, match="others are meant"):
        selections.delete(Chosen(wanted=Wanted(company="acme"), seen=shown), TODAY)
    assert stored() == before


def test_who_is_in_the_trash_is_not_meant(four):
    selections.delete(of(four[0]), TODAY)
    assert page(of(*four), TODAY).ids == four[1:]
    with reading() as session, pytest.raises(NotFound):
        lookups.contact(session, four[0])
