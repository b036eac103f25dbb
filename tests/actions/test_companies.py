"""Changing and deleting companies."""

from datetime import timedelta

import pytest

from followup.actions import checkins, companies, holds, reasons
from followup.actions.companies import Card
from followup.actions.undos import undo
from followup.db import writing
from followup.domain.checkin import Feelings
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.reasons import Owner
from followup.domain.values import HoldKind
from followup.models import Company
from followup.queries import companies as found
from followup.queries import week
from tests.factories import TODAY, person, stored


def test_it_works(app):
    person("Dana Li @ Acme")
    card = Card("Acme Works", "acme.example", "https://acme.example/jobs", "", True, "Kind people.")
    assert companies.edit(1, 1, card, TODAY).summary == "Saved: Acme Works."
    page = found.page(1, TODAY)
    assert (page.card.name, page.card.website) == ("Acme Works", "https://acme.example")
    assert (page.card.own_employer, page.card.notes, page.card.version) == (True, "Kind people.", 2)
    assert page.people[0].person.entry.company_name == "Acme Works"


def test_two_companies_do_not_share_a_name(app):
    person("Dana Li @ Acme")
    person("Ruth Aye @ Müller")
    with pytest.raises(Invalid, match="this name already"):
        companies.edit(1, 1, Card("MULLER"), TODAY)
    companies.edit(2, 1, Card("MÜLLER"), TODAY)


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "x" * 201])
def test_a_company_has_a_name(app, name):
    person("Dana Li @ Acme")
    with pytest.raises(Invalid):
        companies.edit(1, 1, Card(name), TODAY)


def test_one_with_people_stays(app):
    person("Dana Li @ Acme")
    assert not found.page(1, TODAY).card.can_go
    with pytest.raises(Conflict, match="so it stays"):
        companies.delete(1, TODAY)


def empty():
    """A company without anybody."""
    person("Dana Li @ Acme")
    with writing() as session:
        session.connection().exec_driver_sql("DELETE FROM employments")
        session.connection().exec_driver_sql("UPDATE contacts SET company_id = NULL")


def test_an_empty_one_goes_and_comes_back(app):
    empty()
    before = stored()
    assert found.page(1, TODAY).card.can_go
    done = companies.delete(1, TODAY)
    assert done.summary == "Deleted: Acme."
    with pytest.raises(NotFound):
        found.page(1, TODAY)
    assert found.index("", None, TODAY).rows == []
    undo(done.id, TODAY)
    assert stored() == before


@pytest.mark.parametrize(
    "build",
    [
        lambda: holds.hold(1, HoldKind.SELF, TODAY + timedelta(9), TODAY),
        lambda: checkins.check_in(1, Feelings(1, 1, 1, 5), TODAY),
        lambda: reasons.add(Owner("company", 1), "Series B", "", TODAY),
    ],
    ids=["a hold", "a check-in", "a reason"],
)
def test_one_that_is_thought_of_stays(app, build):
    empty()
    build()
    assert not found.page(1, TODAY).card.can_go
    with pytest.raises(Conflict, match="so it stays"):
        companies.delete(1, TODAY)


def test_the_quiet_of_one_in_the_trash_is_not_spoken_of(app):
    empty()
    holds.hold(1, HoldKind.SELF, TODAY + timedelta(9), TODAY)
    with writing() as session:
        session.get_one(Company, 1).deleted_on = TODAY
    assert week.week(TODAY, TODAY).holds == []
