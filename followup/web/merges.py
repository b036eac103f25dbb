"""People who are here twice: the list of pairs, one card of two, and two who are not one."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import merges
from followup.domain.errors import NotFound
from followup.domain.merging import Side, preset
from followup.domain.wording import pace
from followup.forms.merges import TEXTS, DistinctionForm, MergeForm
from followup.queries import duplicates, likeness
from followup.queries.duplicates import Side as Card
from followup.web import replies
from followup.web.kept import kept

bp = Blueprint("merges", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which both cards differ: its name in the form, and what each has."""

    field: str
    this: str
    other: str
    is_text: bool = False


@bp.get("/duplicates")
@kept
def index() -> str:
    """Who may be here twice, the surest first."""
    page = replies.number("page", 1)
    pairs, count = duplicates.index(page)
    return render_template(
        "duplicates/index.html",
        pairs=pairs,
        count=count,
        page=page,
        more=count > page * duplicates.SHOWN,
        notice=replies.asked_notice(),
        back="/duplicates",
        today=replies.today(),
    )


@bp.get("/contacts/<id:contact_id>/merges")
def new(contact_id: int) -> str:
    """Both cards side by side; without another one, the question who that is. Raises NotFound, Conflict."""
    other = replies.number("with")
    if other:
        this, that = duplicates.side_by_side(contact_id, other)
        return _page(this, that, _form(this, that))
    name = duplicates.name_of(contact_id)
    asked = request.args.get("q", "")[:200].strip()
    return render_template(
        "merges/choose.html",
        contact_id=contact_id,
        name=name,
        asked=asked,
        found=likeness.alike(asked or name, (), contact_id),
        today=replies.today(),
    )


@bp.post("/contacts/<id:contact_id>/merges")
def create(contact_id: int) -> Response:
    """Make one card of two. Raises NotFound, Conflict."""
    form = MergeForm(replies.with_back(f"/contacts/{contact_id}"))
    other = form.other.data
    if other is None:
        raise NotFound("This contact is not here any more.")
    versions = (form.version.data or 0, form.other_version.data or 0)
    return replies.submit(
        form,
        lambda: merges.merge(contact_id, other, versions, form.chosen(), replies.today(), form.sent_once),
        again=lambda: _page(*duplicates.side_by_side(contact_id, other), form),
    )


@bp.post("/contacts/<id:contact_id>/distinctions")
def create_distinction(contact_id: int) -> Response:
    """Note that two are not the same person. Raises NotFound."""
    form = DistinctionForm(replies.with_back("/duplicates"))
    other = form.other.data
    if other is None:
        raise NotFound("This contact is not here any more.")
    return replies.submit(form, lambda: merges.tell_apart(contact_id, other, replies.today(), form.sent_once))


def _form(this: Card, that: Card) -> MergeForm:
    sides = {row.field: preset(row.this, row.other, row.is_text) for row in _rows(this, that)}
    data = {"other": that.id, "version": this.version, "other_version": that.version, **sides}
    return MergeForm(data={**data, "rhythm": Side.THIS})


def _rows(this: Card, that: Card) -> list[Row]:
    """The fields in which they differ."""
    every = [
        Row("name", this.name, that.name),
        Row("called", this.called, that.called),
        Row("rhythm", _rhythm(this), _rhythm(that)),
        *([Row("job", this.job, that.job)] if this.job and that.job else []),
        *(Row(name, this.texts[name], that.texts[name], True) for name in TEXTS),
    ]
    return [row for row in every if row.this != row.other]


def _rhythm(card: Card) -> str:
    slower = ", slower by itself" if card.taper and card.cadence else ""
    return f"{pace(card.cadence).capitalize()}{slower}"


def _page(this: Card, that: Card, form: MergeForm) -> str:
    return render_template(
        "merges/new.html", this=this, that=that, rows=_rows(this, that), form=form, today=replies.today()
    )
