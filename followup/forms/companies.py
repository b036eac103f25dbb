"""Changing a company."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.widgets import HiddenInput

from followup.domain import fields
from followup.forms.base import NumberField, PageForm, line_text, long_text, name_text, needed, obeys

_link = [*line_text, obeys(fields.link)]


class CompanyForm(PageForm):
    """The card of a company; `version` is what the page showed."""

    version = NumberField(widget=HiddenInput())
    name = StringField("Name", [*name_text, needed("What is it called?")])
    website = StringField("Website", _link)
    careers_url = StringField("Their open roles", _link)
    news_url = StringField("Their news", _link)
    own_employer = BooleanField("I work here")
    notes = TextAreaField("Notes", long_text)

    def card(self) -> dict[str, Any]:
        """What may be changed, by name; nothing where nothing was sent."""
        texts = (self.name, self.website, self.careers_url, self.news_url, self.notes)
        return {
            **{field.name: field.data or "" for field in texts},
            "own_employer": bool(self.own_employer.data),
        }
