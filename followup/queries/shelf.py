"""What was made from the database, kept for as long as nobody has changed it."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from followup.db import generation as generation
from followup.db import version

Made = TypeVar("Made")


class Shelf(Generic[Made]):
    """Keeps `most` things at once, the newest; none of them outlives a commit, whoever made it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._turn = Lock()
        self._version: object = None
        self._kept: dict[Hashable, Made] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` returned for that key, which may depend on nothing but the key and the database.

        What it raises is not kept.
        """
        # Told before it is made: what changes in the meantime makes this older than it is, never newer.
        now = version()
        if now is None:
            return make()
        with self._turn:
            if now != self._version:
                self._version, self._kept = now, {}
            if key in self._kept:
                return self._kept[key]
        made = make()
        with self._turn:
            if now == self._version:
                if len(self._kept) >= self._most:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = made
        return made
