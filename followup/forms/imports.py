"""Choosing a file of people, naming its columns, choosing what is done with those who are here, picking a few."""

import re
from typing import Any

from wtforms import FileField, SelectField, StringField

from followup.domain.matching import Choice, Choices
from followup.forms.base import BaseForm, ChoiceField, PageForm, name_text
from followup.forms.words import CHOICES, FILE_KINDS

_ONE = re.compile(r"one-(\d{1,6})", re.ASCII)
#: Of people who are ticked, so many at once.
MOST_TICKED = 200


class ImportForm(PageForm):
    """A file; what it is, where that is known."""

    file: Any = FileField("File")
    kind = SelectField("What it is", choices={"": "See by yourself", **FILE_KINDS}, default="")

    def refuse_file(self, why: str) -> None:
        """Say at the field why the file cannot be taken."""
        self.file.errors = [*self.file.errors, why]


class ChoicesForm(PageForm):
    """What is done with those who seem to be here: with all, and with single ones (`one-7`, by their place)."""

    same = ChoiceField("Who is surely here", Choice, CHOICES)
    near = ChoiceField("Who may be here", Choice, CHOICES)

    def chosen(self, before: Choices, sent: dict[str, str]) -> Choices:
        """The choices as sent; those of other pages stay. Raises ValueError for one that is not offered."""
        one = dict(before.one)
        for name, value in sent.items():
            if found := _ONE.fullmatch(name or ""):
                if value:
                    one[int(found[1])] = Choice(value)
                else:
                    one.pop(int(found[1]), None)
        return Choices(self.same.data or before.same, self.near.data or before.near, one)


class PicksForm(BaseForm):
    """Whom to look for among those who can be picked."""

    q = StringField("Name", name_text)
    company = StringField("Company", name_text)


def ticked(sent: list[str]) -> list[int]:
    """The ids of those who were ticked, each once, 200 at most; what is no id is left out."""
    ids = [int(one) for one in sent if re.fullmatch(r"[1-9]\d{0,17}", one, re.ASCII)]
    return list(dict.fromkeys(ids))[:MOST_TICKED]
