"""Promises: kept, wherever they were made."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from followup.actions import encounters, touchpoints
from followup.forms.base import PageForm
from followup.web import replies

bp = Blueprint("promises", __name__)


@bp.post("/touchpoints/<id:made_at>/promises", endpoint="touchpoint")
def keep_of_touchpoint(made_at: int) -> Response:
    """A promise made in a touchpoint is kept."""
    form = PageForm(request.form)
    return replies.submit(form, lambda: touchpoints.keep_promise(made_at, replies.today(), form.sent_once))


@bp.post("/encounters/<id:made_at>/promises", endpoint="encounter")
def keep_of_encounter(made_at: int) -> Response:
    """A promise made in an interview is kept."""
    form = PageForm(request.form)
    return replies.submit(form, lambda: encounters.keep_promise(made_at, replies.today(), form.sent_once))
