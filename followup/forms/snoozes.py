"""Setting a day to come back on."""

from datetime import date

from wtforms.validators import ValidationError

from followup.domain.snoozes import Wish
from followup.forms.base import ChoiceField, DayField, PageForm
from followup.forms.words import WISHES


class SnoozeForm(PageForm):
    """A day (`until`), or one of the wishes that need none (`wish`), which goes before it."""

    until = DayField("Come back on")
    wish = ChoiceField("Or", Wish, WISHES)

    def validate_until(self, field: DayField) -> None:
        """One of the two is needed."""
        if not (field.data or field.errors or self.wish.data):
            raise ValidationError("Choose a day to come back on.")

    def chosen(self) -> date | Wish:
        """What was given; only after it was found valid."""
        given = self.wish.data or self.until.data
        assert given
        return given
