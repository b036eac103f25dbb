"""What came of it: the list, noting and mending an opening, and the thanks for it."""

from functools import partial

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import openings
from followup.actions.openings import Came
from followup.domain.errors import NotFound
from followup.domain.wording import day_name
from followup.forms.base import day_or
from followup.forms.openings import OpeningForm
from followup.forms.words import CHANNELS
from followup.queries import openings as pages
from followup.queries.openings import Asked, Role
from followup.web import replies

bp = Blueprint("openings", __name__, url_prefix="/openings")
#: So many characters of an opportunity fit into a list on a phone.
_OPTION = 36
_FROM = {"out": "", "in": " from them", "together": " together"}


@bp.get("")
def index() -> str:
    """What came of it, the newest first, with the paths that led there."""
    page = replies.number("page", 1)
    rows, more = pages.index(page)
    return render_template(
        "openings/index.html",
        rows=rows,
        page=page,
        more=more,
        notice=replies.asked_notice(),
        today=replies.today(),
        back=url_for("openings.index"),
    )


@bp.get("/new")
def new() -> str:
    """The form, for a contact or for a touchpoint that it came from. Raises NotFound."""
    asked = _asked(replies.number("contact") or None, replies.number("touchpoint") or None)
    form = OpeningForm(data={**asked.fields, "contact": asked.contact})
    form.back.data = f"/contacts/{asked.contact}"
    return _page(asked, form)


@bp.post("")
def create() -> Response:
    """Note what came of it. Raises NotFound without a contact."""
    form = OpeningForm(request.form)
    if form.contact.data is None:
        raise NotFound("This contact is not here any more.")
    contact, today = form.contact.data, replies.today()
    return replies.submit(
        form,
        lambda: openings.note(contact, _came(form), today, form.sent_once),
        again=lambda: _page(_asked(contact, None), form),
    )


@bp.get("/<id:opening_id>/edit")
def edit(opening_id: int) -> str:
    """The form of an opening."""
    asked = pages.one(opening_id)
    form = OpeningForm(data={**asked.fields, "contact": asked.contact, "seen": asked.seen})
    form.back.data = f"/contacts/{asked.contact}"
    return _page(asked, form)


@bp.post("/<id:opening_id>/edit")
def update(opening_id: int) -> Response:
    """Change an opening."""
    asked, today = pages.one(opening_id), replies.today()
    form = OpeningForm(replies.with_back(f"/contacts/{asked.contact}"))
    return replies.submit(
        form,
        lambda: openings.edit(opening_id, form.seen.data or 0, _came(form), today, form.sent_once),
        again=lambda: _page(asked, form),
    )


@bp.post("/<id:opening_id>/delete")
def delete(opening_id: int) -> Response:
    """Move an opening to the trash."""
    return replies.press(partial(openings.delete, opening_id), "/openings")


@bp.post("/<id:opening_id>/thanks")
def thank(opening_id: int) -> Response:
    """Whoever opened the door is thanked."""
    return replies.press(partial(openings.thank, opening_id))


@bp.post("/<id:opening_id>/settlements")
def settle(opening_id: int) -> Response:
    """No thanks are needed."""
    return replies.press(partial(openings.need_no_thanks, opening_id))


def _asked(contact: int | None, touchpoint: int | None) -> Asked:
    if contact is None and touchpoint is None:
        raise NotFound("Open somebody's page first; what came of it is noted there.")
    return pages.new(contact, touchpoint, replies.today())


def _came(form: OpeningForm) -> Came:
    return Came(
        kind=form.kind.data,
        day=day_or(form.day.data, replies.today()),
        touchpoint=form.touchpoint.data,
        opportunity=form.opportunity.data,
        led_to=form.led_to.data,
        text=form.text.data or "",
    )


def _page(asked: Asked, form: OpeningForm) -> str:
    today = replies.today()
    form.point()
    form.touchpoint.offer(
        "None of these",
        {
            one.id: f"{CHANNELS[one.channel]}{_FROM[one.direction]}, {day_name(one.day, today)}"
            for one in asked.touchpoints
        },
    )
    form.opportunity.offer("None, or I don't know", {role.id: _said(role) for role in asked.noes})
    form.led_to.offer("Nothing yet", {role.id: _said(role) for role in asked.roles})
    return render_template("openings/edit.html", asked=asked, form=form, today=today)


def _said(role: Role) -> str:
    return role.name if len(role.name) <= _OPTION else f"{role.name[: _OPTION - 1].rstrip()}…"
