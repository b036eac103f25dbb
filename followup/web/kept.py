"""Pages are kept as they were made until anybody changes the database, or the day ends.

Only the ids of their forms are new each time: two pages with the same ids would take the second one's form for the
first one's, sent again.
"""

from collections.abc import Callable
from functools import wraps
from uuid import uuid4

from flask import g, request

from followup.domain.request_ids import page_mark
from followup.queries.shelf import Shelf, generation
from followup.web import replies

#: A page of fifty people has about 60 KB.
MOST = 32
_shelf: Shelf[tuple[bytes, bytes]] = Shelf(MOST)


def request_id() -> str:
    """A new id for a form of the page that is being made."""
    if "mark" not in g:
        g.mark, g.forms = _new_mark(), 0
    g.forms += 1
    return f"{g.mark}{g.forms:x}"


def _new_mark() -> str:
    """What the ids of one page begin with, and nothing else in the world has."""
    return page_mark(generation(), uuid4().hex)


def kept(view: Callable[..., str]) -> Callable[..., bytes]:
    """A view whose page depends on its address, the day, and the database alone: not on the time, or on a file.

    Of files it may say what `replies.worry` tells of them.
    """

    @wraps(view)
    def shown(**parameters: int) -> bytes:
        mark, g.forms = _new_mark(), 0
        g.mark = mark
        asked = (request.script_root, request.full_path, replies.is_htmx())
        address = (*asked, replies.today(), replies.worry())
        page, marked = _shelf.get(address, lambda: (view(**parameters).encode(), mark.encode()))
        return page.replace(marked, mark.encode())

    return shown
