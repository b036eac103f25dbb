"""Encounters: somebody met in an opportunity, added afterwards, mended, taken out."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from followup.actions import encounters
from followup.actions.encounters import PersonMet, Role
from followup.domain.errors import Invalid
from followup.domain.met import Candidate, meant
from followup.domain.values import MetPlan, Part
from followup.forms.encounters import EncounterForm, NewEncounterForm
from followup.queries import opportunities as pages
from followup.queries import suggestions
from followup.queries.opportunities import OpportunityPage, Shown
from followup.web import recording, replies

bp = Blueprint("encounters", __name__)


@bp.get("/opportunities/<id:opportunity_id>/encounters")
def new(opportunity_id: int) -> str:
    """The form: somebody else you met."""
    return _new_page(pages.page(opportunity_id, replies.today()), NewEncounterForm())


@bp.post("/opportunities/<id:opportunity_id>/encounters")
def create(opportunity_id: int) -> Response:
    """Add somebody you met, who may be here already."""
    page, today = pages.page(opportunity_id, replies.today()), replies.today()
    form = NewEncounterForm(replies.with_back(f"/opportunities/{opportunity_id}"))
    found = suggestions.people([form.name.data or ""], page.company)[0]
    return replies.submit(
        form,
        lambda: encounters.add(
            opportunity_id, _person(form, found), Role(**form.role()), today, form.sent_once
        ),
        again=lambda: _new_page(page, form, found),
    )


@bp.get("/encounters/<id:encounter_id>/edit")
def edit(encounter_id: int) -> str:
    """The form of somebody's part."""
    shown = pages.encounter(encounter_id)
    return _edit_page(shown, EncounterForm(data={**shown.fields, "seen": shown.seen}))


@bp.post("/encounters/<id:encounter_id>/edit")
def update(encounter_id: int) -> Response:
    """Change somebody's part and plan."""
    shown, today = pages.encounter(encounter_id), replies.today()
    form = EncounterForm(replies.with_back(f"/opportunities/{shown.opportunity}"))
    return replies.submit(
        form,
        lambda: encounters.edit(
            encounter_id,
            form.seen.data or 0,
            Role(**form.role()),
            form.plan.data or MetPlan.KEEP,
            bool(form.thank_now.data),
            today,
            form.sent_once,
        ),
        again=lambda: _edit_page(shown, form),
    )


@bp.post("/encounters/<id:encounter_id>/delete")
def delete(encounter_id: int) -> Response:
    """Take somebody out of the opportunity."""
    return replies.press(
        partial(encounters.delete, encounter_id),
        f"/opportunities/{pages.encounter(encounter_id).opportunity}",
    )


def _person(form: NewEncounterForm, found: Sequence[Candidate]) -> PersonMet:
    """Who it is. Raises Invalid where somebody of that name is here and it is not clear who is meant."""
    part, chosen = form.part.data or Part.OTHER, form.contact.data or ""
    named = [candidate for candidate in found if candidate.named]
    likely = meant(found, part)
    if chosen not in {recording.NEW, *(str(candidate.id) for candidate in found)}:
        if named and not (len(likely) == 1 and named[0].here):
            raise Invalid("Somebody of this name is here already. Is it the same person?", "contact")
        chosen = str(likely[0]) if likely else recording.NEW
    return PersonMet(
        name=form.name.data or "",
        part=part,
        told_you=bool(form.told_you.data),
        plan=form.plan.data,
        thank_now=True if form.thank_now.data else None,
        contact=int(chosen) if chosen.isdecimal() else None,
        is_new=chosen == recording.NEW and bool(found),
    )


def _new_page(page: OpportunityPage, form: NewEncounterForm, found: Sequence[Candidate] = ()) -> str:
    form.point()
    return render_template(
        "encounters/new.html", opportunity=page, form=form, found=found, today=replies.today()
    )


def _edit_page(shown: Shown, form: EncounterForm) -> str:
    form.point()
    page = pages.page(shown.opportunity, replies.today())
    return render_template(
        "encounters/edit.html", opportunity=page, shown=shown, form=form, today=replies.today()
    )
