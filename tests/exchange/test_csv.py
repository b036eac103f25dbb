"""Any other table: which columns it has, what they mean, and the people."""

import csv as standard
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.errors import Invalid
from followup.domain.incoming import Found
from followup.exchange import csv
from tests.exchange.checks import assert_sound, by_guess, one, sample


def read(text: str, **mapping: str) -> Found:
    found = csv.read(text.encode(), mapping or {"name": "name"})
    assert_sound(found, text.encode())
    return found


def test_it_works():
    data = sample("excel_french.csv")
    headers, rows = csv.columns(data)
    assert headers[:3] == ["Nom", "Prénom", "Société"]
    assert rows == [
        [
            *("Lefèvre", "Chloé", "Étoile", "Directrice", "chloe@etoile.example", "06 12 34 56 78"),
            *("Entretien", "« À rappeler »"),
        ]
    ]
    mapping = csv.guess_mapping(headers)
    assert mapping == {
        "Nom": "last_name",
        "Prénom": "first_name",
        "Société": "company",
        "Fonction": "title",
        "Adresse de messagerie": "emails",
        "Téléphone portable": "phones",
        "Catégories": "tags",
        "Remarques": "notes",
    }
    chloe = one(csv.read(data, mapping))
    assert (chloe.line, chloe.name, chloe.company) == (2, "Chloé Lefèvre", "Étoile")
    assert (chloe.phones, chloe.tags) == (("06 12 34 56 78",), ("Entretien",))


def test_our_own_maps_by_itself():
    marta, formula = by_guess(sample("followup.csv")).people
    assert (marta.name, marta.called, marta.company) == ("Marta Nowak", "Marta", "Northwind")
    assert marta.emails == ("marta@northwind.example", "m.nowak@home.example")
    assert marta.phones == ("+48 22 123 45 67", "0501 234 567")
    assert marta.links == ("https://www.linkedin.com/in/marta", "https://marta.example/a;b")
    assert (marta.tags, marta.how_met) == (("warm", "panel"), "Second round")
    assert marta.notes == "First line\nsecond; line"
    assert (formula.name, formula.company, formula.title) == ("=Formula Person", "@Home", "-")
    assert formula.notes == "=1+1"


def test_outlook():
    ruth = one(by_guess(sample("outlook_english.csv")))
    assert (ruth.name, ruth.title) == ("Ruth A. Okafor", "Talent Partner")
    assert ruth.emails == ("ruth@northwind.example", "ruth@home.example")
    assert ruth.phones == ("555 0100", "555 0101")
    juergen = one(by_guess(sample("outlook_german.csv")))
    assert (juergen.name, juergen.title) == ("Jürgen Groß", "Geschäftsführer")
    assert (juergen.phones, juergen.links) == (("030 1234-5", "0170 123456"), ("https://mueller.example",))
    assert juergen.notes == "Nächste Woche – anrufen"


def test_utf_16_with_tabs():
    lucia = one(by_guess(sample("numbers_spanish.csv")))
    assert (lucia.name, lucia.tags, lucia.notes) == ("Lucía Núñez Ibáñez", ("cálida",), "Mañana")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("Name,E-Mail", {"Name": "name", "E-Mail": "emails"}),
        ("Name,Vorname", {"Name": "last_name", "Vorname": "first_name"}),
        ("Nom,Prénom", {"Nom": "last_name", "Prénom": "first_name"}),
        ("Nombre,Apellidos", {"Nombre": "first_name", "Apellidos": "last_name"}),
        ("NOMBRE COMPLETO,CORREO", {"NOMBRE COMPLETO": "name", "CORREO": "emails"}),
        ("Name,First Name,Last Name", {"Name": "name", "First Name": "first_name", "Last Name": "last_name"}),
        ("Person,Where we met", {"Person": "name", "Where we met": "how_met"}),
        ("Ansprechpartner,Firma,Handy", {"Ansprechpartner": "name", "Firma": "company", "Handy": "phones"}),
        ("Name,LinkedIn URL,E-mail type", {"Name": "name", "LinkedIn URL": "links"}),
        ("Titre,Intitulé du poste", {"Titre": "title", "Intitulé du poste": "title"}),
        ("Title,Job Title", {"Job Title": "title"}),
        ("Birthday,Spouse,Fax,Column 4", {}),
        ("", {}),
    ],
)
def test_what_headers_mean(headers, expected):
    assert csv.guess_mapping(headers.split(",")) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("said", [False, True])
def test_delimiters_and_ends_of_lines(delimiter, end, said):
    lines = [
        delimiter.join(("name", "notes", "emails")),
        delimiter.join(("Jo", '"a,b;c\td\n""e"""', "jo@x.example")),
    ]
    text = (f"sep={delimiter}{end}" if said else "") + end.join(lines) + end
    person = one(read(text, name="name", notes="notes", emails="emails"))
    assert person.notes == 'a,b;c\td\n"e"'
    assert (person.emails, person.line) == (("jo@x.example",), 3 if said else 2)


def test_columns_have_names_of_their_own():
    headers, rows = csv.columns(b"Name,Mail,Mail,,Mail (2)\nJo,a@x.example,b@x.example\n")
    assert headers == ["Name", "Mail", "Mail (2)", "Column 4", "Mail (2) (2)"]
    assert rows == [["Jo", "a@x.example", "b@x.example", "", ""]]
    found = csv.read(
        b"Name,Mail,Mail\nJo,a@x.example,b@x.example\n",
        {"Name": "name", "Mail": "emails", "Mail (2)": "emails"},
    )
    assert one(found).emails == ("a@x.example", "b@x.example")


def test_a_sample_is_five_rows():
    headers, rows = csv.columns(b"name\n" + b"Jo\n\n" * 9)
    assert (headers, rows) == (["name"], [["Jo"]] * 5)


def test_first_and_last_name_stand_in_for_a_full_name():
    found = read("n,f,l\nJo Li,x,y\n,Jo,Li\n,,Li\n,,\n", n="name", f="first_name", l="last_name")
    assert [person.name for person in found.people] == ["Jo Li", "Jo Li", "Li"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({}, "names"),
        ({"name": ""}, "names"),
        ({"mail": "emails"}, "names"),
        ({"name": "name", "gone": "notes"}, "this file"),
        ({"name": "colour"}, "offered"),
    ],
)
def test_a_mapping_that_says_too_little_is_refused(mapping, message):
    with pytest.raises(Invalid, match=message):
        csv.read(b"name,mail\nJo,x\n", mapping)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a@x.example; b@x.example", ("a@x.example", "b@x.example")),
        ("a@x.example,b@x.example c@x.example", ("a@x.example", "b@x.example", "c@x.example")),
        ("Dana Li <dana@x.example>, Jo <jo@x.example>", ("dana@x.example", "jo@x.example")),
        ("mailto:a@x.example", ("a@x.example",)),
        ("A@x.example; a@X.example", ("A@x.example",)),
    ],
)
def test_several_addresses_in_a_cell(cell, expected):
    assert one(read(f'name,e\nJo,"{cell}"\n', name="name", e="emails")).emails == expected


def test_what_is_no_address_is_told_and_the_person_kept():
    found = read(
        'name,e,p,l\nJo,"nobody; jo@x.example","12; 030 1234","javascript:alert(1) https://x.example"\n',
        name="name",
        e="emails",
        p="phones",
        l="links",
    )
    (jo,) = found.people
    assert (jo.emails, jo.phones, jo.links) == (("jo@x.example",), ("030 1234",), ("https://x.example",))
    assert [wrong.what for wrong in found.wrong] == ["nobody", "12", "javascript:alert(1)"]


def test_more_than_anybody_has():
    many = ";".join(f"a{number}@x.example" for number in range(25))
    found = read(f'name,e\nJo,"{many}"\n', name="name", e="emails")
    assert len(found.people[0].emails) == 20
    assert found.wrong[0].what.startswith("a20@x.example; a21@")


def test_long_texts_are_cut_and_told():
    found = read(f"name,n,c\nJo,{'ن' * 20_001},{'c' * 201}\n", name="name", n="notes", c="company")
    assert (len(found.people[0].notes), len(found.people[0].company)) == (20_000, 200)
    assert sorted(wrong.what for wrong in found.wrong) == ["c" * 201, "ن"]
    assert read(f"name,n\nJo,{'ن' * 20_000}\n", name="name", n="notes").wrong == []


def test_somebody_without_a_name_is_told():
    found = read("name,e\n,a@x.example\n\n  ,\nJo,\n", name="name", e="emails")
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(2, "a@x.example")]
    assert [person.line for person in found.people] == [5]


def test_quotation_marks_that_do_not_match_are_told():
    found = read('name,n\nJo,a\nDana,"b\nRuth,c\n', name="name", n="notes")
    assert [person.name for person in found.people] == ["Jo", "Dana"]
    assert found.people[1].notes == "b\nRuth,c"
    assert (found.wrong[0].line, "Quotation marks" in found.wrong[0].why) == (3, True)


def test_a_cell_without_an_end_is_refused():
    with pytest.raises(Invalid, match="line 2"):
        csv.read(b'name\n"' + b"a,b\n" * 100_000, {"name": "name"})


def test_too_many_columns_are_refused():
    with pytest.raises(Invalid, match="500"):
        csv.columns(b"a," * 500 + b"\n")
    assert len(csv.columns(b"a" + b"," * 499)[0]) == 500


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_what_a_spreadsheet_is_kept_from_comes_back(rows):
    out = io.StringIO()
    writer = standard.writer(out)
    writer.writerow(("name", "notes"))
    for name, notes in rows:
        writer.writerow(("x" + name, f"'{notes}" if notes[:1] in tuple("=+-@\t\r") else notes))
    found = by_guess(out.getvalue().encode())
    assert [person.notes for person in found.people] == [
        one(read(f'name,n\nx,"{notes.replace(chr(34), chr(34) * 2)}"', name="name", n="notes")).notes
        for _, notes in rows
    ]


@given(st.lists(st.tuples(cells, cells, cells), max_size=8))
def test_nobody_is_lost_without_a_word(rows):
    out = io.StringIO()
    writer = standard.writer(out)
    writer.writerow(("name", "emails", "company"))
    writer.writerows(("#" + name, mail, "#" + company) for name, mail, company in rows)
    found = by_guess(out.getvalue().encode())
    assert len(found.people) == len(rows)
    for person, (_, mail, _) in zip(found.people, rows, strict=True):
        told = [wrong for wrong in found.wrong if wrong.line == person.line]
        assert person.emails or told or not any(map(str.isalnum, mail))
