"""`followup serve`, which is also what `followup` alone does."""

from __future__ import annotations

from datetime import datetime

import click

from followup.cli.desk import clock_of, configuration
from followup.cli.options import data_option


@click.command()
@click.option("--host", metavar="HOST", help="IP address to listen at, or localhost; else 127.0.0.1.")
@click.option("--port", metavar="PORT", help="Port to listen at; else 5111.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in your browser.")
@data_option
@click.pass_context
def serve(
    ctx: click.Context,
    data: str | None,
    host: str | None = None,
    port: str | None = None,
    open_browser: bool = False,
) -> None:
    """Serve the pages until Ctrl+C.

    \b
    Example: $ followup serve --port 5112 --open
    """
    from followup import create_app
    from followup.actions import purges, recomputations, staging
    from followup.cli.serve import run
    from followup.config import refuse_open_door

    config = configuration(ctx, data, host=host, port=port)
    # Before anything is made on the disk for a server that may not start.
    refuse_open_door(config)
    app = create_app(config, clock=clock_of(ctx))

    def now() -> datetime:
        with app.app_context():
            return app.extensions["followup_clock"].now()

    def tidy() -> None:
        with app.app_context():
            today = app.extensions["followup_clock"].today()
            purges.tidy(today)
            staging.drop(today)

    # What a stop cut short goes on.
    recomputations.in_background(app.app_context)
    run(app, config, now, open_browser=open_browser, tidy=tidy)
