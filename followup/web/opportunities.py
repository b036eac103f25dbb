"""Opportunities: recording what became of one, and its page."""

import re

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from followup.actions import opportunities
from followup.actions.changes import AlreadyDone
from followup.actions.opportunities import Outcome, PersonMet
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.met import Outlook
from followup.domain.values import DecisionKind, Part, Reason, Stage, ToldBy
from followup.forms.opportunities import OpportunityForm
from followup.queries import contacts
from followup.queries import opportunities as pages
from followup.web import replies

bp = Blueprint("opportunities", __name__, url_prefix="/opportunities")


@bp.get("/new")
def new() -> str:
    """The form: I was turned down."""
    return _form(
        OpportunityForm(data={"decided_on": replies.today(), "people": [{"part": Part.HIRING_MANAGER}]})
    )


@bp.post("/new")
def create() -> Response:
    """Record it, all or nothing; one more row and a look at the plan change nothing."""
    form, today = OpportunityForm(_readable(request.form)), replies.today()
    if "another_person" in request.form:
        form.people.append_entry()
        return make_response(_form(form))
    if form.validate():
        try:
            if "preview" in request.form:
                return make_response(_form(form, opportunities.rehearse(outcome(form), today)))
            answer = opportunities.record(outcome(form), today, form.sent_once)
            return _to_page(answer.answer["opportunity"], answer.id)
        except AlreadyDone as done:
            return _to_page(done.answer["opportunity"], done.change)
        except (Invalid, Ambiguous) as error:
            form.refuse(error)
    return make_response(_form(form), 422)


@bp.get("/<id:opportunity_id>")
def show(opportunity_id: int) -> str:
    """The opportunity with the plan that it made."""
    page, today = pages.page(opportunity_id), replies.today()
    return render_template(
        "opportunities/show.html",
        opportunity=page,
        planned={met.contact: contacts.planned(met.contact, today) for met in page.people},
        notice=replies.notice(request.args.get("done")),
        today=today,
        back="/",
    )


def outcome(form: OpportunityForm) -> Outcome:
    """What the form says."""
    told = form.told.data or ToldBy.PERSON
    people = tuple(
        PersonMet(
            name=row.name.data or "",
            part=row.part.data or Part.OTHER,
            told_you=bool(row.told_you.data) and told is ToldBy.PERSON,
            plan=row.plan.data,
        )
        for row in form.met()
    )
    return Outcome(
        company=form.company.data or "",
        title=form.title.data or "",
        decided_on=form.decided_on.data or replies.today(),
        stage=form.stage.data or Stage.FINAL_ROUND,
        decision=form.decision.data or DecisionKind.TURNED_DOWN,
        told=told,
        reason=form.reason.data or Reason.UNKNOWN,
        feedback=form.feedback.data or "",
        doors=form.doors(),
        winner_started_on=form.winner_started_on.data,
        people=people,
    )


def _readable(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """The fields as sent, without what the form library cannot read: rows without a number, parts without a name."""
    return MultiDict(
        [
            (name, value)
            for name, value in sent.items(multi=True)
            if name
            and (not name.startswith("people-") or re.fullmatch(r"people-[0-9]{1,2}-\w+", name, re.ASCII))
        ]
    )


def _to_page(opportunity_id: int, change_id: int) -> Response:
    return redirect(url_for("opportunities.show", opportunity_id=opportunity_id, done=change_id), 303)


def _form(form: OpportunityForm, plan: list[Outlook] | None = None) -> str:
    return render_template("opportunities/new.html", form=form, plan=plan, today=replies.today())
