"""Pages travel compressed."""

import gzip

import pytest

from tests.web.conftest import Visitor
from tests.web.people import add

ZIPPED = {"Accept-Encoding": "br, gzip"}


def test_it_works(app, visitor):
    add(visitor, "Dana Li @ Acme")
    plain = visitor.get("/contacts/1")
    packed = Visitor(app, {**visitor.headers, **ZIPPED}).get("/contacts/1")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) * 3 < len(plain.data)
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert {"Accept-Encoding", "HX-Request"} <= set(plain.vary) & set(packed.vary)


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_only_for_who_takes_it(app, visitor, accepted):
    answer = Visitor(app, {**visitor.headers, "Accept-Encoding": accepted}).get("/")
    assert "Content-Encoding" not in answer.headers
    assert "<h1" in answer.text


def test_errors_and_fragments_too(app, visitor):
    packed = Visitor(app, {**visitor.headers, **ZIPPED})
    assert packed.get("/nowhere").headers["Content-Encoding"] == "gzip"
    add(visitor, "Dana Li @ Acme")
    answer = packed.with_htmx().post("/contacts/1/touchpoints", direction="out", channel="email", back="/")
    assert answer.status_code == 200
    assert b"Logged" in gzip.decompress(answer.data)


def test_small_answers_and_other_kinds_stay_as_they_are(app, visitor):
    packed = Visitor(app, {**visitor.headers, **ZIPPED})
    assert "Content-Encoding" not in packed.get("/add/chips?line=Dana").headers
    assert "Content-Encoding" not in packed.get("/healthz").headers
