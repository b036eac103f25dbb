"""Errors become pages that say what to do, never a trace."""

import logging

from flask import Flask, make_response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from followup.domain.errors import Ambiguous, Conflict, FollowupError, Invalid, NotFound
from followup.web import replies

_STATUS = {NotFound: 404, Conflict: 409, Invalid: 422, Ambiguous: 422}
_TITLES = {
    400: "This request could not be read",
    403: "This came from another page",
    404: "Nothing here",
    405: "This address takes another kind of request",
    409: "It changed in between",
    413: "This is too large",
    421: "Another name",
    422: "Something is missing",
}
log = logging.getLogger("followup")


def status_of(error: Exception) -> int:
    """The status of an error that a person can mend; 503 for one that has none of its own."""
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503)


def init_errors(app: Flask) -> None:
    """Map every error to a page once."""

    def known(error: Exception) -> Response:
        return _page(status_of(error), str(error))

    def http(error: HTTPException) -> Response:
        status = error.code or 500
        said = type(error).description != error.description and error.description
        return _page(status, said or _HELP.get(status, "Go back and try again."))

    def unknown(error: Exception) -> Response:
        # No form and no address, which hold names and notes; what was to be stored is kept out by the engine.
        log.error("%s on %s", type(error).__name__, request.endpoint, exc_info=True)
        return _page(
            500, "Something went wrong here, and nothing was changed. Try again; then run `followup doctor`."
        )

    app.register_error_handler(FollowupError, known)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unknown)


_HELP = {
    404: "This page is not here, or not any more. Start again from this week.",
    405: "Go back and use the buttons of the page.",
    413: "Ten megabytes are the most.",
}


def _page(status: int, message: str) -> Response:
    if replies.is_htmx():
        shown = render_template("errors/shown.html", notice=replies.Notice(None, message))
        return make_response(shown, status)
    title = _TITLES.get(status, "Something went wrong")
    return make_response(
        render_template("errors/error.html", status=status, title=title, message=message), status
    )
