"""Private writing."""

from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from followup.domain.values import Question
from followup.forms.base import ChoiceField, NumberField, PageForm, long_text
from followup.forms.words import QUESTIONS


class QuestionForm(PageForm):
    """What a day of writing asks."""

    question = ChoiceField("What would you like to write about?", Question, QUESTIONS)

    def validate_question(self, field: ChoiceField) -> None:
        """One of them is needed."""
        if field.data is None and not field.errors:
            raise ValidationError("Choose one of the values offered.")


class WritingForm(PageForm):
    """The text of a day. version: what the page showed. keep: "both" where another tab wrote something else.

    sent: what the page sent before, and does not know whether it was kept.
    """

    version = NumberField(widget=HiddenInput())
    text = TextAreaField("What you write", long_text)
    sent = HiddenField(validators=long_text)
    keep = HiddenField(validators=[Length(max=10)])

    @property
    def keeps_both(self) -> bool:
        """Whether what another tab wrote shall stay, too."""
        return self.keep.data == "both"

    def written(self) -> dict[str, Any]:
        """The version that was shown, the text, and the one before it."""
        return {
            "version": self.version.data or 0,
            "text": self.text.data or "",
            "sent": self.sent.data or "",
        }
