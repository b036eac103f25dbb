"""Employments: changed, ended, deleted; added on the card."""

from functools import partial

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from followup.actions import employments
from followup.forms.cards import EmploymentForm
from followup.queries import contacts
from followup.web import parts, replies

bp = Blueprint("employments", __name__, url_prefix="/employments")


@bp.get("/<id:employment_id>/edit")
def edit(employment_id: int) -> str:
    """The form of an employment."""
    contact_id = contacts.of_employment(employment_id)
    return parts.of_row(contact_id, "employments", employment_id, _here(employment_id))


@bp.post("/<id:employment_id>/edit")
def update(employment_id: int) -> Response:
    """Change an employment."""
    contact_id, today = contacts.of_employment(employment_id), replies.today()
    form = EmploymentForm(replies.with_back(f"/contacts/{contact_id}"))
    return parts.submit(
        contact_id,
        "employments",
        form,
        _here(employment_id),
        lambda: employments.edit(
            employment_id, form.version.data or 0, parts.job(form), today, form.sent_once
        ),
    )


@bp.post("/<id:employment_id>/ends")
def end(employment_id: int) -> Response:
    """They do not work there any more."""
    return replies.press(
        partial(employments.end, employment_id), f"/contacts/{contacts.of_employment(employment_id)}"
    )


@bp.post("/<id:employment_id>/delete")
def delete(employment_id: int) -> Response:
    """Take it off the card."""
    return replies.press(
        partial(employments.delete, employment_id), f"/contacts/{contacts.of_employment(employment_id)}"
    )


def _here(employment_id: int) -> str:
    return url_for("employments.update", employment_id=employment_id)
