"""The keys that do something."""

from flask import Blueprint, render_template

from followup.web import replies

bp = Blueprint("shortcuts", __name__, url_prefix="/shortcuts")


@bp.get("")
def index() -> str:
    """The list of them; for htmx without the page around it."""
    template = "shortcuts/_shortcuts.html" if replies.is_htmx() else "shortcuts/index.html"
    return render_template(template, today=replies.today())
