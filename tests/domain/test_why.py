"""The one sentence that says why: facts, kindly put, at most 140 characters."""

import pytest

from followup.domain import week, why
from followup.domain.settings import Settings
from followup.domain.values import Closing, MetPlan, Part, Tone
from followup.domain.wording import cut, short_name
from tests.domain.build import (
    asked,
    carried,
    close,
    comment,
    contact,
    cool,
    cool_ended,
    entry,
    hello,
    hold,
    jo,
    marta,
    no,
    note,
    on,
    out,
    pin,
    plan,
    plus,
    priya,
    reopen,
    ruth,
    silence,
    snooze,
    table,
    talk,
    thanked,
    tomas,
    wrote,
)

W = "2026-03-01"
D = "2026-11-22"  # a Sunday
S = "2026-05-01"


def test_it_works():
    assert plan(priya(out("2026-10-01"), wrote("2026-10-20", tone=Tone.WARM)), "2026-11-22").why == (
        "Monthly; Priya answered warmly on 20 October."
    )


SENTENCES = {
    "closed": (
        ruth(close(W)),
        "2026-05-01",
        "Ruth asked for no more mail on 1 March. That settles it: no more dates here.",
    ),
    "closed by a please don't": (
        ruth(wrote(W, tone=Tone.DECLINED)),
        W,
        "Ruth asked for no more mail today. That settles it: no more dates here.",
    ),
    "died": (
        ruth(close(W, Closing.DIED)),
        "2027-05-01",
        "Kept in your history since 1 March 2026. Followup won't bring Ruth up again.",
    ),
    "closed, other": (
        ruth(close(W, Closing.OTHER)),
        "2026-03-02",
        "You closed Ruth yesterday. No more dates here unless you reopen.",
    ),
    "your turn": (
        tomas(asked("2026-03-02")),
        "2026-03-05",
        "Tomas wrote on Monday and would like an answer. One line is enough.",
    ),
    "your turn, thirty days": (
        tomas(asked(W)),
        "2026-03-31",
        "Tomas wrote on 1 March and would like an answer. One line is enough.",
    ),
    "your turn, late": (
        tomas(asked(W)),
        "2026-04-05",
        "Tomas wrote five weeks ago. A late answer is still welcome, and it needs no excuse.",
    ),
    "snoozed": (
        ruth(snooze("2026-05-03", "2026-06-01")),
        "2026-05-20",
        "You asked on 3 May to see Ruth again on 1 June.",
    ),
    "write this week": (
        marta(out(W), pin("2026-03-07", "2026-03-07")),
        None,
        "Marta heard from you six days ago. You have a good reason this week; go ahead.",
    ),
    "thank-you": (
        marta(thanked(D, told_you=True)),
        "2026-11-24",
        "Marta told you on Sunday. A short thank-you lands well in the first days; two sentences are plenty.",
    ),
    "thank-you to somebody else": (
        marta(thanked(D)),
        "2026-11-23",
        "The answer from Northwind came yesterday. Two sentences of thanks to Marta land well now.",
    ),
    "one hello": (
        jo(hello(D, part=Part.PANEL)),
        None,
        "Five weeks since the decision. One hello to Jo from the panel; after that the next word is up to them.",
    ),
    "first hello": (
        marta(carried(D)),
        None,
        "Five weeks since the decision at Northwind. A first hello to Marta; bring something, ask for nothing.",
    ),
    "closing note": (
        marta(silence(S)),
        None,
        "Northwind left it without an answer. One kind closing note to Marta, and then it rests.",
    ),
    "address book": (
        jo(added="2026-02-01"),
        W,
        "In your address book since 1 February. No date until you want one.",
    ),
    "never written": (
        contact(added=W),
        "2026-03-02",
        "You added Marta yesterday and have not written yet. A first hello is enough.",
    ),
    "monthly": (ruth(talk(W)), "2026-03-20", "Monthly; you talked with Ruth on 1 March."),
    "slower": (
        ruth(out(W)),
        "2026-04-01",
        "Your last note to Ruth is unanswered, so two months this time instead of a month.",
    ),
    "resting": (
        ruth(out(W), out("2026-04-30")),
        "2026-05-01",
        "Your last two notes to Ruth are unanswered. Usually that is a full inbox. "
        "Resting until 29 July; a comment is enough then.",
    ),
    "resting, and due": (
        ruth(out(W), out("2026-04-30")),
        "2026-07-29",
        "Your last two notes to Ruth are unanswered. Usually that is a full inbox. A comment is enough now.",
    ),
    "resting, after two comments": (
        ruth(out(W), out(plus(W, 20)), comment(plus(W, 110)), comment(plus(W, 200))),
        plus(W, 290),
        "Your last two notes to Ruth are unanswered. Usually that is a full inbox. A short note is fine now.",
    ),
    "resting and cool, after two comments": (
        ruth(out(W), out(plus(W, 20)), cool(plus(W, 21)), comment(plus(W, 110)), comment(plus(W, 200))),
        plus(W, 290),
        "Your last two notes to Ruth are unanswered. Usually that is a full inbox. A comment is enough now.",
    ),
    "resting after a closing note": (
        marta(wrote(plus(S, -40)), silence(S), out(plus(S, 7))),
        plus(S, 8),
        "Your note to Marta of 8 May is unanswered. Usually that is a full inbox. "
        "Resting until 6 August; a comment is enough then.",
    ),
    "resting after silence, the last note was answered": (
        marta(out(plus(S, -50)), wrote(plus(S, -40)), silence(S)),
        plus(S, 22),
        "It ended without a word, so Marta rests. Resting until 6 August; a comment is enough then.",
    ),
    "dormant": (
        ruth(out(W), out("2026-04-30"), out("2026-07-29")),
        "2026-08-01",
        "Your last note to Ruth was on 29 July. A yearly hello, if you feel like it; nothing is lost if you don't.",
    ),
    "cool": (
        ruth(talk(W), cool("2026-03-05")),
        "2026-03-20",
        "You felt some distance with Ruth on 5 March. Nothing before 30 May, then something light.",
    ),
    "cool, and due": (
        ruth(talk(W), cool("2026-03-05")),
        "2026-05-30",
        "You felt some distance with Ruth on 5 March. Something light that asks for nothing is enough.",
    ),
    "tapered": (
        ruth(wrote(W), out(plus(W, 200))),
        None,
        "Your last word came six months after Ruth last wrote, so every two months is enough.",
    ),
    "tapered by a comment": (
        ruth(no(W), comment(plus(W, 200))),
        None,
        "Your last word to Ruth came six months after the decision, so every two months is enough.",
    ),
    "a rhythm given": (
        ruth(talk(W), cadence_given="2026-06-01"),
        "2026-06-03",
        "You gave Ruth a rhythm on Monday. A week later is soon enough.",
    ),
    "reopened": (
        ruth(talk(W), close("2026-05-01"), reopen("2026-06-01")),
        "2026-06-01",
        "You reopened Ruth today. A week later is soon enough.",
    ),
    "the distance passed": (
        ruth(talk(W), cool("2026-05-01"), cool_ended("2026-06-01")),
        "2026-06-02",
        "You felt the distance with Ruth had passed yesterday. A week later is soon enough.",
    ),
}


@table(SENTENCES)
def test_sentences(given, today, expected):
    assert plan(given, today).why == expected


def test_the_gap_says_both_days():
    found = plan(ruth(wrote(W), out("2026-03-02")), "2026-03-04", Settings(gap=45))
    assert found.why == ("You wrote to Ruth on Monday. Six weeks between two notes, so not before 16 April.")


COMPANY_SENTENCES = {
    "moved": (
        why.moved("Northwind", on("2026-01-06"), 14, on("2026-01-01")),
        "Moved to 6 January, so that two people at Northwind don't hear from you in the same fortnight.",
    ),
    "moved, into the next year": (
        why.moved("Northwind", on("2027-01-06"), 14, on("2026-12-23")),
        "Moved to 6 January 2027, so that two people at Northwind don't hear from you in the same fortnight.",
    ),
    "moved by another gap": (
        why.moved("Northwind", on("2026-01-06"), 7, on("2026-01-01")),
        "Moved to 6 January, so that two people at Northwind don't hear from you within seven days.",
    ),
    "moved, no name": (
        why.moved("", on("2026-01-06"), 14, on("2026-01-01")),
        "Moved to 6 January, so that two people at one company don't hear from you in the same fortnight.",
    ),
    "held": (
        why.held("Northwind", on("2026-03-16"), on("2026-03-01")),
        "You wanted quiet with Northwind until 16 March. Nothing there needs you before then.",
    ),
    "held, no name": (
        why.held("", on("2026-03-16"), on("2026-03-01")),
        "You wanted quiet there until 16 March. Nothing there needs you before then.",
    ),
    "away": (
        why.held(None, on("2026-03-16"), on("2026-03-01")),
        "You are away until 16 March. Nothing here needs you before then.",
    ),
    "wrote while held": (
        why.wrote_while_held("Marta Silva", "Northwind"),
        "Marta wrote, although Northwind rests. One line is enough, today or tomorrow.",
    ),
    "wrote while away": (
        why.wrote_while_held("Marta Silva", None),
        "Marta wrote, although you are away. One line is enough, today or tomorrow.",
    ),
    "wrote while held, no name": (
        why.wrote_while_held("Marta Silva", ""),
        "Marta wrote, although their company rests. One line is enough, today or tomorrow.",
    ),
}


@table(COMPANY_SENTENCES, "given, expected")
def test_sentences_about_a_company(given, expected):
    assert given == expected


NAMES = [
    ("Marta Silva", "", "Marta"),
    ("Marta Silva", "Ms Silva", "Ms Silva"),
    ("Dr Ruth Okafor", "", "Dr Ruth Okafor"),
    ("山田太郎", "", "山田太郎"),
    ("ليلى الأحمد", "", "ليلى"),
    ("A" * 24, "", "A" * 24),
    ("A" * 25, "", "A" * 23 + "…"),
    ("Marta", "B" * 200, "B" * 23 + "…"),
    ("Prof. " + "C" * 200, "", "Prof. " + "C" * 17 + "…"),
]


@pytest.mark.parametrize(("name", "called", "expected"), NAMES)
def test_names_over_24_characters_are_cut(name, called, expected):
    assert short_name(name, called) == expected
    assert len(expected) <= 24
    assert expected in plan(ruth(talk(W), name=name, called=called)).why


def test_companies_over_24_characters_are_cut():
    assert cut("N" * 24) == "N" * 24
    assert cut("N" * 25) == "N" * 23 + "…"
    assert "N" * 23 + "…" in plan(marta(carried(D, company="N" * 200))).why
    assert "N" * 24 not in plan(marta(silence(S, company="N" * 200))).why


def test_a_part_is_named_only_where_it_is_known():
    given = jo(hello(D, part=Part.OTHER, plan=MetPlan.ONE_HELLO))
    assert "One hello to Jo; after that" in plan(given).why


def test_the_week_keeps_the_sentence_of_a_plan_that_stays():
    found = week.plan(
        [entry("Ruth", W, "Contoso", why="Monthly; you talked with Ruth on 1 February.")],
        [hold("2026-05-01", "Northwind")],
        [note("Jo", W)],
        0,
        Settings(),
        on(W),
    )
    assert [item.why for item in found.due] == ["Monthly; you talked with Ruth on 1 February."]


def test_a_long_name_takes_the_room_of_the_consolation():
    given = ruth(out(W), out("2026-04-30"), name="A" * 200)
    assert plan(given).why == (
        f"Your last two notes to {'A' * 23}… are unanswered. Resting until 29 July; a comment is enough then."
    )
