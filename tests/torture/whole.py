"""What must be true of a database after whatever happened to it."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from followup.db import reading
from followup.storage import doctor
from tests.factories import TODAY

ROOT = Path(__file__).parents[2]
#: Rows that only go to the trash, so that each one inserted is still to be found.
KEPT = (
    "contacts",
    "touchpoints",
    "snoozes",
    "standing_changes",
    "cools",
    "holds",
    "decisions",
    "encounters",
    "opportunities",
    "companies",
    "employments",
)


def rows(sql: str) -> list[tuple[Any, ...]]:
    """What a SELECT finds in the database of the app."""
    with reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def no_half_change() -> None:
    """Every row that a change inserted is there, and there is none that no change inserted."""
    inserted: Counter[str] = Counter()
    many: set[tuple[str, int]] = set()
    for (steps,) in rows("SELECT steps FROM changes"):
        for step in json.loads(steps):
            if step["table"] in KEPT:
                spans = step.get("inserted", ())
                many.update((step["table"], key) for first, last in spans for key in range(first, last + 1))
                inserted[step["table"]] += "key" in step and step["was"] is None
    inserted.update(table for table, _ in many)
    assert {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in KEPT} == {
        table: inserted[table] for table in KEPT
    }


def is_whole(acknowledged: set[int] | frozenset[int] = frozenset()) -> None:
    """The file is sound, everything acknowledged (changes by their id) is there, and nothing is half done."""
    assert acknowledged <= {row[0] for row in rows("SELECT id FROM changes")}
    no_half_change()
    # Which begins with SQLite's quick_check.
    assert doctor(TODAY) == []


def writer(*arguments: str) -> subprocess.Popen[str]:
    """A process of `tests.torture.writer`, to talk to by lines."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.torture.writer", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def ask(process: subprocess.Popen[str], line: str) -> None:
    """Send it a line."""
    assert process.stdin
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def told(process: subprocess.Popen[str]) -> str:
    """Its next line, without the end; fails where there is none."""
    assert process.stdout
    line = process.stdout.readline()
    assert line.endswith("\n"), "the writer has ended"
    return line.rstrip("\n")


def leave(process: subprocess.Popen[str]) -> None:
    """Let it end, whatever it does just now."""
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    try:
        process.wait(10)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
