"""Undo."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from followup.actions import undos
from followup.forms.base import PageForm
from followup.web import replies

bp = Blueprint("undos", __name__)


@bp.post("/undos/<id:change_id>")
def create(change_id: int) -> Response:
    """Apply the inverse of a change."""
    form = PageForm(request.form)
    return replies.submit(form, lambda: undos.undo(change_id, replies.today(), form.sent_once))
