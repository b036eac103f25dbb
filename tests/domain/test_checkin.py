"""The check-in: what follows from four statements, when it is asked, when talking to somebody is suggested."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain import checkin
from followup.domain.checkin import Feelings
from followup.domain.errors import Invalid
from followup.domain.values import Route
from tests.domain.build import on, plus, table
from tests.domain.test_properties import BANNED, EMPLOYERS, NAMES

READY, LIGHT, REST = Route.READY, Route.LIGHT_TOUCH, Route.REST
#: From the readiest to the least.
ORDER = (READY, LIGHT, REST)
D = "2026-11-22"


def test_it_works():
    found = checkin.route(Feelings(sting=4, avoid=1, regret=1, well=5))
    assert found is LIGHT
    assert checkin.light_touch_until(on(D)) == on("2026-12-06")
    assert checkin.rest_until(on(D)) == on("2026-12-06")


ROUTES = {
    "all is well": ((1, 1, 1, 5), READY),
    "a sting is healthy": ((3, 2, 2, 4), READY),
    "a strong sting": ((4, 1, 1, 5), LIGHT),
    "the strongest sting is still no rest": ((5, 1, 1, 5), LIGHT),
    "some avoiding": ((1, 3, 1, 5), LIGHT),
    "some regret": ((1, 1, 3, 5), LIGHT),
    "half a good wish": ((1, 1, 1, 3), LIGHT),
    "avoiding": ((1, 4, 1, 5), REST),
    "wishing them regret": ((1, 1, 4, 5), REST),
    "no good wish": ((1, 1, 1, 2), REST),
}


@table(ROUTES, "given, expected")
def test_routes(given, expected):
    assert checkin.route(Feelings(*given)) is expected


def test_every_combination_has_the_route_that_is_promised():
    """The sets of the promise, counted out one statement at a time."""
    every = set(product(range(1, 6), repeat=4))
    rest = {f for f in every if f[1] in (4, 5) or f[2] in (4, 5) or f[3] in (1, 2)}
    light = {f for f in every if f[0] in (4, 5) or f[1] == 3 or f[2] == 3 or f[3] == 3} - rest
    found = {f: checkin.route(Feelings(*f)) for f in every}
    assert {f for f, way in found.items() if way is REST} == rest
    assert {f for f, way in found.items() if way is LIGHT} == light
    # 3 · 2 · 2 · 2 of 625 are ready; avoid and regret up to 3 and well from 3 on do not rest: 5 · 3 · 3 · 3.
    assert (len(every), len(every - rest - light), len(every - rest)) == (625, 24, 135)


statements = st.integers(1, 5)


@given(statements, statements, statements, statements, st.sampled_from(["sting", "avoid", "regret", "well"]))
def test_a_heavier_answer_never_gives_a_readier_route(sting, avoid, regret, well, name):
    before = {"sting": sting, "avoid": avoid, "regret": regret, "well": well}
    after = {**before, name: before[name] + (-1 if name == "well" else 1)}
    if after[name] in range(1, 6):
        found, then = checkin.route(Feelings(**before)), checkin.route(Feelings(**after))
        assert ORDER.index(then) >= ORDER.index(found)


@pytest.mark.parametrize("name", ["sting", "avoid", "regret", "well"])
@pytest.mark.parametrize("value", [0, 6, -1, 2.5, None, "3"])
def test_no_other_number_is_taken(name, value):
    with pytest.raises(Invalid) as caught:
        Feelings(**{"sting": 1, "avoid": 1, "regret": 1, "well": 5, name: value})
    assert caught.value.field == name


SENTENCES = {
    (READY, "Northwind"): "A plain, friendly note to Northwind is fine, whenever its day comes.",
    (READY, ""): "A plain, friendly note there is fine, whenever its day comes.",
    (LIGHT, "Northwind"): (
        "A light touch with Northwind until 6 December, while things settle: a comment, or two sentences of thanks."
    ),
    (REST, "Northwind"): (
        "Quiet with Northwind until 6 December: notes written with a lighter heart land better. Writing anyway is fine."
    ),
    (
        REST,
        "",
    ): "Quiet there until 6 December: notes written with a lighter heart land better. Writing anyway is fine.",
}


@pytest.mark.parametrize(("given", "expected"), SENTENCES.items())
def test_what_follows_is_said(given, expected):
    assert checkin.sentence(*given, on(D), on("2026-12-06")) == expected


def kind(sentence: str) -> None:
    assert len(sentence) <= 140, (len(sentence), sentence)
    assert sentence.endswith(".")
    for phrase in (*BANNED, "you seem", "you are", "you should", "you must"):
        assert phrase.casefold() not in sentence.casefold()


@given(st.sampled_from(ORDER), EMPLOYERS, st.integers(0, 400))
def test_what_follows_is_short_and_kind(way, company, ahead):
    today = on(D)
    kind(checkin.sentence(way, company, today, today + timedelta(ahead)))


@given(st.integers(0, 500), st.one_of(st.none(), NAMES))
def test_the_suggestion_is_short_and_kind(weeks, name):
    kind(checkin.talking_sentence(weeks, name))


def test_the_suggestion():
    said = (
        "This one has stayed heavy for four weeks. Talking it over can help: a friend, a coach, a counsellor."
    )
    assert checkin.talking_sentence(4) == said
    assert checkin.talking_sentence(4, "Dr Okafor") == f"{said} You saved Dr Okafor."
    assert checkin.talking_sentence(1).startswith("This one has stayed heavy for one week.")
    assert checkin.talking_sentence(0).startswith("This one has stayed heavy. Talking")


def days(*routes: Route, apart: int = 14) -> list:
    """Check-ins, the last of them on D."""
    return [
        (on(plus(D, -apart * place)), way)
        for place, way in zip(range(len(routes))[::-1], routes, strict=True)
    ]


TALKING = {
    "nothing yet": ([], None, False),
    "two rests": (days(REST, REST), None, False),
    "three rests": (days(REST, REST, REST), None, True),
    "a fourth": (days(REST, REST, REST, REST), None, True),
    "in any order": (days(REST, REST, REST)[::-1], None, True),
    "a light touch between": (days(REST, REST, LIGHT, REST), None, False),
    "a light touch before": (days(LIGHT, REST, REST, REST), None, True),
    "lighter now": (days(REST, REST, REST, READY), None, False),
    "three answers on one day are one": ([(on(D), REST)] * 3, None, False),
    "of one day the last counts": ([*days(REST, REST, READY), (on(D), REST)], None, True),
    "one still to come": ([*days(REST, REST), (on(plus(D, 1)), REST)], None, False),
    "said 59 days ago": (days(REST, REST, REST), plus(D, -59), False),
    "said 60 days ago": (days(REST, REST, REST), plus(D, -60), True),
}


@table(TALKING, "given, last, expected")
def test_talking_is_suggested(given, last, expected):
    assert checkin.suggests_talking(given, on(last) if last else None, on(D)) is expected


def test_weeks_heavy():
    assert checkin.weeks_heavy(days(REST, REST, REST), on(D)) == 4
    assert checkin.weeks_heavy(days(REST, READY, REST, REST), on(D)) == 2
    assert checkin.weeks_heavy([], on(D)) == 0


@given(st.lists(st.tuples(st.integers(-200, 0), st.sampled_from(ORDER))), st.integers(0, 200))
def test_talking_is_never_suggested_twice_in_60_days(given, ahead):
    check_ins = [(on(plus(D, ago)), way) for ago, way in given]
    if checkin.suggests_talking(check_ins, on(D), on(plus(D, ahead))):
        assert ahead >= 60
        assert [way for _, way in sorted(check_ins, key=lambda c: c[0])][-1:] == [REST]


ASKED = {
    "recorded today": ((D, D, None), D, True),
    "30 days old": ((plus(D, -30), D, None), D, True),
    "31 days old": ((plus(D, -31), D, None), D, False),
    "recorded yesterday": ((plus(D, -1), plus(D, -1), None), D, False),
    "asked today, for another company": ((D, D, D), D, False),
    "asked yesterday": ((D, D, plus(D, -1)), D, True),
}


@table(ASKED)
def test_asked(given, today, expected):
    decided, recorded, last = given
    assert checkin.asks(on(decided), on(recorded), on(last) if last else None, on(today)) is expected
