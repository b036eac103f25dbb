"""vCard of every version, as telephones and address books write it."""

import subprocess
import sys
import time

import pytest
import vobject

from followup.domain.errors import Invalid
from followup.domain.incoming import Found
from followup.exchange import vcard
from tests.exchange.checks import assert_sound, one, sample


def read(*lines: str, begin: str = "BEGIN:VCARD", end: str = "END:VCARD") -> Found:
    text = "\r\n".join([begin, *lines, end])
    found = vcard.read(text.encode())
    assert_sound(found, text.encode())
    return found


def test_it_works():
    found = vcard.read(sample("icloud.vcf"))
    marta, tailspin = found.people
    assert (marta.line, marta.name, marta.title) == (1, "Marta Nowak", "Head of Engineering")
    assert marta.company == "Northwind, Inc."
    assert marta.emails == ("marta@northwind.example",)
    assert marta.phones == ("+48 501 234 567",)
    assert marta.links == ("https://northwind.example/team?a=1,2", "http://www.linkedin.com/in/marta")
    assert marta.notes.startswith(
        "Met at the second round; she leads the platform team, and asked about May.\nLikes"
    )
    assert marta.notes.endswith(" tea, not coffee.")
    assert (tailspin.name, tailspin.phones) == ("Tailspin Toys", ("0800 1234",))
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(1, "x-apple:marta"), (59, "Panel")]


def test_android():
    found = vcard.read(sample("android.vcf"))
    (juergen,) = found.people
    assert (juergen.name, juergen.phones) == ("Jürgen Groß", ("0170 123456",))
    assert juergen.notes == "Erste Zeile\nzweite, dritte"
    assert juergen.links == ("https://mueller.example",)
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(18, "TEL;CELL:*101#")]


def test_outlook():
    juergen = one(vcard.read(sample("outlook.vcf")))
    assert (juergen.name, juergen.company) == ("Dr. Jürgen Groß", "Müller & Söhne")
    assert (juergen.title, juergen.notes) == ("Geschäftsführer", "Zweite Runde\nNächste Woche")
    assert juergen.phones == ("+49 30 1234-5", "0170 123456")


def test_nextcloud():
    found = vcard.read(sample("nextcloud.vcf"))
    (ming,) = found.people
    assert (ming.name, ming.called, ming.title) == ("李小明", "Ming", "Panel, final round")
    assert ming.phones == ("+86-10-5555-0100",)
    assert ming.tags == ("Interviews", "Warm, very")
    assert ming.notes == "One.\nTwo; three."
    assert [(wrong.line, wrong.what) for wrong in found.wrong] == [(18, "Panel")]


def test_vobject_agrees_on_names():
    for name in ("icloud.vcf", "nextcloud.vcf"):
        theirs = [card.fn.value for card in vobject.readComponents(sample(name).decode(), allowQP=True)]
        assert {person.name for person in vcard.read(sample(name)).people} <= set(theirs)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("N:Haddad;Omar;Ali;Dr.;Jr.", "Dr. Omar Ali Haddad Jr."),
        ("N:Haddad;Omar", "Omar Haddad"),
        ("N:Haddad\\; Sons;Omar;;;", "Omar Haddad; Sons"),
        ("ORG:Northwind\\, Inc.;Engineering", "Northwind, Inc."),
        ("ORG:Northwind, Inc.", "Northwind, Inc."),
        ("FN:Haddad, Omar", "Haddad, Omar"),
        ("FN:Omar\\", "Omar\\"),
        ("fn:Omar", "Omar"),
        ("item1.FN:Omar", "Omar"),
        ("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen", "Jürgen"),
        ("FN;charset=iso-8859-1;encoding=quoted-printable:J=FCrgen", "Jürgen"),
        ("FN;QUOTED-PRINTABLE:J=C3=BCrgen", "Jürgen"),
        ("FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen", "Jürgen"),
        ("FN;CHARSET=zip;ENCODING=QUOTED-PRINTABLE:Omar=", "Omar"),
        ("FN;ENCODING=8BIT:Omar", "Omar"),
        ("FN;ENCODING=QUOTED-PRINTABLE:Om=00ar", "Omar"),
        ("FN:عمر حداد", "عمر حداد"),
        ('FN;SORT-AS="Haddad,Omar;x:y":Omar', "Omar"),
    ],
)
def test_names(line, expected):
    assert one(read(line)).name == expected


def test_what_follows_a_comma_stays():
    person = one(read("FN:Omar", "NOTE:a, b; c", "TITLE:VP, Sales", "URL:https://x.example/a,b"))
    assert (person.notes, person.title, person.links) == (
        "a, b; c",
        "VP, Sales",
        ("https://x.example/a,b",),
    )


def test_a_title_before_a_role():
    assert one(read("FN:Omar", "ROLE:Helper", "TITLE:CTO")).title == "CTO"
    assert one(read("FN:Omar", "ROLE:Helper")).title == "Helper"


def test_lines_that_cannot_be_read_are_told():
    found = read("FN:Omar", "what is this", 'TEL;TYPE="x:123', "EMAIL;ENCODING=B:YQ==", "TEL:030 1234")
    assert found.people[0].phones == ("030 1234",)
    (wrong,) = found.wrong
    assert (wrong.line, wrong.what) == (1, 'what is this; TEL;TYPE="x:123; EMAIL;ENCODING=B:YQ==')


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example", "tel:123"])
def test_a_link_that_leads_nowhere_keeps_the_person(link):
    found = read("FN:Omar", f"URL:{link}")
    assert found.people[0].links == ()
    assert [wrong.what for wrong in found.wrong] == [link]


def test_a_card_without_an_end():
    text = "BEGIN:VCARD\nFN:Omar\nBEGIN:VCARD\nFN:Jo\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nTEL:123\n"
    found = vcard.read(text.encode())
    assert [(person.line, person.name) for person in found.people] == [(1, "Omar"), (3, "Jo")]
    assert [(wrong.line, wrong.why.split(",")[0]) for wrong in found.wrong] == [
        (1, "This card has no end"),
        (6, "This card has no beginning"),
        (7, "There is no name here"),
    ]


def test_an_assistant_inside_a_card_is_told():
    found = read("FN:Omar", "AGENT:", "BEGIN:VCARD", "FN:Jo", "END:VCARD", "TEL:030 1234")
    assert [(person.name, person.phones) for person in found.people] == [("Omar", ("030 1234",))]
    assert [wrong.why.split(",")[0] for wrong in found.wrong] == ["A card inside this one"]


def test_quoted_printable_does_not_swallow_the_next_card():
    found = read("FN;ENCODING=QUOTED-PRINTABLE:Omar=", "END:VCARD", "BEGIN:VCARD", "FN:Jo")
    assert [person.name for person in found.people] == ["Omar", "Jo"]


def test_no_card_is_refused():
    with pytest.raises(Invalid, match="no card"):
        vcard.read(b"FN:Omar\n")


def test_long_notes_are_cut_and_told():
    note = "=D9=86" * 20_001
    found = read("FN:Omar", f"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{note}")
    assert found.people[0].notes == "ن" * 20_000
    assert [wrong.what for wrong in found.wrong] == ["ن"]


def test_more_lines_than_a_card_has():
    found = read("FN:Omar", *[f"TEL:030 {number}" for number in range(150)])
    assert len(found.people[0].phones) == 20
    assert [wrong.what for wrong in found.wrong][-1] == "TEL:030 99"


@pytest.mark.parametrize(
    "hostile",
    [
        "BEGIN:VCARD\nFN:Omar\n" + ("TEL;x" + "=a" * 400 + "\n") * 10,
        "BEGIN:VCARD\nFN:Omar\n" + ("TEL;x" + "=a" * 400 + ":123\n") * 10,
        "BEGIN:VCARD\nFN:Omar\nNOTE:" + "\n a" * 300_000,
        "BEGIN:VCARD\nFN:Omar\nPHOTO;ENCODING=b:" + "\n AAAA" * 200_000,
        "BEGIN:VCARD\nFN:Omar\nNOTE;QUOTED-PRINTABLE:" + "=\n=41" * 200_000,
        "BEGIN:VCARD\nFN:Omar\nNOTE:" + "\\" * 1_000_001,
        "BEGIN:VCARD\nFN:Omar\nAGENT:\n" + "BEGIN:VCARD\nAGENT:\n" * 50_000,
        "BEGIN:VCARD\nFN:Omar\n" + "END:VCARD\n" * 100_000,
        'BEGIN:VCARD\nFN:Omar\nTEL;"' + '";"' * 300_000,
        "BEGIN:VCARD\nFN:Omar\nEMAIL:" + "<@" * 300_000,
    ],
    ids=range(10),
)
def test_hostile_cards_take_no_time(hostile):
    start = time.process_time()
    found = vcard.read(hostile.encode())
    assert time.process_time() - start < 3
    assert [person.name for person in found.people] == ["Omar"]
    assert_sound(found, hostile.encode())


def test_a_picture_is_not_looked_at():
    found = read("FN:Omar", "PHOTO;ENCODING=b:AAAA", "BBBB", "CCCC=", "", "TEL:030 1234")
    assert one(found).phones == ("030 1234",)


def test_nothing_is_logged(capfd, caplog):
    read("FN:Omar", "nonsense of Jo", "TEL;x=a=b:1", "EMAIL;ENCODING=QUOTED-PRINTABLE:=FF=")
    assert caplog.records == []
    assert "Jo" not in "".join(capfd.readouterr())


def test_vobject_is_loaded_late():
    code = "import sys, followup.exchange.vcard; sys.exit('vobject' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
