"""Tags."""

from functools import partial

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from followup.actions import tags as actions
from followup.forms.tags import TagForm
from followup.queries import tags
from followup.web import replies

bp = Blueprint("tags", __name__, url_prefix="/tags")


@bp.get("")
def index() -> str:
    """The tags with counts."""
    notice = replies.asked_notice()
    return render_template(
        "tags/index.html", list=tags.index(), notice=notice, back="/tags", today=replies.today()
    )


@bp.get("/<id:tag_id>")
def show(tag_id: int) -> str:
    """A tag with its people; the following ones alone for who scrolls down."""
    place = replies.number("from")
    page = tags.page(tag_id, place, replies.today())
    if replies.is_htmx() and place:
        return render_template("tags/more.html", tag=page, today=replies.today())
    return _page(page, TagForm(data={"name": page.name, "cadence": page.cadence}))


@bp.post("/<id:tag_id>/edit")
def update(tag_id: int) -> Response:
    """Rename it, or give it a rhythm."""
    form = TagForm(replies.with_back(f"/tags/{tag_id}"))
    return replies.submit(
        form,
        lambda: actions.edit(
            tag_id,
            form.name.data or "",
            form.cadence.data,
            replies.today(),
            bool(form.also_theirs.data),
            form.sent_once,
        ),
        again=lambda: _page(tags.page(tag_id, 0, replies.today()), form),
    )


@bp.post("/<id:tag_id>/delete")
def delete(tag_id: int) -> Response:
    """Take it off everybody."""
    return replies.press(partial(actions.delete, tag_id), "/tags")


def _page(page: tags.TagPage, form: TagForm) -> str:
    return render_template(
        "tags/show.html",
        tag=page,
        form=form,
        notice=replies.asked_notice(),
        back=f"/tags/{page.id}",
        today=replies.today(),
    )
