"""Several contacts at once: those ticked in the list, or all whom it finds."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from followup.actions import selections as actions
from followup.actions.changes import Draft
from followup.domain.errors import Conflict
from followup.domain.outgoing import Person
from followup.domain.selecting import compact
from followup.exchange import cards, sheets
from followup.exchange.files import Kind, What
from followup.forms.selections import (
    CadenceSelectionForm,
    CloseSelectionForm,
    SelectionForm,
    SnoozeSelectionForm,
    TagSelectionForm,
    UntagSelectionForm,
)
from followup.queries import exports as everybody
from followup.queries import selections, settings
from followup.queries.selections import Chosen
from followup.web import exports, replies

bp = Blueprint("selections", __name__, url_prefix="/selections")
Sent = TypeVar("Sent", bound=SelectionForm)


@bp.get("")
def index() -> str:
    """Who is chosen, and what can be done with all of them at once."""
    return _page(SelectionForm(request.args))


@bp.get("/contacts.csv")
def sheet() -> Response:
    """Them for a spreadsheet."""
    return exports.as_file(Kind.CSV, sheets.people(_people()), What.CONTACTS)


@bp.get("/contacts.vcf")
def vcards() -> Response:
    """Them for an address book."""
    return exports.as_file(Kind.VCARD, cards.people(_people()))


@bp.post("/tags")
def tag() -> Response:
    """Put a tag on them."""
    return _submit(
        TagSelectionForm,
        lambda form, chosen: actions.tag(chosen, form.name.data or "", replies.today(), form.sent_once),
    )


@bp.post("/tags/delete")
def untag() -> Response:
    """Take a tag off them."""
    return _submit(
        UntagSelectionForm,
        lambda form, chosen: actions.untag(chosen, form.which.data or 0, replies.today(), form.sent_once),
    )


@bp.post("/cadence")
def cadence() -> Response:
    """Give them a rhythm, or none."""
    return _submit(
        CadenceSelectionForm,
        lambda form, chosen: actions.set_cadence(chosen, form.cadence.data, replies.today(), form.sent_once),
    )


@bp.post("/snoozes")
def snooze() -> Response:
    """Set the day on which they come back."""

    def act(form: SnoozeSelectionForm, chosen: Chosen) -> Draft:
        assert form.until.data
        return actions.snooze(chosen, form.until.data, replies.today(), form.sent_once)

    return _submit(SnoozeSelectionForm, act)


@bp.post("/standing")
def close() -> Response:
    """Close them, with the reason chosen; those who are closed already stay as they are."""
    return _submit(
        CloseSelectionForm,
        lambda form, chosen: actions.close(chosen, form.because.data, replies.today(), form.sent_once),
    )


@bp.post("/delete")
def delete() -> Response:
    """Move them to the trash."""
    return _submit(
        SelectionForm, lambda form, chosen: actions.delete(chosen, replies.today(), form.sent_once)
    )


def _people() -> list[Person]:
    found = selections.page(_chosen(SelectionForm(request.args)), replies.today())
    meant = set(found.ids)
    return [person for person in everybody.contacts(replies.today()) if person.id in meant]


def _chosen(form: SelectionForm) -> Chosen:
    wanted = form.listed.wanted() if form.all.data else None
    return Chosen(frozenset(form.who.data or ()), wanted, form.seen.data or "")


def _submit(kind: type[Sent], act: Callable[[Sent, Chosen], Draft]) -> Response:
    """Act and go back to the list; the page again where something is missing, or others are meant by now."""
    form = kind(replies.with_all("/contacts"))
    try:
        return replies.submit(form, lambda: act(form, _chosen(form)), again=lambda: _page(form, refused=form))
    except Conflict as error:
        if replies.is_from_before(form):
            raise
        return make_response(_page(form, wrong=str(error)), 409)


def _page(form: SelectionForm, refused: SelectionForm | None = None, wrong: str = "") -> str:
    found = selections.page(_chosen(form), replies.today())
    kinds = (
        TagSelectionForm,
        UntagSelectionForm,
        CadenceSelectionForm,
        SnoozeSelectionForm,
        CloseSelectionForm,
        SelectionForm,
    )
    preset = {"cadence": settings.cadence()} if found.ids else {}
    names = ("tag", "untag", "cadence", "snooze", "close", "delete")
    forms = {
        name: refused if refused is not None and type(refused) is kind else kind(data=preset)
        for name, kind in zip(names, kinds, strict=True)
    }
    return render_template(
        "selections/index.html",
        chosen=found,
        forms=forms,
        wrong=wrong or " ".join(str(error) for error in form.who.errors),
        all=bool(form.all.data),
        asked=form.listed.asked(),
        who=compact(found.ids),
        meant={"all": "y", **form.listed.asked()} if form.all.data else {"who": compact(found.ids)},
        notice=None,
        back="/contacts",
        today=replies.today(),
    )
