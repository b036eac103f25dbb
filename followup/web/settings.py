"""The settings of daily life, and how the pages look."""

from dataclasses import asdict
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, Flask, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from followup import storage
from followup.actions import settings as actions
from followup.clock import Clock, system_zone
from followup.domain.settings import Keys, Theme, zone_named
from followup.domain.settings_preview import kept_up
from followup.domain.wording import WEEKDAYS, day_name
from followup.forms.settings import SettingsForm, ThemeForm
from followup.queries import settings, settings_preview
from followup.web import replies

bp = Blueprint("settings", __name__, url_prefix="/settings")


def init_settings(app: Flask) -> None:
    """Tell every whole page how it shall look, and whether single keys do something there."""
    app.context_processor(
        lambda: (
            {} if replies.is_htmx() else {"theme": settings.theme().value, "keys": settings.keys() is Keys.ON}
        )
    )


@bp.get("")
def index() -> str:
    """What is set, and what each of it changes."""
    return _page(_form(settings.page()))


@bp.post("")
def update() -> Response:
    """Save; or, asked for a preview, only show what would change."""
    form = _form(settings.page(), replies.with_back("/settings"))
    if "preview" in request.form and form.validate():
        return make_response(_page(form, preview=True))
    return replies.submit(
        form,
        lambda: actions.save(form.wanted(_clock().locked), replies.today(), form.sent_once),
        again=lambda: _page(form),
    )


@bp.get("/preview")
def preview() -> Response:
    """What would change, as somebody tries; nothing is saved."""
    form = _form(settings.page(), request.args)
    status = 200 if form.validate() else 422
    return make_response(render_template("settings/_preview.html", **_foresight(form)), status)


@bp.post("/theme")
def theme() -> Response:
    """Light, dark, or as the system, from any page."""
    form = ThemeForm(request.form)
    wanted = {"theme": form.theme.data.value} if form.theme.data else {}
    return replies.submit(
        form,
        lambda: actions.save(wanted, replies.today(), form.sent_once),
        again=lambda: _page(_form(settings.page())),
    )


@bp.get("/recomputations")
def recomputations() -> str:
    """How far everybody's dates are worked out anew."""
    template = "settings/_recomputation.html" if replies.is_htmx() else "settings/recomputations.html"
    return render_template(template, progress=settings.progress(), today=replies.today())


def _form(page: settings.SettingsPage, sent: Any = None) -> SettingsForm:
    """The form with what is set, or with what was sent."""
    stored = {
        **asdict(page.chosen),
        "time_zone": page.time_zone,
        "theme": page.theme,
        "keys": page.keys,
        "my_name": page.my_name,
    }
    form = SettingsForm(sent, data=stored)
    form.offer_zones(_system(), _zones())
    return form


def _page(form: SettingsForm, preview: bool = False) -> str:
    config, clock = current_app.config["FOLLOWUP"], _clock()
    return render_template(
        "settings/index.html",
        form=form,
        **_foresight(form),
        asked=preview,
        progress=settings.progress(),
        locked_zone=clock.zone().key if clock.locked else None,
        data=config.data,
        newest_backup=storage.newest_backup(config.data),
        version=current_app.config["VERSION"],
        notice=replies.asked_notice(),
        back="/settings",
        today=replies.today(),
    )


def _foresight(form: SettingsForm) -> dict[str, Any]:
    """What these settings would change, and what the budget can keep up."""
    if any(field.errors or (field.data is None and field.name in form.numbers()) for field in form):
        return {"changes": None, "keeps_up": None, "wrong": [str(e) for f in form for e in f.errors]}
    found = settings_preview.preview(form.numbers(), replies.today())
    found += _looks(form)
    return {"changes": found, "keeps_up": kept_up(form.budget.data or 1), "wrong": []}


_LOOKS = {
    Theme.LIGHT: "Every page turns light.",
    Theme.DARK: "Every page turns dark.",
    Theme.SYSTEM: "Every page follows the system.",
}


def _looks(form: SettingsForm) -> list[str]:
    """What another theme, another time zone and the keys would change."""
    said, clock = [], _clock()
    if form.keys.data and form.keys.data != form.keys.object_data:
        said.append("Single keys do something." if form.keys.data is Keys.ON else "Single keys do nothing.")
    if form.theme.data and form.theme.data != form.theme.object_data:
        said.append(_LOOKS[form.theme.data])
    if not clock.locked and form.time_zone.data != form.time_zone.object_data:
        zone = zone_named(form.time_zone.data) if form.time_zone.data else system_zone()
        there = clock.now().astimezone(zone)
        said.append(
            f"It is {WEEKDAYS[there.weekday()]}, {day_name(there.date(), replies.today())} there now."
        )
    return said


def _clock() -> Clock:
    return current_app.extensions["followup_clock"]


@cache
def _system() -> str:
    return getattr(system_zone(), "key", "UTC")


@cache
def _zones() -> list[str]:
    """The zones that people know by a place, and UTC."""
    return [
        "UTC",
        *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")),
    ]
