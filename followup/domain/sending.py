"""Ways out of a draft: a link that opens the mail program, and their own page on LinkedIn. Nothing is sent."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from followup.domain.fields import is_link

#: The most characters of a mailto link that every mail program takes: Windows hands a program 2,048 at most, and this
#: leaves room for the program's own path.
MAILTO_LENGTH = 1800
_SEARCH = "https://www.linkedin.com/search/results/all/?keywords="


def mailto(address: str, subject: str, text: str) -> str:
    """The link of RFC 6068: UTF-8 in percent signs, lines ended by %0D%0A, spaces by %20.

    Without an address the mail program asks for one.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    given = [
        f"{name}={quote(value, safe='')}" for name, value in (("subject", subject), ("body", lines)) if value
    ]
    return f"mailto:{quote(address, safe='@')}" + (f"?{'&'.join(given)}" if given else "")


def is_long(link: str) -> bool:
    """Whether some mail programs would cut this link."""
    return len(link) > MAILTO_LENGTH


def linkedin(links: Iterable[str]) -> str:
    """The first of these links that leads to LinkedIn; empty for none."""
    return next((link for link in links if is_link(link) and _is_linkedin(link)), "")


def _is_linkedin(link: str) -> bool:
    host = (urlsplit(link).hostname or "").rstrip(".")
    return host == "linkedin.com" or host.endswith(".linkedin.com")


def linkedin_search(words: str) -> str:
    """Where LinkedIn looks for these words; the user opens it, nothing is fetched."""
    return _SEARCH + quote(words, safe="")
