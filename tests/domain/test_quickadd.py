"""One line in, fields out: a table of lines, and what must hold for any line at all."""

import re
from contextlib import suppress
from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.domain.dates import MONTHS, WEEKDAYS
from followup.domain.errors import Invalid
from followup.domain.quickadd import Chip, QuickAdd, clean, parse, read
from followup.domain.values import CADENCES, Stage

TODAY = date(2026, 11, 16)  # a Monday
DEC_1 = date(2026, 12, 1)
TOMORROW = date(2026, 11, 17)

BLANK = {field.name: None for field in fields(QuickAdd)} | {
    "emails": (),
    "phones": (),
    "links": (),
    "tags": (),
    "note": "",
    "address_book": False,
}


def weeks(count: int) -> date:
    return TODAY + timedelta(weeks=count)


def months(count: int) -> date:
    return TODAY + timedelta(days=30 * count)


def said(line: str, today: date = TODAY, first_weekday: int = 0) -> dict[str, object]:
    """The fields that differ from a blank one; chips have tests of their own."""
    found = parse(line, today, first_weekday)
    return {
        field.name: getattr(found, field.name)
        for field in fields(found)
        if field.name != "chips" and getattr(found, field.name) != BLANK[field.name]
    }


#: Names that must come through whole, alone and with all else behind them.
NAMES = [
    "Dana",
    "Dana Li",
    "O'Neill",
    "Siobhán O’Neill",
    "Vincent van der Berg",
    "María de la Cruz",
    "Omar bin Laith",
    "Ahmad al-Rashid",
    "Al-Amin ibn Yusuf",
    "Jean-Luc d'Arcy",
    "Nguyễn Thị Minh Khai",
    "Þórdís Jónsdóttir",
    "Łukasz Żółć",
    "Ngũgĩ wa Thiong'o",
    "Nuala Ní Dhomhnaill",
    "Sammy Davis, Jr.",
    "Sammy Davis Jr.",
    "Dana Li, PhD",
    "Dana Li, Ph.D., MBA",
    "Robert Downey, III",
    "May Sunday",
    "June Weekley",
    "April Offermann",
    "Mark Monthly",
    "Friday",
    "May",
    "Joe Tomorrow",
    "Ann Marie Monday",
    "Will Screen",
    "August",
    "Tuesday Weld",
    "Dana Interview",
    "Mr. T",
    'Dwayne "Rock" Johnson',
    "Dana (Danny) Li",
    "Dana Li (she/her)",
    "X Æ A-12",
    "李娜",
    "王小明",
    "佐藤 花子",
    "ジョン・スミス",
    "김민준",
    "محمد علي",
    "עומר כהן",
    "अनीता देसाई",
    "สมชาย ใจดี",
    "Мария Иванова-Петрова",
    "Γιώργος Παπαδόπουλος",
    "Dana Li 🎉",
    "🦊",
    "👩🏽‍💻 Zoë",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_through_whole(name: str) -> None:
    assert said(name) == {"name": name}
    assert said(f"{name}, VP Eng @ Acme, final round, in 3 weeks, likes sailing") == {
        "name": name,
        "title": "VP Eng",
        "company": "Acme",
        "stage": Stage.FINAL_ROUND,
        "start": weeks(3),
        "note": "likes sailing",
    }


@pytest.mark.parametrize("mark", [" @ ", " @", "@ ", " at ", " ＠ ", "＠"])
@pytest.mark.parametrize(
    "company", ["Acme", "AT&T", "Booking.com", "Marks & Spencer", "37signals", "Look at Me", "阿里巴巴"]
)
def test_a_company_survives_its_mark(mark: str, company: str) -> None:
    assert said(f"Dana Li, VP Eng{mark}{company}, tomorrow") == {
        "name": "Dana Li",
        "title": "VP Eng",
        "company": company,
        "start": TOMORROW,
    }


#: (line, the fields but the name, which is Dana Li unless given)
LINES: list[tuple[str, dict[str, object]]] = [
    # Name, title, company
    ("  Dana \t Li  ", {}),
    ('"Dana Li", VP Eng', {"title": "VP Eng"}),
    ("Dana Li at Acme", {"company": "Acme"}),
    ("Dana Li @Acme", {"company": "Acme"}),
    ("Dana Li@Acme", {"company": "Acme"}),
    ("Dana Li from Acme", {"company": "Acme"}),
    ("Dana Li from the meetup", {"name": "Dana Li from the meetup"}),
    ("Dana Li, VP Eng at Acme", {"title": "VP Eng", "company": "Acme"}),
    ("Dana Li, VP Eng, at Acme", {"title": "VP Eng", "company": "Acme"}),
    ("Dana Li, at Acme, VP Eng", {"title": "VP Eng", "company": "Acme"}),
    ("Dana Li @ Acme, VP Eng", {"title": "VP Eng", "company": "Acme"}),
    ("@ Acme, Dana Li", {"company": "Acme"}),
    ("Dana Li, Widget whisperer @ Acme", {"title": "Widget whisperer", "company": "Acme"}),
    ("Dana Li @ Acme, Inc.", {"company": "Acme, Inc."}),
    ("Dana Li @ Acme, Inc., monthly", {"company": "Acme, Inc.", "cadence": 30}),
    ("Dana Li @ Acme (Berlin)", {"company": "Acme (Berlin)"}),
    ("Dana Li @ Acme @ Globex", {"company": "Acme", "note": "@ Globex"}),
    ("Dana Li at the Guardian", {"company": "the Guardian"}),
    ("Dana Li, met at the conference", {"note": "met at the conference"}),
    ("Dana Li @ the Guardian", {"company": "the Guardian"}),
    ("Dana Li @ Taco Monday", {"company": "Taco Monday"}),
    ("Dana Li @ monday.com", {"company": "monday.com"}),
    ("Dana Li, Node.js/React developer", {"title": "Node.js/React developer"}),
    ("Dana Li, C# developer @ ASP.NET/C# shop", {"title": "C# developer", "company": "ASP.NET/C# shop"}),
    ("Dana Li - VP Eng - Acme | LinkedIn", {"title": "VP Eng", "note": "Acme | LinkedIn"}),
    ("Dana Li; VP Eng; monthly", {"title": "VP Eng", "cadence": 30}),
    ("Dana Li\nVP Eng\n@ Acme\nmonthly", {"title": "VP Eng", "company": "Acme", "cadence": 30}),
    ("Li, Dana", {"name": "Li", "title": "Dana"}),
    (
        "محمد علي، مدير @ أرامكو، monthly",
        {"name": "محمد علي", "title": "مدير", "company": "أرامكو", "cadence": 30},
    ),
    (
        "李娜，工程师＠阿里巴巴，final round",
        {"name": "李娜", "title": "工程师", "company": "阿里巴巴", "stage": Stage.FINAL_ROUND},
    ),
    (
        "佐藤花子、採用担当＠楽天、in 2 weeks",
        {"name": "佐藤花子", "title": "採用担当", "company": "楽天", "start": weeks(2)},
    ),
    # Addresses
    ("Dana Li, dana@acme.com", {"emails": ("dana@acme.com",)}),
    ("Dana Li <dana@acme.com>, tomorrow", {"emails": ("dana@acme.com",), "start": TOMORROW}),
    ("Dana Li, e-mail: dana.li+jobs@mail.acme.co.uk.", {"emails": ("dana.li+jobs@mail.acme.co.uk",)}),
    ("Dana Li, a@b.io, c@d.io, A@b.io", {"emails": ("a@b.io", "c@d.io")}),
    (
        "Dana Li @ Acme dana@acme.com monthly",
        {"company": "Acme", "emails": ("dana@acme.com",), "cadence": 30},
    ),
    ("dana.li@acme.com", {"emails": ("dana.li@acme.com",)}),
    ("dana_li42+x@acme.com, monthly", {"emails": ("dana_li42+x@acme.com",), "cadence": 30}),
    (
        "dana.li@acme.com, VP Eng @ Acme",
        {"emails": ("dana.li@acme.com",), "title": "VP Eng", "company": "Acme"},
    ),
    ("dl@acme.com, Dana Li", {"emails": ("dl@acme.com",)}),
    ("1234@acme.com", {"name": "1234@acme.com", "emails": ("1234@acme.com",)}),
    ("linkedin.com/in/dana-li-1a2b3c", {"links": ("https://linkedin.com/in/dana-li-1a2b3c",)}),
    (
        "https://www.linkedin.com/in/dana%20-li/, monthly",
        {"links": ("https://www.linkedin.com/in/dana%20-li/",), "cadence": 30},
    ),
    ("Dana Li, LinkedIn: linkedin.com/in/danali", {"links": ("https://linkedin.com/in/danali",)}),
    ("Dana Li, HTTP://acme.com/Jobs?a=1#b", {"links": ("http://acme.com/Jobs?a=1#b",)}),
    (
        "Dana Li, github.com/dana, www.dana.dev",
        {"links": ("https://github.com/dana", "https://www.dana.dev")},
    ),
    ("Dana Li (see https://acme.com/a_(b)).", {"links": ("https://acme.com/a_(b)",), "name": "Dana Li (see"}),
    ("Dana Li,https://acme.com/a,monthly", {"links": ("https://acme.com/a",), "cadence": 30}),
    ("Dana Li, javascript:alert(1), ftp://acme.com/x", {"note": "javascript:alert(1), ftp://acme.com/x"}),
    ("Dana Li, +49 170 1234567", {"phones": ("+49 170 1234567",)}),
    ("Dana Li (555) 010-9999", {"phones": ("(555) 010-9999",)}),
    ("Dana Li, tel: 555.010.9999, tomorrow", {"phones": ("555.010.9999",), "start": TOMORROW}),
    ("Dana Li, Tel +44 20 7946 0958, +1-555-010-9999", {"phones": ("+44 20 7946 0958", "+1-555-010-9999")}),
    ("Dana Li, 5550109", {"phones": ("5550109",)}),
    ("Dana Li, ٠١٢٣٤٥٦٧٨", {"phones": ("٠١٢٣٤٥٦٧٨",)}),
    ("Dana Li, room 555010", {"note": "room 555010"}),
    ("Dana Li, 2019-2023", {"note": "2019-2023"}),
    ("Dana Li, 2019 2020 2021", {"note": "2019 2020 2021"}),
    ("Dana Li, 555 010 9999 2026-12-01", {"phones": ("555 010 9999",), "start": DEC_1}),
    # Stages
    ("Dana Li, applied", {"stage": Stage.APPLIED}),
    ("Dana Li, Applied for Staff Engineer", {"stage": Stage.APPLIED, "role": "Staff Engineer"}),
    ("Dana Li, screen", {"stage": Stage.SCREEN}),
    ("Dana Li, phone screen", {"stage": Stage.SCREEN}),
    ("Dana Li, recruiter call", {"stage": Stage.SCREEN}),
    ("Dana Li, interview", {"stage": Stage.INTERVIEW}),
    ("Dana Li, first interview", {"stage": Stage.INTERVIEW}),
    ("Dana Li, 2nd round", {"stage": Stage.INTERVIEW}),
    ("Dana Li, second round", {"stage": Stage.INTERVIEW}),
    ("Dana Li, onsite", {"stage": Stage.INTERVIEW}),
    ("Dana Li, on-site interview", {"stage": Stage.INTERVIEW}),
    ("Dana Li, final round", {"stage": Stage.FINAL_ROUND}),
    ("Dana Li, Final Interview", {"stage": Stage.FINAL_ROUND}),
    ("Dana Li, finalist for the Staff Engineer role", {"stage": Stage.FINAL_ROUND, "role": "Staff Engineer"}),
    (
        "Dana Li, reached the final round (Staff Engineer)",
        {"stage": Stage.FINAL_ROUND, "role": "Staff Engineer"},
    ),
    ("Dana Li, offer", {"stage": Stage.OFFER}),
    (
        "Dana Li, final round for Staff Engineer at Acme in 3 weeks",
        {"stage": Stage.FINAL_ROUND, "role": "Staff Engineer", "company": "Acme", "start": weeks(3)},
    ),
    (
        "Dana Li, final round @ Acme for Staff Engineer",
        {"stage": Stage.FINAL_ROUND, "role": "Staff Engineer", "company": "Acme"},
    ),
    (
        "Dana Li @ Acme final round for Staff Engineer",
        {"stage": Stage.FINAL_ROUND, "role": "Staff Engineer", "company": "Acme"},
    ),
    ("Dana Li final round @ Acme", {"stage": Stage.FINAL_ROUND, "company": "Acme"}),
    ("Dana Li, VP Eng, interviewed me twice", {"title": "VP Eng", "note": "interviewed me twice"}),
    ("Dana Li, phone screen, offer", {"stage": Stage.SCREEN, "note": "offer"}),
    # Tags
    ("Dana Li #rust #münchen-süd", {"tags": ("rust", "münchen-süd")}),
    ("Dana Li, #работа #東京 #हिन्दी", {"tags": ("работа", "東京", "हिन्दी")}),
    ("Dana Li, #a, #b, #A", {"tags": ("a", "b")}),
    ("#berlin Dana Li", {"tags": ("berlin",)}),
    ("Dana Li, VP Eng #rust @ Acme", {"title": "VP Eng", "tags": ("rust",), "company": "Acme"}),
    ("Dana Li, their #1 pick", {"note": "their #1 pick"}),
    # Cadences
    ("Dana Li, weekly", {"cadence": 14}),
    ("Dana Li, biweekly", {"cadence": 14}),
    ("Dana Li, every other week", {"cadence": 14}),
    ("Dana Li, Every 2 Weeks", {"cadence": 14}),
    ("Dana Li, monthly", {"cadence": 30}),
    ("Dana Li, once a month", {"cadence": 30}),
    ("Dana Li, every two months", {"cadence": 60}),
    ("Dana Li, quarterly", {"cadence": 90}),
    ("Dana Li, every 3 months", {"cadence": 90}),
    ("Dana Li, twice a year", {"cadence": 180}),
    ("Dana Li, every 6 months", {"cadence": 180}),
    ("Dana Li, no cadence", {"address_book": True}),
    ("Dana Li, just in the address book", {"address_book": True}),
    ("Dana Li @ Acme monthly", {"company": "Acme", "cadence": 30}),
    ("Dana Li monthly", {"cadence": 30}),
    ("dana monthly", {"name": "dana monthly"}),
    ("may sunday", {"name": "may sunday"}),
    ("Dana Li every month", {"cadence": 30}),
    ("Dana Li, VP Eng every 2 weeks", {"title": "VP Eng", "cadence": 14}),
    ("Dana Li, monthly from 1 Dec", {"cadence": 30, "start": DEC_1}),
    ("Dana Li, monthly, quarterly", {"cadence": 30, "note": "quarterly"}),
    ("Dana Li, VP Eng, yearly", {"title": "VP Eng", "note": "yearly"}),
    ("Dana Li, VP Eng, they publish monthly", {"title": "VP Eng", "note": "they publish monthly"}),
    # Days; their own table is beside dates.py
    ("Dana Li, today", {"start": TODAY}),
    ("Dana Li tomorrow", {"start": TOMORROW}),
    ("Dana Li in 3 weeks", {"start": weeks(3)}),
    ("Dana Li, in a month", {"start": months(1)}),
    ("Dana Li, monday", {"start": weeks(1)}),
    ("Dana Li, next week", {"start": weeks(1)}),
    ("Dana Li, end of month.", {"start": date(2026, 11, 30)}),
    ("Dana Li, 1 Dec", {"start": DEC_1}),
    ("Dana Li, Dec 1, 2027, monthly", {"start": date(2027, 12, 1), "cadence": 30}),
    ("Dana Li, Tue, 1 Dec", {"start": DEC_1}),
    ("Tue, 1 Dec", {"name": "Tue", "start": DEC_1}),
    ("Dana Li, 1.12.", {"start": DEC_1}),
    ("Dana Li 2026-12-01", {"start": DEC_1}),
    ("Dana Li, 25/12", {"start": date(2026, 12, 25)}),
    ("Dana Li, starting 1st December", {"start": DEC_1}),
    ("Dana Li, in 3 weeks, 1 Dec", {"start": weeks(3), "note": "1 Dec"}),
    ("Dana Li, 31 Feb", {"note": "31 Feb"}),
    ("Dana Li, 2026-13-40", {"note": "2026-13-40"}),
    ("Dana Li, 2226-12-01", {"note": "2226-12-01"}),
    ("Dana Li, two weeks ago", {"note": "two weeks ago"}),
    # Notes
    ("Dana Li, met her at PyCon on Monday", {"note": "met her at PyCon on Monday"}),
    ("Dana Li, call her in 3 weeks", {"note": "call her", "start": weeks(3)}),
    ("Dana Li, told me to come back on 1 Dec", {"note": "told me to come back on 1 Dec"}),
    ("Dana Li, told me to come back next month", {"note": "told me to come back", "start": DEC_1}),
    ("Dana Li, won't hire before 1 Dec", {"note": "won't hire before 1 Dec"}),
    ("Dana Li, great chat today", {"note": "great chat today"}),
    ("Dana Li, great at Rust", {"note": "great at Rust"}),
    ("Dana Li, coffee at noon", {"note": "coffee at noon"}),
    ("Dana Li, she scored 9/10", {"note": "she scored 9/10"}),
    ("Dana Li, raised $1,000,000; hired 1,200", {"note": "raised $1,000,000; hired 1,200"}),
    ("Dana Li, VP Eng, likes tea, and; cake", {"title": "VP Eng", "note": "likes tea, and; cake"}),
    (
        "Dana Li, VP Eng, likes tea, monthly, and cake",
        {"title": "VP Eng", "cadence": 30, "note": "likes tea, and cake"},
    ),
    ("Dana Li, VP Eng, from\u202e Berlin", {"title": "VP Eng", "note": "from Berlin"}),
    ("Da\x00na\ud800 \u202eLi\u2069", {}),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[ascii(line) for line, _ in LINES])
def test_a_line_is_understood(line: str, expected: dict[str, object]) -> None:
    assert said(line) == {"name": "Dana Li"} | expected


#: (line, the question, the note that keeps its words)
QUESTIONS = [
    ("Dana Li, 12/1", 'Is 12/1 1 December or 12 January? Write "1 Dec" or "12 Jan".', "12/1"),
    ("Dana Li 12/1", 'Is 12/1 1 December or 12 January? Write "1 Dec" or "12 Jan".', "12/1"),
    ("Dana Li, from 12/1", 'Is 12/1 1 December or 12 January? Write "1 Dec" or "12 Jan".', "from 12/1"),
    ("Dana Li @ Acme 3/2", 'Is 3/2 2 March or 3 February? Write "2 Mar" or "3 Feb".', "3/2"),
    ("Dana Li, call on 3/2", 'Is 3/2 2 March or 3 February? Write "2 Mar" or "3 Feb".', "call on 3/2"),
    (
        "Dana Li, 12/1/2027",
        'Is 12/1/2027 1 December 2027 or 12 January 2027? Write "1 Dec 2027" or "12 Jan 2027".',
        "12/1/2027",
    ),
    (
        "Dana Li, Mon 1 Dec",
        'Is "Mon 1 Dec" 1 December or 23 November? Write "1 Dec" or "23 Nov".',
        "Mon 1 Dec",
    ),
    (
        "Dana Li, 2024-05-01",
        "2024-05-01 has passed. When would you like to start? Write a day from today on.",
        "2024-05-01",
    ),
]


@pytest.mark.parametrize(("line", "question", "note"), QUESTIONS)
def test_what_can_be_read_twice_is_asked_back_and_kept(line: str, question: str, note: str) -> None:
    found = parse(line, TODAY)
    assert (found.question, found.note, found.start) == (question, note, None)
    assert found.chips[-1] == Chip("question", question)


def test_a_clear_day_settles_the_question() -> None:
    assert said("Dana Li, 12/1, 1 Dec") == {"name": "Dana Li", "note": "12/1", "start": DEC_1}


def test_either_suggested_answer_settles_the_question() -> None:
    assert said("Dana Li, 1 Dec")["start"] == DEC_1
    assert said("Dana Li, 12 Jan")["start"] == date(2027, 1, 12)


@pytest.mark.parametrize(
    "line", ["", "  ", ",,", "\n", "\x00", "\u202e", "...", "@", "@ Acme", "in 3 weeks", "+49 170 1234567"]
)
def test_nobody_named_is_invalid_and_says_what_to_do(line: str) -> None:
    with pytest.raises(Invalid, match="Start with a name") as caught:
        parse(line, TODAY)
    assert caught.value.field == "line"


@pytest.mark.parametrize(
    ("line", "limit"),
    [
        ("Dana " + "x" * 496, "500"),
        ("x" * 201, "name to 200"),
        ("Dana, x" + "y" * 200, "title to 200"),
        ("Dana @ " + "x" * 201, "company to 200"),
        ("Dana, offer for " + "x" * 201, "role to 200"),
    ],
)
def test_limits_are_named(line: str, limit: str) -> None:
    with pytest.raises(Invalid, match=limit) as caught:
        parse(line, TODAY)
    assert caught.value.field == "line"


def test_the_longest_allowed_is_taken() -> None:
    assert said("x" * 200) == {"name": "x" * 200}
    note = "likes " + "tea " * 122
    assert said("Dana, " + note.ljust(494, "!")[:494])["name"] == "Dana"
    assert said("\x00" * 600 + "Dana") == {"name": "Dana"}


def test_the_first_day_of_the_week_moves_next_week() -> None:
    assert said("Dana Li, next week", first_weekday=6)["start"] == date(2026, 11, 22)
    assert said("Dana Li, next sunday", first_weekday=6)["start"] == date(2026, 11, 22)
    assert said("Dana Li, next sunday", first_weekday=0)["start"] == date(2026, 11, 29)


def test_chips_show_what_was_understood_in_reading_order() -> None:
    line = (
        "Dana Li, VP Eng @ Acme, dana@acme.com, +49 170 1234567, acme.com/dana, final round for Staff Engineer"
        ", #rust, monthly, in 4 weeks, likes sailing"
    )
    assert parse(line, TODAY).chips == (
        Chip("name", "Dana Li"),
        Chip("title", "VP Eng"),
        Chip("company", "Acme"),
        Chip("email", "dana@acme.com"),
        Chip("phone", "+49 170 1234567"),
        Chip("link", "https://acme.com/dana"),
        Chip("stage", "final round"),
        Chip("role", "Staff Engineer"),
        Chip("tag", "rust"),
        Chip("cadence", "monthly"),
        Chip("start", "Mon 14 Dec"),
        Chip("note", "likes sailing"),
    )


def test_chips_name_the_person_behind_an_address_and_the_address_book() -> None:
    assert parse("dana.li@acme.com, only in the address book", TODAY).chips == (
        Chip("name", "Dana Li"),
        Chip("email", "dana.li@acme.com"),
        Chip("cadence", "just in the address book"),
    )


# What must hold for any line

WORDS = [
    *(
        "Dana Li",
        "May Sunday",
        "李娜",
        "محمد",
        "🎉",
        "VP Eng",
        "Acme",
        "AT&T",
        "Booking.com",
        "met her",
        "likes tea",
    ),
    *("@", "＠", "at", "from", "for", "on", ",", ", ", "، ", "、", "\n", ";", " - ", "(", ")", '"', ".", "!"),
    *(
        "dana@acme.com",
        "tel: +49 170 1234567",
        "5550109",
        "acme.com/x",
        "https://acme.com/a,1",
        "linkedin.com/in/li-1",
    ),
    *(
        "final round",
        "offer",
        "phone screen",
        "applied for Staff Engineer",
        "monthly",
        "every 2 weeks",
        "no cadence",
    ),
    *(
        "tomorrow",
        "in 3 weeks",
        "next monday",
        "1 Dec",
        "Dec 1, 2027",
        "12/1",
        "25/12",
        "31 Feb",
        "2026-12-01",
    ),
    *(
        "2024-05-01",
        "1.12.",
        "two weeks ago",
        "#rust",
        "#",
        "#1",
        "Jr.",
        "Inc.",
        "PhD",
        "9/10",
        "²",
        "e-mail: ",
    ),
]
LINES_OF_WORDS = st.lists(st.sampled_from(WORDS), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), ", ".join(words)])
)
ANY_LINE = st.one_of(st.text(max_size=120), LINES_OF_WORDS)
ANY_DAY = st.dates(date(1, 1, 1), date.max)

#: The only words that a field may swallow: labels, marks and the words of stages, cadences and days.
KEYWORDS = {
    *("at", "from", "for", "as", "the", "a", "an", "in", "on", "e", "mail", "tel", "my", "to", "got", "had"),
    *("final", "finals", "last", "round", "rounds", "interview", "interviewed", "interviews", "stage"),
    *("finalist", "job", "offer", "phone", "screen", "applied", "role", "first", "1st"),
    *("no", "cadence", "today", "tomorrow", "next", "weeks", "dec", "every", "monthly"),
    *(name.casefold() for name in (*WEEKDAYS, *MONTHS)),
}


def kept(found: QuickAdd) -> str:
    texts = [found.name, found.title, found.company, found.role, found.note]
    return " ".join(
        [*(text or "" for text in texts), *found.emails, *found.phones, *found.links, *found.tags]
    )


def parsed(line: str, today: date = TODAY) -> QuickAdd | None:
    with suppress(Invalid):
        return parse(line, today)
    return None


@given(ANY_LINE, ANY_DAY, st.integers(0, 6))
@example("Dana, in 9999 years", date.max, 6)
@example("Dana, 29 feb", date(9999, 12, 31), 0)
@example("Dana, " + "9" * 480, TODAY, 0)
def test_a_line_is_understood_or_invalid_and_named(line: str, today: date, first_weekday: int) -> None:
    try:
        found = parse(line, today, first_weekday)
    except Invalid:
        return
    assert found.name.strip() == found.name != ""
    assert len(found.name) <= 200
    assert not re.search("[\x00\ud800-\udfff\u202a-\u202e\u2066-\u2069]", kept(found))
    assert found.cadence in {None, *CADENCES}
    assert found.start is None or found.start >= today
    assert not (found.question and found.start)
    assert all(re.match("https?://", link) for link in found.links)
    assert found == parse(line, today, first_weekday)


@given(ANY_LINE)
def test_every_letter_is_covered_by_exactly_one_piece(line: str) -> None:
    text = clean(line)
    try:
        _, pieces = read(text, TODAY)
    except Invalid:
        return
    for place, letter in enumerate(text):
        covering = [piece for piece in pieces if piece.start <= place < piece.end]
        assert len(covering) == 1 or (not covering and not letter.isalnum()), (letter, place, pieces)


@given(ANY_LINE)
@example("Dana Li at )")
@example("0HTTP://0")
@example("0@0.AA0")
@example("Dana Li, final round, offer, offer, offer")
def test_no_word_is_lost_but_those_that_were_understood(line: str) -> None:
    found = parsed(line)
    if not found:
        return
    text = kept(found).casefold()
    words = re.findall(r"\w+", re.sub("https?://", " ", clean(line).casefold()))
    lost = [word for word in words if word not in text]
    digits_understood = found.start is not None or found.cadence is not None or found.stage is not None
    assert not [word for word in lost if word not in KEYWORDS and not (word.isdigit() and digits_understood)]


@given(
    st.lists(st.sampled_from(["likes", "tea", "and", "sailing", "très", "東京", "großes", "🎉"]), min_size=1)
)
def test_words_without_a_meaning_are_the_note_as_written(words: list[str]) -> None:
    note = " ".join(words)
    assert said(f"Dana Li, VP Eng @ Acme, monthly, {note}")["note"] == note


@given(st.dates(TODAY, TODAY + timedelta(days=3000)))
def test_an_iso_day_from_today_on_is_the_start(day: date) -> None:
    assert said(f"Dana Li, {day.isoformat()}", TODAY) == {"name": "Dana Li", "start": day}
