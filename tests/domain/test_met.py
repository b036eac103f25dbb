"""The plan that is preset for the people met, and what the preview of a "no" shows of it."""

from dataclasses import replace

import pytest

from followup.domain import met
from followup.domain.met import Candidate, Ending, Met
from followup.domain.settings import Settings
from followup.domain.values import DecisionKind, MetPlan, Part, Stage, ToldBy, Tone
from tests.domain.build import (
    asked,
    carried,
    close,
    contact,
    entry,
    hello,
    hold,
    no,
    note,
    on,
    out,
    plan,
    plus,
    silence,
    table,
    talk,
    thanked,
)

HM, DM, HR, PANEL, PEER = Part.HIRING_MANAGER, Part.DECISION_MAKER, Part.HR, Part.PANEL, Part.PEER
RECRUITER, AGENCY, REFERRER, OTHER = Part.RECRUITER, Part.AGENCY, Part.REFERRER, Part.OTHER
FINAL, INTERVIEW, SCREEN, APPLIED = Stage.FINAL_ROUND, Stage.INTERVIEW, Stage.SCREEN, Stage.APPLIED
SHORT = {MetPlan.CORRESPONDENT: "C", MetPlan.ONE_HELLO: "1", MetPlan.KEEP: "k"}


def told(part: Part) -> Met:
    return Met(part, told_you=True)


def given_to(people, stage=FINAL, own_employer=False):
    """C (correspondent), 1 (one hello) or k (keep the address) for each; with + for a thank-you now."""
    found = met.presets([p if isinstance(p, Met) else Met(p) for p in people], stage, own_employer)
    return " ".join(SHORT[preset.plan] + "+" * preset.thank_now for preset in found)


def test_it_works():
    marta, jo = met.presets([Met(HM, told_you=True), Met(PANEL)], FINAL)
    assert (marta.plan, marta.thank_now, marta.cadence) == (MetPlan.CORRESPONDENT, True, 30)
    assert (jo.plan, jo.thank_now, jo.cadence) == (MetPlan.ONE_HELLO, False, None)


@pytest.mark.parametrize(
    ("kind", "told", "expected"),
    [
        (DecisionKind.TURNED_DOWN, ToldBy.PERSON, Ending.TOLD),
        (DecisionKind.FROZEN, ToldBy.LETTER, Ending.TOLD),
        (DecisionKind.CANCELLED, ToldBy.NOBODY, Ending.SILENCE),
        (DecisionKind.NO_ANSWER, ToldBy.PERSON, Ending.SILENCE),
        (DecisionKind.WITHDRAWN, ToldBy.PERSON, Ending.OTHER),
        (DecisionKind.OFFER, ToldBy.NOBODY, Ending.OTHER),
        (DecisionKind.HIRED, ToldBy.NOBODY, Ending.OTHER),
        (None, ToldBy.NOBODY, Ending.OTHER),
    ],
)
def test_endings(kind, told, expected):
    assert met.ending(kind, told) is expected


@pytest.mark.parametrize(
    ("end", "stage", "expected"),
    [
        (Ending.TOLD, FINAL, "C+ 1"),
        (Ending.SILENCE, FINAL, "C k"),
        (Ending.SILENCE, INTERVIEW, "C k"),
        (Ending.SILENCE, SCREEN, "k k"),
        (Ending.OTHER, FINAL, "k k"),
    ],
)
def test_presets_by_ending(end, stage, expected):
    found = met.presets([Met(HM, told_you=True), Met(PANEL)], stage, end=end)
    assert " ".join(SHORT[preset.plan] + "+" * preset.thank_now for preset in found) == expected


@pytest.mark.parametrize(
    ("candidates", "part", "expected"),
    [
        ([], PANEL, []),
        ([Candidate(1, "Jo", company="Acme")], PANEL, []),
        ([Candidate(1, "Jo", company="Acme")], AGENCY, [1]),
        ([Candidate(1, "Jo")], PANEL, [1]),
        ([Candidate(1, "Jo"), Candidate(2, "Jo", company="Northwind", here=True)], PANEL, [2]),
        ([Candidate(1, "Jo"), Candidate(2, "Jo")], PANEL, [1, 2]),
        ([Candidate(1, "Jo Berg", company="Northwind", named=False, here=True)], PANEL, []),
    ],
)
def test_who_is_meant(candidates, part, expected):
    assert met.meant(candidates, part) == expected


PRESETS = {
    "nobody": ([], ""),
    "one": ([OTHER], "C+"),
    # The correspondent: the hiring manager, the decision maker, who told you, the first entered.
    "the hiring manager": ([PANEL, DM, HM], "1 1 C+"),
    "the hiring manager before who told you": ([told(HR), HM], "1+ C+"),
    "the first of two": ([HM, HM], "C+ 1"),
    "the decision maker": ([PANEL, DM], "1 C+"),
    "the decision maker before who told you": ([told(HR), DM], "1+ C+"),
    "who told you": ([PANEL, told(RECRUITER)], "1 C+"),
    "the first entered": ([PEER, PANEL], "C+ 1"),
    "one is not the hiring manager by telling you": ([told(PANEL), HM, PEER], "1+ C+ 1"),
    # At most two hellos. Somebody thanked takes one of the places: five notes in half a year are enough.
    "two hellos": ([HM, PANEL, PEER, HR], "C+ 1 1 k"),
    "who told you has the first place": ([HM, PANEL, PEER, told(HR)], "C+ 1 k 1+"),
    # Who put you forward: thanked, never a correspondent, kept.
    "who put you forward": ([HM, REFERRER], "C+ k+"),
    "their thank-you takes a place": ([HM, REFERRER, PANEL, PEER], "C+ k+ 1 k"),
    "told by one, put forward by another": ([HM, REFERRER, told(HR), PANEL, PEER], "C+ k+ 1+ k k"),
    # "Else who told you, else the first entered" would make a correspondent of who put you forward. They are
    # thanked for that; the company's rhythm is for somebody met there.
    "who put you forward told you": ([PANEL, told(REFERRER)], "C+ k+"),
    "who put you forward was entered first": ([REFERRER, PANEL], "k+ C+"),
    "only who put you forward": ([REFERRER], "k+"),
    # An agency stands between.
    "an agency": ([HM, AGENCY, PANEL], "k C+ k"),
    "an agency, and the hiring manager told you": ([told(HM), AGENCY, PANEL], "k+ C+ k"),
    "an agency, and who put you forward": ([REFERRER, told(AGENCY), HM], "k+ C+ k"),
    "two recruiters of an agency": ([AGENCY, told(AGENCY)], "C+ k+"),
}


@table(PRESETS, "given, expected")
def test_presets(given, expected):
    assert given_to(given) == expected


STAGES = [
    # stage, presets of the hiring manager who told you and one of the panel, cadence of the correspondent
    (Stage.OFFER, "C+ 1", 30),
    (FINAL, "C+ 1", 30),
    (INTERVIEW, "C+ 1", 90),
    (SCREEN, "C+ k", None),
    (APPLIED, "C+ k", None),
]


@pytest.mark.parametrize(("stage", "expected", "cadence"), STAGES)
def test_the_stage_sets_the_rhythm_and_whether_there_are_hellos(stage, expected, cadence):
    people = [told(HM), Met(PANEL)]
    assert given_to(people, stage) == expected
    assert [preset.cadence for preset in met.presets(people, stage)] == [cadence, None]


OWN = {
    "people at your own employer": ([told(HM), PANEL], "k+ k"),
    "who put you forward": ([HM, REFERRER], "k k+"),
    "told by a letter": ([HM, PANEL], "k k"),
}


@table(OWN, "given, expected")
def test_at_your_own_employer_everybody_keeps_the_address(given, expected):
    assert given_to(given, own_employer=True) == expected
    assert all(preset.cadence is None for preset in met.presets([Met(HM), Met(PANEL)], FINAL, True))


# The preview: the first date after W3, then once more as if written to on that day.

D = "2026-11-22"


def person(name, *events, company="Northwind", cadence=None, **fields):
    history = contact(*events, name=name, company=company, cadence=cadence, **fields)
    correspondent = any(decision.plan is MetPlan.CORRESPONDENT for decision in history.decisions)
    return met.Person(entry(name, None, company, cadence=cadence, correspondent=correspondent), history)


def shown(people, holds=(), notes=(), today=D, settings=None):
    found = met.preview(people, list(holds), list(notes), settings or Settings(), on(today))
    assert [outlook.person for outlook in found] == list(people)
    return [
        " ".join(str(item.day) if item else "none" for item in (outlook.first, outlook.then))
        for outlook in found
    ]


MARTA = person("Marta", carried(D, thank_now=True, told_you=True, part=HM), cadence=30)
JO = person("Jo", hello(D, part=PANEL))
PREVIEWS = {
    "the worked example": ([MARTA, JO], [], [], ["2026-11-23 2026-12-23", "2026-12-27 none"]),
    "in the order given": ([JO, MARTA], [], [], ["2026-12-27 none", "2026-11-23 2026-12-23"]),
    "kept: no date": ([person("Sam", no(D))], [], [], ["none none"]),
    "kept and thanked: once": ([person("Sam", thanked(D))], [], [], ["2026-11-23 none"]),
    "a thank-you is the one hello": ([person("Jo", hello(D, thank_now=True))], [], [], ["2026-11-23 none"]),
    "two hellos are a fortnight apart": (
        [MARTA, JO, person("Sam", hello(D))],
        [],
        [],
        ["2026-11-23 2026-12-23", "2026-12-27 none", "2027-01-10 none"],
    ),
    "the correspondent of a screen is thanked": (
        [person("Marta", carried(D, thank_now=True, stage=SCREEN))],
        [],
        [],
        ["2026-11-23 none"],
    ),
    "told by a letter, nobody thanked": (
        [person("Marta", carried(D), cadence=30), JO],
        [],
        [],
        ["2026-12-27 2027-01-26", "2027-01-10 none"],
    ),
    "their company is held": (
        [MARTA, JO],
        [hold("2026-12-06")],
        [],
        ["2026-12-06 2027-01-10", "2026-12-27 none"],
    ),
    "held until the days for thanks are over": (
        [MARTA, JO],
        [hold("2026-12-07")],
        [],
        ["2026-12-27 2027-01-26", "2027-01-10 none"],
    ),
    "a colleague was written to, thanks are excepted": (
        [MARTA, JO],
        [],
        [note("Sam", "2026-11-20")],
        ["2026-11-23 2026-12-23", "2026-12-27 none"],
    ),
    "your turn comes first, then the clock": (
        [person("Marta", carried(D, thank_now=True), asked(D), cadence=30)],
        [],
        [],
        ["2026-11-24 2026-12-24"],
    ),
    "an answer makes no colleague wait": (
        [person("Marta", carried(D), asked(D), cadence=30), person("Ruth", thanked(D), cadence=14)],
        [],
        [],
        ["2026-11-24 2026-12-24", "2026-11-23 2026-12-07"],
    ),
    "a wish to be left alone is kept": (
        [person("Marta", talk("2026-01-01", tone=Tone.DECLINED), carried(D, thank_now=True), cadence=30)],
        [],
        [],
        ["none none"],
    ),
    "two who have a rhythm are a fortnight apart the second time": (
        [
            person("Marta", carried(D, thank_now=True, part=HM), cadence=30),
            person("Ruth", out("2026-09-01"), thanked(D), cadence=30),
        ],
        [],
        [],
        ["2026-11-23 2026-12-23", "2026-11-23 2027-01-06"],
    ),
    "who put you forward works elsewhere": (
        [person("Marta", carried(D), cadence=30), person("Lena", hello(D), company="Contoso")],
        [],
        [],
        ["2026-12-27 2027-01-26", "2026-12-27 none"],
    ),
}


@table(PREVIEWS, "given, holds, notes, expected")
def test_preview(given, holds, notes, expected):
    assert shown(given, holds, notes) == expected


def test_the_preview_of_a_late_recording():
    late = plus(D, 100)
    marta = person("Marta", carried(D, recorded=late, thank_now=True), cadence=30)
    jo = person("Jo", hello(D, recorded=late))
    first, first_of_jo = plus(late, 7), plus(late, 21)
    assert shown([marta, jo], today=late) == [f"{first} {plus(first, 30)}", f"{first_of_jo} none"]
    notes = [note("Sam", plus(late, -5))]
    assert shown([marta], notes=notes, today=late) == [f"{plus(late, 9)} {plus(late, 39)}"]


def test_the_preview_says_why_and_where_it_was_moved():
    two = [person("Jo", hello(D)), person("Sam", hello(D))]
    jo, sam = met.preview(two, [], [], Settings(), on(D))
    assert jo.first is not None
    assert sam.first is not None
    assert (jo.first.moved_to, sam.first.moved_to) == (None, on("2027-01-10"))
    assert "Jo" in jo.first.why
    assert "two people at Northwind" in sam.first.why


# What comes up next when a hold outlasts a date: the date, and where it was moved to.

MARTA_NOW = person("Marta", carried(D, thank_now=True, told_you=True, part=HM), cadence=30)
NEXT = {
    "nothing is held": (MARTA_NOW, [], D, "2026-11-23 R4 stays"),
    "held within its days": (MARTA_NOW, [hold("2026-11-30")], D, "2026-11-23 R4 2026-11-30"),
    "held until its last day": (MARTA_NOW, [hold("2026-12-06")], D, "2026-11-23 R4 2026-12-06"),
    "held for longer: a first hello": (MARTA_NOW, [hold("2026-12-07")], D, "2026-12-27 R4 stays"),
    "on the last day of the thank-you": (
        MARTA_NOW,
        [hold("2026-12-20")],
        "2026-12-06",
        "2026-12-27 R4 stays",
    ),
    "held until the first hello": (MARTA_NOW, [hold("2026-12-27")], D, "2026-12-27 R4 stays"),
    "held beyond the first hello": (MARTA_NOW, [hold("2027-01-15")], D, "2026-12-27 R4 2027-01-15"),
    "everything is held": (MARTA_NOW, [hold("2026-12-20", None)], D, "2026-12-27 R4 stays"),
    "two holds, one after the other": (
        MARTA_NOW,
        [hold("2026-11-30"), hold("2026-12-20", None)],
        D,
        "2026-12-27 R4 stays",
    ),
    "another company is held": (MARTA_NOW, [hold("2026-12-20", "Contoso")], D, "2026-11-23 R4 stays"),
    "the address is kept: no date": (person("Sam", thanked(D)), [hold("2026-12-20")], D, "none R6 no date"),
    "one hello": (person("Jo", hello(D, thank_now=True)), [hold("2026-12-20")], D, "2026-12-27 R4 stays"),
    "a closing note, then a rest": (
        person("Marta", silence(D), cadence=30),
        [hold("2026-12-20")],
        D,
        "2027-02-27 R5 stays",
    ),
    "closed": (person("Marta", thanked(D), close(D)), [hold("2026-12-20")], D, "none R1 no date"),
    "your turn is never held": (
        person("Marta", thanked(D), asked(D)),
        [hold("2026-12-20")],
        D,
        "2026-11-24 R2 stays",
    ),
}


@table(NEXT, "given, holds, today, expected")
def test_what_comes_up_next_when_a_hold_outlasts_a_date(given, holds, today, expected):
    entry = replace(given.entry, plan=plan(given.history, today))
    ((found, item),) = met.first_dates([met.Person(entry, given.history)], holds, [], Settings(), on(today))
    where = str(item.moved_to or "stays") if item else "no date"
    assert f"{found.plan.due_on or 'none'} {found.plan.rule} {where}" == expected


def test_colleagues_keep_their_distance_from_the_first_hello():
    everybody = [replace(p, entry=replace(p.entry, plan=plan(p.history, D))) for p in (MARTA_NOW, JO)]
    found = met.first_dates(everybody, [hold("2026-12-20")], [], Settings(), on(D))
    assert [item.day for _, item in found if item] == [on("2026-12-27"), on("2027-01-10")]
