"""The ids that forms send along: they say which database the page was made from, and which form of which page it is."""

import re

#: What is said to a page that was opened before a restore.
OUTLIVED = (
    "A backup was put in place since this page was opened, so nothing was changed. Open the page again."
)
_MARKED = re.compile(r"([0-9a-f]{1,8})~")


def page_mark(generation: int, page: str) -> str:
    """What the ids of all forms of one page begin with. generation: of the database, which a restore changes."""
    return f"{generation:x}~{page}"


def generation_of(request_id: str) -> int | None:
    """The generation of the database that a form was made from; None where its id does not say, as a script's."""
    found = _MARKED.match(request_id)
    return int(found[1], 16) if found else None
