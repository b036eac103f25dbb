"""LinkedIn's Connections.csv, as it was written over the years."""

from datetime import date

import pytest

from followup.domain.errors import Invalid
from followup.exchange import linkedin
from tests.exchange.checks import assert_sound, one, sample

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def read(*lines: str):
    found = linkedin.read((HEADER + "\n".join(lines)).encode())
    assert_sound(found, HEADER.encode() + "\n".join(lines).encode())
    return found


def test_it_works():
    found = linkedin.read(sample("linkedin_2024.csv"))
    assert [person.name for person in found.people] == [
        "Marta Nowak",
        "Tomás Ferreira, PMP",
        "Łukasz Wójcik",
        "فاطمة الزهراء",
        "Jo Li 🚀",
    ]
    tomas = found.people[1]
    assert tomas.line == 6
    assert tomas.emails == ("tomas@acme.example",)
    assert tomas.links == ("https://www.linkedin.com/in/tom%C3%A1s-ferreira-80771",)
    assert (tomas.company, tomas.title) == ("Acme, Inc.", "VP, People & Culture")
    assert tomas.connected_on == date(2023, 11, 2)
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(9, "09 Sep 2019")]
    assert "no name" in found.wrong[0].why


def test_without_a_preamble_and_links():
    ruth, sam = linkedin.read(sample("linkedin_2019.csv")).people
    assert (ruth.line, ruth.links, ruth.emails) == (2, (), ("ruth@okafor.example",))
    assert (sam.name, sam.company, sam.title) == ("Sam O'Brien", "Tailspin", "")


def test_numbers_for_days():
    days = [person.connected_on for person in linkedin.read(sample("linkedin_2017.csv")).people]
    assert days == [date(2024, 3, 15), date(2016, 12, 31)]


def test_saved_again_by_a_german_excel():
    found = linkedin.read(sample("linkedin_excel_german.csv"))
    assert [(person.name, person.company) for person in found.people] == [
        ("Jürgen Groß", "Müller & Söhne"),
        ("Zoë Brâncusi", "Étoile"),
    ]
    assert {person.connected_on for person in found.people} == {date(2024, 3, 15)}
    assert found.wrong == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("15 Mar 2024", date(2024, 3, 15)),
        ("1 sept 2021", date(2021, 9, 1)),
        ("15-Mar-24", date(2024, 3, 15)),
        ("03/15/24", date(2024, 3, 15)),
        ("3/4/2024", date(2024, 3, 4)),
        ("15/03/2024", date(2024, 3, 15)),
        ("15.03.2024", date(2024, 3, 15)),
        ("2024-03-15", date(2024, 3, 15)),
        ("2024-03-15 10:11:12", date(2024, 3, 15)),
        ("15 Mär 2024", None),
        ("31 Feb 2024", None),
        ("99/99/99", None),
        ("0000-01-01", None),
        ("١٥ Mar 2024", date(2024, 3, 15)),
        ("", None),
    ],
)
def test_days(written, expected):
    assert linkedin.day(written) == expected


@pytest.mark.parametrize("lines", [0, 1, 7, 150])
def test_any_preamble(lines):
    text = '"a, b" and one " more\n' * lines + HEADER + "Marta,Nowak,,,,,\n"
    person = one(linkedin.read(text.encode()))
    assert (person.name, person.line) == ("Marta Nowak", lines + 2)


def test_a_day_that_cannot_be_read_keeps_the_person():
    found = read("Marta,Nowak,,,,,yesterday", "Jo,Li,,,,,1 Jan 0500")
    assert [person.connected_on for person in found.people] == [None, None]
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(2, "yesterday"), (3, "0500-01-01")]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/x"]
)
def test_a_link_that_leads_nowhere_keeps_the_person(link):
    found = read(f'Marta,Nowak,"{link}",marta@northwind.example,,,')
    assert found.people[0].links == ()
    assert found.people[0].emails == ("marta@northwind.example",)
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(2, link)]


def test_a_name_that_is_too_long_is_cut_and_told():
    found = read(f"{'م' * 150},{'ا' * 149},,,,,")
    assert len(found.people[0].name) == 200
    assert "200" in found.wrong[0].why
    assert found.wrong[0].what.endswith("ا")
    assert len(found.wrong[0].what) == 300
    assert read(f"{'م' * 100},{'ا' * 99},,,,,").wrong == []


def test_a_name_that_nobody_sees_is_none():
    found = read("\u200b\u202e,\u2066,,,,,")
    assert (len(found.people), len(found.wrong)) == (0, 1)


def test_cells_without_a_column_are_told():
    found = read("Marta,Nowak,,,Acme, Inc.,CTO,15 Mar 2024")
    assert found.wrong[-1].what == "15 Mar 2024"
    assert found.people[0].name == "Marta Nowak"


def test_another_file_is_refused():
    with pytest.raises(Invalid, match="archive"):
        linkedin.read(sample("icloud.vcf"))
