"""Undo."""

from functools import partial

from flask import Blueprint
from werkzeug.wrappers import Response

from followup.actions import undos
from followup.web import replies

bp = Blueprint("undos", __name__)


@bp.post("/undos/<id:change_id>")
def create(change_id: int) -> Response:
    """Apply the inverse of a change."""
    return replies.press(partial(undos.undo, change_id))
