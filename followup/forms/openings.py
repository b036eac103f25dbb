"""What came of it: an opening, noted or changed."""

from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.widgets import HiddenInput

from followup.domain.values import OpeningKind
from followup.forms.base import ChoiceField, DayField, NumberField, PageForm, long_text
from followup.forms.words import OPENINGS


class RowField(SelectField):
    """One of some rows, by its id, or none of them. `offer` says which."""

    data: int | None

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, choices={}, coerce=_number, validate_choice=False, **options)

    def offer(self, empty: str, rows: dict[int, str]) -> None:
        """What is to choose from: ids with their words, after `empty` for none."""
        self.choices = {"": empty} | {str(row): words for row, words in rows.items()}

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take an id, or nothing. Raises ValueError, which is the message at the field."""
        text = "".join(valuelist[:1]).strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 19 and int(text)):
            raise ValueError("Choose one of the values offered.")
        self.data = int(text) if text else None


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class OpeningForm(PageForm):
    """An opening. seen: what the page showed of one that is here already; contact: of a new one."""

    contact = NumberField(widget=HiddenInput())
    seen = NumberField(widget=HiddenInput())
    kind = ChoiceField("What came of it?", OpeningKind, OPENINGS, default=OpeningKind.INTRODUCTION)
    day = DayField("When?")
    touchpoint = RowField("What it came from")
    opportunity = RowField("The “no” that it started from")
    led_to = RowField("Where it led")
    text = TextAreaField("How it went", long_text)
