"""Writing a message before it goes."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from followup.domain.values import WRITTEN_CHANNELS, Channel, Intent
from followup.forms.base import ChoiceField, NumberField, PageForm, line_text, long_text
from followup.forms.words import CHANNELS, INTENTS

_WRITTEN = {channel: CHANNELS[channel] for channel in WRITTEN_CHANNELS}


class DraftForm(PageForm):
    """The message with what it is for. `version` is of the draft that the page showed, `starter` what it began with.

    begin: the key of the starter that was chosen. keep: "both" where nobody is there to choose any more.
    """

    version = NumberField(widget=HiddenInput())
    starter = StringField(widget=HiddenInput(), validators=line_text)
    begin = StringField(widget=HiddenInput(), validators=line_text)
    keep = HiddenField(validators=[Length(max=10)])
    channel = ChoiceField("How", Channel, _WRITTEN, default=Channel.EMAIL)
    intent = ChoiceField("What for", Intent, INTENTS, empty="Not chosen")
    subject = StringField("Subject", line_text)
    text = TextAreaField("Your message", long_text)
    reason = NumberField("Reason")

    @property
    def keeps_both(self) -> bool:
        """Whether what another tab has kept shall stay, too."""
        return self.keep.data == "both"

    def validate_channel(self, field: ChoiceField) -> None:
        """One on which a message is written."""
        if field.data and field.data not in _WRITTEN:
            raise ValidationError("Choose one of the values offered.")
