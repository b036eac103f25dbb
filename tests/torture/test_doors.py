"""Every form of the app, filled in well, from where it must not come: refused, and nothing changed.

`tests/contracts/test_door.py` has the same for every address, whatever its fields, and the headers of the answers.
"""

import pytest

from tests.contracts.test_door import STRANGERS
from tests.torture.forms import sendable
from tests.web.conftest import OURS, Visitor

COOKIE = {"Cookie": "session=abc; followup_5111=abc"}
OUTSIDE = {
    **{name: {"Host": "localhost:5111", **headers} for name, headers in STRANGERS.items()},
    "a bearer token and a cookie": {"Host": "localhost:5111", "Authorization": "Bearer abc", **COOKIE},
    "a cookie alone": {"Host": "localhost:5111", **COOKIE},
    "another port": {"Host": "localhost:5111", "Origin": "http://localhost:5112"},
    "another scheme": {"Host": "localhost:5111", "Origin": "https://localhost:5111"},
    "a name that begins like ours": {
        "Host": "localhost:5111",
        "Origin": "http://localhost.evil.example:5111",
    },
    "a user before the host": {"Host": "localhost:5111", "Origin": "http://localhost:5111@evil.example"},
    "an extension": {"Host": "localhost:5111", "Origin": "chrome-extension://abc"},
    "a file": {"Host": "localhost:5111", "Origin": "file://"},
    "nonsense for an origin": {"Host": "localhost:5111", "Origin": "http://["},
    "an unknown kind of site": {"Host": "localhost:5111", "Sec-Fetch-Site": "elsewhere"},
    "cross-site with our origin": {**OURS, "Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:5111"},
    "a referrer alone": {"Host": "localhost:5111", "Referer": "http://localhost:5111/"},
    "another host": {**OURS, "Host": "evil.example"},
    "another host with our port": {**OURS, "Host": "evil.example:5111", "Origin": "http://evil.example:5111"},
    "another address": {**OURS, "Host": "192.168.1.5:5111"},
    "a forwarded host": {**OURS, "Host": "evil.example", "X-Forwarded-Host": "localhost:5111"},
    "no host": {**OURS, "Host": ""},
}
#: What takes no form at all, wherever it comes from.
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND")


@pytest.mark.parametrize("headers", OUTSIDE.values(), ids=OUTSIDE.keys())
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_it_is_refused(home, changing, headers, htmx):
    stranger = Visitor(home.app, {**headers, **htmx})
    for is_empty in (False, True):
        home.again(is_empty)
        before = home.database.read_bytes()
        for form in (form for form in changing if form.empty is is_empty):
            answer = form.send(stranger)
            assert answer.status_code in (400, 403, 421), (form.name, answer.status_code)
        assert home.database.read_bytes() == before


def test_from_our_own_page_it_is_taken(home, changing):
    """What all of the others are compared with."""
    for headers in (OURS, {"Host": "[::1]:5111", "Origin": "http://[::1]:5111"}):
        form = next(form for form in changing if form.endpoint == "adds.create")
        home.again(form.empty)
        assert form.send(Visitor(home.app, headers)).status_code == 303


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_change_nothing(home, changing, method):
    before = home.database.read_bytes()
    for form in changing:
        answer = home.app.test_client().open(
            form.action, method=method, data=sendable(form.fields), headers=OURS
        )
        assert answer.status_code == 405, (form.name, answer.status_code)
    assert home.database.read_bytes() == before
