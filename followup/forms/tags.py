"""Changing a tag."""

from wtforms import BooleanField, StringField

from followup.forms.base import PageForm, RhythmField, name_text, needed


class TagForm(PageForm):
    """Its name and its rhythm, which those who have the old one may take, too."""

    name = StringField("Name", [*name_text, needed("What is it called?")])
    cadence = RhythmField("Rhythm", empty="None of its own")
    also_theirs = BooleanField()
