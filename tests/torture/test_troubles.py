"""The disk is full, cannot be written to, or fails in the middle of a commit: a clear answer, and nothing changed.

Each form that changes something is sent under each trouble, then looked at with a page, then sent once more when the
trouble is over: it must do what it does where there never was one.
"""

import os
import resource
import sqlite3
import stat
from collections.abc import Generator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event

from followup.db import db
from tests.torture.profile import CHOSEN
from tests.web.conftest import text_of

NOBODY = 65534
PAGE = 4096


@contextmanager
def each_connection(home, *pragmas: str) -> Generator[None]:
    """Every new connection of the app says these first."""
    home.close()

    def prepare(connection, _record) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    with home.app.app_context():
        event.listen(db.engine, "connect", prepare)
        try:
            yield
        finally:
            event.remove(db.engine, "connect", prepare)
            home.close()


def leave_no_room(home) -> None:
    """Fill the last page of the changes, so that the next one needs a page more."""
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
        if free:
            connection.execute("VACUUM")
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        for size in (2000, 500, 100, 0):
            try:
                while True:
                    connection.execute(
                        "INSERT INTO changes (made_on, verb, summary, steps, answer)"
                        " VALUES ('2026-11-23', 'Filled', ?, '[]', '{}')",
                        ("x" * size,),
                    )
            except sqlite3.OperationalError as error:
                assert "full" in str(error)


@contextmanager
def full(home) -> Generator[None]:
    """No page more than there are."""
    leave_no_room(home)
    with each_connection(home, "max_page_count=1"):
        yield


@contextmanager
def query_only(home) -> Generator[None]:
    """Connections that may only read."""
    with each_connection(home, "query_only=ON"):
        yield


@contextmanager
def locked_folder(home) -> Generator[None]:
    """A folder in which this account may write nothing. For root, another account tries it."""
    home.close()
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home.folder, *home.folder.iterdir())}
    above = [path for path in home.folder.parents if not path.stat().st_mode & 0o001]
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    was = os.geteuid()
    if was == 0:
        for path in above:
            path.chmod(path.stat().st_mode | 0o011)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)
        home.close()
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def no_file_grows_past(size: int) -> Generator[None]:
    """Writing beyond `size` fails with EFBIG, an input/output error for SQLite. Python ignores the signal."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def limits(home) -> list[int]:
    """Where writing breaks off: in the journal's head, in its pages, and in the middle of the database itself."""
    size = home.database.stat().st_size
    every = [0, size // 2, 700, size - PAGE, 3 * PAGE, size // 4]
    return every[: CHOSEN.limits]


def refused_clearly(answer, is_htmx) -> str:
    """What was answered: 503 with a sentence that says what to do. For htmx, a notice."""
    assert answer.status_code == 503, (answer.status_code, answer.text[-1500:])
    assert "Traceback" not in answer.text
    from bs4 import BeautifulSoup

    page = BeautifulSoup(answer.text, "html.parser")
    if is_htmx:
        assert "<html" not in answer.text
        assert page.select_one("hx-partial[data-hx-target='#notice']"), answer.text
    said = text_of(page, "#notice" if is_htmx else "main")
    assert any(word in said for word in ("Free some space", "free some space", "permission", "doctor", "disk")), said
    return said


def test_it_works(home, changing):
    """Each form changes the same when it is sent twice from the same state: what the others are compared with."""
    form = next(form for form in changing if form.texts)
    home.again(form.empty)
    form.send(home.visitor)
    first = home.dump()
    home.again(form.empty)
    form.send(home.visitor)
    assert home.dump() == first


def under(home, form, trouble, may_pass=False):
    """Send a form under a trouble, with and without htmx, look at pages, and send it again afterwards."""
    home.again(form.empty)
    # Whatever the trouble prepares stays for the comparison.
    with trouble():
        pass
    form.send(home.visitor)
    done = home.dump()
    for is_htmx in (False, True):
        home.again(form.empty)
        with trouble():
            before = home.dump() if not os.geteuid() else None
            answer = form.send(home.htmx if is_htmx else home.visitor)
            look = home.visitor.get("/")
        assert look.status_code in (200, 503), (form.name, look.status_code)
        assert "Traceback" not in look.text
        if may_pass and answer.status_code in (200, 303):
            assert home.dump() == done
            continue
        refused_clearly(answer, is_htmx)
        if before is not None:
            assert home.dump() == before, form.name
        assert form.send(home.htmx if is_htmx else home.visitor).status_code in (200, 303), form.name
        assert home.dump() == done, form.name
        assert home.visitor.get("/").status_code == 200


def test_the_disk_is_full(home, changing):
    """Making room needs none, so the end of the made-up people may pass."""
    for form in changing:
        under(home, form, lambda: full(home), may_pass=form.endpoint == "demos.delete")


def test_only_reading_is_allowed(home, changing):
    for form in changing:
        under(home, form, lambda: query_only(home))


def test_the_folder_is_locked(home, changing):
    for form in changing:
        under(home, form, lambda: locked_folder(home))


def test_the_disk_fails_in_the_middle_of_a_commit(home, changing):
    for form in changing:
        home.again(form.empty)
        for size in limits(home):
            under(home, form, lambda size=size: no_file_grows_past(size), may_pass=size > PAGE)
