"""Who may import whom: the imports of every module are read and held against one table."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "followup"
FLASK = {"flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous"}

# A room is a folder or a module right under followup/. Each may import the standard library, itself and what
# is listed here: other rooms (with a dot in front) and libraries. Everything not listed is forbidden.
ROOMS: dict[str, set[str]] = {
    "domain": {"rapidfuzz"},
    "config": {".domain", "platformdirs"},
    "clock": {".domain", "tzlocal"},
    "db": {".domain", "sqlalchemy", "flask_sqlalchemy", "flask"},
    "models": {".domain", ".db", "sqlalchemy"},
    "queries": {".models", ".domain", ".db", "sqlalchemy"},
    "actions": {".models", ".queries", ".domain", ".db", "sqlalchemy"},
    "storage": {".migrations", ".db", ".models", ".actions", ".queries", ".domain"},
    "demo": {".db", ".models", ".actions", ".queries", ".domain"},
    "migrations": {".db", ".models", ".domain", "alembic", "sqlalchemy"},
    "forms": {".domain", "wtforms"},
    "exchange": {".domain", "icalendar", "vobject"},
    "web": {
        ".forms",
        ".queries",
        ".actions",
        ".domain",
        ".exchange",
        ".storage",
        ".config",
        ".clock",
        *FLASK,
    },
    "cli": {
        ".create_app",
        ".__version__",
        ".actions",
        ".queries",
        ".exchange",
        ".storage",
        ".demo",
        ".domain",
        ".config",
        ".clock",
        "click",
        "rich",
        "waitress",
        "flask",
        "werkzeug",
    },
    "__main__": {".cli"},
}
WIRING = "__init__"  # followup/__init__.py makes the app and may import all


def imports(source: str, package: str) -> Iterator[str]:
    """The full names that a module of `package` imports, anywhere in it: "followup.domain.week", "flask.Flask".

    An import inside a function counts, and so does one for the type checker alone: both tie the rooms together.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
            yield from (ast.literal_eval(part) for part in node.args[:1] if isinstance(part, ast.Constant))


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def target(name: str) -> str:
    """What the table calls it: ".domain" for followup.domain.week, "flask" for flask.cli."""
    first, *rest = name.split(".")
    return f".{rest[0]}" if first == "followup" and rest else first


def forbidden(source: str, module: str) -> list[str]:
    """The imports of `module` ("followup.web.contacts") that its room is not allowed."""
    room = [*module.split("."), WIRING][1]
    if room == WIRING:
        return []
    if room not in ROOMS:
        return [f"{module}: {room} is no room of the table"]
    package = module.rpartition(".")[0]
    allowed = ROOMS[room] | {f".{room}"}
    return [
        f"{module} imports {name}"
        for name in imports(source, package)
        if target(name) not in allowed and target(name) not in sys.stdlib_module_names
    ]


def modules() -> dict[str, Path]:
    """Every module under followup/ by its dotted name; a package's __init__ as "followup.web.__init__"."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
        for path in PACKAGE.rglob("*.py")
    }


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_are_allowed(module):
    assert forbidden(modules()[module].read_text("utf-8"), module) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("followup.domain.week", "import flask"),
        ("followup.domain.week", "from flask.cli import AppGroup"),
        ("followup.domain.week", "from datetime import date\nfrom followup.clock import today"),
        ("followup.domain.week", "from followup import clock"),
        ("followup.domain.week", "from .. import clock"),
        ("followup.domain.week", "from ..clock import today"),
        ("followup.domain.week", "from followup import *"),
        ("followup.domain.week", "def late():\n    import sqlalchemy"),
        ("followup.domain.week", "if TYPE_CHECKING:\n    from sqlalchemy.orm import Session"),
        ("followup.domain.week", "importlib.import_module('sqlalchemy')"),
        ("followup.web.contacts", "from followup.models import Contact"),
        ("followup.web.contacts", "from sqlalchemy import select"),
        ("followup.web.contacts", "from followup.db import session"),
        ("followup.web.contacts", "from followup import create_app"),
        ("followup.web.__init__", "from ..db import session"),
        ("followup.models.contact", "from flask import request"),
        ("followup.forms.contact", "from followup.queries import week"),
        ("followup.cli.serve", "from followup.models import Contact"),
        ("followup.attic.old", "import datetime"),
    ],
)
def test_forbidden_import_is_caught(module, source):
    assert len(forbidden(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("followup.domain.week", "import datetime, rapidfuzz\nfrom rapidfuzz.fuzz import ratio"),
        (
            "followup.domain.week",
            "from . import schedule\nfrom .schedule import plan\nfrom __future__ import annotations",
        ),
        ("followup.domain.__init__", "from .schedule import plan\nfrom . import week"),
        ("followup.domain.__init__", "from followup.domain.schedule import plan"),
        (
            "followup.web.contacts",
            "from followup import queries\nfrom flask.views import View\nimport followup.clock",
        ),
        ("followup.cli.serve", "from followup import create_app\nimport waitress"),
        ("followup.__init__", "import sqlalchemy, flask\nfrom followup.web import init"),
    ],
)
def test_allowed_import_passes(module, source):
    assert forbidden(source, module) == []


def test_every_room_is_known():
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.rglob("*.py"))}
    assert rooms - set(ROOMS) <= {WIRING}
