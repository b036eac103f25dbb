"""Logging and mending a touchpoint."""

from datetime import date
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from followup.domain.fields import LINE_LIMIT
from followup.domain.values import Channel, Direction, Tone, Weight
from followup.forms.base import ChoiceField, DayField, NumberField, PageForm, day_or, long_text, not_garbled
from followup.forms.words import CHANNELS, DIRECTIONS, TONES

_WEIGHTS = {Weight.DIRECT: "Addressed to them", Weight.AMBIENT: "In passing: it asks for nothing"}


class TouchpointForm(PageForm):
    """What was exchanged. A phone call must say who spoke: both, or a message on a machine."""

    day = DayField("Day")
    channel = ChoiceField("How", Channel, CHANNELS, default=Channel.EMAIL)
    direction = ChoiceField("Who", Direction, DIRECTIONS, empty="As usual for this channel")
    weight = ChoiceField("Weight", Weight, _WEIGHTS, empty="As usual for this channel")
    tone = ChoiceField("How did it sound?", Tone, TONES, empty="Hard to say")
    wants_answer = BooleanField("It wants an answer")
    did_not_arrive = BooleanField("It did not arrive")
    quiet_others = BooleanField("Quiet for their colleagues")
    text = TextAreaField("What was it about?", long_text)
    promise = StringField("Did you promise something?", [Length(max=LINE_LIMIT), not_garbled])
    reason = NumberField("Reason used")

    def validate_direction(self, field: ChoiceField) -> None:
        """Ask about a phone call."""
        if self.channel.data is Channel.PHONE and field.data is None:
            raise ValidationError("Did you talk, or did one of you leave a message?")

    def fill(self, today: date) -> dict[str, Any]:
        """The fields of an exchange."""
        return {
            "day": day_or(self.day.data, today),
            "channel": self.channel.data or Channel.EMAIL,
            "direction": self.direction.data,
            "weight": self.weight.data,
            "tone": None if self.direction.data is Direction.OUT else self.tone.data,
            "wants_answer": bool(self.wants_answer.data),
            "arrived": not self.did_not_arrive.data,
            "text": self.text.data or "",
            "promise": self.promise.data or "",
            "reason": self.reason.data,
        }


class TouchpointEditForm(TouchpointForm):
    """The same for one that was logged: `version` is what the page showed, `in_place` that it was the timeline."""

    version = NumberField(widget=HiddenInput())
    in_place = BooleanField(widget=HiddenInput())


class ReasonUsedForm(PageForm):
    """One of the reasons that the notice offers, by its id."""

    reason = NumberField()


class PlaceForm(PageForm):
    """Earlier or later on its day."""

    later = BooleanField()
