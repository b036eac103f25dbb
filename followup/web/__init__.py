"""The pages: one module per resource. A route parses, calls one thing, and replies."""

from flask import Flask

from followup.config import Config
from followup.web import assets, guard


def init_web(app: Flask, config: Config) -> None:
    """Put the door, the static files and every resource on the app."""
    guard.init_guard(app, config)
    assets.init_assets(app)
