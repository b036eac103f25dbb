"""Contacts."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import standing
from followup.forms.contact_list import ContactListForm
from followup.forms.standing import CadenceForm
from followup.queries import contact_list
from followup.web import replies

bp = Blueprint("contacts", __name__, url_prefix="/contacts")


@bp.get("")
def index() -> str:
    """The list, or with htmx one page of it."""
    form = ContactListForm(request.args)
    return render_template(
        "contacts/_people.html" if replies.is_htmx() else "contacts/index.html",
        form=form,
        page=contact_list.page(form.wanted(), replies.today()),
        notice=replies.notice(request.args.get("done")),
        today=replies.today(),
    )


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
