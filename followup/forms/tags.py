"""Changing a tag."""

from wtforms import BooleanField, StringField
from wtforms.validators import Length, ValidationError

from followup.domain.fields import NAME_LIMIT
from followup.forms.base import PageForm, RhythmField, not_garbled


class TagForm(PageForm):
    """Its name and its rhythm, which those who have the old one may take, too."""

    name = StringField(
        "Name", [Length(max=NAME_LIMIT, message=f"{NAME_LIMIT} characters are the most."), not_garbled]
    )
    cadence = RhythmField("Rhythm", empty="None of its own")
    also_theirs = BooleanField()

    def validate_name(self, field: StringField) -> None:
        """A tag has a name."""
        if not (field.data or "").strip():
            raise ValidationError("What is it called?")
