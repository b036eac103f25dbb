"""Check-ins: the rest that follows, the light touch, the suggestion to talk, deleting."""

from datetime import timedelta

import pytest

from followup.actions import checkins, holds, settings
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.checkin import Feelings
from followup.domain.errors import NotFound
from followup.domain.values import DecisionKind, HoldKind, Route, Weight
from followup.queries import checkins as pages
from followup.queries import companies, opportunities, week
from followup.storage import doctor
from tests.factories import TODAY, log, person, planned, record, shown, stored

READY, LIGHT, REST = Feelings(1, 1, 1, 5), Feelings(4, 1, 1, 5), Feelings(5, 4, 4, 2)
FORTNIGHT = timedelta(14)
LONG_AGO = TODAY - timedelta(200)
NORTHWIND = 1


def check_in(feelings=REST, today=TODAY, company=NORTHWIND):
    return checkins.check_in(company, feelings, today).answer["check_in"]


def answer(feelings=REST, today=TODAY):
    return pages.answer(check_in(feelings, today), today)


def holds_of(today=TODAY):
    return [(hold.company, hold.until) for hold in week.week(today, today).holds]


def test_it_works(app):
    marta, _ = record().answer["contacts"]
    found = answer()
    assert found.sentence == (
        "Quiet with Northwind until 7 December: notes written with a lighter heart land better. Writing anyway is fine."
    )
    assert (found.route, found.until, found.talking) == (Route.REST, TODAY + FORTNIGHT, "")
    assert holds_of() == [("Northwind", TODAY + FORTNIGHT)]
    assert "Marta Nowak" in shown(TODAY + timedelta(1))["held"]
    assert marta in planned()


# The rest


def test_nothing_is_lifted_or_placed_by_the_others(app):
    person()
    for feelings, route in ((READY, Route.READY), (LIGHT, Route.LIGHT_TOUCH)):
        assert answer(feelings).route is route
        assert holds_of() == []
    check_in(REST)
    found = answer(READY)
    assert found.until == TODAY + FORTNIGHT
    assert holds_of() == [("Acme", TODAY + FORTNIGHT)]


def test_a_second_rest_makes_the_first_one_longer(app):
    person()
    check_in()
    later = TODAY + timedelta(10)
    check_in(today=later)
    assert holds_of(later) == [("Acme", later + FORTNIGHT)]


def test_quiet_of_ones_own_that_lasts_longer_stays(app):
    person()
    holds.hold(1, HoldKind.SELF, TODAY + timedelta(60), TODAY)
    found = answer()
    assert "until 22 January 2027" in found.sentence
    assert holds_of() == [("Acme", TODAY + timedelta(60))]


def test_quiet_for_another_reason_is_another_one(app):
    person()
    hold = holds.hold(1, HoldKind.PLEASE_DONT, TODAY + timedelta(60), TODAY).answer["hold"]
    found = answer()
    assert found.hold not in (None, hold)
    holds.lift(found.hold, TODAY)
    assert holds_of() == [("Acme", TODAY + timedelta(60))]


def test_reaching_out_anyway_lifts_it(app):
    person()
    found = answer()
    holds.lift(found.hold, TODAY)
    again = pages.answer(1, TODAY)
    assert (again.hold, again.sentence) == (None, "")


def test_undo_takes_the_rest_back(app):
    person()
    before = stored()
    done = checkins.check_in(1, REST, TODAY)
    undo(done.id, TODAY)
    assert stored() == before
    assert holds_of() == []


def test_when_the_rest_is_over_the_week_asks_once_more(app):
    person()
    check_in()
    over = TODAY + FORTNIGHT

    def asked(day):
        return [hold.company for hold in week.week(day, day).rested]

    assert asked(over - timedelta(1)) == []
    assert asked(over) == ["Acme"]
    assert asked(over + timedelta(13)) == ["Acme"]
    assert asked(over + timedelta(14)) == []
    check_in(READY, over)
    assert asked(over) == []


def test_who_lifted_it_is_not_asked(app):
    person()
    found = answer()
    holds.lift(found.hold, TODAY + timedelta(3))
    for days in (3, 14, 20):
        day = TODAY + timedelta(days)
        assert week.week(day, day).rested == []


# The light touch


def advice(contact, today):
    return planned(today)[contact][0].advice


def test_nothing_that_is_stored_depends_on_a_light_touch(app):
    dana = person("Dana Li @ Acme", LONG_AGO)
    log(dana, LONG_AGO)
    due, before = planned()[dana][0].due_on, stored()["contacts"]
    check_in(LIGHT)
    assert (advice(dana, TODAY), planned()[dana][0].due_on) == (Weight.AMBIENT, due)
    assert stored()["contacts"] == before
    assert doctor(TODAY) == []


def test_the_page_of_the_company_says_so(app):
    person()
    check_in(LIGHT)
    assert companies.page(1, TODAY + timedelta(13)).light_until == TODAY + FORTNIGHT
    assert companies.page(1, TODAY + FORTNIGHT).light_until is None


@pytest.mark.parametrize(
    ("days", "then", "expected"),
    [
        (0, None, Weight.AMBIENT),
        (13, None, Weight.AMBIENT),
        (14, None, Weight.DIRECT),
        (-1, None, Weight.DIRECT),
        (5, READY, Weight.DIRECT),
        (5, LIGHT, Weight.AMBIENT),
    ],
)
def test_its_days(app, days, then, expected):
    """Dana has been due for long, so that every day is a day to write."""
    dana = person("Dana Li @ Acme", LONG_AGO)
    log(dana, LONG_AGO)
    check_in(LIGHT)
    if then:
        check_in(then, TODAY + timedelta(2))
    assert advice(dana, TODAY + timedelta(days)) is expected


def test_it_is_of_the_company_where_they_work_now(app):
    dana, sam = person("Dana Li @ Acme", LONG_AGO), person("Sam Roe @ Contoso", LONG_AGO)
    for contact in (dana, sam):
        log(contact, LONG_AGO)
    check_in(LIGHT)
    assert (advice(dana, TODAY), advice(sam, TODAY)) == (Weight.AMBIENT, Weight.DIRECT)


def test_a_thank_you_stays_a_thank_you(app):
    marta, _ = record().answer["contacts"]
    check_in(LIGHT)
    tomorrow = TODAY + timedelta(1)
    plan = planned(tomorrow)[marta][0]
    assert (plan.due_on, plan.advice) == (tomorrow, Weight.DIRECT)


# Talking to somebody


def rest_thrice(first=TODAY, company=NORTHWIND):
    ids = [check_in(today=first + n * FORTNIGHT, company=company) for n in range(3)]
    return [pages.answer(one, first + n * FORTNIGHT).talking for n, one in enumerate(ids)]


def test_after_three_rests_one_sentence(app):
    person()
    assert rest_thrice() == [
        "",
        "",
        "This one has stayed heavy for four weeks. Talking it over can help: a friend, a coach, a counsellor.",
    ]
    day = TODAY + 3 * FORTNIGHT
    assert answer(today=day).talking == "", "not twice within 60 days"


def test_with_whom_the_user_saved(app):
    person()
    settings.save({"talk_to": " Dr Okafor "}, TODAY)
    assert rest_thrice()[2].endswith(" You saved Dr Okafor.")


def test_once_for_all_companies(app):
    person()
    person("Sam Roe @ Contoso")
    assert rest_thrice()[2]
    assert rest_thrice(first=TODAY + timedelta(1), company=2)[2] == ""
    assert rest_thrice(first=TODAY + timedelta(60), company=2)[2]


# Asking beside a decision


def asks(opportunity, today=TODAY):
    return opportunities.page(opportunity, today).asks


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"decision": DecisionKind.NO_ANSWER}, True),
        ({"decided_on": TODAY - timedelta(30)}, True),
        ({"decided_on": TODAY - timedelta(31)}, False),
        ({"decision": DecisionKind.HIRED}, False),
        ({"decision": DecisionKind.OPEN}, False),
        ({"decision": DecisionKind.WITHDRAWN}, False),
    ],
)
def test_a_fresh_no_asks(app, changes, expected):
    opportunity = record(**changes).answer["opportunity"]
    assert asks(opportunity) is expected
    assert not asks(opportunity, TODAY + timedelta(1))


def test_of_one_day_the_first_asks_alone(app):
    first = record()
    second = record(company="Contoso", people=()).answer["opportunity"]
    assert (asks(first.answer["opportunity"]), asks(second)) == (True, False)
    undo(first.id, TODAY)
    assert asks(second)


def test_who_has_checked_in_today_is_not_asked(app):
    opportunity = record().answer["opportunity"]
    check_in(READY)
    assert not asks(opportunity)


# What was said


def test_what_was_said_by_company(app):
    person("Dana Li @ Acme")
    person("Sam Roe @ Contoso")
    check_in(READY)
    check_in(REST, TODAY + timedelta(1), company=2)
    check_in(LIGHT, TODAY + timedelta(2))
    found = [(company.name, [said.route for said in company.said]) for company in pages.index().companies]
    assert found == [("Acme", [Route.LIGHT_TOUCH, Route.READY]), ("Contoso", [Route.REST])]


def test_delete_one_and_all(app):
    person()
    for _ in range(3):
        check_in()
    checkins.delete(2, TODAY)
    assert [said.id for said in pages.index().companies[0].said] == [3, 1]
    with pytest.raises(NotFound):
        checkins.delete(2, TODAY)
    done = checkins.delete_all(TODAY)
    assert pages.index().companies == []
    assert holds_of() == [("Acme", TODAY + FORTNIGHT)]
    undo(done.id, TODAY)
    assert [said.id for said in pages.index().companies[0].said] == [3, 1]


def test_a_company_that_is_gone(app):
    for company in (0, 7):
        with pytest.raises(NotFound):
            checkins.check_in(company, READY, TODAY)
    with reading() as session:
        assert pages.said(session, 7) == []
