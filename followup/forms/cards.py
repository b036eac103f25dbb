"""The card of a contact: as a whole, and part by part. What a field may hold is decided in `domain.fields`."""

from functools import partial
from typing import Any

from wtforms import BooleanField, FieldList, HiddenField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from followup.domain import fields
from followup.domain.fields import LINE_LIMIT
from followup.domain.values import CADENCES, PointKind
from followup.forms.base import ChoiceField, DayField, NumberField, PageForm, long_text, not_garbled, obeys
from followup.forms.words import POINTS

MOST_POINTS = 20
POINT_FIELDS = {"emails": PointKind.EMAIL, "phones": PointKind.PHONE, "links": PointKind.LINK}


_given = obeys(fields.name, also_empty=True)
_a_title, _a_company = (obeys(partial(fields.name, label=label)) for label in ("title", "company"))


class RhythmField(NumberField):
    """How often, in days, or nothing for the address book: one of those offered."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of CADENCES, or nothing."""
        self.data = None
        super().process_formdata(valuelist)
        if self.data is not None and self.data not in CADENCES:
            raise ValueError("Choose one of the rhythms offered.")


class CardPartForm(PageForm):
    """A part of a card. `version` is what the page showed."""

    version = NumberField(widget=HiddenInput())


class NameForm(CardPartForm):
    """The name, and what to call them."""

    name = StringField("Name", [_given])
    called = StringField("What you call them", [obeys(fields.name)])


class TextForm(CardPartForm):
    """One of the texts of a card."""

    text = TextAreaField("Text", long_text)


class RhythmForm(CardPartForm):
    """How often, and whether it slows down by itself."""

    cadence = RhythmField("How often")
    taper = BooleanField("Slow down by itself when it has been quiet for half a year")


class TagsForm(CardPartForm):
    """Tags, with commas between them."""

    tags = StringField("Tags", [Length(max=LINE_LIMIT), not_garbled])

    def names(self) -> list[str]:
        """Each of them; a # in front is not part of it."""
        return split_tags(self.tags.data)


class EmploymentForm(CardPartForm):
    """Where they work, or worked."""

    title = StringField("Title", [_a_title])
    company = StringField("Company", [_a_company])
    started_on = DayField("Since")
    ended_on = DayField("Until")
    is_current = BooleanField("They work there now")


class PointForm(CardPartForm):
    """An address. Which kind it is decides what it may look like."""

    kind = ChoiceField("What is it?", PointKind, POINTS, default=PointKind.EMAIL)
    value = StringField("Address")

    def validate_value(self, field: StringField) -> None:
        """The rule of its kind."""
        obeys(partial(fields.point, self.kind.data or PointKind.EMAIL), also_empty=True)(self, field)


def _each_tag(text: str) -> None:
    for tag in split_tags(text):
        fields.name(tag, "tag")


def _points(label: str, kind: PointKind) -> FieldList:
    return FieldList(
        StringField(label, [obeys(partial(fields.point, kind))]), min_entries=1, max_entries=MOST_POINTS
    )


class CardForm(PageForm):
    """A whole card. `seen`: the ids of those who seemed to be the same and were shown; `start` is for a new one."""

    version = NumberField(widget=HiddenInput())
    seen = HiddenField(validators=[Length(max=500)])
    name = StringField("Name", [_given])
    called = StringField("What you call them", [obeys(fields.name)])
    title = StringField("Title", [_a_title])
    company = StringField("Company", [_a_company])
    emails = _points("E-mail", PointKind.EMAIL)
    phones = _points("Phone", PointKind.PHONE)
    links = _points("Link", PointKind.LINK)
    tags = StringField("Tags", [Length(max=LINE_LIMIT), not_garbled, obeys(_each_tag)])
    cadence = RhythmField("How often")
    taper = BooleanField("Slow down by itself when it has been quiet for half a year")
    how_met = TextAreaField("How you met", long_text)
    notes = TextAreaField("Notes", long_text)
    do_not_mention = TextAreaField("Do not mention", long_text)
    start = DayField("First date")

    def points(self) -> list[tuple[PointKind, str]]:
        """The addresses that are filled in."""
        return [
            (kind, row.data)
            for name, kind in POINT_FIELDS.items()
            for row in self[name]
            if (row.data or "").strip()
        ]

    def names(self) -> list[str]:
        """The tags, as they were written, without the # in front."""
        return split_tags(self.tags.data)

    def shown(self) -> set[int]:
        """The ids of those who were shown already."""
        return {int(part) for part in (self.seen.data or "").split() if part.isascii() and part.isdigit()}

    def named(self, path: str) -> Any:
        """The field of that name, such as "company" or "emails-0"; None where there is none."""
        group, _, row = path.partition("-")
        if group in POINT_FIELDS:
            return next((field for field in self[group] if field.name == path), None)
        return None if row else self._fields.get(path)


def split_tags(text: str | None) -> list[str]:
    """Tags with commas between them."""
    return [tag for tag in (part.strip().lstrip("#").strip() for part in (text or "").split(",")) if tag]
