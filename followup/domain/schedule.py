"""When to write to one contact, and why: the rules of tact R1 to R12, the first that applies gives the date.

Pure: told the history, the settings and the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from followup.domain import moments, why
from followup.domain.constants import (
    ANSWER_IS_LATE_AFTER,
    COOL_AT_LEAST,
    FIRST_HELLO_AFTER,
    FIRST_NOTE_AFTER_ADDING,
    FRESH_START,
    LATE_HELLO_CORRESPONDENT,
    LATE_HELLO_ONE,
    LONGEST_INTERVAL,
    MONTH,
    TAPER,
    THANK_AFTER,
    THANK_LAPSES_AFTER,
)
from followup.domain.history import Decision, History, Touchpoint
from followup.domain.settings import Settings
from followup.domain.standing import (
    Facts,
    base_interval,
    closing_note,
    read,
    rests_after_silence,
    snooze_in_force,
    standing,
    two_ambient,
)
from followup.domain.values import Channel, MetPlan, Standing, Weight


class Kind(StrEnum):
    """What sort of date it is, for the order and the exceptions of the week."""

    ANSWER = "answer"  # your turn
    LATE_ANSWER = "late_answer"  # your turn since more than 30 days: ranked as an ordinary date
    THANK = "thank"  # thank now
    PINNED = "pinned"  # write this week
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned for one contact.

    due_on: None for no date. rule: "R1" to "R12", whichever gave the date. since: the day from which it counts, if
    any. interval: days, of R7 to R9; None without a cadence. lapses_on: the last day on which
    this date is offered; None for no end. earliest_on: R11, None before the first direct outbound. channel: None for
    no advice. why: one sentence of at most 140 characters.
    """

    due_on: date | None
    earliest_on: date | None
    standing: Standing
    since: date | None
    interval: int | None
    rule: str
    kind: Kind
    advice: Weight
    channel: Channel | None
    why: str
    lapses_on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the date, and the sentence that says why."""

    rule: str
    due_on: date | None
    since: date | None
    why: str
    kind: Kind = Kind.ORDINARY
    lapses_on: date | None = None
    always_direct: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One contact on one day, as the rules look at it. interval: days, None without a cadence."""

    facts: Facts
    settings: Settings
    today: date
    standing: Standing
    interval: int | None
    interval_rule: str

    @property
    def history(self) -> History:
        """The history that the facts were read from."""
        return self.facts.history

    @property
    def earliest_on(self) -> date | None:
        """R11: the newest direct outbound plus the gap; None before the first."""
        return self.facts.out.day + timedelta(self.settings.gap) if self.facts.out else None


def plan(history: History, settings: Settings, today: date) -> Plan:
    """The plan for one contact on `today`; events dated later are left out."""
    case = look(history, settings, today)
    found = (
        _closed(case)
        or _snooze(case)
        or _your_turn(case)
        or _after_a_no(case)
        or _after_silence(case)
        or _address_book(case)
        or _clock(case)
    )
    return Plan(
        due_on=found.due_on,
        earliest_on=case.earliest_on,
        standing=case.standing,
        since=found.since,
        interval=case.interval,
        rule=found.rule,
        kind=found.kind,
        advice=_advice(case, found),
        channel=_channel(case, found),
        why=found.why,
        lapses_on=found.lapses_on,
    )


def look(history: History, settings: Settings, today: date) -> Case:
    """Read the history up to `today`, with the standing and the interval of R7 to R9."""
    facts = read(history.until(today), settings.gap)
    where = standing(facts, today)
    interval, rule = _interval(facts, where)
    return Case(facts, settings, today, where, interval, rule)


def skipped_to(plan: Plan, cadence: int | None, today: date) -> date:
    """R3, *skip this round*: the day to snooze until, one interval after the plan's date or today, the later.

    The interval is the plan's, else the cadence (days), else a month.
    """
    start = max(plan.due_on, today) if plan.due_on else today
    return start + timedelta(plan.interval or cadence or MONTH)


def _interval(facts: Facts, where: Standing) -> tuple[int | None, str]:
    """The interval of R7, lengthened by R9 and R8, with the rule that had the last word."""
    interval = base_interval(facts, where)
    if interval is None:
        return None, "R6"
    rule = "R10" if where is Standing.ACTIVE and not facts.tries else "R7"
    tapered = _taper(facts)
    if tapered > interval:
        interval, rule = tapered, "R9"
    if facts.cool and interval < COOL_AT_LEAST:
        interval, rule = COOL_AT_LEAST, "R8"
    return min(interval, LONGEST_INTERVAL), rule


def _taper(facts: Facts) -> int:
    """R9: the shortest interval, by the days from the last sign from them to the newest touchpoint; 0 for none."""
    if not facts.history.taper or not facts.reset or not facts.touch:
        return 0
    quiet = (facts.touch.day - facts.reset.day).days
    return next((at_least for over, at_least in TAPER if quiet > over), 0)


def _closed(case: Case) -> Found | None:
    """R1."""
    if not case.facts.closed:
        return None
    since, because = case.facts.closed
    return Found("R1", None, since, why.closed(case.history, since, because, case.today))


def _snooze(case: Case) -> Found | None:
    """R3; on its day a letter still unanswered is your turn again (R2), unless a late one is pinned."""
    snooze, letter = snooze_in_force(case.facts), case.facts.answering
    if snooze is None:
        return None
    if letter and case.today >= snooze.until and not (snooze.pinned and _is_late(case, letter)):
        return _answer(case, letter, snooze.until)
    if snooze.pinned:
        sentence = why.pinned(case.history, case.facts.touch, case.today)
        return Found("R3", snooze.until, snooze.day, sentence, Kind.PINNED, always_direct=True)
    return Found("R3", snooze.until, snooze.day, why.snoozed(case.history, snooze, case.today))


def _your_turn(case: Case) -> Found | None:
    """R2."""
    letter = case.facts.answering
    if letter is None:
        return None
    return _answer(case, letter, letter.day + timedelta(case.settings.answer_days))


def _answer(case: Case, letter: Touchpoint, due_on: date) -> Found:
    kind = Kind.LATE_ANSWER if _is_late(case, letter) else Kind.ANSWER
    sentence = why.your_turn(case.history, letter, case.today)
    return Found("R2", due_on, letter.day, sentence, kind, always_direct=True)


def _is_late(case: Case, letter: Touchpoint) -> bool:
    return (case.today - letter.day).days > ANSWER_IS_LATE_AFTER


def _after_a_no(case: Case) -> Found | None:
    """R4: the thank-you in its days; otherwise, and after lapsing, a first hello."""
    facts, decision = case.facts, case.facts.decision
    if decision is None:
        return None
    written = facts.out is not None and facts.out.order > decision.order
    talked = any(t.is_together and t.day > decision.day for t in facts.touchpoints)
    if written or talked:
        return None
    lapses_on = decision.day + timedelta(THANK_LAPSES_AFTER)
    if decision.thank_now and not decision.is_late and case.today <= lapses_on:
        due_on = max(decision.day + timedelta(THANK_AFTER), decision.recorded)
        sentence = why.thank(case.history, decision, case.today)
        return Found("R4", due_on, decision.day, sentence, Kind.THANK, lapses_on, always_direct=True)
    wrote = any(t.is_in and t.day > decision.day for t in facts.touchpoints)
    if decision.plan is MetPlan.KEEP or wrote:
        return None
    return _first_hello(case, decision)


def _first_hello(case: Case, decision: Decision) -> Found:
    due_on = decision.day + timedelta(FIRST_HELLO_AFTER)
    if decision.is_late:
        wait = LATE_HELLO_CORRESPONDENT if decision.plan is MetPlan.CORRESPONDENT else LATE_HELLO_ONE
        due_on = max(due_on, decision.recorded + timedelta(wait))
    sentence = why.first_hello(case.history, decision, due_on, case.today)
    return _not_before(case, Found("R4", due_on, decision.day, sentence, always_direct=True))


def _after_silence(case: Case) -> Found | None:
    """R5: one closing note, unless it was sent or its days went by."""
    note, silence = closing_note(case.facts), case.facts.silence
    if note is None or silence is None or rests_after_silence(case.facts, case.today):
        return None
    sentence = why.closing_note(case.history, silence)
    return Found("R5", note.due_on, silence.day, sentence, lapses_on=note.lapses_on, always_direct=True)


def _address_book(case: Case) -> Found | None:
    """R6: no cadence, no date; never written, a first note."""
    facts, history = case.facts, case.history
    if history.cadence is None:
        return Found("R6", None, None, why.address_book(history, facts, case.today))
    if facts.touch or rests_after_silence(facts, case.today):
        return None
    due_on = history.added_on + timedelta(FIRST_NOTE_AFTER_ADDING)
    if facts.decision:
        due_on = max(due_on, facts.decision.day + timedelta(FIRST_HELLO_AFTER))
    sentence = why.never_written(history, case.today)
    return _not_before(case, Found("R6", due_on, history.added_on, sentence))


def _clock(case: Case) -> Found:
    """R10: the newest touchpoint plus the interval of R7 to R9."""
    facts, interval = case.facts, case.interval or MONTH
    note = closing_note(facts) if rests_after_silence(facts, case.today) else None
    unsent = note is not None and not (facts.out and facts.silence and facts.out.order > facts.silence.order)
    since = facts.touch.day if facts.touch else case.history.added_on
    due_on = since + timedelta(interval)
    if unsent and note:
        # Nothing was sent, so the rest has to follow the note's own day, however old the last letter is.
        due_on = max(due_on, note.due_on + timedelta(interval))
    sentence = why.clock(case.history, facts, case.standing, interval, case.interval_rule, due_on, case.today)
    found = Found("R5" if unsent else case.interval_rule, due_on, since, sentence)
    return _at_a_moment(case, _not_before(case, found), since)


def _at_a_moment(case: Case, found: Found, since: date) -> Found:
    """R12: a date of R10 within 10 days of a moment moves onto it; resting and dormant later only."""
    history = case.history
    if found.due_on is None or not history.doors:
        return found
    not_before = _first_allowed(case, since) if case.standing is Standing.ACTIVE else found.due_on
    moment = moments.nearest(history.doors, found.due_on, not_before)
    if moment is None:
        return found
    if found.rule == "R8" and case.facts.cool:
        # The distance that was felt is what matters most there, and ends it on the page.
        sentence = why.cool(history, case.facts.cool.day, moment.day, case.today)
        return replace(found, due_on=moment.day, why=sentence)
    moved = replace(found, rule="R12", due_on=moment.day)
    is_light = _advice(case, moved) is Weight.AMBIENT
    return replace(moved, why=why.moment(history, moment, is_light, case.today))


def _first_allowed(case: Case, since: date) -> date:
    """The first day that R8, R9, a fresh start (R10) and R11 allow to somebody active; `since` is the clock's day."""
    at_least = max(COOL_AT_LEAST if case.facts.cool else 0, _taper(case.facts))
    floors = [since + timedelta(at_least)]
    floors += [day + timedelta(FRESH_START) for day, _ in _fresh_starts(case)]
    floors += [case.earliest_on] if case.earliest_on else []
    return max(floors)


def _not_before(case: Case, found: Found) -> Found:
    """The floors of an ordinary date: a fresh start (R10), a first note under R8, and the gap (R11)."""
    facts, floors = case.facts, []
    for day, reason in _fresh_starts(case):
        sentence = why.fresh_start(case.history, reason, day, case.today)
        floors.append((day + timedelta(FRESH_START), "R10", sentence))
    if facts.cool and (found.rule in ("R4", "R6")):
        until = facts.cool.day + timedelta(COOL_AT_LEAST)
        floors.append((until, "R8", why.cool(case.history, facts.cool.day, until, case.today)))
    if case.earliest_on:
        sentence = why.gap(case.history, case.earliest_on, case.settings.gap, case.today)
        floors.append((case.earliest_on, "R11", sentence))
    for day, rule, sentence in floors:
        if found.due_on is not None and day > found.due_on:
            found = replace(found, rule=rule, due_on=day, why=sentence)
    return found


def _fresh_starts(case: Case) -> list[tuple[date, str]]:
    """R10: the days on which a cadence was given after none, the contact reopened, or cool ended."""
    history, starts = case.history, []
    if history.cadence is not None and history.cadence_given_on:
        starts.append((history.cadence_given_on, "cadence"))
    if case.facts.reopened:
        starts.append((case.facts.reopened.day, "reopened"))
    if history.cools and history.cools[-1].ended:
        starts.append((history.cools[-1].day, "cool"))
    return starts


def _advice(case: Case, found: Found) -> Weight:
    """Direct or ambient. After two ambient in a row someone resting or dormant is due a short note."""
    if found.always_direct:
        return Weight.DIRECT
    if case.facts.cool or case.history.is_light(max(found.due_on or case.today, case.today)):
        return Weight.AMBIENT
    if case.standing in (Standing.RESTING, Standing.DORMANT) and not two_ambient(case.facts):
        return Weight.AMBIENT
    return Weight.DIRECT


def _channel(case: Case, found: Found) -> Channel | None:
    """A comment where ambient is advised; else the newest direct letter's, else the first known address's."""
    if found.due_on is None:
        return None
    if _advice(case, found) is Weight.AMBIENT:
        return Channel.LINKEDIN_COMMENT
    return usual_channel(case.facts.touchpoints, case.history.known)


def usual_channel(touchpoints: Sequence[Touchpoint], known: Iterable[Channel]) -> Channel:
    """How one writes to somebody: as in the newest direct letter, else by the first known address, else by e-mail.

    touchpoints: oldest first.
    """
    letters = [t for t in touchpoints if t.weight is Weight.DIRECT and not t.is_together]
    if letters:
        return letters[-1].channel
    return next(iter(known), Channel.EMAIL)
