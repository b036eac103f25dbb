"""Thousands of rows at once: inserted in one step, undone, and brought back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from followup.actions import cards, points, standing
from followup.actions.changes import change
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.errors import Conflict
from followup.domain.values import Channel, Direction, PointKind, Stage, Weight
from followup.models import (
    Change,
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Employment,
    Encounter,
    Opportunity,
    Tag,
    Touchpoint,
)
from followup.queries import lookups
from followup.storage import doctor
from tests.factories import TODAY, log, person, planned, stored

RUTH, TOMAS, PRIYA = range(3)


def everything():
    """Without tags: one that nobody has is nothing."""
    return stored(without=["tags"]), planned(), planned(TODAY + timedelta(60))


def brought(**more):
    """Ruth, Tomas and Priya with a company, an address, a tag each. Gives the change, their ids."""
    with change("Imported", TODAY) as draft:
        (acme,) = draft.insert_many(Company, [{"name": "Contoso", "folded": "contoso", "added_on": TODAY}])
        names = ("Ruth Abernethy", "Tomas Lind", "Priya Nair")
        rows = [{"name": name, "folded": name.lower(), "added_on": TODAY, **more} for name in names]
        ids = draft.insert_many(Contact, rows)
        draft.insert_many(
            Employment, [{"contact_id": who, "company_id": acme, "title": "CTO"} for who in ids]
        )
        mails = [f"{who}@contoso.example" for who in ids]
        draft.insert_many(
            ContactPoint,
            [
                {"contact_id": who, "kind": PointKind.EMAIL, "value": mail, "folded": mail}
                for who, mail in zip(ids, mails, strict=True)
            ],
        )
        (tag,) = draft.insert_many(Tag, [{"name": "old", "folded": "old"}])
        draft.insert_many(ContactTag, [{"contact_id": who, "tag_id": tag} for who in ids])
        draft.summary = "Imported three people."
    return draft, ids


def alive():
    return sorted(row[1] for row in stored()["contacts"])


def test_it_works(app):
    person()
    before = everything()
    draft, _ = brought()
    after = everything()
    assert len(alive()) == 4
    assert doctor(TODAY) == []
    assert all(len(step) == 2 for step in draft.steps)
    assert {tuple(step["inserted"][0]) for step in draft.steps if step["table"] == "contacts"} == {(2, 4)}
    undone = undo(draft.id, TODAY)
    assert undone.summary == "Undone: Imported three people."
    assert everything() == before
    assert doctor(TODAY) == []
    again = undo(undone.id, TODAY)
    assert everything() == after
    assert doctor(TODAY) == []
    undo(again.id, TODAY)
    assert everything() == before


def test_ids_that_are_given_are_kept(app):
    with change("Imported", TODAY) as draft:
        row = {"name": "Ruth", "folded": "ruth", "added_on": TODAY}
        assert draft.insert_many(Contact, [row, {**row, "id": 70}, row]) == [71, 70, 72]
        assert draft.insert_many(Contact, []) == []
    assert draft.steps == [{"table": "contacts", "inserted": [[70, 72]]}]
    assert doctor(TODAY) == []


def test_a_column_that_a_row_lacks_takes_its_preset(app):
    with change("Imported", TODAY) as draft:
        row = {"name": "Ruth", "folded": "ruth", "added_on": TODAY}
        draft.insert_many(Contact, [row, {**row, "notes": "Two cats", "cadence": 30, "taper": False}])
    with reading() as session:
        first, second = session.scalars(select(Contact).order_by(Contact.id))
        assert (first.notes, first.cadence, first.taper) == ("", None, True)
        assert (second.notes, second.cadence, second.taper) == ("Two cats", 30, False)


def test_an_id_that_was_given_before_comes_back_for_nobody(app):
    """Of addresses that are deleted for good: an undo would take the other one."""
    draft, _ = brought()
    undo(draft.id, TODAY)
    with change("Imported", TODAY) as draft:
        (ruth,) = draft.insert_many(Contact, [{"name": "Ruth", "folded": "ruth", "added_on": TODAY}])
        mail = {"contact_id": ruth, "kind": PointKind.EMAIL, "value": "r@x.example", "folded": "r@x.example"}
        draft.insert_many(ContactPoint, [mail])
    assert min(row[0] for row in stored()["contact_points"]) == 4


@pytest.mark.parametrize(
    "build",
    [
        lambda ruth: log(ruth),
        lambda ruth: cards.rename(ruth, version(ruth), "Ruth A.", "", TODAY),
        lambda ruth: standing.set_cadence(ruth, 180, TODAY),
        lambda ruth: points.add(ruth, PointKind.PHONE, "555 123", TODAY),
        lambda ruth: points.delete(point_of(ruth), TODAY),
        lambda ruth: points.edit(point_of(ruth), version(ruth), PointKind.EMAIL, "ruth@home.example", TODAY),
        lambda ruth: cards.tag(ruth, ["new"], TODAY),
    ],
    ids=["written to", "renamed", "rhythm", "new address", "no address", "other address", "tagged"],
)
def test_who_was_changed_since_is_kept_and_named(app, build):
    draft, ids = brought()
    build(ids[RUTH])
    undone = undo(draft.id, TODAY)
    assert "what you changed since was kept (Ruth A" in undone.summary
    assert [name.split()[0] for name in alive()] == ["Ruth"]
    kept = stored()
    assert [row[1] for row in kept["companies"]] == ["Contoso"]
    assert {row[1] for row in kept["employments"]} == {ids[RUTH]}
    assert doctor(TODAY) == []
    undo(undone.id, TODAY)
    assert len(alive()) == 3
    assert doctor(TODAY) == []


def version(contact):
    with reading() as session:
        return lookups.contact(session, contact).version


def point_of(contact):
    return next(row[0] for row in stored()["contact_points"] if row[1] == contact)


def test_an_edit_that_was_undone_keeps_nobody(app):
    draft, ids = brought()
    edit = standing.set_cadence(ids[RUTH], 180, TODAY)
    taken_back = undo(edit.id, TODAY)
    undone = undo(draft.id, TODAY)
    assert undone.summary == "Undone: Imported three people."
    assert alive() == []
    undo(undone.id, TODAY)
    undo(taken_back.id, TODAY)
    with reading() as session:
        newest = session.scalars(select(Change.id).order_by(Change.id.desc()).offset(1)).first() or 0
    assert "Ruth Abernethy" in undo(newest, TODAY).summary


def test_of_many_that_were_kept_the_first_few_are_named(app):
    with change("Imported", TODAY) as draft:
        names = ("Ada", "Bo", "Cy", "Di", "Ed")
        ids = draft.insert_many(
            Contact, [{"name": name, "folded": name.lower(), "added_on": TODAY} for name in names]
        )
    for who in ids:
        log(who)
    assert "(Ada, Bo, Cy and 2 others)" in undo(draft.id, TODAY).summary


def test_what_belongs_to_a_kept_person_is_kept(app):
    """With touchpoints and opportunities, as from a file of one's own."""
    with change("Imported", TODAY) as draft:
        (globex,) = draft.insert_many(Company, [{"name": "Globex", "folded": "globex", "added_on": TODAY}])
        ruth, tomas = draft.insert_many(
            Contact, [{"name": name, "folded": name, "added_on": TODAY} for name in ("ruth", "tomas")]
        )
        (role,) = draft.insert_many(
            Opportunity, [{"company_id": globex, "stage": Stage.OFFER, "added_on": TODAY}]
        )
        met = [{"contact_id": who, "opportunity_id": role, "recorded_on": TODAY} for who in (ruth, tomas)]
        draft.insert_many(Encounter, met)
        draft.insert_many(
            Touchpoint,
            [
                {
                    "contact_id": who,
                    "day": TODAY,
                    "position": place,
                    "channel": Channel.EMAIL,
                    "direction": Direction.OUT,
                    "weight": Weight.DIRECT,
                    "text": "tea",
                }
                for place, who in zip(draft.positions(2), (ruth, tomas), strict=True)
            ],
        )
    standing.set_cadence(ruth, 90, TODAY)
    assert doctor(TODAY) == []
    undo(draft.id, TODAY)
    kept = stored()
    assert [row[1] for row in kept["contacts"]] == ["ruth"]
    assert {row[1] for row in kept["touchpoints"]} == {ruth}
    assert {row[1] for row in kept["encounters"]} == {ruth}
    assert len(kept["opportunities"]) == len(kept["companies"]) == 1
    assert doctor(TODAY) == []


def test_it_is_undone_once(app):
    draft, _ = brought()
    undo(draft.id, TODAY)
    with pytest.raises(Conflict, match="undone already"):
        undo(draft.id, TODAY)


def test_nothing_is_there_where_it_fails(app):
    with pytest.raises(RuntimeError):
        insert_and_fail()
    assert alive() == []


def insert_and_fail():
    with change("Imported", TODAY) as draft:
        draft.insert_many(Contact, [{"name": "Ruth", "folded": "ruth", "added_on": TODAY}])
        raise RuntimeError
