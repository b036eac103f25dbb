"""What must be there, in plain Python: rows as dictionaries, and changes as what they did to them.

It knows what somebody expects of a few actions and of undoing them, and nothing of how Followup stores that. The
rules of tact are not written twice: they are given the history as the model has it.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from followup.domain.history import Cool, History, Snooze, StandingChange, Touchpoint

Row = dict[str, Any]
#: What happens to somebody: the event of the rules, with what it says beside its day and its place.
EVENTS = {
    "touchpoints": (Touchpoint, ("direction", "weight", "channel", "tone", "wants_answer", "arrived")),
    "snoozes": (Snooze, ("until", "pinned")),
    "standing_changes": (StandingChange, ("because",)),
    "cools": (Cool, ("ended",)),
}
TABLES = ("contacts", *EVENTS)


@dataclass
class Done:
    """A change: the rows that it made, and what it replaced in others: table, id, column, before, after."""

    made: list[tuple[str, int]] = field(default_factory=list)
    replaced: list[tuple[str, int, str, Any, Any]] = field(default_factory=list)
    is_undone: bool = False


class Model:
    """Everything that there is."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, Row]] = {table: {} for table in TABLES}
        self.changes: dict[int, Done] = {}
        self.position = 0

    # What there is.

    def live(self, table: str) -> list[int]:
        """The ids outside the trash; a touchpoint also counts only with its contact."""
        return [
            number
            for number, row in self.rows[table].items()
            if row["deleted_on"] is None
            and (table == "contacts" or self.rows["contacts"][row["contact_id"]]["deleted_on"] is None)
        ]

    def events(self, table: str, contact: int) -> list[Row]:
        """What happened with somebody, the oldest first."""
        found = [
            row
            for row in self.rows[table].values()
            if row["contact_id"] == contact and row["deleted_on"] is None
        ]
        return sorted(found, key=lambda row: (row["day"], row["position"]))

    def history(self, contact: int) -> History:
        """The same as the rules read it."""
        row = self.rows["contacts"][contact]
        events: dict[str, Any] = {
            table: tuple(
                kind(event["day"], event["position"], **{name: event[name] for name in names})
                for event in self.events(table, contact)
            )
            for table, (kind, names) in EVENTS.items()
        }
        known = {name: row[name] for name in ("name", "added_on", "cadence", "cadence_given_on")}
        return History(**known, **events)

    def closed(self, contact: int) -> str | None:
        """Why somebody is closed; None for who is open."""
        declined = [
            {**row, "because": "rather_not"}
            for row in self.events("touchpoints", contact)
            if row["tone"] == "declined" and row["arrived"]
        ]
        every = [*declined, *self.events("standing_changes", contact)]
        every.sort(key=lambda row: (row["day"], row["position"]))
        return every[-1]["because"] if every else None

    def is_cool(self, contact: int) -> bool:
        """Whether a distance was felt that nothing has ended since."""
        cools = self.events("cools", contact)
        if not cools or cools[-1]["ended"]:
            return False
        since = (cools[-1]["day"], cools[-1]["position"])
        return not any(
            row["tone"] == "warm" and counts(row) and (row["day"], row["position"]) > since
            for row in self.events("touchpoints", contact)
        )

    def overtaken(self) -> list[int]:
        """The changes some of whose values have been replaced by others since."""
        return [
            number
            for number, done in self.changes.items()
            if not done.is_undone
            and any(self.rows[table][row][name] != now for table, row, name, _, now in done.replaced)
        ]

    # What happens.

    def make(self, table: str, **row: Any) -> Done:
        """One row more. What happens to somebody has its place in the order of entry."""
        if table != "contacts":
            self.position += 1
            row["position"] = self.position
        number = len(self.rows[table]) + 1
        self.rows[table][number] = {**row, "deleted_on": None}
        return self._done(Done(made=[(table, number)]))

    def alter(self, table: str, number: int, **values: Any) -> Done:
        """Other values in a row."""
        done = Done()
        row = self.rows[table][number]
        for name, value in values.items():
            if row[name] != value:
                done.replaced.append((table, number, name, row[name], value))
                row[name] = value
        return self._done(done)

    def undo(self, change: int, today: date) -> Done:
        """Take a change back, but for what has been built on it or altered since."""
        undone = self.changes[change]
        before = deepcopy(self.rows)
        for (table, number), values in groupby(reversed(undone.replaced), key=lambda value: value[:2]):
            row = self.rows[table][number]
            back = {name: was for _, _, name, was, now in values if row[name] == now}
            if table != "touchpoints" or goes_together(row | back):
                row.update(back)
        for table, number in undone.made:
            row = self.rows[table][number]
            built_on = table == "contacts" and self.events("touchpoints", number)
            if not built_on:
                row["deleted_on"] = row["deleted_on"] or today
        undone.is_undone = True
        return self._done(
            Done(
                replaced=[
                    (table, number, name, before[table][number][name], value)
                    for table, rows in self.rows.items()
                    for number, row in rows.items()
                    for name, value in row.items()
                    if before[table][number][name] != value
                ]
            )
        )

    def _done(self, done: Done) -> Done:
        self.changes[len(self.changes) + 1] = done
        return done


def counts(touchpoint: Row) -> bool:
    """What asks for nothing moves nothing."""
    return touchpoint["arrived"] and (touchpoint["weight"], touchpoint["direction"]) != ("ambient", "in")


def goes_together(touchpoint: Row) -> bool:
    """Only they have a tone; only what was sent can get lost; only to a letter an answer is wanted."""
    if touchpoint["direction"] == "out":
        return not touchpoint["tone"] and not touchpoint["wants_answer"]
    asks = (
        touchpoint["direction"] == "in"
        and touchpoint["weight"] == "direct"
        and touchpoint["tone"] != "declined"
    )
    return touchpoint["arrived"] and (asks or not touchpoint["wants_answer"])
