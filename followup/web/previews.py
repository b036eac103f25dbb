"""The plan that an opportunity would make, while somebody fills its form in."""

from flask import Blueprint, render_template

from followup.queries import opportunities as pages
from followup.web import recording, replies

bp = Blueprint("previews", __name__)


@bp.post("/opportunities/previews")
def create() -> str:
    """What the form says so far: the plan, and what changed in its rows. Nothing is kept."""
    form, _ = recording.sent()
    known = pages.page(form.opportunity.data, replies.today()) if form.opportunity.data else None
    if not replies.is_htmx():
        return recording.page(form, known)
    shown = recording.look(form, known.company if known else form.company.data or "")
    return render_template("opportunities/previewed.html", shown=shown, form=form, today=replies.today())
