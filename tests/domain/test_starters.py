"""Beginnings of messages: filled in, with gaps, and in which order they are offered."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.lint import AdviceKind, Context, Draft, lint, word_count
from followup.domain.starters import GAPS, SHIPPED, Starter, fill, offered
from followup.domain.values import WRITTEN_CHANNELS, Channel, Intent

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
PUBLIC = {Channel.LINKEDIN_COMMENT}
#: What belongs below nobody's post.
BETWEEN_TWO = {Intent.THANK_DECISION, Intent.UPDATE, Intent.INTRODUCE, Intent.CLOSE_LOOP}
NO_LETTERS = ["share-2", "share-4", "share-5"]
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


@pytest.mark.parametrize("starter", SHIPPED, ids=ids)
def test_filled_in_there_is_nothing_to_advise(starter):
    text = fill(starter, GOOD)
    assert 20 <= word_count(text) <= 90
    assert starter.channels, "what suits all of them would be a letter below somebody's post"
    for channel in starter.channels:
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
        (None, (), ["share-1", "share-2", "share-3", "share-4", "share-5", "own-7"]),
        (None, ("share-1",), ["share-2", "share-3", "share-4", "share-5", "own-7", "share-1"]),
        (Channel.EMAIL, (), ["share-1", "share-3", "own-7", *NO_LETTERS]),
        (Channel.LINKEDIN_MESSAGE, (), ["share-2", "share-4", "own-7", "share-1", "share-3", "share-5"]),
        (
            Channel.LINKEDIN_MESSAGE,
            ("share-2",),
            ["share-4", "own-7", "share-2", "share-1", "share-3", "share-5"],
        ),
        (Channel.LINKEDIN_COMMENT, (), ["share-5", "own-7"]),
        (Channel.LINKEDIN_COMMENT, ("share-5",), ["own-7", "share-5"]),
        (Channel.EMAIL, ("share-1",), ["share-3", "own-7", "share-1", *NO_LETTERS]),
        (Channel.EMAIL, ("share-1", "share-3", "own-7"), ["share-1", "share-3", "own-7", *NO_LETTERS]),
        (Channel.EMAIL, ("own-99",), ["share-1", "share-3", "own-7", *NO_LETTERS]),
    ],
)
def test_what_is_offered_first(channel, used, expected):
    assert keys(channel, used) == expected


@pytest.mark.parametrize("intent", Intent)
@pytest.mark.parametrize("channel", [channel for channel in WRITTEN_CHANNELS if channel not in PUBLIC])
def test_two_of_each_intent_suit_each_channel(channel, intent):
    first = offered(SHIPPED, intent, channel, ())[0]
    second = offered(SHIPPED, intent, channel, {first.key})[0]
    assert first != second
    for starter in (first, second):
        assert channel in starter.channels
        assert lint(Draft(fill(starter, GOOD), channel, intent), MARTA) == []


@pytest.mark.parametrize("intent", Intent)
def test_where_anybody_may_read_it(intent):
    found = offered(SHIPPED, intent, Channel.LINKEDIN_COMMENT, ())
    assert bool(found) == (intent not in BETWEEN_TWO)
    for starter in found:
        assert not starter.text.startswith("Dear")
        assert len(fill(starter, GOOD)) <= 300
        assert not {"they_said", "role", "promise", "my_name"} & set(re.findall(r"\{(\w+)\}", starter.text))


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
def test_used_before_is_first_of_none_that_suit(starters, intent, channel, used):
    def suits(starter):
        return not channel or not starter.channels or channel in starter.channels

    found = offered(starters, intent, channel, used)
    wanted = [s for s in starters if s.intent is intent and (suits(s) or channel not in PUBLIC)]
    assert sorted(s.key for s in found) == sorted(s.key for s in wanted)
    suiting = [s for s in found if suits(s)]
    assert found[: len(suiting)] == suiting
    fresh = [s for s in suiting if s.key not in used]
    assert suiting[: len(fresh)] == fresh
