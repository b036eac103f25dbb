"""Quick add: a small page that works on any phone."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import contacts
from followup.actions.changes import Draft
from followup.actions.contacts import AlreadyHere
from followup.domain import quickadd, reasons
from followup.domain.errors import Invalid
from followup.forms.reasons import ReasonForm
from followup.forms.standing import QuickAddForm
from followup.queries import changes
from followup.web import replies
from followup.web.kept import kept

bp = Blueprint("adds", __name__)


@bp.get("/add")
@kept
def new() -> str:
    """The line, filled in by what another app shared; a page that was shared can be kept as a reason to write."""
    title, text, url = (request.args.get(name, "").strip() for name in ("title", "text", "url"))
    shared = ", ".join(filter(None, (title, text, url)))
    page = reasons.shared_page(title, text, url)
    found = ReasonForm.of_shared(page) if page else None
    return _page(QuickAddForm(data={"line": shared[: quickadd.LINE_LIMIT], "back": "/add"}), page=found)


@bp.get("/add/chips")
def chips() -> str:
    """What was understood of a line so far, as somebody types it."""
    line = request.args.get("line", "")
    try:
        found = quickadd.parse(line, replies.today()).chips if line.strip() else ()
    except Invalid:
        found = ()
    return render_template("adds/_chips.html", chips=found)


@bp.post("/add")
def create() -> Response:
    """Add the person of the line, or what it says to somebody who is here."""
    form, today = QuickAddForm(request.form), replies.today()
    here: list[tuple[int, str, str]] = []

    def add() -> Draft:
        quick = quickadd.parse(form.line.data or "", today)
        try:
            return contacts.quick_add(quick, today, form.into.data, bool(form.another.data), form.sent_once)
        except AlreadyHere as known:
            here.extend(known.candidates)
            raise Invalid("Somebody like this is here already.", "here") from known

    return replies.submit(form, add, again=lambda: _page(form, here))


def _page(
    form: QuickAddForm, here: Sequence[tuple[int, str, str]] = (), page: ReasonForm | None = None
) -> str:
    return render_template(
        "adds/new.html",
        form=form,
        here=here,
        page=page,
        added=changes.added(replies.today()),
        notice=replies.asked_notice(),
        today=replies.today(),
    )
