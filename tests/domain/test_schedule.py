"""When to write to one contact: tables of cases for the rules of tact R1 to R12, with the edges of each number.

A case is (given, today, expected). `today` None is the day of the newest event. Expected is "date rule standing".
"""

import pytest

from followup.domain import schedule
from followup.domain.schedule import Kind
from followup.domain.settings import Settings
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    MetPlan,
    Stage,
    Standing,
    ToldBy,
    Tone,
    Weight,
)
from tests.domain.build import (
    asked,
    carried,
    close,
    comment,
    contact,
    cool,
    cool_ended,
    doors,
    found_out,
    hello,
    jo,
    like,
    marta,
    meant,
    no,
    on,
    out,
    pin,
    plan,
    plus,
    priya,
    reopen,
    ruth,
    said,
    silence,
    snooze,
    table,
    talk,
    thanked,
    wrote,
)

D = "2026-11-22"  # a decision
S = "2026-05-01"  # a silence
W = "2026-03-01"  # a word
WARM, BRIEF, DECLINED = Tone.WARM, Tone.BRIEF, Tone.DECLINED
CORRESPONDENT, ONE_HELLO, KEEP = MetPlan.CORRESPONDENT, MetPlan.ONE_HELLO, MetPlan.KEEP


def test_it_works():
    found = plan(ruth(out("2026-03-01")), "2026-03-10")
    assert said(found) == "2026-04-30 R7 active"
    assert (found.since, found.interval, found.earliest_on) == (on("2026-03-01"), 60, on("2026-03-15"))
    assert (found.kind, found.advice, found.channel) == (Kind.ORDINARY, Weight.DIRECT, Channel.EMAIL)
    assert found.lapses_on is None
    assert "Ruth" in found.why


# The worked examples: each step adds to the ones before.

CHAIN = [
    (out("2026-03-01"), "2026-04-30 R7 active"),
    (out("2026-04-30"), "2026-07-29 R7 resting"),
    (out("2026-07-29"), "2027-07-29 R7 dormant"),
    (asked("2026-08-05"), "2026-08-07 R2 active"),
    (out("2026-08-06"), "2026-09-05 R10 active"),
]


@pytest.mark.parametrize("length", range(1, len(CHAIN) + 1))
def test_a_month_then_two_then_three_then_a_yearly_hello(length):
    events = [event for event, _ in CHAIN[:length]]
    assert said(plan(ruth(*events))) == CHAIN[length - 1][1]


EXAMPLES = {
    "a comment counts as the clock's day, not as a try": (
        ruth(out("2026-03-01"), comment("2026-03-20")),
        None,
        "2026-05-19 R7 active",
    ),
    "their like moves nothing": (
        ruth(out("2026-03-01"), comment("2026-03-20"), like("2026-03-21")),
        None,
        "2026-05-19 R7 active",
    ),
    "a note entered afterwards is a try, and the clock stays": (
        ruth(out("2026-03-01"), out("2026-01-01")),
        None,
        "2026-05-30 R7 resting",
    ),
    "a coffee together": (ruth(out("2026-03-01"), talk("2026-03-20")), None, "2026-04-19 R10 active"),
    "a correction": (ruth(out("2026-03-01"), out("2026-03-02")), None, "2026-05-01 R7 active"),
    "Marta, told": (marta(carried(D, thank_now=True)), None, "2026-11-23 R4 active"),
    "Jo, met": (jo(hello(D)), None, "2026-12-27 R4 active"),
    "Marta, thanked": (marta(carried(D, thank_now=True), out("2026-11-23")), None, "2026-12-23 R10 active"),
    "Marta, written to again": (
        marta(carried(D, thank_now=True), out("2026-11-23"), out("2026-12-23")),
        None,
        "2027-02-21 R7 active",
    ),
    "Jo, after the hello": (jo(hello(D), out("2027-01-06")), None, "none R6 active"),
    "Marta, on the last day for thanks": (
        marta(carried(D, thank_now=True)),
        "2026-12-06",
        "2026-11-23 R4 active",
    ),
    "Marta, not thanked in time": (marta(carried(D, thank_now=True)), "2026-12-07", "2026-12-27 R4 active"),
    "snoozed, nothing since": (ruth(snooze("2026-05-03", "2026-06-01")), None, "2026-06-01 R3 active"),
    "snoozed, then they write": (
        ruth(snooze("2026-05-03", "2026-06-01"), asked("2026-05-10")),
        None,
        "2026-05-12 R2 active",
    ),
    "snoozed, then a new no": (
        marta(snooze("2026-05-03", "2026-12-01"), carried("2026-09-10", thank_now=True)),
        None,
        "2026-09-11 R4 active",
    ),
}


@table(EXAMPLES)
def test_worked_examples(given, today, expected):
    assert said(plan(given, today)) == expected


# R1

R1 = {
    "they'd rather not": (ruth(out(W), close("2026-03-05")), None, "none R1 closed"),
    "died": (ruth(out(W), close("2026-03-05", Closing.DIED)), None, "none R1 closed"),
    "another reason": (ruth(close("2026-03-05", Closing.OTHER)), None, "none R1 closed"),
    "on the day before it was open": (
        ruth(out(W), close("2026-03-05")),
        "2026-03-04",
        "2026-04-30 R7 active",
    ),
    "they write: still closed": (ruth(close("2026-03-05"), asked("2026-03-06")), None, "none R1 closed"),
    "snoozed: still closed": (
        ruth(close("2026-03-05"), snooze("2026-03-06", "2026-03-09")),
        None,
        "none R1 closed",
    ),
    "pinned: still closed": (
        ruth(close("2026-03-05"), pin("2026-03-06", "2026-03-06")),
        None,
        "none R1 closed",
    ),
    "a no: still closed": (
        marta(close("2026-03-05"), carried("2026-03-06", thank_now=True)),
        None,
        "none R1 closed",
    ),
    "reopened": (ruth(out(W), close("2026-03-05"), reopen("2026-03-10")), None, "2026-04-30 R7 active"),
    "reopened, then closed again": (
        ruth(close("2026-03-05"), reopen("2026-03-10"), close("2026-03-10")),
        None,
        "none R1 closed",
    ),
    "please don't closes at once": (ruth(out(W), asked("2026-03-05", tone=DECLINED)), None, "none R1 closed"),
    "please don't, in a talk": (ruth(talk("2026-03-05", tone=DECLINED)), None, "none R1 closed"),
    "please don't, under a post": (ruth(out(W), like("2026-03-05", tone=DECLINED)), None, "none R1 closed"),
    "please don't, but it was a slip: did not arrive": (
        ruth(out(W), wrote("2026-03-05", tone=DECLINED, arrived=False)),
        None,
        "2026-04-30 R7 active",
    ),
    "the tone of one's own note closes nobody": (
        ruth(out(W, tone=DECLINED)),
        None,
        "2026-04-30 R7 active",
    ),
    "please don't, then reopened": (
        ruth(wrote("2026-03-05", tone=DECLINED), reopen("2026-03-20")),
        None,
        "2026-04-04 R10 active",
    ),
    "please don't after a reopening closes again": (
        ruth(close("2026-03-01"), reopen("2026-03-05"), wrote("2026-03-05", tone=DECLINED)),
        None,
        "none R1 closed",
    ),
}


@table(R1)
def test_r1_closed(given, today, expected):
    assert said(plan(given, today)) == expected


# R2

R2 = {
    "two days": (ruth(asked(W)), None, "2026-03-03 R2 active"),
    "the first of several": (ruth(asked(W), asked("2026-03-09")), None, "2026-03-03 R2 active"),
    "the first that wants one": (ruth(wrote(W), asked("2026-03-09")), None, "2026-03-11 R2 active"),
    "a later one that wants none settles nothing": (
        ruth(asked(W), wrote("2026-03-09")),
        None,
        "2026-03-03 R2 active",
    ),
    "no answer needed restarts the clock": (ruth(out("2026-02-01"), wrote(W)), None, "2026-03-31 R10 active"),
    "in the address book too": (jo(asked(W)), None, "2026-03-03 R2 active"),
    "right after a note: the gap leaves it alone": (
        ruth(out(W), asked("2026-03-02")),
        None,
        "2026-03-04 R2 active",
    ),
    "cool leaves it alone": (ruth(asked(W), cool("2026-03-02")), None, "2026-03-03 R2 active"),
    "answered": (ruth(asked(W), out("2026-03-02")), None, "2026-04-01 R10 active"),
    "answered on the same day": (ruth(asked(W), out(W)), None, "2026-03-31 R10 active"),
    "written earlier on that day": (ruth(out(W), asked(W)), None, "2026-03-03 R2 active"),
    "talked": (ruth(asked(W), talk("2026-03-02")), None, "2026-04-01 R10 active"),
    "a voicemail is an outbound like any": (
        ruth(asked(W), out("2026-03-02", channel=Channel.PHONE)),
        None,
        "2026-04-01 R10 active",
    ),
    "a comment is no answer": (ruth(asked(W), comment("2026-03-02")), None, "2026-03-03 R2 active"),
    "an answer that did not arrive": (
        ruth(asked(W), out("2026-03-02", arrived=False)),
        None,
        "2026-03-03 R2 active",
    ),
    "a letter that did not arrive": (
        ruth(out(W), asked("2026-03-02", arrived=False)),
        None,
        "2026-04-30 R7 active",
    ),
    "a like wants no answer, whatever is ticked": (
        ruth(out(W), like("2026-03-02", wants_answer=True)),
        None,
        "2026-04-30 R7 active",
    ),
    "from before the no: the thank-you is the answer": (
        marta(asked("2026-11-20"), carried(D, thank_now=True)),
        None,
        "2026-11-23 R4 active",
    ),
    "from before the no, to be kept": (jo(asked("2026-11-20"), no(D)), None, "none R6 active"),
    "from before the no and once more after it: the later one": (
        marta(asked("2026-11-20"), carried(D, thank_now=True), asked("2026-11-24")),
        None,
        "2026-11-26 R2 active",
    ),
    "on the day of the no: the decision came first": (
        marta(asked(D), carried(D, thank_now=True)),
        None,
        "2026-11-24 R2 active",
    ),
    "a silence settles no letter": (
        marta(asked("2026-04-20"), silence(S)),
        None,
        "2026-04-22 R2 active",
    ),
    "still due on the thirtieth day": (ruth(asked(W)), "2026-03-31", "2026-03-03 R2 active"),
    "still due much later": (ruth(asked(W)), "2026-09-01", "2026-03-03 R2 active"),
}


@table(R2)
def test_r2_your_turn(given, today, expected):
    assert said(plan(given, today)) == expected


def test_r2_the_days_are_a_setting():
    assert plan(ruth(asked(W)), settings=Settings(answer_days=5)).due_on == on("2026-03-06")


KINDS = {
    "your turn": (ruth(asked(W)), None, Kind.ANSWER),
    "your turn, thirty days": (ruth(asked(W)), plus(W, 30), Kind.ANSWER),
    "late, thirty-one days": (ruth(asked(W)), plus(W, 31), Kind.LATE_ANSWER),
    "late by the first of several": (ruth(asked(W), asked(plus(W, 25))), plus(W, 31), Kind.LATE_ANSWER),
    "thank now": (marta(thanked(D)), None, Kind.THANK),
    "a first hello": (marta(carried(D)), None, Kind.ORDINARY),
    "lapsed thanks": (marta(carried(D, thank_now=True)), plus(D, 15), Kind.ORDINARY),
    "pinned": (ruth(out(W), pin("2026-03-04", "2026-03-04")), None, Kind.PINNED),
    "snoozed": (ruth(out(W), snooze("2026-03-04", "2026-03-09")), None, Kind.ORDINARY),
    "a letter that was snoozed, before the day": (
        ruth(asked(W), snooze("2026-03-02", "2026-03-20")),
        "2026-03-19",
        Kind.ORDINARY,
    ),
    "a letter that was snoozed, on the day": (
        ruth(asked(W), snooze("2026-03-02", "2026-03-20")),
        "2026-03-20",
        Kind.ANSWER,
    ),
    "a letter that was snoozed for long": (
        ruth(asked(W), snooze("2026-03-02", "2026-04-20")),
        "2026-04-20",
        Kind.LATE_ANSWER,
    ),
    # Two readings: pinned, or your turn again. "On its day a letter still unanswered is your turn again" names
    # no exception, and your turn is never held; a late one would lose the pin's place beyond the budget.
    "a letter that was pinned, on the day": (
        ruth(asked(W), pin("2026-03-02", "2026-03-02")),
        "2026-03-02",
        Kind.ANSWER,
    ),
    "a late letter that was pinned stays pinned": (
        ruth(asked(W), pin("2026-04-10", "2026-04-10")),
        "2026-04-10",
        Kind.PINNED,
    ),
}


@table(KINDS)
def test_what_sort_of_date_it_is(given, today, expected):
    assert plan(given, today).kind is expected


# R3

R3 = {
    "sooner than the rules, and than the gap": (
        ruth(out(W), snooze("2026-03-02", "2026-03-05")),
        None,
        "2026-03-05 R3 active",
    ),
    "later than the rules": (ruth(out(W), snooze("2026-03-02", "2026-12-05")), None, "2026-12-05 R3 active"),
    "in the address book": (jo(snooze("2026-03-02", "2026-03-05")), None, "2026-03-05 R3 active"),
    "a day given when adding": (
        contact(snooze("2026-03-02", "2026-03-23"), added="2026-03-02"),
        None,
        "2026-03-23 R3 active",
    ),
    "a day that has passed": (ruth(snooze("2026-03-02", "2026-03-05")), "2026-05-01", "2026-03-05 R3 active"),
    "a later one replaces it": (
        ruth(snooze("2026-03-02", "2026-06-01"), snooze("2026-03-04", "2026-04-01")),
        None,
        "2026-04-01 R3 active",
    ),
    "of one day, the one entered later": (
        ruth(snooze("2026-03-02", "2026-06-01"), snooze("2026-03-02", "2026-04-01")),
        None,
        "2026-04-01 R3 active",
    ),
    "written since": (
        ruth(snooze("2026-03-02", "2026-12-01"), out("2026-03-03")),
        None,
        "2026-05-02 R7 active",
    ),
    "written that day, before it": (
        ruth(out("2026-03-02"), snooze("2026-03-02", "2026-12-01")),
        None,
        "2026-12-01 R3 active",
    ),
    "written that day, after it": (
        ruth(snooze("2026-03-02", "2026-12-01"), out("2026-03-02")),
        None,
        "2026-05-01 R7 active",
    ),
    "a comment since is a newer touchpoint": (
        ruth(snooze("2026-03-02", "2026-12-01"), comment("2026-03-03")),
        None,
        "2026-04-02 R10 active",
    ),
    "a like since moves nothing": (
        ruth(snooze("2026-03-02", "2026-12-01"), like("2026-03-03")),
        None,
        "2026-12-01 R3 active",
    ),
    "a note since that did not arrive": (
        ruth(snooze("2026-03-02", "2026-12-01"), out("2026-03-03", arrived=False)),
        None,
        "2026-12-01 R3 active",
    ),
    "a note entered since, but of a day before": (
        ruth(snooze("2026-03-02", "2026-12-01"), out("2026-03-01")),
        None,
        "2026-12-01 R3 active",
    ),
    "a snoozed letter, before the day": (
        ruth(asked(W), snooze("2026-03-02", "2026-04-01")),
        "2026-03-31",
        "2026-04-01 R3 active",
    ),
    "a snoozed letter, on the day: your turn again": (
        ruth(asked(W), snooze("2026-03-02", "2026-04-01")),
        "2026-04-01",
        "2026-04-01 R2 active",
    ),
    "a letter newer than the snooze": (
        ruth(snooze("2026-03-02", "2026-04-01"), asked("2026-03-02")),
        None,
        "2026-03-04 R2 active",
    ),
    "before a no": (
        marta(snooze("2026-11-21", "2027-03-01"), carried(D, thank_now=True)),
        None,
        "2026-11-23 R4 active",
    ),
    "after a no": (
        marta(carried(D, thank_now=True), snooze("2026-11-23", "2027-03-01")),
        None,
        "2027-03-01 R3 active",
    ),
    "on the day of the no, entered before it": (
        marta(snooze(D, "2027-03-01"), carried(D, thank_now=True)),
        None,
        "2026-11-23 R4 active",
    ),
    "on the day of the no, entered after it": (
        marta(carried(D, thank_now=True), snooze(D, "2027-03-01")),
        None,
        "2027-03-01 R3 active",
    ),
    "between the no and its recording: it knew nothing of the no": (
        marta(snooze("2026-11-24", "2027-03-01"), carried(D, recorded="2026-11-25", thank_now=True)),
        None,
        "2026-11-25 R4 active",
    ),
    "on the day of the recording, entered before it": (
        marta(snooze("2026-11-25", "2027-03-01"), carried(D, recorded="2026-11-25", thank_now=True)),
        None,
        "2026-11-25 R4 active",
    ),
    "on the day of the recording, entered after it": (
        marta(carried(D, recorded="2026-11-25", thank_now=True), snooze("2026-11-25", "2027-03-01")),
        None,
        "2027-03-01 R3 active",
    ),
    # "The newest decision's recording" is the decision's own, not that of this person's part in it.
    "after the recording of the no, before that of the part": (
        marta(carried(D, part_recorded="2026-11-28"), snooze("2026-11-25", "2027-03-01")),
        "2026-11-28",
        "2027-03-01 R3 active",
    ),
    "a silence ends no snooze": (
        marta(snooze("2026-03-02", "2026-09-01"), silence(S)),
        None,
        "2026-09-01 R3 active",
    ),
    "a closing and a reopening end no snooze": (
        ruth(snooze("2026-03-02", "2026-09-01"), close("2026-03-03"), reopen("2026-03-04")),
        None,
        "2026-09-01 R3 active",
    ),
    "one that no longer holds hides nothing": (
        ruth(out(W), snooze("2026-03-02", "2027-12-01"), wrote("2026-03-03")),
        None,
        "2026-04-02 R10 active",
    ),
    "nor does it let an older one hold again": (
        marta(
            snooze("2026-03-02", "2027-06-01"),
            snooze("2026-03-03", "2027-12-01"),
            hello("2026-03-10"),
            cadence=None,
        ),
        None,
        "2026-04-14 R4 active",
    ),
    "write this week, right after a note": (
        ruth(out(W), pin("2026-03-02", "2026-03-02")),
        None,
        "2026-03-02 R3 active",
    ),
}


@table(R3)
def test_r3_snooze(given, today, expected):
    assert said(plan(given, today)) == expected


SKIPS = {
    "due today": (ruth(wrote(W)), "2026-03-31", None, "2026-04-30"),
    "due later": (ruth(wrote(W)), "2026-03-20", None, "2026-04-30"),
    "waiting": (ruth(wrote(W)), "2026-04-05", None, "2026-05-05"),
    "resting: a rest more": (ruth(out("2026-01-01"), out(W)), "2026-05-30", None, "2026-08-28"),
    "no interval, no cadence: a month": (jo(hello(D)), "2026-12-27", None, "2027-01-26"),
    "no date at all": (jo(), "2026-03-01", None, "2026-03-31"),
}


@table(SKIPS, "given, today, cadence, expected")
def test_r3_skip_this_round(given, today, cadence, expected):
    assert schedule.skipped_to(plan(given, today), cadence, on(today)) == on(expected)


# R4

THANKS = {
    "the day after": (marta(thanked(D)), None, f"{plus(D, 1)} R4 active"),
    "recorded the day after": (marta(thanked(D, recorded=plus(D, 1))), None, f"{plus(D, 1)} R4 active"),
    "recorded two days after": (marta(thanked(D, recorded=plus(D, 2))), None, f"{plus(D, 2)} R4 active"),
    "recorded on the last day": (marta(thanked(D, recorded=plus(D, 14))), None, f"{plus(D, 14)} R4 active"),
    "recorded late: never": (jo(thanked(D, recorded=plus(D, 15))), None, "none R6 active"),
    "recorded late, rehearsed for a day before": (
        jo(thanked(D, recorded=plus(D, 15))),
        plus(D, 3),
        "none R6 active",
    ),
    "the part recorded later": (marta(thanked(D, part_recorded=plus(D, 9))), None, f"{plus(D, 9)} R4 active"),
    "the part recorded late": (jo(thanked(D, part_recorded=plus(D, 15))), None, "none R6 active"),
    "offered on the last day": (jo(thanked(D)), plus(D, 14), f"{plus(D, 1)} R4 active"),
    "lapsed the day after: kept": (jo(thanked(D)), plus(D, 15), "none R6 active"),
    "lapsed: one hello": (jo(hello(D, thank_now=True)), plus(D, 15), f"{plus(D, 35)} R4 active"),
    "lapsed: correspondent": (marta(carried(D, thank_now=True)), plus(D, 15), f"{plus(D, 35)} R4 active"),
    "a note of two weeks before does not matter": (
        marta(out(plus(D, -1)), thanked(D)),
        None,
        f"{plus(D, 1)} R4 active",
    ),
    "cool does not hold it": (marta(thanked(D), cool(D)), None, f"{plus(D, 1)} R4 active"),
    "a fresh start does not hold it": (
        marta(close(plus(D, -9)), reopen(plus(D, -1)), thanked(D)),
        None,
        f"{plus(D, 1)} R4 active",
    ),
    "they wrote since and want no answer": (
        marta(thanked(D), wrote(plus(D, 3))),
        None,
        f"{plus(D, 1)} R4 active",
    ),
    "sent": (jo(thanked(D), out(plus(D, 1))), None, "none R6 active"),
    "sent on the day itself": (jo(thanked(D), out(D)), None, "none R6 active"),
    "written that day, before the answer came: the decision counts first": (
        jo(out(D), thanked(D)),
        None,
        "none R6 active",
    ),
    "a comment is no thank-you": (jo(thanked(D), comment(plus(D, 1))), None, f"{plus(D, 1)} R4 active"),
    "it did not arrive": (jo(thanked(D), out(plus(D, 1), arrived=False)), None, f"{plus(D, 1)} R4 active"),
    "they told it in a talk on the day": (jo(thanked(D), talk(D)), None, f"{plus(D, 1)} R4 active"),
    "a talk since": (jo(thanked(D), talk(plus(D, 1))), None, "none R6 active"),
    "frozen": (marta(thanked(D, kind=DecisionKind.FROZEN)), None, f"{plus(D, 1)} R4 active"),
    "cancelled": (marta(thanked(D, kind=DecisionKind.CANCELLED)), None, f"{plus(D, 1)} R4 active"),
    "told by a letter": (jo(thanked(D, told=ToldBy.LETTER)), None, f"{plus(D, 1)} R4 active"),
    "found out": (jo(thanked(D, told=ToldBy.NOBODY)), None, "none R6 active"),
    "withdrawn": (jo(thanked(D, kind=DecisionKind.WITHDRAWN)), None, "none R6 active"),
    "hired": (jo(thanked(D, kind=DecisionKind.HIRED)), None, "none R6 active"),
    "an offer": (jo(thanked(D, kind=DecisionKind.OFFER)), None, "none R6 active"),
    "open": (jo(thanked(D, kind=DecisionKind.OPEN)), None, "none R6 active"),
    "no answer": (jo(thanked(D, kind=DecisionKind.NO_ANSWER)), None, "none R6 active"),
    "the newest no": (jo(thanked("2026-11-10"), no(D)), None, "none R6 active"),
    "the newest no, entered first": (jo(no(D), thanked("2026-11-10")), None, "none R6 active"),
    "of one day, the last entered": (jo(no(D), thanked(D)), None, f"{plus(D, 1)} R4 active"),
    "of one day, the last entered keeps": (jo(thanked(D), no(D)), None, "none R6 active"),
}


@table(THANKS)
def test_r4_thank_now(given, today, expected):
    assert said(plan(given, today)) == expected


HELLOS = {
    "correspondent": (marta(carried(D)), None, f"{plus(D, 35)} R4 active"),
    "correspondent without a cadence": (marta(carried(D), cadence=None), None, f"{plus(D, 35)} R4 active"),
    "one hello": (jo(hello(D)), None, f"{plus(D, 35)} R4 active"),
    "kept": (jo(no(D)), None, "none R6 active"),
    "kept, and in a rhythm already": (ruth(wrote("2026-11-20"), no(D)), None, "2026-12-20 R10 active"),
    "kept, recorded late": (jo(no(D, recorded=plus(D, 40))), None, "none R6 active"),
    "it waits for good": (jo(hello(D)), plus(D, 300), f"{plus(D, 35)} R4 active"),
    # Late: recorded after D+14.
    "correspondent, D+14": (marta(carried(D, recorded=plus(D, 14))), None, f"{plus(D, 35)} R4 active"),
    "correspondent, D+15": (marta(carried(D, recorded=plus(D, 15))), None, f"{plus(D, 35)} R4 active"),
    "correspondent, D+28": (marta(carried(D, recorded=plus(D, 28))), None, f"{plus(D, 35)} R4 active"),
    "correspondent, D+29": (marta(carried(D, recorded=plus(D, 29))), None, f"{plus(D, 36)} R4 active"),
    "correspondent, thank now, D+29": (
        marta(carried(D, recorded=plus(D, 29), thank_now=True)),
        None,
        f"{plus(D, 36)} R4 active",
    ),
    "one hello, D+14": (jo(hello(D, recorded=plus(D, 14))), None, f"{plus(D, 35)} R4 active"),
    "one hello, D+15": (jo(hello(D, recorded=plus(D, 15))), None, f"{plus(D, 36)} R4 active"),
    "one hello, D+300": (jo(hello(D, recorded=plus(D, 300))), None, f"{plus(D, 321)} R4 active"),
    "correspondent, D+300": (marta(carried(D, recorded=plus(D, 300))), None, f"{plus(D, 307)} R4 active"),
    "the part recorded on D+14": (jo(hello(D, part_recorded=plus(D, 14))), None, f"{plus(D, 35)} R4 active"),
    "the part recorded on D+15": (jo(hello(D, part_recorded=plus(D, 15))), None, f"{plus(D, 36)} R4 active"),
    "met first, the decision recorded on D+15": (
        jo(hello(D, recorded=plus(D, 15), part_recorded=D)),
        None,
        f"{plus(D, 36)} R4 active",
    ),
    # What ends it.
    "sent": (jo(hello(D), out(plus(D, 35))), None, "none R6 active"),
    "a thank-you is the hello": (jo(hello(D, thank_now=True), out(plus(D, 1))), None, "none R6 active"),
    "sent by the correspondent, and a rhythm begins": (
        marta(carried(D), out(plus(D, 35))),
        None,
        f"{plus(D, 65)} R10 active",
    ),
    "a comment is no hello": (jo(hello(D), comment(plus(D, 9))), None, f"{plus(D, 35)} R4 active"),
    "it did not arrive": (jo(hello(D), out(plus(D, 9), arrived=False)), None, f"{plus(D, 35)} R4 active"),
    "they wrote on the day": (jo(hello(D), wrote(D)), None, f"{plus(D, 35)} R4 active"),
    "they wrote the day after": (jo(hello(D), wrote(plus(D, 1))), None, "none R6 active"),
    "they wrote to the correspondent": (
        marta(carried(D), wrote(plus(D, 1))),
        None,
        f"{plus(D, 31)} R10 active",
    ),
    "they wrote before thanks lapsed": (
        marta(carried(D, thank_now=True), wrote(plus(D, 3))),
        plus(D, 15),
        f"{plus(D, 33)} R10 active",
    ),
    "they liked a post": (jo(hello(D), like(plus(D, 1))), None, f"{plus(D, 35)} R4 active"),
    "talked on the day": (jo(hello(D), talk(D)), None, f"{plus(D, 35)} R4 active"),
    "talked the day after": (marta(carried(D), talk(plus(D, 1))), None, f"{plus(D, 31)} R10 active"),
    # What moves it.
    "cool since: 90 days": (jo(hello(D), cool(plus(D, 3))), None, f"{plus(D, 93)} R8 active"),
    "cool 55 days before: 35 days": (jo(cool(plus(D, -55)), hello(D)), None, f"{plus(D, 35)} R4 active"),
    "cool 54 days before: 36 days": (jo(cool(plus(D, -54)), hello(D)), None, f"{plus(D, 36)} R8 active"),
    "cool that has passed": (
        jo(hello(D), cool(plus(D, 3)), cool_ended(plus(D, 4))),
        None,
        f"{plus(D, 35)} R4 active",
    ),
    "cool that has just passed: a week": (
        jo(hello(D), cool(plus(D, 3)), cool_ended(plus(D, 29))),
        None,
        f"{plus(D, 36)} R10 active",
    ),
    "reopened 28 days after": (
        jo(close(plus(D, -9)), hello(D), reopen(plus(D, 28))),
        None,
        f"{plus(D, 35)} R4 active",
    ),
    "reopened 29 days after": (
        jo(close(plus(D, -9)), hello(D), reopen(plus(D, 29))),
        None,
        f"{plus(D, 36)} R10 active",
    ),
}


@table(HELLOS)
def test_r4_first_hello(given, today, expected):
    assert said(plan(given, today)) == expected


def test_r4_thanks_lapse_on_the_fourteenth_day():
    assert plan(marta(thanked(D))).lapses_on == on(plus(D, 14))
    assert plan(marta(carried(D))).lapses_on is None


def test_r4_an_offer_or_a_silence_in_between_changes_nothing():
    given = jo(hello(D), no(plus(D, 3), kind=DecisionKind.OFFER), no(plus(D, 4), kind=DecisionKind.NO_ANSWER))
    assert said(plan(given)) == f"{plus(D, 35)} R4 active"


# R5

R5 = {
    "seven days after the recording": (
        marta(out(plus(S, -20)), silence(S)),
        None,
        f"{plus(S, 7)} R5 active",
    ),
    "nothing ever sent": (marta(silence(S)), None, f"{plus(S, 7)} R5 active"),
    "found out by oneself": (marta(found_out(S)), None, f"{plus(S, 7)} R5 active"),
    "fourteen days after a note: the same day": (
        marta(out(plus(S, -7)), silence(S)),
        None,
        f"{plus(S, 7)} R5 active",
    ),
    "fourteen days after a later note": (
        marta(out(plus(S, -6)), silence(S)),
        None,
        f"{plus(S, 8)} R5 active",
    ),
    "recorded later": (marta(silence(S, recorded=plus(S, 20))), None, f"{plus(S, 27)} R5 active"),
    "the part recorded later": (
        marta(silence(S, part_recorded=plus(S, 9))),
        None,
        f"{plus(S, 16)} R5 active",
    ),
    "without a cadence": (marta(silence(S), cadence=None), None, f"{plus(S, 7)} R5 active"),
    "a final round": (marta(silence(S, stage=Stage.FINAL_ROUND)), None, f"{plus(S, 7)} R5 active"),
    "a screen is too early": (jo(silence(S, stage=Stage.SCREEN)), None, "none R6 active"),
    "one hello is not the correspondent": (jo(silence(S, ONE_HELLO)), None, "none R6 active"),
    "kept is not the correspondent": (jo(silence(S, KEEP)), None, "none R6 active"),
    "withdrawn by oneself is no silence": (
        jo(silence(S, kind=DecisionKind.WITHDRAWN)),
        None,
        "none R6 active",
    ),
    "another role, later, is no reason to forget it": (
        marta(silence(S), silence(plus(S, 2), KEEP)),
        None,
        f"{plus(S, 7)} R5 active",
    ),
    # Off.
    "sent, then resting": (marta(silence(S), out(plus(S, 7))), None, f"{plus(S, 97)} R7 resting"),
    "written since its day, before it was recorded": (
        marta(silence(S, recorded=plus(S, 20)), out(plus(S, 10))),
        None,
        f"{plus(S, 100)} R7 resting",
    ),
    "a comment since changes nothing": (
        marta(out(plus(S, -20)), silence(S), comment(plus(S, 2))),
        None,
        f"{plus(S, 7)} R5 active",
    ),
    "a note since that did not arrive": (
        marta(silence(S), out(plus(S, 2), arrived=False)),
        None,
        f"{plus(S, 7)} R5 active",
    ),
    "they wrote since": (
        marta(out(plus(S, -20)), silence(S), wrote(plus(S, 2))),
        None,
        f"{plus(S, 32)} R10 active",
    ),
    "they wrote since, long ago": (
        marta(out(plus(S, -20)), silence(S), wrote(plus(S, 2))),
        plus(S, 60),
        f"{plus(S, 32)} R10 active",
    ),
    "talked since": (marta(silence(S), talk(plus(S, 2))), None, f"{plus(S, 32)} R10 active"),
    "a decision since": (
        marta(silence(S), carried(plus(S, 2), thank_now=True)),
        None,
        f"{plus(S, 3)} R4 active",
    ),
    # Fourteen days unsent, then resting: the rest follows the note's day, however old the last letter is.
    "unsent, the fourteenth day": (
        marta(out(plus(S, -300)), silence(S)),
        plus(S, 21),
        f"{plus(S, 7)} R5 active",
    ),
    "unsent, the fifteenth day": (
        marta(out(plus(S, -300)), silence(S)),
        plus(S, 22),
        f"{plus(S, 97)} R5 resting",
    ),
    "unsent, nothing ever sent": (marta(silence(S)), plus(S, 22), f"{plus(S, 97)} R5 resting"),
    "unsent, a quarterly rhythm": (marta(silence(S), cadence=90), plus(S, 22), f"{plus(S, 277)} R5 resting"),
    "unsent, no cadence": (marta(silence(S), cadence=None), plus(S, 22), "none R6 resting"),
    "unsent, a comment during the rest": (
        marta(silence(S), comment(plus(S, 40))),
        None,
        f"{plus(S, 130)} R5 resting",
    ),
    "unsent, they write in the rest": (
        marta(silence(S), wrote(plus(S, 40))),
        None,
        f"{plus(S, 70)} R10 active",
    ),
    "unsent, a later silence brings a note again": (
        marta(silence(S), silence(plus(S, 100))),
        None,
        f"{plus(S, 107)} R5 active",
    ),
}


@table(R5)
def test_r5_silence(given, today, expected):
    assert said(plan(given, today)) == expected


def test_r5_lapses_fourteen_days_after_its_day():
    assert plan(marta(out(plus(S, -6)), silence(S))).lapses_on == on(plus(S, 22))


def test_r5_a_wider_gap_moves_the_note_and_its_lapse():
    given = marta(out(plus(S, -6)), silence(S))
    wide = Settings(gap=30)
    found = plan(given, settings=wide)
    assert (found.due_on, found.lapses_on) == (on(plus(S, 24)), on(plus(S, 38)))
    assert plan(given, plus(S, 38), wide).due_on == on(plus(S, 24))
    assert said(plan(given, plus(S, 39), wide)) == f"{plus(S, 114)} R5 resting"


# R6

R6 = {
    "nothing at all": (jo(), "2026-03-01", "none R6 active"),
    "written to": (jo(out(W)), None, "none R6 active"),
    "they wrote": (jo(wrote(W)), None, "none R6 active"),
    "a cadence, never written": (contact(added=W), W, "2026-03-08 R6 active"),
    "long ago": (contact(added=W), "2026-12-01", "2026-03-08 R6 active"),
    "a like is no touchpoint of a rule": (contact(like("2026-03-02"), added=W), None, "2026-03-08 R6 active"),
    "a note that did not arrive": (
        contact(out("2026-03-02", arrived=False), added=W),
        None,
        "2026-03-08 R6 active",
    ),
    "a comment starts the clock": (contact(comment("2026-03-02"), added=W), None, "2026-04-01 R10 active"),
    "kept, added 28 days after the no": (
        contact(no(D, part_recorded=plus(D, 28)), added=plus(D, 28)),
        None,
        f"{plus(D, 35)} R6 active",
    ),
    "kept, added 29 days after the no": (
        contact(no(D, part_recorded=plus(D, 29)), added=plus(D, 29)),
        None,
        f"{plus(D, 36)} R6 active",
    ),
    "kept, known for long": (contact(no(D), added="2025-01-01"), None, f"{plus(D, 35)} R6 active"),
    # A fresh start leaves its week here too, and cool its 90 days.
    "a cadence given after none": (
        contact(added="2025-01-01", cadence_given=W),
        None,
        "2026-03-08 R10 active",
    ),
    "reopened": (contact(close("2026-03-02"), reopen("2026-03-09"), added=W), None, "2026-03-16 R10 active"),
    "cool": (contact(cool("2026-03-02"), added=W), None, "2026-05-31 R8 active"),
}


@table(R6)
def test_r6_address_book_and_never_written(given, today, expected):
    assert said(plan(given, today)) == expected


# R7

LADDER = [
    # cadence, then the interval after no, one, two and three tries without a word
    (14, 14, 28, 90, 365),
    (30, 30, 60, 90, 365),
    (60, 60, 120, 180, 365),
    (90, 90, 180, 270, 365),
    (180, 180, 360, 365, 365),
]


@pytest.mark.parametrize("tries", range(4))
@pytest.mark.parametrize("ladder", LADDER, ids=lambda ladder: f"every {ladder[0]}")
def test_r7_intervals(ladder, tries):
    cadence, interval = ladder[0], ladder[1 + tries]
    days = [plus(W, 20 * place) for place in range(tries + 1)]
    given = ruth(wrote(W), *[out(day) for day in days], cadence=cadence)  # the first answers them
    found = plan(given)
    standing = (Standing.ACTIVE, Standing.ACTIVE, Standing.RESTING, Standing.DORMANT)[tries]
    assert (found.interval, found.standing, found.due_on) == (
        interval,
        standing,
        on(plus(days[-1], interval)),
    )


def test_r7_a_fourth_try_changes_nothing():
    given = ruth(*[out(plus(W, 20 * place)) for place in range(4)])
    assert said(plan(given)) == f"{plus(W, 60 + 365)} R7 dormant"


STREAKS = {
    # One try: within three days of the first of them.
    "three days apart: one try": (ruth(out(W), out(plus(W, 3))), None, f"{plus(W, 63)} R7 active"),
    "four days apart: two": (ruth(out(W), out(plus(W, 4))), None, f"{plus(W, 94)} R7 resting"),
    "counted from the first of them": (
        ruth(out(W), out(plus(W, 3)), out(plus(W, 4))),
        None,
        f"{plus(W, 94)} R7 resting",
    ),
    "a corrected answer is still the answer": (
        ruth(wrote(W), out(plus(W, 1)), out(plus(W, 4))),
        None,
        f"{plus(W, 34)} R10 active",
    ),
    # What it is counted from.
    "the first after a letter answers it": (
        ruth(wrote(W), out(plus(W, 9))),
        None,
        f"{plus(W, 39)} R10 active",
    ),
    "the first after a talk": (ruth(talk(W), out(plus(W, 9))), None, f"{plus(W, 39)} R10 active"),
    "the first after a no": (ruth(no(W), out(plus(W, 9))), None, f"{plus(W, 39)} R10 active"),
    "two after a no": (ruth(no(W), out(plus(W, 9)), out(plus(W, 29))), None, f"{plus(W, 89)} R7 active"),
    "a letter of the day, entered before": (ruth(wrote(W), out(W)), None, f"{plus(W, 30)} R10 active"),
    "a letter of the day, entered after": (ruth(out(W), wrote(W)), None, f"{plus(W, 30)} R10 active"),
    "a no of the day comes first": (
        ruth(out(W), no(W), out(plus(W, 30))),
        None,
        f"{plus(W, 90)} R7 active",
    ),
    "a silence is no word": (ruth(silence(W, KEEP), out(plus(W, 9))), None, f"{plus(W, 69)} R7 active"),
    "found out is no word": (ruth(found_out(W, KEEP), out(plus(W, 9))), None, f"{plus(W, 69)} R7 active"),
    "one's own withdrawal is no word": (
        ruth(no(W, kind=DecisionKind.WITHDRAWN), out(plus(W, 9))),
        None,
        f"{plus(W, 69)} R7 active",
    ),
    "a like is no word": (ruth(out(W), like(plus(W, 5)), out(plus(W, 9))), None, f"{plus(W, 99)} R7 resting"),
    "a letter that did not arrive is no word": (
        ruth(out(W), wrote(plus(W, 5), arrived=False)),
        None,
        f"{plus(W, 60)} R7 active",
    ),
    # What counts.
    "a comment is no try": (ruth(out(W), comment(plus(W, 20))), None, f"{plus(W, 80)} R7 active"),
    "comments alone": (ruth(comment(W), comment(plus(W, 30))), None, f"{plus(W, 60)} R10 active"),
    "what did not arrive is no try": (
        ruth(out(W), out(plus(W, 20), arrived=False)),
        None,
        f"{plus(W, 60)} R7 active",
    ),
    "nor does it start the clock": (
        ruth(comment(W), comment(plus(W, 20), arrived=False)),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "a message of one's own on LinkedIn is a try": (
        ruth(out(W, channel=Channel.LINKEDIN_MESSAGE)),
        None,
        f"{plus(W, 60)} R7 active",
    ),
    "a comment meant for them alone is a try": (
        ruth(comment(W, weight=Weight.DIRECT)),
        None,
        f"{plus(W, 60)} R7 active",
    ),
    # Forgiven.
    "540 days between two tries": (ruth(out(W), out(plus(W, 540))), None, f"{plus(W, 630)} R7 resting"),
    "541 days: forgiven": (ruth(out(W), out(plus(W, 541))), None, f"{plus(W, 601)} R7 active"),
    "three forgiven at once": (
        ruth(out(W), out(plus(W, 20)), out(plus(W, 40)), out(plus(W, 581))),
        None,
        f"{plus(W, 641)} R7 active",
    ),
    "only those before the gap": (
        ruth(out(W), out(plus(W, 541)), out(plus(W, 561))),
        None,
        f"{plus(W, 651)} R7 resting",
    ),
    "the newest gap counts": (
        ruth(out(W), out(plus(W, 541)), out(plus(W, 1082))),
        None,
        f"{plus(W, 1142)} R7 active",
    ),
    "comments fill no gap": (
        ruth(out(W), comment(plus(W, 270)), out(plus(W, 541))),
        None,
        f"{plus(W, 601)} R7 active",
    ),
    # Dormant without a third try.
    "two tries, comments for 364 days": (
        ruth(out(W), out(plus(W, 20)), comment(plus(W, 384))),
        None,
        f"{plus(W, 474)} R7 resting",
    ),
    "two tries, comments for 365 days": (
        ruth(out(W), out(plus(W, 20)), comment(plus(W, 385))),
        None,
        f"{plus(W, 750)} R7 dormant",
    ),
    "one try, comments for 365 days": (
        ruth(out(W), comment(plus(W, 365))),
        None,
        f"{plus(W, 425)} R7 active",
    ),
    # The way back.
    "resting, and they write": (
        ruth(out(W), out(plus(W, 20)), wrote(plus(W, 50))),
        None,
        f"{plus(W, 80)} R10 active",
    ),
    "dormant, and they talk": (
        ruth(out(W), out(plus(W, 20)), out(plus(W, 40)), talk(plus(W, 50))),
        None,
        f"{plus(W, 80)} R10 active",
    ),
}


@table(STREAKS)
def test_r7_streak(given, today, expected):
    assert said(plan(given, today)) == expected


STANDINGS = {
    "resting while snoozed": (
        ruth(out(W), out(plus(W, 20)), snooze(plus(W, 21), plus(W, 30))),
        None,
        f"{plus(W, 30)} R3 resting",
    ),
    "resting in the address book": (jo(out(W), out(plus(W, 20))), None, "none R6 resting"),
    "active again while it is your turn": (
        ruth(out(W), out(plus(W, 20)), asked(plus(W, 50))),
        None,
        f"{plus(W, 52)} R2 active",
    ),
    "active when cool": (ruth(talk(W), cool(plus(W, 1))), None, f"{plus(W, 90)} R8 active"),
    "active when tapered": (ruth(talk(W), comment(plus(W, 400))), None, f"{plus(W, 490)} R9 active"),
    "a no ends a rest": (
        marta(out(W), out(plus(W, 20)), carried(plus(W, 30))),
        None,
        f"{plus(W, 65)} R4 active",
    ),
}


@table(STANDINGS)
def test_standing_depends_on_closing_and_tries_alone(given, today, expected):
    assert said(plan(given, today)) == expected


# R8

R8 = {
    "ninety days at least": (ruth(talk(W), cool(plus(W, 1))), None, f"{plus(W, 90)} R8 active"),
    "a longer interval stays": (
        ruth(wrote(W), out(plus(W, 1)), out(plus(W, 30)), cool(plus(W, 31)), cadence=60),
        None,
        f"{plus(W, 150)} R7 active",
    ),
    "ninety days anyway": (
        ruth(out(W), out(plus(W, 20)), cool(plus(W, 21))),
        None,
        f"{plus(W, 110)} R7 resting",
    ),
    "ended by a warm letter": (
        ruth(talk(W), cool(plus(W, 1)), wrote(plus(W, 9), tone=WARM)),
        None,
        f"{plus(W, 39)} R10 active",
    ),
    "a warm letter that wants an answer, answered": (
        ruth(talk(W), cool(plus(W, 1)), asked(plus(W, 9), tone=WARM), out(plus(W, 10))),
        None,
        f"{plus(W, 40)} R10 active",
    ),
    "not by a brief one": (
        ruth(talk(W), cool(plus(W, 1)), wrote(plus(W, 9), tone=BRIEF)),
        None,
        f"{plus(W, 99)} R8 active",
    ),
    "not by one without a tone": (
        ruth(talk(W), cool(plus(W, 1)), wrote(plus(W, 9))),
        None,
        f"{plus(W, 99)} R8 active",
    ),
    "not by an older warm one": (
        ruth(wrote(W, tone=WARM), cool(plus(W, 1))),
        None,
        f"{plus(W, 90)} R8 active",
    ),
    "not by one of the day, entered before": (
        ruth(wrote(W, tone=WARM), cool(W)),
        None,
        f"{plus(W, 90)} R8 active",
    ),
    "by one of the day, entered after": (
        ruth(cool(W), wrote(W, tone=WARM)),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "not by a like": (
        ruth(talk(W), cool(plus(W, 1)), like(plus(W, 9), tone=WARM)),
        None,
        f"{plus(W, 90)} R8 active",
    ),
    "not by one's own warm words": (
        ruth(talk(W), cool(plus(W, 1)), comment(plus(W, 9), tone=WARM)),
        None,
        f"{plus(W, 99)} R8 active",
    ),
    # Together is both at once, so a warm talk is a warm inbound.
    "by a warm talk": (
        ruth(talk(W), cool(plus(W, 1)), talk(plus(W, 9), tone=WARM)),
        None,
        f"{plus(W, 39)} R10 active",
    ),
    "not by a talk without a tone": (
        ruth(talk(W), cool(plus(W, 1)), talk(plus(W, 9))),
        None,
        f"{plus(W, 99)} R8 active",
    ),
    "ended by the user, 7 days before": (
        ruth(talk(W), cool(plus(W, 1)), cool_ended(plus(W, 23))),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "ended by the user, 6 days before": (
        ruth(talk(W), cool(plus(W, 1)), cool_ended(plus(W, 24))),
        None,
        f"{plus(W, 31)} R10 active",
    ),
    "sensed again": (
        ruth(talk(W), cool(plus(W, 1)), cool_ended(plus(W, 2)), cool(plus(W, 3))),
        None,
        f"{plus(W, 90)} R8 active",
    ),
    "sensed again after a warm letter": (
        ruth(cool(W), wrote(plus(W, 2), tone=WARM), cool(plus(W, 3))),
        None,
        f"{plus(W, 92)} R8 active",
    ),
    "on the day before it": (ruth(talk(W), cool(plus(W, 1))), W, f"{plus(W, 30)} R10 active"),
}


@table(R8)
def test_r8_cool(given, today, expected):
    assert said(plan(given, today)) == expected


# R9

R9 = {
    "182 days": (ruth(talk(W), comment(plus(W, 182))), None, f"{plus(W, 212)} R10 active"),
    "183 days": (ruth(talk(W), comment(plus(W, 183))), None, f"{plus(W, 243)} R9 active"),
    "365 days": (ruth(talk(W), comment(plus(W, 365))), None, f"{plus(W, 425)} R9 active"),
    "366 days": (ruth(talk(W), comment(plus(W, 366))), None, f"{plus(W, 456)} R9 active"),
    "from a letter": (ruth(wrote(W), comment(plus(W, 183))), None, f"{plus(W, 243)} R9 active"),
    "from a no": (ruth(no(W), comment(plus(W, 183))), None, f"{plus(W, 243)} R9 active"),
    "to a letter of one's own": (ruth(wrote(W), out(plus(W, 183))), None, f"{plus(W, 243)} R9 active"),
    "from the newest of them": (
        ruth(no(W), talk(plus(W, 100)), comment(plus(W, 200))),
        None,
        f"{plus(W, 230)} R10 active",
    ),
    "not from a silence": (ruth(silence(W, KEEP), comment(plus(W, 400))), None, f"{plus(W, 430)} R10 active"),
    "not from a like": (
        ruth(like(W), comment(plus(W, 400))),
        None,
        f"{plus(W, 430)} R10 active",
    ),
    "none of these": (ruth(out(W), comment(plus(W, 400))), None, f"{plus(W, 460)} R7 active"),
    "by the newest touchpoint, not by the day": (ruth(talk(W)), plus(W, 400), f"{plus(W, 30)} R10 active"),
    "a touchpoint from before the no": (
        ruth(comment(W), no(plus(W, 400))),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "a like is no newest touchpoint": (ruth(talk(W), like(plus(W, 400))), None, f"{plus(W, 30)} R10 active"),
    "switched off": (ruth(talk(W), comment(plus(W, 400)), taper=False), None, f"{plus(W, 430)} R10 active"),
    "a longer interval stays": (
        ruth(talk(W), comment(plus(W, 183)), cadence=90),
        None,
        f"{plus(W, 273)} R10 active",
    ),
    "longer than a doubled one": (
        ruth(talk(W), out(plus(W, 1)), out(plus(W, 366))),
        None,
        f"{plus(W, 456)} R9 active",
    ),
    "as long as a doubled one": (
        ruth(talk(W), out(plus(W, 1)), out(plus(W, 183))),
        None,
        f"{plus(W, 243)} R7 active",
    ),
    "cool is longer than two months": (
        ruth(talk(W), comment(plus(W, 183)), cool(plus(W, 184))),
        None,
        f"{plus(W, 273)} R8 active",
    ),
    "cool is no longer than three": (
        ruth(talk(W), comment(plus(W, 366)), cool(plus(W, 367))),
        None,
        f"{plus(W, 456)} R9 active",
    ),
}


@table(R9)
def test_r9_taper(given, today, expected):
    assert said(plan(given, today)) == expected


# R10

R10 = {
    "monthly": (priya(wrote(W, tone=WARM)), None, "2026-03-31 R10 active"),
    "back-dated, a word: the streak, not the clock": (
        ruth(out(W), talk("2026-02-01")),
        None,
        "2026-03-31 R10 active",
    ),
    "back-dated, a comment: nothing": (ruth(out(W), comment("2026-02-01")), None, "2026-04-30 R7 active"),
    "of one day, both orders": (ruth(comment(W), talk(W)), None, "2026-03-31 R10 active"),
    "events of later days are left out": (
        ruth(wrote(W), out(plus(W, 20))),
        plus(W, 19),
        "2026-03-31 R10 active",
    ),
    # Not before seven days after a fresh start.
    "a cadence given 7 days before": (
        ruth(talk(W), cadence_given=plus(W, 23)),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "a cadence given 6 days before": (
        ruth(talk(W), cadence_given=plus(W, 24)),
        None,
        f"{plus(W, 31)} R10 active",
    ),
    "a cadence given long after": (
        ruth(out(W), cadence_given=plus(W, 300)),
        None,
        f"{plus(W, 307)} R10 active",
    ),
    "a cadence given, then a note": (
        ruth(talk(W), out(plus(W, 310)), cadence_given=plus(W, 300)),
        None,
        f"{plus(W, 370)} R9 active",
    ),
    "reopened 7 days before": (
        ruth(talk(W), close(plus(W, 2)), reopen(plus(W, 23))),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "reopened 6 days before": (
        ruth(talk(W), close(plus(W, 2)), reopen(plus(W, 24))),
        None,
        f"{plus(W, 31)} R10 active",
    ),
    "the latest of several fresh starts": (
        ruth(
            talk(W),
            cool(plus(W, 1)),
            close(plus(W, 2)),
            reopen(plus(W, 40)),
            cool_ended(plus(W, 35)),
            cadence_given=plus(W, 33),
        ),
        None,
        f"{plus(W, 47)} R10 active",
    ),
    "your turn does not wait for it": (
        ruth(close(W), asked(plus(W, 2)), reopen(plus(W, 2))),
        None,
        f"{plus(W, 4)} R2 active",
    ),
    "a snooze does not wait for it": (
        ruth(talk(W), snooze(plus(W, 24), plus(W, 25)), cadence_given=plus(W, 24)),
        None,
        f"{plus(W, 25)} R3 active",
    ),
}


@table(R10)
def test_r10_clock(given, today, expected):
    assert said(plan(given, today)) == expected


def test_r10_a_cadence_counts_whatever_day_is_asked_about():
    given = ruth(talk(W), cadence_given=plus(W, 300))
    assert plan(given, W).due_on == plan(given, plus(W, 300)).due_on == on(plus(W, 307))


# R11

R11 = {
    "a note, the rhythm is shorter": (ruth(wrote(W), out(plus(W, 1))), None, f"{plus(W, 46)} R11 active"),
    "a talk since is no outbound": (ruth(out(W), talk(plus(W, 2))), None, f"{plus(W, 45)} R11 active"),
    "a talk alone opens no gap": (ruth(talk(W)), None, f"{plus(W, 30)} R10 active"),
    "a comment opens no gap": (ruth(comment(W)), None, f"{plus(W, 30)} R10 active"),
    "a note that did not arrive opens no gap": (
        ruth(talk(W), out(plus(W, 1), arrived=False)),
        None,
        f"{plus(W, 30)} R10 active",
    ),
    "a first hello": (jo(out(plus(D, -5)), hello(D)), None, f"{plus(D, 40)} R11 active"),
    "your turn excepted": (ruth(out(W), asked(plus(W, 1))), None, f"{plus(W, 3)} R2 active"),
    "a snooze excepted": (ruth(out(W), snooze(W, plus(W, 3))), None, f"{plus(W, 3)} R3 active"),
    "pinned excepted": (ruth(out(W), pin(W, W)), None, f"{W} R3 active"),
    "thanks excepted": (jo(out(plus(D, -5)), thanked(D)), None, f"{plus(D, 1)} R4 active"),
}


@table(R11)
def test_r11_gap(given, today, expected):
    assert said(plan(given, today, Settings(gap=45))) == expected


def test_r11_fourteen_days_fit_the_shortest_rhythm():
    assert said(plan(ruth(wrote(W), out(plus(W, 1)), cadence=14))) == f"{plus(W, 15)} R10 active"


EARLIEST = {
    "a note": (ruth(out(W)), None, plus(W, 14)),
    "the newest note": (ruth(out(W), out(plus(W, 9))), None, plus(W, 23)),
    "none ever": (ruth(wrote(W), talk(plus(W, 1)), comment(plus(W, 2))), None, None),
    "none that arrived": (ruth(out(W, arrived=False)), None, None),
    "a letter since changes nothing": (ruth(out(W), asked(plus(W, 1))), None, plus(W, 14)),
}


@table(EARLIEST)
def test_earliest(given, today, expected):
    assert plan(given, today).earliest_on == (on(expected) if expected else None)


SINCE = {
    "the clock": (ruth(out(W), comment(plus(W, 9))), None, plus(W, 9)),
    "a like since": (ruth(out(W), like(plus(W, 9))), None, W),
    "tapered": (ruth(talk(W), comment(plus(W, 200))), None, plus(W, 200)),
    "cool": (ruth(talk(W), cool(plus(W, 3))), None, W),
    "your turn: the first letter": (ruth(asked(W), asked(plus(W, 9))), None, W),
    "snoozed: the day it was asked": (ruth(snooze(W, plus(W, 9))), None, W),
    "a no": (marta(thanked(D, recorded=plus(D, 3))), None, D),
    "never written": (contact(added=W), W, W),
    "the address book": (jo(out(W)), None, None),
    "closed": (ruth(out(W), close(plus(W, 3))), None, plus(W, 3)),
}


@table(SINCE)
def test_since(given, today, expected):
    assert plan(given, today).since == (on(expected) if expected else None)


# Advice and channel

TWO_TRIES = (out(W), out(plus(W, 20)))
ADVICE = {
    "active": (ruth(talk(W)), None, Weight.DIRECT),
    "one try": (ruth(out(W)), None, Weight.DIRECT),
    "resting": (ruth(*TWO_TRIES), None, Weight.AMBIENT),
    "dormant": (ruth(*TWO_TRIES, out(plus(W, 40))), None, Weight.AMBIENT),
    "cool": (ruth(talk(W), cool(plus(W, 1))), None, Weight.AMBIENT),
    "cool, a first hello is direct all the same": (jo(hello(D), cool(D)), None, Weight.DIRECT),
    "cool, thanks are direct": (jo(thanked(D), cool(D)), None, Weight.DIRECT),
    "your turn while cool": (ruth(asked(W), cool(W)), None, Weight.DIRECT),
    "pinned while resting": (ruth(*TWO_TRIES, pin(plus(W, 30), plus(W, 30))), None, Weight.DIRECT),
    "snoozed while resting": (ruth(*TWO_TRIES, snooze(plus(W, 30), plus(W, 40))), None, Weight.AMBIENT),
    "the closing note": (marta(out(plus(S, -20)), silence(S)), None, Weight.DIRECT),
    "the closing note, unsent": (marta(silence(S)), plus(S, 22), Weight.AMBIENT),
    "the closing note, sent": (marta(silence(S), out(plus(S, 7))), None, Weight.AMBIENT),
    "never written": (contact(added=W), W, Weight.DIRECT),
    "never written, cool": (contact(cool(W), added=W), None, Weight.AMBIENT),
    "one comment while resting": (ruth(*TWO_TRIES, comment(plus(W, 110))), None, Weight.AMBIENT),
    "two comments while resting: a short note": (
        ruth(*TWO_TRIES, comment(plus(W, 110)), comment(plus(W, 200))),
        None,
        Weight.DIRECT,
    ),
    "two comments, but a note in between": (
        ruth(out(W), comment(plus(W, 10)), out(plus(W, 20)), comment(plus(W, 110))),
        None,
        Weight.AMBIENT,
    ),
    "two comments and their like: still two in a row": (
        ruth(*TWO_TRIES, comment(plus(W, 110)), like(plus(W, 111)), comment(plus(W, 200))),
        None,
        Weight.DIRECT,
    ),
    "two comments while dormant": (
        ruth(*TWO_TRIES, out(plus(W, 40)), comment(plus(W, 405)), comment(plus(W, 770))),
        None,
        Weight.DIRECT,
    ),
    "two comments while cool: ambient still": (
        ruth(talk(W), cool(W), comment(plus(W, 90)), comment(plus(W, 180))),
        None,
        Weight.AMBIENT,
    ),
    "two comments while active": (
        ruth(talk(W), comment(plus(W, 30)), comment(plus(W, 60))),
        None,
        Weight.DIRECT,
    ),
}


@table(ADVICE)
def test_advice(given, today, expected):
    assert plan(given, today).advice is expected


PHONE, EMAIL, LINKEDIN = Channel.PHONE, Channel.EMAIL, Channel.LINKEDIN_MESSAGE
CHANNELS = {
    "the newest direct one": (ruth(out(W, channel=LINKEDIN), wrote(plus(W, 9), channel=PHONE)), None, PHONE),
    "not a comment": (ruth(out(W, channel=LINKEDIN), comment(plus(W, 9))), None, LINKEDIN),
    "not what did not arrive": (
        ruth(out(W, channel=LINKEDIN), out(plus(W, 9), channel=EMAIL, arrived=False)),
        None,
        LINKEDIN,
    ),
    # A talk is no channel to write by.
    "not a meeting": (ruth(out(W, channel=LINKEDIN), talk(plus(W, 9))), None, LINKEDIN),
    "the first known": (contact(added=W, known=(LINKEDIN, PHONE)), W, LINKEDIN),
    "the first known, after a talk": (ruth(talk(W), known=(PHONE,)), None, PHONE),
    "none known: an e-mail": (contact(added=W), W, EMAIL),
    "ambient": (ruth(*TWO_TRIES), None, Channel.LINKEDIN_COMMENT),
    "no date": (jo(out(W)), None, None),
    "closed": (ruth(out(W), close(plus(W, 1))), None, None),
}


@table(CHANNELS)
def test_channel(given, today, expected):
    assert plan(given, today).channel is expected


def test_a_voicemail_of_theirs_is_a_letter_and_a_talk_is_not():
    left = ruth(out(W), asked(plus(W, 1), channel=Channel.PHONE))
    talked = ruth(out(W), talk(plus(W, 1), channel=Channel.PHONE, direction=Direction.TOGETHER))
    assert said(plan(left)) == f"{plus(W, 3)} R2 active"
    assert said(plan(talked)) == f"{plus(W, 31)} R10 active"


# R12. W is 1 March; without a moment a talk on it gives 31 March, a note on it 30 April.

TALK = talk(W)


def between(*events, at, **fields):
    """Ruth, with a moment on each day of `at`."""
    moments = tuple(meant(day, opportunity=place) for place, day in enumerate(at))
    return ruth(*events, doors=moments, **fields)


R12 = {
    "no moment near": (between(TALK, at=["2026-06-01"]), None, "2026-03-31 R10 active"),
    "on the day itself": (between(TALK, at=["2026-03-31"]), None, "2026-03-31 R12 active"),
    "10 days later": (between(TALK, at=["2026-04-10"]), None, "2026-04-10 R12 active"),
    "11 days later": (between(TALK, at=["2026-04-11"]), None, "2026-03-31 R10 active"),
    "10 days earlier": (between(TALK, at=["2026-03-21"]), None, "2026-03-21 R12 active"),
    "11 days earlier": (between(TALK, at=["2026-03-20"]), None, "2026-03-31 R10 active"),
    "the nearest": (between(TALK, at=["2026-04-09", "2026-03-24"]), None, "2026-03-24 R12 active"),
    "the nearest, later": (between(TALK, at=["2026-04-06", "2026-03-24"]), None, "2026-04-06 R12 active"),
    "two as near: the earlier": (
        between(TALK, at=["2026-04-05", "2026-03-26"]),
        None,
        "2026-03-26 R12 active",
    ),
    "after a note, two months on": (
        between(out(W), at=["2026-04-22"]),
        None,
        "2026-04-22 R12 active",
    ),
    "the gap allows its own day": (
        between(wrote("2026-02-20"), out(W), at=["2026-03-15"], cadence=14),
        None,
        "2026-03-15 R12 active",
    ),
    "the gap forbids the day before": (
        between(wrote("2026-02-20"), out(W), at=["2026-03-14"], cadence=14),
        None,
        "2026-03-15 R10 active",
    ),
    "what is forbidden leaves the later one": (
        between(wrote("2026-02-20"), out(W), at=["2026-03-14", "2026-03-24"], cadence=14),
        None,
        "2026-03-24 R12 active",
    ),
    "a date that the gap gave meets a moment": (
        between(wrote("2026-02-20"), out(W), TALK, at=["2026-03-18"], cadence=14),
        None,
        "2026-03-18 R12 active",
    ),
    "a rest moves later": (
        between(out("2026-01-01"), out(W), at=["2026-06-08"]),
        None,
        "2026-06-08 R12 resting",
    ),
    "a rest never moves earlier": (
        between(out("2026-01-01"), out(W), at=["2026-05-29"]),
        None,
        "2026-05-30 R7 resting",
    ),
    "a rest: the later of two, though it is farther": (
        between(out("2026-01-01"), out(W), at=["2026-05-29", "2026-06-08"]),
        None,
        "2026-06-08 R12 resting",
    ),
    "a yearly hello moves later": (
        between(out("2025-09-01"), out("2025-11-01"), out(W), at=["2027-03-11"]),
        None,
        "2027-03-11 R12 dormant",
    ),
    "a yearly hello never moves earlier": (
        between(out("2025-09-01"), out("2025-11-01"), out(W), at=["2027-02-28"]),
        None,
        "2027-03-01 R7 dormant",
    ),
    "cool: not before 90 days": (between(TALK, cool(W), at=["2026-05-29"]), None, "2026-05-30 R8 active"),
    "cool: later, and the distance stays the reason": (
        between(TALK, cool(W), at=["2026-06-01"]),
        None,
        "2026-06-01 R8 active",
    ),
    "cool, with a longer rhythm: not before 90 days": (
        between(TALK, cool(W), at=["2026-08-20"], cadence=180),
        None,
        "2026-08-20 R12 active",
    ),
    "taper: not before 60 days": (
        between(talk("2025-08-01"), comment(W), at=["2026-04-29"]),
        None,
        "2026-04-30 R9 active",
    ),
    "taper: later": (
        between(talk("2025-08-01"), comment(W), at=["2026-05-01"]),
        None,
        "2026-05-01 R12 active",
    ),
    "taper switched off": (
        between(talk("2025-08-01"), comment(W), at=["2026-03-28"], taper=False),
        None,
        "2026-03-28 R12 active",
    ),
    "a fresh rhythm: not before its week": (
        between(TALK, at=["2026-03-28"], cadence_given="2026-03-22"),
        "2026-03-22",
        "2026-03-31 R10 active",
    ),
    "a fresh rhythm: after its week": (
        between(TALK, at=["2026-03-29"], cadence_given="2026-03-22"),
        "2026-03-22",
        "2026-03-29 R12 active",
    ),
    "a snooze stays": (
        between(TALK, snooze(W, "2026-04-01"), at=["2026-04-02"]),
        None,
        "2026-04-01 R3 active",
    ),
    "an answer stays": (between(TALK, asked("2026-03-10"), at=["2026-03-13"]), None, "2026-03-12 R2 active"),
    "a first hello stays": (between(carried(W), at=["2026-04-06"]), None, "2026-04-05 R4 active"),
    "a first note stays": (between(added=W, at=["2026-03-09"]), W, "2026-03-08 R6 active"),
    "no rhythm, no date": (between(TALK, at=["2026-03-31"], cadence=None), None, "none R6 active"),
    "closed": (between(TALK, close(W), at=["2026-03-31"]), None, "none R1 closed"),
    "a decision still to come": (
        ruth(TALK, doors=(doors("2026-03-10", look_again="2026-04-02"),)),
        "2026-03-09",
        "2026-03-31 R10 active",
    ),
    "a backfill, the start known": (
        ruth(TALK, doors=(doors("2026-02-01", Door.BACKFILL, started="2026-03-07"),)),
        None,
        "2026-03-28 R12 active",
    ),
    "a backfill, the start unknown": (
        ruth(TALK, doors=(doors("2026-02-20", Door.BACKFILL),)),
        None,
        "2026-03-27 R12 active",
    ),
    "a winner from inside": (
        ruth(TALK, doors=(doors("2026-02-20", Door.BACKFILL, Door.THAW, winner_from_inside=True),)),
        None,
        "2026-03-31 R10 active",
    ),
    "look again instead of a backfill": (
        ruth(TALK, doors=(doors("2026-02-20", Door.BACKFILL, look_again="2026-04-08"),)),
        None,
        "2026-04-08 R12 active",
    ),
    "look again far away: the backfill is off as well": (
        ruth(TALK, doors=(doors("2026-02-20", Door.BACKFILL, look_again="2026-09-01"),)),
        None,
        "2026-03-31 R10 active",
    ),
    "a thaw": (ruth(TALK, doors=(doors("2026-01-01", Door.THAW),)), None, "2026-04-01 R12 active"),
    "the last thaw is years ago, the next one is near": (
        ruth(TALK, doors=(doors("2022-04-22", Door.THAW),)),
        None,
        "2026-04-01 R12 active",
    ),
}


@table(R12)
def test_r12_moments(given, today, expected):
    assert said(plan(given, today)) == expected


def test_r12_moves_the_date_alone():
    moved, plain = plan(between(TALK, at=["2026-04-02"])), plan(ruth(TALK))
    assert (moved.since, moved.interval, moved.earliest_on) == (
        plain.since,
        plain.interval,
        plain.earliest_on,
    )
    assert (moved.kind, moved.advice, moved.lapses_on) == (Kind.ORDINARY, Weight.DIRECT, None)


def test_r12_follows_the_note_and_not_the_moment():
    """Written to on the moment's day, the next date counts from the note."""
    once = between(TALK, at=["2026-04-05"])
    assert said(plan(once)) == "2026-04-05 R12 active"
    assert said(plan(between(TALK, out("2026-04-05"), at=["2026-04-05"]))) == "2026-05-05 R10 active"


WORDS = {
    "backfill": (
        ruth(TALK, doors=(doors("2025-11-17", Door.BACKFILL, started="2026-01-01"),)),
        "2026-04-01",
        "Three months since their choice at Northwind started. A kind word to Ruth fits; leave that unsaid.",
    ),
    "backfill, the start unknown": (
        ruth(TALK, doors=(doors("2025-12-18", Door.BACKFILL),)),
        "2026-04-01",
        "Three months since their choice at Northwind may have started. A kind word to Ruth fits; leave that unsaid.",
    ),
    "backfill, before the day": (
        ruth(TALK, doors=(doors("2026-02-20", Door.BACKFILL, started="2026-03-07"),)),
        "2026-03-02",
        "By then it is three weeks since their choice at Northwind started."
        " A kind word to Ruth fits; leave that unsaid.",
    ),
    "thaw": (
        ruth(TALK, doors=(doors("2024-10-08", Door.THAW),)),
        "2026-04-10",
        "A year and a half since the decision at Northwind, and roles can thaw."
        " A kind word to Ruth fits; leave that unsaid.",
    ),
    "look again": (
        between(TALK, at=["2026-04-02"]),
        "2026-03-02",
        "You meant to look again at Northwind around 2 April. A kind word to Ruth fits; leave that unsaid.",
    ),
    "a comment is enough": (
        between(out("2026-01-01"), out(W), at=["2026-06-08"]),
        "2026-06-08",
        "You meant to look again at Northwind around 8 June. A comment is enough; leave that unsaid.",
    ),
    "cool": (
        between(TALK, cool(W), at=["2026-06-01"]),
        W,
        "You felt some distance with Ruth today. Nothing before 1 June, then something light.",
    ),
}


@table(WORDS)
def test_r12_says_what_fits(given, today, expected):
    found = plan(given, today)
    assert found.why == expected


# A light touch.


def lightly(*events, until, **fields):
    return ruth(*events, light_until=on(until), **fields)


LIGHT = {
    "before it ends": (lightly(TALK, until="2026-04-01"), None, Weight.AMBIENT),
    "on the day it ends": (lightly(TALK, until="2026-03-31"), None, Weight.DIRECT),
    "the date is after it": (lightly(TALK, until="2026-03-15"), None, Weight.DIRECT),
    "waiting, and still light": (lightly(TALK, until="2026-04-10"), "2026-04-09", Weight.AMBIENT),
    "waiting, and over": (lightly(TALK, until="2026-04-10"), "2026-04-10", Weight.DIRECT),
    "after two comments": (
        lightly(out("2026-01-01"), out("2026-01-10"), comment(W), comment(W), until="2027-01-01"),
        None,
        Weight.AMBIENT,
    ),
    "an answer": (lightly(TALK, asked("2026-03-02"), until="2027-01-01"), None, Weight.DIRECT),
    "a thank-you": (lightly(thanked(W), until="2027-01-01"), None, Weight.DIRECT),
    "a first hello": (lightly(carried(W), until="2027-01-01"), None, Weight.DIRECT),
    "a closing note": (lightly(silence(W), until="2027-01-01"), None, Weight.DIRECT),
    "a snooze": (lightly(TALK, snooze(W, "2026-03-10"), until="2027-01-01"), None, Weight.AMBIENT),
    "pinned": (lightly(TALK, pin(W, "2026-03-10"), until="2027-01-01"), None, Weight.DIRECT),
    "no date": (lightly(TALK, cadence=None, until="2027-01-01"), None, Weight.AMBIENT),
}


@table(LIGHT)
def test_a_light_touch_is_ambient(given, today, expected):
    found = plan(given, today)
    assert found.advice is expected
    if found.due_on and expected is Weight.AMBIENT:
        assert found.channel is Channel.LINKEDIN_COMMENT


def test_a_rest_in_a_light_touch_asks_for_a_comment():
    given = lightly(out("2026-01-01"), out("2026-01-10"), comment(W), comment(W), until="2027-01-01")
    assert "a comment is enough" in plan(given).why
