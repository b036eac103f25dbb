"""The settings of daily life."""

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import ValidationError

from followup.domain.errors import Refused
from followup.domain.settings import ALLOWED, Keys, Theme, zone_named
from followup.domain.wording import WEEKDAYS
from followup.forms.base import ChoiceField, PageForm, RhythmField, name_text
from followup.forms.words import KEYS, THEMES


class CountField(IntegerField):
    """A whole number within the range of a setting. One that was not sent stays as it is."""

    def __init__(self, label: str, setting: str, **options: Any) -> None:
        self.allowed = ALLOWED[setting]
        edges = {"min": self.allowed[0], "max": self.allowed[-1], "required": True}
        super().__init__(label, render_kw=edges, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number of the range."""
        if not valuelist:
            return
        text = valuelist[0].strip()
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) in self.allowed):
            self.data = None
            raise ValueError(f"Give a whole number from {self.allowed[0]} to {self.allowed[-1]}.")
        self.data = int(text)


class WeekdayField(SelectField):
    """A day of the week, 0 for Monday."""

    def __init__(self, label: str, **options: Any) -> None:
        days = {str(day): name for day, name in enumerate(WEEKDAYS)}
        super().__init__(label, choices=days, coerce=int, validate_choice=False, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of the days offered."""
        if not valuelist:
            return
        if valuelist[0] not in map(str, ALLOWED["first_weekday"]):
            raise ValueError("Choose one of the values offered.")
        self.data = int(valuelist[0])


class SettingsForm(PageForm):
    """Everything that is set on one page."""

    cadence = RhythmField("A note to new people")
    budget = CountField("People a week", "budget")
    first_weekday = WeekdayField("A week begins on")
    gap = CountField("Days between two notes to somebody", "gap")
    company_gap = CountField("Days between two people of a company", "company_gap")
    answer_days = CountField("Days for “your turn”", "answer_days")
    time_zone = SelectField("Time zone", validate_choice=False)
    theme = ChoiceField("How the pages look", Theme, THEMES, default=Theme.SYSTEM)
    keys = ChoiceField("Single keys", Keys, KEYS, default=Keys.ON)
    my_name = StringField("Your name, for the end of a message", name_text)

    def offer_zones(self, here: str, zones: Sequence[str]) -> None:
        """The time zones to choose from: this computer's first, the others by continent."""
        by_continent: dict[str, dict[str, str]] = {
            "This computer": {"": f"Its own: {here.replace('_', ' ')}"}
        }
        for zone in zones:
            continent, _, place = zone.partition("/")
            group = continent if place else "Everywhere"
            by_continent.setdefault(group, {})[zone] = (place or zone).replace("_", " ").replace("/", ", ")
        self.time_zone.choices = by_continent

    def validate_time_zone(self, field: SelectField) -> None:
        """One of those that are known here."""
        try:
            zone_named(field.data or "UTC")
        except Refused:
            raise ValidationError("Choose one of the time zones offered.") from None

    def numbers(self) -> dict[str, int]:
        """What the rules count with."""
        return {name: self[name].data for name in ALLOWED}

    def wanted(self, zone_is_locked: bool) -> dict[str, str]:
        """Every setting by its name, as text; without the time zone where the environment has settled it."""
        zone = {} if zone_is_locked else {"time_zone": self.time_zone.data or ""}
        numbers = {name: str(value) for name, value in self.numbers().items()}
        theme = (self.theme.data or Theme.SYSTEM).value
        keys = (self.keys.data or Keys.ON).value
        return {**numbers, "theme": theme, "keys": keys, "my_name": self.my_name.data or "", **zone}


class ThemeForm(PageForm):
    """The theme alone, for the buttons of every page."""

    theme = ChoiceField("How the pages look", Theme, THEMES, default=Theme.SYSTEM)
