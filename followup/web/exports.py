"""Taking everything along: files to keep, and files for other programs. Nothing is changed by it."""

from collections.abc import Iterable

from flask import Blueprint, Response, current_app, render_template, request

from followup.exchange import calendar, cards, json, sheets
from followup.exchange.files import TYPES, Kind, What, name
from followup.queries import exports
from followup.web import replies

bp = Blueprint("exports", __name__, url_prefix="/export")


@bp.get("")
def index() -> str:
    """What there is to take along, and what each is good for."""
    return render_template("exports/index.html", today=replies.today())


@bp.get("/followup.json")
def everything() -> Response:
    """Everything; private writing only where it is asked for."""
    with_writing = "with_writing" in request.args
    return as_file(Kind.JSON, json.write(exports.tables(with_writing), exports.everything(with_writing)))


@bp.get("/contacts.csv")
def contacts() -> Response:
    """People for a spreadsheet."""
    return as_file(Kind.CSV, sheets.people(exports.contacts(replies.today())), What.CONTACTS)


@bp.get("/touchpoints.csv")
def touchpoints() -> Response:
    """What was exchanged, for a spreadsheet."""
    return as_file(Kind.CSV, sheets.touchpoints(exports.touchpoints()), What.TOUCHPOINTS)


@bp.get("/opportunities.csv")
def opportunities() -> Response:
    """Roles, decisions and doors for a spreadsheet."""
    return as_file(Kind.CSV, sheets.opportunities(exports.opportunities()), What.OPPORTUNITIES)


@bp.get("/vcard-<int(min=3, max=4):version>.vcf")
def vcards(version: int) -> Response:
    """People for an address book."""
    return as_file(Kind.VCARD, cards.people(exports.contacts(replies.today()), version))


@bp.get("/dates.ics")
def dates() -> Response:
    """Everybody's next date for a calendar."""
    now = current_app.extensions["followup_clock"].now()
    return as_file(Kind.ICS, [calendar.write(calendar.due(exports.due(replies.today())), now)])


def as_file(kind: Kind, pieces: Iterable[str | bytes], what: What | None = None) -> Response:
    """A file to be kept under a name with the day, and nowhere else on the way. Its pieces are written as UTF-8."""
    encoded = (piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
    answer = Response(encoded, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name(kind, replies.today(), what)}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
