"""Addresses of web pages: http and https, and nothing that could run a script."""

import pytest

from followup.domain import fields
from followup.domain.errors import Invalid


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("https://northwind.example", "https://northwind.example"),
        ("http://northwind.example/a?b=c#d", "http://northwind.example/a?b=c#d"),
        (" https://northwind.example/ ", "https://northwind.example/"),
        ("HTTPS://Northwind.Example", "HTTPS://Northwind.Example"),
        ("northwind.example", "https://northwind.example"),
        ("northwind.example/careers", "https://northwind.example/careers"),
        ("northwind.example:8080", "https://northwind.example:8080"),
        ("https://bücher.example/ö", "https://bücher.example/ö"),
    ],
)
def test_it_works(given, expected):
    assert fields.link(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)",
        "JavaScript://northwind.example/%0aalert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://northwind.example",
        "mailto:marta@northwind.example",
        "//northwind.example",
        "/companies/1",
        "https://",
        "https:northwind.example",
        "https:///northwind",
        "https://north wind.example",
        "https://[",
        "https://northwind.example:x",
        "https://a\\@northwind.example",
        'https://northwind.example/"><script>',
        "northwind",
        "no page",
        "https://x.example/" + "y" * 500,
        "x.example/" + "y" * 489,
    ],
)
def test_anything_else_is_refused(given):
    with pytest.raises(Invalid):
        fields.link(given)
