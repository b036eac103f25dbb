"""Decisions: what became of an opportunity that is here, mending and deleting one."""

from functools import partial

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from followup.actions import decisions, opportunities
from followup.actions.decisions import Verdict
from followup.forms.decisions import DecisionForm
from followup.queries import opportunities as pages
from followup.queries.opportunities import Shown
from followup.web import recording, replies

bp = Blueprint("decisions", __name__)


@bp.get("/opportunities/<id:opportunity_id>/decisions")
def new(opportunity_id: int) -> str:
    """The form for what became of it."""
    kind = recording.kind_of(request.args.get("decision", ""))
    known = pages.page(opportunity_id, replies.today())
    return recording.page(recording.again(known, kind), known, is_waiting=True)


@bp.post("/opportunities/<id:opportunity_id>/decisions")
def create(opportunity_id: int) -> Response:
    """Record what became of it, with everybody met."""
    known = pages.page(opportunity_id, replies.today())
    form, rearranged = recording.sent(opportunity_id)
    if rearranged:
        return make_response(recording.page(form, known))
    return recording.save(
        form,
        lambda said: opportunities.decide(opportunity_id, said, replies.today(), form.sent_once),
        known,
    )


@bp.get("/decisions/<id:decision_id>/edit")
def edit(decision_id: int) -> str:
    """The form of a decision."""
    shown = pages.decision(decision_id)
    return _edit_page(shown, DecisionForm(data={**shown.fields, "seen": shown.seen}))


@bp.post("/decisions/<id:decision_id>/edit")
def update(decision_id: int) -> Response:
    """Change a decision; the plans follow."""
    shown, today = pages.decision(decision_id), replies.today()
    form = DecisionForm(replies.with_back(f"/opportunities/{shown.opportunity}"))
    return replies.submit(
        form,
        lambda: decisions.edit(
            decision_id, form.seen.data or 0, Verdict(**form.fill(today)), today, form.sent_once
        ),
        again=lambda: _edit_page(shown, form),
    )


@bp.post("/decisions/<id:decision_id>/delete")
def delete(decision_id: int) -> Response:
    """Move a decision to the trash."""
    return replies.press(
        partial(decisions.delete, decision_id), f"/opportunities/{pages.decision(decision_id).opportunity}"
    )


def _edit_page(shown: Shown, form: DecisionForm) -> str:
    form.point()
    page = pages.page(shown.opportunity, replies.today())
    return render_template(
        "decisions/edit.html", opportunity=page, shown=shown, form=form, today=replies.today()
    )
