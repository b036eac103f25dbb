"""Beginnings of one's own."""

from wtforms import TextAreaField
from wtforms.widgets import HiddenInput

from followup.domain.values import Intent
from followup.forms.base import ChoiceField, NumberField, PageForm, long_text, needed
from followup.forms.words import INTENTS


class StarterForm(PageForm):
    """What it is for, and its text; `version` is what the page showed."""

    version = NumberField(widget=HiddenInput())
    intent = ChoiceField("What for", Intent, INTENTS, default=Intent.SHARE)
    text = TextAreaField("How it begins", [*long_text, needed("Write how it begins.")])
