"""What a draft begins as, and how a starter joins what is written."""

import pytest

from followup.domain import drafts, schedule
from followup.domain.settings import Settings
from followup.domain.values import Channel, Intent
from tests.domain.build import asked, contact, on, out, table, thanked


@table(
    {
        "an answer": ([asked("2026-11-20")], (False, False), None),
        "a thank-you": ([thanked("2026-11-22")], (True, True), Intent.THANK_DECISION),
        "something promised": ([out("2026-10-23")], (True, True), Intent.HELP),
        "a reason": ([out("2026-10-23")], (True, False), Intent.CONGRATULATE),
        "nothing at hand": ([out("2026-10-23")], (False, False), Intent.SHARE),
        "resting": (
            [out("2026-03-01"), out("2026-06-01"), out("2026-08-01")],
            (False, False),
            Intent.RECONNECT,
        ),
    }
)
def test_it_works(given, today, expected):
    plan = schedule.plan(contact(*given), Settings(), on("2026-11-23"))
    assert drafts.first_intent(plan, *today) is expected


@pytest.mark.parametrize(
    ("has_email", "has_linkedin", "expected"),
    [
        (True, True, Channel.EMAIL),
        (False, True, Channel.LINKEDIN_MESSAGE),
        (False, False, Channel.EMAIL),
    ],
)
def test_the_first_channel(has_email, has_linkedin, expected):
    plan = schedule.plan(contact(cadence=None), Settings(), on("2026-11-23"))
    assert drafts.first_channel(plan, has_email, has_linkedin) is expected


@pytest.mark.parametrize(
    ("written", "last", "expected"),
    [
        ("", "", ("New", False)),
        ("  \n", "", ("New", False)),
        ("Dear Dana", "", ("Dear Dana\n\nNew", True)),
        ("Old one", "Old one", ("New", False)),
        ("Old  one\n", "Old one", ("New", False)),
        ("Old one, changed", "Old one", ("Old one, changed\n\nNew", True)),
    ],
)
def test_a_beginning_replaces_nothing_that_was_written(written, last, expected):
    assert drafts.begun(written, last, "New") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They liked the talk.", "They liked the talk"),
        ("\n First line…\nsecond", "First line"),
        ("a" * 200, "a" * 160),
        ("word " * 60, ("word " * 32).rstrip()),
        ("", ""),
    ],
)
def test_a_note_within_a_sentence(text, expected):
    assert drafts.within(text) == expected


def test_the_fitting_intent_comes_first():
    assert drafts.ordered(Intent.ASK)[0] is Intent.ASK
    assert sorted(drafts.ordered(Intent.ASK)) == sorted(Intent)
    assert drafts.ordered(None) == list(Intent)
