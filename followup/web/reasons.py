"""Reasons to write: kept on a company or a contact, from anywhere."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import reasons as actions
from followup.actions.changes import Draft
from followup.actions.reasons import WhoseIsIt
from followup.domain.errors import Invalid
from followup.domain.reasons import Owner, shared_page
from followup.forms.reasons import ReasonForm
from followup.web import replies

bp = Blueprint("reasons", __name__, url_prefix="/reasons")


@bp.get("/new")
def new() -> str:
    """The form for a reason, filled in by what another app shared."""
    title, text, url = (request.args.get(name, "") for name in ("title", "text", "url"))
    shared = shared_page(title, text, url)
    return _page(ReasonForm.of_shared(shared) if shared else ReasonForm())


@bp.post("")
def create() -> Response:
    """Keep a reason; one without a page of its own is for whoever is named."""
    form = ReasonForm(replies.with_back("/reasons/new"))
    fits: list[Owner] = []

    def add() -> Draft:
        try:
            return actions.add(
                form.whose(), form.text.data or "", form.link.data or "", replies.today(), form.sent_once
            )
        except WhoseIsIt as error:
            fits.extend(error.owners)
            raise Invalid(str(error), "who") from error

    is_at_home = form.owner.data and replies.is_page_of(form.back.data or "", "contacts", "companies")
    return replies.submit(form, add, again=None if is_at_home else lambda: _page(form, fits))


@bp.post("/<id:reason_id>/delete")
def delete(reason_id: int) -> Response:
    """Take a reason out."""
    return replies.press(partial(actions.delete, reason_id))


def _page(form: ReasonForm, fits: Sequence[Owner] = ()) -> str:
    return render_template(
        "reasons/new.html",
        form=form,
        fits=fits,
        notice=replies.asked_notice(),
        back="/reasons/new",
        today=replies.today(),
    )
