"""Requests that no page sends: whatever they hold, never a 500, never a trace, and the doctor finds nothing.

The seed of each request is its number, so that `TORTURE_SEED=1234` sends that one alone.
"""

import io
import logging
import os
import socket
import sys
from collections import Counter
from contextlib import suppress
from random import Random
from urllib.parse import quote, urlencode

import pytest
from werkzeug.test import run_wsgi_app

from followup.storage import doctor
from tests.browser.house import opened
from tests.factories import TODAY
from tests.torture.profile import CHOSEN

# Werkzeug leaves the file parts of a broken form to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

METHODS = (
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "X",
)
IDS = (
    "0",
    "-1",
    "1",
    "2",
    "10",
    "41",
    "999",
    "00001",
    "1.5",
    "1e3",
    "9" * 18,
    "9" * 20,
    "9" * 400,
    "x",
    "%00",
    "١",
)
VALUES = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "Mar\udcfcta",
    "‮evil",
    "9" * 20,
    "-" + "9" * 20,
    "1e400",
    "NaN",
    "Infinity",
    "0000-01-01",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "-0001-01-01",
    "2026-11-23T12:00",
    "１２",
    "٢٠٢٦-١١-٢٣",
    "y",
    "true",
    "None",
    "null",
    "[]",
    '{"a": 1}',
    "'; DROP TABLE contacts; --",
    '" OR 1=1',
    "* NEAR(",
    "%s%n{0}{}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "//evil.example/",
    "/\\evil.example",
    "\r\nSet-Cookie: a=b",
    "/contacts/99999999999999999999",
    "/contacts/1?done=x",
    "/" + "a" * 600,
    "🙂" * 300,
    "x" * 70_000,
    "é" * 20_001,
    "\ufeff",
    "\u2028",
    "Ｆull",
)
QUERIES = (
    "q",
    "page",
    "sort",
    "standing",
    "tag",
    "company",
    "done",
    "line",
    "title",
    "text",
    "url",
    "field",
    "on",
)
HEADERS = {
    "HX-Request": ("true", "false", "", "x" * 5000),
    "HX-Target": ("week", "tr#nonsense", "<script>"),
    "HX-Source": ("a#b", ""),
    "HX-Current-URL": ("javascript:alert(1)", "http://evil.example/", "%%%"),
    "Accept": ("application/json", "*/*;q=nonsense", ""),
    "Accept-Encoding": ("gzip", "gzip;q=x", "br, *;q=0"),
    "Accept-Language": ("de;q=0.5, *", "x" * 3000),
    "If-None-Match": ('"x"', "*", 'W/"', "\xff"),
    "If-Modified-Since": ("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "0"),
    "Range": ("bytes=0-", "bytes=9-1", "bytes=-0", "lines=1"),
    "Cookie": ("a", "=;=;", "session=\xff", "a=" + "b" * 5000),
    "Authorization": ("Bearer x", "Basic %%%", "Basic", "Digest username="),
    "X-Forwarded-For": ("1.2.3.4", "x" * 500),
    "X-Forwarded-Host": ("evil.example",),
    "X-HTTP-Method-Override": ("DELETE",),
    "Content-Length": ("0", "5", "-1", "x", "99999999999999999999"),
    "Transfer-Encoding": ("chunked", "nonsense"),
    "Sec-Fetch-Site": ("same-origin", "cross-site", "none", "x"),
    "Origin": ("http://localhost:5111", "null", "http://[", "\xff", "http://localhost:99999999"),
    "Host": ("localhost", "localhost:5111", "[::1]:5111", "[", "a b", "", "localhost:x"),
}
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=\xff",
    "; ;",
    "",
)


class Nonsense:
    """One request, made from a seed: method, path, query, headers, body."""

    def __init__(self, seed, rules, forms):
        self.random = pick = Random(seed)
        self.method = pick.choice(METHODS)
        form = pick.choice(forms) if self.method == "POST" and pick.random() < 0.8 else None
        self.path = form.action if form and pick.random() < 0.8 else self._path(pick.choice(rules))
        self.query = urlencode(
            [(pick.choice(QUERIES), pick.choice(VALUES)) for _ in range(pick.choice((0, 0, 1, 3)))],
            errors="surrogatepass",
        )
        # Most get past the door.
        self.headers = {"Host": "localhost:5111", "Sec-Fetch-Site": "same-origin"}
        for name in pick.sample(sorted(HEADERS), pick.choice((0, 0, 1, 2, 4))):
            self.headers[name] = pick.choice(HEADERS[name])
        self.body = b""
        if self.method not in ("GET", "HEAD", "OPTIONS"):
            self.body = self._body(form.fields if form else {})

    def _path(self, rule):
        path = rule
        while "<" in path:
            before, _, after = path.partition("<")
            path = f"{before}{self.random.choice(IDS)}{after.partition('>')[2]}"
        return (
            path
            if self.random.random() < 0.9
            else path + self.random.choice(("/", "//", "/..", "%2e%2e/", "\xff"))
        )

    def _body(self, fields):
        pick = self.random
        fields = {name: "" if isinstance(value, bytes) else value for name, value in fields.items()}
        names = [*fields, *QUERIES, "people-0-name", "people-99-part", "people-x", "people--1-name", "\0", ""]
        for _ in range(pick.choice((1, 1, 2, 5))):
            fields[pick.choice(names)] = pick.choice(VALUES)
        if fields and pick.random() < 0.3:
            del fields[pick.choice(list(fields))]
        kind = pick.choice(TYPES) if pick.random() < 0.5 else TYPES[0]
        self.headers["Content-Type"] = kind
        if kind.startswith("multipart") and pick.random() < 0.9:
            return self._multipart(fields)
        twice = list(fields.items()) + pick.sample(
            list(fields.items()), min(len(fields), pick.choice((0, 2)))
        )
        body = urlencode(twice, errors="surrogatepass").encode()
        return self._broken(body)

    def _multipart(self, fields):
        pick, parts = self.random, []
        for name, value in fields.items():
            head = pick.choice(
                (
                    f'Content-Disposition: form-data; name="{name}"',
                    f'Content-Disposition: form-data; name="{name}"; filename="{pick.choice(VALUES)[:90]}"',
                    f"Content-Disposition: form-data; name={name}",
                    f"Content-Disposition: form-data; name*=utf-9''{quote(name, errors='surrogatepass')}",
                    "Content-Disposition: nonsense",
                    "",
                )
            )
            parts.append(f"--b\r\n{head}\r\n\r\n{value}\r\n")
        body = ("".join(parts) + "--b--\r\n").encode("utf-8", "surrogatepass")
        return self._broken(body)

    def _broken(self, body):
        pick = self.random
        match pick.randrange(8):
            case 0:
                return body[: pick.randrange(len(body) + 1)]
            case 1:
                return body.replace(b"=", b"", 1) + b"&%&%zz&%ff=%fe&==&"
            case 2:
                return bytes(pick.randrange(256) for _ in range(200))
        return body

    def environ(self):
        """As a WSGI server hands it over."""
        environ = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.encode("utf-8", "surrogatepass").decode("latin-1"),
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "5111",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }
        for name, value in self.headers.items():
            key = name.upper().replace("-", "_")
            environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
        return environ

    def raw(self, port):
        """As it goes over the wire, the length told rightly unless a header says another."""
        headers = {"Content-Length": str(len(self.body)), "Connection": "close", **self.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        target = quote(self.path, safe="/%", errors="surrogatepass") + (
            f"?{self.query}" if self.query else ""
        )
        head = f"{self.method} {target} HTTP/1.1\r\n{lines}\r\n".replace(
            "localhost:5111", f"localhost:{port}"
        )
        return head.encode("latin-1", "replace") + self.body


@pytest.fixture
def make(home, found):
    """Requests by their number."""
    rules = [rule.rule for rule in home.app.url_map.iter_rules()]
    forms = sorted((form for form in found.forms.values() if not form.empty), key=lambda form: form.name)
    # The end of the made-up people would leave nobody to write nonsense about.
    forms = [form for form in forms if form.endpoint != "demos.delete"]
    rules.remove("/demos/delete")
    return lambda seed: Nonsense(seed, rules, forms)


def numbers(share=1):
    """The seeds; one alone where that is asked for."""
    alone = os.environ.get("TORTURE_SEED")
    return [int(alone)] if alone else range(CHOSEN.requests // share)


def is_well(home):
    with home.app.app_context():
        return doctor(TODAY)


def test_no_request_ends_in_a_trace(home, make, caplog):
    seen: Counter[int] = Counter()
    with caplog.at_level(logging.ERROR):
        for seed in numbers():
            request = make(seed)
            body, status, _ = run_wsgi_app(home.app, request.environ(), buffered=True)
            number = int(status.split()[0])
            seen[number] += 1
            assert number < 500, (seed, request.method, request.path, caplog.text[-3000:])
            assert b"Traceback" not in b"".join(body), seed
            caplog.clear()
    assert is_well(home) == []
    if len(numbers()) > 100:
        # Not all of it is refused at the door.
        assert {200, 303, 403, 404, 405, 422} <= set(seen), seen


def test_nor_over_the_wire(home, make):
    answered = 0
    with opened(home.app) as door:
        for seed in numbers(share=10):
            request = make(seed)
            status, answer = sent(door.port, request)
            answered += bool(status)
            # 501 is waitress itself, to a coding that it does not know.
            assert status < 500 or status == 501, (seed, answer[-2000:])
            assert b"Traceback" not in answer, seed
    assert is_well(home) == []
    assert answered >= len(numbers(share=10)) * 0.8


def sent(port, request):
    """Status and answer; 0 where the server waits for more, or hangs up."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        if {"Content-Length", "Transfer-Encoding"} & set(request.headers):
            wire.settimeout(0.5)
        with suppress(OSError):
            wire.sendall(request.raw(port))
            while more := wire.recv(65536):
                answer += more
    return (int(answer.split(b" ", 2)[1]) if answer else 0), answer
