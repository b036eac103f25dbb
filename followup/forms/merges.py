"""Choosing what stays of two cards of one person; saying that two are not one."""

from typing import Any

from followup.domain.merging import Chosen, Side
from followup.forms.base import ChoiceField, NumberField, PageForm

TEXTS = ("how_met", "do_not_mention", "notes")
_EITHER = {Side.THIS: "This one", Side.OTHER: "The other one"}
_TEXTS = {**_EITHER, Side.BOTH: "Both"}


class SideField(ChoiceField):
    """Whose value stays: one of those offered, never none of them."""

    def __init__(self, label: str, offered: dict[Side, str], default: Side, **options: Any) -> None:
        self.offered = offered
        super().__init__(label, Side, offered, default=default, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of those offered, or keep the default. Raises ValueError, which is the message at the field."""
        if valuelist and valuelist[0] not in self.offered:
            raise ValueError("Choose one of the values offered.")
        super().process_formdata(valuelist)


class MergeForm(PageForm):
    """For each field in which the cards differ, whose value stays. `other` is the card that goes."""

    other = NumberField()
    version = NumberField()
    other_version = NumberField()
    name = SideField("Name", _EITHER, Side.THIS)
    called = SideField("What to call them", _EITHER, Side.THIS)
    rhythm = SideField("Rhythm", _EITHER, Side.THIS)
    job = SideField("Works now", _EITHER, Side.THIS)
    how_met = SideField("How you met", _TEXTS, Side.BOTH)
    do_not_mention = SideField("Do not mention", _TEXTS, Side.BOTH)
    notes = SideField("Notes", _TEXTS, Side.BOTH)

    def chosen(self) -> Chosen:
        """What was chosen; only after it was found valid."""
        return Chosen(
            name=self.name.data,
            called=self.called.data,
            rhythm=self.rhythm.data,
            job=self.job.data,
            texts={name: self[name].data for name in TEXTS},
        )


class DistinctionForm(PageForm):
    """Who is not the same person."""

    other = NumberField()
