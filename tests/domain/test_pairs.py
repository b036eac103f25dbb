"""Who may be here twice: by an address, or by a name like it, and why."""

import pytest

from followup.domain.likeness import MOST_SHARING, Pair, Sign, Someone, pairs, same_number
from followup.domain.values import PointKind

EMAIL, PHONE, LINK = PointKind.EMAIL, PointKind.PHONE, PointKind.LINK


def of(*people, apart=()):
    """The pairs of people, each a name, a company and addresses as (kind, folded)."""
    return pairs([Someone(number, *person) for number, person in enumerate(people, 1)], apart)


def test_it_works():
    found = of(
        ("marta nowak", 1, [(EMAIL, "m@n.example")]),
        ("marta novak", 1),
        ("mia novak", None, [(EMAIL, "m@n.example")]),
        ("tomas lind", 2),
    )
    assert found == [
        Pair(1, 3, (Sign.EMAIL,)),
        Pair(1, 2, (Sign.NEAR, Sign.COMPANY)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("marta nowak", 1), ("marta nowak", 2), (Sign.NAME,)),
        (("marta nowak", 1), ("marta nowak", 1), (Sign.NAME, Sign.COMPANY)),
        (("nowak marta", 1), ("marta nowak", None), (Sign.NAME,)),
        (("marta nowak", 1), ("marta novak", 1), (Sign.NEAR, Sign.COMPANY)),
        (("jonas berg", 1), ("jonas b.", None), (Sign.NEAR,)),
        (("j. berg", None), ("jonas berg", 2), (Sign.NEAR,)),
        (("j. berg", 1), ("jonas berg", 2), None),
        (("marta", 1), ("marta nowak", 1), (Sign.NEAR, Sign.COMPANY)),
        (("marta", 1), ("marta nowak", 2), None),
        (("marta", None), ("marta nowak", None), None),
        (("marta", None), ("marta", None), (Sign.NAME,)),
        (("marta nowak", 1), ("marta berg", 1), None),
        (("مرتا نوفاك", 1), ("مرتا نوفاك", 2), (Sign.NAME,)),
        (("a", 1), ("a", 1), None),
        (("", 1), ("", 1), None),
        ((". .", 1), (",", 1), None),
    ],
)
def test_names(one, other, expected):
    assert [pair.signs for pair in of(one, other)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("kind", "one", "other", "sign"),
    [
        (EMAIL, "m@n.example", "m@n.example", Sign.EMAIL),
        (EMAIL, "m@n.example", "m@o.example", None),
        (PHONE, "49301234567", "0301234567", Sign.PHONE),
        (PHONE, "49301234567", "49401234567", None),
        (PHONE, "12345", "12345", None),
        (LINK, "linkedin.com/in/marta", "de.linkedin.com/in/marta/details?x=1", Sign.LINKEDIN),
        (LINK, "linkedin.com/in/marta", "linkedin.com/in/martha", None),
        (LINK, "marta.example", "marta.example#about", Sign.LINK),
        (LINK, "notlinkedin.com/in/marta", "linkedin.com/in/marta", None),
    ],
)
def test_addresses(kind, one, other, sign):
    found = of(("abc", None, [(kind, one)]), ("xyz", None, [(kind, other)]))
    assert [pair.signs for pair in found] == ([(sign,)] if sign else [])


def test_the_surest_first():
    found = of(
        ("marta nowak", 1, [(EMAIL, "m@n.example")]),
        ("marta nowak", 2, [(EMAIL, "m@n.example")]),
        ("ruth aye", 1, [(PHONE, "5551234567")]),
        ("ruth ayes", 2, [(PHONE, "5551234567")]),
        ("tomas lind", 1),
        ("tomas lind", 2),
    )
    assert [(pair.one, pair.other) for pair in found] == [(1, 2), (3, 4), (5, 6)]


def test_the_address_of_an_office_is_nobodys():
    people = [(f"{letter * 3} {letter * 4}", None, [(EMAIL, "office@n.example")]) for letter in "abcdefghi"]
    assert len(of(*people[:MOST_SHARING])) == 15
    assert of(*people) == []


def test_apart():
    assert of(("marta nowak", 1), ("marta nowak", 1), apart={(1, 2)}) == []


def test_a_name_that_many_have_says_little_alone():
    assert len(of(*[("maria garcia", number) for number in range(MOST_SHARING)])) == 15
    assert of(*[("maria garcia", number) for number in range(3000)]) == []
    found = of(*[("maria garcia", number % 2999) for number in range(3000)])
    assert [pair.signs for pair in found] == [(Sign.NAME, Sign.COMPANY)]


def test_not_everybody_is_compared_with_everybody():
    """Each is compared with some of the others, not with all, however alike the names are."""
    names = [
        f"maria garcia{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(3000)
    ]
    assert len(of(*[(name, None) for name in names])) <= 3000 * 10


def test_numbers():
    assert same_number("49301234567", "301234567")
    assert not same_number("000", "000")
