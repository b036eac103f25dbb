"""Openings: noted, changed, deleted; the thanks for them, in the week and beside its budget."""

from datetime import date, timedelta
from typing import Any

import pytest

from followup.actions import (
    doors,
    drafts,
    encounters,
    holds,
    openings,
    opportunities,
    snoozes,
    standing,
    touchpoints,
    undos,
)
from followup.actions.doors import Chosen
from followup.actions.drafts import Writing
from followup.actions.encounters import PersonMet, Role
from followup.actions.openings import Came
from followup.db import reading
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    Intent,
    OpeningKind,
    Part,
    ToldBy,
)
from followup.models import Opening, Touchpoint
from followup.queries import lookups, week
from followup.queries import openings as pages
from tests.factories import TODAY, add, letter, log, outcome, person, planned, record, stored

TOMORROW = TODAY + timedelta(1)
EARLIER = TODAY - timedelta(30)
INTRODUCED = OpeningKind.INTRODUCTION


def note(contact, day=EARLIER, today=TODAY, **fields):
    return openings.note(contact, Came(fields.pop("kind", INTRODUCED), day, **fields), today)


def row(opening):
    with reading() as session:
        return session.get_one(Opening, opening.answer["opening"])


def to_thank(today=TODAY):
    """Who is to be thanked; in each of these tests each has opened one door."""
    return [(one.called, *one.kinds) for one in week.week(today, today).beside.thanks]


def sent(contact):
    with reading() as session:
        found = session.query(Touchpoint).filter_by(contact_id=contact, deleted_on=None)
        return [(t.day, t.channel, t.intent) for t in found.order_by(Touchpoint.position)]


def test_it_works(app):
    marta, _ = record().answer["contacts"]
    heard = letter(marta).answer["touchpoint"]
    noted = note(marta, TODAY, touchpoint=heard, opportunity=1, text="To Lena at Contoso")
    assert noted.summary == "Marta opened a door: an introduction."
    found = row(noted)
    assert (found.contact_id, found.touchpoint_id, found.opportunity_id, found.led_to) == (
        marta,
        heard,
        1,
        None,
    )
    assert (found.kind, found.day, found.text, found.thanked_on) == (
        INTRODUCED,
        TODAY,
        "To Lena at Contoso",
        None,
    )
    assert to_thank(TODAY) == [], "the thanks are due from the next day on"
    assert to_thank(TOMORROW) == [("Marta", INTRODUCED)]


def test_it_stays_until_it_is_done(app):
    ruth = person("Ruth Abernethy, just in the address book")
    noted = note(ruth)
    years = TODAY + timedelta(800)
    assert to_thank(years) == [("Ruth", INTRODUCED)]
    openings.thank(noted.answer["opening"], TODAY)
    assert to_thank(TODAY) == to_thank(years) == []


def test_thanked_is_a_note_of_today(app):
    ruth = person("Ruth Abernethy @ Acme, ruth@acme.example, monthly")
    log(ruth, EARLIER - timedelta(1), channel=Channel.LINKEDIN_MESSAGE)
    noted = note(ruth)
    done = openings.thank(noted.answer["opening"], TODAY)
    assert done.summary == "Ruth is thanked."
    assert sent(ruth)[-1] == (TODAY, Channel.LINKEDIN_MESSAGE, Intent.THANK_DECISION)
    assert done.answer["touchpoint"], "so that the notice offers to mend it"
    undos.undo(done.id, TODAY)
    assert len(sent(ruth)) == 1
    assert to_thank() == [("Ruth", INTRODUCED)]


@pytest.mark.parametrize("direction", [Direction.OUT, Direction.TOGETHER])
def test_who_wrote_today_already_has_thanked(app, direction):
    ruth = person("Ruth Abernethy @ Acme")
    noted = note(ruth)
    log(ruth, direction=direction)
    openings.thank(noted.answer["opening"], TODAY)
    assert len(sent(ruth)) == 1


def test_a_note_since_the_door_opened_was_the_thanks(app):
    """Opened on the 20th, written to on the 23rd, "Thanked" on the 30th: one e-mail, and no unanswered second one."""
    ruth = person("Ruth Abernethy @ Acme, monthly")
    noted = note(ruth, TODAY - timedelta(3))
    log(ruth)
    later = TODAY + timedelta(7)
    before = planned(later)[ruth][0]
    openings.thank(noted.answer["opening"], later)
    assert len(sent(ruth)) == 1
    assert planned(later)[ruth][0] == before
    assert to_thank(later) == []


def test_a_thank_you_that_is_sent_settles_the_thanks(app):
    ruth = person("Ruth Abernethy @ Acme")
    first, second = note(ruth), note(ruth, TODAY)
    newer = note(ruth, TOMORROW, TOMORROW)
    other = note(person("Sam Roe @ Tailspin"))
    wanted = Writing(intent=Intent.THANK_DECISION, text="Thank you for naming me.")
    done = drafts.send(ruth, 0, wanted, TODAY)
    assert [row(one).thanked_on for one in (first, second, newer, other)] == [TODAY, TODAY, None, None]
    assert len(sent(ruth)) == 1
    assert week.week(TODAY, TODAY).week.reached == 0, "W4: a thank-you is beside the budget"
    undos.undo(done.id, TODAY)
    assert row(first).thanked_on is None
    assert sent(ruth) == []


@pytest.mark.parametrize(
    ("fields", "is_settled"),
    [
        ({}, True),
        ({"direction": Direction.TOGETHER}, True),
        ({"day": EARLIER}, True),
        ({"day": EARLIER - timedelta(1)}, False),
        ({"direction": Direction.IN}, False),
        ({"channel": Channel.LINKEDIN_COMMENT}, False),
        ({"arrived": False}, False),
        ({"intent": Intent.SHARE}, False),
        ({"intent": None}, False),
    ],
)
def test_which_touchpoints_settle_the_thanks(app, fields, is_settled):
    ruth = person("Ruth Abernethy @ Acme")
    noted = note(ruth)
    given: dict[str, Any] = {"intent": Intent.THANK_DECISION, **fields}
    log(ruth, **given)
    assert row(noted).thanked_on == (fields.get("day", TODAY) if is_settled else None)


@pytest.mark.parametrize("act", [openings.thank, openings.need_no_thanks])
def test_one_person_is_thanked_once_for_several_doors(app, act):
    ruth, sam = person("Ruth Abernethy @ Acme"), person("Sam Roe @ Tailspin")
    first = note(ruth)
    other = note(sam, EARLIER + timedelta(1))
    second = note(ruth, EARLIER + timedelta(2), kind=OpeningKind.REFERRAL)
    today = note(ruth, TODAY)
    found = week.week(TODAY, TODAY).beside.thanks
    assert [(one.called, one.kinds) for one in found] == [
        ("Ruth", (INTRODUCED, OpeningKind.REFERRAL)),
        ("Sam", (INTRODUCED,)),
    ]
    assert found[0].opening == first.answer["opening"]
    done = act(found[0].opening, TODAY)
    settled = [row(one).thanked_on for one in (first, second, today, other)]
    assert settled == [TODAY, TODAY, None, None], "what was not on the card stays"
    assert to_thank() == [("Sam", INTRODUCED)]
    undos.undo(done.id, TODAY)
    assert [row(one).thanked_on for one in (first, second)] == [None, None]


def test_of_several_doors_the_newest_asks_for_a_note(app):
    ruth = person("Ruth Abernethy @ Acme")
    first = note(ruth)
    log(ruth, EARLIER + timedelta(1))
    note(ruth, TODAY - timedelta(1))
    openings.thank(first.answer["opening"], TODAY)
    assert [day for day, *_ in sent(ruth)] == [EARLIER + timedelta(1), TODAY]


def test_it_may_need_no_thanks(app):
    ruth = person("Ruth Abernethy @ Acme")
    noted = note(ruth)
    done = openings.need_no_thanks(noted.answer["opening"], TODAY)
    assert sent(ruth) == []
    assert to_thank() == []
    undos.undo(done.id, TODAY)
    assert to_thank() == [("Ruth", INTRODUCED)]


@pytest.mark.parametrize("act", [openings.thank, openings.need_no_thanks])
def test_it_is_settled_once(app, act):
    noted = note(person())
    act(noted.answer["opening"], TODAY)
    with pytest.raises(Invalid, match="settled already"):
        act(noted.answer["opening"], TODAY)
    openings.delete(noted.answer["opening"], TODAY)
    with pytest.raises(NotFound):
        act(noted.answer["opening"], TODAY)


def test_a_thank_you_does_not_count_to_the_week(app):
    """W4: answers, thank-yous and pinned notes are beside the budget."""
    ruth = person("Ruth Abernethy @ Acme")
    noted = note(ruth)
    openings.thank(noted.answer["opening"], TODAY)
    assert week.week(TODAY, TODAY).week.reached == 0
    assert [person.entry.name for person in week.week(TODAY, TODAY).reached] == ["Ruth Abernethy"]
    log(person("Sam Roe @ Tailspin"))
    assert week.week(TODAY, TODAY).week.reached == 1


def test_a_note_of_another_day_still_counts(app):
    ruth = person("Ruth Abernethy @ Acme")
    noted = note(ruth)
    log(ruth)
    openings.thank(noted.answer["opening"], TOMORROW)
    assert week.week(TOMORROW, TOMORROW).week.reached == 1


@pytest.mark.parametrize("because", Closing)
def test_the_closed_and_the_dead_are_left_in_peace(app, because):
    ruth = person("Ruth Abernethy @ Acme")
    note(ruth)
    standing.close(ruth, because, TODAY)
    assert to_thank() == []
    standing.reopen(ruth, TODAY)
    assert to_thank() == [("Ruth", INTRODUCED)]


@pytest.mark.parametrize("everything", [False, True])
def test_they_wait_while_the_company_rests(app, everything):
    ruth = person("Ruth Abernethy @ Acme")
    note(ruth)
    until = TODAY + timedelta(14)
    holds.hold(None if everything else 1, HoldKind.SELF, until, TODAY)
    assert to_thank() == []
    assert to_thank(until) == [("Ruth", INTRODUCED)]


def test_the_oldest_comes_first_and_many_are_cut(app):
    for number in range(12):
        note(person(f"Person{number} Aye"), TODAY - timedelta(number + 1))
    found = week.week(TODAY, TODAY).beside
    assert [one.called for one in found.thanks] == [f"Person{number}" for number in range(11, 1, -1)]
    assert found.more_thanks


def test_many_doors_of_one_person_cut_nobody_off(app):
    ruth = person("Ruth Abernethy @ Acme")
    for number in range(12):
        note(ruth, EARLIER - timedelta(number))
    note(person("Sam Roe @ Tailspin"))
    found = week.week(TODAY, TODAY).beside
    assert [(one.called, len(one.days)) for one in found.thanks] == [("Ruth", 12), ("Sam", 1)]
    assert not found.more_thanks


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        ({"day": TOMORROW}, Invalid, "still to come"),
        ({"day": date(1800, 1, 1)}, Invalid, "too far away"),
        ({"touchpoint": 1}, Invalid, "somebody else"),
        ({"touchpoint": 99}, Invalid, "not here any more"),
        ({"opportunity": 99}, Invalid, "not here any more"),
        ({"led_to": 99}, Invalid, "not here any more"),
        ({"opportunity": 1, "led_to": 1}, Invalid, "two opportunities"),
        ({"text": "x" * 20_001}, Invalid, "20000"),
    ],
)
def test_bad_input(app, fields, error, message):
    marta, jo = record().answer["contacts"]
    log(marta)
    before = stored()
    with pytest.raises(error, match=message):
        note(jo, **fields)
    assert stored() == before


def test_it_is_changed(app):
    marta, _ = record().answer["contacts"]
    second = record(company="Contoso", title="Lead").answer["opportunity"]
    noted = note(marta, opportunity=1)
    number = noted.answer["opening"]
    with reading() as session:
        seen = lookups.seen(session.get_one(Opening, number))
    came = Came(OpeningKind.JOB, EARLIER, opportunity=1, led_to=second, text="At last")
    edited = openings.edit(number, seen, came, TODAY)
    assert edited.summary == "Changed: a job, by Marta."
    assert (row(noted).kind, row(noted).led_to, row(noted).text) == (OpeningKind.JOB, second, "At last")
    with pytest.raises(Conflict, match="another tab"):
        openings.edit(number, seen, came, TODAY)


@pytest.mark.parametrize("field", ["touchpoint", "opportunity", "led_to"])
def test_what_is_gone_meanwhile_is_refused_at_its_field(app, field):
    with pytest.raises(Invalid) as refused:
        note(person(), **{field: 99})
    assert refused.value.field == field


def test_what_is_gone_stays_credited(app):
    """An opportunity that was deleted since is no reason to refuse the rest of the form."""
    marta, _ = record().answer["contacts"]
    noted = note(marta, opportunity=1)
    opportunities.delete(1, TODAY)
    with reading() as session:
        seen = lookups.seen(session.get_one(Opening, noted.answer["opening"]))
    openings.edit(noted.answer["opening"], seen, Came(INTRODUCED, TODAY, opportunity=1), TODAY)
    assert row(noted).day == TODAY
    assert pages.index(1)[0][0].last.no is None


def test_a_touchpoint_that_something_came_of_is_kept_by_an_undo(app):
    marta, _ = record().answer["contacts"]
    heard = letter(marta)
    note(marta, TODAY, touchpoint=heard.answer["touchpoint"])
    undone = undos.undo(heard.id, TODAY)
    assert "kept (a touchpoint)" in undone.summary
    assert [t for t in stored()["touchpoints"] if t[0] == heard.answer["touchpoint"]]


def test_a_person_and_an_opportunity_that_something_came_of_are_kept(app):
    added = add("Ruth Abernethy @ Acme")
    first = record(company="Contoso", decision=DecisionKind.OPEN, told=ToldBy.NOBODY, people=())
    note(added.answer["contact"], led_to=first.answer["opportunity"])
    assert "a person" in undos.undo(added.id, TODAY).summary
    assert "an opportunity" in undos.undo(first.id, TODAY).summary


# The path, across companies.


def test_the_path_across_companies(app):
    marta, _ = record().answer["contacts"]
    contoso = record(company="Contoso", title="Lead").answer["opportunity"]
    tailspin = record(company="Tailspin", title="Head", decision=DecisionKind.OFFER).answer["opportunity"]
    ruth = person("Ruth Abernethy @ Contoso")
    note(marta, TODAY - timedelta(9), opportunity=1, led_to=contoso)
    note(ruth, TODAY - timedelta(2), opportunity=contoso, led_to=tailspin, kind=OpeningKind.REFERRAL)
    newest, oldest = pages.index(1)[0]
    assert [step.name for step in newest.steps] == ["Marta Nowak", "Ruth Abernethy"]
    assert [step.no and step.no.company for step in newest.steps] == ["Northwind", "Contoso"]
    led_to = newest.last.then
    assert led_to is not None
    assert (led_to.name, led_to.decision) == ("Head at Tailspin", DecisionKind.OFFER)
    assert [step.name for step in oldest.steps] == ["Marta Nowak"]


def test_what_its_form_offers(app):
    marta, _ = record(TODAY - timedelta(60)).answer["contacts"]
    record(TODAY, title="Lead")
    record(TODAY, company="Contoso", people=(PersonMet("Ada Moss", Part.PEER, told_you=True),))
    heard = letter(marta).answer["touchpoint"]
    asked = pages.new(None, heard, TODAY)
    assert asked.contact == marta
    assert asked.fields == {"touchpoint": heard, "day": TODAY, "opportunity": 2}
    assert [role.name for role in asked.noes] == [
        "Lead at Northwind",
        "Staff Engineer at Northwind",
        "Staff Engineer at Contoso",
    ]
    assert {role.company for role in asked.roles} == {"Northwind", "Contoso"}
    assert [one.id for one in asked.touchpoints] == [heard]


def test_the_no_of_another_company_is_offered(app):
    """Whom a referral made known was met nowhere; what they open may have begun with somebody else's "no"."""
    record(EARLIER)
    newest = record(TODAY, company="Contoso").answer["opportunity"]
    record(company="Tailspin", decision=DecisionKind.OPEN, told=ToldBy.NOBODY, people=())
    record(company="Initech", decision=DecisionKind.OFFER)
    ruth = person("Ruth Abernethy, just in the address book")
    asked = pages.new(ruth, None, TODAY)
    assert [role.company for role in asked.noes] == ["Contoso", "Northwind"], (
        "only what ended, the newest first"
    )
    assert asked.fields["opportunity"] is None, "not met there, so it is not preset"
    noted = note(ruth, opportunity=newest)
    assert row(noted).opportunity_id == newest
    assert pages.one(noted.answer["opening"]).noes[0].id == newest


def test_so_many_noes_are_offered_and_no_more(app, monkeypatch):
    marta, _ = record(EARLIER).answer["contacts"]
    for number in range(3):
        record(TODAY - timedelta(number), company=f"Company{number}", people=())
    monkeypatch.setattr(pages, "OFFERED", 3)
    assert [role.company for role in pages.new(marta, None, TODAY).noes] == [
        "Northwind",
        "Company0",
        "Company1",
    ]
    monkeypatch.setattr(pages, "OFFERED", 1)
    chosen = note(person("Ruth Abernethy"), opportunity=4).answer["opening"]
    assert [role.id for role in pages.one(chosen).noes] == [4], "what is chosen is always there"


# Promises and looks, beside the week.


def test_promises_to_others_stand_beside_the_week(app):
    marta, _ = record().answer["contacts"]
    dana = person("Dana Li @ Acme, today")
    log(dana, EARLIER, direction=Direction.IN, wants_answer=False, promise="a name")
    snoozes.snooze(dana, TODAY, TODAY)
    log(marta, TODAY, promise="the paper")
    encounters.add(1, PersonMet("Ada Moss", Part.PEER), Role(Part.PEER, promise="a link"), TODAY)
    found = week.week(TODAY, TODAY)
    assert dana in {item.entry.contact for item in found.week.due}
    assert [promise.text for promise in found.material[dana].promises] == ["a name"]
    said = [(one.name, one.promise.text) for one in found.beside.promised]
    assert said == [("Ada Moss", "a link"), ("Marta Nowak", "the paper")]
    touchpoints.keep_promise(sent_id(marta), TODAY)
    assert [one.name for one in week.week(TODAY, TODAY).beside.promised] == ["Ada Moss"]


def sent_id(contact):
    with reading() as session:
        return session.query(Touchpoint.id).filter_by(contact_id=contact).scalar()


def test_promises_are_cut_and_closed_people_left_out(app):
    for number in range(12):
        log(person(f"Person{number} Aye"), day=TODAY - timedelta(number), promise=f"thing {number}")
    standing.close(1, Closing.RATHER_NOT, TODAY)
    found = week.week(TODAY, TODAY).beside
    assert [one.promise.text for one in found.promised] == [f"thing {n}" for n in range(11, 1, -1)]
    assert found.more_promised


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("kind", HoldKind)
def test_promises_stand_while_a_company_rests_but_for_a_please_dont(app, everything, kind):
    ruth = person("Ruth Abernethy @ Acme")
    log(ruth, promise="the paper")
    until = TODAY + timedelta(14)
    holds.hold(None if everything else 1, kind, until, TODAY)
    promised = [one.promise.text for one in week.week(TODAY, TODAY).beside.promised]
    assert promised == ([] if kind is HoldKind.PLEASE_DONT else ["the paper"])
    assert len(week.week(until, until).beside.promised) == 1


def look(today=TODAY):
    return [(one.title, one.company, one.careers, one.day) for one in week.week(today, today).beside.looks]


def test_a_look_again_is_an_item_of_its_week(app):
    day = TODAY + timedelta(10)
    number = record(
        decision=DecisionKind.FROZEN, look_again_on=day, careers_url="https://northwind.example/jobs"
    ).answer["opportunity"]
    assert look() == []
    expected = [("Staff Engineer", "Northwind", "https://northwind.example/jobs", day)]
    assert look(day - timedelta(day.weekday())) == expected
    assert look(day + timedelta(300)) == expected
    looked = doors.look(number, True, day)
    assert looked.summary == ("Looked at Staff Engineer at Northwind. Look again on 3 March 2027.")
    assert look(day) == []
    assert look(day + timedelta(90))[0][3] == day + timedelta(90)
    undos.undo(looked.id, day)
    assert look(day) == expected
    doors.look(number, False, day)
    assert look(day + timedelta(900)) == []
    with pytest.raises(Invalid, match="No look is planned"):
        doors.look(number, True, day)


def test_no_look_at_a_company_at_rest_or_at_what_is_over(app):
    number = record(decision=DecisionKind.FROZEN, look_again_on=TODAY).answer["opportunity"]
    hold = holds.hold(1, HoldKind.SELF, TODAY + timedelta(9), TODAY)
    assert look() == []
    undos.undo(hold.id, TODAY)
    assert len(look()) == 1
    opportunities.decide(number, outcome(decision=DecisionKind.OFFER, told=ToldBy.LETTER, people=()), TODAY)
    assert look() == []


def test_doors_are_chosen_and_closed(app):
    number = record(doors=frozenset({Door.GROWTH})).answer["opportunity"]
    chosen = doors.choose(
        number, 1, Chosen(frozenset({Door.THAW, Door.REFERRAL}), look_again_on=TODAY), TODAY
    )
    assert chosen.summary == "Changed: the doors of Staff Engineer at Northwind."
    assert [row[1] for row in stored()["opportunity_doors"]] == ["referral", "thaw"]
    with pytest.raises(Conflict, match="another tab"):
        doors.choose(number, 1, Chosen(), TODAY)
    undos.undo(chosen.id, TODAY)
    assert [row[1] for row in stored()["opportunity_doors"]] == ["growth"]
