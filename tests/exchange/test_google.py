"""Google's contacts as CSV, before and since 2024."""

import pytest

from followup.domain.errors import Invalid
from followup.exchange import google
from tests.exchange.checks import assert_sound, sample


@pytest.mark.parametrize("name", ["google_2023.csv", "google_2024.csv"])
def test_it_works(name):
    found = google.read(sample(name))
    assert_sound(found, sample(name))
    priya = found.people[0]
    assert priya.name in ("Priya Raman", "Priya K. Raman")
    assert priya.emails[0] == "priya@fabrikam.example"
    assert (priya.company, priya.title) == ("Fabrikam", "Staff Engineer")
    assert priya.tags[0] == "Interviews"
    assert not any("myContacts" in tag for person in found.people for tag in person.tags)
    assert [(wrong.line, wrong.why.split(",")[0]) for wrong in found.wrong] == [(4, "There is no name here")]


def test_several_in_one_cell():
    priya, support = google.read(sample("google_2023.csv")).people
    assert priya.emails == ("priya@fabrikam.example", "priya.raman@fabrikam.example", "pri@home.example")
    assert priya.phones == ("+44 7700 900123", "+44 20 7946 0000")
    assert priya.tags == ("Interviews", "Friends")
    assert priya.called == "Pri"
    assert priya.notes == 'Met at the meetup.\nLikes "Go", tea'
    assert (support.line, support.tags, support.phones) == (5, (), ("0800 1234",))


def test_an_organization_without_a_name():
    _, tailspin = google.read(sample("google_2024.csv")).people
    assert (tailspin.name, tailspin.company) == ("Tailspin Toys", "Tailspin Toys")


def test_another_file_is_refused():
    with pytest.raises(Invalid, match="Google CSV"):
        google.read(sample("followup.csv"))
