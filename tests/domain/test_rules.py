"""Each rule has one sentence, short enough to be read at a glance."""

import re
from pathlib import Path

import pytest

from followup.domain import rules

SAID = {*(f"R{number}" for number in range(1, 13)), "W1", "W3"}


def test_it_works():
    assert set(rules.RULES) == SAID


@pytest.mark.parametrize("rule", sorted(SAID))
def test_one_sentence_that_is_short_enough(rule):
    sentence = rules.sentence(rule)
    assert len(sentence) <= 140
    assert sentence.endswith(".")
    assert not re.search(r"[.?!] ", sentence), "one sentence"


def test_no_two_are_the_same():
    assert len(set(rules.RULES.values())) == len(SAID)


def test_every_rule_that_a_plan_can_name_has_one():
    source = (Path(rules.__file__).parent / "schedule.py").read_text("utf-8")
    named = set(re.findall(r'"(R\d+)"', source))
    assert named
    assert named <= SAID
