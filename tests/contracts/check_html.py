"""Checks the HTML of every kind of page, as served, with the Nu HTML checker.

It starts Followup with made-up data, follows the links from the first page, takes one page of each kind of
address (`/contacts/7` and `/contacts/8` are one kind), and fails with the checker's list of what is wrong.
Only GET is used, which changes nothing.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.nu import wrong_in
from tests.browser.server import FOLLOWUP, environment, get, serving

FIRST = (
    "/",
    "/add",
    "/contacts/new",
    "/opportunities",
    "/opportunities/1",
    "/companies",
    "/settings",
    "/tags",
)


def kind(address: str) -> str:
    """The same for pages that one template makes: numbers are alike, and so are the values of a query."""
    parts = urlsplit(address)
    fields = sorted({field.partition("=")[0] for field in parts.query.split("&")})
    return f"{re.sub(r'[0-9]+', 'N', parts.path)}?{'&'.join(fields)}"


def links(base: str, here: str, page: bytes) -> Iterator[str]:
    """Where the page leads within Followup."""
    for anchor in BeautifulSoup(page, "html.parser").find_all("a", href=True):
        address = urldefrag(urljoin(here, str(anchor["href"]))).url
        if address.startswith(f"{base}/"):
            yield address


def pages(base: str) -> Iterator[tuple[str, bytes]]:
    """One page of each kind, with its address."""
    waiting = [base + path for path in FIRST]
    seen = set()
    while waiting:
        address = waiting.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        try:
            page = get(address, Accept="text/html")
        except HTTPError as error:
            raise SystemExit(f"{address} is linked, but answers {error.code}") from None
        if b"<html" in page[:500]:
            yield address.removeprefix(base), page
            waiting += links(base, address, page)


def save(found: Iterator[tuple[str, bytes]], out: Path) -> list[str]:
    addresses = []
    for address, page in found:
        name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "week"
        (out / f"{len(addresses):02}-{name}.html").write_bytes(page)
        addresses.append(address)
    return addresses


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder, "data"), Path(folder, "pages")
        out.mkdir()
        made = [FOLLOWUP, "demo", "--size", "30", "--data", data]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, env=environment({}))
        with serving(data) as server:
            addresses = save(pages(server.url), out)
        if wrong := wrong_in(out):
            print(*wrong, sep="\n")
            sys.exit("The HTML of these pages is not valid; see above.")
    print(f"Valid HTML: {len(addresses)} pages ({', '.join(addresses)})")


if __name__ == "__main__":
    main()
