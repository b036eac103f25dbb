"""How long a reason is open, whom one is asked of, and what is read from what is typed or shared."""

from datetime import timedelta

import pytest

from followup.domain import reasons, schedule
from followup.domain.errors import Invalid
from followup.domain.reasons import Shared, State
from followup.domain.settings import Settings
from tests.domain.build import asked, contact, hello, on, out, pin, silence, table, thanked

TODAY = on("2026-11-23")
NORTHWIND = "https://northwind.example/news"
LONG = f"{NORTHWIND}?{'x' * 600}"
WORDY = "word " * 95


@pytest.mark.parametrize(
    ("days", "is_used", "expected"),
    [
        (0, False, State.OPEN),
        (60, False, State.OPEN),
        (61, False, State.EXPIRED),
        (0, True, State.USED),
        (400, True, State.USED),
    ],
)
def test_it_works(days, is_used, expected):
    assert reasons.state(TODAY - timedelta(days), is_used, TODAY) is expected


@table(
    {
        "a note of the rhythm": ([out("2026-10-23")], "2026-11-23", True),
        "an answer": ([asked("2026-11-20")], "2026-11-23", False),
        "a late answer": ([asked("2026-10-01")], "2026-11-23", False),
        "a thank-you": ([thanked("2026-11-22")], "2026-11-23", False),
        "a first hello": ([hello("2026-10-19")], "2026-11-23", True),
        "a closing note": ([silence("2026-11-02")], "2026-11-16", False),
        "picked for this week": ([out("2026-10-23"), pin("2026-11-23", "2026-11-23")], "2026-11-23", False),
    }
)
def test_whom_one_is_asked_of(given, today, expected):
    plan = schedule.plan(contact(*given), Settings(), on(today))
    assert reasons.is_wanted(plan) is expected


@table(
    {
        "a line": (("raised a series B", ""), None, Shared("raised a series B", "")),
        "a link": (("", NORTHWIND), None, Shared("", NORTHWIND)),
        "both": (("series B", NORTHWIND), None, Shared("series B", NORTHWIND)),
        "a link typed as the line": ((NORTHWIND, ""), None, Shared("", NORTHWIND)),
        "a link within the line": ((f"Series B: {NORTHWIND}.", ""), None, Shared("Series B", NORTHWIND)),
        "the same twice": ((NORTHWIND, NORTHWIND), None, Shared("", NORTHWIND)),
        "a bare link": (("", "northwind.example"), None, Shared("", "https://northwind.example")),
        "any script": (("好消息 🎉", ""), None, Shared("好消息 🎉", "")),
    }
)
def test_what_is_typed(given, today, expected):
    assert reasons.read(*given) == expected


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("", ""), "text"),
        (("  ", ""), "text"),
        (("a", "javascript:alert(1)"), "link"),
        (("a", "ftp://northwind.example"), "link"),
        (("x" * 501, ""), "text"),
        (("a\x00b", ""), "text"),
    ],
)
def test_what_is_refused(given, field):
    with pytest.raises(Invalid) as refused:
        reasons.read(*given)
    assert refused.value.field == field


@table(
    {
        "a page": (("Series B", "", NORTHWIND), None, Shared("Series B", NORTHWIND)),
        "its link within the text": (("", f"Series B {NORTHWIND}", ""), None, Shared("Series B", NORTHWIND)),
        "its title twice": (("Series B", "Series B", NORTHWIND), None, Shared("Series B", NORTHWIND)),
        "a person": (("Dana Li", "", "https://www.linkedin.com/in/dana-li"), None, None),
        "a person in another country": (("Dana Li", "", "https://de.linkedin.com/in/dana-li"), None, None),
        "a person by a bare link": (("Dana Li", "", "linkedin.com/in/dana-li"), None, None),
        "a post there": (
            ("", "", "https://www.linkedin.com/posts/dana-1"),
            None,
            Shared("", "https://www.linkedin.com/posts/dana-1"),
        ),
        "a link after many words": (
            (WORDY, f"and more words, at last {NORTHWIND}", ""),
            None,
            Shared(f"{WORDY}and more words, at last"[:500].strip(), NORTHWIND),
        ),
        "another link where the line ends": (
            ("x" * 480, f"{NORTHWIND}/two", NORTHWIND),
            None,
            Shared("x" * 480, NORTHWIND),
        ),
        "a link that is too long": (("Series B", "", LONG), None, Shared("Series B", "", len(LONG))),
        "one within the text": ((f"Series B: {LONG}.", "", ""), None, Shared("Series B", "", len(LONG))),
        "one of a person": (("Dana", "", f"https://www.linkedin.com/in/dana?{'x' * 600}"), None, None),
        "a line without a link": (("Dana Li, VP Eng @ Acme", "", ""), None, None),
        "no page": (("Run", "", "javascript:alert(1)"), None, None),
        "nothing": (("", "", ""), None, None),
    }
)
def test_what_is_shared(given, today, expected):
    assert reasons.shared_page(*given) == expected
