"""Pages travel compressed where the browser takes that."""

import gzip

from flask import Flask, request
from werkzeug.wrappers import Response

#: In bytes; what is smaller fits one packet anyway.
WORTH_IT = 1000
#: The fastest: a page shrinks to a seventh, and the highest level would take ten times as long for a tenth less.
LEVEL = 1


def init_packing(app: Flask) -> None:
    """Compress every page and fragment of `app`. Static files are compressed once, elsewhere."""
    app.after_request(_packed)


def _packed(response: Response) -> Response:
    if response.mimetype != "text/html" or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if (response.content_length or 0) < WORTH_IT or not request.accept_encodings.quality("gzip") > 0:
        return response
    response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
