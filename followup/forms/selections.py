"""Several contacts at once: who is meant, and the one value that each thing asks for."""

from typing import Any

from wtforms import BooleanField, Field, HiddenField, StringField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from followup.domain.errors import Invalid
from followup.domain.selecting import parse
from followup.domain.values import Closing
from followup.forms.base import (
    ChoiceField,
    DayField,
    NumberField,
    PageForm,
    RhythmField,
    name_text,
    needed,
)
from followup.forms.contact_list import ContactListForm
from followup.forms.words import CLOSINGS


class IdsField(Field):
    """Ids, as boxes that were ticked ("7", "9") or as a page kept them ("1-5,9")."""

    widget = HiddenInput()
    data: set[int]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what can be read. Raises ValueError for too many, which is the message."""
        self.data = set()
        try:
            self.data = parse(valuelist)
        except Invalid as error:
            raise ValueError(str(error)) from None


class SelectionForm(PageForm):
    """Who is meant: `who`, or with `all` everybody whom the fields of the list find.

    seen: what the page showed, so that nothing happens to others.
    """

    who = IdsField()
    all = BooleanField()
    seen = HiddenField(validators=[Length(max=40)])

    def __init__(self, formdata: Any = None, **options: Any) -> None:
        super().__init__(formdata, **options)
        self.listed = ContactListForm(formdata)


class TagSelectionForm(SelectionForm):
    """A tag to put on them."""

    name = StringField("Tag", [*name_text, needed("Which tag?")])


class UntagSelectionForm(SelectionForm):
    """A tag to take off them."""

    which = NumberField("Tag")

    def validate_which(self, field: NumberField) -> None:
        """One has to be chosen; there is no preset."""
        if field.data is None and not field.errors:
            raise ValidationError("Which tag?")


class CadenceSelectionForm(SelectionForm):
    """How often they come up."""

    cadence = RhythmField("Rhythm", empty="Just in the address book")


class SnoozeSelectionForm(SelectionForm):
    """The day on which they come back."""

    until = DayField("Come back on")

    def validate_until(self, field: DayField) -> None:
        """It has to be given; there is no preset."""
        if field.data is None and not field.errors:
            raise ValidationError("On which day?")


class CloseSelectionForm(SelectionForm):
    """Why they are closed."""

    because = ChoiceField("Why?", Closing, CLOSINGS, default=Closing.RATHER_NOT)
