"""What comes next if somebody is written to today, and if nothing is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from followup.domain import rehearsal, schedule
from followup.domain.history import Decision, History, StandingChange, Touchpoint
from followup.domain.rehearsal import Scene
from followup.domain.settings import Settings
from followup.domain.values import Closing, DecisionKind, Direction, HoldKind, MetPlan, Part, Stage, ToldBy
from followup.domain.week import Entry, Hold, Note

TODAY = date(2026, 11, 23)
SETTINGS = Settings()
RUTH = History("Ruth Aye", TODAY - timedelta(400), cadence=30)


def days_ago(days):
    return TODAY - timedelta(days)


def history(*touchpoints, **fields):
    """Ruth, with touchpoints of so many days ago."""
    rows = tuple(
        Touchpoint(days_ago(days), place + 1, **more) for place, (days, more) in enumerate(touchpoints)
    )
    return replace(RUTH, touchpoints=rows, **fields)


def scene(past, others=(), holds=(), notes=(), company=None, name=""):
    plan = schedule.plan(past, SETTINGS, TODAY)
    entry = Entry(1, past.name, plan, company, name, past.cadence)
    return Scene(entry, past, list(others), list(holds), list(notes), SETTINGS)


def said(past, **around):
    return rehearsal.say_if_written(scene(past, **around), TODAY)


def silent(past):
    return rehearsal.say_if_silent(schedule.plan(past, SETTINGS, TODAY), past, SETTINGS, TODAY)


def no(days=1, **fields):
    base = Decision(
        days_ago(days),
        50,
        DecisionKind.TURNED_DOWN,
        days_ago(days),
        days_ago(days),
        plan=MetPlan.CORRESPONDENT,
        thank_now=True,
        told_you=True,
        part=Part.HIRING_MANAGER,
    )
    return replace(base, **fields)


OUT = {}
IN = {"direction": Direction.IN, "wants_answer": True}


def test_it_works():
    talked = history((40, {"direction": Direction.TOGETHER}))
    assert said(talked) == "If you write today, the next note to Ruth is around 23 December."
    assert silent(talked) == "If you say nothing, the date waits here. It will keep."


def test_nothing_is_kept_of_it():
    past = history((40, OUT))
    before = schedule.plan(past, SETTINGS, TODAY)
    said(past)
    assert schedule.plan(past, SETTINGS, TODAY) == before


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (history((3, IN)), "If you answer today, the next note to Ruth is around 23 December."),
        (history((70, OUT)), "If you write today, Ruth rests until 21 February 2027, unless they write."),
        (
            history((200, OUT), (120, OUT)),
            "If you write today, you have done your part; then a yearly hello, around 23 November 2027.",
        ),
        (history(cadence=None), "If you write today, the next word is up to Ruth; no date until then."),
        (history(standing_changes=(StandingChange(days_ago(9), 9, Closing.OTHER),)), None),
    ],
    ids=["an answer", "the second try", "the third try", "address book", "closed"],
)
def test_what_comes_after_a_note(past, expected):
    assert said(past) == expected


def test_the_company_gap_moves_it():
    """A colleague whose date stands first that day has the turn."""
    past = history((40, {"direction": Direction.TOGETHER}))
    colleague = replace(past, name="Sam Roe", touchpoints=(Touchpoint(TODAY - timedelta(1), 1),))
    plan = schedule.plan(replace(colleague, cadence=30), SETTINGS, TODAY)
    sooner = replace(plan, due_on=TODAY + timedelta(28))
    others = [Entry(2, "Sam Roe", sooner, 7, "Tidewater", 30)]
    sentence = said(past, others=others, company=7, name="Tidewater")
    assert sentence is not None
    assert sentence.endswith("in turn with the others at Tidewater.")


def test_a_hold_moves_it():
    past = history((40, {"direction": Direction.TOGETHER}))
    rest = Hold(7, HoldKind.SELF, TODAY, TODAY + timedelta(60))
    assert said(past, holds=[rest], company=7) == (
        "If you write today, the next note to Ruth waits until 22 January 2027, when the quiet is over."
    )


def test_an_answer_opens_no_gap_for_the_colleagues():
    """As in the week: only a note that answers nothing makes the others wait."""
    after, item = rehearsal.if_written(scene(history((3, IN)), company=7, notes=[Note(7, 2, TODAY)]), TODAY)
    assert item is not None
    assert (after.plan.due_on, item.moved_to) == (date(2026, 12, 23), None)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (history((5, IN)), "If you say nothing, it stays here, and a late answer is welcome, too."),
        (history((10, OUT)), None),
        (history(cadence=None), None),
        (
            history(decisions=(no(),)),
            "If you say nothing, the days for thanks are over after 6 December; a first hello is due around "
            "27 December.",
        ),
        (
            history(decisions=(no(plan=MetPlan.KEEP),), cadence=None),
            "If you say nothing, the days for thanks are over after 6 December. That is fine, too.",
        ),
        (
            history(
                (60, OUT),
                decisions=(no(20, kind=DecisionKind.NO_ANSWER, told=ToldBy.NOBODY, stage=Stage.FINAL_ROUND),),
            ),
            "If you say nothing, the closing note is let go after 24 November, and Ruth rests.",
        ),
    ],
    ids=["your turn", "not due", "no date", "thank now", "thank now, then keep", "closing note"],
)
def test_what_comes_of_silence(past, expected):
    assert silent(past) == expected


def test_the_longest_name_stays_short():
    long = history((70, OUT), name="W" * 200)
    sentence = said(replace(long, called=""), company=7, name="C" * 200)
    assert sentence is not None
    assert len(sentence) <= 140
