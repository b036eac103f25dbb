"""Somebody met in an opportunity: adding them afterwards, and mending the part they played."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.widgets import HiddenInput

from followup.domain.values import MetPlan, Part
from followup.forms.base import ChoiceField, NumberField, PageForm, line_text, long_text, name_text, needed
from followup.forms.words import MET_PLANS, PARTS


class EncounterForm(PageForm):
    """The part somebody played and the plan for them; `seen` is what the page showed."""

    seen = NumberField(widget=HiddenInput())
    part = ChoiceField("Part", Part, PARTS, default=Part.PANEL)
    round = StringField("Which round?", name_text)
    said = TextAreaField("What did they say?", long_text)
    promise = StringField("Did you promise something?", line_text)
    plan = ChoiceField("Plan", MetPlan, MET_PLANS, default=MetPlan.KEEP)
    thank_now = BooleanField("Thank now")
    told_you = BooleanField("They told me the decision")

    def role(self) -> dict[str, Any]:
        """What was filled in, as the arguments of `actions.encounters.Role`."""
        return {
            "part": self.part.data or Part.OTHER,
            "told_you": bool(self.told_you.data),
            "round": self.round.data or "",
            "said": self.said.data or "",
            "promise": self.promise.data or "",
        }


class NewEncounterForm(EncounterForm):
    """Somebody who is not listed yet. contact: the id of who it is, or "new" for somebody else."""

    name = StringField("Name", [*name_text, needed("Whom did you meet?")])
    contact = StringField("Who is it?")
    plan = ChoiceField("Plan", MetPlan, MET_PLANS, empty="As advised")
    thank_now = BooleanField("Thank now, beside those who are thanked anyway")
