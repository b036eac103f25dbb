"""This week."""

from flask import Blueprint

from followup.web import replies

bp = Blueprint("week", __name__)


@bp.get("/")
def index() -> str:
    """Whom to write to this week, and why."""
    return replies.show(replies.region("/"))
