"""Beginnings of messages: filled in, with gaps, and in which order they are offered."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.lint import AdviceKind, Context, Draft, lint, word_count
from followup.domain.starters import GAPS, SHIPPED, Starter, fill, offered
from followup.domain.values import Channel, Intent

GOOD = {
    "name": "Marta",
    "my_name": "Omar",
    "company": "Northwind",
    "role": "backend",
    "they_said": "that a good queue is a boring queue",
    "reason": "your team has moved the last depot to the new planner",
    "link": "https://example.org/quiet-queues",
    "news": "I finished the course on databases and teach its first week now",
    "offer": "to read your draft on testing with real depots",
    "question": "does a small team gain by writing its own scheduler?",
    "other": "Priya",
    "shared": "a love of timetables that hold",
    "promise": "the notes on slow queries",
}
MARTA = Context(name="Marta Nowak", company="Northwind", direct_out=3, specifics=(GOOD["they_said"],))
OWN = Starter("own-7", Intent.SHARE, "Hi {name}, {unknown} {} {broken {company", frozenset())


def ids(starter):
    return starter.key


def test_it_works():
    text = fill(SHIPPED[0], GOOD)
    assert text.startswith("Dear Marta,\n\nThank you for telling me yourself about the backend role.")
    assert text.endswith("Warm regards\nOmar")


def test_three_at_least_for_every_intent():
    counts = Counter(starter.intent for starter in SHIPPED)
    assert set(counts) == set(Intent)
    assert min(counts.values()) >= 3
    assert len({starter.key for starter in SHIPPED}) == len(SHIPPED)
    assert all(re.fullmatch(rf"{starter.intent}-\d+", starter.key) for starter in SHIPPED)


def channels_of(starter):
    return sorted(starter.channels) or list(Channel)


@pytest.mark.parametrize("starter", SHIPPED, ids=ids)
def test_filled_in_there_is_nothing_to_advise(starter):
    text = fill(starter, GOOD)
    assert 20 <= word_count(text) <= 90
    short = Channel.LINKEDIN_MESSAGE in starter.channels or Channel.LINKEDIN_COMMENT in starter.channels
    assert not short or len(text) <= 300
    suits = starter.channels or set(Channel) - {c for c in Channel if c.startswith(("linkedin", "message"))}
    for channel in suits:
        assert lint(Draft(text, channel, starter.intent), MARTA) == [], text


@pytest.mark.parametrize("starter", [s for s in SHIPPED if s.intent is not Intent.ASK], ids=ids)
def test_only_an_ask_asks(starter):
    first = Context(name="Marta Nowak", company="Northwind", direct_out=0)
    assert lint(Draft(fill(starter, GOOD), None, starter.intent), first) == []


@pytest.mark.parametrize("starter", [s for s in SHIPPED if s.intent is Intent.ASK], ids=ids)
def test_an_ask_is_seen_as_one(starter):
    first = Context(name="Marta Nowak", company="Northwind", direct_out=0)
    (advice,) = lint(Draft(fill(starter, GOOD), None, starter.intent), first)
    assert advice.kind is AdviceKind.EARLY_ASK


@pytest.mark.parametrize("starter", SHIPPED, ids=ids)
def test_what_is_missing_is_a_gap_that_is_found(starter):
    fields = set(re.findall(r"\{(\w+)\}", starter.text))
    assert fields <= set(GAPS)
    text = fill(starter, {})
    assert "{" not in text
    found = lint(Draft(text, Channel.EMAIL, starter.intent), MARTA)
    assert {advice.kind for advice in found} - {AdviceKind.NOTHING_SPECIFIC} == {AdviceKind.GAP_LEFT}
    assert {text[slice(*a.span)] for a in found if a.span} == {f"[{GAPS[field]}]" for field in fields}


@pytest.mark.parametrize("starter", SHIPPED, ids=ids)
def test_the_voice(starter):
    assert not set("!%;" if Channel.LINKEDIN_COMMENT in starter.channels else "!%") & set(starter.text)
    assert not re.search(
        r"\b(fingers crossed|dream job|passionate|leverage|network|opportunity)\b", starter.text
    )


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Hi {name}", {"name": "Jo"}, "Hi Jo"),
        ("Hi {name}", {"name": "  "}, "Hi [their name]"),
        ("Hi {name}", {}, "Hi [their name]"),
        ("{they_said}", {}, "[what they said that stayed with you]"),
        ("{name}", {"name": "{company}", "company": "Northwind"}, "{company}"),
        ("{cake} {", {}, "{cake} {"),
        ("{cake}", {"cake": "plum"}, "plum"),
        ("{} {0} {name!r} {{name}}", {"name": "Jo"}, "{} {0} {name!r} {Jo}"),
        ("[1] stays", {}, "[1] stays"),
        ("", {}, ""),
    ],
)
def test_fill(text, values, expected):
    assert fill(Starter("own-1", Intent.SHARE, text), values) == expected


def keys(channel, used=(), starters=(*SHIPPED, OWN)):
    return [starter.key for starter in offered(starters, Intent.SHARE, channel, used)]


@pytest.mark.parametrize(
    ("channel", "used", "expected"),
    [
        (None, (), ["share-1", "share-2", "share-3", "own-7"]),
        (Channel.EMAIL, (), ["share-1", "share-3", "own-7", "share-2"]),
        (Channel.LINKEDIN_MESSAGE, (), ["share-2", "share-3", "own-7", "share-1"]),
        (Channel.EMAIL, ("share-1",), ["share-3", "own-7", "share-2", "share-1"]),
        (Channel.EMAIL, ("share-1", "share-3", "own-7"), ["share-2", "share-1", "share-3", "own-7"]),
        (
            Channel.EMAIL,
            ("share-1", "share-2", "share-3", "own-7"),
            ["share-1", "share-3", "own-7", "share-2"],
        ),
        (Channel.EMAIL, ("own-99",), ["share-1", "share-3", "own-7", "share-2"]),
    ],
)
def test_what_is_offered_first(channel, used, expected):
    assert keys(channel, used) == expected


def test_nothing_to_offer():
    assert offered([], Intent.ASK, None, ()) == []
    assert offered([OWN], Intent.ASK, Channel.EMAIL, {"own-7"}) == []


@given(
    st.text(max_size=200) | st.text("{}[]name_company ", max_size=60),
    st.dictionaries(st.sampled_from([*GAPS, "x"]), st.text(max_size=20)),
)
def test_any_text_can_be_filled(text, values):
    starter = Starter("own-1", Intent.UPDATE, text)
    filled = fill(starter, values)
    assert filled == fill(starter, values)
    if "{" not in text:
        assert filled == text


@given(
    st.lists(st.sampled_from([*SHIPPED, OWN]), unique=True),
    st.sampled_from(Intent),
    st.none() | st.sampled_from(Channel),
    st.sets(st.sampled_from([starter.key for starter in SHIPPED])),
)
def test_used_before_is_never_first(starters, intent, channel, used):
    found = offered(starters, intent, channel, used)
    assert sorted(s.key for s in found) == sorted(s.key for s in starters if s.intent is intent)
    fresh = [s for s in found if s.key not in used]
    assert found[: len(fresh)] == fresh
