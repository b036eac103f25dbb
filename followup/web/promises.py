"""Promises: kept, wherever they were made."""

from functools import partial

from flask import Blueprint
from werkzeug.wrappers import Response

from followup.actions import encounters, touchpoints
from followup.web import replies

bp = Blueprint("promises", __name__)


@bp.post("/touchpoints/<id:made_at>/promises", endpoint="touchpoint")
def keep_of_touchpoint(made_at: int) -> Response:
    """A promise made in a touchpoint is kept."""
    return replies.press(partial(touchpoints.keep_promise, made_at))


@bp.post("/encounters/<id:made_at>/promises", endpoint="encounter")
def keep_of_encounter(made_at: int) -> Response:
    """A promise made in an interview is kept."""
    return replies.press(partial(encounters.keep_promise, made_at))
