"""What all forms share: strings in, typed values or a message at the field out."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from wtforms import DateField, FieldList, Form, FormField, HiddenField, IntegerField, SelectField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from followup.domain.errors import Ambiguous, Invalid
from followup.domain.fields import EARLIEST, LATEST, LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT
from followup.domain.values import CADENCES
from followup.forms.words import RHYTHMS


class BaseForm(Form):
    """A form whose fields say to a screen reader what is wrong with them."""

    class Meta:
        """How fields are rendered."""

        def render_field(self, field: Any, options: dict[str, Any]) -> Any:
            """Point a refused field to its message."""
            if field.errors:
                told = {"aria-invalid": "true", "aria-describedby": f"{options.get('id', field.id)}-wrong"}
                options = {**told, **options}
            return field.widget(field, **{**(field.render_kw or {}), **options})


class PageForm(BaseForm):
    """A form of a page. `back` is the page to return to, `request_id` makes a resent POST harmless."""

    request_id = HiddenField(validators=[Length(max=64)])
    back = HiddenField(validators=[Length(max=500)])

    def refuse(self, error: Invalid | Ambiguous) -> None:
        """Put the message of a rule at the field that it names, or at the form."""
        field = self._fields.get(getattr(error, "field", None) or "")
        if field is None or isinstance(field, HiddenField):
            self.form_errors.append(str(error))
        else:
            field.errors = [*field.errors, str(error)]

    def point(self) -> None:
        """Have the keyboard go to the first refused field when the page is loaded anew."""
        for field in _single(self):
            if field.errors and not isinstance(field.widget, HiddenInput):
                field.render_kw = {**(field.render_kw or {}), "autofocus": True}
                return

    @property
    def sent_once(self) -> str | None:
        """The request id; None for a form without one."""
        return self.request_id.data or None


def _single(form: Form) -> Iterator[Any]:
    """The fields of a form in its order, those of its rows in their place."""
    for field in form:
        rows = field.entries if isinstance(field, FieldList) else [field]
        for row in rows:
            if isinstance(row, FormField):
                yield from _single(row.form)
            else:
                yield row


class DayField(DateField):
    """A day from a date picker, or as people write it in ISO form."""

    def __init__(self, label: str = "", **options: Any) -> None:
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a day of the years 1900 to 2199, or nothing. Raises ValueError, which is the message at the field."""
        if not "".join(valuelist).strip():
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write the day as 2026-12-01.") from None
        if self.data and not EARLIEST <= self.data <= LATEST:
            self.data = None
            raise ValueError("Give a day from 1900 to 2199.")


class NumberField(IntegerField):
    """A whole number of a size that a database takes, or nothing."""

    def __init__(self, label: str = "", most: int = 10**17, **options: Any) -> None:
        self.most = most
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number from 1 to `most`, or nothing; a missing field stays.

        Raises ValueError, which is the message at the field.
        """
        if not valuelist:
            return
        text = valuelist[0].strip()
        if not text:
            self.data = None
            return
        if not (text.isascii() and text.isdigit() and len(text) < 19 and 1 <= int(text) <= self.most):
            raise ValueError("Give one of the numbers offered.")
        self.data = int(text)


class RhythmField(SelectField):
    """One of the rhythms, in days. An empty choice, where there is one, gives None; a missing field stays."""

    data: int | None

    def __init__(self, label: str, empty: str | None = None, **options: Any) -> None:
        self.may_be_empty = empty is not None
        choices = {"": empty} if empty is not None else {}
        choices |= {str(days): RHYTHMS[days] for days in CADENCES}
        super().__init__(label, choices=choices, coerce=_days, validate_choice=False, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of the rhythms offered. Raises ValueError, which is the message at the field."""
        if not valuelist:
            return
        if valuelist[0] not in [*map(str, CADENCES), *([""] if self.may_be_empty else [])]:
            raise ValueError("Choose one of the values offered.")
        self.data = _days(valuelist[0])


def _days(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ChoiceField(SelectField):
    """One of a set of values, each with its words. An empty choice, where there is one, gives None."""

    data: Any

    def __init__(
        self, label: str, kind: type[StrEnum], words: dict[Any, str], empty: str | None = None, **options: Any
    ):
        choices = {"": empty} if empty is not None else {}
        choices |= {member.value: words[member] for member in kind if member in words}
        self.kind = kind
        super().__init__(label, choices=choices, coerce=self._member, validate_choice=False, **options)

    def _member(self, value: Any) -> Any:
        return self.kind(value) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of the values, or keep the default where nothing was sent. Raises ValueError for any other."""
        if not valuelist:
            return
        try:
            self.data = self._member(valuelist[0])
        except ValueError:
            raise ValueError("Choose one of the values offered.") from None


def obeys(check: Callable[[str], object], also_empty: bool = False) -> Callable[[Form, Any], None]:
    """A validator that asks a rule of `domain.fields`; of an empty field only where `also_empty` says so."""

    def validate(_form: Form, field: Any) -> None:
        if not (also_empty or (field.data or "").strip()):
            return
        try:
            check(field.data or "")
        except Invalid as error:
            raise ValidationError(str(error)) from None

    return validate


def needed(message: str) -> Callable[[Form, Any], None]:
    """A validator that refuses an empty field."""

    def validate(_form: Form, field: Any) -> None:
        if not (field.data or "").strip():
            raise ValidationError(message)

    return validate


def not_garbled(_form: Form, field: Any) -> None:
    """Refuse characters that no text can hold."""
    if field.data and ("\x00" in field.data or any("\ud800" <= letter <= "\udfff" for letter in field.data)):
        raise ValidationError("This holds a character that no text can hold. Please type it again.")


#: What is asked of a name, a line and a text of several lines.
name_text = [Length(max=NAME_LIMIT, message=f"{NAME_LIMIT} characters are the most."), not_garbled]
line_text = [Length(max=LINE_LIMIT, message=f"{LINE_LIMIT} characters are the most."), not_garbled]
long_text = [
    Length(max=TEXT_LIMIT, message=f"This is very long; {TEXT_LIMIT:,} characters are the most."),
    not_garbled,
]


def day_or(form_day: date | None, today: date) -> date:
    """The day given, else today."""
    return form_day or today
