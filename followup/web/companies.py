"""Companies."""

from dataclasses import asdict
from functools import partial

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from followup.actions import companies as actions
from followup.actions.companies import Card
from followup.domain.fields import NAME_LIMIT
from followup.forms.companies import CompanyForm
from followup.queries import companies
from followup.web import replies

bp = Blueprint("companies", __name__, url_prefix="/companies")


@bp.get("")
def index() -> str:
    """The companies, by name; the rows alone for what is typed, and the following ones for who scrolls down."""
    start = replies.number("after") or None
    found = companies.index(request.args.get("q", "")[:NAME_LIMIT], start, replies.today())
    template = "companies/index.html"
    if replies.is_htmx():
        template = "companies/more.html" if start else "companies/_companies.html"
    notice = None if replies.is_htmx() else replies.asked_notice()
    return render_template(template, list=found, notice=notice, back="/companies", today=replies.today())


@bp.get("/<id:company_id>")
def show(company_id: int) -> str:
    """The page of a company."""
    return replies.show(replies.region(f"/companies/{company_id}"))


@bp.get("/<id:company_id>/edit")
def edit(company_id: int) -> str:
    """The form of a company."""
    card = companies.card(company_id)
    return _edit_page(company_id, CompanyForm(data=asdict(card)))


@bp.post("/<id:company_id>/edit")
def update(company_id: int) -> Response:
    """Change a company."""
    form = CompanyForm(replies.with_back(f"/companies/{company_id}"))
    return replies.submit(
        form,
        lambda: actions.edit(
            company_id, form.version.data or 0, Card(**form.card()), replies.today(), form.sent_once
        ),
        again=lambda: _edit_page(company_id, form),
    )


@bp.post("/<id:company_id>/delete")
def delete(company_id: int) -> Response:
    """Move a company to the trash."""
    return replies.press(partial(actions.delete, company_id), "/companies")


def _edit_page(company_id: int, form: CompanyForm) -> str:
    return render_template(
        "companies/edit.html", form=form, company=companies.card(company_id), today=replies.today()
    )
