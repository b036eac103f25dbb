"""Moving a database to the newest tables. Alembic is imported only when there is something to do."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect

from followup.db import WRITES
from followup.domain.errors import Refused
from followup.models import Base
from followup.models.search import INDEXES, SEARCHED

#: Every released schema in order; the last is the one that the tables have.
REVISIONS = ("0001", "0002", "0003")
HEAD = REVISIONS[-1]


def current(engine: Engine) -> str | None:
    """The revision of the database, or None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def upgrade(engine: Engine, backup: Callable[[], object]) -> bool:
    """Bring the database to HEAD; False where it is there already. `backup` is called before an older one moves.

    Raises Refused for a database of a newer Followup. Everything happens in one transaction, with foreign keys
    off (a rebuilt parent table would take its children along) and checked before the commit.
    """
    revision = current(engine)
    if revision == HEAD:
        return False
    if revision is not None and revision not in REVISIONS:
        raise Refused(
            f"This database was written by a newer Followup (schema {revision}; this one knows {HEAD}). "
            "Install that version again; nothing was changed."
        )
    if revision is not None:
        backup()
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("the connection has no driver connection")
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            _run(connection.execution_options(**{WRITES: True}), HEAD)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
    return True


def shape(revision: str) -> dict[str, set[str]]:
    """The columns of every table that a known revision has, by the table's name."""
    if revision == HEAD:
        tables = {table.name: set(table.columns.keys()) for table in Base.metadata.sorted_tables}
        return tables | {name: set(SEARCHED) for name in INDEXES}
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            _run(connection, revision)
            found = inspect(connection)
            return {
                name: {column["name"] for column in found.get_columns(name)}
                for name in found.get_table_names()
                # What SQLite keeps for the full-text indexes is its own affair.
                if not name.startswith(tuple(f"{index}_" for index in INDEXES))
            }
    finally:
        engine.dispose()


def _run(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            raise Refused(f"The database has a broken reference in {broken[0]}; it was left as it was.")
