"""What may be asked of the list of contacts."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """The order of the list; `match` is that of a search."""

    MATCH = "match"
    DUE = "due"
    TOUCHED = "touched"
    NAME = "name"


class Kept(StrEnum):
    """Who is listed, by standing, or with no date of their own."""

    ACTIVE = "active"
    RESTING = "resting"
    DORMANT = "dormant"
    CLOSED = "closed"
    ADDRESS_BOOK = "address_book"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list. `company` and `tag` are names, empty for all; `number` is the page, from 1."""

    words: str = ""
    kept: Kept | None = None
    company: str = ""
    tag: str = ""
    sort: Sort | None = None
    number: int = 1

    @property
    def order(self) -> Sort:
        """The order in force: the best match first in a search, else who is due first."""
        return self.sort or (Sort.MATCH if self.words.strip() else Sort.DUE)


class Sought(StrEnum):
    """What a search over everything looks for, in the order of its page."""

    CONTACTS = "contacts"
    COMPANIES = "companies"
    OPPORTUNITIES = "opportunities"
    TOUCHPOINTS = "touchpoints"
    REASONS = "reasons"
