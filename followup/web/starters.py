"""Beginnings of one's own, beside those that come with Followup."""

from functools import partial

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from followup.actions import starters as actions
from followup.domain.starters import GAPS
from followup.domain.values import Intent
from followup.forms.starters import StarterForm
from followup.queries import starters
from followup.web import replies

bp = Blueprint("starters", __name__, url_prefix="/starters")


@bp.get("")
def index() -> str:
    """Those that there are, by what they are for, and the form of one more."""
    return _index(StarterForm())


@bp.post("")
def create() -> Response:
    """Keep one more."""
    form = StarterForm(replies.with_back("/starters"))
    return replies.submit(
        form,
        lambda: actions.add(_intent(form), form.text.data or "", replies.today(), form.sent_once),
        again=lambda: _index(form),
    )


@bp.get("/<id:starter_id>/edit")
def edit(starter_id: int) -> str:
    """The form of one."""
    row = starters.one(starter_id)
    return _edit_page(
        starter_id, StarterForm(data={"version": row.version, "intent": row.intent, "text": row.text})
    )


@bp.post("/<id:starter_id>/edit")
def update(starter_id: int) -> Response:
    """Change one."""
    form = StarterForm(replies.with_back("/starters"))
    return replies.submit(
        form,
        lambda: actions.edit(
            starter_id,
            form.version.data or 0,
            _intent(form),
            form.text.data or "",
            replies.today(),
            form.sent_once,
        ),
        again=lambda: _edit_page(starter_id, form),
    )


@bp.post("/<id:starter_id>/delete")
def delete(starter_id: int) -> Response:
    """Throw one away."""
    return replies.press(partial(actions.delete, starter_id), "/starters")


def _intent(form: StarterForm) -> Intent:
    return form.intent.data or Intent.SHARE


def _index(form: StarterForm) -> str:
    return render_template(
        "starters/index.html",
        form=form,
        mine=starters.index(),
        fields=GAPS,
        notice=replies.asked_notice(),
        back="/starters",
        today=replies.today(),
    )


def _edit_page(starter_id: int, form: StarterForm) -> str:
    return render_template(
        "starters/edit.html", form=form, starter_id=starter_id, fields=GAPS, today=replies.today()
    )
