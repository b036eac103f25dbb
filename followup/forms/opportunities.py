"""Recording what became of an opportunity."""

from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from followup.domain.fields import NAME_LIMIT, TEXT_LIMIT
from followup.domain.values import DecisionKind, Door, MetPlan, Part, Reason, Stage, ToldBy
from followup.forms.base import BaseForm, ChoiceField, DayField, PageForm, not_garbled
from followup.forms.words import DECISIONS, DOORS, MET_PLANS, PARTS, REASONS, STAGES, TOLD

MOST_PEOPLE = 30
_name = [Length(max=NAME_LIMIT, message=f"{NAME_LIMIT} characters are the most."), not_garbled]


class PersonForm(BaseForm):
    """Somebody met. A row without a name is left out."""

    name = StringField("Name", _name)
    part = ChoiceField("Part", Part, PARTS, default=Part.PANEL)
    plan = ChoiceField("Plan", MetPlan, MET_PLANS, empty="As advised")
    told_you = BooleanField("Told me")


class OpportunityForm(PageForm):
    """A decision with everybody met."""

    company = StringField("Company", _name)
    title = StringField("Role", _name)
    decided_on = DayField("You heard on")
    stage = ChoiceField("How far did you get?", Stage, STAGES, default=Stage.FINAL_ROUND)
    decision = ChoiceField("What became of it?", DecisionKind, DECISIONS, default=DecisionKind.TURNED_DOWN)
    told = ChoiceField("Who told you?", ToldBy, TOLD, default=ToldBy.PERSON)
    reason = ChoiceField("Why, as they said", Reason, REASONS, default=Reason.UNKNOWN)
    feedback = TextAreaField("What did they say?", [Length(max=TEXT_LIMIT), not_garbled])
    winner_started_on = DayField("Their choice starts on")
    growth = BooleanField(DOORS[Door.GROWTH])
    backfill = BooleanField(DOORS[Door.BACKFILL])
    thaw = BooleanField(DOORS[Door.THAW])
    referral = BooleanField(DOORS[Door.REFERRAL])
    people = FieldList(FormField(PersonForm), min_entries=2, max_entries=MOST_PEOPLE)

    def validate_company(self, field: StringField) -> None:
        """A company is needed: the plan is made by company."""
        if not (field.data or "").strip():
            raise ValidationError("Which company was it?")

    def doors(self) -> frozenset[Door]:
        """The doors that were ticked."""
        return frozenset(door for door in Door if self[door.value].data)

    def met(self) -> list[PersonForm]:
        """The rows with a name."""
        return [row.form for row in self.people if (row.form.name.data or "").strip()]
