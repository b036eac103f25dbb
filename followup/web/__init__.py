"""The pages: one module per resource. A route parses, calls one thing, and replies."""

from flask import Flask
from werkzeug.routing import IntegerConverter

from followup.config import Config
from followup.web import (
    adds,
    assets,
    backups,
    checkins,
    companies,
    compiled,
    contacts,
    decisions,
    demos,
    doors,
    drafts,
    employments,
    encounters,
    errors,
    exports,
    filters,
    guard,
    health,
    holds,
    imports,
    landings,
    merges,
    openings,
    opportunities,
    packing,
    parts,
    picks,
    points,
    previews,
    promises,
    reasons,
    searches,
    selections,
    settings,
    shortcuts,
    snoozes,
    spreads,
    standing,
    starters,
    suggestions,
    tags,
    touchpoints,
    trash,
    undos,
    week,
    writings,
)

RESOURCES = (
    week,
    adds,
    contacts,
    selections,
    parts,
    employments,
    points,
    demos,
    touchpoints,
    snoozes,
    spreads,
    standing,
    holds,
    opportunities,
    previews,
    decisions,
    encounters,
    doors,
    openings,
    landings,
    merges,
    promises,
    reasons,
    drafts,
    starters,
    suggestions,
    searches,
    shortcuts,
    companies,
    checkins,
    writings,
    settings,
    backups,
    imports,
    picks,
    exports,
    tags,
    trash,
    undos,
    health,
)

#: Of one request. The server itself takes more, so that a file that is too large is answered with a page.
MOST_BYTES = 10 * 1024 * 1024


class IdConverter(IntegerConverter):
    """A row's id: bounded, since a longer number is no id and no database takes it."""

    regex = r"[1-9]\d{0,17}"


def init_web(app: Flask, config: Config) -> None:
    """Put the door, the static files and every resource on the app."""
    app.url_map.converters["id"] = IdConverter
    app.url_map.strict_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    guard.init_guard(app, config)
    assets.init_assets(app)
    compiled.init_compiled(app, assets.folder("templates"))
    filters.init_filters(app)
    errors.init_errors(app)
    settings.init_settings(app)
    packing.init_packing(app)
    for resource in RESOURCES:
        app.register_blueprint(resource.bp)
