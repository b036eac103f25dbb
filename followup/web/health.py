"""Whether the server and its database are well."""

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from followup.queries import health

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def show() -> tuple[Response, int]:
    """200 after reading the database, else 503."""
    if health.is_readable():
        return jsonify(status="ok"), 200
    return jsonify(status="the database cannot be read"), 503
