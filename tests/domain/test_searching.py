"""What goes into the search index, what is asked of it, and where a text was found."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.searching import Asked, asked, has_all, indexed, indexed_name, many, marked, spots


@pytest.fixture(scope="module")
def found():
    """Asks both indexes of SQLite, as the program does, whether one name is found by some words."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE trigrams USING fts5(name, tokenize='trigram')")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(name, tokenize='unicode61', prefix='1 2')")

    def look(name: str, words: str) -> bool:
        question = asked(words)
        if question is None:
            return False
        for table in ("trigrams", "words"):
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} VALUES (?)", (indexed_name(name),))
        parts = {"trigrams": question.trigrams, "words": question.words}
        return all(
            connection.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (part,)).fetchone()[0]
            for table, part in parts.items()
            if part
        )

    return look


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jürgen Müller", "mull"),
        ("Jürgen Müller", "mueller"),
        ("Jürgen Müller", "MÜLLER jür"),
        ("Jürgen Müller", "m"),
        ("Łukasz Żak", "lukasz zak"),
        ("Dana Li", "li"),
        ("Dana Li", "Li dana"),
        ("李小明", "明"),
        ("李小明", "小明"),
        ("李小明", "李小明"),
        ("山田 太郎", "太郎"),
        ("김민준", "김민준"),
        ("김민준", "민준"),
        ("أماني الخطيب", "الخط"),
        ("O'Neil", "o'neil"),
        ("Ann-Marie", "marie"),
        ("Wolfeschlegelsteinhausen", "stein"),
        ('Rob "Bobby" Roe', '"bobby"'),
        ("50% off", "50%"),
    ],
)
def test_it_works(found, name, words):
    assert found(name, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dana Li", "na"),  # short words are found at their beginning only
        ("Dana Li", "dana roe"),
        ("李小明", "華"),
        ("Dana Li", ""),
        ("Dana Li", " - "),
        ("Dana Li", "dana*"),
        ("Dana Li", 'dana" OR "li'),
        ("Dana Li", "NOT roe"),
    ],
)
def test_what_is_not_found(found, name, words):
    assert not found(name, words)


@given(st.text(max_size=30))
def test_any_words_can_be_asked(found, words):
    found("Dana Li", words)  # SQLite would refuse them


def test_what_is_asked():
    assert asked("Müller li") == Asked('"muller"', '"li" *')
    assert asked("小明") == Asked("", '"小 明" *')
    assert asked("x " * 50) is not None
    assert asked("") is asked(" .,") is None


def test_a_character_is_a_word_of_its_own():
    assert indexed("見Zoé李小明 Ltd") == "見 zoe 李 小 明 ltd"


@pytest.mark.parametrize(
    ("text", "words", "cut"),
    [
        ("Jürgen Müller", "mull", ["Müll"]),
        ("Straße 5", "strasse", ["Straße"]),
        ("Dana Li, Lisbon", "li", ["Li", "Li"]),
        ("Dana Alia", "li", []),
        ("Anna Hannah", "ann", ["Ann", "ann"]),
        ("anna", "ann nna", ["anna"]),
        ("李小明", "小", ["小"]),
        ("Dana\u00a0Li", "dana", ["Dana"]),
        ("Dana Li", "", []),
    ],
)
def test_where_it_stands(text, words, cut):
    assert [text[begin:end] for begin, end in spots(text, words)] == cut


@given(st.text(max_size=60), st.text(max_size=10), st.none() | st.integers(1, 40))
def test_the_pieces_are_the_text(text, words, most):
    pieces = marked(text, words, most)
    whole = "".join(piece for piece, _ in pieces)
    if most is None or len(text) <= most:
        assert whole == text
    else:
        assert whole.removeprefix("…").removesuffix("…") in text
    assert all(piece for piece, _ in pieces)


def test_a_long_text_is_cut_around_what_was_found():
    text = "A long talk about herons. " * 20 + "Then she mentioned Lisbon, and the sea. " + "And more. " * 20
    pieces = marked(text, "lisbon", 80)
    assert ("Lisbon", True) in pieces
    assert pieces[0][0] == pieces[-1][0] == "…"
    assert len("".join(piece for piece, _ in pieces)) <= 82


def test_how_many_words_are_there():
    assert many("Coffee with Müller", "mull coffee tea") == 2
    assert has_all("Coffee with Müller", "mull coffee")
    assert not has_all("Coffee with Müller", "mull tea")
