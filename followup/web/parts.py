"""The parts of a card, each changed in its place: a form in the page for htmx, a page of its own for everybody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from followup.actions import cards, employments, points
from followup.actions.changes import Draft
from followup.actions.employments import Job
from followup.domain.errors import NotFound
from followup.domain.values import PointKind
from followup.forms.base import PageForm
from followup.forms.cards import (
    CardPartForm,
    EmploymentForm,
    NameForm,
    PointForm,
    RhythmForm,
    TagsForm,
    TextForm,
)
from followup.queries import contacts
from followup.queries.contacts import ContactPage
from followup.web import replies

bp = Blueprint("parts", __name__)
Save = Callable[[int, Any, date], Draft]


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its form, what the form shows at first, and what saves it."""

    form: type[CardPartForm]
    data: Callable[[ContactPage], dict[str, Any]]
    save: Save


def job(form: EmploymentForm) -> Job:
    """The employment that the form says."""
    return Job(
        company=form.company.data or "",
        title=form.title.data or "",
        started_on=form.started_on.data,
        ended_on=form.ended_on.data,
        is_current=bool(form.is_current.data),
    )


def _text(name: str) -> Part:
    def save(contact: int, form: TextForm, today: date) -> Draft:
        return cards.set_text(
            contact, form.version.data or 0, name, form.text.data or "", today, form.sent_once
        )

    return Part(TextForm, lambda page: {"text": getattr(page, name)}, save)


PARTS = {
    "name": Part(
        NameForm,
        lambda page: {"name": page.person.entry.name, "called": page.person.called},
        lambda contact, form, today: cards.rename(
            contact, form.version.data or 0, form.name.data, form.called.data or "", today, form.sent_once
        ),
    ),
    "rhythm": Part(
        RhythmForm,
        lambda page: {"cadence": page.person.history.cadence, "taper": page.taper},
        lambda contact, form, today: cards.set_rhythm(
            contact, form.version.data or 0, form.cadence.data, bool(form.taper.data), today, form.sent_once
        ),
    ),
    "employments": Part(
        EmploymentForm,
        lambda page: {"is_current": not page.current},
        lambda contact, form, today: employments.add(contact, job(form), today, form.sent_once),
    ),
    "points": Part(
        PointForm,
        lambda _: {},
        lambda contact, form, today: points.add(
            contact, form.kind.data or PointKind.EMAIL, form.value.data or "", today, form.sent_once
        ),
    ),
    "tags": Part(
        TagsForm,
        lambda _: {},
        lambda contact, form, today: cards.tag(contact, form.names(), today, form.sent_once),
    ),
    **{name: _text(name) for name in cards.TEXTS},
}


def show(contact_id: int, part: str) -> str:
    """The form of a part."""
    page, kind = contacts.page(contact_id, replies.today()), PARTS[part]
    form = kind.form(data={**kind.data(page), "version": page.version})
    return place(page, part, form, url_for(f"parts.{part}", contact_id=contact_id))


def save(contact_id: int, part: str) -> Response:
    """Change a part, or add to a list."""
    form = PARTS[part].form(replies.with_back(f"/contacts/{contact_id}"))
    action = url_for(f"parts.{part}", contact_id=contact_id)
    return submit(contact_id, part, form, action, lambda: PARTS[part].save(contact_id, form, replies.today()))


for _name in PARTS:
    # An address and an endpoint each: parts.notes is /contacts/7/notes.
    _path = f"/contacts/<id:contact_id>/{_name}"
    bp.add_url_rule(_path, _name, partial(show, part=_name), methods=["GET"])
    bp.add_url_rule(_path, f"save_{_name}", partial(save, part=_name), methods=["POST"])


@bp.post("/contacts/<id:contact_id>/tags/<id:tag_id>/delete")
def delete_tag(contact_id: int, tag_id: int) -> Response:
    """Take a tag off."""
    return replies.press(partial(cards.untag, contact_id, tag_id), f"/contacts/{contact_id}")


def of_row(contact_id: int, part: str, row_id: int, action: str) -> str:
    """The form of one row of a part that is a list."""
    page = contacts.page(contact_id, replies.today())
    row = next(row for row in getattr(page, part) if row.id == row_id)
    return place(page, part, PARTS[part].form(data={**row._asdict(), "version": page.version}), action)


def submit(contact_id: int, part: str, form: PageForm, action: str, save: Callable[[], Draft]) -> Response:
    """Save a part; refused, its form is shown again in its place."""
    return replies.submit(
        form, save, again=lambda: place(contacts.page(contact_id, replies.today()), part, form, action)
    )


def place(page: ContactPage, part: str, form: PageForm, action: str) -> str:
    """The form of a part where it belongs. Refused, htmx is told to put it there, since the form aims at the page."""
    template = "parts/edit.html"
    if replies.is_htmx():
        template = "parts/refused.html" if request.method == "POST" else "contacts/_part.html"
    return render_template(
        template,
        contact=page,
        part=part,
        form=form,
        action=action,
        back=url_for("contacts.show", contact_id=page.id),
        today=replies.today(),
    )


def shown(contact_id: int, part: str) -> str:
    """A part as the page shows it, after its form was left. Raises NotFound for a part that is none."""
    if part not in PARTS:
        raise NotFound("This part of the card is not here.")
    page, back = contacts.page(contact_id, replies.today()), url_for("contacts.show", contact_id=contact_id)
    return render_template(
        "contacts/_part.html", contact=page, part=part, left=True, back=back, today=replies.today()
    )
