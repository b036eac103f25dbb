"""The trash: what waits there, bringing it back, deleting it for good."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import purges, returns
from followup.domain.going import listed
from followup.queries import trash
from followup.queries.trash import Going
from followup.web import replies

bp = Blueprint("trash", __name__, url_prefix="/trash")
_GONE = {
    "now": "It is deleted for good, and gone from the file.",
    "soon": "It is deleted for good. A log beside the file holds it until the last program closes that.",
}


@bp.get("")
def index() -> str:
    """What waits there, the newest first."""
    page = replies.number("page", 1)
    rows, more = trash.index(page)
    gone = _GONE.get(request.args.get("gone", ""), "")
    return render_template(
        "trash/index.html",
        rows=rows,
        page=page,
        more=more,
        notice=replies.Notice(None, gone) if gone else replies.asked_notice(),
        back=url_for("trash.index"),
        today=replies.today(),
    )


@bp.post("/<noun>/<id:row_id>/returns")
def create_return(noun: str, row_id: int) -> Response:
    """Bring something back, with what went along. Raises NotFound."""
    return replies.press(partial(returns.bring_back, noun, row_id), "/trash")


@bp.get("/<noun>/<id:row_id>/delete")
def ask(noun: str, row_id: int) -> str:
    """What goes with it, and the button. Raises NotFound."""
    return _page(trash.going(noun, row_id), url_for("trash.delete", noun=noun, row_id=row_id), noun)


@bp.post("/<noun>/<id:row_id>/delete")
def delete(noun: str, row_id: int) -> Response:
    """Take it out for good, with all that belongs to it. Raises NotFound, Conflict."""
    return _gone(purges.delete(noun, row_id))


@bp.get("/delete")
def ask_all() -> str:
    """What goes when the trash is emptied, and the button."""
    return _page(trash.everything(), url_for("trash.delete_all"), "")


@bp.post("/delete")
def delete_all() -> Response:
    """Take everything there out for good."""
    return _gone(purges.empty())


def _gone(at_once: bool) -> Response:
    return redirect(url_for("trash.index", gone="now" if at_once else "soon"), 303)


def _page(going: Going, action: str, noun: str) -> str:
    said = listed(going.counts, noun)
    return render_template("trash/delete.html", going=going, said=said, action=action, today=replies.today())
