"""The only place that knows the time: what day it is for the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from followup.domain.errors import Refused
from followup.domain.settings import zone_named


def system_zone() -> ZoneInfo:
    """Return this machine's time zone, UTC where it does not tell."""
    import warnings

    from tzlocal import get_localzone

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return get_localzone()
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


class Clock:
    """The user's day and time.

    `locked_to` is FOLLOWUP_TZ and wins. `stored` returns the name kept on the Settings page, or None;
    it is asked each time, so that a change there counts at once. After both comes the system's zone.
    """

    def __init__(self, locked_to: str | None = None, stored: Callable[[], str | None] | None = None) -> None:
        try:
            self._locked = zone_named(locked_to) if locked_to else None
        except Refused as error:
            raise Refused(f"FOLLOWUP_TZ: {error}") from None
        self._stored = stored
        self._system: ZoneInfo | None = None

    @property
    def locked(self) -> bool:
        """Whether the environment has settled the zone, so that the Settings page cannot."""
        return self._locked is not None

    def zone(self) -> ZoneInfo:
        """Return the time zone in force."""
        if self._locked:
            return self._locked
        name = self._stored() if self._stored else None
        if name:
            try:
                return zone_named(name)
            except Refused:
                # A zone that this machine no longer knows must not lock the owner out of the page
                # on which it can be changed.
                pass
        self._system = self._system or system_zone()
        return self._system

    def now(self) -> datetime:
        """Return this moment, aware, in the user's zone."""
        return datetime.now(self.zone())

    def today(self) -> date:
        """Return the user's day."""
        return self.now().date()


class FixedClock(Clock):
    """A clock that stands at noon of `day` until a test sets another day."""

    def __init__(self, day: date, zone: str = "UTC") -> None:
        super().__init__(zone)
        self.day = day

    def now(self) -> datetime:
        """Return noon of `day`, aware."""
        return datetime.combine(self.day, time(12), tzinfo=self.zone())
