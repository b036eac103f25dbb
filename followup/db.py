"""The database: engine, pragmas, read and write transactions, the writer's lock."""

import secrets
import sqlite3
import threading
import time
import weakref
from collections.abc import Generator, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import URL, Connection, Engine, MetaData, NullPool, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Session

from followup.domain.errors import Conflict, FollowupError

DATABASE = "followup.sqlite3"

#: The execution option that makes a transaction begin as a writer.
WRITES = "followup_writes"
PATIENCE_SECONDS = 5
_WAIT = f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}"
_writer = threading.RLock()
_WATCH = "followup_watch"
#: A number in the head of the file, which nothing else uses: no row says it, so that a restored row is as it was.
_GENERATION = "PRAGMA user_version"
#: The connection of `as_one`, while that lasts.
_joint: ContextVar[Connection | None] = ContextVar("joint", default=None)


class Base(DeclarativeBase):
    """The base of all tables, with names for every constraint so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


#: What a message of an error may hold: never what was to be stored, since names and notes must not get into a log.
_QUIET = {"hide_parameters": True}
db = SQLAlchemy(model_class=Base, session_options={"autoflush": False}, engine_options=_QUIET)


def init_db(app: Flask, folder: Path, journal_mode: str) -> None:
    """Bind the session to the database file in `folder`. `journal_mode` is "delete" or "wal"."""
    app.config["SQLALCHEMY_DATABASE_URI"] = _address(folder)
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "connect", _on_connect(journal_mode))
        event.listen(db.engine, "begin", _on_begin)
    watch = app.extensions[_WATCH] = _Watch(folder)
    weakref.finalize(app, watch.close)


def _address(folder: Path) -> URL:
    # Not as text: a folder may have a "?" or a "%" in its name.
    return URL.create("sqlite", database=str(folder / DATABASE))


def engine_at(folder: Path) -> Engine:
    """An engine of its own for the database in `folder`, for work outside of any app. Dispose of it afterwards."""
    found = create_engine(_address(folder), poolclass=NullPool, **_QUIET)
    event.listen(found, "connect", _on_connect("delete"))
    event.listen(found, "begin", _on_begin)
    return found


def _on_connect(journal_mode: str):
    # WAL is safe with FULL; without it EXTRA also syncs the folder, so that a power cut keeps what was answered.
    mode, synchronous = ("WAL", "FULL") if journal_mode == "wal" else ("DELETE", "EXTRA")

    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transactions begin late and lose updates: we say BEGIN ourselves.
        connection.isolation_level = None
        connection.execute(_WAIT)
        for pragma in (
            f"journal_mode={mode}",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return prepare


def _on_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        _begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Wait for the file, asking every few milliseconds.

    SQLite itself soon asks only ten times a second, and beside a process that writes a lot it would ask in vain.
    """
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection has no driver connection")
    until = time.monotonic() + PATIENCE_SECONDS
    driver.execute("PRAGMA busy_timeout=10")
    try:
        while not _begun(driver) and time.monotonic() < until:
            pass
        if not driver.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(_WAIT)


def _begun(driver: Any) -> bool:
    """Whether this may write now, or never will: what is wrong then comes up when it is asked for the last time."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY
    return True


def engine() -> Engine:
    """The engine of the current app. Raises RuntimeError outside an app's context."""
    return db.engine


class _Watch:
    """A connection that never writes, since SQLite tells each one only of the commits of others."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / DATABASE
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def seen(self) -> tuple[int, int, int] | None:
        """What differs after each commit of whomever; None where the file cannot be read at once.

        With the file and its time, since a file that is copied over this one may have had as many commits.
        """
        with self._turn:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        f"{self._path.absolute().as_uri()}?mode=rw",
                        uri=True,
                        timeout=0,
                        isolation_level=None,
                        check_same_thread=False,
                    )
                (commits,) = self._connection.execute("PRAGMA data_version").fetchone()
                file = self._path.stat()
            except (sqlite3.Error, OSError):
                return None
            return commits, file.st_ino, file.st_mtime_ns

    def generation(self) -> int | None:
        """The number that a restore changes; None where the file cannot be read at once."""
        if self.seen() is None:
            return None
        with self._turn:
            try:
                return None if self._connection is None else generation_in(self._connection)
            except sqlite3.Error:
                return None

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def version() -> Hashable | None:
    """What the database is now: equal as long as nobody, also no other process, has changed it.

    None: it cannot be told, or a transaction of `as_one` is open, whose changes only itself sees.
    """
    watch = current_app.extensions[_WATCH]
    seen = watch.seen() if _joint.get() is None else None
    return None if seen is None else (watch, seen)


def generation() -> int:
    """Which database this is: another number after every restore, so that pages from before are known by it.

    Raises FollowupError when the file cannot be read.
    """
    watch = current_app.extensions[_WATCH]
    seen = watch.generation() if _joint.get() is None else None
    if seen is not None:
        return seen
    with reading() as session:
        return stored_generation(session)


def stored_generation(session: Session) -> int:
    """The same as a transaction sees it."""
    return session.connection().exec_driver_sql(_GENERATION).scalar() or 0


def generation_in(connection: sqlite3.Connection) -> int:
    """The same of any database that is open."""
    return connection.execute(_GENERATION).fetchone()[0]


def new_generation(connection: sqlite3.Connection, *others: int) -> None:
    """Give a database, open for writing, a number that it has not and that is none of `others`."""
    known = {generation_in(connection), *others}
    fresh = next(
        number for number in iter(lambda: 1 + secrets.randbelow(2**31 - 1), 0) if number not in known
    )
    connection.execute(f"{_GENERATION}={fresh}")


@contextmanager
def reading() -> Generator[Session]:
    """One read transaction. Fetch plain values in it; it ends before anything is rendered.

    Raises FollowupError when the file cannot be read.
    """
    joint = _joint.get()
    if joint is not None:
        with Session(joint, autoflush=False) as session:
            yield session
        return
    db.session.remove()
    try:
        yield db.session()
    except DatabaseError as error:
        raise _said(error) from error
    finally:
        db.session.remove()


@contextmanager
def writing() -> Generator[Session]:
    """One write transaction, committed at the end: all of it or nothing.

    Writers of this process wait for each other here, in turn; other processes wait in SQLite. Raises Conflict
    when somebody else holds the file for longer than five seconds, FollowupError when the disk refuses.
    """
    joint = _joint.get()
    if joint is not None:
        with Session(joint, autoflush=False, join_transaction_mode="create_savepoint") as session:
            yield session
            session.commit()
        return
    with _writer:
        db.session.remove()
        session = db.session()
        try:
            session.connection(execution_options={WRITES: True})
            yield session
            session.commit()
        except DatabaseError as error:
            session.rollback()
            if isinstance(error.orig, sqlite3.IntegrityError):
                raise
            raise _said(error) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            db.session.remove()


@contextmanager
def as_one() -> Generator[None]:
    """Make one of all write transactions inside: they are committed together at the end, or none of them is.

    For a great many small ones, which take far longer each for itself. Raises what `writing` raises.
    """
    with _writer, db.engine.connect().execution_options(**{WRITES: True}) as connection:
        try:
            with connection.begin():
                token = _joint.set(connection)
                try:
                    yield
                finally:
                    _joint.reset(token)
        except DatabaseError as error:
            if isinstance(error.orig, sqlite3.IntegrityError):
                raise
            raise _said(error) from error


@contextmanager
def leaving_nothing() -> Generator[Session]:
    """A write transaction that fills with zeros whatever it frees, on a connection that goes on doing so.

    Raises what `writing` raises. `settle` afterwards.
    """
    with writing() as session:
        session.connection().exec_driver_sql("PRAGMA secure_delete=ON").scalar()
        yield session
        session.flush()


def settle() -> bool:
    """Have the log of a database in WAL mode, which still holds what was overwritten, written out and cut to nothing.

    In the other mode there is none, and nothing happens. A program that reads just then is waited for, for some
    seconds; past that the answer is False, and the log goes with the last program that closes the file.
    """
    with alone(), engine().connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("the connection has no driver connection")
        is_busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


@contextmanager
def alone() -> Generator[None]:
    """Nobody else in this process writes in the meantime, for work on the file itself; waits without end."""
    with _writer:
        yield


def _said(error: DatabaseError) -> FollowupError:
    """What SQLite answered, as a sentence that says what to do."""
    text = str(error.orig)
    if "locked" in text:
        return Conflict(
            "Another program holds the database just now. Nothing was changed; try again in a moment."
        )
    if "full" in text:
        return FollowupError("The disk is full, so nothing was saved. Free some space, then try again.")
    if "readonly" in text:
        return FollowupError(
            "The data folder cannot be written to, so nothing was saved. Check its permissions."
        )
    return FollowupError(
        f"The database could not be written ({text}). Nothing was changed; run `followup doctor`."
    )
