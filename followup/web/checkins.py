"""Check-ins: four statements about a company, what follows, and what was said so far."""

from functools import partial

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import checkins as actions
from followup.actions import settings
from followup.forms.checkins import CheckInForm, TalkToForm
from followup.queries import checkins
from followup.queries.settings import TALK_TO
from followup.web import replies

bp = Blueprint("checkins", __name__, url_prefix="/checkins")
HOME = "/checkins"


@bp.get("")
def index() -> str:
    """What was said so far, by company."""
    return _index()


@bp.get("/new")
def new() -> str:
    """The four statements about one company."""
    return _new(CheckInForm(data={"company": replies.number("company")}))


@bp.post("")
def create() -> Response:
    """Keep it, and say what follows."""
    form, today = CheckInForm(request.form), replies.today()
    if form.validate():
        company = form.company.data or 0
        done = replies.attempt(
            form, lambda: actions.check_in(company, form.feelings(), today, form.sent_once)
        )
        if done:
            answer = url_for("checkins.show", check_in_id=done.answer["check_in"], done=done.change)
            return redirect(answer, 303)
    form.point()
    return make_response(_new(form), 422)


@bp.get("/<id:check_in_id>")
def show(check_in_id: int) -> str:
    """What follows, and why."""
    found = checkins.answer(check_in_id, replies.today())
    return render_template(
        "checkins/show.html",
        answer=found,
        notice=replies.asked_notice(),
        back=f"/companies/{found.company}",
        today=replies.today(),
    )


@bp.post("/<id:check_in_id>/delete")
def delete(check_in_id: int) -> Response:
    """Delete one of them."""
    return replies.press(partial(actions.delete, check_in_id), HOME)


@bp.post("/delete")
def delete_all() -> Response:
    """Delete everything that was said."""
    return replies.press(actions.delete_all, HOME)


@bp.post("/talk_to")
def talk_to() -> Response:
    """Keep whom to talk to when it stays heavy."""
    form = TalkToForm(replies.with_back(HOME))
    wanted = {TALK_TO: form.talk_to.data or ""}
    return replies.submit(
        form,
        lambda: settings.save(wanted, replies.today(), form.sent_once),
        again=lambda: _index(form),
    )


def _new(form: CheckInForm) -> str:
    name = checkins.company(form.company.data or 0)
    return render_template("checkins/new.html", form=form, company=name, today=replies.today())


def _index(form: TalkToForm | None = None) -> str:
    history = checkins.index()
    return render_template(
        "checkins/index.html",
        history=history,
        form=form or TalkToForm(data={"talk_to": history.talk_to}),
        notice=replies.asked_notice(),
        back=HOME,
        today=replies.today(),
    )
