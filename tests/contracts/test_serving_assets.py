"""Static files: kept for good under their version, small on the wire, nothing else within reach."""

import gzip
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from werkzeug.test import TestResponse

from followup.web import assets

NAME = "vendor/htmx.org@4.0.1/htmx.min.js"


@pytest.fixture
def app() -> Flask:
    app = Flask("scratch", static_folder=None)
    assets.init_assets(app)
    app.add_url_rule("/", "home", lambda: render_template_string("{{ asset(name) }}", name=NAME))
    return app


def address(app: Flask, name: str = NAME) -> str:
    return app.test_client().get("/").text.replace(NAME, name)


def fetch(app: Flask, path: str, **headers: str) -> TestResponse:
    return app.test_client().get(path, headers={key.replace("_", "-"): text for key, text in headers.items()})


def test_it_works(app):
    answer = fetch(app, address(app))
    assert answer.status_code == 200
    assert answer.data == (assets.folder("static") / NAME).read_bytes()
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in answer.headers


def test_gzip_for_who_takes_it(app):
    answer = fetch(app, address(app), Accept_Encoding="br, gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == (assets.folder("static") / NAME).read_bytes()
    assert len(answer.data) < 20_000
    refused = fetch(app, address(app), Accept_Encoding="gzip;q=0")
    assert "Content-Encoding" not in refused.headers


def test_etag_answers_a_repeat(app):
    plain, zipped = (fetch(app, address(app), Accept_Encoding=how).headers["ETag"] for how in ("", "gzip"))
    assert plain != zipped
    repeat = fetch(app, address(app), Accept_Encoding="gzip", If_None_Match=zipped)
    assert (repeat.status_code, repeat.data) == (304, b"")
    assert fetch(app, address(app), Accept_Encoding="gzip", If_None_Match=plain).status_code == 200


def test_old_page_after_an_upgrade_still_finds_its_files(app):
    answer = fetch(app, f"/static/00000000/{NAME}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_prefix_is_in_the_address(app):
    page = app.test_client().get("/", environ_overrides={"SCRIPT_NAME": "/followup"})
    assert page.text.startswith("/followup/static/")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "css",
        "css/none.css",
        "../followup/__init__.py",
        "css/../../pyproject.toml",
        "%2e%2e/pyproject.toml",
        "..%2fpyproject.toml",
        "..\\pyproject.toml",
        "/etc/passwd",
        "//etc/passwd",
        "%00",
    ],
)
def test_nothing_else_within_reach(app, name):
    version = address(app).split("/")[2]
    assert fetch(app, f"/static/{version}/{name}").status_code in (404, 308)


def test_only_reading(app):
    assert app.test_client().post(address(app)).status_code == 405
    head = app.test_client().head(address(app))
    assert (head.status_code, head.data) == (200, b"")


def test_unknown_name_in_a_template_is_loud(app):
    with app.app_context(), pytest.raises(LookupError, match=r"no\.css"):
        render_template_string("{{ asset('no.css') }}")


def test_version_follows_content_and_hidden_files_stay_out(tmp_path: Path):
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / ".secret").write_text("x")
    before = assets.load(tmp_path)
    assert set(before.files) == {"a.css"}
    assert assets.load(tmp_path).version == before.version
    (tmp_path / "a.css").write_text("b{}")
    assert assets.load(tmp_path).version != before.version


def test_pictures_are_not_compressed_twice(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG" * 100)
    found = assets.load(tmp_path).files["a.png"]
    assert (found.compressible, found.mimetype) == (False, "image/png")


def test_missing_folder_says_so():
    with pytest.raises(FileNotFoundError, match="install Followup again"):
        assets.folder("nowhere")
