"""Promises: kept, wherever they were made."""

from functools import partial

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from followup.actions import encounters, touchpoints
from followup.queries import promises
from followup.web import replies

bp = Blueprint("promises", __name__)


@bp.get("/promises")
def index() -> str:
    """What is promised and not kept yet, the oldest first."""
    page = replies.number("page", 1)
    rows, more = promises.index(page)
    return render_template(
        "promises/index.html",
        rows=rows,
        page=page,
        more=more,
        notice=replies.asked_notice(),
        today=replies.today(),
        back=url_for("promises.index"),
    )


@bp.post("/touchpoints/<id:made_at>/promises", endpoint="touchpoint")
def keep_of_touchpoint(made_at: int) -> Response:
    """A promise made in a touchpoint is kept."""
    return replies.press(partial(touchpoints.keep_promise, made_at))


@bp.post("/encounters/<id:made_at>/promises", endpoint="encounter")
def keep_of_encounter(made_at: int) -> Response:
    """A promise made in an interview is kept."""
    return replies.press(partial(encounters.keep_promise, made_at))
