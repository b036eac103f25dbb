"""Tags."""

import re

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import tags as actions
from followup.forms.base import PageForm
from followup.forms.tags import TagForm
from followup.queries import tags
from followup.web import replies

bp = Blueprint("tags", __name__, url_prefix="/tags")


@bp.get("")
def index() -> str:
    """The tags with counts."""
    notice = replies.notice(request.args.get("done"))
    return render_template(
        "tags/index.html", list=tags.index(), notice=notice, back="/tags", today=replies.today()
    )


@bp.get("/<id:tag_id>")
def show(tag_id: int) -> str:
    """A tag with its people; the following ones alone for who scrolls down."""
    start = request.args.get("from", "")
    place = int(start) if re.fullmatch(r"[1-9]\d{0,8}", start, re.ASCII) else 0
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
    form = PageForm(replies.with_back("/tags"))
    return replies.submit(form, lambda: actions.delete(tag_id, replies.today(), form.sent_once))


def _page(page: tags.TagPage, form: TagForm) -> str:
    return render_template(
        "tags/show.html",
        tag=page,
        form=form,
        notice=replies.notice(request.args.get("done")),
        back=f"/tags/{page.id}",
        today=replies.today(),
    )
