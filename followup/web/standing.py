"""Closing, reopening, and sensing some distance."""

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response

from followup.actions import standing
from followup.domain.values import Closing
from followup.forms.standing import CoolForm, StandingForm
from followup.web import replies

bp = Blueprint("standing", __name__)


@bp.post("/contacts/<id:contact_id>/standing")
def create(contact_id: int) -> Response:
    """Close or reopen."""
    form, today = StandingForm(request.form), replies.today()
    if form.reopen.data:
        return replies.submit(form, lambda: standing.reopen(contact_id, today, form.sent_once), contact_id)
    because = form.because.data or Closing.RATHER_NOT
    return replies.submit(
        form, lambda: standing.close(contact_id, because, today, form.sent_once), contact_id
    )


@bp.post("/contacts/<id:contact_id>/cools")
def cool(contact_id: int) -> Response:
    """They seem cool, or it has passed."""
    form = CoolForm(request.form)
    return replies.submit(
        form,
        lambda: standing.cool(contact_id, replies.today(), bool(form.ended.data), form.sent_once),
        contact_id,
    )


@bp.post("/standing/<id:change_id>/delete")
def delete(change_id: int) -> Response:
    """Take a closing or a reopening out."""
    return replies.press(partial(standing.delete_change, change_id))


@bp.post("/cools/<id:cool_id>/delete")
def delete_cool(cool_id: int) -> Response:
    """Take a sense of distance, or its end, out."""
    return replies.press(partial(standing.delete_cool, cool_id))
