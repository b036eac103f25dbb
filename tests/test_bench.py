"""`make bench` runs from end to end at a small size, and every number is there. How fast it is, is not tested."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import people
from bench.figures import IMPORTED, LINKED
from bench.pages import ASKS, paired
from followup.clock import FixedClock
from followup.queries import week
from tests.conftest import inside
from tests.factories import TODAY, stored

ROOT = Path(__file__).parents[1]
NUMBER = re.compile(r"\d[\d,.]*( \w+)?")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


def test_it_works(cache, tmp_path):
    out = tmp_path / "RESULTS.md"
    command = [
        sys.executable,
        "-m",
        "bench",
        "--quick",
        "--no-browser",
        "--data",
        str(cache),
        "--out",
        str(out),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [
        line.strip("| ").split(" | ") for line in out.read_text("utf-8").splitlines() if line.startswith("| ")
    ]
    for name in (ask.name for ask in ASKS):
        times, work = ([cell for cell in row[1:] if cell] for row in rows if row[0] == name)
        assert all(NUMBER.fullmatch(cell) for cell in [*times[:5], *work[:4]]), (times, work)
    figures = [row for row in rows if row[0].startswith(("Start", "Memory", "First visit"))]
    assert len(figures) == 4
    assert all(NUMBER.fullmatch(row[1]) for row in figures)
    assert not list(cache.glob("tmp*")), "the copies are gone"


def test_the_same_size_gives_the_same_rows(cache, tmp_path):
    folders = people.kept(cache, 150), tmp_path / "again"
    people.build(folders[1], 150)
    first, again = (rows(folder) for folder in folders)
    assert first == again
    assert len(first["contacts"]) == 150
    assert len(first["touchpoints"]) == 1500


def test_a_copy_of_another_day_has_the_same_week(cache, tmp_path):
    people.settled(people.kept(cache, 150), tmp_path / "moved", TODAY)
    with inside(tmp_path / "moved", FixedClock(TODAY)):
        found = week.week(TODAY, TODAY)
    assert len(found.reached) == people.REACHED
    assert len(found.week.can_wait) == people.WAITING + people.DUE - 8


def rows(folder: Path) -> dict:
    with inside(folder, FixedClock(people.DAY)):
        return stored()


def test_ratios_are_of_neighbours():
    assert paired([[1, 1], [4, 6], [3, 3]], [[1, 1], [1, 1], [1, 1]]) == 3


def test_files_of_a_page_are_found():
    page = (
        '<script src="/static/1a/js/x.js"></script><use href="/static/1a/icons.svg#a"></use><a href="/add">'
    )
    assert LINKED.findall(page) == ["/static/1a/js/x.js", "/static/1a/icons.svg"]
    assert IMPORTED.findall('import { a } from "./a.js"; import("../b.js"); url(./c.svg)') == [
        "./a.js",
        "../b.js",
        "./c.svg",
    ]
