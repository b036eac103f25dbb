"""The settings of daily life as the rules take them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain.errors import FollowupError
from followup.domain.settings import Keys, Settings, Theme
from followup.models import Contact, Setting
from followup.queries.shelf import Shelf

#: The setting that marks a database as made up, to look around in.
DEMO = "demo"
#: The setting that says which day it is; the others are the numbers of `Settings`.
TIME_ZONE = "time_zone"
#: The setting that says how the pages look.
THEME = "theme"
#: The setting that says whether single keys do something.
KEYS = "keys"
#: The setting that names somebody to talk to when it stays heavy.
TALK_TO = "talk_to"
#: The setting that says how the user's name stands at the end of a message.
MY_NAME = "my_name"
#: While everybody's projection is computed anew: the last contact that is done.
RECOMPUTED = "recomputed"
#: The day on which a new job starts, as it was said last.
STARTS_ON = "starts_on"
#: The day on which a new job was planned for the first time.
LANDED_ON = "landed_on"
_NAMES = frozenset(Settings.__dataclass_fields__)
_EVERY = select(Setting.name, Setting.value)
#: Every page asks for the zone, the theme and the keys, some of them several times.
_asked_often: Shelf[dict[str, str]] = Shelf(1)


def load(session: Session) -> Settings:
    """The user's settings, presets where nothing was chosen."""
    return chosen(stored(session))


def stored(session: Session) -> dict[str, str]:
    """Every setting that is stored, by its name, as text; one that is its preset is not."""
    return dict(session.connection().execute(_EVERY).all())


def chosen(values: dict[str, str]) -> Settings:
    """The settings of the rules among those stored."""
    return Settings(**{name: int(value) for name, value in values.items() if name in _NAMES})


def time_zone() -> str | None:
    """The time zone chosen on the Settings page, by its name, or None."""
    return _value(TIME_ZONE)


def _value(name: str) -> str | None:
    return _asked_often.get("all", _read).get(name)


def _read() -> dict[str, str]:
    with reading() as session:
        return stored(session)


def cadence() -> int:
    """The rhythm in days that a new contact has."""
    with reading() as session:
        return load(session).cadence


def theme() -> Theme:
    """How the pages look; as the system, also where the database cannot be read."""
    try:
        return _theme(_value(THEME))
    except FollowupError:
        return Theme.SYSTEM


def _theme(value: str | None) -> Theme:
    return Theme(value) if value in list(Theme) else Theme.SYSTEM


def keys() -> Keys:
    """Whether single keys do something; they do, also where the database cannot be read."""
    try:
        return _keys(_value(KEYS))
    except FollowupError:
        return Keys.ON


def _keys(value: str | None) -> Keys:
    return Keys(value) if value in list(Keys) else Keys.ON


@dataclass(frozen=True, slots=True)
class Progress:
    """How many contacts have been computed anew (`done`), of how many (`total`)."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What the page of the settings shows. `time_zone` is the one chosen there."""

    chosen: Settings
    time_zone: str
    theme: Theme
    keys: Keys
    my_name: str
    progress: Progress | None


def page() -> SettingsPage:
    """Everything that is set, presets where nothing was chosen."""
    with reading() as session:
        values = stored(session)
        return SettingsPage(
            chosen=chosen(values),
            time_zone=values.get(TIME_ZONE, ""),
            theme=_theme(values.get(THEME)),
            keys=_keys(values.get(KEYS)),
            my_name=values.get(MY_NAME, ""),
            progress=_progress(session, values.get(RECOMPUTED)),
        )


def progress() -> Progress | None:
    """How far everybody's projection is computed anew; None where nothing is left to do."""
    with reading() as session:
        return _progress(session, session.scalar(select(Setting.value).where(Setting.name == RECOMPUTED)))


def _progress(session: Session, done: str | None) -> Progress | None:
    if done is None:
        return None
    counts = select(func.count().filter(Contact.id <= int(done)), func.count())
    return Progress(*session.execute(counts.where(Contact.deleted_on.is_(None))).one())
