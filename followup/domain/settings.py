"""What the user may change about the rules, with its presets and its limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from followup.domain.errors import Refused
from followup.domain.values import CADENCES


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of daily life. Days, but for `budget` (contacts a week) and `first_weekday` (0 = Monday)."""

    cadence: int = 30
    budget: int = 5
    first_weekday: int = 0
    gap: int = 14
    company_gap: int = 14
    answer_days: int = 2


#: What each of them may be; a range is every whole number from its first to its last.
ALLOWED: Mapping[str, Sequence[int]] = {
    "cadence": CADENCES,
    "budget": range(1, 51),
    "first_weekday": range(7),
    "gap": range(1, 91),
    "company_gap": range(91),
    "answer_days": range(15),
}


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name such as Europe/Berlin; Refused, with the fix, for any other."""
    try:
        return ZoneInfo(name)
    # Besides the documented error for an unknown key, a path outside is a ValueError and a folder of
    # zones ("Europe") an OSError.
    except (LookupError, ValueError, OSError):
        raise Refused(
            f"There is no time zone {name!r}; write one such as Europe/Berlin, America/New_York or UTC."
        ) from None


class Keys(StrEnum):
    """Whether single keys do something (WCAG 2.1.4)."""

    ON = "on"
    OFF = "off"


class Theme(StrEnum):
    """How the pages look."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
