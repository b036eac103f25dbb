"""Addresses: changed, deleted; added on the card."""

from functools import partial

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from followup.actions import points
from followup.domain.values import PointKind
from followup.forms.cards import PointForm
from followup.queries import contacts
from followup.web import parts, replies

bp = Blueprint("points", __name__, url_prefix="/points")


@bp.get("/<id:point_id>/edit")
def edit(point_id: int) -> str:
    """The form of an address."""
    return parts.of_row(contacts.of_point(point_id), "points", point_id, _here(point_id))


@bp.post("/<id:point_id>/edit")
def update(point_id: int) -> Response:
    """Change an address."""
    contact_id, today = contacts.of_point(point_id), replies.today()
    form = PointForm(replies.with_back(f"/contacts/{contact_id}"))
    return parts.submit(
        contact_id,
        "points",
        form,
        _here(point_id),
        lambda: points.edit(
            point_id,
            form.version.data or 0,
            form.kind.data or PointKind.EMAIL,
            form.value.data or "",
            today,
            form.sent_once,
        ),
    )


@bp.post("/<id:point_id>/delete")
def delete(point_id: int) -> Response:
    """Take it off the card."""
    return replies.press(partial(points.delete, point_id), f"/contacts/{contacts.of_point(point_id)}")


def _here(point_id: int) -> str:
    return url_for("points.update", point_id=point_id)
