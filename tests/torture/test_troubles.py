"""The disk is full, cannot be written to, or fails in the middle of a commit: a clear answer, and nothing changed.

Each form that changes something is sent under each trouble, then looked at with a page, then sent once more when the
trouble is over: it must do what it does where there never was one.
"""

import os
import resource
import sqlite3
import stat
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress

from bs4 import BeautifulSoup
from sqlalchemy import event

from followup.db import db
from tests.torture.profile import CHOSEN
from tests.web.conftest import text_of

NOBODY = 65534
PAGE = 4096
#: What a sentence says to do.
ADVICE = ("ree some space", "permission", "see to the disk", "`followup doctor`")


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


#: Taking away for good needs no room; and private writing or a file's choices, which no change keeps, may fit where
#: they are.
OUTSIDE_CHANGES = ("demos.delete", "trash.delete", "writings.", "imports.")


def leave_no_room(home) -> None:
    """Fill the last page of the changes, so that the next one needs a page more than there are."""
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("VACUUM")
        connection.execute("PRAGMA max_page_count=1")
        for size in (2000, 500, 100, 0):
            with suppress(sqlite3.OperationalError):
                while True:
                    connection.execute(
                        "INSERT INTO changes (made_on, verb, summary, steps, answer)"
                        " VALUES ('2026-11-23', 'Filled', ?, '[]', '{}')",
                        ("x" * size,),
                    )


@contextmanager
def no_more_pages(home) -> Generator[None]:
    """No page more than there are."""
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
    """Where writing breaks off: at once, in the middle of the database, in the journal's head, in its pages."""
    size = home.database.stat().st_size
    return [0, size // 2, 700, size - PAGE, 3 * PAGE, size // 4][: CHOSEN.limits]


def refused_clearly(answer, is_htmx) -> None:
    """503 with a sentence that says what to do; for htmx in a notice."""
    assert answer.status_code == 503, (answer.status_code, answer.text[-1500:])
    page = BeautifulSoup(answer.text, "html.parser")
    if is_htmx:
        assert page.select_one("hx-partial[data-hx-target='#notice']"), answer.text
    said = text_of(page, "#notice" if is_htmx else "main")
    assert any(word in said for word in ADVICE), said


def under(home, form, trouble, is_htmx, may_pass=False, prepared=None) -> None:
    """Send a form under a trouble, look at a page, and send it again afterwards.

    may_pass: the trouble may leave this one alone. prepared: what the trouble does to the database itself.
    """
    visitor, states = home.htmx if is_htmx else home.visitor, []
    for troubled in (False, True):
        home.again(form.empty)
        if prepared:
            prepared(home)
        if troubled:
            before = home.database.read_bytes()
            with trouble(home):
                answer = form.send(visitor)
                look = home.visitor.get("/")
            assert look.status_code in (200, 503), (form.name, look.status_code)
            if not (may_pass and answer.status_code in (200, 303)):
                refused_clearly(answer, is_htmx)
                # The next look takes back what a commit has left half done.
                assert home.visitor.get("/").status_code == 200
                assert home.database.read_bytes() == before, form.name
                answer = form.send(visitor)
        else:
            answer = form.send(visitor)
        assert answer.status_code in (200, 303), (form.name, answer.status_code, answer.text[-1500:])
        states.append(home.dump())
    assert states[0] == states[1], form.name


def sent_ways(changing, offset):
    """Every form with htmx and without; where there is little time, some of them for each trouble, in one way."""
    for number, form in enumerate(changing):
        if CHOSEN.share == 1:
            yield from ((form, False), (form, True))
        elif number % CHOSEN.share == offset % CHOSEN.share:
            yield form, number % 2 == 0


def test_the_disk_is_full(home, changing):
    for form, is_htmx in sent_ways(changing, 0):
        may_pass = form.endpoint.startswith(OUTSIDE_CHANGES)
        under(home, form, no_more_pages, is_htmx, may_pass, leave_no_room)


def test_only_reading_is_allowed(home, changing):
    for form, is_htmx in sent_ways(changing, 1):
        under(home, form, query_only, is_htmx)


def test_the_folder_is_locked(home, changing):
    for form, is_htmx in sent_ways(changing, 2):
        under(home, form, locked_folder, is_htmx)


def test_the_disk_fails_in_the_middle_of_a_commit(home, changing):
    """Most commits touch pages beyond the limit; one that does not is none of these."""
    for form, is_htmx in sent_ways(changing, 3):
        home.again(form.empty)
        for size in limits(home):
            under(home, form, lambda _, size=size: no_file_grows_past(size), is_htmx, may_pass=size > 700)
