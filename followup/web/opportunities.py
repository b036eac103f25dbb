"""Opportunities: recording what became of one, the list, one's page, mending and deleting."""

from functools import partial

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import opportunities
from followup.actions.opportunities import Details
from followup.forms.opportunities import OpportunityEditForm
from followup.queries import opportunities as pages
from followup.queries.opportunities import OpportunityPage
from followup.web import recording, replies

bp = Blueprint("opportunities", __name__, url_prefix="/opportunities")


@bp.get("")
def index() -> str:
    """All opportunities, the open ones first."""
    page = replies.number("page", 1)
    rows, more = pages.index(page)
    return render_template(
        "opportunities/index.html",
        rows=rows,
        page=page,
        more=more,
        notice=replies.asked_notice(),
        today=replies.today(),
        back=url_for("opportunities.index"),
    )


@bp.get("/new")
def new() -> str:
    """The form: I was turned down, or another ending that the address names."""
    kind = recording.kind_of(request.args.get("decision", ""))
    return recording.page(recording.new(kind))


@bp.post("/new")
def create() -> Response:
    """Record it, all or nothing; one more row, another ending and a look at the plan change nothing."""
    form, rearranged = recording.sent()
    form.opportunity.data = None
    if rearranged:
        return make_response(recording.page(form))
    return recording.save(form, lambda said: opportunities.record(said, replies.today(), form.sent_once))


@bp.get("/<id:opportunity_id>")
def show(opportunity_id: int) -> str:
    """The opportunity with the plan that it made."""
    return replies.show(replies.region(f"/opportunities/{opportunity_id}"))


@bp.get("/<id:opportunity_id>/edit")
def edit(opportunity_id: int) -> str:
    """The form of an opportunity."""
    page = pages.page(opportunity_id, replies.today())
    return _edit_page(page, OpportunityEditForm(data=_fields(page)))


@bp.post("/<id:opportunity_id>/edit")
def update(opportunity_id: int) -> Response:
    """Change an opportunity."""
    page, today = pages.page(opportunity_id, replies.today()), replies.today()
    form = OpportunityEditForm(replies.with_back(f"/opportunities/{opportunity_id}"))
    return replies.submit(
        form,
        lambda: opportunities.edit(
            opportunity_id, form.version.data or 0, Details(**form.fill()), today, form.sent_once
        ),
        again=lambda: _edit_page(page, form),
    )


@bp.post("/<id:opportunity_id>/delete")
def delete(opportunity_id: int) -> Response:
    """Move an opportunity to the trash."""
    return replies.press(partial(opportunities.delete, opportunity_id), "/opportunities")


def _fields(page: OpportunityPage) -> dict[str, object]:
    names = ("version", "title", "company", "stage", "careers_url", "notes")
    return {name: getattr(page, name) for name in names}


def _edit_page(page: OpportunityPage, form: OpportunityEditForm) -> str:
    form.point()
    return render_template("opportunities/edit.html", opportunity=page, form=form, today=replies.today())
