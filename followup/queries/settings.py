"""The settings of daily life as the rules take them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.settings import Settings
from followup.models import Setting

#: The setting that marks a database as made up, to look around in.
DEMO = "demo"
#: The setting that says which day it is; the others are the numbers of `Settings`.
TIME_ZONE = "time_zone"
_NAMES = frozenset(Settings.__dataclass_fields__)
_EVERY = select(Setting.name, Setting.value)


def load(session: Session) -> Settings:
    """The user's settings, presets where nothing was chosen."""
    return chosen(stored(session))


def stored(session: Session) -> dict[str, str]:
    """Every setting that is stored, by its name."""
    return dict(session.connection().execute(_EVERY).all())


def chosen(values: dict[str, str]) -> Settings:
    """The settings of the rules among those stored."""
    return Settings(**{name: int(value) for name, value in values.items() if name in _NAMES})


def time_zone() -> str | None:
    """The time zone chosen on the Settings page, by its name, or None."""
    with reading() as session:
        return session.scalar(select(Setting.value).where(Setting.name == TIME_ZONE))


def cadence() -> int:
    """The rhythm in days that a new contact has."""
    with reading() as session:
        return load(session).cadence
