"""Where a contact stands (R1, R5, R7) and what the rules ask of a history, found once.

Standing depends on closing and on unanswered tries alone, whichever rule gives the date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from followup.domain.constants import (
    CLOSING_NOTE_AFTER_LETTER,
    CLOSING_NOTE_AFTER_RECORDING,
    CLOSING_NOTE_LAPSES_AFTER,
    DORMANT_AFTER_RESTING,
    DORMANT_INTERVAL,
    DORMANT_STREAK,
    FORGIVEN_AFTER,
    LONGEST_INTERVAL,
    ONE_TRY,
    RESTING_AT_LEAST,
    RESTING_STREAK,
    THANK_LAPSES_AFTER,
)
from followup.domain.history import (
    AnyEvent,
    Cool,
    Decision,
    Event,
    History,
    Snooze,
    StandingChange,
    Touchpoint,
)
from followup.domain.values import Closing, Direction, MetPlan, Stage, Standing, Tone, Weight


def newest(events: Iterable[AnyEvent]) -> AnyEvent | None:
    """The newest event in the order of the rules, or None."""
    return max(events, key=lambda event: event.order, default=None)


def after(event: Event, other: Event | None) -> bool:
    """Whether `event` comes after `other` (always, where there is no other)."""
    return other is None or event.order > other.order


@dataclass(frozen=True, slots=True)
class Facts:
    """One history, read for the rules. Build it with `read`."""

    history: History
    touchpoints: tuple[Touchpoint, ...]
    touch: Touchpoint | None
    out: Touchpoint | None
    reset: Event | None
    decision: Decision | None
    silence: Decision | None
    cool: Cool | None
    closed: tuple[date, Closing] | None
    reopened: StandingChange | None
    answering: Touchpoint | None
    tries: tuple[date, ...]
    gap: int


def read(history: History, gap: int = 0) -> Facts:
    """Find what the rules ask of `history` (which must end with the day that is planned for).

    touch: the newest touchpoint that counts. out: the newest direct outbound. reset: the newest direct inbound,
    together or decision, from which the streak is counted. decision: the newest "no". silence: the newest end
    without a word that calls for a closing note. cool: while it lasts. answering: the first letter that still
    wants an answer. tries: the days of the unanswered tries, oldest first. gap: the days of R11.
    """
    touchpoints = tuple(sorted((t for t in history.touchpoints if t.counts), key=lambda t: t.order))
    outs = [t for t in touchpoints if t.is_out]
    heard = [t for t in touchpoints if t.is_in or t.is_together]
    decision = newest(d for d in history.decisions if d.is_no)
    reset = newest([*heard, *([decision] if decision else [])])
    closed, reopened = _closing(history)
    return Facts(
        history=history,
        touchpoints=touchpoints,
        touch=touchpoints[-1] if touchpoints else None,
        out=outs[-1] if outs else None,
        reset=reset,
        decision=decision,
        silence=newest(d for d in history.decisions if _wants_closing_note(d)),
        cool=_cool(history, touchpoints),
        closed=closed,
        reopened=reopened,
        answering=_answering(touchpoints, decision),
        tries=_tries(outs, reset),
        gap=gap,
    )


def _wants_closing_note(decision: Decision) -> bool:
    """R5: a silence from the interview stage on, for its correspondent."""
    is_far = decision.stage.rank >= Stage.INTERVIEW.rank
    return decision.is_silence and decision.plan is MetPlan.CORRESPONDENT and is_far


def _closing(history: History) -> tuple[tuple[date, Closing] | None, StandingChange | None]:
    """R1: (closed since and why) or None, and the newest reopening. A "please don't" closes as well."""
    declined = newest(t for t in history.touchpoints if t.declines)
    closing = newest(c for c in history.standing_changes if c.because)
    reopened = newest(c for c in history.standing_changes if not c.because)
    last = newest(event for event in (declined, closing) if event)
    if last is None or (reopened and after(reopened, last)):
        return None, reopened
    because = last.because if isinstance(last, StandingChange) and last.because else Closing.RATHER_NOT
    return (last.day, because), reopened


def _cool(history: History, touchpoints: Sequence[Touchpoint]) -> Cool | None:
    """R8: the newest cool event, unless the user or a newer warm word from them ended it."""
    cool = newest(history.cools)
    if cool is None or cool.ended:
        return None
    warmed = any(t.tone is Tone.WARM and (t.is_in or t.is_together) and after(t, cool) for t in touchpoints)
    return None if warmed else cool


def _answering(touchpoints: Sequence[Touchpoint], decision: Decision | None) -> Touchpoint | None:
    """R2: the first letter that wants an answer and has none, unless the newest decision settled it."""
    for letter in letters_waiting(touchpoints):
        if after(letter, decision):
            return letter
    return None


def letters_waiting(touchpoints: Sequence[Touchpoint]) -> list[Touchpoint]:
    """The letters that want an answer since the newest direct outbound or talk; `touchpoints` in order."""
    waiting: list[Touchpoint] = []
    for touchpoint in touchpoints:
        if touchpoint.is_out or touchpoint.is_together:
            waiting = []
        elif touchpoint.is_in and touchpoint.wants_answer:
            waiting.append(touchpoint)
    return waiting


def _tries(outs: Sequence[Touchpoint], reset: Event | None) -> tuple[date, ...]:
    """R7: the days of the tries since `reset`, without the first after it, which answers it."""
    tries: list[date] = []
    for out in outs:
        if after(out, reset) and (not tries or (out.day - tries[-1]).days > ONE_TRY):
            tries.append(out.day)
    if reset:
        tries = tries[1:]
    for index in range(len(tries) - 1, 0, -1):
        if (tries[index] - tries[index - 1]).days > FORGIVEN_AFTER:
            return tuple(tries[index:])
    return tuple(tries)


@dataclass(frozen=True, slots=True)
class ClosingNote:
    """R5: the one closing note to a correspondent after a silence: its first and its last day."""

    due_on: date
    lapses_on: date


def closing_note(facts: Facts) -> ClosingNote | None:
    """The closing note that the newest silence calls for, sent or not; None where R5 does not reach.

    It is the later of 14 days (or a wider gap of R11) after the newest direct outbound before the silence and
    7 days after the recording. A word from them, a talk or a decision since ends it without a trace.
    """
    silence = facts.silence
    if silence is None or (facts.reset and after(facts.reset, silence)):
        return None
    before = newest(t for t in facts.touchpoints if t.is_out and after(silence, t))
    due_on = silence.recorded + timedelta(CLOSING_NOTE_AFTER_RECORDING)
    if before:
        due_on = max(due_on, before.day + timedelta(max(CLOSING_NOTE_AFTER_LETTER, facts.gap)))
    return ClosingNote(due_on, due_on + timedelta(CLOSING_NOTE_LAPSES_AFTER))


def rests_after_silence(facts: Facts, today: date) -> bool:
    """R5: the closing note was sent, or its days went by: then the contact rests."""
    note = closing_note(facts)
    if note is None or facts.silence is None:
        return False
    return today > note.lapses_on or bool(facts.out and after(facts.out, facts.silence))


def standing(facts: Facts, today: date) -> Standing:
    """Where the contact stands on `today`: closed (R1), else by the unanswered tries (R7) and after a silence (R5)."""
    if facts.closed:
        return Standing.CLOSED
    streak = len(facts.tries)
    if streak >= DORMANT_STREAK:
        return Standing.DORMANT
    if streak < RESTING_STREAK and not rests_after_silence(facts, today):
        return Standing.ACTIVE
    if facts.tries and facts.touch and (facts.touch.day - facts.tries[-1]).days >= DORMANT_AFTER_RESTING:
        return Standing.DORMANT
    return Standing.RESTING


def base_interval(facts: Facts, where: Standing) -> int | None:
    """R7: the interval in days before R8 and R9, 365 at most; None without a cadence."""
    cadence = facts.history.cadence
    if cadence is None:
        return None
    if where is Standing.DORMANT:
        return DORMANT_INTERVAL
    if where is Standing.RESTING:
        return min(max(3 * cadence, RESTING_AT_LEAST), LONGEST_INTERVAL)
    return min(cadence * (1 + len(facts.tries)), LONGEST_INTERVAL)


def is_thank_you(touchpoint: Touchpoint, history: History) -> bool:
    """Whether this direct outbound is R4's thank-you: the first try after a "no", within its days."""
    decision = newest(d for d in history.decisions if d.is_no and after(touchpoint, d))
    if decision is None or not decision.thank_now or not touchpoint.is_out:
        return False
    since = [t for t in history.touchpoints if t.is_out and after(t, decision)]
    first = min(since, key=lambda t: t.order)
    lapses_on = decision.day + timedelta(THANK_LAPSES_AFTER)
    return first.day <= lapses_on and (touchpoint.day - first.day).days <= ONE_TRY


def is_pinned(touchpoint: Touchpoint, history: History) -> bool:
    """Whether this outbound followed a "write this week" that still held."""
    before = newest(t for t in history.touchpoints if t.counts and after(touchpoint, t))
    snooze = newest(s for s in history.snoozes if after(touchpoint, s))
    return snooze is not None and snooze.pinned and after(snooze, before)


def answers(history: History) -> frozenset[int]:
    """The positions of the direct outbounds that answered a letter which wanted an answer.

    They count neither for the company gap (W3) nor for the budget (W4). Corrections within three days of the
    answer belong to it. A "no" settles the letters from before it.
    """
    found: set[int] = set()
    waiting = False
    answered_on: date | None = None
    touchpoints = [t for t in history.touchpoints if t.counts]
    noes = [d for d in history.decisions if d.is_no]
    for event in sorted([*touchpoints, *noes], key=lambda event: event.order):
        if isinstance(event, Decision) or event.is_together:
            waiting = False
        elif event.is_out:
            same = answered_on is not None and (event.day - answered_on).days <= ONE_TRY
            if waiting:
                answered_on = event.day
            if waiting or same:
                found.add(event.position)
            waiting = False
        elif event.is_in and event.wants_answer:
            waiting = True
    return frozenset(found)


def two_ambient(facts: Facts) -> bool:
    """Whether the newest two touchpoints were both ambient ones of the user's."""
    last = facts.touchpoints[-2:]
    return len(last) == 2 and all(t.weight is Weight.AMBIENT and t.direction is Direction.OUT for t in last)


def snooze_in_force(facts: Facts) -> Snooze | None:
    """R3: the newest snooze; None where there is none, or something newer took its place.

    It must be newer than the newest touchpoint, and made on or after the day on which the newest decision was
    recorded (on that day: entered after it).
    """
    snooze = newest(facts.history.snoozes)
    if snooze is None or not after(snooze, facts.touch):
        return None
    decision = newest(d for d in facts.history.decisions if d.is_no)
    if decision and (snooze.day, snooze.position) < (decision.recorded_on, decision.position):
        return None
    return snooze
