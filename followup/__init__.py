"""Followup helps a job seeker stay in touch, tactfully, with the people who turned them down."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask

    from followup.clock import Clock
    from followup.config import Config

__version__ = "0.1.0"


def create_app(config: "Config | None" = None, *, clock: "Clock | None" = None) -> "Flask":
    """The application: the only place where its parts are put together.

    Without `config` the environment is read. `clock` tells another day, for tests. Prepares the data folder and
    brings the database to the newest tables, after a backup. Raises Refused where that would not be safe.
    """
    from flask import Flask

    from followup import config as configuration
    from followup import db, migrations, storage, web
    from followup.clock import Clock
    from followup.queries import settings
    from followup.web import assets

    config = config or configuration.load(os.environ)
    storage.prepare(config.data)
    storage.make_private(storage.database_path(config.data))
    # The instance path is given: Flask's guess depends on where the virtual environment lies.
    app = Flask(
        "followup",
        instance_path=str(config.data),
        static_folder=None,
        template_folder=str(assets.folder("templates")),
    )
    app.config["FOLLOWUP"] = config
    app.config["VERSION"] = __version__
    db.init_db(app, config.data, config.journal_mode)
    app_clock = clock or Clock(config.tz, settings.time_zone)
    app.extensions["followup_clock"] = app_clock
    app.extensions["followup_demo"] = _fill_demo
    with app.app_context():
        migrations.upgrade(
            db.engine(), lambda: storage.backup_before("upgrade", config.data, app_clock.now())
        )
    web.init_web(app, config)
    return app


def _fill_demo(today: "date") -> int:
    from followup import demo

    return demo.fill(today)
