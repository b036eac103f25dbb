"""The plan that an opportunity would make, while somebody fills its form in."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from followup.web import recording, replies

bp = Blueprint("previews", __name__)


@bp.post("/opportunities/previews")
def create() -> Response | str:
    """What the form says so far: the plan, and what changed in its rows. Nothing is kept."""
    form, _ = recording.sent()
    shown = recording.look(form)
    if not replies.is_htmx():
        return recording.page(form)
    return render_template("opportunities/previewed.html", shown=shown, form=form, today=replies.today())
