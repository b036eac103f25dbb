"""How it is with a company: four statements; and whom to talk to."""

from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from followup.domain.checkin import CHOOSE, Feelings
from followup.forms.base import NumberField, PageForm, name_text
from followup.forms.words import STATEMENTS


class StepField(NumberField):
    """One of five steps, from 1 (not at all) to 5 (very much)."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, most=5, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of the steps. Raises ValueError, which is the message at the field."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(CHOOSE) from None

    def pre_validate(self, form: Any) -> None:
        """Each of them needs an answer."""
        if self.data is None and not self.errors:
            raise ValidationError(CHOOSE)


class CheckInForm(PageForm):
    """How far each statement holds toward a company."""

    company = NumberField(widget=HiddenInput())
    sting = StepField(STATEMENTS["sting"])
    avoid = StepField(STATEMENTS["avoid"])
    regret = StepField(STATEMENTS["regret"])
    well = StepField(STATEMENTS["well"])

    def feelings(self) -> Feelings:
        """What was said, of a form that is valid."""
        return Feelings(**{name: self[name].data for name in STATEMENTS})


class TalkToForm(PageForm):
    """Whom to talk to when it stays heavy; nobody, where it is empty."""

    talk_to = StringField("Somebody to talk to", name_text)
