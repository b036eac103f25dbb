"""Ids of several contacts as a short text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.errors import Invalid
from followup.domain.selecting import MOST, compact, done, fingerprint, parse


@pytest.mark.parametrize(
    ("ids", "text"), [([], ""), ([7], "7"), ([3, 1, 2], "1-3"), ([1, 2, 3, 5, 9, 10], "1-3,5,9-10")]
)
def test_it_works(ids, text):
    assert compact(ids) == text
    assert parse([text]) == set(ids)


@given(st.sets(st.integers(1, 5000)))
def test_nobody_is_lost(ids):
    assert parse([compact(ids)]) == ids


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        (["1", "2", " 4-5 "], {1, 2, 4, 5}),
        (["", "x", "-", "-3", "3-", "1-2-3", "5-4", "0", "٣", "1\x00", "\ud800", "9" * 30], {3}),
    ],
)
def test_what_is_none_is_left_out(texts, ids):
    assert parse(texts) == ids


@pytest.mark.parametrize("text", [f"1-{MOST + 1}", "1-99999999999999999"])
def test_too_many(text):
    with pytest.raises(Invalid, match="Narrow the list"):
        parse([text])


def test_others_are_told_apart():
    assert fingerprint([1, 2, 4]) == fingerprint([4, 2, 1]) != fingerprint([1, 2, 5])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((1, "is in", "are in"), "One person is in."),
        ((12, "is in", "are in", 1, "closed"), "Twelve people are in. One was left as before: closed."),
        ((40, "is in", "are in", 30, "closed"), "40 people are in. 30 were left as before: closed."),
    ],
)
def test_what_is_said(given, said):
    assert done(*given) == said
