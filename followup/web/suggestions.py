"""Suggestions while somebody types."""

from flask import Blueprint, render_template, request

from followup.domain.fields import NAME_LIMIT
from followup.queries import suggestions

bp = Blueprint("suggestions", __name__, url_prefix="/suggestions")


@bp.get("/companies")
def companies() -> str:
    """Names of companies for what is typed in the field called `field`."""
    field = request.args.get("field", "company")[:NAME_LIMIT]
    typed = request.args.get(field, "")[:NAME_LIMIT]
    return render_template("suggestions/_names.html", field=field, names=suggestions.companies(typed))
