"""Snoozes: a day to come back on, skip this round, write this week."""

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response

from followup.actions import snoozes
from followup.forms.snoozes import SnoozeForm
from followup.web import replies

bp = Blueprint("snoozes", __name__)


@bp.post("/contacts/<id:contact_id>/snoozes")
def create(contact_id: int) -> Response:
    """Set the day on which a contact comes back."""
    form = SnoozeForm(request.form)
    return replies.submit(
        form,
        lambda: snoozes.snooze(contact_id, form.chosen(), replies.today(), request_id=form.sent_once),
        contact_id,
    )


@bp.post("/snoozes/<id:snooze_id>/delete")
def delete(snooze_id: int) -> Response:
    """Take a day to come back on out."""
    return replies.press(partial(snoozes.delete, snooze_id))
