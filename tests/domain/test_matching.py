"""Who of a file is here: surely, perhaps, or not."""

import pytest

from followup.domain.folding import fold
from followup.domain.incoming import Incoming
from followup.domain.matching import Choice, Choices, Here, Likeness, match, merged


def here(number, name, company="", *points, died=False):
    return Here(number, name, fold(name), company, frozenset(points), died)


def one(name, company="", *emails, line=2, **more):
    return Incoming(line, name, company=company, emails=emails, **more)


RUTH = here(1, "Ruth Abernethy", "Contoso", "ruth@contoso.example")


@pytest.mark.parametrize(
    ("person", "kind"),
    [
        (one("Ruth Abernethy", "Globex", "RUTH@contoso.example"), Likeness.SAME),
        (one("Somebody Else", "Globex", "ruth@contoso.example"), Likeness.SAME),
        (one("ruth  ABERNETHY", "contoso"), Likeness.SAME),
        (one("Ruth Abernethy", "Globex"), Likeness.NEAR),
        (one("Ruth Abernethy"), Likeness.NEAR),
        (one("Ruth A."), Likeness.NEAR),
        (one("Ruth Abernathy", "Contoso"), Likeness.NEAR),
        (one("Tomas Lind", "Contoso"), Likeness.NEW),
        (one("روث", "Contoso"), Likeness.NEW),
    ],
)
def test_it_works(person, kind):
    (found,) = match([person], [RUTH])
    assert found.kind is kind
    assert found.contact == (None if kind is Likeness.NEW else 1)
    assert bool(found.why) is (kind is not Likeness.NEW)


def test_an_address_that_several_have_needs_a_word_of_the_name():
    people = [one("Tomas Lind", "Contoso", "info@contoso.example"), one("Jo", "", "info@contoso.example")]
    found = match(people, [here(1, "Ruth Abernethy", "", "info@contoso.example")])
    assert [match.kind for match in found] == [Likeness.NEW, Likeness.NEW]
    found = match(
        [*people, one("Ruth", "", "info@contoso.example")],
        [here(1, "Ruth Abernethy", "", "info@contoso.example")],
    )
    assert [match.kind for match in found] == [Likeness.NEW, Likeness.NEW, Likeness.SAME]


def test_two_of_one_name_are_two():
    people = [
        one("Ruth Abernethy", "Contoso", "ruth@contoso.example"),
        one("Ruth Abernethy", "Contoso", "r@x.example"),
    ]
    assert [found.kind for found in match(people, [RUTH])] == [Likeness.SAME, Likeness.NEAR]


def test_the_dead_are_in_no_match():
    died = here(1, "Ruth Abernethy", "Contoso", "ruth@contoso.example", died=True)
    people = [one("Ruth", "", "ruth@contoso.example"), one("Ruth Abernethy", "Contoso"), one("Ruth A.")]
    found = match(people, [died])
    assert [match.kind for match in found] == [Likeness.RESTS, Likeness.RESTS, Likeness.NEW]
    assert all(not match.why for match in found)
    assert Choices(same=Choice.NEW, one={0: Choice.NEW}).of(0, Likeness.RESTS) is Choice.LEAVE


def test_the_living_come_before_the_dead():
    died = here(1, "Ruth Abernethy", "Contoso", "ruth@contoso.example", died=True)
    alive = here(2, "Ruth Abernethy", "Contoso")
    assert match([one("Ruth Abernethy", "Contoso")], [died, alive])[0].contact == 2


def test_who_stands_there_twice_becomes_one():
    people = [
        one("Ruth", "Contoso", "r@x.example", line=2),
        one("Ruth", "", "R@X.example", "r@y.example", line=3, title="CTO"),
        one("Ruth", "Globex", "ruth@z.example", line=4),
        one("Tomas", "Acme", line=5),
        one("tomas", "ACME", line=6, notes="Two cats"),
    ]
    found, said = merged(people)
    assert [(person.line, person.emails, person.title, person.notes) for person in found] == [
        (2, ("r@x.example", "r@y.example"), "CTO", ""),
        (4, ("ruth@z.example",), "", ""),
        (5, (), "", "Two cats"),
    ]
    assert [wrong.line for wrong in said] == [3, 6]


def test_a_choice_for_one_goes_before_that_for_all():
    chosen = Choices(Choice.COMPLETE, Choice.NEW, {3: Choice.LEAVE})
    assert chosen.of(2, Likeness.SAME) is Choice.COMPLETE
    assert chosen.of(3, Likeness.SAME) is Choice.LEAVE
    assert chosen.of(3, Likeness.NEW) is Choice.NEW
    assert chosen.of(9, Likeness.NEAR) is Choice.NEW
