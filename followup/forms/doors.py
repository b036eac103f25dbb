"""The doors of an opportunity, and a look at the careers page."""

from typing import Any

from wtforms import BooleanField
from wtforms.widgets import HiddenInput

from followup.domain.values import Door
from followup.forms.base import ChoiceField, DayField, NumberField, PageForm
from followup.forms.words import DOORS, FROM_INSIDE, Inside


class DoorsForm(PageForm):
    """The four doors, and the person they chose; `version` is what the page showed."""

    version = NumberField(widget=HiddenInput())
    growth = BooleanField(DOORS[Door.GROWTH])
    backfill = BooleanField(DOORS[Door.BACKFILL])
    thaw = BooleanField(DOORS[Door.THAW])
    referral = BooleanField(DOORS[Door.REFERRAL])
    winner_from_inside = ChoiceField("Where do they come from?", Inside, FROM_INSIDE, empty="I don't know")
    winner_started_on = DayField("When do they start?")
    look_again_on = DayField("When will you look again?")

    def fill(self) -> dict[str, Any]:
        """The doors that are chosen, with what is known of them."""
        inside = self.winner_from_inside.data
        return {
            "doors": frozenset(door for door in Door if self[door.value].data),
            "winner_from_inside": None if inside is None else inside is Inside.INSIDE,
            "winner_started_on": self.winner_started_on.data,
            "look_again_on": self.look_again_on.data,
        }


class LookForm(PageForm):
    """A look that was taken: `again` for another one later."""

    again = BooleanField("Again in three months")
