"""Closing and reopening, cool, the rhythm, holds, undo."""

from wtforms import BooleanField, StringField
from wtforms.validators import Length, ValidationError

from followup.domain.values import Closing, HoldKind
from followup.forms.base import ChoiceField, DayField, NumberField, PageForm
from followup.forms.words import CLOSINGS, HOLDS


class StandingForm(PageForm):
    """Close with a reason, or reopen."""

    because = ChoiceField("Why?", Closing, CLOSINGS, default=Closing.RATHER_NOT)
    reopen = BooleanField()


class CoolForm(PageForm):
    """They seem cool, or it has passed."""

    ended = BooleanField()


class CadenceForm(PageForm):
    """How often: days, or nothing for the address book."""

    cadence = NumberField("How often", most=365)


class HoldForm(PageForm):
    """Quiet for a company, or for everything, until a day."""

    until = DayField("Until")
    kind = ChoiceField("Why?", HoldKind, HOLDS, default=HoldKind.AWAY)
    company = NumberField("Company")

    def validate_until(self, field: DayField) -> None:
        """A day is needed."""
        if field.data is None and not field.errors:
            raise ValidationError("Until which day?")


class QuickAddForm(PageForm):
    """The line; `into` is the contact that it adds to, `another` says that it is somebody else."""

    line = StringField("Who is it?", [Length(max=2000)])
    into = NumberField()
    another = BooleanField()
