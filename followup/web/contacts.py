"""Contacts: the page of one, its timeline, its whole card."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from followup.actions import cards, standing
from followup.actions.cards import Card
from followup.actions.changes import Draft
from followup.domain.errors import Invalid
from followup.domain.values import PointKind
from followup.forms.cards import MOST_POINTS, POINT_FIELDS, CardForm
from followup.forms.contact_list import ContactListForm
from followup.forms.standing import CadenceForm
from followup.queries import contact_list, contacts, likeness, settings, timelines
from followup.queries.likeness import Known
from followup.web import parts, replies
from followup.web.kept import kept

bp = Blueprint("contacts", __name__, url_prefix="/contacts")


@bp.get("")
@kept
def index() -> str:
    """The list, or with htmx one page of it."""
    form = ContactListForm(request.args)
    return render_template(
        "contacts/_people.html" if replies.is_htmx() else "contacts/index.html",
        form=form,
        page=contact_list.page(form.wanted(), replies.today()),
        notice=replies.asked_notice(),
        today=replies.today(),
    )


@bp.get("/<id:contact_id>")
@kept
def show(contact_id: int) -> str:
    """The page of a contact; for htmx, the part of its card that is asked for."""
    if replies.is_htmx() and "part" in request.args:
        return parts.shown(contact_id, request.args["part"])
    return replies.show(replies.region(f"/contacts/{contact_id}"))


@bp.get("/<id:contact_id>/timeline")
def timeline(contact_id: int) -> str:
    """What happened before the newest few: more of the list for htmx, a page for everybody else."""
    today = replies.today()
    found = timelines.page(contact_id, today, replies.number("skip"))
    context = {"contact_id": contact_id, "timeline": found, "back": f"/contacts/{contact_id}", "today": today}
    if replies.is_htmx():
        return render_template("timelines/shown.html", **context)
    return render_template("timelines/show.html", planned=contacts.planned(contact_id, today), **context)


@bp.post("/<id:contact_id>/cadence")
def cadence(contact_id: int) -> Response:
    """Give a rhythm, or none."""
    form = CadenceForm(request.form)
    return replies.submit(
        form,
        lambda: standing.set_cadence(contact_id, form.cadence.data, replies.today(), form.sent_once),
        contact_id,
    )


@bp.get("/new")
def new() -> str:
    """The form for somebody new, with what the address says filled in."""
    given = {name: request.args.get(name, "") for name in ("name", "title", "company", "tags", "how_met")}
    return _page(CardForm(data={**given, "cadence": settings.cadence(), "taper": True}))


@bp.post("/new")
def create() -> Response:
    """Add somebody, unless they seem to be here and that was not shown yet."""
    form, today = _sent(), replies.today()
    here: list[Known] = []

    def add() -> Draft:
        here.extend(_alike(form))
        if {known.id for known in here} - form.shown():
            raise Invalid("Somebody like this is here already.", "seen")
        return cards.create(_card(form), today, form.sent_once)

    return _submit(form, add, lambda: _page(form, here))


@bp.get("/<id:contact_id>/edit")
def edit(contact_id: int) -> str:
    """The whole card in one form."""
    page = contacts.page(contact_id, replies.today())
    current = page.current
    form = CardForm(
        data={
            "version": page.version,
            "name": page.person.entry.name,
            "called": page.person.called,
            "title": current.title if current else "",
            "company": current.company if current else "",
            **{field: _of_kind(page, kind) for field, kind in POINT_FIELDS.items()},
            "tags": ", ".join(name for _, name in page.tags),
            "cadence": page.person.history.cadence,
            "taper": page.taper,
            **{name: getattr(page, name) for name in cards.TEXTS},
        }
    )
    return _page(form, contact_id=contact_id)


@bp.post("/<id:contact_id>/edit")
def update(contact_id: int) -> Response:
    """Change the whole card."""
    form, today = _sent(), replies.today()
    return _submit(
        form,
        lambda: cards.save(contact_id, form.version.data or 0, _card(form), today, form.sent_once),
        lambda: _page(form, contact_id=contact_id),
    )


@bp.post("/<id:contact_id>/delete")
def delete(contact_id: int) -> Response:
    """Move a contact to the trash; the page after it is the week."""
    return replies.press(partial(cards.delete, contact_id))


@bp.post("/checks")
def check() -> str:
    """What is wrong with the field that is being filled in, and who seems to be that person. Changes nothing."""
    form, path = _sent(), request.args.get("field", "")[:50]
    form.validate()
    field = form.named(path)
    but = replies.number("but")
    shows_alike = path == "name" or path.partition("-")[0] in POINT_FIELDS
    return render_template(
        "contacts/checked.html",
        field=field,
        here=_alike(form, but) if shows_alike else None,
        but=but,
    )


def _sent() -> CardForm:
    """The form as sent, without what cannot be read.

    That is rows whose number is none, and what a broken form sends under no name.
    """
    rows = "|".join(POINT_FIELDS)
    return CardForm(
        MultiDict(
            [
                (name, value)
                for name, value in request.form.items(multi=True)
                if name
                and (
                    name.partition("-")[0] not in POINT_FIELDS
                    or re.fullmatch(rf"({rows})-[0-9]{{1,2}}", name, re.ASCII)
                )
            ]
        )
    )


def _alike(form: CardForm, but: int = 0) -> list[Known]:
    return likeness.alike(form.name.data or "", [value for _, value in form.points()], but)


def _of_kind(page: contacts.ContactPage, kind: PointKind) -> list[str]:
    return [reached.value for reached in page.points if reached.kind is kind] or [""]


def _card(form: CardForm) -> Card:
    """What the form says."""
    return Card(
        name=form.name.data or "",
        called=form.called.data or "",
        title=form.title.data or "",
        company=form.company.data or "",
        points=tuple(form.points()),
        tags=tuple(form.names()),
        cadence=form.cadence.data,
        taper=bool(form.taper.data),
        texts={name: form[name].data or "" for name in cards.TEXTS},
        start=form.start.data,
    )


def _submit(form: CardForm, save: Callable[[], Draft], again: Callable[[], str]) -> Response:
    """Save and go to the contact; one more row changes nothing; refused, the same form."""
    for name in POINT_FIELDS:
        if f"another_{name}" in request.form and len(form[name]) < MOST_POINTS:
            form[name].append_entry()
            return make_response(again())
    done = replies.attempt(form, save) if form.validate() else None
    if done is None:
        return make_response(again(), 422)
    return redirect(url_for("contacts.show", contact_id=done.answer["contact"], done=done.change), 303)


def _page(form: CardForm, here: Sequence[Known] = (), contact_id: int | None = None) -> str:
    if form.seen.data and not here:
        here = _alike(form)
    grown = next((name for name in POINT_FIELDS if f"another_{name}" in request.form), "")
    return render_template(
        "contacts/edit.html",
        form=form,
        here=here,
        contact_id=contact_id,
        grown=grown,
        but=contact_id or 0,
        today=replies.today(),
    )
