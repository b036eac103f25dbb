"""What the user may change about the rules, with its presets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of daily life. Days, but for `budget` (contacts a week) and `first_weekday` (0 = Monday)."""

    cadence: int = 30
    budget: int = 5
    first_weekday: int = 0
    gap: int = 14
    company_gap: int = 14
    answer_days: int = 2
