"""Changing a company."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from followup.domain import fields
from followup.domain.errors import Invalid
from followup.domain.fields import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT
from followup.forms.base import NumberField, PageForm, not_garbled

_line = Length(max=LINE_LIMIT, message=f"{LINE_LIMIT} characters are the most.")


def _leads_to_a_page(_form: PageForm, field: StringField) -> None:
    """Refuse whatever is no address of a web page."""
    try:
        fields.link(field.data or "")
    except Invalid as error:
        raise ValidationError(str(error)) from None


_link = [_line, not_garbled, _leads_to_a_page]


class CompanyForm(PageForm):
    """The card of a company; `version` is what the page showed."""

    version = NumberField(widget=HiddenInput())
    name = StringField(
        "Name", [Length(max=NAME_LIMIT, message=f"{NAME_LIMIT} characters are the most."), not_garbled]
    )
    website = StringField("Website", _link)
    careers_url = StringField("Their open roles", _link)
    news_url = StringField("Their news", _link)
    own_employer = BooleanField("I work here")
    notes = TextAreaField(
        "Notes",
        [
            Length(max=TEXT_LIMIT, message=f"This is very long; {TEXT_LIMIT:,} characters are the most."),
            not_garbled,
        ],
    )

    def validate_name(self, field: StringField) -> None:
        """Refuse an empty name."""
        if not (field.data or "").strip():
            raise ValidationError("What is it called?")

    def card(self) -> dict[str, Any]:
        """What may be changed, by name; nothing where nothing was sent."""
        texts = (self.name, self.website, self.careers_url, self.news_url, self.notes)
        return {
            **{field.name: field.data or "" for field in texts},
            "own_employer": bool(self.own_employer.data),
        }
