"""Changing the settings of daily life."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields
from followup.domain.errors import Invalid, Refused
from followup.domain.settings import ALLOWED, Keys, Settings, Theme, zone_named
from followup.domain.wording import WEEKDAYS, counted, cut, joined, number, rhythm
from followup.models import Setting
from followup.queries import settings
from followup.queries.settings import KEYS, MY_NAME, TALK_TO, THEME, TIME_ZONE

_PRESETS = {
    **{name: str(value) for name, value in asdict(Settings()).items()},
    TIME_ZONE: "",
    TALK_TO: "",
    THEME: "system",
    KEYS: "on",
    MY_NAME: "",
}
_KEYS = {Keys.ON: "single keys do something", Keys.OFF: "single keys do nothing"}
_THEMES = {
    Theme.SYSTEM: "the pages look as the system does",
    Theme.LIGHT: "light pages",
    Theme.DARK: "dark pages",
}


def save(wanted: Mapping[str, str], today: date, request_id: str | None = None) -> Draft:
    """Store settings, by their names; one that is its preset is stored no more. Raises Invalid, at the setting.

    Everybody's projection is computed anew where it depends on them; `recomputes` says that batches must follow.
    """
    checked = {name: _checked(name, value.strip()) for name, value in wanted.items()}
    with change("Settings", today, request_id) as draft:
        was = {**_PRESETS, **settings.stored(draft.session)}
        changed = {name: value for name, value in checked.items() if was[name] != value}
        for name, value in changed.items():
            _store(draft.session, name, value)
        said = joined([_said(name, value) for name, value in changed.items()])
        draft.summary = f"Saved: {said}." if changed else "Everything stays as it was."
    return draft


def _store(session: Session, name: str, value: str) -> None:
    row = session.get(Setting, name)
    if value == _PRESETS[name]:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Setting(name=name, value=value))
    else:
        row.value = value


def _checked(name: str, value: str) -> str:
    if name == TIME_ZONE:
        return _zone(value)
    if name == THEME:
        if value not in list(Theme):
            raise Invalid("Choose one of the values offered.", name)
        return value
    if name == KEYS:
        if value not in list(Keys):
            raise Invalid("Choose one of the values offered.", name)
        return value
    if name == TALK_TO:
        return fields.line(value, name, fields.NAME_LIMIT)
    if name == MY_NAME:
        return fields.name(value, MY_NAME, required=False)
    if name not in ALLOWED:
        raise Invalid(f"There is no setting {name[:60]}.")
    allowed = ALLOWED[name]
    if value not in map(str, allowed):
        if isinstance(allowed, range):
            raise Invalid(f"Give a whole number from {allowed[0]} to {allowed[-1]}.", name)
        raise Invalid("Choose one of the values offered.", name)
    return value


def _zone(value: str) -> str:
    if not value:
        return ""
    try:
        return zone_named(value).key
    except Refused:
        raise Invalid("Choose one of the time zones offered.", TIME_ZONE) from None


def _said(name: str, value: str) -> str:
    """What is so from now on, in a few words."""
    if name == TIME_ZONE:
        return value.replace("_", " ") if value else "the time of this computer"
    if name == THEME:
        return _THEMES[Theme(value)]
    if name == KEYS:
        return _KEYS[Keys(value)]
    if name == TALK_TO:
        return f"when it stays heavy, {cut(value)}" if value else "nobody to talk to by name"
    if name == MY_NAME:
        return f"messages end with {cut(value)}" if value else "no name at the end of messages"
    count = int(value)
    words = {
        "cadence": f"new people {rhythm(count)}",
        "budget": f"{number(count)} a week",
        "first_weekday": f"weeks from {WEEKDAYS[count % 7]} on",
        "gap": f"{counted(count, 'day')} between two notes",
        "company_gap": f"{counted(count, 'day')} between two people of a company",
        "answer_days": f"{counted(count, 'day')} for an answer",
    }
    return words[name]
