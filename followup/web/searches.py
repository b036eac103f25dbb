"""The one search over everything."""

from flask import Blueprint, render_template, request

from followup.domain.fields import LINE_LIMIT
from followup.domain.listing import Sought
from followup.queries import searches
from followup.web import replies
from followup.web.kept import kept

bp = Blueprint("searches", __name__, url_prefix="/search")


@bp.get("")
@kept
def index() -> str:
    """What was found, by kind; for htmx without the page around it."""
    kind = request.args.get("kind", "")
    only = Sought(kind) if kind in list(Sought) else None
    return render_template(
        "searches/_found.html" if replies.is_htmx() else "searches/index.html",
        search=searches.page(request.args.get("q", "")[:LINE_LIMIT], only, replies.number("page", 1)),
        notice=None if replies.is_htmx() else replies.asked_notice(),
        today=replies.today(),
    )
