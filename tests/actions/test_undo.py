"""Every action can be undone, and the undoing too; what was built on it since stays."""

import importlib
import pkgutil
from datetime import timedelta

import pytest

from followup import actions
from followup.actions import (
    cards,
    checkins,
    companies,
    contacts,
    decisions,
    documents,
    doors,
    drafts,
    employments,
    encounters,
    holds,
    imports,
    landings,
    merges,
    openings,
    opportunities,
    picks,
    points,
    reasons,
    returns,
    selections,
    settings,
    snoozes,
    staging,
    standing,
    starters,
    tags,
    touchpoints,
)
from followup.actions.cards import Card
from followup.actions.changes import AlreadyDone
from followup.actions.decisions import Verdict
from followup.actions.doors import Chosen
from followup.actions.drafts import Writing
from followup.actions.employments import Job
from followup.actions.encounters import PersonMet, Role
from followup.actions.openings import Came
from followup.actions.opportunities import Details
from followup.actions.touchpoints import Exchange
from followup.actions.undos import undo
from followup.clock import FixedClock
from followup.db import reading, writing
from followup.domain import matching, quickadd
from followup.domain.checkin import Feelings
from followup.domain.errors import Conflict, NotFound
from followup.domain.incoming import Found, Incoming
from followup.domain.merging import Chosen as Merged
from followup.domain.merging import Side
from followup.domain.reasons import Owner
from followup.domain.snoozes import Wish
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    Intent,
    MetPlan,
    OpeningKind,
    Part,
    PointKind,
    Stage,
    ToldBy,
    Tone,
)
from followup.exchange.json import read
from followup.models import Contact, Decision, Draft, Encounter, Opening, Touchpoint
from followup.queries import exports, lookups
from followup.queries.imports import everybody as found_here
from followup.queries.selections import Chosen as ChosenPeople
from followup.storage import doctor
from tests.conftest import inside
from tests.factories import TODAY, add, letter, log, outcome, person, planned, record, stored

#: Somebody new, at a company that may be here, with what was exchanged.
DOCUMENT = b"""{"followup": 1,
"companies": [{"id": 1, "name": "Contoso", "added_on": "2026-11-01"}],
"contacts": [{"id": 5, "name": "Wei Chen", "cadence": 30, "cadence_given_on": null, "added_on": "2026-11-01"}],
"employments": [{"id": 2, "contact_id": 5, "company_id": 1, "title": "CTO"}],
"touchpoints": [{"id": 3, "contact_id": 5, "day": "2026-11-02", "position": 1, "channel": "email", "direction": "out",
"weight": "direct", "text": "Hello"}]}"""
EARLIER = TODAY - timedelta(40)
QUICK = "Marta Nowak, CTO @ Contoso, offer for Chief, marta@contoso.example, #python #poland, 60 days"


def everything():
    """What the database holds and what it plans. A tag that nobody has is nothing."""
    return stored(without=["tags"]), planned(), planned(TODAY + timedelta(60))


@pytest.fixture(scope="module")
def past(tmp_path_factory, empty_folder):
    """The data folder of these people, and their ids."""
    folder = tmp_path_factory.mktemp("past") / "data"
    with inside(folder, FixedClock(TODAY), empty_folder):
        found = live()
        found["gone"] = log(found["dana"], EARLIER).answer["touchpoint"]
        touchpoints.delete(found["gone"], TODAY)
        return folder, found


@pytest.fixture
def lives(tmp_path, past):
    """A copy of it, its app's context open; gives the ids."""
    folder, found = past
    with inside(tmp_path / "data", FixedClock(TODAY), folder):
        yield found


def live():
    """People with a past: Dana, in the address book and cool; Marta and Jo, met forty days ago; Sam, closed."""
    found = {
        "dana": person("Dana Li, VP Eng @ Acme, dana@acme.example, just in the address book #python", EARLIER)
    }
    found["marta"], found["jo"] = record(EARLIER, doors=frozenset({Door.GROWTH})).answer["contacts"]
    found["note"] = log(found["marta"], EARLIER + timedelta(1)).answer["touchpoint"]
    found["letter"] = letter(found["jo"], EARLIER + timedelta(5)).answer["touchpoint"]
    found["sam"] = person("Sam Okafor", EARLIER)
    standing.close(found["sam"], Closing.OTHER, EARLIER)
    standing.cool(found["dana"], EARLIER)
    found["snooze"] = snoozes.snooze(found["marta"], TODAY + timedelta(3), EARLIER).answer["contact"]
    found["second"] = log(found["jo"], EARLIER + timedelta(5)).answer["touchpoint"]
    found["frozen"] = record(
        EARLIER,
        company="Globex",
        decision=DecisionKind.FROZEN,
        look_again_on=TODAY,
        told=ToldBy.LETTER,
        people=(),
    ).answer["opportunity"]
    came = Came(OpeningKind.REFERRAL, EARLIER, found["letter"], 1)
    found["opening"] = openings.note(found["jo"], came, EARLIER).answer["opening"]
    found["hold"] = holds.hold(None, HoldKind.AWAY, TODAY + timedelta(9), EARLIER).answer["hold"]
    found["check_in"] = checkins.check_in(1, Feelings(2, 1, 1, 5), EARLIER).answer["check_in"]
    reasons.add(Owner("company", 2), "Series B", "", EARLIER)
    starters.add(Intent.SHARE, "Look at this, {name}", EARLIER)
    drafts.save(found["marta"], 0, Writing(text="Dear Marta", reason=1), EARLIER)
    with writing() as session:
        session.get_one(Encounter, 1).promise = "the reading list"
        session.get_one(Touchpoint, found["letter"]).promise = "a name"
    return found


def shown_of(table, row_id):
    """What a form for this row was shown."""
    with reading() as session:
        return lookups.seen(session.get_one(table, row_id))


def of_draft(contact):
    with reading() as session:
        return session.get_one(Draft, contact).version


def parsed(line):
    return quickadd.parse(line, TODAY)


def version(contact):
    with reading() as session:
        return lookups.contact(session, contact).version


def versions(one, other):
    """Of both, also of one in the trash."""
    with reading() as session:
        return session.get_one(Contact, one).version, session.get_one(Contact, other).version


def both(lives):
    return ChosenPeople(frozenset([lives["dana"], lives["marta"]]))


FULL = Card(
    name="Ruth Abernethy",
    called="Ruthie",
    title="CTO",
    company="Contoso",
    points=((PointKind.EMAIL, "ruth@contoso.example"), (PointKind.LINK, "linkedin.com/in/ruth")),
    tags=("python", "new"),
    cadence=90,
    texts={"how_met": "At a talk", "notes": "Two cats", "do_not_mention": "The merger"},
    start=TODAY + timedelta(9),
)


PEOPLE = [
    Incoming(
        2, "Ruth Abernethy", emails=("ruth@contoso.example",), company="Contoso", title="CTO", tags=("new",)
    ),
    Incoming(
        3,
        "Dana Li",
        emails=("dana@acme.example",),
        phones=("555 123",),
        tags=("python", "new"),
        notes="Two cats",
    ),
]
COMPLETING = matching.Choices(same=matching.Choice.COMPLETE)


def staged():
    """The id of a file with these people, to be added and completed."""
    file = staging.choose_file("people.csv", "csv", b"x", TODAY)
    staging.keep_read(file, Found(PEOPLE), matching.match(PEOPLE, found_here()))
    staging.choose(file, COMPLETING)
    return file


ACTIONS = {
    "several: tag": lambda lives, key: selections.tag(both(lives), "python", TODAY, key),
    "several: a tag off": lambda lives, key: selections.untag(both(lives), 1, TODAY, key),
    "several: rhythm": lambda lives, key: selections.set_cadence(both(lives), 90, TODAY, key),
    "several: no rhythm": lambda lives, key: selections.set_cadence(both(lives), None, TODAY, key),
    "several: snooze": lambda lives, key: selections.snooze(both(lives), TODAY + timedelta(50), TODAY, key),
    "several: close": lambda lives, key: selections.close(both(lives), Closing.DIED, TODAY, key),
    "several: delete": lambda lives, key: selections.delete(both(lives), TODAY, key),
    "bring people in": lambda lives, key: imports.bring(staged(), TODAY, key),
    "pick somebody": lambda lives, key: picks.pick([lives["dana"]], TODAY, key),
    "add": lambda lives, key: contacts.quick_add(
        parsed("Ruth Abernethy @ Acme #python #new"), TODAY, request_id=key
    ),
    "add a name": lambda lives, key: contacts.quick_add(parsed("Ruth"), TODAY, request_id=key),
    "add all": lambda lives, key: contacts.quick_add(parsed(QUICK), TODAY, another=True, request_id=key),
    "add to": lambda lives, key: contacts.quick_add(parsed(QUICK), TODAY, lives["marta"], request_id=key),
    "add a tag and a day to": lambda lives, key: contacts.quick_add(
        parsed("Marta Nowak #poland, in 3 weeks"), TODAY, lives["marta"], request_id=key
    ),
    "add to the address book": lambda lives, key: contacts.quick_add(
        parsed(QUICK), TODAY, lives["dana"], request_id=key
    ),
    "log": lambda lives, key: touchpoints.log(lives["marta"], Exchange(TODAY), TODAY, request_id=key),
    "log back-dated": lambda lives, key: touchpoints.log(
        lives["jo"], Exchange(EARLIER, Channel.MEETING, text="tea"), TODAY, request_id=key
    ),
    "log an answer": lambda lives, key: touchpoints.log(lives["jo"], Exchange(TODAY), TODAY, request_id=key),
    "log please don't": lambda lives, key: touchpoints.log(
        lives["marta"], Exchange(TODAY, direction=Direction.IN, tone=Tone.DECLINED), TODAY, request_id=key
    ),
    "log please don't, for the others, too": lambda lives, key: touchpoints.log(
        lives["marta"], Exchange(TODAY, direction=Direction.IN, tone=Tone.DECLINED), TODAY, True, key
    ),
    "edit": lambda lives, key: touchpoints.edit(
        lives["note"], 1, Exchange(EARLIER, Channel.CARD, text="no, a card"), TODAY, key
    ),
    "delete": lambda lives, key: touchpoints.delete(lives["letter"], TODAY, key),
    "bounce": lambda lives, key: touchpoints.bounce(lives["note"], TODAY, key),
    "snooze": lambda lives, key: snoozes.snooze(lives["marta"], TODAY + timedelta(50), TODAY, request_id=key),
    "write this week": lambda lives, key: snoozes.snooze(
        lives["dana"], Wish.WRITE_THIS_WEEK, TODAY, request_id=key
    ),
    "close": lambda lives, key: standing.close(lives["marta"], Closing.DIED, TODAY, key),
    "reopen": lambda lives, key: standing.reopen(lives["sam"], TODAY, key),
    "cool": lambda lives, key: standing.cool(lives["marta"], TODAY, request_id=key),
    "no longer cool": lambda lives, key: standing.cool(lives["dana"], TODAY, True, key),
    "rhythm": lambda lives, key: standing.set_cadence(lives["dana"], 90, TODAY, key),
    "no rhythm": lambda lives, key: standing.set_cadence(lives["marta"], None, TODAY, key),
    "hold": lambda lives, key: holds.hold(1, HoldKind.SELF, TODAY + timedelta(14), TODAY, key),
    "another hold": lambda lives, key: holds.change_hold(
        lives["hold"], HoldKind.SELF, TODAY + timedelta(30), TODAY, key
    ),
    "company": lambda lives, key: companies.edit(
        1, 1, companies.Card("Acme Works", "acme.example", own_employer=True), TODAY, key
    ),
    "settings": lambda lives, key: settings.save({"budget": "3", "theme": "dark", "keys": "off"}, TODAY, key),
    "settings that everybody's dates depend on": lambda lives, key: settings.save(
        {"gap": "60", "answer_days": "0"}, TODAY, key
    ),
    "delete a tag": lambda lives, key: tags.delete(1, TODAY, key),
    "check in": lambda lives, key: checkins.check_in(1, Feelings(4, 2, 1, 4), TODAY, key),
    "check in, then rest": lambda lives, key: checkins.check_in(2, Feelings(5, 4, 1, 4), TODAY, key),
    "delete a check-in": lambda lives, key: checkins.delete(lives["check_in"], TODAY, key),
    "delete all check-ins": lambda lives, key: checkins.delete_all(TODAY, key),
    "somebody to talk to": lambda lives, key: settings.save({"talk_to": "Dr Okafor"}, TODAY, key),
    "lift": lambda lives, key: holds.lift(lives["hold"], TODAY, key),
    "record": lambda lives, key: record(TODAY, key, company="Contoso", doors=frozenset(Door)),
    "record again": lambda lives, key: record(TODAY, key, title="Another role"),
    "record another end": lambda lives, key: record(TODAY, key, decision=DecisionKind.FROZEN),
    "record with another correspondent": lambda lives, key: opportunities.record(
        outcome(
            title="Lead",
            people=(
                PersonMet("Dana Li", Part.HIRING_MANAGER, told_you=True),
                PersonMet("Sam Okafor", Part.AGENCY),
            ),
        ),
        TODAY,
        key,
    ),
    "earlier on its day": lambda lives, key: touchpoints.move(lives["second"], False, TODAY, key),
    "later on its day": lambda lives, key: touchpoints.move(lives["letter"], True, TODAY, key),
    "take a snooze out": lambda lives, key: snoozes.delete(1, TODAY, key),
    "take a closing out": lambda lives, key: standing.delete_change(1, TODAY, key),
    "take a distance out": lambda lives, key: standing.delete_cool(1, TODAY, key),
    "add a card": lambda lives, key: cards.create(FULL, TODAY, key),
    "add a card with a name": lambda lives, key: cards.create(Card("Ruth"), TODAY, key),
    "save a card": lambda lives, key: cards.save(lives["dana"], version(lives["dana"]), FULL, TODAY, key),
    "save an empty card": lambda lives, key: cards.save(
        lives["dana"], version(lives["dana"]), Card("Dana"), TODAY, key
    ),
    "rename": lambda lives, key: cards.rename(
        lives["dana"], version(lives["dana"]), "Dana Lee", "Dee", TODAY, key
    ),
    "write a text": lambda lives, key: cards.set_text(
        lives["dana"], version(lives["dana"]), "notes", "Two cats", TODAY, key
    ),
    "set a rhythm": lambda lives, key: cards.set_rhythm(
        lives["dana"], version(lives["dana"]), 60, False, TODAY, key
    ),
    "tag": lambda lives, key: cards.tag(lives["dana"], ["python", "new"], TODAY, key),
    "untag": lambda lives, key: cards.untag(lives["dana"], 1, TODAY, key),
    "delete a contact": lambda lives, key: cards.delete(lives["marta"], TODAY, key),
    "add a job": lambda lives, key: employments.add(
        lives["dana"], Job("Contoso", "CTO", started_on=EARLIER), TODAY, key
    ),
    "add an earlier job": lambda lives, key: employments.add(
        lives["dana"], Job("Contoso", is_current=False), TODAY, key
    ),
    "edit a job": lambda lives, key: employments.edit(1, version(1), Job("Contoso", "CTO"), TODAY, key),
    "end a job": lambda lives, key: employments.end(1, TODAY, key),
    "delete a job": lambda lives, key: employments.delete(1, TODAY, key),
    "add an address": lambda lives, key: points.add(lives["dana"], PointKind.PHONE, "555 123", TODAY, key),
    "edit an address": lambda lives, key: points.edit(
        1, version(1), PointKind.EMAIL, "d@b.example", TODAY, key
    ),
    "delete an address": lambda lives, key: points.delete(1, TODAY, key),
    "keep a promise of a touchpoint": lambda lives, key: touchpoints.keep_promise(
        lives["letter"], TODAY, key
    ),
    "keep a promise": lambda lives, key: encounters.keep_promise(1, TODAY, key),
    "record an open one": lambda lives, key: record(
        TODAY, key, company="Contoso", decision=DecisionKind.OPEN, told=ToldBy.NOBODY
    ),
    "decide": lambda lives, key: opportunities.decide(
        1,
        outcome(decision=DecisionKind.CANCELLED, told=ToldBy.LETTER, doors=frozenset(Door)),
        TODAY,
        key,
    ),
    "decide without a word": lambda lives, key: opportunities.decide(
        1, outcome(decision=DecisionKind.NO_ANSWER, told=ToldBy.NOBODY, people=()), TODAY, key
    ),
    "edit an opportunity": lambda lives, key: opportunities.edit(
        1, 1, Details("Northwind", "Principal", Stage.SCREEN), TODAY, key
    ),
    "it was another company": lambda lives, key: opportunities.edit(
        1, 1, Details("Tailspin", "", Stage.OFFER), TODAY, key
    ),
    "choose doors": lambda lives, key: doors.choose(
        1, 1, Chosen(frozenset({Door.THAW}), TODAY, False, TODAY + timedelta(9)), TODAY, key
    ),
    "look, and again later": lambda lives, key: doors.look(lives["frozen"], True, TODAY, key),
    "look, and not again": lambda lives, key: doors.look(lives["frozen"], False, TODAY, key),
    "somebody opened a door": lambda lives, key: openings.note(
        lives["marta"],
        Came(OpeningKind.JOB, EARLIER, lives["note"], 1, lives["frozen"], "At last"),
        TODAY,
        key,
    ),
    "change an opening": lambda lives, key: openings.edit(
        lives["opening"],
        shown_of(Opening, lives["opening"]),
        Came(OpeningKind.OFFER, TODAY, led_to=1),
        TODAY,
        key,
    ),
    "delete an opening": lambda lives, key: openings.delete(lives["opening"], TODAY, key),
    "thank for a door": lambda lives, key: openings.thank(lives["opening"], TODAY, key),
    "no thanks for a door": lambda lives, key: openings.need_no_thanks(lives["opening"], TODAY, key),
    "a new job": lambda lives, key: landings.land(TODAY + timedelta(30), TODAY, key),
    "a new job, whenever": lambda lives, key: landings.land(None, TODAY, key),
    "delete an opportunity": lambda lives, key: opportunities.delete(1, TODAY, key),
    "change the day of a decision": lambda lives, key: decisions.edit(
        1, shown_of(Decision, 1), Verdict(DecisionKind.FROZEN, EARLIER, ToldBy.LETTER), TODAY, key
    ),
    "delete a decision": lambda lives, key: decisions.delete(1, TODAY, key),
    "add somebody met": lambda lives, key: encounters.add(
        1, PersonMet("Ada Moss", Part.PEER), Role(Part.PEER, said="See you", promise="a link"), TODAY, key
    ),
    "change a part": lambda lives, key: encounters.edit(
        2,
        shown_of(Encounter, 2),
        Role(Part.HR, True, "2", "so", "tea"),
        MetPlan.CORRESPONDENT,
        True,
        TODAY,
        key,
    ),
    "no plan any more": lambda lives, key: encounters.edit(
        1, shown_of(Encounter, 1), Role(Part.HR), MetPlan.KEEP, False, TODAY, key
    ),
    "keep a reason": lambda lives, key: reasons.add(
        Owner("contact", lives["dana"]), "her talk", "acme.example", TODAY, key
    ),
    "take a reason out": lambda lives, key: reasons.delete(1, TODAY, key),
    "use a reason": lambda lives, key: touchpoints.use_reason(lives["note"], 1, TODAY, key),
    "keep a starter": lambda lives, key: starters.add(Intent.ASK, "{name}, one question", TODAY, key),
    "change a starter": lambda lives, key: starters.edit(1, 1, Intent.ASK, "Dear {name}", TODAY, key),
    "delete a starter": lambda lives, key: starters.delete(1, TODAY, key),
    "begin a draft": lambda lives, key: drafts.save(
        lives["dana"], 0, Writing(Channel.LETTER, Intent.ASK, "Hello", "Dear Dana"), TODAY, key
    ),
    "go on with a draft": lambda lives, key: drafts.save(
        lives["marta"], of_draft(lives["marta"]), Writing(text="Dear M"), TODAY, key
    ),
    "keep both texts of a draft": lambda lives, key: drafts.append(
        lives["marta"], Writing(text="From another tab"), TODAY, key
    ),
    "begin with a starter": lambda lives, key: drafts.begin(
        lives["dana"], 0, Writing(), "congratulate-1", TODAY, key
    ),
    "send a draft": lambda lives, key: drafts.send(
        lives["marta"], 0, Writing(text="Dear Marta, and more", reason=1, starter="own-1"), TODAY, key
    ),
    "throw a draft away": lambda lives, key: drafts.delete(lives["marta"], "", TODAY, key),
    "bring back": lambda lives, key: returns.bring_back("touchpoints", lives["gone"], TODAY, key),
    "merge": lambda lives, key: merges.merge(
        lives["marta"],
        lives["jo"],
        versions(lives["marta"], lives["jo"]),
        Merged(Side.OTHER, texts={"notes": Side.BOTH}),
        TODAY,
        key,
    ),
    "not the same person": lambda lives, key: merges.tell_apart(lives["marta"], lives["jo"], TODAY, key),
    "take somebody out": lambda lives, key: encounters.delete(1, TODAY, key),
    "bring a document in": lambda lives, key: documents.put(
        read(DOCUMENT, exports.TABLES), TODAY, request_id=key
    ),
}
every_action = pytest.mark.parametrize("act", ACTIONS.values(), ids=ACTIONS)


@every_action
def test_undo_and_undo_of_the_undo(lives, act):
    before = everything()
    done = act(lives, None)
    after = everything()
    assert after != before
    # Here, not at the end: what is stored must follow the change, not only come back with it.
    assert doctor(TODAY) == []
    undone = undo(done.id, TODAY)
    assert undone.summary == f"Undone: {done.summary}"
    assert everything() == before
    again = undo(undone.id, TODAY)
    assert everything() == after
    undo(again.id, TODAY)
    assert everything() == before
    assert doctor(TODAY) == []


@every_action
def test_the_same_request_again_changes_nothing(lives, act):
    done = act(lives, "a-request")
    after = everything()
    with pytest.raises(AlreadyDone) as error:
        act(lives, "a-request")
    assert (error.value.change, error.value.answer) == (done.id, done.answer)
    assert everything() == after


def test_the_same_request_again_once_it_is_undone(lives):
    act = ACTIONS["log"]
    undo(act(lives, "a-request").id, TODAY)
    before = everything()
    done = act(lives, "a-request")
    assert everything() != before
    with pytest.raises(AlreadyDone) as error:
        act(lives, "a-request")
    assert error.value.change == done.id
    undo(undo(done.id, TODAY).id, TODAY)
    with pytest.raises(AlreadyDone):
        act(lives, "a-request")


@every_action
def test_an_undo_is_a_request_too(lives, act):
    before = everything()
    done = act(lives, None)
    undone = undo(done.id, TODAY, "an-undo")
    with pytest.raises(AlreadyDone) as error:
        undo(done.id, TODAY, "an-undo")
    assert error.value.change == undone.id
    assert everything() == before


def _modules():
    """Every room of the actions but those whose work is no change, such as private writing, and tags.

    The tests of tags compare them.
    """
    others = {
        "staging",
        "changes",
        "demos",
        "multitudes",
        "projection",
        "purges",
        "recomputations",
        "searching",
        "tags",
        "undos",
        "writings",
    }
    names = {module.name for module in pkgutil.iter_modules(actions.__path__)} - others
    return [f"{actions.__name__}.{name}" for name in sorted(names)]


def test_there_is_a_case_for_every_action():
    """A new action belongs in the table above; spreading needs a week of its own and has it in test_spreads."""
    known = {name for act in ACTIONS.values() for name in act.__code__.co_names} | {"record"}
    helpers = {
        "add_tags",
        "called",
        "day_of",
        "describe",
        "doors_of",
        "enter",
        "employ",
        "give_cadence",
        "hold_named",
        "named_company",
        "new_contact",
        "advice",
        "at_least",
        "bring_people",
        "summary",
        "meet",
        "move",
        "rehearse",
        "replace",
        "rhythm_carriers",
        "set_current",
        "settle",
        "spread",
        "use",
    }
    own = {
        name
        for module in map(importlib.import_module, _modules())
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__
        if not name.startswith("_") and name[0].islower()
    }
    assert own - helpers - known == set()


def test_a_change_is_undone_once(lives):
    done = log(lives["marta"])
    undo(done.id, TODAY)
    with pytest.raises(Conflict, match="undone already"):
        undo(done.id, TODAY)
    with pytest.raises(NotFound):
        undo(999, TODAY)


# What was changed since


def test_a_value_that_was_changed_since_is_kept_and_named(lives):
    first = touchpoints.edit(lives["note"], 1, Exchange(EARLIER, text="one", promise="tea"), TODAY)
    touchpoints.edit(lives["note"], 2, Exchange(EARLIER, text="two", promise="tea"), TODAY)
    undone = undo(first.id, TODAY)
    assert "what you changed since was kept (a touchpoint)" in undone.summary
    (row,) = [row for row in stored()["touchpoints"] if row[0] == lives["note"]]
    assert "two" in row
    assert "tea" not in row


def test_half_of_a_touchpoint_is_not_brought_back(lives):
    """That you wrote, with the "please don't" of the second look, would open the door again."""
    first = touchpoints.edit(lives["note"], 1, Exchange(EARLIER, direction=Direction.IN), TODAY)
    declined = Exchange(EARLIER, direction=Direction.IN, tone=Tone.DECLINED, text="Please don't.")
    touchpoints.edit(lives["note"], 2, declined, TODAY)
    undone = undo(first.id, TODAY)
    assert "what you changed since was kept (a touchpoint)" in undone.summary
    (row,) = [row for row in stored()["touchpoints"] if row[0] == lives["note"]]
    assert {"in", "declined"} <= set(row)


def test_an_older_page_does_not_overwrite_what_was_undone(lives):
    edited = touchpoints.edit(lives["note"], 1, Exchange(EARLIER, text="one"), TODAY)
    undo(edited.id, TODAY)
    with pytest.raises(Conflict, match="another tab"):
        touchpoints.edit(lives["note"], 1, Exchange(EARLIER, text="two"), TODAY)
    with pytest.raises(Conflict, match="another tab"):
        touchpoints.edit(lives["note"], 2, Exchange(EARLIER, text="two"), TODAY)


def test_a_company_that_others_came_to_stays(lives):
    first, second = add("Ruth Abernethy @ Contoso #new"), add("Tomas Lind @ Contoso #new")
    undone = undo(first.id, TODAY)
    assert undone.summary == f"Undone: {first.summary}"
    names = {row[0]: row[1] for row in stored()["companies"]}
    assert "Contoso" in names.values()
    third = add("Priya Nair @ contoso")
    employers = {row[1]: row[2] for row in stored()["employments"]}
    assert employers[second.answer["contact"]] == employers[third.answer["contact"]]
    undo(undone.id, TODAY)
    employers = {row[1]: row[2] for row in stored()["employments"]}
    assert employers[first.answer["contact"]] == employers[second.answer["contact"]]
    assert doctor(TODAY) == []


def test_somebody_written_to_since_stays_with_all_they_have(lives):
    added = add("Ruth Abernethy, CTO @ Contoso, ruth@contoso.example #new, in 3 weeks")
    ruth = added.answer["contact"]
    log(ruth)
    undone = undo(added.id, TODAY)
    assert "kept (a person)" in undone.summary
    kept = stored()
    assert [row for row in kept["contacts"] if row[0] == ruth]
    assert [row for row in kept["contact_points"] if row[1] == ruth]
    assert [row for row in kept["employments"] if row[1] == ruth]
    assert "Contoso" in {row[1] for row in kept["companies"]}
    assert not [row for row in kept["snoozes"] if row[1] == ruth]
    undo(undone.id, TODAY)
    assert [row for row in stored()["snoozes"] if row[1] == ruth]
    assert doctor(TODAY) == []


def test_an_opportunity_that_went_on_stays(lives):
    first = record(company="Contoso", decision=DecisionKind.FROZEN)
    second = record(company="Contoso")
    undone = undo(first.id, TODAY)
    assert "kept (an opportunity" in undone.summary
    assert len([row for row in stored()["decisions"] if row[1] == first.answer["opportunity"]]) == 1
    assert second.answer["opportunity"] == first.answer["opportunity"]
    assert doctor(TODAY) == []


def test_what_comes_back_takes_nobody_elses_place(lives):
    """SQLite gives the number of a row that was deleted to the next one."""
    first = add("Ruth Abernethy @ Contoso, ruth@contoso.example")
    undone = undo(first.id, TODAY)
    second = add("Tomas Lind @ Fabrikam, tomas@fabrikam.example")
    undo(undone.id, TODAY)
    employed = {row[1] for row in stored()["employments"]}
    reached = {row[1]: row[3] for row in stored()["contact_points"]}
    assert {first.answer["contact"], second.answer["contact"]} <= employed
    assert reached[first.answer["contact"]] == "ruth@contoso.example"
    assert reached[second.answer["contact"]] == "tomas@fabrikam.example"
    assert doctor(TODAY) == []


def test_steps_are_kept_with_the_change(lives):
    with reading() as session:
        rows = session.connection().exec_driver_sql("SELECT count(*) FROM changes WHERE steps = '[]'")
        assert rows.scalar() == 0


# A company that was found by what is undone


@pytest.mark.parametrize(
    "build",
    [
        lambda company: checkins.check_in(company, Feelings(5, 4, 4, 2), TODAY),
        lambda company: checkins.check_in(company, Feelings(1, 1, 1, 5), TODAY),
        lambda company: holds.hold(company, HoldKind.BAD_TIME, TODAY + timedelta(9), TODAY),
    ],
    ids=["a rest", "a check-in", "a hold"],
)
def test_a_company_that_was_thought_of_since_stays(app, build):
    done = record()
    build(1)
    undo(done.id, TODAY)
    assert [row[1] for row in stored()["companies"]] == ["Northwind"]
    assert stored()["contacts"] == stored()["opportunities"] == []


def test_a_hold_that_was_changed_since_is_kept(app):
    record()
    first = holds.hold(1, HoldKind.SELF, TODAY + timedelta(9), TODAY)
    holds.hold(1, HoldKind.SELF, TODAY + timedelta(20), TODAY)
    assert "was kept (a hold)" in undo(first.id, TODAY).summary
    assert [row[-2] for row in stored()["holds"]] == ["2026-12-13"]
