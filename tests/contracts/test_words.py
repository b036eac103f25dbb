"""Every sentence that a screen says stands in WORDS.md, where it is edited, and nothing else stands there."""

import re

from tests.contracts.sentences import ROOT, of_letters, of_module, of_template, spoken

BANNED = (
    *("!", "overdue", "lose touch", "ignored", "streak", "relationship score", "resentful", "not ready"),
    *("their loss", "everything happens", "just checking in", "haven't written to anyone", "%"),
)


def written() -> list[str]:
    page = (ROOT / "WORDS.md").read_text("utf-8")
    return re.findall(r"^- (.*)$", page, re.MULTILINE)


def test_it_works():
    said = {sentence for sentences in spoken().values() for sentence in sentences}
    assert sorted(said - set(written())) == [], "said, but not in WORDS.md"
    assert sorted(set(written()) - said) == [], "in WORDS.md, but not said any more"


def test_nothing_is_written_twice():
    assert sorted(written()) == sorted(set(written()))


def test_the_voice():
    for sentence in written():
        assert len(sentence) <= 140, sentence
        assert not any(word in sentence.casefold() for word in BANNED), sentence


def test_sentences_are_found():
    assert list(of_template("<p>One line is <b>enough</b> for {{ name }}.</p>")) == [
        "One line is enough for …."
    ]
    assert list(
        of_module('def f(x):\n    """Not this one, of course."""\n    return f"But {x} is said."')
    ) == ["But … is said."]
    assert list(
        of_letters('START = "Dear {name},\\n\\nThank you for the talk. It stays: {said}.\\n\\nOmar"')
    ) == [
        "Thank you for the talk.",
        "It stays: ….",
    ]
