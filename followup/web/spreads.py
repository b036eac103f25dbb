"""Spreads: who waits beyond the week's budget, over the coming weeks."""

from flask import Blueprint
from werkzeug.wrappers import Response

from followup.actions import spreads
from followup.web import replies

bp = Blueprint("spreads", __name__, url_prefix="/spreads")


@bp.post("")
def create() -> Response:
    """Snooze them, a budget a week; 422 where nobody waits beyond the budget."""
    return replies.press(spreads.spread)
