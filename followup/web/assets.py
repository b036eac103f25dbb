"""Static files, served from memory at `/static/<version>/<name>`.

The version is a digest of the whole folder, so that one style sheet or module may name another by a
relative address, and a browser may keep every file for good. The folder is small (well under a megabyte)
and is read once, when the app is made; only what is in it then can be served, so no path can lead out.
"""

import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, has_request_context, request
from markupsafe import Markup

FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
PACKAGE = Path(__file__).resolve().parent.parent

# Our own table: the standard library's also reads the system's files, which differ from machine to machine.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    "": "text/plain; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
ALREADY_SMALL = {".png", ".webp", ".woff2"}


def folder(name: str) -> Path:
    """The folder `name` ("templates", "static"), inside the package, as in a wheel, else beside it, as in a checkout.

    Raises FileNotFoundError where neither is there: the installation is broken.
    """
    for parent in (PACKAGE, PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"Followup's folder {name!r} is missing: install Followup again.")


@dataclass
class Asset:
    """One file: its bytes, type and digest, and its gzip form once somebody asked for it."""

    content: bytes
    mimetype: str
    digest: str
    compressible: bool
    _gzipped: bytes | None = field(default=None, repr=False)

    def gzipped(self) -> bytes:
        """The content, compressed at the first call. Two threads at once do the same work, harmlessly."""
        if self._gzipped is None:
            self._gzipped = gzip.compress(self.content, 9, mtime=0)
        return self._gzipped


@dataclass(frozen=True)
class Assets:
    """What is in the static folder, by name ("css/app.css"), and the version of the whole."""

    version: str
    files: dict[str, Asset]

    def path(self, name: str) -> str:
        """The address of a file below the app's root. Raises LookupError for a file that is not there."""
        if name not in self._paths:
            raise LookupError(f"There is no static file {name!r}.")
        return self._paths[name]

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {name: f"/static/{self.version}/{quote(name, safe='/@')}" for name in self.files}


def load(root: Path) -> Assets:
    """Read every file under `root`, but for hidden ones."""
    files = {}
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            files[name] = read(path)
            whole.update(f"{name}\0{files[name].digest}\n".encode())
    return Assets(whole.hexdigest()[:8], files)


def read(path: Path) -> Asset:
    """One file, with its type by its ending; what has an ending we do not know is only a download."""
    content = path.read_bytes()
    ending = path.suffix.lower()
    mimetype = TYPES.get(ending, "application/octet-stream")
    return Asset(content, mimetype, hashlib.sha256(content).hexdigest()[:16], ending not in ALREADY_SMALL)


def serve(assets: Assets, version: str, name: str) -> Response:
    """A static file; 404 for one that is not there.

    With another version than ours, as an old page asks after an upgrade, it is today's file, not to be kept without
    asking: an old page that still works beats one without its styles.
    """
    found = assets.files.get(name)
    if found is None:
        abort(404)
    zipped = found.compressible and request.accept_encodings.quality("gzip") > 0
    response = Response(found.gzipped() if zipped else found.content, content_type=found.mimetype)
    response.headers["Cache-Control"] = FOREVER if version == assets.version else ASK_EACH_TIME
    # Two forms of one file are two things to a cache: hence an ETag for each.
    response.set_etag(f"{found.digest}-gzip" if zipped else found.digest)
    if found.compressible:
        response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.make_conditional(request)
    return response


def url(assets: Assets, name: str) -> str:
    """The address of a static file for a page, below the prefix that the app is served under."""
    return prefix() + assets.path(name)


def icon(assets: Assets, name: str) -> Markup:
    """A symbol beside words, from the sprite."""
    return _icon(url(assets, "icons.svg"), name)


@cache
def _icon(sprite: str, name: str) -> Markup:
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(sprite, name)


def prefix() -> str:
    """The path that the app is served under, without a slash at its end. Outside a request there is none."""
    return request.script_root if has_request_context() else ""


def init_assets(app: Flask) -> None:
    """Serve the static folder and give templates `asset(name)`. The app is made with `static_folder=None`."""
    assets = load(folder("static"))
    app.add_url_rule("/static/<version>/<path:name>", "asset", partial(serve, assets), methods=["GET"])
    app.add_template_global(partial(url, assets), "asset")
    app.add_template_global(partial(icon, assets), "icon")
