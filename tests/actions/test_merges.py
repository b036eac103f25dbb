"""One card of two: all that was on both, in its order, and both back by one Undo."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from followup.actions import (
    cards,
    drafts,
    employments,
    encounters,
    merges,
    opportunities,
    points,
    projection,
    purges,
    reasons,
    returns,
    searching,
    snoozes,
    standing,
    touchpoints,
)
from followup.actions.drafts import Writing
from followup.actions.employments import Job
from followup.actions.encounters import PersonMet, Role
from followup.actions.undos import undo
from followup.db import reading, writing
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.merging import Chosen, Side, chosen_text, fuller_plan, preset
from followup.domain.reasons import Owner
from followup.domain.standing import read
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    MetPlan,
    Part,
    PointKind,
    Standing,
    ToldBy,
    Tone,
)
from followup.models import Contact, Encounter, StandingChange, Touchpoint
from followup.queries import duplicates, histories, search, trash
from followup.storage import doctor
from tests.actions.test_undo import everything, version
from tests.factories import TODAY, add, letter, log, outcome, person, planned, record, stored

EARLIER = TODAY - timedelta(40)


def merge(one, other, today=TODAY, **chosen):
    return merges.merge(one, other, (version(one), version(other)), Chosen(**chosen), today)


def row(contact):
    with reading() as session:
        return session.get(Contact, contact)


def history(contact):
    with reading() as session:
        return histories.load(session, [contact])[contact]


@pytest.fixture
def two(app):
    """Marta, met at Northwind, and the same Marta again, from an import."""
    first = record(EARLIER).answer["contacts"][0]
    second = person("Marta Novak, CTO @ Northwind, marta@northwind.example #python", EARLIER)
    standing.set_cadence(second, 60, EARLIER)
    log(first, EARLIER + timedelta(1), text="Thank you")
    log(second, EARLIER + timedelta(3), channel=Channel.LINKEDIN_MESSAGE, text="Hello again")
    letter(first, EARLIER + timedelta(5), text="Zanzibar")
    return first, second


def test_it_works(two):
    one, other = two
    before = everything()
    drafts.save(other, 0, Writing(text="Dear Marta"), TODAY)
    snoozes.snooze(other, TODAY + timedelta(3), TODAY)
    reasons.add(Owner("contact", other), "her talk", "", TODAY)
    before = everything()
    done = merge(one, other)
    assert done.summary == "One card now: Marta Nowak, with all that was on both."
    assert doctor(TODAY) == []
    texts = [(t[1], t[-5]) for t in stored()["touchpoints"]]
    assert {owner for owner, _ in texts} == {one}
    past = history(one)
    assert [t.position for t in sorted(past.touchpoints, key=lambda t: t.order)] == sorted(
        t.position for t in past.touchpoints
    )
    kept = stored()
    for table in ("contact_points", "employments", "snoozes", "reasons"):
        assert {line[1] if table != "reasons" else line[2] for line in kept[table]} <= {one, 2}, table
    assert [line[0] for line in kept["drafts"]] == [one]
    assert other not in {line[0] for line in kept["contact_tags"]}
    with reading() as session:
        assert {hit.contact for hit in search.hits(session, "hello again")} == {one}
        assert [
            table
            for table in merges._MOVED
            if session.scalars(select(table).where(table.contact_id == other)).all()
        ] == []
    undo(done.id, TODAY)
    assert everything() == before
    assert doctor(TODAY) == []


def test_undo_and_again(two):
    before = everything()
    done = merge(*two)
    after = everything()
    undone = undo(done.id, TODAY)
    assert everything() == before
    again = undo(undone.id, TODAY)
    assert everything() == after
    undo(again.id, TODAY)
    assert everything() == before
    assert doctor(TODAY) == []


def test_from_the_trash_both_come_back(two):
    before = everything()
    merge(*two)
    ((one,), _) = trash.index(1)
    assert (one.noun, one.id) == ("contacts", two[1])
    returns.bring_back("contacts", two[1], TODAY)
    assert everything() == before
    assert doctor(TODAY) == []


def test_for_good_the_merge_is_not_half_undone(two):
    drafts.save(two[1], 0, Writing(text="Dear Marta"), TODAY)
    done = merge(*two)
    after = everything()
    purges.delete("contacts", two[1])
    assert everything() == after
    with pytest.raises(Conflict, match="deleted for good"):
        undo(done.id, TODAY)
    assert everything() == after
    assert doctor(TODAY) == []


def test_what_happened_since_stays(two):
    done = merge(*two)
    note = log(two[0], text="after").answer["touchpoint"]
    undo(done.id, TODAY)
    assert [line[1] for line in stored()["touchpoints"] if line[0] == note] == [two[0]]
    assert doctor(TODAY) == []


# What stays


def test_fields_are_chosen(two):
    one, other = two
    for contact, note in ((one, "kind"), (other, "plays the oud")):
        cards.set_text(contact, version(contact), "notes", note, TODAY)
        cards.set_text(contact, version(contact), "how_met", note, TODAY)
    cards.rename(other, version(other), "Marta Novak", "Mia", TODAY)
    merge(
        one,
        other,
        name=Side.OTHER,
        called=Side.OTHER,
        rhythm=Side.OTHER,
        texts={"notes": Side.BOTH, "how_met": Side.OTHER},
    )
    kept = row(one)
    assert (kept.name, kept.folded, kept.called, kept.cadence) == ("Marta Novak", "marta novak", "Mia", 60)
    assert (kept.notes, kept.how_met) == ("kind\n\nplays the oud", "plays the oud")


def test_what_both_say_stands_once(two):
    for contact in two:
        cards.set_text(contact, version(contact), "notes", "kind", TODAY)
        points.add(contact, PointKind.EMAIL, "m@n.example", TODAY)
        cards.tag(contact, ["oud"], TODAY)
    merge(*two)
    kept = stored()
    assert row(two[0]).notes == "kind"
    assert sorted(line[3] for line in kept["contact_points"]) == ["m@n.example", "marta@northwind.example"]
    assert len([line for line in kept["contact_tags"] if line[0] == two[0]]) == 2
    assert len([line for line in kept["employments"] if line[1] == two[0]]) == 1
    assert row(two[0]).title == "CTO"


@pytest.mark.parametrize(("job", "works"), [(Side.THIS, "Northwind"), (Side.OTHER, "Contoso")])
def test_one_job_is_that_of_now(two, job, works):
    one, other = two
    employments.add(other, Job("Contoso", "Chair"), TODAY)
    merge(one, other, job=job)
    names = {line[0]: line[1] for line in stored()["companies"]}
    assert names[row(one).company_id] == works
    assert len([line for line in stored()["employments"] if line[1] == one and line[-1]]) == 1
    assert doctor(TODAY) == []


def test_a_text_that_is_too_long_together(two):
    for contact in two:
        cards.set_text(contact, version(contact), "notes", f"{contact}" * 15_000, TODAY)
    before = everything()
    with pytest.raises(Invalid) as error:
        merge(*two)
    assert error.value.field == "notes"
    assert everything() == before


# Standing


def test_closed_beats_all(two):
    one, other = two
    standing.close(other, Closing.RATHER_NOT, EARLIER)
    standing.close(one, Closing.OTHER, EARLIER)
    standing.reopen(one, TODAY - timedelta(1))
    done = merge(one, other)
    assert read(history(one)).closed == (TODAY, Closing.RATHER_NOT)
    assert planned()[one][0].standing is Standing.CLOSED
    undo(done.id, TODAY)
    assert read(history(one)).closed is None
    assert doctor(TODAY) == []


def test_a_closing_that_holds_anyway_is_not_said_twice(two):
    standing.close(two[1], Closing.OTHER, TODAY)
    merge(*two)
    with reading() as session:
        assert len(session.scalars(select(StandingChange)).all()) == 1
    assert read(history(two[0])).closed


def test_a_please_dont_closes_both(two):
    letter(two[1], TODAY, tone=Tone.DECLINED)
    merge(*two)
    assert read(history(two[0])).closed


def test_the_dead_are_in_no_merge(two):
    one, other = two
    standing.close(other, Closing.DIED, TODAY)
    for pair in (two, (other, one)):
        with pytest.raises(Invalid, match="died"):
            merge(*pair)
        with pytest.raises(Conflict, match="died"):
            duplicates.side_by_side(*pair)
    with pytest.raises(Conflict, match="died"):
        duplicates.name_of(other)


# Encounters and drafts


def meet_again(other, plan=MetPlan.KEEP, **role):
    """The other card is at the same opportunity, as a second person."""
    with writing() as session:
        session.add(Encounter(contact_id=other, opportunity_id=1, recorded_on=TODAY, plan=plan, **role))
        projection.project(session, [other])
        searching.index(session, companies=[1])


def met():
    with reading() as session:
        return session.scalars(select(Encounter).where(Encounter.contact_id == 1)).all()


def test_two_parts_at_one_opportunity_are_one(two):
    meet_again(two[1], round="2", said="Come back", promise="a link", part=Part.PANEL)
    before = everything()
    done = merge(*two)
    (one,) = met()
    assert (one.part, one.told_you, one.plan) == (Part.HIRING_MANAGER, True, MetPlan.CORRESPONDENT)
    assert (one.round, one.said, one.promise, one.recorded_on) == ("2", "Come back", "a link", EARLIER)
    assert doctor(TODAY) == []
    undo(done.id, TODAY)
    assert everything() == before


def test_a_promise_that_is_open_on_one_card_stays_open(two):
    with writing() as session:
        session.get_one(Encounter, 1).promise = "a book"
        session.get_one(Encounter, 1).promise_kept_on = EARLIER
    meet_again(two[1], promise="a link")
    merge(*two)
    (one,) = met()
    assert (one.promise, one.promise_kept_on) == ("a book; a link", None)


def test_a_part_that_was_taken_out_gives_way(two):
    with writing() as session:
        session.get_one(Encounter, 1).deleted_on = TODAY
    meet_again(two[1], MetPlan.ONE_HELLO, said="Come back")
    merge(*two)
    (one,) = met()
    assert (one.deleted_on, one.plan, one.said) == (None, MetPlan.ONE_HELLO, "Come back")
    assert doctor(TODAY) == []


def test_two_drafts_are_joined(two):
    for contact, text in zip(two, ("One", "Two"), strict=True):
        drafts.save(contact, 0, Writing(text=text), TODAY)
    before = everything()
    done = merge(*two)
    assert [line[4] for line in stored()["drafts"]] == ["One\n\nTwo"]
    undo(done.id, TODAY)
    assert everything() == before


def test_what_is_in_the_trash_moves_along(two):
    note = log(two[1]).answer["touchpoint"]
    touchpoints.delete(note, TODAY)
    merge(*two)
    with reading() as session:
        assert session.get_one(Touchpoint, note).contact_id == two[0]
    returns.bring_back("touchpoints", note, TODAY)
    assert note in {line[0] for line in stored()["touchpoints"]}
    assert doctor(TODAY) == []


# What is refused


def test_bad_input(two):
    one, other = two
    for pair, error in (((one, one), Invalid), ((one, 99), NotFound), ((99, one), NotFound)):
        with pytest.raises(error):
            merges.merge(*pair, (version(one), version(one)), Chosen(), TODAY)
    for old in ((0, version(other)), (version(one), 0)):
        with pytest.raises(Conflict, match="another tab"):
            merges.merge(one, other, old, Chosen(), TODAY)
    cards.delete(other, TODAY)
    with pytest.raises(NotFound):
        merges.merge(one, other, (version(one), 1), Chosen(), TODAY)


# Two who are not one


def test_told_apart(two):
    assert [pair.signs for pair in duplicates.index(1)[0]]
    done = merges.tell_apart(two[1], two[0], TODAY)
    assert duplicates.index(1) == ([], 0)
    with pytest.raises(Conflict):
        merges.tell_apart(two[0], two[1], TODAY)
    undo(done.id, TODAY)
    assert duplicates.index(1)[1] == 1
    for pair, error in (((two[0], two[0]), Invalid), ((two[0], 99), NotFound)):
        with pytest.raises(error):
            merges.tell_apart(pair[0], pair[1], TODAY)


def test_told_apart_and_purged(two):
    merges.tell_apart(two[0], two[1], TODAY)
    cards.delete(two[1], TODAY)
    purges.empty()
    assert doctor(TODAY) == []
    assert stored()["distinctions"] == []


def test_the_dead_and_the_deleted_are_in_no_pair(two):
    standing.close(two[1], Closing.DIED, TODAY)
    assert duplicates.index(1)[1] == 0
    standing.reopen(two[1], TODAY)
    assert duplicates.index(1)[1] == 1
    cards.delete(two[1], TODAY)
    assert duplicates.index(1)[1] == 0


@pytest.mark.parametrize(
    ("this", "other", "is_text", "expected"),
    [
        ("a", "b", False, Side.THIS),
        ("", "b", False, Side.OTHER),
        ("a", "", True, Side.THIS),
        ("a", "b", True, Side.BOTH),
        ("a", "a", True, Side.THIS),
        ("", "", True, Side.THIS),
    ],
)
def test_what_is_chosen_to_begin_with(this, other, is_text, expected):
    assert preset(this, other, is_text) is expected


def test_texts_and_plans():
    assert [chosen_text(side, "a", "b") for side in Side] == ["a", "b", "a\n\nb"]
    assert chosen_text(Side.BOTH, "a", "a") == "a"
    assert fuller_plan(MetPlan.KEEP, MetPlan.ONE_HELLO) is MetPlan.ONE_HELLO


# Whatever they are


EXCHANGES = st.fixed_dictionaries(
    {
        "ago": st.sampled_from((0, 0, 1, 20, 39)),
        "channel": st.sampled_from(Channel),
        "direction": st.sampled_from(Direction),
        "text": st.sampled_from(("", "Hello", "مرحبا")),
    }
)
STEPS = st.lists(
    st.tuples(
        st.booleans(),
        st.one_of(
            st.tuples(st.just("log"), EXCHANGES),
            st.tuples(
                st.sampled_from(
                    (
                        "snooze",
                        "close",
                        "reopen",
                        "cool",
                        "draft",
                        "tag",
                        "job",
                        "point",
                        "reason",
                        "met",
                        "beside",
                        "delete",
                        "note",
                    )
                ),
                st.integers(0, 3),
            ),
        ),
    ),
    max_size=9,
)


def do(contact, what, more):
    """Something that happens to one of them; what makes no sense just then is left."""
    texts = ("tea", "oud", "مرحبا", "x" * 200)
    acts = {
        "snooze": lambda: snoozes.snooze(contact, TODAY + timedelta(3 + more), TODAY),
        "close": lambda: standing.close(contact, Closing.RATHER_NOT if more else Closing.OTHER, TODAY),
        "reopen": lambda: standing.reopen(contact, TODAY),
        "cool": lambda: standing.cool(contact, TODAY, more == 0),
        "draft": lambda: drafts.save(contact, 0, Writing(text=texts[more]), TODAY),
        "tag": lambda: cards.tag(contact, [texts[more][:20]], TODAY),
        "job": lambda: employments.add(contact, Job(f"Company{more}", "CTO", is_current=more < 2), TODAY),
        "point": lambda: points.add(contact, PointKind.EMAIL, f"p{more}@a.example", TODAY),
        "reason": lambda: reasons.add(Owner("contact", contact), texts[more], "", TODAY),
        "note": lambda: cards.set_text(contact, version(contact), "notes", texts[more], TODAY),
        "delete": lambda: touchpoints.delete(more + 1, TODAY),
        "beside": lambda: encounters.add(
            more + 1,
            PersonMet("", Part.PANEL, contact=contact),
            Role(Part.PANEL, said=texts[more], promise=texts[more]),
            TODAY,
        ),
        "met": lambda: opportunities.record(
            outcome(
                company=f"Company{more}",
                title="Role",
                decided_on=TODAY - timedelta(more),
                people=(PersonMet("", Part.PANEL, contact=contact),),
                decision=(DecisionKind.TURNED_DOWN, DecisionKind.FROZEN)[more % 2],
                told=ToldBy.LETTER,
            ),
            TODAY,
        ),
    }
    if what == "log":
        day = TODAY - timedelta(more["ago"])
        log(contact, TODAY, day, **{name: value for name, value in more.items() if name != "ago"})
    else:
        acts[what]()


@given(
    steps=STEPS,
    sides=st.lists(st.sampled_from((Side.THIS, Side.OTHER)), min_size=4, max_size=4),
    text=st.sampled_from(Side),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_merge_then_undo_is_the_identity(app, steps, sides, text):
    one = merged_person("Marta Nowak @ Company0")
    other = merged_person("Marta Novak @ Company1, m@a.example")
    for is_other, (what, more) in steps:
        try:
            do(other if is_other else one, what, more)
        except (Conflict, Invalid, NotFound):
            continue
    assert doctor(TODAY) == []
    before = everything()
    name, called, rhythm, job = sides
    chosen = {"name": name, "called": called, "rhythm": rhythm, "job": job}
    closed = read(history(one)).closed or read(history(other)).closed
    done = merge(one, other, **chosen, texts=dict.fromkeys(merges.TEXTS, text))
    assert doctor(TODAY) == []
    after = everything()
    assert bool(read(history(one)).closed) is bool(closed)
    undone = undo(done.id, TODAY)
    assert everything() == before
    assert doctor(TODAY) == []
    undo(undone.id, TODAY)
    assert everything() == after
    assert doctor(TODAY) == []


def merged_person(line):
    """Somebody new each time, whoever is here already."""
    return add(line, EARLIER, another=True).answer["contact"]
