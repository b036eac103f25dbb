"""Holds: quiet for a company, or for everything."""

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response

from followup.actions import holds
from followup.domain.values import HoldKind
from followup.forms.standing import HoldForm
from followup.web import replies

bp = Blueprint("holds", __name__, url_prefix="/holds")


@bp.post("")
def create() -> Response:
    """Rest until a day."""
    form = HoldForm(request.form)
    kind = form.kind.data or HoldKind.SELF
    return replies.submit(
        form,
        lambda: holds.hold(
            form.company.data, kind, form.until.data or replies.today(), replies.today(), form.sent_once
        ),
    )


@bp.post("/<id:hold_id>/edit")
def update(hold_id: int) -> Response:
    """Rest until another day, or for another reason."""
    form = HoldForm(request.form)
    kind, today = form.kind.data or HoldKind.SELF, replies.today()
    return replies.submit(
        form, lambda: holds.change_hold(hold_id, kind, form.until.data or today, today, form.sent_once)
    )


@bp.post("/<id:hold_id>/delete")
def delete(hold_id: int) -> Response:
    """Lift a hold."""
    return replies.press(partial(holds.lift, hold_id))
