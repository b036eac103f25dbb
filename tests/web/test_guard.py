"""The door: names, origins and headers, each as a table."""

import socket

import pytest
from flask import Flask, Response, redirect

from followup.config import load
from followup.web.guard import CONTENT_SECURITY_POLICY, init_guard, safe_next


def door(tmp_path, **settings):
    """A client of a small app behind the guard; settings as in the environment, in lower case."""
    config = load({f"FOLLOWUP_{name.upper()}": text for name, text in settings.items()}, {"data": tmp_path})
    app = Flask("door")
    app.config["FOLLOWUP"] = config
    app.before_request(lambda: None)
    init_guard(app, config)
    changes = app.config["CHANGES"] = []

    @app.route("/page", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def page():
        changes.append(1)
        return "<p>Hello"

    @app.get("/kept")
    def kept():
        return Response("<p>Hello", headers={"Cache-Control": "no-store", "Vary": "Cookie"})

    app.add_url_rule("/data", "data", lambda: {"a": 1})
    app.add_url_rule("/away", "away", lambda: redirect("/page", 303))
    app.add_url_rule("/broken", "broken", lambda: str(1 / 0))
    return app.test_client()


def host_status(client, host, path="/page"):
    # As the server hands it over: the test client would build the header from a URL.
    return client.get(path, environ_overrides={"HTTP_HOST": host}).status_code


def test_it_works(tmp_path):
    client = door(tmp_path)
    assert client.get("/page", headers={"Host": "127.0.0.1:5111"}).status_code == 200
    assert client.get("/page", headers={"Host": "evil.example"}).status_code == 421


HOSTS = [
    ("localhost", 200),
    ("LOCALHOST:5111", 200),
    ("localhost.", 200),
    ("localhost.:5111", 200),
    ("127.0.0.1", 200),
    ("127.0.0.1:9999", 200),
    ("[::1]", 200),
    ("[::1]:5111", 200),
    ("[0:0:0:0:0:0:0:1]:5111", 200),
    ("evil.example", 421),
    ("localhost.evil.example", 421),
    ("followup.localhost", 421),
    ("127.0.0.1.evil.example", 421),
    ("192.168.1.4:5111", 421),
    ("[2001:db8::1]", 421),
    ("0.0.0.0", 421),
    ("127.1", 421),
    ("", 400),
    (":5111", 400),
    ("::1", 400),
    ("[::1", 400),
    ("[localhost]", 400),
    ("localhost:port", 400),
    ("localhost, evil.example", 400),
    ("localhost evil", 400),
    ("user@localhost", 400),
    ("localhost/evil", 400),
    ("http://localhost", 400),
    ("localhost\x00", 400),
    ("localhost..", 400),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_hosts_on_plain_loopback(tmp_path, host, status):
    client = door(tmp_path)
    assert host_status(client, host) == status
    assert len(client.application.config["CHANGES"]) == (status == 200)


def test_the_host_is_checked_before_routing(tmp_path):
    client = door(tmp_path)
    assert host_status(client, "localhost", "/nothing") == 404
    assert host_status(client, "evil.example", "/nothing") == 421
    assert host_status(client, "evil.example", "/static/x.css") == 421


def test_without_a_host_header_nothing_is_answered(tmp_path):
    client = door(tmp_path)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/page", "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    statuses = []
    b"".join(
        client.application.wsgi_app(
            {**environ, "wsgi.url_scheme": "http", "wsgi.input": None, "wsgi.errors": None},
            lambda status, headers, error=None: statuses.append(status),
        )
    )
    assert statuses == ["400 BAD REQUEST"]


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({"host": "192.168.1.4"}, "192.168.1.4:5111", 200),
        ({"host": "192.168.1.4"}, "192.168.1.5:5111", 421),
        ({"host": "fe80::1"}, "[FE80::1]", 200),
        ({"base_url": "https://followup.localhost/mine"}, "followup.localhost", 200),
        ({"base_url": "https://followup.localhost/mine"}, "other.localhost", 421),
        ({"base_url": "http://[2001:db8::1]"}, "[2001:DB8:0::1]:80", 200),
        ({"allowed_hosts": "nas.local, 10.0.0.9"}, "NAS.local.:5111", 200),
        ({"allowed_hosts": "nas.local, 10.0.0.9"}, "10.0.0.9", 200),
        ({"allowed_hosts": "nas.local"}, "evil.nas.local", 421),
        ({"host": "0.0.0.0"}, "10.0.0.9:5111", 200),
        ({"host": "0.0.0.0"}, "[2001:db8::1]", 200),
        ({"host": "::"}, "10.0.0.9", 200),
        ({"host": "0.0.0.0"}, "evil.example", 421),
        ({"host": "0.0.0.0"}, "10.0.0.9.evil.example", 421),
        ({"host": "0.0.0.0"}, socket.gethostname(), 200),
        ({"host": "0.0.0.0"}, f"{socket.gethostname().partition('.')[0]}.local", 200),
        ({}, f"{socket.gethostname().partition('.')[0]}.local", 421),
    ],
)
def test_hosts_with_settings(tmp_path, settings, host, status):
    assert host_status(door(tmp_path, **settings), host) == status


OURS = "http://localhost:5111"
ORIGINS = [
    # Sec-Fetch-Site, Origin, status
    ("same-origin", OURS, 200),
    ("same-origin", None, 200),
    ("none", None, 200),
    (None, OURS, 200),
    (None, "http://LOCALHOST:5111", 200),
    (None, None, 403),
    ("same-site", None, 403),
    ("same-site", OURS, 403),
    ("cross-site", None, 403),
    ("cross-site", OURS, 403),
    ("", OURS, 403),
    ("same-origin", "null", 403),
    ("none", "null", 403),
    (None, "null", 403),
    (None, "", 403),
    (None, "http://localhost:3000", 403),
    (None, "http://localhost", 403),
    (None, "https://localhost:5111", 403),
    (None, "http://localhost:5111.evil.example", 403),
    (None, "http://localhost:5111@evil.example", 403),
    (None, "http://evil.example", 403),
    ("same-origin", "http://evil.example", 403),
    (None, "http://[::1", 403),
    (None, "http://localhost:x", 403),
    (None, "chrome-extension://abcdef", 403),
]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(("site", "origin", "status"), ORIGINS)
def test_who_may_change_something(tmp_path, method, site, origin, status):
    client = door(tmp_path)
    given = {"Host": "localhost:5111", "Sec-Fetch-Site": site, "Origin": origin}
    headers = {name: text for name, text in given.items() if text is not None}
    assert client.open("/page", method=method, headers=headers).status_code == status
    assert len(client.application.config["CHANGES"]) == (status == 200)


@pytest.mark.parametrize("site", ["cross-site", "same-site", None])
def test_reading_may_start_anywhere(tmp_path, site):
    headers = {"Host": "localhost:5111"} | ({"Sec-Fetch-Site": site} if site else {})
    assert door(tmp_path).get("/page", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("base_url", "host", "origin", "status"),
    [
        ("https://followup.localhost", "127.0.0.1:5111", "https://followup.localhost", 200),
        ("https://followup.localhost/mine", "followup.localhost", "https://followup.localhost", 200),
        ("https://followup.localhost:8443", "127.0.0.1:5111", "https://followup.localhost:8443", 200),
        ("https://followup.localhost", "127.0.0.1:5111", "http://127.0.0.1:5111", 200),
        ("https://followup.localhost", "127.0.0.1:5111", "http://followup.localhost", 403),
        ("http://localhost", "localhost.", "http://localhost.", 200),
        ("http://[::1]:5111", "[::1]:5111", "http://[::1]:5111", 200),
    ],
)
def test_the_base_urls_origin_is_ours(tmp_path, base_url, host, origin, status):
    client = door(tmp_path, base_url=base_url)
    assert client.post("/page", headers={"Host": host, "Origin": origin}).status_code == status


def test_a_rebound_name_does_not_become_ours_by_its_own_origin(tmp_path):
    headers = {"Host": "evil.example", "Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}
    assert door(tmp_path).post("/page", headers=headers).status_code == 421


def test_refusals_help_in_one_sentence_and_do_not_repeat_what_they_were_sent(tmp_path):
    client = door(tmp_path)
    for answer in (
        client.get("/page", headers={"Host": "evil.example"}),
        client.get("/page", environ_overrides={"HTTP_HOST": "<script>"}),
        client.post("/page", headers={"Host": "localhost"}),
        client.post("/page", headers={"Host": "localhost", "Origin": "http://evil.example"}),
    ):
        assert "http://127.0.0.1:5111/" in answer.text
        assert "evil.example" not in answer.text
        assert "<script>" not in answer.text
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", ["/page", "/data", "/away", "/nothing", "/broken"])
def test_every_answer_carries_the_headers(tmp_path, path):
    client = door(tmp_path)
    answer = client.get(path, headers={"Host": "localhost:5111"})
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; "
        "object-src 'none'"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("settings", "host", "scheme", "expected"),
    [
        ({}, "localhost:5111", "http", True),
        ({}, "127.0.0.1", "http", True),
        ({}, "[::1]", "http", True),
        ({"host": "0.0.0.0"}, "192.168.1.4:5111", "http", False),
        ({"host": "0.0.0.0"}, "192.168.1.4:5111", "https", True),
        ({"base_url": "https://nas.example"}, "nas.example", "http", True),
        ({"base_url": "https://nas.example", "host": "0.0.0.0"}, "192.168.1.4", "http", False),
        ({"base_url": "http://nas.example"}, "nas.example", "http", False),
    ],
)
def test_coop_only_where_browsers_heed_it(tmp_path, settings, host, scheme, expected):
    overrides = {"HTTP_HOST": host, "wsgi.url_scheme": scheme}
    answer = door(tmp_path, **settings).get("/page", environ_overrides=overrides)
    assert answer.status_code == 200
    assert ("Cross-Origin-Opener-Policy" in answer.headers) is expected


def test_pages_are_checked_again_each_time_and_differ_for_htmx(tmp_path):
    client = door(tmp_path)
    page, data, kept = (
        client.get(path, headers={"Host": "localhost"}) for path in ("/page", "/data", "/kept")
    )
    assert (page.headers["Cache-Control"], page.headers["Vary"]) == ("no-cache, private", "HX-Request")
    assert "Cache-Control" not in data.headers
    assert "Vary" not in data.headers
    assert (kept.headers["Cache-Control"], kept.headers["Vary"]) == ("no-store", "Cookie, HX-Request")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("/", True),
        ("/contacts/7?tab=notes#last", True),
        ("/ü", True),
        ("/a//b", True),
        (None, False),
        ("", False),
        ("contacts", False),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("\\/evil.example", False),
        ("/\t/evil.example", False),
        ("/\n/evil.example", False),
        ("/a b", False),
        ("/a\0", False),
        (" /a", False),
        ("http://evil.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_where_next_may_lead(url, safe):
    assert safe_next(url, "/home") == (url if safe else "/home")
