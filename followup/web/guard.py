"""The door: which names the server answers to, who may change something, and what browsers are told.

Host check and same-origin guard run before any view, for every route, so that a route cannot forget them.
"""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, MisdirectedRequest

from followup.config import DEFAULT_PORTS, Config, canonical_host, is_ip, is_loopback, is_wildcard

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; "
    "object-src 'none'"
)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_HOST_HEADER = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::\d{0,5})?")


def init_guard(app: Flask, config: Config) -> None:
    """Guard every request of `app`.

    Answers 400, 421 or 403, with one sentence of help, by raising werkzeug's BadRequest, MisdirectedRequest and
    Forbidden, so that the app's own error pages apply.
    """
    names = _own_names(config)
    any_address = is_wildcard(config.host)

    def check_door() -> None:
        host = _host(request)
        if host is None:
            raise BadRequest(f"This request names no host that can be read; open {config.url}/ instead.")
        if host not in names and not (any_address and is_ip(host)):
            raise MisdirectedRequest(
                f"Followup does not answer to this name; open {config.url}/ instead, "
                "or add the name to FOLLOWUP_ALLOWED_HOSTS."
            )
        if request.method not in SAFE_METHODS:
            _check_origin(request, config)

    def tell_browser(response: Response) -> Response:
        return _with_headers(response, config)

    # First in, whatever was registered before; functions after a request run last in, first out.
    app.before_request_funcs.setdefault(None, []).insert(0, check_door)
    app.after_request_funcs.setdefault(None, []).insert(0, tell_browser)


def safe_next(url: str | None, default: str = "/") -> str:
    """Return `url` if it leads to a page of this site, else `default`.

    It must start with one slash, then neither slash nor backslash, and hold no byte under 0x21, which
    browsers strip: `/\\t/evil.example` would leave the site.
    """
    if url and url[0] == "/" and url[1:2] not in ("/", "\\") and min(url) > " ":
        return url
    return default


def _own_names(config: Config) -> frozenset[str]:
    base = urlsplit(config.url).hostname or ""
    names = {"localhost", "127.0.0.1", "::1", config.host, *config.allowed_hosts, base}
    if is_wildcard(config.host):
        own = socket.gethostname().lower().removesuffix(".")
        short = own.partition(".")[0]
        names |= {own, short, f"{short}.local"}
    return frozenset(names - {""})


def _host(request: Request) -> str | None:
    """The host that the request names, canonical and without port; None if none can be read."""
    match = _HOST_HEADER.fullmatch(request.environ.get("HTTP_HOST", ""))
    return canonical_host(match[1]) if match else None


def _origin(text: str) -> tuple[str, str, int] | None:
    """Scheme, canonical host and port of an address; None for `null` and whatever else is none."""
    try:
        parts = urlsplit(text)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
        match = _HOST_HEADER.fullmatch(parts.netloc)
    except ValueError:
        return None
    host = canonical_host(match[1]) if match else None
    return (parts.scheme, host, port) if host and port else None


def _check_origin(request: Request, config: Config) -> None:
    """Raise Forbidden unless a page of this very site made the request.

    SameSite cookies would not do: another port of localhost is the same site. Browsers send no
    Sec-Fetch-Site to plain HTTP hosts on a local network, hence the Origin.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        raise Forbidden(
            f"This request does not say which page it comes from, so nothing was changed; use {config.url}/."
        )
    ours = {_origin(config.url), _origin(f"{request.scheme}://{request.environ['HTTP_HOST']}")} - {None}
    if site not in (None, "same-origin", "none") or (origin is not None and _origin(origin) not in ours):
        raise Forbidden(
            f"This came from another site, so nothing was changed; open {config.url}/ and do it from there."
        )


def _with_headers(response: Response, config: Config) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    if _trustworthy(config):
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if response.mimetype == "text/html":
        # A page and its fragment share an address: without this, Back may show a bare fragment.
        response.vary.add("HX-Request")
        headers.setdefault("Cache-Control", "no-cache, private")
    return response


def _trustworthy(config: Config) -> bool:
    """Whether the browser takes this address for a secure one; elsewhere COOP logs an error per page."""
    host, base = _host(request) or "", urlsplit(config.url)
    return request.is_secure or is_loopback(host) or (base.scheme == "https" and host == base.hostname)
