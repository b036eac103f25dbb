"""The one sentence that says why, for each rule: facts, kindly put, at most 140 characters.

Days are said as they look from `today`. Every sentence stands in WORDS.md.
"""

from datetime import date, timedelta

from followup.domain.constants import ANSWER_IS_LATE_AFTER, MONTH, WHY_LENGTH
from followup.domain.history import Decision, History, Snooze, Touchpoint
from followup.domain.moments import Moment
from followup.domain.standing import Facts, after, two_ambient
from followup.domain.values import Closing, Direction, Door, MetPlan, Part, Standing, Tone, Weight
from followup.domain.wording import counted, cut, day_name, interval_length, on_day, rhythm, short_name, span

_CLOSED = {
    Closing.RATHER_NOT: "{name} asked for no more mail {when}. That settles it: no more dates here.",
    Closing.DIED: "Kept in your history since {day}. Followup won't bring {name} up again.",
    Closing.OTHER: "You closed {name} {when}. No more dates here unless you reopen.",
}
_PARTS = {
    Part.HIRING_MANAGER: "the hiring manager",
    Part.DECISION_MAKER: "who decided",
    Part.RECRUITER: "the recruiter",
    Part.HR: "from HR",
    Part.PANEL: "from the panel",
    Part.PEER: "a peer",
    Part.AGENCY: "from the agency",
    Part.REFERRER: "who put you forward",
}
_FRESH = {
    "cadence": "You gave {name} a rhythm {when}. A week later is soon enough.",
    "reopened": "You reopened {name} {when}. A week later is soon enough.",
    "cool": "You felt the distance with {name} had passed {when}. A week later is soon enough.",
}


def _name(history: History) -> str:
    return short_name(history.name, history.called)


def closed(history: History, since: date, because: Closing, today: date) -> str:
    """R1: closed since a day, and why."""
    return _CLOSED[because].format(name=_name(history), when=on_day(since, today), day=day_name(since, today))


def your_turn(history: History, letter: Touchpoint, today: date) -> str:
    """R2: they wrote and would like an answer; after 30 days, that a late one is welcome."""
    days = (today - letter.day).days
    if days > ANSWER_IS_LATE_AFTER:
        return f"{_name(history)} wrote {span(days)} ago. A late answer is still welcome, and it needs no excuse."
    return f"{_name(history)} wrote {on_day(letter.day, today)} and would like an answer. One line is enough."


def snoozed(history: History, snooze: Snooze, today: date) -> str:
    """R3: the day that the user asked for."""
    asked = on_day(snooze.day, today)
    return f"You asked {asked} to see {_name(history)} again on {day_name(snooze.until, today)}."


def pinned(history: History, touch: Touchpoint | None, today: date) -> str:
    """R3, *write this week*: when they last heard from each other; `touch` is None where they never did."""
    name = _name(history)
    if touch is None:
        added = on_day(history.added_on, today)
        return f"You picked {name} for this week, added {added}. A good reason is enough; go ahead."
    if touch.direction is Direction.OUT:
        days = (today - touch.day).days
        ago = f"{span(days)} ago" if days else "today"
        return f"{name} heard from you {ago}. You have a good reason this week; go ahead."
    return f"You picked {name} for this week; the last word came {on_day(touch.day, today)}. Go ahead."


def thank(history: History, decision: Decision, today: date) -> str:
    """R4, the thank-you: who told it and when."""
    name, when = _name(history), on_day(decision.day, today)
    if decision.told_you:
        return f"{name} told you {when}. A short thank-you lands well in the first days; two sentences are plenty."
    where = f" from {cut(decision.company)}" if decision.company else ""
    return f"The answer{where} came {when}. Two sentences of thanks to {name} land well now."


def first_hello(history: History, decision: Decision, due_on: date, today: date) -> str:
    """R4, the first hello: how long since the decision it is by then (`due_on` or today, the later)."""
    name = _name(history)
    since = span((max(due_on, today) - decision.day).days).capitalize()
    if decision.plan is MetPlan.ONE_HELLO:
        part = f" {_PARTS[decision.part]}" if decision.part in _PARTS else ""
        return (
            f"{since} since the decision. One hello to {name}{part}; after that the next word is up to them."
        )
    where = f" at {cut(decision.company)}" if decision.company else ""
    return f"{since} since the decision{where}. A first hello to {name}; bring something, ask for nothing."


def closing_note(history: History, silence: Decision) -> str:
    """R5: the one note that closes a silence."""
    where = cut(silence.company) if silence.company else "They"
    return f"{where} left it without an answer. One kind closing note to {_name(history)}, and then it rests."


def address_book(history: History, facts: Facts, today: date) -> str:
    """R6 without a cadence: why there is no date."""
    name = _name(history)
    if facts.touch is None:
        return f"In your address book since {day_name(history.added_on, today)}. No date until you want one."
    if facts.touch.direction is Direction.OUT:
        return f"You wrote to {name} {on_day(facts.touch.day, today)}. The next word is up to them; no date until then."
    verb = "wrote" if facts.touch.direction is Direction.IN else "and you talked"
    return (
        f"{name} {verb} {on_day(facts.touch.day, today)}. In your address book; no date until you want one."
    )


def never_written(history: History, today: date) -> str:
    """R6 with a cadence: added, and never written to."""
    when = on_day(history.added_on, today)
    return f"You added {_name(history)} {when} and have not written yet. A first hello is enough."


def fresh_start(history: History, reason: str, day: date, today: date) -> str:
    """R10: room after what was changed on `day`; `reason` is "cadence", "reopened" or "cool"."""
    return _FRESH[reason].format(name=_name(history), when=on_day(day, today))


def cool(history: History, since: date, until: date, today: date) -> str:
    """R8: the distance felt, and until when there is room."""
    felt = f"You felt some distance with {_name(history)} {on_day(since, today)}."
    if until > today:
        return f"{felt} Nothing before {day_name(until, today)}, then something light."
    return f"{felt} Something light that asks for nothing is enough."


def gap(history: History, earliest: date, days: int, today: date) -> str:
    """R11: too soon after the newest note; `days` is the gap."""
    last, until = on_day(earliest - timedelta(days), today), day_name(earliest, today)
    between = span(days).capitalize()
    return f"You wrote to {_name(history)} {last}. {between} between two notes, so not before {until}."


def clock(
    history: History, facts: Facts, where: Standing, interval: int, rule: str, due_on: date, today: date
) -> str:
    """R7 to R10: the rhythm (`interval` in days), and what lengthened it (`rule`)."""
    name = _name(history)
    if rule == "R8" and facts.cool:
        return cool(history, facts.cool.day, due_on, today)
    if rule == "R9" and facts.reset and facts.touch:
        return _tapered(name, facts, interval)
    if where is Standing.DORMANT:
        return _dormant(name, facts, today)
    if where is Standing.RESTING:
        return _resting(name, facts, due_on, today)
    if facts.tries:
        usual = interval_length(history.cadence or interval)
        slower = interval_length(interval)
        return f"Your last note to {name} is unanswered, so {slower} this time instead of {usual}."
    return _rhythm(name, facts, interval, today)


def _tapered(name: str, facts: Facts, interval: int) -> str:
    if facts.reset is None or facts.touch is None:
        raise ValueError("a taper needs a last sign from them and a touchpoint")
    quiet = span((facts.touch.day - facts.reset.day).days)
    if isinstance(facts.reset, Decision):
        return f"Your last word to {name} came {quiet} after the decision, so {rhythm(interval)} is enough."
    did = "wrote" if isinstance(facts.reset, Touchpoint) and facts.reset.is_in else "talked with you"
    return f"Your last word came {quiet} after {name} last {did}, so {rhythm(interval)} is enough."


def _dormant(name: str, facts: Facts, today: date) -> str:
    if facts.out is None:
        return f"{name} has been quiet. A yearly hello, if you feel like it; nothing is lost if you don't."
    last = day_name(facts.out.day, today)
    return f"Your last note to {name} was on {last}. A yearly hello, if you feel like it; nothing is lost if you don't."


def _resting(name: str, facts: Facts, due_on: date, today: date) -> str:
    count, inbox = len(facts.tries), " Usually that is a full inbox."
    if count > 1:
        notes = f"Your last {counted(count, 'note')} to {name} are unanswered."
    elif facts.out and after(facts.out, facts.reset):
        notes = f"Your note to {name} of {day_name(facts.out.day, today)} is unanswered."
    else:
        notes, inbox = f"It ended without a word, so {name} rests.", ""
    is_light = facts.cool or facts.history.is_light(max(due_on, today))
    enough = "a comment is enough" if is_light or not two_ambient(facts) else "a short note is fine"
    then = f" {enough.capitalize()} now."
    if due_on > today:
        then = f" Resting until {day_name(due_on, today)}; {enough} then."
    # The consolation goes first where a long name needs its room.
    sentence = f"{notes}{inbox}{then}"
    return sentence if len(sentence) <= WHY_LENGTH else f"{notes}{then}"


def _rhythm(name: str, facts: Facts, interval: int, today: date) -> str:
    every = rhythm(interval).capitalize()
    heard, touch = facts.reset, facts.touch
    if isinstance(heard, Touchpoint):
        when = on_day(heard.day, today)
        if heard.is_together:
            return f"{every}; you talked with {name} {when}."
        tone = " warmly" if heard.tone is Tone.WARM else ""
        did = "answered" if _answers_something(facts, heard) else "wrote"
        if touch and touch.day > heard.day:
            return f"{every}; your last word went out {on_day(touch.day, today)}. {name} {did}{tone} {when}."
        return f"{every}; {name} {did}{tone} {when}."
    if touch is None:
        return f"{every}; {name} has been here since {day_name(facts.history.added_on, today)}."
    after = " after the decision" if isinstance(heard, Decision) and touch.order > heard.order else ""
    verb = "wrote to" if touch.weight is Weight.DIRECT else "last gave a sign to"
    return f"{every}{after}; you {verb} {name} {on_day(touch.day, today)}."


def _answers_something(facts: Facts, heard: Touchpoint) -> bool:
    return any(t.is_out and t.order < heard.order for t in facts.touchpoints)


def moment(history: History, found: Moment, is_light: bool, today: date) -> str:
    """R12: what makes it a good day, and what fits on it. is_light: ambient is advised."""
    fits = "A comment is enough" if is_light else f"A kind word to {_name(history)} fits"
    sentence = f"{_occasion(found, cut(history.company), today)} {fits}; leave that unsaid."
    if len(sentence) <= WHY_LENGTH:
        return sentence
    return f"{_occasion(found, '', today)} {fits}; leave that unsaid."


def _occasion(found: Moment, company: str, today: date) -> str:
    at = f" at {company}" if company else ""
    if found.door is None:
        return f"You meant to look again{at} around {day_name(found.day, today)}."
    by_then = "By then it is " if found.day > today else ""
    long = _quarters(found.after)
    if found.door is Door.THAW:
        return _begun(f"{by_then}{long} since the decision{at}, and roles can thaw.")
    started = "may have started" if found.guessed else "started"
    return _begun(f"{by_then}{long} since their choice{at} {started}.")


def _quarters(days: int) -> str:
    """A length of time in months of 30 days and years of twelve of them; below a quarter in weeks."""
    months = days // MONTH
    if months < 3:
        return span(days)
    if months == 18:
        return "a year and a half"
    if months % 12 == 0:
        return "a year" if months == 12 else counted(months // 12, "year")
    return counted(months, "month")


def _begun(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def moved(company: str, until: date, gap_days: int, today: date) -> str:
    """W3: moved, and for whose sake; `company` is "" where it has no name."""
    close = "in the same fortnight" if gap_days == 14 else f"within {span(gap_days)}"
    where = cut(company) or "one company"
    return f"Moved to {day_name(until, today)}, so that two people at {where} don't hear from you {close}."


def moved_from(name: str, was: date, until: date, gap_days: int, today: date) -> str:
    """W3 on the page of the company: who moves, from when, and why."""
    close = "in the same fortnight" if gap_days == 14 else f"within {span(gap_days)}"
    days = f"from {day_name(was, today)} to {day_name(until, today)}"
    return f"{cut(name)} moves {days}, so that two people here don't hear from you {close}."


def held(company: str | None, until: date, today: date) -> str:
    """W1: the quiet and its end; `company` is None for everything, "" where it has no name."""
    day = day_name(until, today)
    if company is None:
        return f"You are away until {day}. Nothing here needs you before then."
    where = f"with {cut(company)}" if company else "there"
    return f"You wanted quiet {where} until {day}. Nothing there needs you before then."


def wrote_while_held(history_name: str, company: str | None) -> str:
    """W1: your turn, although it rests; `company` as for `held`."""
    rests = "you are away" if company is None else f"{cut(company) or 'their company'} rests"
    return f"{short_name(history_name)} wrote, although {rests}. One line is enough, today or tomorrow."
