"""Keeping reasons to write, using them up, taking them out. Undo is tried in test_undo."""

from datetime import timedelta

import pytest

from followup.actions import employments, holds, reasons, touchpoints
from followup.actions.employments import Job
from followup.actions.reasons import WhoseIsIt
from followup.actions.touchpoints import Exchange
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.reasons import Owner
from followup.domain.values import Direction, HoldKind
from followup.queries import material
from tests.factories import TODAY, add, log, person, stored


def open_for(contact, today=TODAY):
    """The open reasons of a contact, as the card has them."""
    with reading() as session:
        found = material.load(session, [contact], today).get(contact)
    return [reason.text or reason.link for reason in found.reasons] if found else []


def test_it_works(app):
    dana, sam = person(), person("Sam Roe @ Acme")
    done = reasons.add(Owner("contact", dana), "her talk https://acme.example/talk", "", TODAY)
    assert done.summary == "Kept as a reason to write to Dana."
    assert reasons.add(Owner("company", 1), "", "acme.example", TODAY).summary.endswith("to Acme.")
    assert stored()["reasons"] == [
        (1, None, dana, "her talk", "https://acme.example/talk", "2026-11-23", None, None),
        (2, 1, None, "", "https://acme.example", "2026-11-23", None, None),
    ]
    assert open_for(dana) == ["https://acme.example", "her talk"]
    assert open_for(sam) == ["https://acme.example"]


def test_it_is_open_for_sixty_days(app):
    dana = person()
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    assert open_for(dana, TODAY + timedelta(60)) == ["her talk"]
    assert open_for(dana, TODAY + timedelta(61)) == []
    assert open_for(dana, TODAY - timedelta(1)) == []


def test_a_touchpoint_uses_it_up(app):
    dana = person()
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    logged = touchpoints.log(dana, Exchange(TODAY, reason=1), TODAY)
    assert open_for(dana) == []
    undone = undo(logged.id, TODAY)
    assert open_for(dana) == ["her talk"]
    undo(undone.id, TODAY)
    assert open_for(dana) == []


def test_it_is_open_again_when_the_touchpoint_is_deleted(app):
    dana = person()
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    row = touchpoints.log(dana, Exchange(TODAY, reason=1), TODAY).answer["touchpoint"]
    touchpoints.delete(row, TODAY)
    assert open_for(dana) == ["her talk"]


def test_those_of_a_held_company_are_hidden(app):
    dana = person()
    reasons.add(Owner("company", 1), "series B", "", TODAY)
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    holds.hold(1, HoldKind.SELF, TODAY + timedelta(14), TODAY)
    assert open_for(dana) == ["her talk"]
    assert open_for(dana, TODAY + timedelta(14)) == ["her talk", "series B"]


def test_a_new_job_brings_other_reasons(app):
    dana = person()
    reasons.add(Owner("company", 1), "series B", "", TODAY)
    assert open_for(dana) == ["series B"]
    employments.add(dana, Job("Contoso", "CTO"), TODAY)
    assert open_for(dana) == []


@pytest.mark.parametrize(
    ("name", "owner"),
    [("acme", "company_id"), ("Dana Li", "contact_id"), ("dana", "contact_id"), ("ACM", "company_id")],
)
def test_whom_a_name_means(app, name, owner):
    person()
    reasons.add(name, "series B", "", TODAY)
    row = stored()["reasons"][0]
    assert (row[1] is not None) == (owner == "company_id")


def test_a_name_that_fits_several_or_nobody(app):
    person("Dana Li @ Acme")
    person("Dana Oak @ Acme Works")
    before = stored()
    with pytest.raises(WhoseIsIt) as several:
        reasons.add("Dana", "series B", "", TODAY)
    assert [(owner.kind, owner.name, owner.detail) for owner in several.value.owners] == [
        ("contact", "Dana Li", "Acme"),
        ("contact", "Dana Oak", "Acme Works"),
    ]
    for name in ("Ruth", "  ", "…"):
        with pytest.raises(Invalid) as refused:
            reasons.add(name, "series B", "", TODAY)
        assert refused.value.field == "who"
    assert stored() == before


@pytest.mark.parametrize(("text", "link", "field"), [("", "", "text"), ("a", "javascript:alert(1)", "link")])
def test_bad_input(app, text, link, field):
    dana = person()
    with pytest.raises(Invalid) as refused:
        reasons.add(Owner("contact", dana), text, link, TODAY)
    assert refused.value.field == field


def test_what_is_not_there(app):
    for owner in (Owner("contact", 9), Owner("company", 9)):
        with pytest.raises(NotFound):
            reasons.add(owner, "a", "", TODAY)
    with pytest.raises(NotFound):
        reasons.delete(9, TODAY)


def test_it_makes_no_open_card_old(app):
    """Somebody who is changing the card while a reason comes in is not told that it changed."""
    dana = person()
    with reading() as session:
        before = session.connection().exec_driver_sql("SELECT version FROM contacts").scalar()
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    with reading() as session:
        assert session.connection().exec_driver_sql("SELECT version FROM contacts").scalar() == before


def test_who_was_given_one_since_stays(app):
    added = add("Ruth Aye @ Contoso")
    reasons.add(Owner("company", 1), "series B", "", TODAY)
    reasons.add(Owner("contact", added.answer["contact"]), "her talk", "", TODAY)
    assert "was kept (a person)" in undo(added.id, TODAY).summary
    assert [row[1] for row in stored()["companies"]] == ["Contoso"]


def test_a_note_without_one_leaves_it(app):
    dana = person()
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    log(dana)
    assert open_for(dana) == ["her talk"]


# Which touchpoint used it


@pytest.fixture
def dana(app):
    """Somebody with two open reasons, 1 of her own and 2 of her company."""
    contact = person()
    reasons.add(Owner("contact", contact), "her talk", "", TODAY)
    reasons.add(Owner("company", 1), "series B", "", TODAY)
    return contact


def used():
    """Which touchpoint used each reason, by the ids of both."""
    return {row[0]: row[-2] for row in stored()["reasons"]}


def edit(touchpoint, version, today=TODAY, **fields):
    """Change an e-mail that went out."""
    return touchpoints.edit(touchpoint, version, Exchange(TODAY, **fields), today)


NOT_OPEN = "Its reason was not open any more."


def test_a_second_note_does_not_take_it(dana):
    log(dana, reason=1)
    second = log(dana, reason=1)
    assert used() == {1: 1, 2: None}
    assert second.summary == f"Logged: e-mail to Dana. {NOT_OPEN}"
    edited = edit(2, 1, reason=1)
    assert used() == {1: 1, 2: None}
    assert edited.summary == f"Changed: e-mail to Dana. {NOT_OPEN}"
    with pytest.raises(Conflict):
        touchpoints.use_reason(2, 1, TODAY)
    assert used() == {1: 1, 2: None}


def test_one_whose_note_is_in_the_trash_is_taken(dana):
    log(dana, reason=1)
    deleted = touchpoints.delete(1, TODAY)
    log(dana, reason=1)
    assert used()[1] == 2
    undo(deleted.id, TODAY)
    assert used()[1] == 2


def test_only_an_open_one_of_theirs_is_taken(dana):
    reasons.add(Owner("contact", person("Ruth Aye @ Contoso")), "her garden", "", TODAY)
    reasons.add(Owner("company", 2), "a new office", "", TODAY)
    reasons.delete(2, TODAY)
    for gone in (2, 3, 4, 99):
        assert log(dana, reason=gone).summary.endswith(NOT_OPEN)
    late = TODAY + timedelta(61)
    assert log(dana, late, reason=1).summary.endswith(NOT_OPEN)
    assert set(used().values()) == {None}


def test_one_of_a_held_company_is_taken(dana):
    """It was chosen before the hold began, or they were reached out to anyway."""
    holds.hold(1, HoldKind.SELF, TODAY + timedelta(14), TODAY)
    log(dana, reason=2)
    assert used()[2] == 1


def test_it_is_set_and_unset_with_the_note(dana):
    log(dana)
    edit(1, 1, reason=1)
    assert used() == {1: 1, 2: None}
    swapped = edit(1, 2, reason=2)
    assert used() == {1: None, 2: 1}
    undo(swapped.id, TODAY)
    assert used() == {1: 1, 2: None}
    edit(1, 3, text="and a word")
    assert used() == {1: None, 2: None}
    assert open_for(dana) == ["series B", "her talk"]


def test_the_note_that_used_it_keeps_it_when_it_expired_and_they_moved_on(dana):
    log(dana, reason=2)
    late = TODAY + timedelta(200)
    employments.add(dana, Job("Contoso", "CTO"), late)
    assert NOT_OPEN not in edit(1, 1, late, reason=2, text="and a word").summary
    assert used()[2] == 1


def test_what_they_wrote_uses_none(dana):
    log(dana, direction=Direction.IN, reason=1)
    assert used() == {1: None, 2: None}
    log(dana, reason=1)
    edit(2, 1, direction=Direction.IN, reason=1)
    assert used() == {1: None, 2: None}
    with pytest.raises(Invalid):
        touchpoints.use_reason(1, 1, TODAY)
    log(dana, direction=Direction.TOGETHER, reason=1)
    assert used() == {1: 3, 2: None}


def test_said_after_it_was_logged(dana):
    log(dana)
    done = touchpoints.use_reason(1, 1, TODAY)
    assert done.summary == "Used for the e-mail to Dana: her talk."
    assert open_for(dana) == ["series B"]
    with pytest.raises(Conflict):
        edit(1, 1, text="from a tab that is behind")
    undo(done.id, TODAY)
    assert open_for(dana) == ["series B", "her talk"]
    with pytest.raises(NotFound):
        touchpoints.use_reason(9, 1, TODAY)
