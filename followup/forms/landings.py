"""A new job."""

from followup.forms.base import DayField, PageForm


class LandingForm(PageForm):
    """When it starts, where that is known."""

    starts_on = DayField("You start on")
