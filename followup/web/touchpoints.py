"""Touchpoints: logging, mending, deleting; a letter that came back."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import touchpoints
from followup.actions.touchpoints import Exchange
from followup.forms.touchpoints import PlaceForm, ReasonUsedForm, TouchpointEditForm, TouchpointForm
from followup.queries import contacts, timelines
from followup.web import replies

bp = Blueprint("touchpoints", __name__)


@bp.post("/contacts/<id:contact_id>/touchpoints")
def create(contact_id: int) -> Response:
    """Log what was exchanged."""
    form, today = TouchpointForm(request.form), replies.today()
    return replies.submit(
        form,
        lambda: touchpoints.log(
            contact_id, Exchange(**form.fill(today)), today, form.quiet_others.data, form.sent_once
        ),
        contact_id,
    )


@bp.get("/touchpoints/<id:touchpoint_id>")
def show(touchpoint_id: int) -> str | Response:
    """A touchpoint: its entry of the timeline for htmx, the page of its contact for everybody else."""
    contact_id, entry = timelines.one(touchpoint_id)
    back = url_for("contacts.show", contact_id=contact_id)
    if not replies.is_htmx():
        return redirect(f"{back}#touchpoint-{touchpoint_id}", 303)
    return render_template("touchpoints/shown.html", event=entry, back=back, today=replies.today())


@bp.get("/touchpoints/<id:touchpoint_id>/edit")
def edit(touchpoint_id: int) -> str:
    """The form of a touchpoint: in its place for htmx, a page of its own for everybody else."""
    logged = contacts.touchpoint(touchpoint_id, replies.today())
    form = replies.edit_form(logged)
    form.in_place.data = replies.is_htmx()
    return _edit_page(logged, form)


@bp.post("/touchpoints/<id:touchpoint_id>/edit")
def update(touchpoint_id: int) -> Response:
    """Change a touchpoint. A form that offered no reason leaves the one that it used."""
    today = replies.today()
    logged = contacts.touchpoint(touchpoint_id, today)
    sent = replies.with_back(f"/contacts/{logged.contact}")
    form = TouchpointEditForm(sent, data={"reason": logged.fields["reason"]})
    return replies.submit(
        form,
        lambda: touchpoints.edit(
            touchpoint_id, form.version.data or 0, Exchange(**form.fill(today)), today, form.sent_once
        ),
        again=lambda: _edit_page(logged, form),
    )


@bp.post("/touchpoints/<id:touchpoint_id>/reasons")
def use_reason(touchpoint_id: int) -> Response:
    """Note which reason to write a touchpoint used."""
    form = ReasonUsedForm(replies.with_back(_back(touchpoint_id)))
    return replies.submit(
        form,
        lambda: touchpoints.use_reason(touchpoint_id, form.reason.data or 0, replies.today(), form.sent_once),
    )


@bp.post("/touchpoints/<id:touchpoint_id>/delete")
def delete(touchpoint_id: int) -> Response:
    """Move a touchpoint to the trash."""
    return replies.press(partial(touchpoints.delete, touchpoint_id), _back(touchpoint_id))


@bp.post("/touchpoints/<id:touchpoint_id>/places")
def move(touchpoint_id: int) -> Response:
    """Earlier or later on its day."""
    form = PlaceForm(replies.with_back(_back(touchpoint_id)))
    return replies.submit(
        form,
        lambda: touchpoints.move(touchpoint_id, bool(form.later.data), replies.today(), form.sent_once),
    )


@bp.post("/touchpoints/<id:touchpoint_id>/bounces")
def bounce(touchpoint_id: int) -> Response:
    """Note that a letter came back."""
    return replies.press(partial(touchpoints.bounce, touchpoint_id), _back(touchpoint_id))


def _back(touchpoint_id: int) -> str:
    """The page to return to where the form does not say another."""
    return f"/contacts/{contacts.of_touchpoint(touchpoint_id)}"


def _edit_page(logged: contacts.Logged, form: TouchpointEditForm) -> str:
    """The form where it belongs: in the timeline, in the notice that it came from, or on a page of its own."""
    today, template = replies.today(), "touchpoints/edit.html"
    if replies.is_htmx() and not form.in_place.data:
        said = "Something is not right yet."
        shown = replies.Notice(None, said, logged.id, form, reasons=logged.reasons)
        return render_template(
            "errors/shown.html", notice=shown, back=form.back.data, region=True, today=today
        )
    if replies.is_htmx():
        template = "touchpoints/refused.html" if request.method == "POST" else "touchpoints/_touchpoint.html"
    return render_template(
        template,
        form=form,
        touchpoint_id=logged.id,
        reasons=logged.reasons,
        planned=contacts.planned(logged.contact, today),
        back=url_for("contacts.show", contact_id=logged.contact),
        today=today,
    )
