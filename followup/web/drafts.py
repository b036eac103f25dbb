"""A message being written: the brief, beginnings, advice, and the ways out."""

from functools import partial
from typing import Any
from zlib import crc32

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import drafts as actions
from followup.actions.drafts import ChangedElsewhere, Writing
from followup.domain import drafts as rules
from followup.domain import lint, sending
from followup.domain.starters import fill, offered
from followup.domain.values import Channel, Intent
from followup.forms.drafts import DraftForm
from followup.queries import drafts
from followup.queries.drafts import DraftPage
from followup.web import replies

bp = Blueprint("drafts", __name__, url_prefix="/contacts/<id:contact_id>/draft")
#: The fields of what is written.
_CONTENT = ("channel", "intent", "subject", "text", "starter", "reason")


@bp.get("")
def show(contact_id: int) -> str:
    """The draft, or the beginning of one. In the address, `reason` chooses an open reason, `intent` what it is for."""
    page = drafts.page(contact_id, replies.today())
    return _page(page, _begun(page))


@bp.post("")
def update(contact_id: int) -> Response:
    """Keep the draft; as somebody types, only its state is answered."""
    form = _sent(contact_id)
    if not form.validate():
        return _refused(contact_id, form)
    if replies.is_htmx() and not (form.version.data or form.text.data or form.subject.data):
        return _kept(contact_id, 0)
    try:
        # What is saved as somebody types is guarded by its version: the page sends the same id each time.
        once = None if replies.is_htmx() else form.sent_once
        done = replies.attempt(
            form,
            lambda: actions.save(contact_id, form.version.data or 0, _writing(form), replies.today(), once),
        )
    except ChangedElsewhere as found:
        if not form.keeps_both:
            return _both(contact_id, form, found.version)
        done = replies.attempt(form, lambda: actions.append(contact_id, _writing(form), replies.today()))
    if done is None:
        return _refused(contact_id, form)
    if replies.is_htmx():
        return _kept(contact_id, int(done.answer["version"]))
    return _back_to_draft(contact_id, done.change)


@bp.post("/starters")
def begin(contact_id: int) -> Response:
    """Put a starter in; what is written stays."""
    form = _sent(contact_id)
    if not form.validate():
        return _refused(contact_id, form)
    try:
        done = replies.attempt(
            form,
            lambda: actions.begin(
                contact_id,
                form.version.data or 0,
                _writing(form),
                form.begin.data or "",
                replies.today(),
                form.sent_once,
            ),
        )
    except ChangedElsewhere as found:
        return _both(contact_id, form, found.version)
    return _back_to_draft(contact_id, done.change) if done else _refused(contact_id, form)


@bp.post("/sent")
def send(contact_id: int) -> Response:
    """Log what was sent; the draft is done."""
    form = _sent(contact_id)
    form.back.data = f"/contacts/{contact_id}"
    done = None
    if form.validate():
        done = replies.attempt(
            form,
            lambda: actions.send(
                contact_id, form.version.data or 0, _writing(form), replies.today(), form.sent_once
            ),
        )
    return replies.made(done.change, form) if done else _refused(contact_id, form)


@bp.post("/delete")
def delete(contact_id: int) -> Response:
    """Throw the draft away."""
    form = _sent(contact_id)
    form.back.data = f"/contacts/{contact_id}"
    done = None
    if form.validate():
        done = replies.attempt(
            form,
            lambda: actions.delete(
                contact_id, form.text.data or "", replies.today(), form.sent_once, _page_id()
            ),
        )
    return replies.made(done.change, form) if done else _refused(contact_id, form)


@bp.post("/advice")
def advise(contact_id: int) -> str:
    """Advice on what is being typed, and the ways out with it. Changes nothing."""
    page, form = drafts.page(contact_id, replies.today()), _sent(contact_id)
    form.validate()
    if not replies.is_htmx():
        return _page(page, form)
    return render_template("drafts/advised.html", **_context(page, form))


def _sent(contact_id: int) -> DraftForm:
    """The form as sent. Each of its buttons, with what was written, is a request of its own, though they share one id.

    The browser's Back brings the page back with that id, and something else may be written on it then.
    """
    form = DraftForm(replies.with_back(f"/contacts/{contact_id}/draft"))
    button = (request.endpoint or "").rpartition(".")[2]
    if form.request_id.data:
        written = [form[name].data for name in ("begin", *_CONTENT)]
        form.request_id.data = f"{form.request_id.data[:40]}-{button}-{crc32(repr(written).encode()):x}"
    return form


def _begun(page: DraftPage) -> DraftForm:
    """The form with what is kept, or with what the plan advises."""
    draft, plan = page.draft, page.planned.plan
    chosen = page.reason(replies.number("reason"))
    if draft:
        data: dict[str, Any] = {name: getattr(draft, name) for name in ("version", *_CONTENT)}
    else:
        data = {
            "channel": rules.first_channel(plan, bool(page.emails), bool(page.linkedin)),
            "intent": _asked_intent() or rules.first_intent(plan, bool(page.reasons), bool(page.promises)),
        }
    return DraftForm(data={**data, **({"reason": chosen.id} if chosen else {})})


def _asked_intent() -> Intent | None:
    """What the address says that the message is for, where it says so."""
    asked = request.args.get("intent", "")
    return Intent(asked) if asked in list(Intent) else None


def _writing(form: DraftForm) -> Writing:
    return Writing(
        channel=form.channel.data or Channel.EMAIL,
        intent=form.intent.data,
        subject=form.subject.data or "",
        text=form.text.data or "",
        starter=form.starter.data or "",
        reason=form.reason.data,
        page=_page_id(),
    )


def _page_id() -> str:
    """The id that the page sends each time, whichever its button."""
    return request.form.get("request_id", "")[:64]


def _back_to_draft(contact_id: int, change: int) -> Response:
    return redirect(f"{url_for('drafts.show', contact_id=contact_id)}?done={change}", 303)


def _kept(contact_id: int, version: int, said: str = "", status: int = 200) -> Response:
    """The state of the draft beside its field, as somebody types: kept, or what is said instead."""
    shown = render_template(
        "drafts/_kept.html",
        contact_id=contact_id,
        version=version,
        said=said,
        is_kept=version and not said,
        is_diverged=status == 409,
    )
    return make_response(shown, status)


def _both(contact_id: int, form: DraftForm, version: int) -> Response:
    """409: both texts, the own one in the field; saved again, it takes the place of the other one."""
    if replies.is_htmx():
        said = "Another tab kept another text. Press Save to see both; nothing is lost."
        return _kept(contact_id, form.version.data or 0, said, 409)
    page = drafts.page(contact_id, replies.today())
    form.version.data = version
    return make_response(_page(page, form, other=page.draft), 409)


def _refused(contact_id: int, form: DraftForm) -> Response:
    """422: the page with the form as it was sent; as somebody types, what is wrong beside the field."""
    if replies.is_htmx():
        wrong = " ".join([*form.form_errors, *(str(error) for field in form for error in field.errors)])
        return _kept(contact_id, form.version.data or 0, wrong, 422)
    return make_response(_page(drafts.page(contact_id, replies.today()), form), 422)


def _page(page: DraftPage, form: DraftForm, other: drafts.Written | None = None) -> str:
    reason = page.reason(form.reason.data) or next(iter(page.reasons), None)
    fitting = partial(offered, page.starters, channel=form.channel.data, used=page.used)
    first = form.intent.data or rules.first_intent(page.planned.plan, bool(page.reasons), bool(page.promises))
    begin = [
        (intent, [(starter, fill(starter, page.values(reason))) for starter in fitting(intent)])
        for intent in rules.ordered(first)
        if fitting(intent)
    ]
    return render_template(
        "drafts/show.html",
        **_context(page, form),
        begin=begin,
        first=first,
        other=other,
        notice=replies.asked_notice(),
        back=f"/contacts/{page.id}/draft",
    )


def _context(page: DraftPage, form: DraftForm) -> dict[str, Any]:
    """What the advice and the ways out are made of."""
    text, subject = form.text.data or "", form.subject.data or ""
    channel: Channel | None = form.channel.data
    intent: Intent | None = form.intent.data
    mail = sending.mailto(next(iter(page.emails), ""), subject, text)
    return {
        "page": page,
        "form": form,
        "contact_id": page.id,
        "advice": lint.lint(lint.Draft(text, channel, intent), page.context),
        "mail": mail,
        "is_long": sending.is_long(mail),
        "today": replies.today(),
    }
