"""Reasons to write: how long one is offered, whom it is asked of, and what is read from something shared."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from followup.domain import fields
from followup.domain.constants import REASON_LASTS
from followup.domain.errors import Invalid
from followup.domain.schedule import Kind, Plan

_LINK = re.compile(r"https?://\S+")
#: What ends a sentence, and is no part of the link before it.
_AFTER_LINK = ".,;:!?)]}'\"»”’"
#: Pages of a person on LinkedIn, with any subdomain: who shares one means that person.
_PERSON = re.compile(r"https?://([\w-]+\.)*linkedin\.com/(in|pub)/")


class State(StrEnum):
    """What may still be done with a reason."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Shared:
    """A line and a link, either of which may be empty. left_out: how long a link was that is too long to be kept."""

    text: str
    link: str
    left_out: int = 0


class Owner(NamedTuple):
    """Whose a reason to write is: a "company" or a "contact", by its id; `detail` tells one from another."""

    kind: str
    id: int
    name: str = ""
    detail: str = ""


def state(added_on: date, is_used: bool, today: date) -> State:
    """Used by a touchpoint; else open up to and with the 60th day after it was kept."""
    if is_used:
        return State.USED
    return State.OPEN if added_on >= oldest(today) else State.EXPIRED


def oldest(today: date) -> date:
    """The earliest day on which a reason may have been kept that is still open."""
    return today - timedelta(REASON_LASTS)


def is_wanted(plan: Plan) -> bool:
    """Whether a note of this plan needs a reason.

    An answer, a thank-you and a closing note are their own reason, and so is what was picked for this week.
    """
    return plan.due_on is not None and plan.kind is Kind.ORDINARY and plan.rule != "R5"


def read(text: str, link: str = "") -> Shared:
    """What was typed or shared: one line, and its link, which may stand within the line.

    Raises Invalid at the link where it leads to no page, and at the text where both are empty or it is too long.
    """
    line = fields.line(text, "text")
    address = fields.link(link, "link")
    if not address:
        line, address = _parted(line)
    if line == address:
        line = ""
    if not (line or address):
        raise Invalid("Write a line, or give a link.", "text")
    return Shared(line, address)


def _parted(line: str) -> tuple[str, str]:
    """The line without its first link, and that link, which is empty where there is none."""
    found = _LINK.search(line)
    link = found[0].rstrip(_AFTER_LINK) if found else ""
    if not fields.is_link(link):
        return line, ""
    return " ".join(line.replace(link, " ").split()).rstrip(" :-–|.,;("), link


def shared_page(title: str, text: str, url: str) -> Shared | None:
    """What another app shared, where it is a page and not a person; None where it is not, or holds no link.

    A link is kept whole or left out, and a long line ends before a link that it would cut.
    """
    words = " ".join(
        part.strip() for part in (title, "" if text.strip() == title.strip() else text) if part.strip()
    )
    words, link = (words, url.strip()) if url.strip() else _parted(words)
    left_out = len(link) if len(link) > fields.LINE_LIMIT and fields.is_link(link) else 0
    try:
        line = fields.line(_shortened(words), "text")
        found = Shared(line, "", left_out) if left_out else read(line, link)
    except Invalid:
        return None
    return found if (found.link or left_out) and not _PERSON.match(found.link or link) else None


def _shortened(words: str) -> str:
    """The words within the limit of a line."""
    if len(words) <= fields.LINE_LIMIT:
        return words
    return re.sub(r"https?://\S*$", "", words[: fields.LINE_LIMIT])
