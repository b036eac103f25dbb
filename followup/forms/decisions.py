"""Mending a decision."""

from datetime import date
from typing import Any

from wtforms import TextAreaField
from wtforms.widgets import HiddenInput

from followup.domain.values import NOES, DecisionKind, Reason, ToldBy
from followup.forms.base import ChoiceField, DayField, NumberField, PageForm, day_or, long_text
from followup.forms.words import DECISIONS, REASONS, TOLD


class DecisionForm(PageForm):
    """A decision as it is; `seen` is what the page showed."""

    seen = NumberField(widget=HiddenInput())
    kind = ChoiceField("What became of it?", DecisionKind, DECISIONS, default=DecisionKind.TURNED_DOWN)
    decided_on = DayField("You heard on")
    told = ChoiceField("Who told you?", ToldBy, TOLD, default=ToldBy.PERSON)
    reason = ChoiceField("Why, as they said", Reason, REASONS, default=Reason.UNKNOWN)
    feedback = TextAreaField("What did they say?", long_text)

    def fill(self, today: date) -> dict[str, Any]:
        """The fields of a verdict. Nobody tells a silence, or what you decided yourself."""
        kind = self.kind.data or DecisionKind.TURNED_DOWN
        return {
            "kind": kind,
            "decided_on": day_or(self.decided_on.data, today),
            "told": (self.told.data or ToldBy.PERSON) if kind in NOES else ToldBy.NOBODY,
            "reason": self.reason.data or Reason.UNKNOWN,
            "feedback": self.feedback.data or "",
        }
