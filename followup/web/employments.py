"""Employments: changed, ended, deleted; added on the card."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from followup.actions import employments
from followup.forms.base import PageForm
from followup.forms.cards import EmploymentForm
from followup.queries import contacts
from followup.web import parts, replies

bp = Blueprint("employments", __name__, url_prefix="/employments")


@bp.get("/<id:employment_id>/edit")
def edit(employment_id: int) -> str:
    """The form of an employment."""
    contact_id = contacts.of_employment(employment_id)
    page = contacts.page(contact_id, replies.today())
    row = next(worked for worked in page.employments if worked.id == employment_id)
    form = EmploymentForm(data={**row._asdict(), "version": page.version})
    return parts.place(page, "employments", form, _here(employment_id))


@bp.post("/<id:employment_id>/edit")
def update(employment_id: int) -> Response:
    """Change an employment."""
    contact_id, today = contacts.of_employment(employment_id), replies.today()
    form = EmploymentForm(parts.with_back(contact_id))
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
    form = PageForm(parts.with_back(contacts.of_employment(employment_id)))
    return replies.submit(form, lambda: employments.end(employment_id, replies.today(), form.sent_once))


@bp.post("/<id:employment_id>/delete")
def delete(employment_id: int) -> Response:
    """Take it off the card."""
    form = PageForm(parts.with_back(contacts.of_employment(employment_id)))
    return replies.submit(form, lambda: employments.delete(employment_id, replies.today(), form.sent_once))


def _here(employment_id: int) -> str:
    return url_for("employments.update", employment_id=employment_id)
