"""Picks: the few of the address book who are worth staying in touch with."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import picks as actions
from followup.forms.base import PageForm
from followup.forms.imports import PicksForm, ticked
from followup.queries import picks
from followup.web import replies

bp = Blueprint("picks", __name__, url_prefix="/picks")


@bp.get("")
def index() -> str:
    """Everybody who was never written to, the newest first; the following ones alone for who scrolls down."""
    return _page(PicksForm(request.args), ticked(request.args.getlist("who")))


@bp.post("")
def create() -> Response:
    """Stay in touch with those who are ticked."""
    form, chosen = PageForm(replies.with_back("/picks")), ticked(request.form.getlist("who"))
    return replies.submit(
        form,
        lambda: actions.pick(chosen, replies.today(), form.sent_once),
        again=lambda: _page(PicksForm(request.form), chosen, form),
    )


def _page(form: PicksForm, chosen: list[int], refused: PageForm | None = None) -> str:
    # Words that cannot be looked for are shown again, beside everybody.
    number = replies.number("page", 1)
    valid = form.validate()
    words, company = (form.q.data or "", form.company.data or "") if valid else ("", "")
    page = picks.page(words, company, chosen, number)
    template = "picks/more.html" if replies.is_htmx() and number > 1 else "picks/index.html"
    return render_template(
        template,
        page=page,
        form=form,
        refused=refused,
        notice=replies.asked_notice(),
        back="/picks",
        today=replies.today(),
    )
