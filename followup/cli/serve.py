"""Run the server until it is told to stop. waitress is imported when it is about to start."""

from __future__ import annotations

import errno
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from flask import Flask

from followup import __version__
from followup.config import Config, refuse_open_door
from followup.domain.errors import Refused
from followup.storage import ServerLock, keep_backups, network_warning, prepare

# The app takes ten megabytes; what is a little larger is let in, so that it gets a page that says so. waitress itself
# answers before a file has come, which browsers show as a broken connection.
MAX_BODY = 100 * 1024 * 1024
# Under the ten seconds after which `docker stop` kills.
GRACE_SECONDS = 8


def run(app: Flask, config: Config, now: Callable[[], datetime], *, open_browser: bool = False) -> None:
    """Serve `app` until SIGTERM or SIGINT; then requests in flight finish. Main thread only.

    `now` dates the daily backups.

    Raises Refused, in one line, where the door would stand open, another server has the data folder,
    or the port is taken.
    """
    refuse_open_door(config)
    prepare(config.data)
    with ServerLock(config.data, f"{config.url}/"):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sys.exit())
        sockets: dict[int, Any] = {}
        server = _listen(app, config, sockets)
        _announce(config)
        keep_backups(config.data, now, lambda said: click.echo(said, err=True), tidy=lambda: _tidy(app))
        if open_browser:
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(f"{config.url}/",), daemon=True).start()
        _loop(server, sockets)


def _tidy(app: Flask) -> None:
    """What is left of files that were chosen for import before yesterday goes."""
    from followup.actions import staging

    with app.app_context():
        staging.drop(app.extensions["followup_clock"].today())


def _listen(app: Flask, config: Config, sockets: dict[int, Any]) -> Any:
    """Bind and return waitress's server, which keeps its connections in `sockets`."""
    from waitress.server import create_server

    # It warns of every request that waits for a thread, which is not worth a line.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)

    try:
        return create_server(
            _behind_proxies(app, config.trusted_proxies),
            map=sockets,
            host=config.host,
            port=config.port,
            url_prefix=config.prefix,
            threads=4,
            ident="followup",
            max_request_body_size=MAX_BODY,
            clear_untrusted_proxy_headers=not config.trusted_proxies,
        )
    except (OSError, ValueError) as error:
        raise Refused(_why_not(error, config)) from error


def _why_not(error: Exception, config: Config) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"Port {config.port} is taken by another program; choose another one with --port."
    if number in (errno.EACCES, errno.EPERM):
        return f"This account may not use port {config.port}; choose one from 1024 on, such as --port 5111."
    return f"Cannot listen at {config.host}, port {config.port} ({error}); --host 127.0.0.1 works anywhere."


def _behind_proxies(app: Flask, trusted: tuple[str, ...]) -> Callable[..., Any]:
    """Take the client's address and scheme from X-Forwarded headers that a trusted proxy sent.

    Never the host: a page that rebinds its name to this machine could send that header itself.
    """
    if not trusted:
        return app
    from werkzeug.middleware.proxy_fix import ProxyFix

    fixed = ProxyFix(app, x_for=1, x_proto=1)

    def choose(environ: dict[str, Any], start_response: Any) -> Any:
        return (fixed if environ["REMOTE_ADDR"] in trusted else app)(environ, start_response)

    return choose


def _announce(config: Config) -> None:
    click.echo(f"Followup {__version__} at {config.url}/\nYour data: {config.data}\nTo stop: Ctrl+C")
    for name in config.unknown:
        click.echo(f"There is no setting {name}; `followup config` lists them all.", err=True)
    if warning := network_warning(config.data):
        click.echo(warning, err=True)


def _loop(server: Any, sockets: dict[int, Any]) -> None:
    """Answer until SystemExit; then let the threads finish and all of their answers leave.

    waitress's own `run` would cut an answer that is larger than the socket's buffer.
    """
    from waitress import wasyncore

    try:
        wasyncore.loop(timeout=1, map=sockets)
    except SystemExit:
        deadline = time.monotonic() + GRACE_SECONDS
        for listener in [s for s in sockets.values() if getattr(s, "accepting", False)]:
            # Not its own `close`, which takes away what the threads signal with.
            wasyncore.dispatcher.close(listener)
        threads = server.task_dispatcher
        threads.set_thread_count(0)
        while (threads.threads or _unsent(sockets)) and time.monotonic() < deadline:
            wasyncore.loop(timeout=0.05, map=sockets, count=1)


def _unsent(sockets: dict[int, Any]) -> bool:
    return any(getattr(channel, "total_outbufs_len", 0) for channel in sockets.values())
