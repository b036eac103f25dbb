"""Quick add: a small page that works on any phone."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from followup.actions import contacts
from followup.actions.changes import AlreadyDone
from followup.actions.contacts import AlreadyHere
from followup.domain import quickadd
from followup.domain.errors import Invalid
from followup.forms.standing import QuickAddForm
from followup.web import replies

bp = Blueprint("adds", __name__)


@bp.get("/add")
def new() -> str:
    """The line, filled in by what another app shared."""
    shared = ", ".join(
        filter(None, (request.args.get(name, "").strip() for name in ("title", "text", "url")))
    )
    return _page(QuickAddForm(data={"line": shared[: quickadd.LINE_LIMIT], "back": "/add"}))


@bp.post("/add")
def create() -> Response:
    """Add the person of the line, or what it says to somebody who is here."""
    form, today = QuickAddForm(request.form), replies.today()
    here: list[tuple[int, str, str]] = []
    if form.validate():
        try:
            quick = quickadd.parse(form.line.data or "", today)
            draft = contacts.quick_add(quick, today, form.into.data, bool(form.another.data), form.sent_once)
            return replies.made(draft.id, form)
        except AlreadyDone as done:
            return replies.made(done.change, form)
        except AlreadyHere as known:
            here = known.candidates
        except Invalid as error:
            form.refuse(error)
    return make_response(_page(form, here), 422)


def _page(form: QuickAddForm, here: list[tuple[int, str, str]] | None = None) -> str:
    return render_template(
        "adds/new.html",
        form=form,
        here=here or [],
        notice=replies.notice(request.args.get("done")),
        today=replies.today(),
    )
