"""I have a new job: what that plans, shown before it is done."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from followup.actions import landings
from followup.domain import openings
from followup.forms.landings import LandingForm
from followup.queries import landings as pages
from followup.web import replies

bp = Blueprint("landings", __name__, url_prefix="/landing")


@bp.get("")
def new() -> str:
    """Who would be thanked, and who would be written to every quarter."""
    preview = pages.preview()
    return _page(preview, LandingForm(data={"starts_on": preview.starts_on}))


@bp.post("")
def create() -> Response:
    """Plan it, with one Undo."""
    form = LandingForm(replies.with_back("/"))
    return replies.submit(
        form,
        lambda: landings.land(form.starts_on.data, replies.today(), form.sent_once),
        again=lambda: _page(pages.preview(), form),
    )


def _page(preview: pages.Preview, form: LandingForm) -> str:
    form.point()
    return render_template(
        "landings/new.html",
        preview=preview,
        form=form,
        start=openings.say_start(preview.starts_on, replies.today()),
        thanks=openings.say_openers(preview.thanks.count, preview.thanked),
        quarterly=openings.say_quarterly(preview.quarterly.count),
        today=replies.today(),
    )
