"""The floor: what a page and a write cost at least with Flask, Jinja, waitress and SQLite.

One query and one loop for a page of as many rows and bytes as the one that is compared with it; one durable insert
for a write. Run as `python -m bench.floor PORT FOLDER`, where FOLDER has a database of Followup, whose journal mode
is taken over.
"""

import sqlite3
import sys
import threading
from functools import lru_cache
from pathlib import Path

from flask import Flask, redirect
from markupsafe import Markup
from waitress import serve
from werkzeug.wrappers import Response

from followup.db import DATABASE, engine_at

TABLE = """
CREATE TABLE people (
    id INTEGER PRIMARY KEY, name TEXT, company TEXT, title TEXT, day TEXT, why TEXT
)
"""
MOST_ROWS = 1000
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Floor</title></head>
<body><main><ul>
{% for id, name, company, title, day, why in rows %}
<li id="card-{{ id }}"><a href="/{{ id }}">{{ name }}</a> {{ title }} · {{ company }} <b>{{ day }}</b>
<p>{{ why }}</p>{{ filler }}</li>
{% endfor %}
</ul></main></body>
</html>
"""
INSERT = "INSERT INTO people (name, company, title, day, why) VALUES (?, ?, ?, ?, ?)"
SOMEBODY = ("Dana Li", "Northwind", "Engineer", "2026-01-05", "You talked in December. A line is enough.")


def make_app(folder: Path) -> Flask:
    """The bare app, with a table of its own beside Followup's database."""
    database, pragmas = folder / f"floor-{DATABASE}", _pragmas(folder)
    threads = threading.local()
    app = Flask("floor", static_folder=None)
    template = app.jinja_env.from_string(PAGE)

    def connection() -> sqlite3.Connection:
        if not hasattr(threads, "connection"):
            threads.connection = sqlite3.connect(database, isolation_level=None)
            for pragma in pragmas:
                threads.connection.execute(pragma)
        return threads.connection

    @lru_cache
    def filler(rows: int, size: int) -> Markup:
        bare = len(template.render(rows=read(rows), filler="").encode())
        return Markup("<i>" + "." * max((size - bare) // rows - 7, 0) + "</i>") if rows else Markup()

    def read(rows: int) -> list[tuple]:
        return connection().execute("SELECT * FROM people ORDER BY id LIMIT ?", (rows,)).fetchall()

    @app.get("/<int:rows>/<int:size>")
    def page(rows: int, size: int) -> str:
        return template.render(rows=read(rows), filler=filler(rows, size))

    @app.post("/<int:rows>/<int:size>")
    def write(rows: int, size: int) -> Response | str:
        connection().execute(INSERT, SOMEBODY)
        return page(rows, size) if rows else redirect("/0/0", 303)

    connection().execute(TABLE)
    connection().execute("BEGIN")
    connection().executemany(INSERT, [SOMEBODY] * MOST_ROWS)
    connection().execute("COMMIT")
    return app


def _pragmas(folder: Path) -> list[str]:
    """How Followup's own connections keep what was answered."""
    engine = engine_at(folder)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        }
    engine.dispose()
    return [f"PRAGMA {name}={value}" for name, value in found.items()]


if __name__ == "__main__":
    serve(make_app(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), threads=4, ident="floor")
