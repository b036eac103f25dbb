"""The settings of daily life as the rules take them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.settings import Settings
from followup.models import Setting


def load(session: Session) -> Settings:
    """The user's settings, presets where nothing was chosen."""
    numbers = {
        name: int(value)
        for name, value in session.execute(select(Setting.name, Setting.value))
        if name in _NAMES
    }
    return Settings(**numbers)


_NAMES = frozenset(Settings.__dataclass_fields__)


def time_zone() -> str | None:
    """The time zone chosen on the Settings page, by its name, or None."""
    with reading() as session:
        return session.scalar(select(Setting.value).where(Setting.name == "time_zone"))
