"""What holds of files of every kind: which one it is, its encoding, its limits."""

import time
import tracemalloc

import pytest

from followup.domain.errors import Invalid
from followup.exchange import csv, guess, linkedin, texts
from tests.exchange.checks import READERS, SAMPLES, assert_sound, by_guess, sample

KINDS = {
    "linkedin": "linkedin",
    "google": "google",
    "icloud": "vcard",
    "android": "vcard",
    "outlook.vcf": "vcard",
    "nextcloud": "vcard",
}


def kind_of(name: str) -> str:
    return next((kind for start, kind in KINDS.items() if name.startswith(start)), "csv")


@pytest.mark.parametrize("name", SAMPLES)
def test_it_works(name):
    data = SAMPLES[name]
    kind = guess(name, data)
    assert kind == kind_of(name)
    found = READERS[kind](data)
    assert_sound(found, data)
    assert found.people
    # The name of a file says nothing that its content does not say better.
    assert guess("download", data) == guess("x.txt", data) == kind


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("people.json", b'{"contacts": []}', "json"),
        ("people", b'\xef\xbb\xbf\n {"contacts": []}', "json"),
        ("people.json", b"[]", "json"),
        ("People.JSON", b"nonsense", "json"),
        ("cards.vcf", b"nonsense", "vcard"),
        ("cards", b"\r\nbegin:vcard\r\n", "vcard"),
        ("table.tsv", b"name", "csv"),
        ("table", b"name;mail", "csv"),
        ("table.csv", b"", None),
        ("table.csv", b"\n\n", None),
        ("table.csv", b"a\x00b", None),
        ("book.xlsx", b"PK\x03\x04\x00\x00", None),
        ("letter.doc", b"Dear Marta", None),
        ("huge.csv", b"name,mail\n" + b"x" * 20_000_000, "csv"),
    ],
)
def test_guesses(name, data, expected):
    assert guess(name, data) == expected


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_encodings(encoding):
    text = "name,company\r\nZoë Groß,Étoile\r\n"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    data = mark + text.encode(encoding)
    found = by_guess(data)
    assert [(person.name, person.company) for person in found.people] == [("Zoë Groß", "Étoile")]
    assert found.wrong == []
    assert guess("x", data) == "csv"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Łukasz Żak"), ("cp1251", "Омар"), ("shift_jis", "明"), ("mac_roman", "Jürgen")],
)
def test_another_encoding_is_told(encoding, name):
    found = by_guess(f"name,company\n{name},Acme\n".encode(encoding))
    assert len(found.people) == 1
    assert [wrong.line for wrong in found.wrong] == [1]
    assert "UTF-8" in found.wrong[0].why


def test_one_damaged_letter_spoils_no_other():
    data = "name\nJürgen Groß\nÉloïse\nZoë Çelik\n".encode() + b"Ren\xe9\n"
    found = by_guess(data)
    assert [person.name for person in found.people] == ["Jürgen Groß", "Éloïse", "Zoë Çelik", "Ren\ufffd"]
    assert [wrong.line for wrong in found.wrong] == [5]


def test_a_torn_file_is_told():
    found = by_guess("name,mail\nJo,x@y.example".encode("utf-16")[:-1])
    assert [person.name for person in found.people] == ["Jo"]
    assert found.wrong


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"name\nJo\x00\n", "no text can hold"),
        ("name\nJo\n".encode("utf-16-le"), "no text can hold"),
        (b"name\n" + b"Jo\n" * 4_000_000, "ten megabytes"),
    ],
)
def test_what_is_no_text_is_refused(reader, data, message):
    with pytest.raises(Invalid, match=message) as refused:
        reader(data)
    assert refused.value.field == "file"


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_hundred_megabytes_are_refused_at_once(reader):
    data = bytes(100_000_000)
    start = time.process_time()
    with pytest.raises(Invalid, match="ten megabytes"):
        reader(data)
    assert guess("x.csv", data) is None
    assert time.process_time() - start < 0.5


HEADERS = {
    "linkedin": ("Notes:\n\nFirst Name,Last Name,Connected On\n", "Jo,Li,15 Mar 2024\n"),
    "google": ("First Name,Last Name,Labels,E-mail 1 - Value,Phone 1 - Value\n", "Jo,Li,,,\n"),
    "csv": ("name\n", "Jo\n\n"),
    "vcard": ("", "BEGIN:VCARD\nFN:Jo\nEND:VCARD\n"),
}


@pytest.mark.parametrize("kind", READERS)
def test_twenty_thousand_are_taken_and_no_more(kind):
    head, person = HEADERS[kind]
    assert len(READERS[kind]((head + person * 20_000).encode()).people) == 20_000
    with pytest.raises(Invalid, match="20,000 people"):
        READERS[kind]((head + person * 20_001).encode())


@pytest.mark.parametrize("kind", READERS)
def test_those_without_a_name_count_too(kind):
    head, person = HEADERS[kind]
    nobody = person.replace("Jo", "").replace("Li", "") if kind != "csv" else '" ",x\n'
    with pytest.raises(Invalid, match="20,000 people"):
        READERS[kind]((head + (nobody if kind != "google" else ",,x,,\n") * 20_001).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"name\n" + b"," * 4_000_000,
        b"name\n" + b"\n" * 500_000,
        b"name,name\n" + b"a,;\t" * 30_000 + b"\n",
        b'name,emails\nJo,"' + b"<@ " * 40_000 + b'"\n',
        b'name,links\nJo,"' + b" ; " * 40_000 + b'"\n',
        b'name,phones\nJo,"' + b"; a-" * 30_000 + b'"\n',
        b'name,tags\nJo,"' + b" :::" * 30_000 + b'"\n',
        b"name\n" + "\u0344".encode() * 60_000 + b"\n",
        b'"' * 4_000_000,
        b"\n".join(b'Jo,"' for _ in range(200_000)),
    ],
    ids=range(10),
)
def test_hostile_tables_take_little_time_and_memory(data):
    start = time.process_time()
    for reader in (by_guess, linkedin.read):
        try:
            assert_sound(reader(data), data)
        except Invalid:
            continue
    assert time.process_time() - start < 6
    tracemalloc.start()
    try:
        csv.read(data, {"name": "name"})
    except Invalid:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 100_000_000 + 10 * len(data)


def test_limits_are_those_that_are_said():
    assert (texts.BYTES_LIMIT, texts.PEOPLE_LIMIT) == (10 * 1024 * 1024, 20_000)


def test_a_lone_surrogate_and_marks_that_mislead():
    found = by_guess("name,n\nJo\u202e\x01Li,a\x02b\u202ec\n".encode() + b"Jo\xed\xa0\x80,x\n")
    assert found.people[0].name == "JoLi"
    assert_sound(found, sample("followup.csv"))
