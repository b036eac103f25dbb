"""Compiled templates, kept beside their sources."""

from pathlib import Path

import pytest
from flask import Flask, render_template
from jinja2 import FileSystemLoader

from followup.web.compiled import init_compiled


def open_small_app(folder: Path) -> Flask:
    app = Flask("small", template_folder=str(folder))
    app.jinja_loader = FileSystemLoader(folder)
    init_compiled(app, folder)
    return app


def render(app: Flask) -> str:
    with app.app_context():
        return render_template("page.html")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text("one", "utf-8")
    return tmp_path


def test_it_works(templates):
    assert render(open_small_app(templates)) == "one"
    assert len(list((templates / "__pycache__").iterdir())) == 1
    assert render(open_small_app(templates)) == "one"


def test_a_changed_source_is_compiled_anew(templates):
    render(open_small_app(templates))
    (templates / "page.html").write_text("two", "utf-8")
    assert render(open_small_app(templates)) == "two"


def test_pages_come_where_nothing_can_be_kept(templates):
    (templates / "__pycache__").write_text("in the way", "utf-8")
    assert render(open_small_app(templates)) == "one"


def test_what_is_damaged_is_compiled_anew(templates):
    render(open_small_app(templates))
    for path in (templates / "__pycache__").iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert render(open_small_app(templates)) == "one"
