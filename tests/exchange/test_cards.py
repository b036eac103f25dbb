"""vCards, read again by vobject."""

import pytest
import vobject

from followup.exchange import cards
from tests.exchange.test_sheets import DANA

NAMES = (
    "Dana Li",
    "Ruth",
    "سلمى الناصري",
    "佐藤 陽菜",
    "🙂 Ünal",
    "Jan de Vries Jr.",
    "O'Brien; Anne, \\ x",
    "ä" * 200,
)
versions = pytest.mark.parametrize("version", cards.VERSIONS)


def read(text: str):
    return list(vobject.readComponents(text))


@versions
def test_it_works(version):
    text = "".join(cards.people([DANA], version))
    (card,) = read(text)
    assert card.version.value == f"{version}.0"
    assert (card.fn.value, card.n.value.family, card.n.value.given) == ("Dana Li", "Li", "Dana")
    assert [found.value for found in card.contents["email"]] == ["dana@acme.example", "d@li.example"]
    assert card.tel.value == "+44 20 7946 0155"
    assert card.org.value == ["Acme, Inc."]
    assert card.title.value == 'VP "Eng"'
    assert card.note.value == "two\nlines"
    assert card.categories.value == ["python", "mentor"]
    assert card.uid.value.startswith("urn:uuid:")


@versions
def test_what_is_not_to_be_mentioned_stays(version):
    assert "cat" not in "".join(cards.people([DANA._replace(tags=[])], version))


@versions
@pytest.mark.parametrize("name", NAMES)
def test_any_name(version, name):
    people = [DANA._replace(name=name, called=name, notes=name, company=name, tags=[name, "x"])]
    text = "".join(cards.people(people, version))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (card,) = read(text)
    assert (card.fn.value, card.note.value, card.nickname.value) == (name, name, name)
    assert card.org.value == [name]
    assert card.categories.value == [name, "x"]


@versions
def test_links_are_no_texts(version):
    link = "https://acme.example/a?b=1&c=2"
    (card,) = read("".join(cards.people([DANA._replace(links=[link])], version)))
    assert card.url.value == link


def test_what_is_a_link_is_not_escaped():
    """RFC 6350, 5."""
    text = "".join(cards.people([DANA._replace(links=["https://acme.example/a,b;c"])]))
    assert "\r\nURL:https://acme.example/a,b;c\r\n" in text


@versions
def test_nothing_can_end_a_line(version):
    text = "".join(
        cards.people([DANA._replace(title="x\r\nEMAIL:evil@evil.example", notes="a\rb\nTEL:1")], version)
    )
    (card,) = read(text)
    assert len(card.contents["email"]) == 2
    assert len(card.contents["tel"]) == 1


@versions
def test_the_same_person_has_the_same_uid(version):
    first, second, other = (
        read("".join(cards.people([person], version)))[0].uid.value
        for person in (DANA, DANA._replace(name="Dana Oak"), DANA._replace(id=8))
    )
    assert first == second != other


def test_there_is_no_other_version():
    with pytest.raises(ValueError, match="there is no vCard 2 here"):
        cards.people([], 2)
