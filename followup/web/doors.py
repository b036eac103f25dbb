"""The doors of an opportunity: chosen and closed; a look at the careers page, taken."""

from flask import Blueprint
from werkzeug.wrappers import Response

from followup.actions import doors
from followup.actions.doors import Chosen
from followup.forms.doors import DoorsForm, LookForm
from followup.web import replies

bp = Blueprint("doors", __name__, url_prefix="/opportunities/<id:opportunity_id>")


@bp.post("/doors")
def update(opportunity_id: int) -> Response:
    """Choose exactly these doors."""
    form = DoorsForm(replies.with_back(f"/opportunities/{opportunity_id}"))
    return replies.submit(
        form,
        lambda: doors.choose(
            opportunity_id, form.version.data or 0, Chosen(**form.fill()), replies.today(), form.sent_once
        ),
    )


@bp.post("/looks")
def look(opportunity_id: int) -> Response:
    """Somebody looked: again in three months, or not any more."""
    form = LookForm(replies.with_back(f"/opportunities/{opportunity_id}"))
    return replies.submit(
        form, lambda: doors.look(opportunity_id, bool(form.again.data), replies.today(), form.sent_once)
    )
