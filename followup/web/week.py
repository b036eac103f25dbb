"""This week."""

from flask import Blueprint

from followup.web import replies
from followup.web.kept import kept

bp = Blueprint("week", __name__)


@bp.get("/")
@kept
def index() -> str:
    """Whom to write to this week, and why."""
    return replies.show(replies.region("/"))
