"""Contacts."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from followup.actions import standing
from followup.forms.standing import CadenceForm
from followup.web import replies

bp = Blueprint("contacts", __name__, url_prefix="/contacts")


@bp.get("/<id:contact_id>")
def show(contact_id: int) -> str:
    """The page of a contact."""
    return replies.show(replies.region(f"/contacts/{contact_id}"))


@bp.post("/<id:contact_id>/cadence")
def cadence(contact_id: int) -> Response:
    """Give a rhythm, or none."""
    form = CadenceForm(request.form)
    return replies.submit(
        form,
        lambda: standing.set_cadence(contact_id, form.cadence.data, replies.today(), form.sent_once),
        contact_id,
    )
