"""Private writing: what it is, and a day of it."""

from datetime import UTC, datetime

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import writings as actions
from followup.domain import writing
from followup.domain.errors import Conflict, FollowupError, Invalid, NotFound
from followup.domain.request_ids import OUTLIVED
from followup.forms.base import PageForm
from followup.forms.writings import QuestionForm, WritingForm
from followup.queries import writings
from followup.web import errors, replies

bp = Blueprint("writings", __name__, url_prefix="/writing")
_GONE = {
    "now": "It is destroyed, and gone from the file.",
    "soon": "It is destroyed. The file is in use just now; what is left in its log goes when Followup stops.",
}
_NOT_HERE = "This writing is not here any more. What you typed still stands below; copy it to keep it."


@bp.after_request
def keep_out_of_caches(response: Response) -> Response:
    """No browser shall put these pages on a disk."""
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("")
def index() -> str:
    """What it is, what it cannot promise, and the days so far."""
    return _index()


@bp.post("")
def create() -> Response:
    """Begin today's, or go on with it."""
    form = QuestionForm(request.form)
    if not form.validate():
        return make_response(_index(form), 422)
    started_at = _now().replace(microsecond=0)
    begun = actions.start(form.question.data, replies.today(), started_at)
    return redirect(url_for("writings.show", writing_id=begun), 303)


@bp.get("/<id:writing_id>")
def show(writing_id: int) -> str:
    """A day: the question, the text, the time that is left."""
    found = writings.page(writing_id)
    return _page(found, WritingForm(data={"text": found.text, "version": found.version}))


@bp.post("/<id:writing_id>/edit")
def update(writing_id: int) -> Response:
    """Keep the text; for the page itself, as it is typed, the part that says so."""
    form = WritingForm(request.form)
    try:
        return _kept(writing_id, form)
    except FollowupError as error:
        return _unsaved(writing_id, form, error)


@bp.post("/<id:writing_id>/delete")
def delete(writing_id: int) -> Response:
    """Destroy a day of it, for good. Raises Conflict for a page from before a restore."""
    if replies.is_from_before(PageForm(request.form)):
        raise Conflict(OUTLIVED)
    return _destroyed(actions.destroy(writing_id))


@bp.post("/delete")
def delete_all() -> Response:
    """Destroy every day of it, for good."""
    return _destroyed(actions.destroy_all())


def _now() -> datetime:
    """This moment in UTC, without a zone."""
    return current_app.extensions["followup_clock"].now().astimezone(UTC).replace(tzinfo=None)


def _kept(writing_id: int, form: WritingForm) -> Response:
    """Keep it, or show what is in the way of that. Raises what is no matter of the text."""
    if not form.validate():
        return _refused(writing_id, form)
    try:
        version = _saved(writing_id, form)
    except actions.Diverged as found:
        return _diverged(writing_id, form, found)
    except Invalid as error:
        form.refuse(error)
        return _refused(writing_id, form)
    if replies.is_htmx():
        return make_response(render_template("writings/_kept.html", version=version, other=None))
    return redirect(url_for("writings.show", writing_id=writing_id, kept=version), 303)


def _saved(writing_id: int, form: WritingForm) -> int:
    if replies.is_from_before(form):
        # A restore may have given this day another number: what is there is not what the page showed.
        return actions.save(writing_id, 0, form.text.data or "")
    if form.keeps_both:
        return actions.append(writing_id, form.text.data or "")
    return actions.save(writing_id, **form.written())


def _diverged(writing_id: int, form: WritingForm, found: actions.Diverged) -> Response:
    """409: both texts, for choosing; nothing is overwritten."""
    form.version.data = found.version
    if replies.is_htmx():
        answer = render_template("writings/_kept.html", version=found.version, other=found.text)
    else:
        answer = _page(writings.page(writing_id), form, found.text)
    return make_response(answer, 409)


def _refused(writing_id: int, form: WritingForm) -> Response:
    """422: the same page with what was typed, or the message alone.

    With the version that was sent: the newest one would have the next save overwrite what another tab wrote.
    """
    found = writings.page(writing_id)
    if replies.is_htmx():
        said = " ".join(str(error) for error in [*form.text.errors, *form.form_errors])
        version = form.version.data
        answer = render_template("writings/_kept.html", version=version, other=None, wrong=said)
    elif form.keeps_both:
        # Both are there to choose from again.
        form.version.data = found.version
        answer = _page(found, form, found.text)
    else:
        form.point()
        answer = _page(found, form)
    return make_response(answer, 422)


def _unsaved(writing_id: int, form: WritingForm, error: FollowupError) -> Response:
    """The status of the error, and its sentence above what was typed; the database is not asked for anything.

    Raises the error for the page itself, which still has what was typed.
    """
    if isinstance(error, NotFound):
        error = NotFound(_NOT_HERE)
    if replies.is_htmx():
        raise error
    status = errors.status_of(error)
    page = render_template(
        "writings/unsaved.html", writing_id=writing_id, form=form, said=str(error), is_gone=status == 404
    )
    return make_response(page, status)


def _destroyed(is_gone: bool) -> Response:
    return redirect(url_for("writings.index", destroyed="now" if is_gone else "soon"), 303)


def _page(found: writings.Written, form: WritingForm, other: str | None = None) -> str:
    now, today = _now(), replies.today()
    is_timed = found.day == today or writing.is_running(found.started_at, now)
    seconds = writing.seconds_left(found.started_at, now)
    ends = writing.ends_at(found.started_at).replace(tzinfo=UTC)
    return render_template(
        "writings/show.html",
        writing=found,
        form=form,
        version=form.version.data,
        other=other,
        is_timed=is_timed,
        seconds=seconds,
        minutes=writing.minutes(seconds),
        whole=writing.WRITING_MINUTES * 60,
        ends=ends.astimezone(current_app.extensions["followup_clock"].zone()),
        was_kept="kept" in request.args,
        today=today,
    )


def _index(form: QuestionForm | None = None) -> str:
    days, today, now = writings.index(), replies.today(), _now()
    running = [day.id for day in days if writing.is_running(day.started_at, now)]
    begun = [*running, *(day.id for day in days if day.day == today)]
    written = [day.question for day in days if not day.is_empty]
    notice = _GONE.get(request.args.get("destroyed", ""), "")
    return render_template(
        "writings/index.html",
        days=days,
        today=today,
        form=form or QuestionForm(data={"question": writing.suggested(written)}),
        begun=next(iter(begun), None),
        is_complete=writing.is_complete(len(written)),
        notice=replies.Notice(None, notice) if notice else None,
    )
