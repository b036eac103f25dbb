"""Links that open a mail program, in any script, and LinkedIn."""

from urllib.parse import unquote

import pytest

from followup.domain import sending


def test_it_works():
    link = sending.mailto("dana@acme.example", "Your series B", "Hi Dana,\n\nwell done + more & so on?")
    assert link == (
        "mailto:dana@acme.example?subject=Your%20series%20B"
        "&body=Hi%20Dana%2C%0D%0A%0D%0Awell%20done%20%2B%20more%20%26%20so%20on%3F"
    )


@pytest.mark.parametrize(
    "text", ["Grüße, Łódź", "مرحبا بك", "你好，世界", "🎉 well done", 'a "b" <c> #d %20']
)
def test_any_script(text):
    link = sending.mailto("dana@acme.example", text, text)
    assert link.isascii()
    assert not set(link) & set(' "<>#')
    subject, body = link.removeprefix("mailto:dana@acme.example?subject=").split("&body=")
    assert unquote(subject) == unquote(body) == text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("a@b.example", "", ""), "mailto:a@b.example"),
        (("a@b.example", "", "x"), "mailto:a@b.example?body=x"),
        (("a@b.example", "x", ""), "mailto:a@b.example?subject=x"),
        (("a+b@c.example", "", "1\r\n2\r3\n4"), "mailto:a%2Bb@c.example?body=1%0D%0A2%0D%0A3%0D%0A4"),
        (("a?b&c@d.example", "", ""), "mailto:a%3Fb%26c@d.example"),
    ],
)
def test_what_is_left_out_and_what_is_not(given, expected):
    assert sending.mailto(*given) == expected


def test_a_long_one():
    assert not sending.is_long(sending.mailto("a@b.example", "", "x" * 1700))
    assert sending.is_long(sending.mailto("a@b.example", "", "好" * 200))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], ""),
        (["https://dana.example"], ""),
        (["https://dana.example", "https://www.linkedin.com/in/dana"], "https://www.linkedin.com/in/dana"),
        (["https://linkedin.com/in/dana"], "https://linkedin.com/in/dana"),
        (["https://linkedin.com.evil.example/in/dana"], ""),
        (["https://evil.example/linkedin.com"], ""),
        (["javascript:alert('linkedin.com')"], ""),
    ],
)
def test_their_page_on_linkedin(links, expected):
    assert sending.linkedin(links) == expected


def test_looking_there():
    assert sending.linkedin_search("Nord & Süd").endswith("/all/?keywords=Nord%20%26%20S%C3%BCd")
