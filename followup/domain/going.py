"""What goes when something is deleted for good, in words."""

from collections.abc import Mapping

from followup.domain.wording import joined

#: What is named of the tables that go, in this order: one, and more than one.
_NAMED = {
    "contacts": ("person", "people"),
    "companies": ("company", "companies"),
    "opportunities": ("opportunity", "opportunities"),
    "touchpoints": ("touchpoint", "touchpoints"),
    "encounters": ("encounter", "encounters"),
    "decisions": ("decision", "decisions"),
    "drafts": ("draft", "drafts"),
    "reasons": ("reason to write", "reasons to write"),
    "openings": ("opening", "openings"),
    "starters": ("beginning of your own", "beginnings of your own"),
    "check_ins": ("check-in", "check-ins"),
    "holds": ("hold", "holds"),
    "contact_points": ("address", "addresses"),
    "employments": ("job", "jobs"),
    "snoozes": ("day to come back on", "days to come back on"),
    "standing_changes": ("closing or reopening", "closings and reopenings"),
    "cools": ("note of distance", "notes of distance"),
}


def listed(counts: Mapping[str, int], but: str = "") -> str:
    """How much of each goes, by the names of the tables: "12 touchpoints, 2 encounters and 1 draft".

    but: the table of the one thing that is named beside it, which is not counted. Empty where nothing else goes.
    """
    left = {name: counts.get(name, 0) - (name == but) for name in _NAMED}
    return joined([f"{count} {_NAMED[name][count != 1]}" for name, count in left.items() if count > 0])
