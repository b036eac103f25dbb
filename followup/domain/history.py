"""What happened with one contact: the events that the rules read.

Events are ordered by date; of one date decisions come first, then the order entered (`position`).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from followup.domain.constants import THANK_LAPSES_AFTER
from followup.domain.values import (
    NOES,
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    MetPlan,
    Part,
    Stage,
    ToldBy,
    Tone,
    Weight,
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a local date and a place in the order of entry."""

    day: date
    position: int

    @property
    def order(self) -> tuple[date, bool, int]:
        """The key by which events are compared (newest, since, first after): day, whether no decision, position."""
        return (self.day, not isinstance(self, Decision), self.position)


@dataclass(frozen=True, slots=True)
class Touchpoint(Event):
    """One dated exchange."""

    direction: Direction = Direction.OUT
    weight: Weight = Weight.DIRECT
    channel: Channel = Channel.EMAIL
    tone: Tone | None = None
    wants_answer: bool = False
    arrived: bool = True

    @property
    def counts(self) -> bool:
        """False for what did not arrive and for an ambient inbound: those move nothing."""
        return self.arrived and not (self.weight is Weight.AMBIENT and self.direction is Direction.IN)

    @property
    def is_out(self) -> bool:
        """A direct outbound that arrived: a try."""
        return self.arrived and self.weight is Weight.DIRECT and self.direction is Direction.OUT

    @property
    def is_in(self) -> bool:
        """A direct inbound."""
        return self.arrived and self.weight is Weight.DIRECT and self.direction is Direction.IN

    @property
    def is_together(self) -> bool:
        """A talk: both at once."""
        return self.arrived and self.direction is Direction.TOGETHER

    @property
    def declines(self) -> bool:
        """They asked for no more mail: this closes."""
        return self.arrived and self.direction is not Direction.OUT and self.tone is Tone.DECLINED


@dataclass(frozen=True, slots=True)
class Decision(Event):
    """A decision on an opportunity, with the part that this contact played in it. `company`: its name.

    `recorded_on` is the day on which the decision was entered, `part_recorded_on` the contact's part in it.
    """

    kind: DecisionKind
    recorded_on: date
    part_recorded_on: date
    stage: Stage = Stage.FINAL_ROUND
    told: ToldBy = ToldBy.PERSON
    told_you: bool = False
    part: Part = Part.OTHER
    plan: MetPlan = MetPlan.KEEP
    thank_now: bool = False
    company: str = ""

    @property
    def is_no(self) -> bool:
        """A decision in the sense of the rules: one that they told you."""
        return self.kind in NOES and self.told is not ToldBy.NOBODY

    @property
    def is_silence(self) -> bool:
        """It ended without a word: no answer, or found out by oneself."""
        return self.kind is DecisionKind.NO_ANSWER or (self.kind in NOES and self.told is ToldBy.NOBODY)

    @property
    def recorded(self) -> date:
        """The later of the two recordings."""
        return max(self.recorded_on, self.part_recorded_on)

    @property
    def is_late(self) -> bool:
        """Recorded when the days of a thank-you were over."""
        return self.recorded > self.day + timedelta(THANK_LAPSES_AFTER)


@dataclass(frozen=True, slots=True)
class Snooze(Event):
    """A dated wish, made on `day`: come back on `until`. Pinned is "write this week"."""

    until: date
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class StandingChange(Event):
    """The user closed the contact, or (`because` is None) reopened it."""

    because: Closing | None


@dataclass(frozen=True, slots=True)
class Cool(Event):
    """The user sensed some distance, or says that it is over (`ended`)."""

    ended: bool = False


@dataclass(frozen=True, slots=True)
class Doors:
    """What R12 knows of one decision at the company where the contact works now, whoever was met for it.

    decided_on, position: the place of the decision in the order of entry. chosen: the doors of its opportunity.
    winner_started_on, winner_from_inside: None where that is not known. look_again_on: the user's own day, None for
    none.
    """

    opportunity: int
    decision: DecisionKind
    decided_on: date
    position: int = 0
    chosen: frozenset[Door] = frozenset()
    winner_started_on: date | None = None
    winner_from_inside: bool | None = None
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that the rules know of one contact.

    called: what to call them, where it is not the first word of the name. cadence: days, None for the address book.
    cadence_given_on: when it was last given after none. taper: whether R9 applies. known: the channels that an
    address is known for, in the order of advice. light_until: the day on which a light touch with their company
    ends, None for none; lightened_on: that of the check-in that asked for it, where it is known. Of each kind of
    event, all that are not in the trash. doors: one for each decision at the company where they work now that may
    bring a moment.
    """

    name: str
    added_on: date
    called: str = ""
    company: str = ""
    cadence: int | None = None
    cadence_given_on: date | None = None
    taper: bool = True
    known: tuple[Channel, ...] = ()
    light_until: date | None = None
    lightened_on: date | None = None
    touchpoints: tuple[Touchpoint, ...] = ()
    decisions: tuple[Decision, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    standing_changes: tuple[StandingChange, ...] = ()
    cools: tuple[Cool, ...] = ()
    doors: tuple[Doors, ...] = ()

    def is_light(self, day: date) -> bool:
        """Whether a note of `day` falls into a light touch with their company."""
        return self.light_until is not None and day < self.light_until

    def events(self) -> list[Event]:
        """Every event, oldest first."""
        every = (*self.touchpoints, *self.decisions, *self.snoozes, *self.standing_changes, *self.cools)
        return sorted(every, key=lambda event: event.order)

    def until(self, day: date) -> "History":
        """The same contact as known on `day`: events dated later are left out, the check-in among them."""
        begun = self.lightened_on is None or self.lightened_on <= day
        return replace(
            self,
            light_until=self.light_until if begun else None,
            touchpoints=_sorted_until(self.touchpoints, day),
            decisions=_sorted_until(self.decisions, day),
            snoozes=_sorted_until(self.snoozes, day),
            standing_changes=_sorted_until(self.standing_changes, day),
            cools=_sorted_until(self.cools, day),
            doors=tuple(one for one in self.doors if one.decided_on <= day),
        )

    def with_touchpoint(self, touchpoint: Touchpoint) -> "History":
        """The same contact with one more touchpoint."""
        return replace(self, touchpoints=(*self.touchpoints, touchpoint))


AnyEvent = TypeVar("AnyEvent", bound=Event)


def _sorted_until(events: tuple[AnyEvent, ...], day: date) -> tuple[AnyEvent, ...]:
    return tuple(sorted((event for event in events if event.day <= day), key=lambda event: event.order))
