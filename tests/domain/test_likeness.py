"""Names that may mean the same person."""

import pytest

from followup.domain.folding import fold
from followup.domain.likeness import MOST, near

HERE = ("Jonas B.", "Jonas Berg", "Marta Nowak", "Jo Berg", "Anna Jones", "Łukasz Żak", "سلمى الناصري", "Ada")


def found(name, names=HERE):
    return [names[place] for place in near(fold(name), [fold(known) for known in names])]


def test_it_works():
    assert found("Marta Nowak") == ["Marta Nowak"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jonas", "Jonas B."),
        ("Jonas B.", "Jonas Berg"),
        ("Jonas Berg", "Jonas B."),
        ("J. Berg", None),
        ("Marta Novak", "Marta Nowak"),
        ("Nowak Marta", "Marta Nowak"),
        ("lukasz zak", "Łukasz Żak"),
        ("سلمى", "سلمى الناصري"),
        ("Ada Lovelace", "Ada"),
        ("Anna Smith", None),
        ("a", None),
        (".", None),
        ("", None),
    ],
)
def test_who_may_be_meant(name, expected):
    names = found(name)
    assert expected in names if expected else names == []


def test_the_most_alike_first():
    assert found("Jonas Berg")[0] == "Jonas Berg"


def test_a_few_at_most():
    assert len(found("Anna", tuple(f"Anna Number{number}" for number in range(40)))) == MOST
