"""Keeping a reason to write."""

import re

from wtforms import StringField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from followup.domain import fields
from followup.domain.errors import Invalid
from followup.domain.fields import LINE_LIMIT
from followup.domain.reasons import Owner, Shared
from followup.forms.base import PageForm, line_text, obeys

_OWNER = re.compile(r"(contact|company)-([1-9][0-9]{0,16})", re.ASCII)


class ReasonForm(PageForm):
    """A line, a link or both. `owner` is "contact-7" or "company-3"; without one, `who` is a name."""

    owner = StringField(widget=HiddenInput())
    who = StringField("Whom is it for?", line_text)
    text = StringField("What is it?", line_text)
    link = StringField("Link", [*line_text, obeys(fields.link)])

    @classmethod
    def of_shared(cls, found: Shared) -> "ReasonForm":
        """Filled in by what another app shared; a link that was left out is said at its place."""
        form = cls(data={"text": found.text, "link": found.link})
        if found.left_out:
            said = f"The link has {found.left_out} characters, so it was left out; {LINE_LIMIT} is the most."
            form.refuse(Invalid(said, "link"))
        return form

    def validate_owner(self, field: StringField) -> None:
        """It names one, or nothing."""
        if field.data and not _OWNER.fullmatch(field.data):
            raise ValidationError("Choose one of those offered.")

    def whose(self) -> Owner | str:
        """Whom it is for; only after it was found valid."""
        found = _OWNER.fullmatch(self.owner.data or "")
        return Owner(found[1], int(found[2])) if found else self.who.data or ""
