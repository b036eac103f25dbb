"""Looking around among made-up people, and starting with one's own."""

from flask import Blueprint, current_app, redirect, url_for
from werkzeug.wrappers import Response

from followup import storage
from followup.actions import demos
from followup.domain.errors import Conflict
from followup.web import replies

bp = Blueprint("demos", __name__, url_prefix="/demos")


@bp.post("")
def create() -> Response:
    """Fill an empty database with made-up people."""
    demos.begin(current_app.extensions["followup_demo"], replies.today())
    return redirect(url_for("week.index"), 303)


@bp.post("/delete")
def delete() -> Response:
    """Empty it again, after a backup of what somebody may have added meanwhile. Raises Conflict for one's own data."""
    if not demos.is_demo():
        raise Conflict("These people are not made up, so nothing was changed.")
    folder = current_app.config["FOLLOWUP"].data
    storage.backup_before("the-end-of-the-demo", folder, current_app.extensions["followup_clock"].now())
    demos.end()
    return redirect(url_for("week.index"), 303)
