"""Recording what became of an opportunity, and mending an opportunity."""

from datetime import date
from typing import Any

from wtforms import BooleanField, FieldList, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from followup.domain.values import DecisionKind, Door, MetPlan, Part, Reason, Stage, ToldBy
from followup.forms.base import (
    BaseForm,
    ChoiceField,
    DayField,
    NumberField,
    PageForm,
    line_text,
    long_text,
    name_text,
    needed,
)
from followup.forms.endings import ENDINGS, ShortWay
from followup.forms.words import (
    DECISIONS,
    DOORS,
    FROM_INSIDE,
    MET_PLANS,
    PARTS,
    REASONS,
    STAGES,
    TOLD,
    Inside,
)

MOST_PEOPLE = 30
_needed = needed("Which company was it?")


class PersonForm(BaseForm):
    """Somebody met. A row without a name is left out.

    contact: the id of who it is, or "new" for somebody else. met: listed in this opportunity already.
    advised, thank_advised: the plan that was preset when the row was shown; what differs from it was chosen.
    """

    name = StringField("Name", name_text)
    part = ChoiceField("Part", Part, PARTS, default=Part.PANEL)
    contact = StringField("Who is it?", [Length(max=20)])
    plan = ChoiceField("Plan", MetPlan, MET_PLANS, empty="As advised")
    thank_now = BooleanField("Thank now")
    told_you = BooleanField("Told me")
    met = HiddenField(validators=[Length(max=5)])
    advised = HiddenField(validators=[Length(max=20)])
    thank_advised = HiddenField(validators=[Length(max=5)])
    offered = HiddenField(validators=[Length(max=200)])

    @property
    def is_named(self) -> bool:
        """Whether somebody is in this row."""
        return bool((self.name.data or "").strip())

    def chosen_plan(self) -> MetPlan | None:
        """The plan; None where it is the one that was preset."""
        plan = self.plan.data
        return None if plan is None or plan.value == self.advised.data else plan

    def chosen_thanks(self) -> bool | None:
        """Whether to thank now; None where that is as it was preset."""
        if self.thank_advised.data not in ("y", "n"):
            return True if self.thank_now.data else None
        thanks = bool(self.thank_now.data)
        return None if thanks is (self.thank_advised.data == "y") else thanks

    def chosen_contact(self) -> int | None:
        """The id of who it is; None where nobody was chosen."""
        chosen = self.contact.data or ""
        return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None


class OpportunityForm(PageForm):
    """A decision with everybody met. Its fields stand in the order of the page."""

    decision = ChoiceField(
        "What became of it?",
        DecisionKind,
        DECISIONS,
        default=DecisionKind.TURNED_DOWN,
    )
    opportunity = NumberField(widget=HiddenInput())
    title = StringField("Role", name_text)
    company = StringField("Company", name_text)
    decided_on = DayField("You heard on")
    stage = ChoiceField("How far did you get?", Stage, STAGES, default=Stage.FINAL_ROUND)
    told = ChoiceField("Who told you?", ToldBy, TOLD, default=ToldBy.PERSON)
    reason = ChoiceField("Why, as they said", Reason, REASONS, default=Reason.UNKNOWN)
    feedback = TextAreaField("What did they say?", long_text)
    people = FieldList(FormField(PersonForm), max_entries=MOST_PEOPLE)
    growth = BooleanField(DOORS[Door.GROWTH])
    backfill = BooleanField(DOORS[Door.BACKFILL])
    thaw = BooleanField(DOORS[Door.THAW])
    referral = BooleanField(DOORS[Door.REFERRAL])
    winner_from_inside = ChoiceField("Where do they come from?", Inside, FROM_INSIDE, empty="I don't know")
    winner_started_on = DayField("When do they start?")
    look_again_on = DayField("When will you look again?")

    def validate_company(self, field: StringField) -> None:
        """A company is needed, since the plan is made by company, unless it is known from the opportunity."""
        if self.opportunity.data is None:
            _needed(self, field)

    @property
    def kind(self) -> DecisionKind:
        """What became of it."""
        return self.decision.data or DecisionKind.TURNED_DOWN

    @property
    def way(self) -> ShortWay:
        """What is asked for it."""
        return ENDINGS[self.kind]

    def doors(self) -> frozenset[Door]:
        """The doors that were ticked among those that are asked for."""
        return frozenset(door for door in self.way.doors if self[door.value].data)

    def named(self) -> list[PersonForm]:
        """The rows that somebody was written into."""
        return [row.form for row in self.people if row.form.is_named]

    def told_by(self) -> ToldBy:
        """Who told it; where nobody could have, nobody."""
        return (self.told.data or ToldBy.PERSON) if self.way.told else ToldBy.NOBODY

    def fill(self, today: date) -> dict[str, Any]:
        """The fields of an outcome, but for the people. What is not asked for this ending is left out."""
        way, reason = self.way, self.reason.data or Reason.UNKNOWN
        inside = self.winner_from_inside.data
        from_inside = None if inside is None else inside is Inside.INSIDE
        if from_inside is None and reason is Reason.INTERNAL:
            from_inside = True
        return {
            "company": self.company.data or "",
            "title": self.title.data or "",
            "decided_on": self.decided_on.data or today,
            "stage": self.stage.data or Stage.FINAL_ROUND,
            "decision": self.kind,
            "told": self.told_by(),
            "reason": reason if reason in way.reasons else Reason.UNKNOWN,
            "feedback": (self.feedback.data or "") if way.feedback else "",
            "doors": self.doors(),
            "winner_started_on": self.winner_started_on.data if way.winner else None,
            "winner_from_inside": from_inside if way.winner else None,
            "look_again_on": self.look_again_on.data if way.look_again else None,
        }


class OpportunityEditForm(PageForm):
    """An opportunity as it is; `version` is what the page showed."""

    version = NumberField(widget=HiddenInput())
    title = StringField("Role", name_text)
    company = StringField("Company", [*name_text, _needed])
    stage = ChoiceField("How far did you get?", Stage, STAGES, default=Stage.FINAL_ROUND)
    careers_url = StringField("Where they list their roles", line_text)
    notes = TextAreaField("Notes", long_text)

    def fill(self) -> dict[str, Any]:
        """The fields of an opportunity's details."""
        return {
            "company": self.company.data or "",
            "title": self.title.data or "",
            "stage": self.stage.data or Stage.FINAL_ROUND,
            "careers_url": self.careers_url.data or "",
            "notes": self.notes.data or "",
        }
