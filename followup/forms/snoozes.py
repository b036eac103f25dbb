"""Setting a day to come back on."""

from datetime import date

from wtforms import StringField
from wtforms.validators import Length

from followup.forms.base import DayField, PageForm


class SnoozeForm(PageForm):
    """A day (`until`), or one of the wishes that need none (`wish`)."""

    until = DayField("Come back on")
    wish = StringField(validators=[Length(max=30)])

    def chosen(self) -> date | str:
        """The wish, else the day; an empty text for neither, which the action refuses."""
        return self.wish.data or self.until.data or ""
