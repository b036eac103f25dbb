"""Files that no program writes: samples torn, mixed and mistaken, and bytes by chance.

Nothing comes of them but people within their limits, or a sentence that says what to do.
"""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.domain.errors import Invalid
from followup.exchange import csv, guess
from tests.exchange.checks import READERS, SAMPLES, assert_sound
from tests.torture.profile import CHOSEN

PIECES = [
    *(
        b'"',
        b'""',
        b",",
        b";",
        b"\t",
        b"\r",
        b"\n",
        b"\r\n",
        b"'",
        b"'=",
        b"=cmd|'/c calc'!A0",
        b"\\",
        b"=",
        b":",
        b" ",
    ),
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\x80",
        b"\xfc",
        b"\x85",
    ),
    *(
        b"javascript:alert(1)",
        b"https://",
        b"@",
        b" ::: ",
        b"sep=;\n",
        b"First Name,Last Name",
        b"\xd8\xb9\xd9\x85",
    ),
    *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n", b"FN:Omar\n", b"N:;;;;\n", b"item1.", b"VERSION:2.1\n"),
    *(
        b";ENCODING=QUOTED-PRINTABLE:",
        b";CHARSET=utf-7",
        b";ENCODING=b:",
        b"=\n",
        b"=0D=0A",
        b"=00",
        b"\n ",
        b"KIND:group\n",
    ),
    *(b"a" * 210, b"0" * 600, b"\xd9\x86" * 210, b"31/12/99", b"0 Jan 0000"),
]
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "utf-7")

edits = st.tuples(
    st.sampled_from(("put", "cut", "put", "twice", "flip", "end", "swap")),
    st.integers(0, 1_000),
    st.integers(0, 200),
    st.sampled_from(PIECES) | st.binary(max_size=20),
)


def edited(data: bytes, edit: tuple[str, int, int, bytes]) -> bytes:
    """The file with one thing done to it, at so many thousandths of its length."""
    how, where, much, piece = edit
    at = where * len(data) // 1_000
    before, chunk, after = data[:at], data[at : at + much], data[at + much :]
    match how:
        case "cut":
            return before + after
        case "put":
            return before + piece + chunk + after
        case "twice":
            return before + chunk * 3 + after
        case "end":
            return before
        case "flip":
            return before + bytes(byte ^ 0x81 for byte in chunk) + after
    return after + before


@st.composite
def files(draw: st.DrawFn, kind: str) -> bytes:
    """Bytes by chance, or a sample after some edits, at times in another encoding or with another sample behind.

    Mostly one of this kind, so that it is read and not refused.
    """
    own = [data for name, data in SAMPLES.items() if guess(name, data) == kind]
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=2_000) | st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
    data = draw(st.sampled_from(own if draw(st.integers(0, 5)) else list(SAMPLES.values())))
    if draw(st.integers(0, 5)) == 0:
        text = data.decode("utf-8", "replace")
        data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    if draw(st.integers(0, 5)) == 0:
        data += draw(st.sampled_from(list(SAMPLES.values())))
    for edit in draw(st.lists(edits, max_size=6)):
        data = edited(data, edit)
    return data


often = settings(
    max_examples=CHOSEN.files,
    deadline=None,
    database=None,
    derandomize=CHOSEN.files < 1_000,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("kind", READERS)
@often
@given(choice=st.data())
def test_it_works(kind, choice):
    data = choice.draw(files(kind))
    start, said = time.process_time(), None
    try:
        assert_sound(READERS[kind](data), data)
    except Invalid as error:
        said = str(error)
    assert said is None or (said.endswith((".", "?")) and len(said) <= 140)
    assert time.process_time() - start < 2


@often
@given(
    data=files("csv"),
    fields=st.lists(st.sampled_from(list(csv.FIELDS)), min_size=1),
    name=st.text(max_size=12),
)
def test_any_mapping(data, fields, name):
    assert guess(name, data) in (*READERS, "json", None)
    try:
        headers, rows = csv.columns(data)
        assert all(len(row) == len(headers) == len(set(headers)) for row in rows)
        found = csv.read(data, dict(zip(headers, fields * len(headers), strict=False)))
    except Invalid:
        return
    assert_sound(found, data)
